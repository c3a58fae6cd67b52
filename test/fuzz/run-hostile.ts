import { z } from 'zod';
import { cleanTexts } from '../../analysis/text/clean';
import { textEdges } from '../../analysis/text/text-edges';
import { canonicalUrl } from '../../analysis/text/normalisation/canonical-url';
import { structuredTypes } from '../../analysis/text/personal-data/span';
import { textBagOfWords } from '../../analysis/text/terms/bag-of-words';
import { textTfidf } from '../../analysis/text/terms/tfidf';
import { type Artefact, rowCount } from '../../domain/artefact';
import { AssayError } from '../../domain/errors';
import { defineMethod, type Method, type Posts } from '../../domain/method';
import { allMethods } from '../../methods';
import { contextOf, peopleOf, postsOf } from '../analysis/run-method';

/** Kinds of input that can be made from posts alone. */
const makeable = new Set(['posts', 'people', 'interactions', 'terms']);

/** Parameters under which a method has work to do on any posts; the first are those of the million. Others have their defaults. */
const settings: ReadonlyMap<string, readonly object[]> = new Map([
  ['text/normalise', [{}, { unicode: 'NFKC', urls: 'mark', mentions: 'remove', emoji: 'describe' }]],
  ['text/pii', [{ mask: true }]],
  ['text/near-duplicates', [{}, { unit: 'characters', linkage: 'first' }]],
  ['text/search', [{ query: 'rain +not -"a b" constructor 的' }, { query: 'rain 😀 的 @a', mode: 'similar' }]],
  ['text/keywords', [{}, { by: 'platform' }]],
  ['text/bag-of-words', [{}, { characters: [2, 5], hashed: true }]],
  ['text/dictionary', [{ categories: { weather: ['rain', 'snow*', '__proto__'] } }]],
  ['text/embeddings', [{}, { neighbours: ['rain', '__proto__'] }]],
  ['text/emotion', [{}, { label: 'label' }]],
  ['text/stance', [{ target: 'rain,phone,train', favour: '#a', against: 'not' }, { label: 'label' }]],
  ['text/toxicity', [{}, { label: 'label' }]],
  ['text/sarcasm', [{}, { label: 'label' }]],
  ['text/aspects', [{}, { aspects: 'rain,phone,constructor' }]],
  ['text/classifier', [{ label: 'label', characters: [2, 4] }]],
  [
    'text/classify',
    [{ label: 'label', c: 1 }, { label: 'label' }, { label: 'label', model: 'naive-bayes', calibration: 'isotonic' }],
  ],
  ['text/sentiment', [{ languages: 'shared', weighting: 'counts', c: 1 }, {}]],
  [
    'text/explain',
    [
      { label: 'label', c: 1, posts: 5000 },
      { label: 'label', c: 1, method: 'occlusion', posts: 5000 },
      { label: 'label', model: 'trees', posts: 5000 },
    ],
  ],
  ['text/topics-lda', [{ topics: 10, iterations: 50 }]],
  ['text/topics-nmf', [{ topics: 10 }]],
  ['text/topics-clusters', [{ topics: 10 }]],
  ['text/topic-stability', [{ topics: 5 }]],
  ['text/clusters', [{}, { method: 'density' }, { features: 'embeddings' }]],
  ['learning/cross-validation', [{ label: 'label' }]],
]);

/** All that a method is tried with; empty where its parameters cannot be made here. */
export function parametersOf(method: Method): readonly unknown[] {
  const given = settings.get(method.id);
  if (given) return given.map((one) => method.parameters.parse(one));
  const defaults = method.parameters.safeParse({});
  return defaults.success ? [defaults.data] : [];
}

/** What a study does to each post before any method sees it, in the shape of a method. */
const cleaning = defineMethod({
  id: 'cleaning',
  version: 1,
  step: 'cleaning',
  title: 'Cleaning',
  description: 'Normalises, names the language, masks, and reads what a text addresses',
  references: [],
  parameters: z.object({}).strict(),
  inputs: { posts: 'posts' },
  output: 'post-table',
  individuals: false,
  perPost: true,
  async run({ posts }) {
    const cleaned = await cleanTexts(posts.text, {
      mask: structuredTypes,
      keepMentions: [],
      minimumLanguageConfidence: 0.5,
    });
    const links = posts.text.map((text) => JSON.stringify(textEdges(text).urls.map(canonicalUrl)));
    const { text, language, confidence } = cleaned;
    return { kind: 'post-table', columns: { text, language, confidence, links }, about: {} };
  },
});

/** Methods that take posts, or what follows from posts, with default parameters or a few plain ones. */
export function methodsOfPosts(): Method[] {
  return [...allMethods(), cleaning].filter((method) => {
    const needed = Object.entries(method.inputs).filter(([name]) => !method.optional?.includes(name));
    return (
      needed.length > 0 &&
      needed.every(([, kind]) => makeable.has(kind)) &&
      needed.some(([, kind]) => kind === 'posts' || kind === 'terms') &&
      parametersOf(method).length > 0
    );
  });
}

