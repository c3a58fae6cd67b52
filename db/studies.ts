import { randomUUID } from 'node:crypto';
import type { Json } from '../domain/json';
import { authorOf, type Protocol, protocolSchema } from '../domain/protocol';
import { type Change, changesBetween } from '../governance/amendment';
import { appendAudit } from './audit-log';
import type { Database, Transaction } from './connection';
import { digestOf } from './digest';

export interface RegisteredProtocol {
  readonly studyId: string;
  readonly version: number;
  readonly sha256: string;
  readonly protocol: Protocol;
  readonly folder: string;
}

export interface Registration {
  readonly registered: RegisteredProtocol;
  readonly outcome: 'new' | 'unchanged' | 'amended' | 'reason-needed';
  readonly changes: readonly Change[];
}

async function latest(
  transaction: Transaction,
  studyId: string,
): Promise<{ version: number; sha256: string; body: Json } | undefined> {
  const [row] = await transaction.sql<{ version: number; sha256: string; body: Json }[]>`
    select version, sha256, body from catalogue.protocol where study_id = ${studyId} order by version desc limit 1`;
  return row;
}

/**
 * Registers a protocol. The same one again changes nothing; a changed one is an amendment and needs a reason: without it nothing is
 * written and the outcome says so, with the changes.
 */
export async function registerProtocol(
  database: Database,
  protocol: Protocol,
  source: string,
  folder: string,
  reason: string | undefined,
): Promise<Registration> {
  const sha256 = digestOf(protocol);
  const body = JSON.parse(JSON.stringify(protocol)) as Json;
  return database.transaction(async (transaction) => {
    const { sql } = transaction;
    await sql`select pg_advisory_xact_lock(hashtext(${`study ${protocol.study}`}))`;
    const before = await latest(transaction, protocol.study);
    const version = (before?.version ?? 0) + 1;
    const registered = { studyId: protocol.study, sha256, protocol, folder, version };
    if (before?.sha256 === sha256) {
      await sql`update catalogue.study set folder = ${folder} where id = ${protocol.study}`;
      return { registered: { ...registered, version: before.version }, outcome: 'unchanged', changes: [] };
    }
    const changes = before ? changesBetween(before.body, body) : [];
    if (before && !reason) return { registered, outcome: 'reason-needed', changes };
    await sql`insert into catalogue.study (id, title, folder) values (${protocol.study}, ${protocol.title}, ${folder})
      on conflict (id) do update set title = excluded.title, folder = excluded.folder`;
    await sql`insert into catalogue.protocol (study_id, version, sha256, body, source, reason)
      values (${protocol.study}, ${version}, ${sha256}, ${sql.json(body as never)}, ${source}, ${reason ?? null})`;
    for (const one of protocol.people) {
      await sql`insert into catalogue.person (id, study_id, key, name, role) values (${randomUUID()}, ${protocol.study}, ${one.key}, ${one.name}, ${one.role})
        on conflict (study_id, key) do update set name = excluded.name, role = excluded.role`;
    }
    await appendAudit(transaction, `${protocol.study} ${version}`, {
      action: before ? 'protocol.amended' : 'protocol.registered',
      actor: await staffId(transaction, protocol.study, authorOf(protocol).key),
      study: protocol.study,
      run: null,
      step: 'objectives',
      protocol: { version, sha256 },
      object: { kind: 'protocol', id: `${protocol.study}/${version}`, sha256 },
      counts: { changes: changes.length },
    });
    return { registered: { ...registered, sha256 }, outcome: before ? 'amended' : 'new', changes };
  });
}

/** The random id under which a person of the protocol stands in records. */
export async function staffId(transaction: Transaction, studyId: string, key: string): Promise<string> {
  const [row] = await transaction.sql<
    { id: string }[]
  >`select id from catalogue.person where study_id = ${studyId} and key = ${key}`;
  if (!row) throw new Error(`a person of the protocol was expected, found "${key}"`);
  return row.id;
}

