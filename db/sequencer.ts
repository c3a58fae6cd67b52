import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AssayError } from '../domain/errors';
import { openCheckpoint, signCheckpoint } from '../governance/checkpoint';
import { GrowingTree, leafHash } from '../governance/merkle-tree';
import { sealedEntries } from './audit-log';
import { type AuditSigner, auditSigner, verifyEd25519 } from './audit-keys';
import type { Database } from './connection';
import { sha256 } from './digest';

/** Entries sealed in one transaction. */
const batch = 2000;

/**
 * Seals the inbox into the tree and signs its head. Before it signs it checks that the log still begins with what it signed last
 * time, by a copy of that checkpoint outside Postgres: a rewritten log is never signed.
 */
export class Sequencer {
  readonly #database: Database;
  readonly #signer: AuditSigner;
  readonly #file: string;
  readonly #tree = new GrowingTree(sha256);
  #checked = false;
  #signed = -1;

  constructor(database: Database, home: string) {
    this.#database = database;
    this.#signer = auditSigner(home);
    this.#file = path.join(home, 'audit', 'checkpoint');
  }

  get vkey(): string {
    return this.#signer.vkey;
  }

  async #readTo(size: number): Promise<void> {
    while (this.#tree.size < size) {
      const entries = await sealedEntries(this.#database, this.#tree.size, Math.min(10_000, size - this.#tree.size));
      if (entries.length === 0)
        throw new AssayError(
          'ASSAY_AUDIT_BROKEN',
          `audit log: ${size} entries were expected, found ${this.#tree.size}`,
        );
      for (const entry of entries) {
        if (entry.seq !== this.#tree.size)
          throw new AssayError(
            'ASSAY_AUDIT_BROKEN',
            `audit log: entry ${this.#tree.size} was expected, found ${entry.seq}`,
          );
        this.#tree.append(leafHash(sha256, Buffer.from(entry.bytes)));
      }
    }
  }

  async #checkLast(): Promise<void> {
    if (this.#checked) return;
    if (existsSync(this.#file)) {
      const last = openCheckpoint(sha256, readFileSync(this.#file, 'utf8'), this.#signer.vkey, verifyEd25519);
      await this.#readTo(last.size);
      this.#signed = last.size;
      if (Buffer.from(this.#tree.root()).toString('base64') !== last.root) {
        throw new AssayError(
          'ASSAY_AUDIT_BROKEN',
          `audit log: the first ${last.size} entries are not those that were signed; nothing more is signed`,
        );
      }
    }
    this.#checked = true;
  }

  /** Seals all that waits; signs when the tree grew. Returns the size of the tree. */
  async seal(): Promise<number> {
    await this.#checkLast();
    let size = -1;
    for (;;) {
      const [row] = await this.#database.sql<{ seal: string }[]>`select audit.seal(${batch}) as seal`;
      const next = Number(row!.seal);
      if (next === size) break;
      size = next;
    }
    await this.#readTo(size);
    if (size !== this.#signed) await this.#sign(size);
    return size;
  }

  async #sign(size: number): Promise<void> {
    const root = this.#tree.root();
    const checkpoint = { origin: this.#signer.origin, size, root: Buffer.from(root).toString('base64') };
    const note = signCheckpoint(sha256, checkpoint, this.#signer.publicKey, this.#signer.sign);
    await this.#database
      .sql`insert into audit.checkpoint (size, root, note) values (${size}, ${Buffer.from(root)}, ${note}) on conflict (size) do nothing`;
    mkdirSync(path.dirname(this.#file), { recursive: true });
    writeFileSync(`${this.#file}.new`, note);
    renameSync(`${this.#file}.new`, this.#file);
    this.#signed = size;
  }
}
