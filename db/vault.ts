import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AssayError } from '../domain/errors';
import type { Account } from '../domain/post';
import type { Database, Transaction } from './connection';
import { type CopyValue, copyIn } from './copy';

/** AES-256-GCM: 12 bytes nonce, ciphertext, 16 bytes tag. */
function seal(key: Uint8Array, data: Uint8Array): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  return Buffer.concat([nonce, cipher.update(data), cipher.final(), cipher.getAuthTag()]);
}

function open(key: Uint8Array, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(sealed.length - 16));
  return Buffer.concat([decipher.update(sealed.subarray(12, sealed.length - 16)), decipher.final()]);
}

/** The vault's master key, in a file outside the database. */
function masterKey(home: string): Buffer {
  const folder = path.join(home, 'keys');
  const file = path.join(folder, 'vault.key');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      // Another process made it at the same moment: that one counts.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  if (key.length !== 32)
    throw new AssayError(
      'ASSAY_FILE_UNREADABLE',
      'keys/vault.key: 32 bytes in hexadecimal were expected; put the back-up of the key in its place',
    );
  return key;
}

/** Names by which an account may be met again: its platform id and its handle, in lower case. */
function namesOf(platform: string, account: Account): string[] {
  const names: string[] = [];
  if (account.nativeId) names.push(`${platform}\nid\n${account.nativeId}`);
  if (account.handle) names.push(`${platform}\nhandle\n${account.handle.replace(/^@/, '').toLowerCase()}`);
  return names;
}

/** Turns accounts into random subject ids and keeps the mapping, encrypted, where one person's can be erased. */
export class Vault {
  readonly #wrap: Buffer;
  readonly #lookup: Buffer;

  constructor(home: string) {
    const master = masterKey(home);
    this.#wrap = Buffer.from(hkdfSync('sha256', master, '', 'assay vault wrap', 32));
    this.#lookup = Buffer.from(hkdfSync('sha256', master, '', 'assay vault lookup', 32));
  }

  /** Keyed hashes under which an account is looked up; without the key they say nothing. */
  lookups(platform: string, account: Account): string[] {
    return namesOf(platform, account).map((name) => this.hash(name));
  }

  /** A keyed hash, in hexadecimal: equal for equal text, and no guess can be tried without the key. */
  hash(text: string): string {
    return createHmac('sha256', this.#lookup).update(text).digest('hex');
  }

  /**
   * A subject id for each account, in order; new ones are made and their mapping sealed. Accounts that share a name are one
   * subject. The caller holds the study's lock.
   */
  async subjectsOf(
    transaction: Transaction,
    studyId: string,
    platform: string,
    accounts: readonly Account[],
  ): Promise<string[]> {
    const lookups = accounts.map((account) => this.lookups(platform, account));
    const wanted = [...new Set(lookups.flat())];
    const known = new Map<string, string>();
    for (let from = 0; from < wanted.length; from += 10_000) {
      const rows = await transaction.sql<{ lookup: string; subject_id: string }[]>`
        select lookup, subject_id from vault.alias where study_id = ${studyId} and lookup = any(${wanted.slice(from, from + 10_000)})`;
      for (const row of rows) known.set(row.lookup, row.subject_id);
    }
    const subjects: CopyValue[][] = [];
    const aliases: CopyValue[][] = [];
    const out = accounts.map((account, i) => {
      const own = lookups[i]!;
      let id = own.map((lookup) => known.get(lookup)).find((found) => found !== undefined);
      if (id === undefined) {
        id = randomUUID();
        const key = randomBytes(32);
        const sealed = seal(key, Buffer.from(JSON.stringify(namesOf(platform, account))));
        subjects.push([id, studyId, `\\x${seal(this.#wrap, key).toString('hex')}`, `\\x${sealed.toString('hex')}`]);
      }
      for (const lookup of own) {
        if (known.has(lookup)) continue;
        known.set(lookup, id);
        aliases.push([studyId, lookup, id]);
      }
      return id;
    });
    if (subjects.length > 0)
      await copyIn(transaction.sql, 'vault.subject', ['id', 'study_id', 'wrapped_key', 'sealed'], subjects);
    if (aliases.length > 0) await copyIn(transaction.sql, 'vault.alias', ['study_id', 'lookup', 'subject_id'], aliases);
    return out;
  }

  /** The names behind a subject, for the person's own request. Null when they were erased. */
  async namesOf(database: Database, subjectId: string): Promise<string[] | null> {
    const [row] = await database.sql<
      { wrapped_key: Buffer; sealed: Buffer }[]
    >`select wrapped_key, sealed from vault.subject where id = ${subjectId}`;
    return row ? (JSON.parse(open(open(this.#wrap, row.wrapped_key), row.sealed).toString('utf8')) as string[]) : null;
  }

  async findSubject(database: Database, studyId: string, platform: string, account: Account): Promise<string | null> {
    const rows = await database.sql<{ subject_id: string }[]>`
      select subject_id from vault.alias where study_id = ${studyId} and lookup = any(${this.lookups(platform, account)}) limit 1`;
    return rows[0]?.subject_id ?? null;
  }
}
