import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Xoshiro128 } from '../../analysis/statistics/random';
import { textEdges } from '../../analysis/text/clean';
import { textBagOfWords } from '../../analysis/text/bag-of-words';
import { textTfidf } from '../../analysis/text/tfidf';
import { readCsv } from '../../connectors/csv';
import { normaliseTag } from '../../connectors/mapping';
import { readNdjson } from '../../connectors/ndjson';
import { readParquet } from '../../connectors/parquet';
import { parseTime } from '../../connectors/time';
import { PostsBuilder } from '../../db/snapshots';
import { type Artefact, artefactKinds, cell, rowCount } from '../../domain/artefact';
import { AssayError } from '../../domain/errors';
import type { Json } from '../../domain/json';
import type { Method, MethodContext, Posts } from '../../domain/method';

export interface OnFile {
  readonly method: string;
  readonly version: number;
  readonly parameters: unknown;
  readonly input: { readonly rows: number; readonly sha256: string };
  readonly seconds: number;
  readonly result: Json;
}

export interface OnFileOptions {
  /** Field of a post → column of the file, such as text → body. */
  readonly columns: Readonly<Record<string, string>>;
  /** Parameters as written: numbers, booleans and JSON are understood. */
  readonly settings: Readonly<Record<string, string>>;
  readonly seed: number;
}

const guesses: Record<string, readonly string[]> = {
  text: ['text', 'body', 'full_text', 'content', 'message'],
  time: ['created_at', 'timestamp', 'time', 'date'],
  author: ['author', 'author_id', 'user', 'username'],
  language: ['language', 'lang'],
  platform: ['platform'],
};

interface Loaded {
  readonly posts: Posts;
  readonly people: Artefact;
  readonly interactions: Artefact;
}

function reader(file: string) {
  if (/\.parquet$/i.test(file)) return readParquet;
  return /\.(ndjson|jsonl)$/i.test(file) ? readNdjson : readCsv;
}

/** Posts of a file for one method, nothing stored. Every other column becomes an attribute, so that a label is at hand. */
async function loadPosts(file: string, options: OnFileOptions): Promise<Loaded> {
  const builder = new PostsBuilder();
  const ordinals = new Map<string, number>();
  const ordinal = (name: string): number => {
    let found = ordinals.get(name);
    if (found === undefined) ordinals.set(name, (found = ordinals.size));
    return found;
  };
  const author: number[] = [];
  const links = {
    post: [] as number[],
    source: [] as number[],
    target: [] as number[],
    time: [] as number[],
    kind: [] as string[],
    tag: [] as (string | null)[],
  };
  let columns: Record<string, string> | undefined;
  let row = 0;
  for await (const item of reader(file)(file)) {
    if ('broken' in item)
      throw new AssayError('ASSAY_FILE_UNREADABLE', `${file}:${item.line} a row that parses was expected`);
    if (!columns) {
      columns = { ...options.columns };
      for (const [field, names] of Object.entries(guesses)) {
        if (columns[field] === undefined) {
          const found = names.find((name) => name in item.values);
          if (found) columns[field] = found;
        }
      }
      if (columns.text === undefined || !(columns.text in item.values)) {
        throw new AssayError(
          'ASSAY_FILE_UNREADABLE',
          `${file}: a column with text was expected (say which with --column text=NAME), found ${Object.keys(item.values).slice(0, 20).join(', ')}`,
        );
      }
    }
    const get = (field: string): string | null => {
      const value = columns![field] === undefined ? undefined : item.values[columns![field]!];
      return value === null || value === undefined ? null : String(value);
    };
    const text = get('text') ?? '';
    const time =
      get('time') === null ? null : parseTime(get('time'), /^\d{9,10}$/.test(get('time')!) ? 'unix' : 'iso', 'UTC');
    const taken = new Set(Object.values(columns));
    const attributes: Record<string, string> = {};
    for (const [name, value] of Object.entries(item.values)) {
      if (!taken.has(name) && value !== null && value !== undefined && typeof value !== 'object')
        attributes[name] = String(value);
    }
    builder.add({
      text,
      time: time?.at.getTime() ?? null,
      platform: get('platform') ?? 'file',
      language: get('language') ?? 'en',
      kind: 'post',
      attributes,
      counts: {},
    });
    const who = get('author') === null ? -1 : ordinal(get('author')!.toLowerCase());
    author.push(who);
    const edges = textEdges(text);
    const link = (kind: string, target: number, tag: string | null): void => {
      links.post.push(row);
      links.source.push(who);
      links.kind.push(kind);
      links.target.push(target);
      links.tag.push(tag);
      links.time.push(time?.at.getTime() ?? Number.NaN);
    };
    for (const handle of edges.mentions) link('mention', ordinal(handle.toLowerCase()), null);
    for (const tag of edges.hashtags) link('hashtag', -1, normaliseTag(tag));
    row++;
  }
  return {
    posts: builder.posts(),
    people: { kind: 'people', columns: { author: Int32Array.from(author) }, about: {} },
    interactions: {
      kind: 'interactions',
      columns: {
        post: Int32Array.from(links.post),
        source: Int32Array.from(links.source),
        target: Int32Array.from(links.target),
        time: Float64Array.from(links.time),
        kind: links.kind,
        tag: links.tag,
      },
      about: {},
    },
  };
}

