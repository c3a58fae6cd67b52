import { addDuration } from '../domain/duration';
import type { Protocol } from '../domain/protocol';
import { appendAudit } from './audit-log';
import type { Database, Transaction } from './connection';
import { type RegisteredProtocol, staffId } from './studies';

/** What may be deleted when its time has come. Artefacts and reports hold no identifier, the audit log is append-only: both stay. */
export type RetentionKind = 'posts' | 'identifiers';

export interface Retained {
  readonly kind: RetentionKind;
  /** Posts (as collected), or people (in the vault). */
  readonly count: number;
  /** When the oldest of them was collected. */
  readonly since: string;
  /** When that must be gone. */
  readonly until: string;
  readonly due: boolean;
}

/**
 * What a study still keeps of people, and until when. The clock of both kinds starts with the oldest batch of posts: the protocol promised
 * a longest time, not a mean one.
 */
export async function retained(
  { sql }: Database | Transaction,
  { study, retention }: Pick<Protocol, 'study' | 'retention'>,
  now: Date,
): Promise<Retained[]> {
  const [times] = await sql<{ oldest: Date | null; frozen: Date | null }[]>`
    select (select min(collected_at) from corpus.batch where study_id = ${study}) as oldest,
      (select min(frozen_at) from corpus.snapshot where study_id = ${study}) as frozen`;
  const [counts] = await sql<{ posts: number; identifiers: number }[]>`
    select (select count(*)::int from corpus.post where study_id = ${study}) as posts,
      (select count(*)::int from vault.subject where study_id = ${study}) as identifiers`;
  // Cleaned texts outlive posts that were collected anew: an older snapshot keeps them.
  const started = [times!.oldest, times!.frozen]
    .filter((one) => one !== null)
    .sort((a, b) => a.getTime() - b.getTime());
  const [since] = started;
  if (!since) return [];
  return (['posts', 'identifiers'] as const).flatMap((kind) => {
    const until = addDuration(since, retention[kind]);
    return counts![kind] === 0
      ? []
      : [{ kind, count: counts![kind], since: since.toISOString(), until: until.toISOString(), due: until <= now }];
  });
}

/**
 * Deletes what is due, in one transaction with its audit entry: posts with their edges, snapshots and exclusions, so that the next run
 * collects anew; the mapping from random ids to accounts. Returns what was deleted, nothing where a run is under way.
 */
export async function enforceRetention(
  database: Database,
  { studyId, version, sha256, protocol }: RegisteredProtocol,
  person: string,
  reasonSha256: string,
  now: Date,
): Promise<readonly Retained[] | 'running'> {
  return database.transaction(async (transaction) => {
    const { sql } = transaction;
    await sql`select pg_advisory_xact_lock(hashtext(${`study ${studyId}`}))`;
    const [running] =
      await sql`select 1 from catalogue.run where study_id = ${studyId} and status in ('running', 'waiting') limit 1`;
    if (running) return 'running';
    const due = (await retained(transaction, protocol, now)).filter((one) => one.due);
    if (due.length === 0) return due;
    const kinds = new Set(due.map((one) => one.kind));
    if (kinds.has('posts')) {
      await sql`delete from corpus.batch where study_id = ${studyId}`;
      await sql`delete from corpus.snapshot where study_id = ${studyId}`;
      // Else the next run would take the source for one that is collected already.
      await sql`delete from corpus.source_state where study_id = ${studyId}`;
    }
    if (kinds.has('identifiers')) {
      await sql`delete from vault.alias where study_id = ${studyId}`;
      await sql`delete from vault.subject where study_id = ${studyId}`;
    }
    await appendAudit(transaction, `${studyId} ${now.toISOString()}`, {
      action: 'retention.enforced',
      actor: await staffId(transaction, studyId, person),
      study: studyId,
      run: null,
      step: null,
      protocol: { version, sha256 },
      object: { kind: 'retention', id: studyId, sha256: reasonSha256 },
      counts: Object.fromEntries(due.map((one) => [one.kind, one.count])),
    });
    return due;
  });
}
