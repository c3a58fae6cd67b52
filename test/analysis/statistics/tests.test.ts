import {
  cliffsDelta,
  cohensD,
  mannWhitney,
  permutation,
  twoProportions,
  welch,
} from '../../../analysis/statistics/tests';
import { Xoshiro128 } from '../../../analysis/statistics/random';
import { known } from '../../shared-data';

interface Pair {
  x: number[];
  y: number[];
  welch: { t: number; df: number; p: number };
  mannWhitney: { u: number; p: number };
  cohenD: number;
  cliffDelta: number;
}
const { twoSamples, proportions } = known<{
  twoSamples: Pair[];
  proportions: { a: number; n: number; b: number; m: number; z: number; p: number }[];
}>('statistics.json');

function near(found: number | null | undefined, wanted: number, tolerance = 1e-9): void {
  expect(found).not.toBeNull();
  expect(Math.abs(found! - wanted)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(wanted)));
}

/** Every choice of `size` places among `n`. */
function* subsets(n: number, size: number, from = 0): Generator<number[]> {
  if (size === 0) yield [];
  else for (let i = from; i <= n - size; i++) for (const rest of subsets(n, size - 1, i + 1)) yield [i, ...rest];
}

/** The exact permutation p-value by enumerating every split. */
function exactPermutation(
  a: readonly number[],
  b: readonly number[],
  direction: 'greater' | 'less' | 'two-sided',
): number {
  const all = [...a, ...b];
  const difference = (chosen: ReadonlySet<number>): number => {
    let left = 0;
    let right = 0;
    all.forEach((value, i) => (chosen.has(i) ? (left += value) : (right += value)));
    return left / a.length - right / b.length;
  };
  const observed = difference(new Set(a.map((_, i) => i)));
  let hits = 0;
  let total = 0;
  for (const places of subsets(all.length, a.length)) {
    const d = difference(new Set(places));
    total++;
    if (
      direction === 'greater'
        ? d >= observed - 1e-9
        : direction === 'less'
          ? d <= observed + 1e-9
          : Math.abs(d) >= Math.abs(observed) - 1e-9
    )
      hits++;
  }
  return hits / total;
}

test.each(twoSamples)('Welch’s t, its degrees of freedom and p are scipy’s', ({ x, y, welch: wanted }) => {
  const found = welch(x, y)!;
  near(found.statistic, wanted.t);
  near(found.df, wanted.df);
  near(found.p, wanted.p);
});

test.each(twoSamples)(
  'one-sided p-values of Welch’s test halve the two-sided one on the side of the effect',
  ({ x, y, welch: wanted }) => {
    const side = wanted.t < 0 ? 'less' : 'greater';
    near(welch(x, y, side)!.p, wanted.p / 2);
    near(welch(x, y, side === 'less' ? 'greater' : 'less')!.p, 1 - wanted.p / 2);
  },
);

test('Welch’s test has no answer without spread or with one value', () => {
  expect(welch([1], [1, 2])).toBeNull();
  expect(welch([], [])).toBeNull();
  expect(welch([2, 2, 2], [3, 3, 3])).toBeNull();
  expect(welch([2, 2, 2], [3, 4, 3])).not.toBeNull();
});

test.each(twoSamples)(
  'Mann–Whitney’s U and two-sided p with ties and continuity correction are scipy’s',
  ({ x, y, mannWhitney: wanted }) => {
    const found = mannWhitney(x, y)!;
    expect(found.statistic).toBe(wanted.u);
    near(found.p, wanted.p);
    near(mannWhitney(y, x)!.p, wanted.p);
    expect(mannWhitney(y, x)!.statistic).toBe(x.length * y.length - wanted.u);
  },
);

test.each(twoSamples)(
  'the one-sided Mann–Whitney p on the side of the effect is half the two-sided one',
  ({ x, y, mannWhitney: wanted }) => {
    // scipy: with a continuity correction, p(two-sided) = 2 · min of both one-sided p, where that is below 1.
    const side = wanted.u < (x.length * y.length) / 2 ? 'less' : 'greater';
    near(mannWhitney(x, y, side)!.p, wanted.p / 2);
    expect(mannWhitney(x, y, side === 'less' ? 'greater' : 'less')!.p).toBeGreaterThan(0.5);
  },
);