/** An edge list: CSV with the header source,target[,weight], or white-space-separated `.edges` with # comments. */
function loadGraph(file: string, directed: boolean): { graph: Artefact; names: string[]; rows: number } {
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  const places = new Map<string, number>();
  const names: string[] = [];
  const place = (name: string): number => {
    let found = places.get(name);
    if (found === undefined) {
      places.set(name, (found = names.length));
      names.push(name);
    }
    return found;
  };
  const csv = /\.csv$/i.test(file);
  const weights = new Map<string, [number, number, number]>();
  lines.forEach((line, index) => {
    if (line.trim() === '' || line.startsWith('#') || (csv && index === 0)) return;
    const parts = csv ? line.split(',') : line.trim().split(/\s+/);
    const weight = parts[2] === undefined ? 1 : Number(parts[2]);
    if (parts.length < 2 || Number.isNaN(weight))
      throw new AssayError(
        'ASSAY_FILE_UNREADABLE',
        `${file}:${index + 1} source, target and a numeric weight were expected`,
      );
    let [a, b] = [place(parts[0]!), place(parts[1]!)];
    if (!directed && a > b) [a, b] = [b, a];
    const known = weights.get(`${a} ${b}`);
    // An undirected edge that stands in both directions is one edge.
    if (!known) weights.set(`${a} ${b}`, [a, b, weight]);
    else if (directed) known[2] += weight;
  });
  const edges = [...weights.values()];
  return {
    names,
    rows: edges.length,
    graph: {
      kind: 'graph',
      columns: {
        source: Int32Array.from(edges, (one) => one[0]),
        target: Int32Array.from(edges, (one) => one[1]),
        weight: Float64Array.from(edges, (one) => one[2]),
      },
      about: { nodes: names.length, directed },
    },
  };
}

function parameterValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** An artefact for a program's reader: posts as `rows` in input order, nodes as `nodes` in falling order, the rest as it is. */
function present(artefact: Artefact, names: readonly string[] | undefined): Json {
  const json = new Set((artefact.about.json as readonly string[] | undefined) ?? []);
  const columns = Object.keys(artefact.columns);
  const rows = Array.from(
    { length: rowCount(artefact) },
    (_, row): Json =>
      Object.fromEntries(
        columns.map((name) => [
          name,
          json.has(name)
            ? (JSON.parse(artefact.columns[name]![row] as string) as Json)
            : cell(artefact.columns[name]!, row),
        ]),
      ),
  );
  const { json: _json, ...about } = artefact.about as Record<string, Json>;
  if (artefactKinds[artefact.kind].rows === 'node') {
    return {
      ...about,
      nodes: rows.map((row) => ({
        id: names?.[(row as { node: number }).node] ?? (row as { node: number }).node,
        value: (row as { value: Json }).value,
      })),
    };
  }
  return columns.length === 0 ? about : { ...about, rows };
}

/** Runs one method on a file, outside any study: nothing is stored. */
export async function runOnFile(
  method: Method,
  file: string,
  options: OnFileOptions,
  say: (fraction: number) => void,
): Promise<OnFile> {
  if (!existsSync(file) || !statSync(file).isFile())
    throw new AssayError(
      'ASSAY_FILE_MISSING',
      `${file}: a file was expected, found ${existsSync(file) ? 'a folder' : 'none'}`,
    );
  const { directed, ...given } = options.settings;
  const parameters = Object.fromEntries(Object.entries(given).map(([name, text]) => [name, parameterValue(text)]));
  const parsed = method.parameters.safeParse(parameters);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new AssayError(
      'ASSAY_METHOD_PARAMETERS',
      `${method.id}, parameter ${issue.path.join('.') || 'names'}: ${issue.message}`,
    );
  }
  const context: MethodContext = { random: new Xoshiro128(options.seed), progress: say, gaps: [] };
  const kinds = Object.values(method.inputs);
  const inputs: Record<string, unknown> = {};
  let rows = 0;
  let names: string[] | undefined;
  if (kinds.includes('graph')) {
    const loaded = loadGraph(file, directed === 'true');
    names = loaded.names;
    rows = loaded.rows;
    for (const [name, kind] of Object.entries(method.inputs)) if (kind === 'graph') inputs[name] = loaded.graph;
  } else {
    const loaded = await loadPosts(file, options);
    rows = loaded.posts.count;
    for (const [name, kind] of Object.entries(method.inputs)) {
      if (kind === 'posts' || kind === 'people' || kind === 'interactions') inputs[name] = loaded[kind];
      else if (kind === 'terms') {
        const bag = await textBagOfWords.run(
          { posts: loaded.posts } as never,
          textBagOfWords.parameters.parse({ minimumDocuments: Math.min(2, rows) }),
          context,
        );
        inputs[name] =
          method.id === textTfidf.id
            ? bag
            : await textTfidf.run({ terms: bag } as never, textTfidf.parameters.parse({}), context);
      } else if (!method.optional?.includes(name))
        throw new AssayError(
          'ASSAY_METHOD_INPUT',
          `${method.id} works on ${kind}, which no file holds; run it in a study`,
        );
    }
  }
  const started = performance.now();
  const artefact = await method.run(inputs as never, parsed.data as never, context);
  return {
    method: method.id,
    version: method.version,
    parameters: parsed.data,
    input: {
      rows,
      sha256: createHash('sha256')
        .update(readFileSync(path.resolve(file)))
        .digest('hex'),
    },
    seconds: (performance.now() - started) / 1000,
    result: present(artefact, names),
  };
}
