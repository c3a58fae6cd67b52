import { robustScores, seriesAnomalies } from '../../../analysis/series/anomalies';
import { Xoshiro128 } from '../../../analysis/statistics/random';
import { type Artefact, numbers } from '../../../domain/artefact';
import { aboutOf, runMethod } from '../run-method';

const hour = 3_600_000;

function seriesOf(groups: Readonly<Record<string, readonly number[]>>, interval = 'hour'): Artefact {
  const names = Object.keys(groups);
  return {
    kind: 'series',
    columns: {
      group: names.flatMap((name) => groups[name]!.map(() => name)),
      time: Float64Array.from(names.flatMap((name) => groups[name]!.map((_, i) => i * hour))),
      posts: Float64Array.from(names.flatMap((name) => groups[name]!)),
    },
    about: { interval },
  };
}
async function marks(
  groups: Readonly<Record<string, readonly number[]>>,
  parameters: object = {},
  interval = 'hour',
): Promise<number[]> {
  const found = await runMethod(seriesAnomalies, { series: seriesOf(groups, interval) }, parameters);
  return Array.from(numbers(found, 'anomaly')).flatMap((one, i) => (one === 1 ? [i] : []));
}

/** A Poisson count by Knuth's method. */
function poisson(random: Xoshiro128, mean: number): number {
  let product = random.next();
  let count = 0;
  for (const limit = Math.exp(-mean); product > limit; product *= random.next()) count++;
  return count;
}
function noise(n: number, mean: (i: number) => number, seed: number): number[] {
  const random = new Xoshiro128(seed);
  return Array.from({ length: n }, (_, i) => poisson(random, mean(i)));
}
const daily = (i: number): number => 3 + 40 * Math.max(0, Math.sin(((i % 24) / 24) * Math.PI * 2));

test('a planted spike and a planted drop are found, and nothing else', async () => {
  const values = noise(24 * 14, () => 30, 1);
  values[100] = 120;
  values[200] = 2;
  expect(await marks({ all: values })).toEqual([100, 200]);
});

test('a spike at a quiet hour is found though noon has more posts every day', async () => {
  const values = noise(24 * 14, daily, 2);
  values[24 * 7 + 20] = 35;
  expect(Math.max(...values)).toBeGreaterThan(50);
  expect(await marks({ all: values })).toEqual([24 * 7 + 20]);
});

test('a constant series has none, nor has one of zeros', async () => {
  expect(await marks({ all: new Array<number>(100).fill(7), zeros: new Array<number>(100).fill(0) })).toEqual([]);
});

test('pure chance is hardly ever marked', async () => {
  let marked = 0;
  const rounds = 40;
  for (let seed = 0; seed < rounds; seed++) marked += (await marks({ all: noise(24 * 14, daily, 100 + seed) })).length;
  // |z| of 4 has a chance of 6 in 100,000; phases of 14 values are a little rougher.
  expect(marked / (rounds * 24 * 14)).toBeLessThan(0.002);
});

test('gaps are skipped, not read as a drop', async () => {
  const values = noise(24 * 7, () => 30, 3);
  for (let i = 50; i < 70; i++) values[i] = Number.NaN;
  const found = await runMethod(seriesAnomalies, { series: seriesOf({ all: values }) });
  expect(
    Array.from(numbers(found, 'anomaly'))
      .slice(50, 70)
      .every((one) => one === 0),
  ).toBe(true);
  expect(Array.from(numbers(found, 'z')).slice(50, 70).every(Number.isNaN)).toBe(true);
  for (let i = 50; i < 70; i++) values[i] = 0;
  expect((await marks({ all: values })).some((i) => i >= 50 && i < 70)).toBe(true);
});

test('each group is measured by itself', async () => {
  const quiet = noise(24 * 10, () => 4, 4);
  const busy = noise(24 * 10, () => 400, 5);
  quiet[30] = 40;
  expect(await marks({ busy, quiet })).toEqual([busy.length + 30]);
});

test('after a mark only a stronger one counts as new', async () => {
  const values = noise(24 * 10, () => 30, 6);
  for (const [i, value] of [
    [100, 120],
    [101, 110],
    [102, 200],
    [103, 90],
  ] as const)
    values[i] = value;
  expect(await marks({ all: values })).toEqual([100, 102]);
  expect(await marks({ all: values }, { quiet: 0 })).toEqual([100, 101, 102, 103]);
});

test('the strongest are listed with time, count and what was expected', async () => {
  const values = noise(24 * 10, () => 30, 7);
  values[100] = 150;
  const found = await runMethod(seriesAnomalies, { series: seriesOf({ all: values }) });
  const about = aboutOf<{
    strongest: { time: string; posts: number; expected: number; z: number }[];
    summary: { count: number; largestZ: number };
  }>(found);
  expect(about.strongest[0]).toMatchObject({ time: new Date(100 * hour).toISOString(), posts: 150 });
  expect(Math.abs(about.strongest[0]!.expected - 30)).toBeLessThan(8);
  expect(about.summary).toMatchObject({ count: about.strongest.length, largestZ: about.strongest[0]!.z });
});

test('a short series says nothing and says so', async () => {
  const found = await runMethod(seriesAnomalies, { series: seriesOf({ all: [1, 2, 3, 400, 2] }) });
  expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({ count: null, tooShort: 1, notEnoughData: true });
});

test('posts without times have no interval that could be unusual, and none found is not none', async () => {
  const found = await runMethod(seriesAnomalies, { series: seriesOf({}) });
  expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({ count: null, reason: 'no post has a time' });
});

test('scores of pure chance have a spread of about 1', () => {
  for (const mean of [5, 30, 500]) {
    const { z, expected } = robustScores(
      noise(2000, () => mean, mean),
      1,
    );
    const square = z.reduce((sum, one) => sum + one * one, 0) / z.length;
    expect(square).toBeGreaterThan(0.7);
    expect(square).toBeLessThan(1.2);
    expect(Math.abs(expected[0]! / mean - 1)).toBeLessThan(0.1);
  }
});
