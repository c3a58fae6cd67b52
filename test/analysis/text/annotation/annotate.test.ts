import { textAnnotate } from '../../../../analysis/text/annotation/annotate';
import { allocate } from '../../../../analysis/text/annotation/sampling';
import { evaluate } from '../../../../analysis/learning/evaluation';
import { numbers, strings } from '../../../../domain/artefact';
import type { Posts } from '../../../../domain/method';
import { known } from '../../../shared-data';
import { aboutOf, contextOf, postsOf, runMethod } from '../../run-method';

interface About {
  alpha: Record<string, { value: number | null; low: number | null }>;
  pairs: { coders: string[]; units: number; kappa: number | null }[];
  macroF1: { value: number };
  summary: Record<string, unknown>;
}

const book = known<{ tables: { table: (number | null)[][]; alpha: Record<string, number> }[] }>('krippendorff.json')
  .tables[0]!;

function written(value: number | null): string {
  return value === null ? '*' : String(value);
}

function longForm(): Posts {
  const cells = book.table.flatMap((row, coder) =>
    row.map((value, unit) => ({ unit: `u${unit}`, coder: `c${coder}`, value: written(value) })),
  );
  return postsOf({
    count: cells.length,
    attributes: {
      unit: cells.map((one) => one.unit),
      coder: cells.map((one) => one.coder),
      value: cells.map((one) => one.value),
    },
  });
}

test('alpha is the same from rows of unit, coder and value as from one column for each coder', async () => {
  const long = aboutOf<About>(
    await runMethod(textAnnotate, { posts: longForm() }, { task: 'agreement', level: 'ordinal' }),
  );
  const wide = aboutOf<About>(
    await runMethod(
      textAnnotate,
      {
        posts: postsOf({
          count: book.table[0]!.length,
          attributes: Object.fromEntries(book.table.map((row, coder) => [`coder${coder}`, row.map(written)])),
        }),
      },
      { task: 'agreement', level: 'ordinal' },
    ),
  );
  for (const about of [long, wide]) {
    for (const [level, value] of Object.entries(book.alpha)) expect(about.alpha[level]!.value).toBeCloseTo(value, 10);
    expect(about.summary).toMatchObject({ level: 'ordinal', units: 12, pairable: 11 });
    expect(about.pairs.length).toBe(6);
  }
});

test('each unit gets the code of most coders, none where they tie', async () => {
  const posts = postsOf({
    count: 3,
    attributes: { rater_a: ['x', 'y', ''], rater_b: ['x', 'x', ''], rater_c: ['y', null, ''] },
  });
  const found = await runMethod(textAnnotate, { posts }, { task: 'agreement' });
  expect(strings(found, 'majority')).toEqual(['x', null, null]);
  expect(Array.from(numbers(found, 'coders'))).toEqual([3, 2, 0]);
});

test('named values of an ordinal scale are taken in the order given; numbers are needed for intervals', async () => {
  const posts = postsOf({ count: 3, attributes: { coder1: ['low', 'mid', 'high'], coder2: ['low', 'high', 'high'] } });
  const ordered = aboutOf<About>(
    await runMethod(textAnnotate, { posts }, { task: 'agreement', level: 'ordinal', order: 'low,mid,high' }),
  );
  const asNumbers = aboutOf<About>(
    await runMethod(
      textAnnotate,
      { posts: postsOf({ count: 3, attributes: { coder1: ['1', '2', '3'], coder2: ['1', '3', '3'] } }) },
      { task: 'agreement', level: 'ordinal' },
    ),
  );
  expect(ordered.alpha.ordinal!.value).toBeCloseTo(asNumbers.alpha.ordinal!.value!, 12);
  await expect(runMethod(textAnnotate, { posts }, { task: 'agreement', level: 'interval' })).rejects.toMatchObject({
    code: 'ASSAY_METHOD_PARAMETERS',
  });
});

test('a number is one code however it is written, as pandas writes a coder with gaps as 1.0 and one without as 1', async () => {
  const columns = book.table.map((codes, coder) =>
    codes.map((one) => (one === null ? '' : coder < 2 ? one.toFixed(1) : String(one))),
  );
  const posts = postsOf({
    count: columns[0]!.length,
    attributes: Object.fromEntries(columns.map((codes, k) => [`coder${k}`, codes])),
  });
  const found = await runMethod(textAnnotate, { posts }, { task: 'agreement' });
  const { alpha } = aboutOf<About>(found);
  for (const level of ['nominal', 'ordinal', 'interval', 'ratio'] as const)
    expect(alpha[level]!.value).toBeCloseTo(book.alpha[level]!, 12);
  expect(strings(found, 'majority')[1]).toBe('2');
});

test('labels of people that are 1.0 and of a method that are 1 are the same class', async () => {
  const posts = postsOf({ count: 4, attributes: { truth: ['1.0', '0.0', '', '2.0'], label: ['1', '0', '1', ' 1'] } });
  const { macroF1 } = aboutOf<About>(await runMethod(textAnnotate, { posts }, { task: 'evaluate' }));
  // scikit-learn's f1_score of [1, 0, 2] and [1, 0, 1].
  expect(macroF1.value).toBeCloseTo(5 / 9, 12);
});

test('what cannot be read is an error that names what was expected; nothing coded twice is no alpha', async () => {
  const nothing = postsOf({ count: 1, attributes: { a: ['x'] } });
  await expect(runMethod(textAnnotate, { posts: nothing }, { task: 'agreement' })).rejects.toMatchObject({
    code: 'ASSAY_METHOD_INPUT',
  });
  const twice = postsOf({ count: 2, attributes: { unit: ['1', '1'], coder: ['a', 'a'], value: ['x', 'y'] } });
  await expect(runMethod(textAnnotate, { posts: twice }, { task: 'agreement' })).rejects.toMatchObject({
    code: 'ASSAY_METHOD_INPUT',
    message: expect.stringMatching(/in row 1$/),
  });
  const alone = postsOf({ count: 2, attributes: { unit: ['1', '2'], coder: ['a', 'b'], value: ['x', 'y'] } });
  const { summary } = aboutOf<About>(await runMethod(textAnnotate, { posts: alone }, { task: 'agreement' }));
  expect(summary).toMatchObject({ alpha: null, reason: 'no unit was coded twice' });
});

