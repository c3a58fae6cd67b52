import { seriesActivity } from '../../../analysis/series/activity';
import { type Artefact, numbers, strings } from '../../../domain/artefact';
import type { Gap } from '../../../domain/method';
import { aboutOf, contextOf, peopleOf, postsOf, runMethod } from '../run-method';

const day = 86_400_000;
const hour = 3_600_000;
const monday = Date.UTC(2024, 0, 8);

function column(series: Artefact, name: string): (number | null)[] {
  return Array.from(numbers(series, name), (value) => (Number.isNaN(value) ? null : value));
}
function at(series: Artefact): string[] {
  return Array.from(numbers(series, 'time'), (time) => new Date(time).toISOString().slice(0, 16));
}
function gap(from: number, to: number, platform = 'twitter'): Gap {
  return { source: 's', platform, from, to };
}
async function activity(
  times: number[],
  parameters: object = {},
  more: { gaps?: Gap[]; posts?: object; inputs?: object } = {},
): Promise<Artefact> {
  const posts = postsOf({ count: times.length, time: Float64Array.from(times), ...more.posts });
  return runMethod(seriesActivity, { posts, ...more.inputs }, parameters, contextOf(1, more.gaps ?? []));
}

test('posts fall into UTC days, and a day without posts is 0', async () => {
  const found = await activity([monday, monday + day - 1, monday + 2 * day, Number.NaN]);
  expect(at(found)).toEqual(['2024-01-08T00:00', '2024-01-09T00:00', '2024-01-10T00:00']);
  expect(column(found, 'posts')).toEqual([2, 0, 1]);
  expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({ posts: 4, untimed: 1, intervals: 3, groups: 1 });
});

test('weeks begin on Monday, hours on the hour', async () => {
  expect(at(await activity([monday - 1, monday, monday + 7 * day - 1], { interval: 'week' }))).toEqual([
    '2024-01-01T00:00',
    '2024-01-08T00:00',
  ]);
  expect(at(await activity([monday + hour - 1, monday + hour], { interval: 'hour' }))).toEqual([
    '2024-01-08T00:00',
    '2024-01-08T01:00',
  ]);
});

test('times before 1970 and before the first Monday fall into their own interval', async () => {
  expect(at(await activity([-1], { interval: 'day' }))).toEqual(['1969-12-31T00:00']);
  expect(at(await activity([0], { interval: 'week' }))).toEqual(['1969-12-29T00:00']);
});

test('an interval that a gap touches is marked, and its volume is missing, not zero', async () => {
  const times = [monday + hour, monday + day + hour, monday + 3 * day];
  const found = await activity(
    times,
    {},
    { gaps: [gap(monday + day + 2 * hour, monday + 2 * day + hour)], inputs: { people: peopleOf([0, 1, 2]) } },
  );
  expect(column(found, 'posts')).toEqual([1, null, null, 1]);
  expect(column(found, 'people')).toEqual([1, null, null, 1]);
  expect(column(found, 'gap')).toEqual([0, 1, 1, 0]);
});

test('a gap that ends where an interval begins does not touch it', async () => {
  const found = await activity(
    [monday, monday + day],
    {},
    { gaps: [gap(monday - day, monday), gap(monday + 2 * day, monday + 3 * day)] },
  );
  expect(column(found, 'gap')).toEqual([0, 0]);
});

test('by platform, a gap of one platform leaves the others as they are', async () => {
  const posts = { platform: ['twitter', 'mastodon', 'twitter', 'mastodon'] };
  const found = await activity(
    [monday, monday, monday + day, monday + day],
    { by: 'platform' },
    { posts, gaps: [gap(monday, monday + hour)] },
  );
  expect(strings(found, 'group')).toEqual(['mastodon', 'mastodon', 'twitter', 'twitter']);
  expect(column(found, 'posts')).toEqual([1, 1, null, 1]);
});

test('every group has every interval, and posts without a group are one', async () => {
  const posts = { attributes: { side: ['a', null, 'b'] } };
  const found = await activity([monday, monday + day, monday + 2 * day], { by: 'side' }, { posts });
  expect(strings(found, 'group')).toEqual(['a', 'a', 'a', 'b', 'b', 'b', 'none', 'none', 'none']);
  expect(column(found, 'posts')).toEqual([1, 0, 0, 0, 0, 1, 0, 1, 0]);
});

test('distinct authors are counted in each interval', async () => {
  const found = await activity(
    [monday, monday, monday, monday + day],
    {},
    { inputs: { people: peopleOf([5, 5, 6, 5]) } },
  );
  expect(column(found, 'people')).toEqual([2, 1]);
});

test('posts whose author is not known are not one author together', async () => {
  const found = await activity([monday, monday, monday], {}, { inputs: { people: peopleOf([5, -1, -1]) } });
  // Either those that are known, or each unknown one for itself, as everywhere else.
  expect([1, 3]).toContain(column(found, 'people')[0]);
});

test('engagement divides by what was shown, else by who was reached, else by who follows', async () => {
  const counts = {
    like: Float64Array.from([1, 2, Number.NaN]),
    repost: Float64Array.from([1, Number.NaN, Number.NaN]),
  };
  const rate = async (more: Record<string, Float64Array>): Promise<object> =>
    aboutOf<{ summary: object }>(
      await activity([monday, monday, monday], {}, { posts: { counts: { ...counts, ...more } } }),
    ).summary;
  const view = Float64Array.from([10, 30, 50]);
  const followers = Float64Array.from([100, 100, 100]);
  const reach = Float64Array.from([20, 20, 20]);
  // Of the third post no action is known: its views do not count.
  expect(await rate({ view, followers, reach })).toMatchObject({ engagementBasis: 'view', engagementRate: 4 / 40 });
  expect(await rate({ followers, reach })).toMatchObject({ engagementBasis: 'reach', engagementRate: 4 / 40 });
  expect(await rate({ followers, reach: new Float64Array(3).fill(Number.NaN) })).toMatchObject({
    engagementBasis: 'followers',
    engagementRate: 4 / 200,
  });
  expect(await rate({})).toMatchObject({ engagementBasis: null, engagementRate: null });
});

test('where no action is known there is no engagement, not 0', async () => {
  const found = await activity(
    [monday, monday + day],
    {},
    { posts: { counts: { like: Float64Array.from([Number.NaN, 3]), view: Float64Array.from([10, 10]) } } },
  );
  expect(column(found, 'actions')).toEqual([null, 3]);
  expect(column(found, 'rate')).toEqual([null, 0.3]);
});

test('mean sentiment and the share of negative posts leave out posts without a score, and small intervals', async () => {
  const compound = Float64Array.from([0.5, -0.5, -0.9, Number.NaN, 0.1]);
  const sentiment: Artefact = {
    kind: 'post-table',
    columns: { compound, label: ['positive', 'negative', 'negative', null, 'positive'] },
    about: {},
  };
  const found = await activity(
    [monday, monday, monday, monday, monday + day],
    { minimumPosts: 3 },
    { inputs: { sentiment } },
  );
  expect(numbers(found, 'sentiment')[0]).toBeCloseTo(-0.3, 12);
  expect(numbers(found, 'negative')[0]).toBeCloseTo(2 / 3, 12);
  expect(column(found, 'sentiment')[1]).toBeNull();
});

test('no posts, no series', async () => {
  const found = await activity([]);
  expect(numbers(found, 'time').length).toBe(0);
  expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({ posts: 0, intervals: 0 });
});
