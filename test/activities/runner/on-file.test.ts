import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { type OnFile, runOnFile } from '../../../activities/runner/on-file';
import { Xoshiro128 } from '../../../analysis/statistics/random';
import { methodOf } from '../../../methods';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'assay-on-file-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const full = path.join(folder, name);
  writeFileSync(full, content);
  return full;
}

function run(method: string, source: string, threads: number, settings: Record<string, string> = {}): Promise<OnFile> {
  return runOnFile(methodOf(method)!, source, { columns: {}, settings, seed: 7, threads }, () => undefined);
}

const words = ['good', 'bad', 'fine', 'awful', 'great', 'not', 'very', 'phone', 'train', 'late'];

function posts(count: number): { text: string; label: string; author: string }[] {
  const random = new Xoshiro128(3);
  return Array.from({ length: count }, () => {
    const text = Array.from({ length: 6 }, () => words[random.below(words.length)]!).join(' ');
    return { text, label: /good|great|fine/.test(text) ? 'happy' : 'unhappy', author: `a${random.below(40)}` };
  });
}

const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

test('a method in parts gives the same result in one thread and in two', async () => {
  const source = file('labelled.ndjson', lines(posts(600)));
  const one = await run('learning/cross-validation', source, 1, { label: 'label' });
  const two = await run('learning/cross-validation', source, 2, { label: 'label' });
  expect(two.result.toJSON()).toEqual(one.result.toJSON());
  expect((one.result.toJSON() as { summary: { labelled: number } }).summary.labelled).toBe(600);
});

test.each([
  ['network/links', { score: 'random-walk', top: '20' }],
  ['network/links', { score: 'factorisation', top: '20', rank: '5' }],
  ['network/diffusion', { p: 'weighted-cascade', runs: '450' }],
])('%s with %j gives the same bytes in one thread and in two', async (id, settings) => {
  const random = new Xoshiro128(6);
  const ties = Array.from({ length: 1500 }, () => `${random.below(400)} ${random.below(400)}`);
  const source = file('drawn.edges', `${ties.join('\n')}\n`);
  const method = methodOf(id)!;
  // Little work stays in one thread otherwise.
  const heavy = { ...method, parts: { ...method.parts!, light: () => false } };
  const bytes = async (threads: number): Promise<string> => {
    const found = await runOnFile(heavy, source, { columns: {}, settings, seed: 7, threads }, () => undefined);
    return [...found.result.pieces()].join('');
  };
  expect(await bytes(2)).toBe(await bytes(1));
});

test('what a part refuses in another thread is refused as a whole', async () => {
  const source = file('negative.edges', '0 1 2\n1 2 -3\n');
  const method = methodOf('network/betweenness')!;
  const heavy = { ...method, parts: { ...method.parts!, light: () => false } };
  const options = { columns: {}, settings: { weighted: 'true' }, seed: 7, threads: 2 };
  await expect(runOnFile(heavy, source, options, () => undefined)).rejects.toMatchObject({
    code: 'ASSAY_METHOD_INPUT',
    message: expect.stringContaining('found -3 (edge 2)') as string,
  });
});

test('what is found in posts is counted in the same bytes, whole and in chunks', async () => {
  const texts = ['call +44 20 7946 0958', 'write to a@example.org', 'see https://example.org/x', 'or 192.0.2.7'];
  const source = file('found.jsonl', lines(Array.from({ length: 400 }, (_, i) => ({ text: texts[3 - (i >> 7)] }))));
  const chunked = { ...methodOf('text/pii')!, chunk: 150 };
  const options = { columns: {}, settings: {}, seed: 7 };
  const [one, two] = [
    await runOnFile(chunked, source, { ...options, threads: 1 }, () => undefined),
    await runOnFile(chunked, source, { ...options, threads: 2 }, () => undefined),
  ];
  expect([...two.result.pieces()].join('')).toBe([...one.result.pieces()].join(''));
});

