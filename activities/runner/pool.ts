import { setMaxListeners } from 'node:events';
import path from 'node:path';
import { Piscina } from 'piscina';
import type { Cleaned } from '../../analysis/text/clean';
import type { Artefact } from '../../domain/artefact';
import { methodOf } from '../../methods';
import { projectRoot } from '../../settings';
import type { CleanJob, GroupJob } from './cleaning-thread';
import { orRefusal, type Refused } from './refusal';
import type { InlineJob, MethodDone, MethodJob } from './thread';

/** How long a thread without work lives. A cleaning thread holds language models, some 100 MB, and cleaning comes in one piece. */
const idleMilliseconds = { analysis: 60_000, cleaning: 500 };

function threadPool(file: string, threads: number, idleTimeout: number): Piscina {
  return new Piscina({
    filename: path.join(projectRoot, 'dist', 'activities', 'runner', file),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout,
    concurrentTasksPerWorker: 1,
    // A smaller young generation: with several threads the default would hold a gigabyte of garbage.
    resourceLimits: { maxYoungGenerationSizeMb: 48 },
  });
}

/** All jobs of an activity listen to its signal, some hundred at times. */
function until(signal: AbortSignal | undefined): { readonly signal?: AbortSignal } {
  if (!signal) return {};
  setMaxListeners(0, signal);
  return { signal };
}

/** Worker threads that do what would block the event loop, so that activities keep heartbeating. */
export class AnalysisPool {
  readonly #pool: Piscina;
  readonly #cleaning: Piscina;
  readonly threads: number;

  constructor(threads: number) {
    this.threads = threads;
    this.#pool = threadPool('thread.js', threads, idleMilliseconds.analysis);
    this.#cleaning = threadPool('cleaning-thread.js', threads, idleMilliseconds.cleaning);
  }

  async runMethod(job: MethodJob, signal?: AbortSignal): Promise<MethodDone> {
    const started = performance.now();
    const parts = await this.#parts(job, signal);
    const done = (await this.#run({ ...job, ...parts }, signal)) as MethodDone;
    return parts ? { ...done, seconds: (performance.now() - started) / 1000 } : done;
  }

  async runInline(job: InlineJob, signal?: AbortSignal): Promise<Artefact> {
    return (await this.#run(job, signal)) as Artefact;
  }

  /** The parts of a method that has some, computed side by side. */
  async #parts(job: MethodJob, signal: AbortSignal | undefined): Promise<{ parts: readonly Artefact[] } | undefined> {
    const method = methodOf(job.method)!;
    if (!method.parts) return undefined;
    const count = method.parts.count(job.parameters as never);
    // A single part runs and joins in one thread, without a copy of its inputs and result in between.
    if (count === 1) return undefined;
    const done = new Float64Array(job.progress);
    let finished = 0;
    const parts = await Promise.all(
      Array.from({ length: count }, async (_, part) => {
        const artefact = await this.#run({ ...job, part, progress: new SharedArrayBuffer(8) }, signal);
        done[0] = ++finished / (count + 1);
        return artefact as Artefact;
      }),
    );
    return { parts };
  }

  /** @throws AssayError as the method threw it in the thread */
  async #run(job: MethodJob | InlineJob, signal: AbortSignal | undefined): Promise<unknown> {
    return orRefusal((await this.#pool.run(job, until(signal))) as object | Refused);
  }

  clean(job: CleanJob, signal?: AbortSignal): Promise<Cleaned> {
    return this.#cleaning.run(job, until(signal)) as Promise<Cleaned>;
  }

  groupNearDuplicates(job: GroupJob, signal?: AbortSignal): Promise<Int32Array> {
    return this.#cleaning.run(job, { name: 'group', ...until(signal) }) as Promise<Int32Array>;
  }

  async close(): Promise<void> {
    await Promise.all([this.#pool.destroy(), this.#cleaning.destroy()]);
  }
}
