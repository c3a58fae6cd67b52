import { Xoshiro128 } from '../../analysis/statistics/random';
import { type CleanOptions, type Cleaned, cleanTexts } from '../../analysis/text/clean';
import { type Database, connect } from '../../db/connection';
import { ArtefactStore } from '../../db/artefact-store';
import { loadPosts } from '../../db/snapshots';
import { type Artefact, type ArtefactRef, joinParts } from '../../domain/artefact';
import { AssayError } from '../../domain/errors';
import type { Gap, Posts } from '../../domain/method';
import { methodOf } from '../../methods';

/** What a worker thread needs to run one method on one part: references only. */
export interface MethodJob {
  readonly kind: 'method';
  readonly method: string;
  readonly parameters: unknown;
  readonly seed: number;
  readonly gaps: readonly Gap[];
  readonly snapshotId: number;
  /** One shard, or all posts. */
  readonly shard: number | null;
  readonly inputs: Readonly<Record<string, 'posts' | readonly ArtefactRef[]>>;
  readonly others: readonly string[];
  readonly home: string;
  readonly databaseUrl: string;
  /** One number that tells how far the work is. */
  readonly progress: SharedArrayBuffer;
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

async function runMethod(job: MethodJob): Promise<MethodDone> {
  const method = methodOf(job.method);
  if (!method) throw new AssayError('ASSAY_METHOD_UNKNOWN', `a method id was expected, found "${job.method}"`);
  const store = new ArtefactStore(job.home);
  const inputs: Record<string, unknown> = {};
  const others: Record<string, Artefact> = {};
  for (const [name, source] of Object.entries(job.inputs)) {
    const value =
      source === 'posts' ? await posts(job) : joinParts(await Promise.all(source.map((ref) => store.get(ref))));
    if (job.others.includes(name)) others[name.replace(/^other:/, '')] = value as Artefact;
    else inputs[name] = value;
  }
  const started = performance.now();
  const done = new Float64Array(job.progress);
  const artefact = await method.run({ ...inputs, others } as never, job.parameters as never, {
    random: new Xoshiro128(job.seed),
    gaps: job.gaps,
    progress: (fraction) => {
      done[0] = fraction;
    },
  });
  const ref = await store.put(artefact);
  return { ref, seconds: (performance.now() - started) / 1000 };
}

export default function work(job: MethodJob | CleanJob): Promise<MethodDone | Cleaned> {
  return job.kind === 'method' ? runMethod(job) : cleanTexts(job.texts, job.options);
}
