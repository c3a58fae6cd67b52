import { cancellationSignal, heartbeat } from '@temporalio/activity';
import { type Computation, computationsByKey, lineageOf, outputsOf, storeComputation } from '../db/computations';
import { digestOf } from '../db/digest';
import { type Snapshot, snapshotOf } from '../db/snapshots';
import type { ArtefactRef } from '../domain/artefact';
import type { Json } from '../domain/json';
import { planOf, type Task } from '../domain/plan';
import { methodOf } from '../methods';
import { auditRun, type RunContext, runContext, type Stores } from './stores';

export interface TaskDone {
  readonly task: string;
  readonly parts: number;
  readonly reused: number;
  /** Parts whose digest differs from the one on record: only a reproduction can find some. */
  readonly different: number;
  readonly seconds: number;
}

interface Part {
  readonly shard: number | null;
  readonly key: string;
  readonly inputs: Json;
}

export interface TaskInput {
  readonly run: string;
  readonly task: string;
  /** Compute again although the artefact exists, and compare. */
  readonly fresh: boolean;
}

export async function policyDecisionIds(stores: Stores, { run, registered }: RunContext): Promise<string[]> {
  const rows = await stores.database.sql<{ id: string }[]>`
    select id from governance.policy_decision where study_id = ${run.studyId} and id like ${`%/${registered.version}`} order by id`;
  return rows.map((row) => row.id);
}

export function analysisActivities(stores: Stores) {
  async function refsOf(
    context: RunContext,
    snapshot: Snapshot,
    task: Task,
  ): Promise<Record<string, 'posts' | readonly ArtefactRef[]>> {
    const refs: Record<string, 'posts' | readonly ArtefactRef[]> = {};
    for (const [name, source] of Object.entries(task.inputs)) {
      if (source.from === 'posts') refs[name] = 'posts';
      else if (source.from === 'people') refs[name] = [snapshot.people];
      else if (source.from === 'interactions') refs[name] = [snapshot.interactions];
      else refs[name] = await outputsOf(stores.database, context.run.id, source.task);
    }
    return refs;
  }

  /** The parts of a task with their keys: the digest of method, version, parameters, input digests, gaps and seed. */
  function partsOf(
    task: Task,
    snapshot: Snapshot,
    refs: Record<string, 'posts' | readonly ArtefactRef[]>,
    seed: number,
  ): Part[] {
    const { method } = task;
    const shards: readonly (number | null)[] = method.perPost ? snapshot.shards.map((_, i) => i) : [null];
    return shards.map((shard) => {
      const inputs = Object.fromEntries(
        Object.entries(refs).map(([name, source]) => {
          if (source !== 'posts') return [name, source.map((ref) => ref.sha256)];
          return [name, shard === null ? snapshot.shards.map((one) => one.sha256) : [snapshot.shards[shard]!.sha256]];
        }),
      );
      const key = digestOf({
        method: method.id,
        version: method.version,
        parameters: task.parameters,
        inputs,
        gaps: method.perPost ? [] : snapshot.gaps,
        seed: method.seeded ? seed : null,
      });
      return { shard, key, inputs };
    });
  }

  async function runTask({ run: runId, task: taskId, fresh }: TaskInput): Promise<TaskDone> {
    const context = await runContext(stores, runId);
    const { run, protocol, registered } = context;
    const task = planOf(protocol, methodOf).find((one) => one.id === taskId)!;
    const snapshot = (await snapshotOf(stores.database, run.snapshotId!))!;
    const recorded = await lineageOf(stores.database, run.id, task.id);
    // Committed before, but the answer was lost: say it again, record nothing twice.
    if (recorded.length > 0)
      return {
        task: task.id,
        parts: recorded.length,
        reused: recorded.filter((row) => row.reused).length,
        different: 0,
        seconds: 0,
      };
    const refs = await refsOf(context, snapshot, task);
    const parts = partsOf(task, snapshot, refs, run.seed);
    const known = await computationsByKey(
      stores.database,
      parts.map((part) => part.key),
    );
    const progress = new SharedArrayBuffer(8);
    const beat = setInterval(() => heartbeat({ progress: new Float64Array(progress)[0] }), 2000);
    const signal = cancellationSignal();
    let different = 0;
    let reused = 0;
    let seconds = 0;
    try {
      const done = await Promise.all(
        parts.map(async (part): Promise<Computation> => {
          const existing = known.get(part.key);
          if (existing && !fresh && stores.artefacts.has(existing.output.sha256)) {
            reused++;
            return existing;
          }
          const result = await stores.pool.runMethod(
            {
              kind: 'method',
              method: task.method.id,
              parameters: task.parameters,
              seed: run.seed,
              gaps: snapshot.gaps,
              snapshotId: snapshot.id,
              shard: part.shard,
              inputs: refs,
              others: task.others,
              home: stores.home,
              databaseUrl: stores.databaseUrl,
              progress,
            },
            signal,
          );
          seconds += result.seconds;
          if (existing && existing.output.sha256 !== result.ref.sha256) different++;
          return {
            key: part.key,
            method: task.method.id,
            version: task.method.version,
            parameters: task.parameters as Json,
            inputs: part.inputs,
            seed: task.method.seeded ? run.seed : null,
            output: existing?.output ?? result.ref,
            seconds: result.seconds,
          };
        }),
      );
      const policies = await policyDecisionIds(stores, context);
      await stores.database.transaction(async (transaction) => {
        const { sql } = transaction;
        for (const [part, computation] of done.entries()) {
          await storeComputation(transaction, computation, stores.codeVersion);
          await sql`insert into catalogue.lineage (run_id, task, part, step, computation_key, reused, protocol_version, policy_decisions, actor)
            values (${run.id}, ${task.id}, ${part}, ${task.step}, ${computation.key}, ${known.has(computation.key) && !fresh}, ${registered.version}, ${sql.json(policies)}, 'service')
            on conflict (run_id, task, part) do nothing`;
        }
        await auditRun(transaction, context, `task ${task.id}`, {
          action: reused === parts.length ? 'artefact.reused' : 'artefact.computed',
          step: task.step,
          object: { kind: task.method.id, id: task.id, sha256: digestOf(done.map((one) => one.output.sha256)) },
          policy: policies,
          outcome: different > 0 ? 'failed' : 'ok',
          reason: different > 0 ? 'digest-differs' : null,
          counts: { parts: parts.length, reused, different },
        });
      });
    } finally {
      clearInterval(beat);
    }
    return { task: task.id, parts: parts.length, reused, different, seconds };
  }

  // One activity type a step: replay compares types, so that swapped steps are noticed.
  return {
    extractFeature: runTask,
    fitModel: runTask,
    validateModel: runTask,
    prepareRelease: runTask,
  };
}
