import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import type { Artefact } from '../../domain/artefact';
import { AssayError } from '../../domain/errors';
import type { Method, MethodContext } from '../../domain/method';
import { methodOf } from '../../methods';
import { ListedNodes, type NodeNames } from './edges/node-names';
import { postsOfFile } from './file-posts';
import { parameterValue } from './parameters';

/** What a method works on, read from files. */
export interface FileInputs {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly rows: number;
  /** What the file calls the nodes of its graph. */
  readonly names?: NodeNames;
  /** What the file calls the people of its posts, by ordinal. */
  readonly personNames?: () => readonly string[];
  readonly brokenLines: readonly number[];
  /** Of posts: field → the column that it was read from. */
  readonly columns?: Readonly<Record<string, string>>;
}

export interface FileSettings {
  /** Field of a post → column of the file. */
  readonly columns: Readonly<Record<string, string>>;
  /** Settings as written; those that name files or say how to read one are used here. */
  readonly settings: Readonly<Record<string, string>>;
}

export function requireFile(file: string): void {
  if (existsSync(file) && statSync(file).isFile()) return;
  throw new AssayError(
    'ASSAY_FILE_MISSING',
    `${file}: a file was expected, found ${existsSync(file) ? 'a folder' : 'none'}`,
  );
}

/** Settings that say which files are read and how: the method itself does not see them. */
export function readingSettings(method: Method): readonly string[] {
  const ofGraph = Object.values(method.inputs).includes('graph') ? ['repeated'] : [];
  return ['directed', ...ofGraph, ...Object.keys(method.files ?? {})];
}

function isDirected(setting: string | undefined): boolean {
  if (setting === undefined || setting === 'false') return false;
  if (setting === 'true') return true;
  throw new AssayError('ASSAY_METHOD_PARAMETERS', `directed: true or false was expected, found "${setting}"`);
}

/** Whether a file holds edges, for methods that take posts as well: by its ending, else by the header of its columns. */
function holdsEdges(file: string): boolean {
  if (/\.edges(\.gz)?$/i.test(file)) return true;
  if (!/\.csv$/i.test(file)) return false;
  const head = Buffer.alloc(4096);
  const handle = openSync(file, 'r');
  try {
    const columns = head
      .toString('utf8', 0, readSync(handle, head, 0, head.length, 0))
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)[0]!
      .split(/[,;\t]/)
      .map((one) =>
        one
          .trim()
          .replace(/^"(.*)"$/, '$1')
          .toLowerCase(),
      );
    return columns.includes('source') && columns.includes('target');
  } finally {
    closeSync(handle);
  }
}

/** The inputs of a method out of one file, and of those that settings name. */
export async function inputsOfFile(
  method: Method,
  file: string,
  { columns, settings }: FileSettings,
  context: MethodContext,
): Promise<FileInputs> {
  const inputs: Record<string, unknown> = {};
  const further = Object.keys(method.files ?? {});
  const own = Object.entries(method.inputs).filter(([name]) => !further.includes(name));
  const kinds = new Set(own.map(([, kind]) => kind));
  let found: Omit<FileInputs, 'inputs'>;
  if (kinds.has('graph') && (!kinds.has('posts') || holdsEdges(file))) {
    const { graphOfFile, repeatedRule } = require('./file-graph') as typeof import('./file-graph');
    const rule = repeatedRule(settings.repeated ?? (method.events ? 'all' : undefined));
    const { graph: read, rows, names } = graphOfFile(file, isDirected(settings.directed), rule);
    const named = method.names ? Array.from({ length: names.count }, (_, node) => names.name(node)) : undefined;
    const graph = named ? { ...read, about: { ...read.about, names: named } } : read;
    found = { rows, names, brokenLines: [] };
    for (const [name, kind] of own) if (kind === 'graph') inputs[name] = graph;
  } else {
    // Who passed on what, and when, needs no text.
    const textOptional = method.textless === true || kinds.has('people') || kinds.has('interactions');
    const loaded = await postsOfFile(file, columns, { textOptional });
    found = {
      rows: loaded.posts.count,
      personNames: () => loaded.names,
      brokenLines: loaded.brokenLines,
      columns: loaded.columns,
    };
    for (const [name, kind] of own) {
      if (kind === 'posts' || kind === 'people' || kind === 'interactions') inputs[name] = loaded[kind];
      else if (method.optional?.includes(name)) continue;
      else if (kind === 'terms') {
        const counting = methodOf('text/bag-of-words')!;
        const weighting = methodOf('text/tfidf')!;
        const bag = await counting.run(
          { posts: loaded.posts } as never,
          counting.parameters.parse({ minimumDocuments: Math.max(1, Math.min(2, loaded.posts.count)) }),
          context,
        );
        inputs[name] =
          method === weighting
            ? bag
            : await weighting.run({ terms: bag } as never, weighting.parameters.parse({}), context);
      } else
        throw new AssayError(
          'ASSAY_METHOD_INPUT',
          `${method.id} works on ${kind}, which no file holds; run it in a study`,
        );
    }
  }
  for (const [name, kind] of Object.entries(method.files ?? {})) {
    const path = settings[name];
    if (path === undefined) continue;
    requireFile(path);
    if (kind === 'posts') inputs[name] = (await postsOfFile(path, columns, { namedElsewhere: true })).posts;
    else {
      const { labelsOfFile } = require('./file-graph') as typeof import('./file-graph');
      inputs[name] = labelsOfFile(path, found.names ?? new ListedNodes(found.personNames?.() ?? []));
    }
  }
  return { inputs, ...found };
}

/** The numbers of nodes that a setting names: one, several with commas between, or a JSON list, of pairs too. */
export function nodeNumbers(method: Method, setting: string, text: string, names: NodeNames): unknown {
  const numberOf = (name: unknown): unknown => {
    if (Array.isArray(name)) return name.map(numberOf);
    const found = names.node(String(name).trim());
    if (found === undefined)
      throw new AssayError(
        'ASSAY_METHOD_PARAMETERS',
        `${method.id}, parameter ${setting}: nodes of the graph were expected`,
      );
    return found;
  };
  const value = parameterValue(text);
  return numberOf(Array.isArray(value) ? value : text.split(','));
}

/** What the nodes of a result are called: as in the file's graph, else the tags or people that the result says its nodes are. */
export function namesOfResult(artefact: Artefact, { names, personNames }: FileInputs): NodeNames | undefined {
  if (names) return names;
  const about = artefact.about as { people?: unknown; names?: unknown };
  if (Array.isArray(about.names)) return new ListedNodes(about.names as string[]);
  const listed = Array.isArray(about.people);
  // Looking for the people of a file reads all of its posts.
  if (!personNames || (!listed && about.people !== true)) return undefined;
  const people = personNames();
  return new ListedNodes(listed ? (about.people as number[]).map((person) => people[person]!) : people);
}
