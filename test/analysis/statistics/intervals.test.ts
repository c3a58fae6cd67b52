import { clusteredMean, newcombe, wilson } from '../../../analysis/statistics/intervals';
import { Xoshiro128 } from '../../../analysis/statistics/random';
import { known } from '../../shared-data';

const values = known<{
  wilson: { count: number; n: number; low: number; high: number }[];
  newcombe: { a: number; n: number; b: number; m: number; low: number; high: number }[];
}>('statistics.json');

test.each(values.wilson)('Wilson’s interval of $count in $n is that of statsmodels', ({ count, n, low, high }) => {
  const found = wilson(count, n)!;
  expect(found.low).toBeCloseTo(low, 10);
  expect(found.high).toBeCloseTo(high, 10);
});

test('Wilson’s interval of the docstring, and none without cases', () => {
  expect(wilson(0, 10)?.high.toFixed(4)).toBe('0.2775');
  expect(wilson(0, 0)).toBeNull();
});

test('Wilson’s interval solves the score equation at its ends', () => {
  // (p̂ − p)² = z² p (1 − p) / n, Wilson 1927.
  const z = 1.959963984540054;
  for (const [hits, n] of [
    [3, 11],
    [40, 90],
    [1, 2],
  ] as const) {
    const { low, high } = wilson(hits, n)!;
    for (const p of [low, high]) expect((hits / n - p) ** 2).toBeCloseTo((z * z * p * (1 - p)) / n, 12);
  }
});

test.each(values.newcombe)(
  'Newcombe’s interval of $a/$n − $b/$m is that of statsmodels',
  ({ a, n, b, m, low, high }) => {
    const found = newcombe(a, n, b, m)!;
    expect(found.low).toBeCloseTo(low, 10);
    expect(found.high).toBeCloseTo(high, 10);
  },
);

test('Newcombe’s interval stays within −1 and 1 and has none without cases', () => {
  for (let a = 0; a <= 5; a++) {
    for (let b = 0; b <= 7; b++) {
      const { low, high } = newcombe(a, 5, b, 7)!;
      expect(low).toBeGreaterThanOrEqual(-1);
      expect(high).toBeLessThanOrEqual(1);
      expect(low).toBeLessThanOrEqual(a / 5 - b / 7);
      expect(high).toBeGreaterThanOrEqual(a / 5 - b / 7);
    }
  }
  expect(newcombe(0, 0, 1, 2)).toBeNull();
});

test('where every cluster has one member the interval is mean ± z · s / √n', () => {
  const random = new Xoshiro128(2);
  const list = Array.from({ length: 57 }, () => random.normal() * 3 + 1);
  const mean = list.reduce((a, b) => a + b, 0) / 57;
  const s = Math.sqrt(list.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 56);
  for (const clusters of [list.map((_, i) => i), list.map(() => -1)]) {
    const found = clusteredMean(list, clusters);
    expect(found.value).toBeCloseTo(mean, 12);
    expect(found.low).toBeCloseTo(mean - (1.959963984540054 * s) / Math.sqrt(57), 10);
    expect(found.high).toBeCloseTo(mean + (1.959963984540054 * s) / Math.sqrt(57), 10);
    expect(found.clusters).toBe(57);
  }
});

test('clusters of the same size count as one value each', () => {
  // Five copies of each of 20 values: the interval is that of the 20.
  const random = new Xoshiro128(4);
  const base = Array.from({ length: 20 }, () => random.normal());
  const alone = clusteredMean(
    base,
    base.map((_, i) => i),
  );
  const copied = clusteredMean(
    base.flatMap((x) => [x, x, x, x, x]),
    base.flatMap((_, i) => [i, i, i, i, i]),
  );
  expect(copied.value).toBeCloseTo(alone.value!, 12);
  expect(copied.low).toBeCloseTo(alone.low!, 12);
  expect(copied.high).toBeCloseTo(alone.high!, 12);
});

test('one cluster has a mean but no interval, and nothing has neither', () => {
  expect(clusteredMean([1, 2, 3], [7, 7, 7])).toEqual({ value: 2, low: null, high: null, clusters: 1 });
  expect(clusteredMean([], [])).toEqual({ value: null, low: null, high: null, clusters: 0 });
});

test('the interval covers the truth about 95 times in 100 when people differ', () => {
  const random = new Xoshiro128(8);
  let covered = 0;
  const studies = 400;
  for (let s = 0; s < studies; s++) {
    const list: number[] = [];
    const clusters: number[] = [];
    for (let person = 0; person < 80; person++) {
      const own = random.normal();
      for (let k = 0; k <= random.below(6); k++) {
        list.push(own + random.normal());
        clusters.push(person);
      }
    }
    const { low, high } = clusteredMean(list, clusters);
    if (low! <= 0 && high! >= 0) covered++;
  }
  // Four standard errors of a share of 400 around 0.95, and a little for the normal in place of t.
  expect(covered / studies).toBeGreaterThan(0.9);
  expect(covered / studies).toBeLessThan(0.995);
});
