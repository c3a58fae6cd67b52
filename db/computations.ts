import type { ArtefactRef } from '../domain/artefact';
import type { Json } from '../domain/json';
import type { Database, Transaction } from './connection';

/** What a method made of inputs: found again by the digest of all that determines it. */
export interface Computation {
  readonly key: string;
  readonly method: string;
  readonly version: number;
  readonly parameters: Json;
  readonly inputs: Json;
  readonly seed: number | null;
  readonly output: ArtefactRef;
  readonly seconds: number;
}

export async function computationsByKey(
  database: Database,
  keys: readonly string[],
): Promise<Map<string, Computation>> {
  const rows = await database.sql<Computation[]>`
    select key, method, version, parameters, inputs, seed::float8 as seed, output, seconds from catalogue.computation where key = any(${keys as string[]})`;
  return new Map(rows.map((row) => [row.key, row]));
}

export async function storeComputation(
  transaction: Transaction,
  computation: Computation,
  codeVersion: string,
): Promise<void> {
  const { sql } = transaction;
  const { output } = computation;
  await sql`insert into catalogue.artefact (sha256, kind, bytes) values (${output.sha256}, ${output.kind}, ${output.bytes}) on conflict do nothing`;
  await sql`insert into catalogue.computation (key, method, version, parameters, inputs, seed, output, seconds, code_version)
    values (${computation.key}, ${computation.method}, ${computation.version}, ${sql.json(computation.parameters as never)}, ${sql.json(computation.inputs as never)},
      ${computation.seed}, ${sql.json(output as never)}, ${computation.seconds}, ${codeVersion}) on conflict (key) do nothing`;
}

export interface LineageRow {
  readonly task: string;
  readonly part: number;
  readonly step: string;
  readonly key: string;
  readonly reused: boolean;
  readonly method: string;
  readonly version: number;
  readonly parameters: Json;
  readonly inputs: Json;
  readonly seed: number | null;
  readonly output: ArtefactRef;
  readonly seconds: number;
}

/** Everything that a run made or used again, in order of task and part. */
export async function lineageOf(database: Database, runId: string, task?: string): Promise<LineageRow[]> {
  return database.sql<LineageRow[]>`
    select l.task, l.part, l.step, c.key, l.reused, c.method, c.version, c.parameters, c.inputs, c.seed::float8 as seed, c.output, c.seconds
    from catalogue.lineage l join catalogue.computation c on c.key = l.computation_key
    where l.run_id = ${runId} and (${task ?? null}::text is null or l.task = ${task ?? null}) order by l.task collate "C", l.part`;
}

export async function outputsOf(database: Database, runId: string, task: string): Promise<ArtefactRef[]> {
  const rows = await database.sql<{ output: ArtefactRef }[]>`
    select c.output from catalogue.lineage l join catalogue.computation c on c.key = l.computation_key
    where l.run_id = ${runId} and l.task = ${task} order by l.part`;
  return rows.map((row) => row.output);
}