test('one-sided Mann–Whitney p-values mirror each other when the samples are swapped', () => {
  const random = new Xoshiro128(3);
  for (let k = 0; k < 50; k++) {
    const a = Array.from({ length: 5 + random.below(10) }, () => random.below(6));
    const b = Array.from({ length: 5 + random.below(10) }, () => random.below(6));
    const greater = mannWhitney(a, b, 'greater');
    const less = mannWhitney(b, a, 'less');
    if (greater === null) expect(less).toBeNull();
    else near(less!.p, greater.p, 1e-12);
  }
});

test('Mann–Whitney has no answer when all values are equal', () => {
  expect(mannWhitney([1, 1], [1, 1, 1])).toBeNull();
  expect(mannWhitney([], [1])).toBeNull();
});

test('the Mann–Whitney p of equal samples is 1', () => {
  expect(mannWhitney([1, 2, 3, 4], [1, 2, 3, 4])!.p).toBe(1);
});

test.each(proportions)('two proportions $a/$n and $b/$m have statsmodels’ z and p', ({ a, n, b, m, z, p }) => {
  const found = twoProportions(a, n, b, m)!;
  near(found.statistic, z);
  near(found.p, p);
  near(twoProportions(a, n, b, m, 'greater')!.p, z >= 0 ? p / 2 : 1 - p / 2);
  near(twoProportions(a, n, b, m, 'less')!.p, z >= 0 ? 1 - p / 2 : p / 2);
});

test('two proportions have no test without cases or without spread', () => {
  expect(twoProportions(0, 0, 1, 2)).toBeNull();
  expect(twoProportions(0, 5, 0, 7)).toBeNull();
  expect(twoProportions(5, 5, 7, 7)).toBeNull();
});

test.each(twoSamples)('Cohen’s d and Cliff’s delta are those computed with numpy', ({ x, y, cohenD, cliffDelta }) => {
  near(cohensD(x, y), cohenD);
  near(cohensD(y, x), -cohenD);
  near(cliffsDelta(x, y), cliffDelta);
});

test('Cliff’s delta is the count over all pairs', () => {
  const random = new Xoshiro128(11);
  for (let k = 0; k < 100; k++) {
    const a = Array.from({ length: 1 + random.below(12) }, () => random.below(5) - 2);
    const b = Array.from({ length: 1 + random.below(12) }, () => random.below(5) - 2);
    let sum = 0;
    for (const x of a) for (const y of b) sum += Math.sign(x - y);
    near(cliffsDelta(a, b), sum / (a.length * b.length), 1e-12);
  }
  expect(cliffsDelta([], [1])).toBeNull();
});

test('Cohen’s d has no value without spread or with a single value', () => {
  expect(cohensD([1, 1], [2, 2])).toBeNull();
  expect(cohensD([1], [2, 3])).toBeNull();
});

test.each(['greater', 'less', 'two-sided'] as const)(
  'the permutation p (%s) comes near the exact one over all splits',
  (direction) => {
    const samples: [number[], number[]][] = [
      [
        [5, 6, 7, 9],
        [1, 2, 3, 8],
      ],
      [
        [0.1, 0.4, 0.2],
        [0.3, 0.5, 0.9, 1.2],
      ],
      [
        [1, 0, 1, 1, 0],
        [0, 0, 1, 0, 0],
      ],
    ];
    for (const [a, b] of samples) {
      const exact = exactPermutation(a, b, direction);
      const found = permutation(a, b, new Xoshiro128(5), direction, 20_000)!.p;
      // Four standard errors of a share of 20,000 draws.
      expect(Math.abs(found - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / 20_000) + 1e-4);
    }
  },
);

test('the permutation p is never 0, and is repeated by the same seed', () => {
  const a = [10, 11, 12, 13, 14, 15, 16, 17];
  const b = [0, 1, 2, 3, 4, 5, 6, 7];
  expect(permutation(a, b, new Xoshiro128(1), 'greater', 99)!.p).toBeGreaterThanOrEqual(1 / 100);
  expect(permutation(a, b, new Xoshiro128(9))).toEqual(permutation(a, b, new Xoshiro128(9)));
});

test('the permutation p of a sample against itself is 1', () => {
  expect(permutation([3, 3, 3], [3, 3], new Xoshiro128(1))!.p).toBe(1);
});

test('no test writes into its samples', () => {
  const a = Object.freeze([3, 1, 2]);
  const b = Object.freeze([9, 7, 8]);
  welch(a, b);
  mannWhitney(a, b);
  permutation(a, b, new Xoshiro128(1));
  cliffsDelta(a, b);
  expect([a, b]).toEqual([
    [3, 1, 2],
    [9, 7, 8],
  ]);
});
