import { Xoshiro128 } from '../../analysis/statistics/random';
import type { Database } from '../../db/connection';
import { type Artefact, type ArtefactRef, joinParts } from '../../domain/artefact';
import { AssayError } from '../../domain/errors';
import { type Gap, type Method, type MethodContext, partContext, type Posts } from '../../domain/method';
import { methodOf } from '../../methods';
import { type Refused, withRefusal } from './refusal';

interface Work {
  readonly method: string;
  readonly parameters: unknown;
  readonly seed: number;
  readonly gaps: readonly Gap[];
  /** One number that tells how far the work is. */
  readonly progress: SharedArrayBuffer;
}

/**
 * What a worker thread needs to run one method on one part of a snapshot, or a part of the method, or to join its parts: references
 * only.
 */
export interface MethodJob extends Work {
  readonly kind: 'method';
  readonly part?: number;
  readonly parts?: readonly Artefact[];
  readonly snapshotId: number;
  /** One shard, or all posts. */
  readonly shard: number | null;
  readonly inputs: Readonly<Record<string, 'posts' | readonly ArtefactRef[]>>;
  readonly others: readonly string[];
  readonly home: string;
  readonly databaseUrl: string;
}

/** A method whose inputs are at hand: they come with the job, typed arrays in shared memory. */
export interface InlineJob extends Work {
  readonly kind: 'inline';
  readonly inputs: Readonly<Record<string, unknown>>;
}

export interface MethodDone {
  readonly ref: ArtefactRef;
  readonly seconds: number;
}

/** Read by methods of a study only: a method on a file starts sooner without the database and the codec of artefacts. */
const stored = {
  connection: () => require('../../db/connection') as typeof import('../../db/connection'),
  artefacts: () => require('../../db/artefact-store') as typeof import('../../db/artefact-store'),
  snapshots: () => require('../../db/snapshots') as typeof import('../../db/snapshots'),
};

let database: Database | undefined;
/** The last posts that this thread loaded: tasks of one snapshot come in a row. */
let held: { readonly key: string; readonly posts: Promise<Posts> } | undefined;

function posts(job: MethodJob): Promise<Posts> {
  const key = `${job.databaseUrl} ${job.snapshotId} ${job.shard ?? 'all'}`;
  if (held?.key === key) return held.posts;
  database ??= stored.connection().connect(job.databaseUrl, { connections: 1 });
  const loading = stored.snapshots().loadPosts(database, job.snapshotId, job.shard ?? undefined);
  held = { key, posts: loading };
  loading.catch(() => {
    held = undefined;
  });
  return loading;
}

function knownMethod(id: string): Method {
  const method = methodOf(id);
  if (!method) throw new AssayError('ASSAY_METHOD_UNKNOWN', `a method id was expected, found "${id}"`);
  return method;
}

function contextOf(work: Work): MethodContext {
  const done = new Float64Array(work.progress);
  const progress = (fraction: number): void => {
    done[0] = fraction;
  };
  return { random: new Xoshiro128(work.seed), gaps: work.gaps, progress };
}

async function compute(
  work: Work,
  inputs: Readonly<Record<string, unknown>>,
  parts?: readonly Artefact[],
): Promise<Artefact> {
  const method = knownMethod(work.method);
  const given = [inputs as never, work.parameters as never] as const;
  return parts ? method.parts!.join(parts, ...given, contextOf(work)) : method.run(...given, contextOf(work));
}

async function inputsOf(job: MethodJob): Promise<Record<string, unknown>> {
  const store = new (stored.artefacts().ArtefactStore)(job.home);
  const inputs: Record<string, unknown> = {};
  const others: Record<string, Artefact> = {};
  for (const [name, source] of Object.entries(job.inputs)) {
    const value =
      source === 'posts' ? await posts(job) : joinParts(await Promise.all(source.map((ref) => store.get(ref))));
    if (job.others.includes(name)) others[name.replace(/^other:/, '')] = value as Artefact;
    else inputs[name] = value;
  }
  return { ...inputs, others };
}

interface PartsStart {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly prepared: unknown;
}

/** What the last part began with, until other work comes: the parts of one method come in a row. */
let begun: { readonly key: string; readonly start: Promise<PartsStart> } | undefined;

async function partsStart(job: MethodJob): Promise<PartsStart> {
  const inputs = await inputsOf(job);
  return { inputs, prepared: knownMethod(job.method).parts!.prepare?.(inputs as never, job.parameters as never) };
}

async function runPart(job: MethodJob, part: number): Promise<Artefact> {
  const { progress, part: _, ...same } = job;
  const key = JSON.stringify(same);
  if (begun?.key !== key) {
    const start = partsStart(job);
    begun = { key, start };
    start.catch(() => {
      begun = undefined;
    });
  }
  const { inputs, prepared } = await begun.start;
  const context = contextOf(job);
  const own = partContext(context, part, context.progress);
  return knownMethod(job.method).parts!.run(inputs as never, job.parameters as never, part, own, prepared);
}

/** A whole result is stored and its digest returned; a part of one goes back as it is, to be joined. */
async function runMethod(job: MethodJob): Promise<MethodDone | Artefact> {
  if (job.part !== undefined) return runPart(job, job.part);
  begun = undefined;
  const inputs = await inputsOf(job);
  const started = performance.now();
  const artefact = await compute(job, inputs, job.parts);
  const ref = await new (stored.artefacts().ArtefactStore)(job.home).put(artefact);
  return { ref, seconds: (performance.now() - started) / 1000 };
}

export default function work(job: MethodJob | InlineJob): Promise<MethodDone | Artefact | Refused> {
  return withRefusal<MethodDone | Artefact>(() => (job.kind === 'method' ? runMethod(job) : compute(job, job.inputs)));
}
