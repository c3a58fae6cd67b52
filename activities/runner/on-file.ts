import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Xoshiro128 } from '../../analysis/statistics/random';
import { type Artefact, joinParts } from '../../domain/artefact';
import type { Method, MethodContext, Posts } from '../../domain/method';
import {
  type FileSettings,
  inputsOfFile,
  namesOfResult,
  nodeNumbers,
  readingSettings,
  requireFile,
} from './file-inputs';
import { parametersOf } from './parameters';
import { Presented } from './presented';
import { runInParts } from './shared-parts';

export interface OnFile {
  readonly method: string;
  readonly version: number;
  readonly parameters: unknown;
  readonly input: {
    readonly rows: number;
    readonly sha256: string;
    readonly brokenLines?: readonly number[];
    /** Of posts: field → the column that it was read from; a field that is missing here was not found. */
    readonly columns?: Readonly<Record<string, string>>;
    /** What was taken for granted, since no column of posts says it. */
    readonly assumed?: { readonly language: 'en' };
  };
  /** Of the method alone, without reading and printing. */
  readonly seconds: number;
  /** Large: written in pieces, or turned to JSON at once by `JSON.stringify`. */
  readonly result: Presented;
}

export interface OnFileOptions extends FileSettings {
  readonly seed: number;
  /** Worker threads; all cores where left out. */
  readonly threads?: number;
}

/** Posts that a thread should get, where the method does not say; fewer are done where they are. */
const usualChunk = 10_000;
/** Pieces in which it gets them: a thread that the machine slows down leaves the rest to the others. */
const piecesOfChunk = 4;

async function digestOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function slicePosts(posts: Posts, from: number, to: number): Posts {
  const each = <C extends { slice(from: number, to: number): C }>(
    columns: Readonly<Record<string, C>>,
  ): Record<string, C> =>
    Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.slice(from, to)]));
  return {
    count: Math.min(to, posts.count) - from,
    text: posts.text.slice(from, to),
    time: posts.time.slice(from, to),
    platform: posts.platform.slice(from, to),
    language: posts.language.slice(from, to),
    kind: posts.kind.slice(from, to),
    attributes: each(posts.attributes as Record<string, (string | null)[]>),
    counts: each(posts.counts as Record<string, Float64Array>),
  };
}

/** Runs the method where it pays in worker threads: what goes post by post in chunks, what has parts by its parts. */
async function compute(
  method: Method,
  inputs: Readonly<Record<string, unknown>>,
  parameters: unknown,
  options: OnFileOptions,
  context: MethodContext,
): Promise<Artefact> {
  const threads = options.threads ?? availableParallelism();
  const posts = inputs.posts as Posts | undefined;
  const needed = method.perPost && posts ? Math.ceil(posts.count / (method.chunk ?? usualChunk)) : 1;
  // As many of one size for each thread: they end together.
  const chunks = needed > 1 ? Math.ceil((needed * piecesOfChunk) / threads) * threads : 1;
  // One part is the whole work: no second thread could help.
  const inParts =
    (method.parts?.count(parameters as never) ?? 1) > 1 &&
    method.parts?.light?.(inputs as never, parameters as never) !== true;
  if (threads === 1 || (chunks <= 1 && !inParts)) {
    const whole = await method.run(inputs as never, parameters as never, context);
    return method.perPost ? joinParts([whole]) : whole;
  }
  if (chunks <= 1) return runInParts(method, { inputs, parameters, seed: options.seed }, threads, context.progress);
  // Read where it is needed: most files are small.
  const { AnalysisPool } = require('./pool') as typeof import('./pool');
  const pool = new AnalysisPool(threads);
  const job = { kind: 'inline' as const, method: method.id, parameters, seed: options.seed, gaps: [] };
  try {
    let done = 0;
    const size = Math.ceil(posts!.count / chunks);
    const parts = await Promise.all(
      Array.from({ length: chunks }, async (_, i) => {
        const chunk = slicePosts(posts!, i * size, (i + 1) * size);
        const part = await pool.runInline({
          ...job,
          inputs: { ...inputs, posts: chunk },
          progress: new SharedArrayBuffer(8),
        });
        context.progress(++done / chunks);
        return part;
      }),
    );
    return joinParts(parts);
  } finally {
    await pool.close();
  }
}

/** Runs one method on a file, outside any study: nothing is stored. */
export async function runOnFile(
  method: Method,
  file: string,
  options: OnFileOptions,
  say: (fraction: number) => void,
): Promise<OnFile> {
  requireFile(file);
  const reading = new Set(readingSettings(method));
  const given = Object.entries(options.settings).filter(([name]) => !reading.has(name));
  const ofNodes = new Set(method.nodes ?? []);
  // Wrong settings are told before a large file is read; nodes can be looked up only after.
  let parameters = ofNodes.size > 0 ? undefined : parametersOf(method, given);
  const context: MethodContext = { random: new Xoshiro128(options.seed), progress: say, gaps: [] };
  const loaded = await inputsOfFile(method, file, options, context);
  const { inputs, rows, names, brokenLines } = loaded;
  parameters ??= parametersOf(method, given, names && ((name, text) => nodeNumbers(method, name, text, names)));
  const started = performance.now();
  const artefact = await compute(method, inputs, parameters, options, context);
  const seconds = (performance.now() - started) / 1000;
  return {
    method: method.id,
    version: method.version,
    parameters,
    input: {
      rows,
      sha256: await digestOfFile(file),
      ...(brokenLines.length > 0 ? { brokenLines } : {}),
      ...(loaded.columns ? { columns: loaded.columns } : {}),
      ...(loaded.columns?.text && !loaded.columns.language ? { assumed: { language: 'en' as const } } : {}),
    },
    seconds,
    result: new Presented(artefact, namesOfResult(artefact, loaded)),
  };
}
