import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Xoshiro128 } from '../../analysis/statistics/random';
import { textBagOfWords } from '../../analysis/text/bag-of-words';
import { textTfidf } from '../../analysis/text/tfidf';
import { type Artefact, artefactKinds, cell, joinParts, rowCount } from '../../domain/artefact';
import { AssayError } from '../../domain/errors';
import type { Json } from '../../domain/json';
import type { Method, MethodContext, Posts } from '../../domain/method';
import { graphOfFile, labelsOfFile } from './file-graph';
import { postsOfFile } from './file-posts';
import { AnalysisPool } from './pool';

export interface OnFile {
  readonly method: string;
  readonly version: number;
  readonly parameters: unknown;
  readonly input: { readonly rows: number; readonly sha256: string; readonly brokenLines?: readonly number[] };
  /** Of the method alone, without reading and printing. */
  readonly seconds: number;
  readonly result: Json;
}

export interface OnFileOptions {
  /** Field of a post → column of the file, such as text → body. */
  readonly columns: Readonly<Record<string, string>>;
  /** Parameters as written: numbers, booleans and JSON are understood; inputs from further files by their path. */
  readonly settings: Readonly<Record<string, string>>;
  readonly seed: number;
  /** Worker threads; all cores where left out. */
  readonly threads?: number;
}

/** Posts of one piece of work for a thread; fewer are done where they are. */
const chunkSize = 10_000;

function parameterValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Columns that hold the number of a node, and are shown with its name. */
const nodeColumns = new Set(['node', 'source', 'target']);

/** An artefact for a program's reader: posts as `rows` in input order, nodes as `nodes` with their names, the rest as it is. */
function present(artefact: Artefact, names: readonly string[] | undefined): Json {
  const json = new Set((artefact.about.json as readonly string[] | undefined) ?? []);
  const columns = Object.entries(artefact.columns);
  const ofNodes = artefactKinds[artefact.kind].rows === 'node';
  const rows = Array.from(
    { length: rowCount(artefact) },
    (_, row): Json =>
      Object.fromEntries(
        columns.map(([name, column]): [string, Json] => {
          const value = cell(column, row);
          if (json.has(name)) return [name, JSON.parse(value as string) as Json];
          if (names && nodeColumns.has(name)) return [ofNodes ? 'id' : name, names[value as number] ?? value];
          return [ofNodes && name === 'node' ? 'id' : name, value];
        }),
      ),
  );
  const { json: _json, ...about } = artefact.about as Record<string, Json>;
  if (columns.length === 0) return about;
  return { ...about, [ofNodes ? 'nodes' : 'rows']: rows };
}

function requireFile(file: string): void {
  if (!existsSync(file) || !statSync(file).isFile())
    throw new AssayError(
      'ASSAY_FILE_MISSING',
      `${file}: a file was expected, found ${existsSync(file) ? 'a folder' : 'none'}`,
    );
}

async function digestOfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

interface LoadedInputs {
  readonly inputs: Record<string, unknown>;
  readonly rows: number;
  readonly names?: readonly string[];
  readonly brokenLines: readonly number[];
}

/** The inputs of a method out of one file, and of those that settings name. */
async function inputsOf(
  method: Method,
  file: string,
  options: OnFileOptions,
  context: MethodContext,
): Promise<LoadedInputs> {
  const inputs: Record<string, unknown> = {};
  const further = Object.keys(method.files ?? {});
  const own = Object.entries(method.inputs).filter(([name]) => !further.includes(name));
  let rows = 0;
  let names: readonly string[] | undefined;
  let brokenLines: readonly number[] = [];
  if (own.some(([, kind]) => kind === 'graph')) {
    const loaded = graphOfFile(file, options.settings.directed === 'true');
    ({ rows, names } = loaded);
    for (const [name, kind] of own) if (kind === 'graph') inputs[name] = loaded.graph;
  } else {
    const loaded = await postsOfFile(file, options.columns);
    rows = loaded.posts.count;
    ({ brokenLines } = loaded);
    for (const [name, kind] of own) {
      if (kind === 'posts' || kind === 'people' || kind === 'interactions') inputs[name] = loaded[kind];
      else if (method.optional?.includes(name)) continue;
      else if (kind === 'terms') {
        const bag = await textBagOfWords.run(
          { posts: loaded.posts } as never,
          textBagOfWords.parameters.parse({ minimumDocuments: Math.max(1, Math.min(2, rows)) }),
          context,
        );
        inputs[name] =
          method.id === textTfidf.id
            ? bag
            : await textTfidf.run({ terms: bag } as never, textTfidf.parameters.parse({}), context);
      } else
        throw new AssayError(
          'ASSAY_METHOD_INPUT',
          `${method.id} works on ${kind}, which no file holds; run it in a study`,
        );
    }
  }
  for (const [name, kind] of Object.entries(method.files ?? {})) {
    const path = options.settings[name];
    if (path === undefined) continue;
    requireFile(path);
    if (kind === 'posts') inputs[name] = (await postsOfFile(path, options.columns)).posts;
    else inputs[name] = labelsOfFile(path, names ?? []);
  }
  return { inputs, rows, brokenLines, ...(names ? { names } : {}) };
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
  inputs: Record<string, unknown>,
  parameters: unknown,
  options: OnFileOptions,
  context: MethodContext,
): Promise<Artefact> {
  const threads = options.threads ?? availableParallelism();
  const posts = inputs.posts as Posts | undefined;
  // One part is the whole work: no second thread could help.
  const inParts = (method.parts?.count(parameters as never) ?? 1) > 1;
  const chunks = method.perPost && posts ? Math.ceil(posts.count / chunkSize) : 1;
  if (threads === 1 || (chunks <= 1 && !inParts)) return method.run(inputs as never, parameters as never, context);
  const pool = new AnalysisPool(threads);
  const job = { kind: 'inline' as const, method: method.id, parameters, seed: options.seed, gaps: [] };
  try {
    if (chunks <= 1) {
      const progress = new SharedArrayBuffer(8);
      const timer = setInterval(() => context.progress(new Float64Array(progress)[0]!), 1000);
      return await pool.runInline({ ...job, inputs, progress }).finally(() => clearInterval(timer));
    }
    let done = 0;
    const parts = await Promise.all(
      Array.from({ length: chunks }, async (_, i) => {
        const chunk = slicePosts(posts!, i * chunkSize, (i + 1) * chunkSize);
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
  const taken = new Set(['directed', ...Object.keys(method.files ?? {})]);
  const parameters = Object.fromEntries(
    Object.entries(options.settings)
      .filter(([name]) => !taken.has(name))
      .map(([name, text]) => [name, parameterValue(text)]),
  );
  const parsed = method.parameters.safeParse(parameters);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new AssayError(
      'ASSAY_METHOD_PARAMETERS',
      `${method.id}, parameter ${issue.path.join('.') || 'names'}: ${issue.message}`,
    );
  }
  const context: MethodContext = { random: new Xoshiro128(options.seed), progress: say, gaps: [] };
  const { inputs, rows, names, brokenLines } = await inputsOf(method, file, options, context);
  const started = performance.now();
  const artefact = await compute(method, inputs, parsed.data, options, context);
  return {
    method: method.id,
    version: method.version,
    parameters: parsed.data,
    input: { rows, sha256: await digestOfFile(file), ...(brokenLines.length > 0 ? { brokenLines } : {}) },
    seconds: (performance.now() - started) / 1000,
    result: present(artefact, names),
  };
}
