import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Xoshiro128 } from '../../analysis/statistics/random';
import type { Artefact } from '../../domain/artefact';
import { type Method, type MethodContext, partContext } from '../../domain/method';
import { projectRoot } from '../../settings';
import { orRefusal, type Refused } from './refusal';

/** A method in parts whose inputs are at hand, typed arrays in shared memory. */
export interface PartsJob {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly parameters: unknown;
  readonly seed: number;
}

/** What a further thread gets. */
export interface PartsData extends PartsJob {
  readonly method: string;
  /** One number that all threads share: the part that is taken next. */
  readonly next: Int32Array;
}

export interface DonePart {
  readonly part: number;
  readonly artefact: Artefact;
}

/** Takes the next part that nobody has taken, until none is left: no thread waits while there is work. */
export async function takeParts(
  method: Method,
  { inputs, parameters, seed }: PartsJob,
  next: Int32Array,
  say: (fraction: number) => void = () => {},
): Promise<readonly DonePart[]> {
  const { count, prepare, run } = method.parts!;
  const parts = count(parameters as never);
  const context: MethodContext = { random: new Xoshiro128(seed), gaps: [], progress: say };
  const done: DonePart[] = [];
  let prepared: unknown;
  for (let part = Atomics.add(next, 0, 1); part < parts; part = Atomics.add(next, 0, 1)) {
    const own = partContext(context, part, (fraction) => say((part + fraction) / parts));
    // Not by a thread that comes when all parts are taken.
    if (done.length === 0) prepared = prepare?.(inputs as never, parameters as never);
    done.push({ part, artefact: await run(inputs as never, parameters as never, part, own, prepared) });
  }
  return done;
}

/** @throws AssayError as a part threw it in the thread */
async function partsOf(worker: Worker): Promise<readonly DonePart[]> {
  const answer = await new Promise<readonly DonePart[] | Refused>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  return orRefusal(answer);
}

/**
 * A method's parts shared among threads, this one among them: it works while the others still load their code, so that a second thread
 * pays from about half a second of work. Blocks the event loop. The same bytes for any number of threads.
 */
export async function runInParts(
  method: Method,
  job: PartsJob,
  threads: number,
  say: (fraction: number) => void,
): Promise<Artefact> {
  const { inputs, parameters, seed } = job;
  const next = new Int32Array(new SharedArrayBuffer(4));
  const workerData: PartsData = { ...job, method: method.id, next };
  const file = path.join(projectRoot, 'dist', 'activities', 'runner', 'parts-thread.js');
  const further = Math.min(threads, method.parts!.count(parameters as never)) - 1;
  const workers = Array.from({ length: further }, () => new Worker(file, { workerData }));
  try {
    const others = workers.map(partsOf);
    const done = (await Promise.all([takeParts(method, job, next, say), ...others])).flat();
    const parts = done.sort((a, b) => a.part - b.part).map(({ artefact }) => artefact);
    const context: MethodContext = { random: new Xoshiro128(seed), gaps: [], progress: say };
    return await method.parts!.join(parts, inputs as never, parameters as never, context);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