/** So many posts of a corpus carry a label of people, the first ones: enough to train on, few enough to be quick. */
const labelledPosts = 300;

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
    attributes: labelled
      ? { label: text.map((_, i) => (i >= labelledPosts || i % 5 === 4 ? null : i % 2 === 0 ? 'yes' : '__proto__')) }
      : {},
  });
}

/** Methods that say nothing without labels of people: given posts to train on, they label all others. */
const learners = new Set(['text/classify', 'text/sentiment', 'text/explain']);

async function inputsOf(method: Method, posts: Posts, train?: Posts): Promise<Record<string, unknown>> {
  const inputs: Record<string, unknown> = train && learners.has(method.id) ? { train } : {};
  for (const [name, kind] of Object.entries(method.inputs)) {
    if (method.optional?.includes(name)) continue;
    if (kind === 'posts') inputs[name] = posts;
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
export async function answerOf(
  method: Method,
  posts: Posts,
  parameters: unknown = parametersOf(method)[0],
  train?: Posts,
): Promise<Artefact | AssayError> {
  try {
    return await method.run((await inputsOf(method, posts, train)) as never, parameters as never, contextOf(7));
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

/** A place in a text that cannot be: outside, the wrong way round, inside a character. */
function badPlace(start: number, end: number, text: string): string[] {
  if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= text.length))
    return [`${start}–${end} of ${text.length}`];
  return splitsPair(text, start) || splitsPair(text, end) ? [`${start}–${end} inside a surrogate pair`] : [];
}

/** The places in a value, at any depth, that cannot be. */
export function badOffsets(value: unknown, text: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => badOffsets(one, text));
  if (value === null || typeof value !== 'object') return [];
  const { start, end } = value as { start?: unknown; end?: unknown };
  const bad = typeof start === 'number' && typeof end === 'number' ? badPlace(start, end, text) : [];
  return [...bad, ...Object.values(value).flatMap((one) => badOffsets(one, text))];
}

/** Stretches of a new text and of the original that each stands for: [start, end, original start, original end]. */
function badSegments(segments: readonly (readonly number[])[], text: string, original: string): string[] {
  return segments.flatMap(([start, end, from, to]) => [
    ...badPlace(start!, end!, text),
    ...badPlace(from!, to!, original),
  ]);
}

/** Numbers that are none, anywhere in a value: JSON would turn them into null without a word. */
function notFinite(value: unknown, where: string): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${where} is ${value}`];
  if (value === undefined) return [`${where} is undefined`];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, one]) => notFinite(one, `${where}.${name}`));
}

/** Probabilities are rounded to four digits by some methods, and there are few classes. */
const probabilityError = 1e-3;

function badProbabilities(value: unknown): string[] {
  if (value === null) return [];
  const all = Object.values(value as Record<string, number>);
  const sum = all.reduce((a, b) => a + b, 0);
  return all.every((one) => one >= 0 && one <= 1) && Math.abs(sum - 1) <= probabilityError
    ? []
    : [`probabilities ${JSON.stringify(value)}`];
}

/** What is wrong with the JSON in one cell. */
function badCell(name: string, cell: string, text: string, artefact: Artefact, row: number): string[] {
  if (cell === '[]' || cell === 'null') return [];
  const value = JSON.parse(cell) as unknown;
  if (name === 'probabilities') return badProbabilities(value);
  if (name === 'offsets')
    return badSegments(value as number[][], (artefact.columns.text as readonly string[])[row]!, text);
  if (name === 'hits') return (value as [number, number][]).flatMap(([start, end]) => badPlace(start, end, text));
  return [...badOffsets(value, text), ...notFinite(value, name)];
}

/** What is wrong with an answer about these posts. */
export function faultsOf(method: Method, posts: Posts, artefact: Artefact): string[] {
  const { columns, about } = artefact;
  const faults = notFinite(about, 'about');
  const lengths = new Set(Object.values(columns).map((column) => column.length));
  if (lengths.size > 1) faults.push('columns of different length');
  const rows = rowCount(artefact);
  const perPost = method.output === 'post-table';
  if (perPost && rows !== posts.count && Object.keys(columns).length > 0)
    faults.push(`${rows} rows for ${posts.count} posts`);
  for (const [name, column] of Object.entries(columns))
    if (column instanceof Float64Array && column.some((one) => Math.abs(one) === Number.POSITIVE_INFINITY))
      faults.push(`${name} is infinite`);
  const post = perPost ? undefined : (columns.post as Int32Array | undefined);
  if (!perPost && !post) return faults;
  const textOf = (row: number): string => posts.text[post ? post[row]! : row]!;
  if (post?.some((one) => one < 0 || one >= posts.count)) return [...faults, 'a post that is not there'];
  const { start, end } = columns as { start?: Int32Array; end?: Int32Array };
  if (start && end) for (let row = 0; row < rows; row++) faults.push(...badPlace(start[row]!, end[row]!, textOf(row)));
  for (const name of (about.json as string[] | undefined) ?? [])
    (columns[name] as readonly (string | null)[]).forEach((cell, row) => {
      if (cell !== null)
        faults.push(...badCell(name, cell, textOf(row), artefact, row).map((fault) => `${name}: ${fault}`));
    });
  return faults;
}
