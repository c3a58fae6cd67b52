import { textBagOfWords } from '../../analysis/text/terms/bag-of-words';
import { textTfidf } from '../../analysis/text/terms/tfidf';
import { type Artefact, rowCount } from '../../domain/artefact';
import { AssayError } from '../../domain/errors';
import type { Method, Posts } from '../../domain/method';
import { methods } from '../../methods';
import { contextOf, peopleOf, postsOf } from '../analysis/run-method';

/** Kinds of input that can be made from posts alone. */
const makeable = new Set(['posts', 'people', 'interactions', 'terms']);

/** Parameters to try where a method has no defaults: the first that its schema takes. */
const tries: readonly object[] = [
  {},
  { label: 'label' },
  { categories: { weather: ['rain', 'snow*'] } },
  { by: 'platform' },
  { terms: ['rain'] },
];

function parametersOf(method: Method): unknown {
  for (const one of tries) {
    const parsed = method.parameters.safeParse(one);
    if (parsed.success) return parsed.data;
  }
  return undefined;
}

/** Methods that take posts, or what follows from posts, with default parameters or a few plain ones. */
export function methodsOfPosts(): Method[] {
  return methods.filter((method) => {
    const needed = Object.entries(method.inputs).filter(([name]) => !method.optional?.includes(name));
    return (
      needed.length > 0 &&
      needed.every(([, kind]) => makeable.has(kind)) &&
      needed.some(([, kind]) => kind === 'posts' || kind === 'terms') &&
      parametersOf(method) !== undefined
    );
  });
}

/** Posts of the texts, with times, two platforms, and labels of two kinds where `labelled`. */
export function corpusOf(
  text: readonly string[],
  language = (i: number): string => ['en', 'de', 'ar', 'und'][i % 4]!,
  labelled = true,
): Posts {
  return postsOf({
    count: text.length,
    text,
    time: Float64Array.from(text, (_, i) => (i % 7 === 3 ? Number.NaN : 1_700_000_000_000 + i * 60_000)),
    platform: text.map((_, i) => (i % 3 === 0 ? 'a' : 'b')),
    language: text.map((_, i) => language(i)),
    attributes: labelled ? { label: text.map((_, i) => (i % 5 === 4 ? null : i % 2 === 0 ? 'yes' : 'no')) } : {},
  });
}

async function inputsOf(method: Method, posts: Posts): Promise<Record<string, unknown>> {
  const inputs: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(method.inputs)) {
    if (kind === 'posts' && !method.optional?.includes(name)) inputs[name] = posts;
    else if (kind === 'people') inputs[name] = peopleOf(Array.from({ length: posts.count }, (_, i) => i % 5));
    else if (kind === 'interactions')
      inputs[name] = {
        kind: 'interactions',
        columns: {
          post: new Int32Array(0),
          source: new Int32Array(0),
          target: new Int32Array(0),
          time: new Float64Array(0),
          kind: [],
          tag: [],
        },
        about: {},
      };
    else if (kind === 'terms') {
      const bag = await textBagOfWords.run(
        { posts } as never,
        textBagOfWords.parameters.parse({ minimumDocuments: 1 }),
        contextOf(),
      );
      inputs[name] =
        method.id === textTfidf.id
          ? bag
          : await textTfidf.run({ terms: bag } as never, textTfidf.parameters.parse({}), contextOf());
    }
  }
  return inputs;
}

/** What a method said: its artefact, or the refusal of an input that it cannot work on. */
export async function answerOf(method: Method, posts: Posts): Promise<Artefact | AssayError> {
  try {
    return await method.run((await inputsOf(method, posts)) as never, parametersOf(method) as never, contextOf(7));
  } catch (error) {
    if (error instanceof AssayError) return error;
    throw error;
  }
}

/** An artefact as text in which two runs can be compared byte by byte. */
export function bytesOf(artefact: Artefact): string {
  const columns = Object.entries(artefact.columns).map(([name, column]) => [
    name,
    Array.isArray(column)
      ? column
      : Buffer.from(
          (column as Float64Array).buffer,
          (column as Float64Array).byteOffset,
          (column as Float64Array).byteLength,
        ).toString('base64'),
  ]);
  return JSON.stringify([artefact.kind, columns, artefact.about]);
}

function splitsPair(text: string, at: number): boolean {
  return (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}

/** Places in a post that cannot be: outside, the wrong way round, inside a character. */
export function badOffsets(value: unknown, text: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => badOffsets(one, text));
  if (value === null || typeof value !== 'object') return [];
  const { start, end } = value as { start?: unknown; end?: unknown };
  const bad: string[] = [];
  if (typeof start === 'number' && typeof end === 'number') {
    if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= text.length))
      bad.push(`${start}–${end} of ${text.length}`);
    else if (splitsPair(text, start) || splitsPair(text, end)) bad.push(`${start}–${end} inside a surrogate pair`);
  }
  return [...bad, ...Object.values(value).flatMap((one) => badOffsets(one, text))];
}

/** What is wrong with an answer about these posts. */
export function faultsOf(method: Method, posts: Posts, artefact: Artefact): string[] {
  const faults: string[] = [];
  const lengths = new Set(Object.values(artefact.columns).map((column) => column.length));
  if (lengths.size > 1) faults.push('columns of different length');
  if (method.output === 'post-table' && rowCount(artefact) !== posts.count && Object.keys(artefact.columns).length > 0)
    faults.push(`${rowCount(artefact)} rows for ${posts.count} posts`);
  if (method.output !== 'post-table') return faults;
  for (const name of (artefact.about.json as string[] | undefined) ?? []) {
    (artefact.columns[name] as readonly (string | null)[]).forEach((cell, i) => {
      if (cell !== null)
        faults.push(...badOffsets(JSON.parse(cell), posts.text[i]!).map((fault) => `${name}: ${fault}`));
    });
  }
  return faults;
}
