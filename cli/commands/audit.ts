import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { auditSigner } from '../../db/audit-keys';
import { exportBundle, tlogProof, verifyBundle } from '../../db/audit-bundle';
import { latestCheckpoint, sealedEntries } from '../../db/audit-log';
import { runsOf } from '../../db/studies';
import type { AuditEntry } from '../../domain/audit';
import { AssayError } from '../../domain/errors';
import { settings } from '../../settings';
import { checkAudit, sealNow } from '../../client/audit-check';
import { type Command, exitCodes, type Invocation, option, type Outcome, requireWord } from '../command';
import { withSession } from '../session';

function verified(
  result: { ok: boolean; size: number; root: string; problems: readonly string[] },
  ownKey = false,
): Outcome {
  return {
    code: result.ok ? exitCodes.done : exitCodes.unverified,
    value: ownKey ? { ...result, key: 'bundle' } : result,
    text: result.ok
      ? `audit log verified: ${result.size} entries, root ${result.root}${ownKey ? '\nwith the key that lies in the bundle; whoever made the bundle made that too: give your own copy with --vkey' : ''}`
      : ['audit log does NOT verify:', ...result.problems.slice(0, 20).map((problem) => `  ${problem}`)].join('\n'),
  };
}

async function verify(invocation: Invocation): Promise<Outcome> {
  const folder = invocation.words[1];
  if (folder !== undefined) {
    if (!existsSync(folder))
      throw new AssayError(
        'ASSAY_FILE_MISSING',
        `${folder}: a folder made by \`npx assay audit export\` was expected, found none`,
      );
    const key = option(invocation, 'vkey');
    const saved = option(invocation, 'checkpoint');
    const vkey = key !== undefined && existsSync(key) ? readFileSync(key, 'utf8').trim() : key;
    if (vkey !== undefined && !/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/.test(vkey))
      throw new AssayError(
        'ASSAY_USAGE',
        '--vkey: a verifier key name+id+base64, or a file with one, was expected, found something else',
      );
    return verified(
      verifyBundle(folder, vkey, saved === undefined ? undefined : readFileSync(saved, 'utf8')),
      vkey === undefined,
    );
  }
  return withSession(invocation, async ({ database, stack }) => verified(await checkAudit(database, stack.addresses)), {
    worker: false,
  });
}

async function exportLog(invocation: Invocation): Promise<Outcome> {
  const folder = path.resolve(requireWord(invocation, 1, 'a folder'));
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new AssayError('ASSAY_USAGE', `${folder}: an empty or new folder was expected, found files in it`);
  return withSession(
    invocation,
    async ({ database, stack }) => {
      await sealNow(stack.addresses);
      mkdirSync(folder, { recursive: true });
      const { vkey } = auditSigner(settings.home);
      const { size, root } = await exportBundle(database, vkey, folder);
      return {
        value: { folder, size, root, vkey },
        text: `${size} entries in ${folder}\nverifier key, to be kept apart from it: ${vkey}`,
      };
    },
    { worker: false },
  );
}

async function show(invocation: Invocation): Promise<Outcome> {
  return withSession(
    invocation,
    async ({ database, stack }) => {
      await sealNow(stack.addresses);
      const study = option(invocation, 'study');
      const action = option(invocation, 'action');
      if (study !== undefined && (await runsOf(database, study)).length === 0)
        throw new AssayError(
          'ASSAY_STUDY_UNKNOWN',
          `a study that ran was expected, found "${study}"; \`npx assay status\` lists them`,
        );
      const entries = (await sealedEntries(database))
        .map(({ seq, bytes }) => ({ seq, entry: JSON.parse(bytes) as AuditEntry }))
        .filter(
          ({ entry }) =>
            (study === undefined || entry.study === study) && (action === undefined || entry.action === action),
        );
      return {
        value: entries.map(({ seq, entry }) => ({ seq, ...entry })),
        text: entries
          .map(
            ({ seq, entry }) =>
              `${String(seq).padStart(6)}  ${entry.ts}  ${entry.action.padEnd(20)}  ${entry.study}  ${entry.object.kind} ${entry.object.id}${entry.outcome === 'ok' ? '' : `  ${entry.outcome}${entry.reason ? ` (${entry.reason})` : ''}`}`,
          )
          .join('\n'),
      };
    },
    { worker: false },
  );
}

async function prove(invocation: Invocation): Promise<Outcome> {
  const seq = Number(requireWord(invocation, 1, 'an entry’s number'));
  return withSession(
    invocation,
    async ({ database, stack }) => {
      await sealNow(stack.addresses);
      const latest = await latestCheckpoint(database);
      if (!latest || !Number.isInteger(seq) || seq < 0 || seq >= latest.size)
        throw new AssayError(
          'ASSAY_USAGE',
          `the number of a sealed entry, 0 to ${(latest?.size ?? 0) - 1}, was expected, found "${invocation.words[1]}"`,
        );
      const entries = (await sealedEntries(database, 0, latest.size)).map((entry) => Buffer.from(entry.bytes));
      const proof = tlogProof(latest.note, entries, seq);
      const out = option(invocation, 'out');
      if (out !== undefined) writeFileSync(out, proof);
      return {
        value: { seq, entry: JSON.parse(entries[seq]!.toString('utf8')) as unknown, proof },
        text: out === undefined ? proof : `proof of entry ${seq} written to ${out}`,
      };
    },
    { worker: false },
  );
}

const parts: Readonly<Record<string, (invocation: Invocation) => Promise<Outcome>>> = {
  show,
  verify,
  export: exportLog,
  prove,
};

export const audit: Command = {
  name: 'audit',
  words: 'show | verify [DIR] | export DIR | prove N',
  meaning: 'the log, its verification, the bundle for a reviewer, one entry’s proof',
  options: {
    study: { meaning: 'show only this study', value: 'STUDY' },
    action: { meaning: 'show only this action', value: 'ACTION' },
    vkey: { meaning: 'the reviewer’s own copy of the verifier key, or a file with it', value: 'KEY' },
    checkpoint: { meaning: 'an earlier checkpoint that the reviewer kept: the log must extend it', value: 'FILE' },
    out: { meaning: 'file for the proof', value: 'FILE' },
  },
  run(invocation) {
    const part = parts[requireWord(invocation, 0, 'show, verify, export or prove')];
    if (!part)
      throw new AssayError('ASSAY_USAGE', `show, verify, export or prove was expected, found "${invocation.words[0]}"`);
    return part(invocation);
  },
};
