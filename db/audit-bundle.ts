import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { auditEntrySchema } from '../domain/audit';
import { AssayError } from '../domain/errors';
import { canonicalJson } from '../governance/canonical-json';
import { openCheckpoint } from '../governance/checkpoint';
import { inclusionProof, leafHash, rootOf, tilePath, tilesOf, tileWidth } from '../governance/merkle-tree';
import { verifyEd25519 } from './audit-keys';
import { latestCheckpoint, sealedEntries } from './audit-log';
import type { Database } from './connection';
import { sha256 } from './digest';

/**
 * Writes the log as a folder of files that tools of others read: C2SP tlog-tiles (`checkpoint`, `tile/…`), entry bundles, the
 * verifier key, and the entries once more as lines for people.
 */
export async function exportBundle(
  database: Database,
  vkey: string,
  folder: string,
): Promise<{ size: number; root: string }> {
  const latest = await latestCheckpoint(database);
  if (!latest)
    throw new AssayError('ASSAY_AUDIT_BROKEN', 'a signed checkpoint was expected, found none; run a study first');
  const entries = (await sealedEntries(database, 0, latest.size)).map((entry) => Buffer.from(entry.bytes));
  writeBundle(folder, latest.note, vkey, entries);
  const checkpoint = openCheckpoint(sha256, latest.note, vkey, verifyEd25519);
  return { size: checkpoint.size, root: checkpoint.root };
}

export function writeBundle(folder: string, note: string, vkey: string, entries: readonly Uint8Array[]): void {
  const leaves = entries.map((entry) => leafHash(sha256, entry));
  const write = (name: string, data: string | Uint8Array): void => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, data);
  };
  write('checkpoint', note);
  write('vkey', `${vkey}\n`);
  write('entries.ndjson', entries.map((entry) => `${Buffer.from(entry).toString('utf8')}\n`).join(''));
  for (const tile of tilesOf(sha256, leaves)) {
    const partial = tile.hashes.length < tileWidth ? `.p/${tile.hashes.length}` : '';
    write(`tile/${tile.level}/${tilePath(tile.index)}${partial}`, Buffer.concat(tile.hashes));
  }
  for (let index = 0; index * tileWidth < entries.length; index++) {
    const part = entries.slice(index * tileWidth, (index + 1) * tileWidth);
    const partial = part.length < tileWidth ? `.p/${part.length}` : '';
    write(
      `tile/entries/${tilePath(index)}${partial}`,
      Buffer.concat(
        part.flatMap((entry) => [Buffer.from([entry.length >> 8, entry.length & 255]), Buffer.from(entry)]),
      ),
    );
  }
}

export interface Verification {
  readonly ok: boolean;
  readonly size: number;
  readonly root: string;
  /** What is wrong, first place first; empty when all is well. */
  readonly problems: readonly string[];
}

/** Every file below a folder, as paths with `/`. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const full = path.join(folder, name);
    return statSync(full).isDirectory() ? filesBelow(full).map((inner) => `${name}/${inner}`) : [name];
  });
}

/**
 * Checks a bundle from its files alone: the checkpoint's signature, every entry against the closed schema and its canonical form,
 * the root from the entries, every tile from the root down. With `vkey` the reviewer's own copy of the key is used, not the
 * bundle's; with `earlier`, a checkpoint kept from before, the log must begin with exactly what that one signed.
 */
export function verifyBundle(folder: string, vkey?: string, earlier?: string): Verification {
  const problems: string[] = [];
  const read = (name: string): Buffer => {
    try {
      return readFileSync(path.join(folder, name));
    } catch {
      throw new AssayError(
        'ASSAY_FILE_MISSING',
        `${path.join(folder, name)}: a file of an exported audit log was expected, found none`,
      );
    }
  };
  const note = read('checkpoint').toString('utf8');
  let checkpoint: { size: number; root: string };
  try {
    checkpoint = openCheckpoint(sha256, note, vkey ?? read('vkey').toString('utf8'), verifyEd25519);
  } catch (error) {
    return { ok: false, size: 0, root: '', problems: [`checkpoint: ${(error as Error).message}`] };
  }
  const entries: Buffer[] = [];
  for (let index = 0; index * tileWidth < checkpoint.size; index++) {
    const width = Math.min(tileWidth, checkpoint.size - index * tileWidth);
    const bundle = read(`tile/entries/${tilePath(index)}${width < tileWidth ? `.p/${width}` : ''}`);
    let at = 0;
    for (let i = 0; i < width && at + 2 <= bundle.length; i++) {
      const length = bundle.readUInt16BE(at);
      entries.push(bundle.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
    if (at !== bundle.length) problems.push(`tile/entries/${tilePath(index)}: ${width} whole entries were expected`);
  }
  if (entries.length !== checkpoint.size)
    problems.push(`${checkpoint.size} entries were expected, found ${entries.length}`);
  const ids = new Set<string>();
  entries.forEach((bytes, seq) => {
    try {
      const entry = auditEntrySchema.parse(JSON.parse(bytes.toString('utf8')));
      if (canonicalJson(entry) !== bytes.toString('utf8')) problems.push(`entry ${seq}: canonical bytes were expected`);
      if (ids.has(entry.id)) problems.push(`entry ${seq}: an id of its own was expected`);
      ids.add(entry.id);
    } catch {
      problems.push(`entry ${seq}: an entry of the closed schema was expected`);
    }
  });
  const leaves = entries.map((entry) => leafHash(sha256, entry));
  const root = Buffer.from(rootOf(sha256, leaves)).toString('base64');
  const wrongTiles: string[] = [];
  for (const tile of tilesOf(sha256, leaves)) {
    const name = `tile/${tile.level}/${tilePath(tile.index)}${tile.hashes.length < tileWidth ? `.p/${tile.hashes.length}` : ''}`;
    if (!read(name).equals(Buffer.concat(tile.hashes))) wrongTiles.push(name);
  }
  if (wrongTiles.length > 0) problems.push(`first bad tile: ${wrongTiles[0]}`);
  if (root !== checkpoint.root) problems.push(`root ${checkpoint.root} was signed, the entries give ${root}`);
  if (earlier !== undefined) {
    const kept = openCheckpoint(sha256, earlier, vkey ?? read('vkey').toString('utf8'), verifyEd25519);
    const then = kept.size <= leaves.length ? Buffer.from(rootOf(sha256, leaves, 0, kept.size)).toString('base64') : '';
    if (then !== kept.root) problems.push(`the log does not extend the kept checkpoint of ${kept.size} entries`);
  }
  const lines = read('entries.ndjson').toString('utf8');
  if (lines !== entries.map((entry) => `${entry.toString('utf8')}\n`).join(''))
    problems.push('entries.ndjson: the same entries as in tile/entries were expected');
  const known = new Set(['checkpoint', 'vkey', 'entries.ndjson']);
  for (const name of filesBelow(folder))
    if (!known.has(name) && !name.startsWith('tile/')) problems.push(`${name}: not a file of the log`);
  return { ok: problems.length === 0, size: checkpoint.size, root: checkpoint.root, problems };
}

/** One entry with its path to the signed root: C2SP tlog-proof, for a reviewer who gets nothing else. */
export function tlogProof(note: string, entries: readonly Uint8Array[], index: number): string {
  const leaves = entries.map((entry) => leafHash(sha256, entry));
  const proof = inclusionProof(sha256, leaves, index).map((hash) => Buffer.from(hash).toString('base64'));
  return `c2sp.org/tlog-proof@v1\nindex ${index}\n${proof.map((line) => `${line}\n`).join('')}\n${note}`;
}