export async function protocolOf(
  database: Database,
  studyId: string,
  version?: number,
): Promise<RegisteredProtocol | undefined> {
  const [row] = await database.sql<{ version: number; sha256: string; body: Json; folder: string }[]>`
    select p.version, p.sha256, p.body, s.folder from catalogue.protocol p join catalogue.study s on s.id = p.study_id
    where p.study_id = ${studyId} and (${version ?? null}::int is null or p.version = ${version ?? null}) order by p.version desc limit 1`;
  return (
    row && {
      studyId,
      version: row.version,
      sha256: row.sha256,
      folder: row.folder,
      protocol: protocolSchema.parse(row.body),
    }
  );
}

export interface RunRow {
  readonly id: string;
  readonly studyId: string;
  readonly protocolVersion: number;
  readonly kind: 'study' | 'reproduction' | 'monitoring' | 'retraining';
  readonly baseRunId: string | null;
  readonly seed: number;
  readonly codeVersion: string;
  readonly status: string;
  readonly problem: string | null;
  readonly snapshotId: number | null;
  readonly headline: Json;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

const runColumns = `id, study_id as "studyId", protocol_version as "protocolVersion", kind, base_run_id as "baseRunId", seed::float8 as seed,
  code_version as "codeVersion", status, problem, snapshot_id::float8 as "snapshotId", headline, started_at as "startedAt", finished_at as "finishedAt"`;

export async function runOf(database: Database, runId: string): Promise<RunRow | undefined> {
  const [row] = await database.sql<
    RunRow[]
  >`select ${database.sql.unsafe(runColumns)} from catalogue.run where id = ${runId}`;
  return row;
}

/** Runs of a study, newest first; of all studies without an id. */
export async function runsOf(database: Database, studyId?: string): Promise<RunRow[]> {
  return database.sql<RunRow[]>`select ${database.sql.unsafe(runColumns)} from catalogue.run
    where ${studyId ?? null}::text is null or study_id = ${studyId ?? null} order by started_at desc, id desc`;
}

/** Runs of a study are numbered; a reproduction has no number of its own, but that of its base: `headset-1-r2` is the second of `headset-1`. */
async function nextRunId(
  { sql }: Transaction,
  { studyId, kind, baseRunId }: Pick<RunRow, 'studyId' | 'kind' | 'baseRunId'>,
): Promise<string> {
  const stem = kind === 'reproduction' ? `${baseRunId}-r` : `${studyId}-`;
  const [last] = await sql<{ number: number | null }[]>`
    select max(substr(id, ${stem.length + 1})::bigint)::int as number from catalogue.run
    where study_id = ${studyId} and starts_with(id, ${stem}) and substr(id, ${stem.length + 1}) ~ '^[0-9]{1,9}$'`;
  return `${stem}${(last?.number ?? 0) + 1}`;
}

export async function createRun(
  database: Database,
  run: Pick<RunRow, 'studyId' | 'protocolVersion' | 'kind' | 'baseRunId' | 'seed' | 'codeVersion'> & {
    readonly protocolSha256: string;
    readonly actor?: string;
  },
  runId?: string,
): Promise<string> {
  return database.transaction(async (transaction) => {
    const { sql } = transaction;
    await sql`select pg_advisory_xact_lock(hashtext(${`study ${run.studyId}`}))`;
    const id = runId ?? (await nextRunId(transaction, run));
    const [made] =
      await sql`insert into catalogue.run (id, study_id, protocol_version, kind, base_run_id, seed, code_version, status)
      values (${id}, ${run.studyId}, ${run.protocolVersion}, ${run.kind}, ${run.baseRunId}, ${run.seed}, ${run.codeVersion}, 'running')
      on conflict (id) do nothing returning id`;
    if (made) {
      await appendAudit(transaction, id, {
        action: 'study.started',
        ...(run.actor ? { actor: await staffId(transaction, run.studyId, run.actor) } : {}),
        study: run.studyId,
        run: id,
        step: null,
        protocol: { version: run.protocolVersion, sha256: run.protocolSha256 },
        object: { kind: `run-${run.kind}`, id, sha256: null },
      });
    }
    return id;
  });
}