test('communities from several starts are the same in one thread and in two', async () => {
  const random = new Xoshiro128(5);
  // More ties than are done in one thread in any case.
  const ties = Array.from({ length: 50_500 }, () => `${random.below(9000)} ${random.below(9000)}`);
  const source = file('ties.edges', `${ties.join('\n')}\n`);
  const one = await run('network/communities', source, 1, { starts: '3', method: 'louvain' });
  const two = await run('network/communities', source, 2, { starts: '3', method: 'louvain' });
  expect(two.result.toJSON()).toEqual(one.result.toJSON());
});

test('posts done in chunks by threads come back whole and in order', async () => {
  const source = file('many.ndjson', lines(posts(20_500)));
  const one = await run('text/sentiment-lexicon', source, 1);
  // Chunks as of a dearer method: of this one threads get more posts than a test should read.
  const method = { ...methodOf('text/sentiment-lexicon')!, chunk: 8000 };
  const options = { columns: {}, settings: {}, seed: 7, threads: 2 };
  const two = await runOnFile(method, source, options, () => undefined);
  expect((two.result.toJSON() as { rows: unknown[] }).rows).toHaveLength(20_500);
  expect(two.result.toJSON()).toEqual(one.result.toJSON());
});

test('a packed file is read as the file that it holds', async () => {
  const content = lines(posts(30));
  const plain = await run('text/sentiment-lexicon', file('plain.jsonl', content), 1);
  const packed = await run('text/sentiment-lexicon', file('packed.jsonl.gz', gzipSync(content)), 1);
  expect(packed.result.toJSON()).toEqual(plain.result.toJSON());
});

test('a row that does not parse keeps its place as an empty post, and its line is named', async () => {
  const source = file('broken.csv', 'text,label\ngreat phone,a\n"unclosed,b\nbad phone,c\n');
  const { input, result } = await run('text/sentiment-lexicon', source, 1);
  expect(input).toMatchObject({ rows: 3, brokenLines: [3] });
  const compound = (result.toJSON() as unknown as { rows: { compound: number }[] }).rows.map((row) =>
    Math.sign(row.compound),
  );
  expect(compound).toEqual([1, 0, -1]);
});

test('an edge list without a header keeps its first edge; labels that do not fit the nodes are refused', async () => {
  const source = file('bare.csv', 'a,b\nb,c\n');
  const { input, result } = await run('network/degree', source, 1);
  expect(input.rows).toBe(2);
  expect(result.toJSON()).toMatchObject({ nodes: [{ id: 'b', value: 2 }, { value: 1 }, { value: 1 }] });
});

test.each(['text/language', 'text/normalise'])('%s says how many posts it read, whole or in chunks', async (id) => {
  const source = file('some.jsonl', lines(posts(300)));
  const whole = await run(id, source, 1);
  const chunked = await runOnFile(
    { ...methodOf(id)!, chunk: 110 },
    source,
    { columns: {}, settings: {}, seed: 7, threads: 2 },
    () => undefined,
  );
  expect(chunked.result.toJSON()).toEqual(whole.result.toJSON());
  expect((whole.result.toJSON() as { summary: { posts: number } }).summary.posts).toBe(300);
});

test('a file to train on may have other columns than the file that is read', async () => {
  const train = file('train.jsonl', lines(posts(200)));
  const source = file('other.jsonl', lines(posts(50).map(({ text }) => ({ body_of_it: text }))));
  const value = await runOnFile(
    methodOf('text/classify')!,
    source,
    { columns: { text: 'body_of_it' }, settings: { train, label: 'label' }, seed: 7, threads: 1 },
    () => undefined,
  );
  expect((value.result.toJSON() as { rows: unknown[] }).rows).toHaveLength(50);
});

test('a file that does not say its language is taken as English, and the answer says so', async () => {
  const silent = await run('text/emotion', file('silent.csv', 'text\nje suis triste\n'), 1);
  const says = await run('text/emotion', file('says.csv', 'text,lang\nje suis triste,fr\n'), 1);
  expect([silent.input.assumed, says.input.assumed]).toEqual([{ language: 'en' }, undefined]);
});
