import { Xoshiro128 } from '../../analysis/statistics/random';
import { type CleanOptions, type Cleaned, cleanTexts } from '../../analysis/text/clean';
import { type Database, connect } from '../../db/connection';
import { ArtefactStore } from '../../db/artefact-store';
import { loadPosts } from '../../db/snapshots';
import { type Artefact, type ArtefactRef, joinParts } from '../../domain/artefact';
import { AssayError, type ErrorCode } from '../../domain/errors';
import { type Gap, type Method, type MethodContext, partContext, type Posts } from '../../domain/method';
import { methodOf } from '../../methods';

/** One method, or a part of one, or the joining of its parts. */
interface Work {
  readonly method: string;
  readonly parameters: unknown;
  readonly seed: number;
  readonly gaps: readonly Gap[];
  readonly part?: number;
  readonly parts?: readonly Artefact[];
  /** One number that tells how far the work is. */
  readonly progress: SharedArrayBuffer;
}

/** What a worker thread needs to run one method on one part of a snapshot: references only. */
export interface MethodJob extends Work {
  readonly kind: 'method';
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

export interface CleanJob {
  readonly kind: 'clean';
  readonly texts: readonly (string | null)[];
  readonly options: CleanOptions;
}

export interface MethodDone {
  readonly ref: ArtefactRef;
  readonly seconds: number;
}

let database: Database | undefined;
/** The last posts that this thread loaded: tasks of one snapshot come in a row. */
let held: { readonly key: string; readonly posts: Promise<Posts> } | undefined;

function posts(job: MethodJob): Promise<Posts> {
  const key = `${job.databaseUrl} ${job.snapshotId} ${job.shard ?? 'all'}`;
  if (held?.key === key) return held.posts;
  database ??= connect(job.databaseUrl, { connections: 1 });
  const loading = loadPosts(database, job.snapshotId, job.shard ?? undefined);
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

async function compute(work: Work, inputs: Readonly<Record<string, unknown>>): Promise<Artefact> {
  const method = knownMethod(work.method);
  const done = new Float64Array(work.progress);
  const progress = (fraction: number): void => {
    done[0] = fraction;
  };
  const context: MethodContext = { random: new Xoshiro128(work.seed), gaps: work.gaps, progress };
  const given = [inputs as never, work.parameters as never] as const;
  if (work.part !== undefined) return method.parts!.run(...given, work.part, partContext(context, work.part, progress));
  if (work.parts !== undefined) return method.parts!.join(work.parts, ...given, context);
  return method.run(...given, context);
}

async function inputsOf(job: MethodJob): Promise<Record<string, unknown>> {
  const store = new ArtefactStore(job.home);
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

/** A whole result is stored and its digest returned; a part of one goes back as it is, to be joined. */
async function runMethod(job: MethodJob): Promise<MethodDone | Artefact> {
  const inputs = await inputsOf(job);
  const started = performance.now();
  const artefact = await compute(job, inputs);
  if (job.part !== undefined) return artefact;
  const ref = await new ArtefactStore(job.home).put(artefact);
  return { ref, seconds: (performance.now() - started) / 1000 };
}

/** A refusal as it leaves a thread: of an error that is thrown there only the message comes through. */
export interface Refused {
  readonly refused: { readonly code: ErrorCode; readonly message: string };
}

export default async function work(
  job: MethodJob | InlineJob | CleanJob,
): Promise<MethodDone | Artefact | Cleaned | Refused> {
  try {
    if (job.kind === 'clean') return await cleanTexts(job.texts, job.options);
    return await (job.kind === 'method' ? runMethod(job) : compute(job, job.inputs));
  } catch (error) {
    if (!(error instanceof AssayError)) throw error;
    return { refused: { code: error.code, message: error.message } };
  }
}
