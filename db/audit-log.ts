import { type AuditEntry, type AuditFact, auditEntrySchema } from '../domain/audit';
import { canonicalJson } from '../governance/canonical-json';
import type { Database, Transaction } from './connection';
import { uuidOf } from './digest';

/** What makes an entry the same entry when an activity runs twice. */
export type AuditKey = string;

/** The canonical bytes of an entry. Throws where a fact does not fit the closed schema. */
export function auditEntry(key: AuditKey, fact: AuditFact, at: Date): { readonly id: string; readonly bytes: string } {
  const entry: AuditEntry = auditEntrySchema.parse({
    actor: 'service',
    policy: [],
    outcome: 'ok',
    reason: null,
    counts: {},
    ...fact,
    v: 1,
    id: uuidOf(`${fact.action} ${key}`),
    ts: at.toISOString(),
  });
  return { id: entry.id, bytes: canonicalJson(entry) };
}

/**
 * Appends an entry in the transaction of what it records: both are there or neither. The same key and action a second time change
 * nothing. True when the entry is new.
 */
export async function appendAudit(transaction: Transaction, key: AuditKey, fact: AuditFact): Promise<boolean> {
  const { id, bytes } = auditEntry(key, fact, new Date());
  const [row] = await transaction.sql<{ append: boolean }[]>`select audit.append(${id}, ${bytes}) as append`;
  return row!.append;
}

export interface SealedEntry {
  readonly seq: number;
  readonly bytes: string;
}

/** Sealed entries from `from`, in order, at most `most`. */
export async function sealedEntries(database: Database, from = 0, most = 1_000_000): Promise<SealedEntry[]> {
  const rows = await database.sql<
    { seq: string; bytes: string }[]
  >`select seq, bytes from audit.entry where seq >= ${from} order by seq limit ${most}`;
  return rows.map((row) => ({ seq: Number(row.seq), bytes: row.bytes }));
}

export async function latestCheckpoint(database: Database): Promise<{ size: number; note: string } | null> {
  const [row] = await database.sql<
    { size: string; note: string }[]
  >`select size, note from audit.checkpoint order by size desc limit 1`;
  return row ? { size: Number(row.size), note: row.note } : null;
}
