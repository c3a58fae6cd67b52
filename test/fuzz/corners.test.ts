import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runOnFile } from '../../activities/runner/on-file';
import { AssayError } from '../../domain/errors';
import { methodIds, methodOf } from '../../methods';
import { projectRoot } from '../../settings';

const folder = mkdtempSync(path.join(tmpdir(), 'assay-corners-'));
afterAll(() => rmSync(folder, { recursive: true }));

const texts = [
  'the rain in town was awful today and I hate it',
  'what a lovely sun over the park, so happy',
  'snow again, my train is late and I am angry',
  'my new phone has a great screen but a bad battery',
];
/** Every plain object has these names: what is kept under them in one goes wrong. */
const keys = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', 'valueOf'];

type Row = Readonly<Record<string, unknown>>;
const rowsOf = (row: (i: number) => Row, count = 60): Row[] => Array.from({ length: count }, (_, i) => row(i));
const label = (i: number): string => (i % 2 === 0 ? 'yes' : 'no');
const ndjson = (rows: readonly Row[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Name of the corner, ending of the file, its content, and how many posts it holds. */
const corners: readonly (readonly [string, string, string, number])[] = [
  ['no posts, a header', 'csv', 'text,label\n', 0],
  ['an empty file', 'csv', '', 0],
  ['an empty file of lines', 'ndjson', '', 0],
  ['one post', 'ndjson', ndjson([{ text: texts[0], label: 'yes' }]), 1],
  ['one post in a table', 'csv', `text,label\n"${texts[0]}",yes\n`, 1],
  ['identical posts', 'ndjson', ndjson(rowsOf((i) => ({ text: texts[1], label: label(i) }))), 60],
  ['posts without text', 'ndjson', ndjson(rowsOf((i) => ({ text: i % 3 ? '' : null, label: label(i) }))), 60],
  ['text that is none', 'ndjson', ndjson(rowsOf((i) => ({ text: { a: i }, label: label(i) }))), 60],
  [
    'one language',
    'csv',
    `text,language\n${rowsOf((i) => ({ t: `"${texts[i % 4]!}",fr` }))
      .map(({ t }) => String(t))
      .join('\n')}\n`,
    60,
  ],
  [
    'a language that nobody knows',
    'ndjson',
    ndjson(rowsOf((i) => ({ text: texts[i % 4], language: keys[i % 5] }))),
    60,
  ],
  ['no labels', 'ndjson', ndjson(rowsOf((i) => ({ text: texts[i % 4] }))), 60],
  ['labels that are empty', 'ndjson', ndjson(rowsOf((i) => ({ text: texts[i % 4], label: '' }))), 60],
  ['labels of one class', 'ndjson', ndjson(rowsOf((i) => ({ text: texts[i % 4], label: 'yes' }))), 60],
  ['few labels', 'ndjson', ndjson(rowsOf((i) => ({ text: texts[i % 4], label: i < 6 ? label(i) : null }))), 60],
  [
    'names of object properties for everything',
    'ndjson',
    ndjson(
      rowsOf((i) => ({
        text: `${keys[i % 5]!} ${keys[(i + 1) % 5]!} #${keys[i % 3]!} @${keys[i % 4]!} rain`,
        label: keys[i % 2],
        author: keys[i % 5],
        platform: keys[i % 3],
      })),
    ),
    60,
  ],
  [
    'names of object properties for columns',
    'csv',
    `text,label,${keys.join(',')}\n${rowsOf((i) => ({ t: `rain and sun ${i % 7},${label(i)},a,b,c,d,${i}` }))
      .map(({ t }) => String(t))
      .join('\n')}\n`,
    60,
  ],
];

const settings: ReadonlyMap<string, Readonly<Record<string, string>>> = new Map([
  ['text/search', { query: 'rain' }],
  ['text/stance', { target: 'rain' }],
  ['text/dictionary', { categories: '{"weather":["rain","__proto__"],"constructor":["sun"]}' }],
  ['text/classifier', { label: 'label' }],
  ['text/classify', { label: 'label' }],
  ['text/topic-stability', { topics: '3' }],
  ['learning/cross-validation', { label: 'label' }],
]);
const ofText = methodIds.filter((id) => id.startsWith('text/') || id === 'learning/cross-validation');

/** What `assay method ID FILE --json` prints under `result`, computed in this thread. */
async function answer(id: string, file: string, given = settings.get(id) ?? {}): Promise<Answer> {
  const options = { columns: {}, settings: given, seed: 1, threads: 1 };
  const { result } = await runOnFile(methodOf(id)!, file, options, () => undefined);
  return JSON.parse([...result.pieces()].join('')) as Answer;
}

interface Answer {
  readonly rows?: readonly Row[];
  readonly summary?: Row;
}

/** Refusals that say what to do, of inputs that a method cannot work on. */
const codes = ['ASSAY_METHOD_INPUT', 'ASSAY_METHOD_PARAMETERS'];
const nonsense = /\bNaN\b|undefined|\[object|Infinity|\bat .*:\d+:\d+/;

describe.each(corners)('%s', (name, ending, content, posts) => {
  const file = path.join(folder, `${name.replaceAll(/[^a-z]/g, '-')}.${ending}`);
  beforeAll(() => writeFileSync(file, content));

  test.each(ofText)('%s answers clearly, or refuses clearly', async (id) => {
    try {
      const result = await answer(id, file);
      expect(result.summary).toBeDefined();
      expect(JSON.stringify(result)).not.toMatch(nonsense);
      if (methodOf(id)!.output === 'post-table') expect(result.rows).toHaveLength(posts);
    } catch (error) {
      if (!(error instanceof AssayError)) throw error;
      expect(codes).toContain(error.code);
      expect(error.message).not.toMatch(nonsense);
    }
  });
});

test.each(['text/emotion', 'text/toxicity', 'text/sarcasm', 'text/stance'])(
  '%s guesses nothing about posts without text',
  async (id) => {
    const file = path.join(folder, 'without-text.ndjson');
    writeFileSync(file, ndjson(rowsOf(() => ({ text: ' ' }), 3)));
    const result = await answer(id, file);
    expect(result.rows).toEqual(
      new Array(3).fill({ label: 'und', probabilities: null, cues: 0, reason: expect.any(String) as string }),
    );
  },
);

test('a column whose name is a property of every object is read like any other', async () => {
  const file = path.join(folder, 'races.csv');
  writeFileSync(
    file,
    `text,constructor\n${rowsOf((i) => ({ t: `lap ${i % 5} was ${i % 2 ? 'fast' : 'slow'},${label(i)}` }))
      .map(({ t }) => String(t))
      .join('\n')}\n`,
  );
  const { rows } = await answer('text/classify', file, { label: 'constructor' });
  expect(new Set(rows!.map((row) => row.label))).toEqual(new Set(['yes', 'no']));
});

/** The command itself, in a process of its own and with its threads. */
function assay(...words: string[]): { code: number | null; out: string; error: string } {
  const done = spawnSync(process.execPath, [path.join(projectRoot, 'dist', 'cli', 'main.js'), 'method', ...words], {
    encoding: 'utf8',
  });
  return { code: done.status, out: done.stdout, error: done.stderr };
}

test('a refusal in a worker thread keeps its code', () => {
  const file = path.join(folder, 'unlabelled.csv');
  writeFileSync(file, 'text\nrain\n');
  const { code, out, error } = assay('learning/cross-validation', file, '--set', 'label=label', '--json');
  expect(code).toBe(2);
  expect(JSON.parse(out)).toMatchObject({ error: { code: 'ASSAY_METHOD_INPUT' } });
  expect(error).not.toMatch(nonsense);
});

test('a parameter that is missing is named', () => {
  const file = path.join(folder, 'one.csv');
  writeFileSync(file, 'text\nrain\n');
  const { code, error } = assay('text/dictionary', file);
  expect(code).toBe(2);
  expect(error).toMatch(/text\/dictionary, parameter categories: names with values, found nothing/);
  expect(error).not.toMatch(nonsense);
});

test('no posts are an answer, not a failure', () => {
  const file = path.join(folder, 'none.csv');
  writeFileSync(file, 'text\n');
  const { code, out, error } = assay('text/near-duplicates', file, '--json');
  expect({ code, error }).toEqual({ code: 0, error: '' });
  expect(JSON.parse(out)).toMatchObject({ result: { rows: [], summary: { posts: 0 } } });
});
