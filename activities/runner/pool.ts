import path from 'node:path';
import { Piscina } from 'piscina';
import type { Cleaned } from '../../analysis/text/clean';
import { projectRoot } from '../../settings';
import type { CleanJob, MethodDone, MethodJob } from './thread';

/** Worker threads that do what would block the event loop, so that activities keep heartbeating. */
export class AnalysisPool {
  readonly #pool: Piscina;
  readonly threads: number;

  constructor(threads: number) {
    this.threads = threads;
    this.#pool = new Piscina({
      filename: path.join(projectRoot, 'dist', 'activities', 'runner', 'thread.js'),
      minThreads: 1,
      maxThreads: threads,
      idleTimeout: 60_000,
      concurrentTasksPerWorker: 1,
      // A smaller young generation: with several threads the default would hold a gigabyte of garbage.
      resourceLimits: { maxYoungGenerationSizeMb: 48 },
    });
  }

  runMethod(job: MethodJob, signal?: AbortSignal): Promise<MethodDone> {
    return this.#pool.run(job, signal ? { signal } : {}) as Promise<MethodDone>;
  }

  clean(job: CleanJob, signal?: AbortSignal): Promise<Cleaned> {
    return this.#pool.run(job, signal ? { signal } : {}) as Promise<Cleaned>;
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}
