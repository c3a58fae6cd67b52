import { breakdown } from '../../../analysis/statistics/breakdown';
import { wilson } from '../../../analysis/statistics/intervals';
import { Xoshiro128 } from '../../../analysis/statistics/random';
import { type Artefact, numbers, strings } from '../../../domain/artefact';
import { aboutOf, peopleOf, postsOf, runMethod } from '../run-method';

interface Row {
  group: string | null;
  category: string | null;
  value: number;
  low: number;
  high: number;
  posts: number;
  people: number;
}

function rowsOf(table: Artefact): Row[] {
  const category = table.columns.category as (string | null)[] | undefined;
  return strings(table, 'group').map((group, i) => ({
    group,
    category: category?.[i] ?? null,
    value: numbers(table, 'value')[i]!,
    low: numbers(table, 'low')[i]!,
    high: numbers(table, 'high')[i]!,
    posts: numbers(table, 'posts')[i]!,
    people: numbers(table, 'people')[i]!,
  }));
}

const random = new Xoshiro128(9);
const count = 300;
const side = Array.from({ length: count }, () => ['x', 'y', null][random.below(3)] ?? null);
const mood = Array.from({ length: count }, () => ['bad', 'good', '', null][random.below(4)] ?? null);
const like = Float64Array.from({ length: count }, () => (random.below(10) === 0 ? Number.NaN : random.below(20)));
const author = Array.from({ length: count }, () => random.below(60));
const posts = postsOf({ count, attributes: { side, mood }, counts: { like } });
const inputs = { posts, people: peopleOf(author) };

test('the mean of each group leaves out posts without a group and without a value', async () => {
  const rows = rowsOf(await runMethod(breakdown, inputs, { by: { attribute: 'side' }, measure: { count: 'like' } }));
  expect(rows.map((row) => row.group)).toEqual(['x', 'y']);
  for (const row of rows) {
    const mine = side.flatMap((one, i) => (one === row.group && !Number.isNaN(like[i]!) ? [i] : []));
    expect(row.posts).toBe(mine.length);
    expect(row.people).toBe(new Set(mine.map((i) => author[i])).size);
    expect(row.value).toBeCloseTo(mine.reduce((sum, i) => sum + like[i]!, 0) / mine.length, 12);
    expect(row.low).toBeLessThan(row.value);
    expect(row.high).toBeGreaterThan(row.value);
  }
});

test('shares of categories in a group add up to 1 and count only posts with a category', async () => {
  const rows = rowsOf(await runMethod(breakdown, inputs, { by: { attribute: 'side' }, of: { attribute: 'mood' } }));
  expect(rows.map((row) => `${row.group} ${row.category}`)).toEqual(['x bad', 'x good', 'y bad', 'y good']);
  for (const group of ['x', 'y']) {
    const mine = rows.filter((row) => row.group === group);
    expect(mine.reduce((sum, row) => sum + row.value, 0)).toBeCloseTo(1, 12);
    const bad = side.filter((one, i) => one === group && mood[i] === 'bad').length;
    const known = side.filter((one, i) => one === group && (mood[i] ?? '') !== '').length;
    expect(mine[0]!.posts).toBe(known);
    expect(mine[0]!.value).toBeCloseTo(bad / known, 12);
  }
});

test('a group of few posts is listed without figures', async () => {
  const data = {
    posts: postsOf({
      count: 25,
      attributes: { g: [...new Array(20).fill('many'), ...new Array(5).fill('few')] as string[] },
      counts: { like: new Float64Array(25).fill(1) },
    }),
    people: peopleOf(Array.from({ length: 25 }, (_, i) => i)),
  };
  const found = await runMethod(breakdown, data, {
    by: { attribute: 'g' },
    measure: { count: 'like' },
    minimumPosts: 20,
  });
  const [few, many] = rowsOf(found);
  expect(few).toMatchObject({ group: 'few', value: Number.NaN, low: Number.NaN, high: Number.NaN, posts: 5 });
  expect(many).toMatchObject({ group: 'many', value: 1, posts: 20 });
  expect(aboutOf<{ summary: { tooFew: number } }>(found).summary.tooFew).toBe(1);
});

test('a share of 0 or 1 has Wilson’s limits over people', async () => {
  const g = new Array<string>(40).fill('only');
  const data = {
    posts: postsOf({ count: 40, attributes: { g, mood: new Array<string>(40).fill('bad') } }),
    people: peopleOf(g.map((_, i) => i % 8)),
  };
  const [row] = rowsOf(
    await runMethod(breakdown, data, { by: { attribute: 'g' }, measure: { attribute: 'mood', equals: 'bad' } }),
  );
  expect(row).toMatchObject({ value: 1, people: 8, high: 1 });
  expect(row!.low).toBeCloseTo(wilson(8, 8)!.low, 12);
});

test('limits of a share stay within 0 and 1', async () => {
  const g = new Array<string>(30).fill('only');
  const data = {
    posts: postsOf({ count: 30, attributes: { g, mood: g.map((_, i) => (i === 0 ? 'bad' : 'good')) } }),
    people: peopleOf(g.map((_, i) => i)),
  };
  const [row] = rowsOf(
    await runMethod(breakdown, data, { by: { attribute: 'g' }, measure: { attribute: 'mood', equals: 'bad' } }),
  );
  expect(row!.low).toBe(0);
  expect(row!.high).toBeLessThan(0.2);
});

test('a group of few people has no figure, however many posts they wrote', async () => {
  const g = [...new Array<string>(40).fill('few'), ...new Array<string>(40).fill('many')];
  const data = {
    posts: postsOf({ count: 80, attributes: { g }, counts: { like: Float64Array.from(g, (_, i) => i % 40) } }),
    people: peopleOf(g.map((one, i) => (one === 'few' ? i % 4 : 10 + (i % 5)))),
  };
  const [few, many] = rowsOf(await runMethod(breakdown, data, { by: { attribute: 'g' }, measure: { count: 'like' } }));
  expect(few).toMatchObject({ value: Number.NaN, low: Number.NaN, high: Number.NaN, people: 4, posts: 40 });
  expect(many).toMatchObject({ value: 19.5, people: 5, posts: 40 });
});

test('either a measure or categories must be asked for, not both', () => {
  const by = { attribute: 'side' };
  expect(breakdown.parameters.safeParse({ by }).success).toBe(false);
  expect(breakdown.parameters.safeParse({ by, measure: { count: 'like' }, of: by }).success).toBe(false);
  expect(breakdown.parameters.safeParse({ by, of: by }).success).toBe(true);
});

test('nothing to break down is said', async () => {
  const found = await runMethod(
    breakdown,
    { posts: postsOf({ count: 0 }), people: peopleOf([]) },
    { by: { field: 'platform' }, measure: { count: 'like' } },
  );
  expect(aboutOf<{ summary: Record<string, unknown> }>(found).summary).toMatchObject({
    groups: 0,
    notEnoughData: true,
  });
});