const corpus = postsOf({
  count: 300,
  text: Array.from({ length: 300 }, (_, i) => (i % 10 === 0 ? ' ' : `post ${i}`)),
  attributes: {
    topic: Array.from({ length: 300 }, (_, i) => (i < 30 ? 'rare' : 'common')),
    p: Array.from({ length: 300 }, (_, i) => (i === 5 ? null : String(((i * 37) % 300) / 300))),
  },
});

test('a random sample has no empty post, repeats with its seed, and states each post’s chance', async () => {
  const once = await runMethod(textAnnotate, { posts: corpus }, { size: 50 }, contextOf(3));
  const again = await runMethod(textAnnotate, { posts: corpus }, { size: 50 }, contextOf(3));
  const other = await runMethod(textAnnotate, { posts: corpus }, { size: 50 }, contextOf(4));
  expect(strings(once, 'unit')).toEqual(strings(again, 'unit'));
  expect(strings(once, 'unit')).not.toEqual(strings(other, 'unit'));
  expect(new Set(strings(once, 'unit')).size).toBe(50);
  expect(strings(once, 'unit').every((unit) => Number(unit) % 10 !== 0)).toBe(true);
  expect(numbers(once, 'inclusion')[0]).toBeCloseTo(50 / 270, 12);
  expect(once.columns.text).toBeUndefined();
});

test('a stratified sample weighs back to the corpus; equal allocation takes what a small stratum has', async () => {
  const found = await runMethod(
    textAnnotate,
    { posts: corpus },
    { strategy: 'stratified', stratum: 'topic', allocation: 'equal', size: 100 },
  );
  const stratum = strings(found, 'stratum');
  expect(stratum.filter((one) => one === 'rare').length).toBe(27);
  expect(stratum.filter((one) => one === 'common').length).toBe(73);
  const weights = Array.from(numbers(found, 'inclusion'), (chance) => 1 / chance);
  expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(270, 9);
});

test('allocation gives the whole sample, never more than a stratum has', () => {
  for (const [sizes, size, equal] of [
    [[10, 20, 70], 10, false],
    [[1, 1, 1], 2, true],
    [[3, 0, 5], 8, true],
    [[5, 5], 7, false],
    [[100, 1], 50, true],
  ] as const) {
    const found = allocate(sizes, size, equal);
    expect(found.reduce((a, b) => a + b, 0)).toBe(size);
    found.forEach((count, k) => expect(count).toBeLessThanOrEqual(sizes[k]!));
  }
  expect(allocate([10, 20, 70], 10, false)).toEqual([1, 2, 7]);
});

test('the posts that a model is least sure of come first, each coder in an order of their own', async () => {
  const found = await runMethod(
    textAnnotate,
    { posts: corpus },
    { strategy: 'uncertainty', certainty: 'p', size: 20, coders: 'ann,ben' },
  );
  const p = corpus.attributes.p!;
  const unit = strings(found, 'unit');
  const wanted = corpus.text
    .map((_, i) => i)
    .filter((i) => i % 10 !== 0 && p[i] !== null)
    .sort((a, b) => Number(p[a]) - Number(p[b]))
    .slice(0, 20);
  expect([...unit.slice(0, 20)].map(Number).sort((a, b) => a - b)).toEqual(wanted.sort((a, b) => a - b));
  expect([...unit.slice(20)].sort()).toEqual([...unit.slice(0, 20)].sort());
  expect(unit.slice(20)).not.toEqual(unit.slice(0, 20));
  expect(aboutOf<About>(found).summary.caution).toMatch(/hard/);
});

test('a method against people: the figures of evaluation on posts that have both labels', async () => {
  const truth = ['a', 'b', 'a', 'b', 'c', '', 'a', 'b'];
  const label = ['a', 'b', 'b', 'b', 'a', 'a', '', 'a'];
  const found = await runMethod(
    textAnnotate,
    { posts: postsOf({ count: 8, attributes: { truth, label } }) },
    { task: 'evaluate' },
  );
  const wanted = evaluate([0, 1, 0, 1, 2, 1], [0, 1, 1, 1, 0, 0], 3);
  expect(aboutOf<About>(found).macroF1.value).toBeCloseTo(wanted.macroF1!, 12);
  expect(aboutOf<About>(found).summary).toMatchObject({ compared: 6, unscored: 1 });
});

test('a codebook lists codes without definition and definitions without use', async () => {
  const found = await runMethod(
    textAnnotate,
    { posts: postsOf({ count: 3, attributes: { value: ['x', 'x', 'y'] } }) },
    { task: 'codebook', codes: { x: 'says x', z: 'says z' } },
  );
  expect(strings(found, 'code')).toEqual(['x', 'y', 'z']);
  expect(Array.from(numbers(found, 'used'))).toEqual([2, 1, 0]);
  expect(aboutOf<About>(found).summary).toMatchObject({ undefinedCodes: ['y'], unusedCodes: ['z'] });
});

test('an empty file gives an empty sample with its reason', async () => {
  const found = await runMethod(textAnnotate, { posts: postsOf({ count: 0 }) });
  expect(aboutOf<About>(found).summary).toMatchObject({ chosen: 0, reason: 'fewer posts with text than 200' });
});
