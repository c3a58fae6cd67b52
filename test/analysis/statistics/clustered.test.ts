import { clusteredPermutation, shareAccounts } from '../../../analysis/statistics/clustered';
import { Xoshiro128 } from '../../../analysis/statistics/random';
import { type Direction, twoProportions } from '../../../analysis/statistics/tests';
import { known } from '../../shared-data';

interface Case {
  a: number[];
  accountsA: number[];
  b: number[];
  accountsB: number[];
}
const { robust, permuted } = known<{
  robust: (Case & { apart: boolean; t: number; p: number; low: number; high: number; df: number })[];
  permuted: (Case & { of: string; p: Record<Direction, number> })[];
}>('clustered.json');

const sample = (values: readonly number[], accounts: readonly number[]) => ({
  values: Float64Array.from(values),
  accounts,
});
const samples = (one: Case) => [sample(one.a, one.accountsA), sample(one.b, one.accountsB)] as const;

// Accounts in both groups are compared with themselves here, which the regression does not do.
test('with many accounts of even activity, each in one group, p is near that of statsmodels’ cluster-robust regression', () => {
  const apart = robust.filter((one) => one.apart);
  expect(apart.length).toBeGreaterThan(1);
  for (const one of apart) {
    const { statistic, p } = clusteredPermutation(...samples(one), new Xoshiro128(5))!;
    expect(statistic).toBeCloseTo((one.low + one.high) / 2, 10);
    expect(Math.abs(p - one.p)).toBeLessThan(0.02 + 0.15 * one.p);
  }
});

test('where accounts post in very uneven numbers and there is no difference, about one test in twenty finds one', () => {
  const random = new Xoshiro128(11);
  const found = { clustered: 0, independent: 0 };
  const rounds = 400;
  for (let round = 0; round < rounds; round++) {
    const side = (from: number) => {
      const values: number[] = [];
      const accounts: number[] = [];
      for (let account = from; account < from + 40; account++) {
        // Activity falls off as that of real accounts does: few write most.
        const posts = Math.min(200, Math.ceil(1 / (random.next() + 1e-9)));
        const leaning = random.next();
        for (let i = 0; i < posts; i++) {
          values.push(random.next() < leaning ? 1 : 0);
          accounts.push(account);
        }
      }
      return sample(values, accounts);
    };
    const [a, b] = [side(0), side(40)];
    if (clusteredPermutation(a, b, random, 'two-sided', 199)!.p <= 0.05) found.clustered++;
    const hits = (values: Float64Array): number => values.reduce((sum, one) => sum + one, 0);
    if (twoProportions(hits(a.values), a.values.length, hits(b.values), b.values.length)!.p <= 0.05)
      found.independent++;
  }
  // Three standard errors around 0.05; as independent posts far more than half of nothing would be "significant".
  expect(Math.abs(found.clustered / rounds - 0.05)).toBeLessThan(0.033);
  expect(found.independent / rounds).toBeGreaterThan(0.3);
});

test.each(permuted)('permutation: $of, near the exact p', (one) => {
  const shuffles = 9999;
  for (const [direction, exact] of Object.entries(one.p) as [Direction, number][]) {
    const { p } = clusteredPermutation(...samples(one), new Xoshiro128(3), direction, shuffles)!;
    // Four standard errors of the Monte Carlo share, and the observed arrangement that p counts.
    expect(Math.abs(p - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / shuffles) + 1 / shuffles);
  }
});

test('what cannot be told has no result', () => {
  const random = new Xoshiro128(1);
  const [same, other] = [sample([1, 1, 1], [1, 1, 2]), sample([1, 1], [2, 3])];
  expect(clusteredPermutation(same, other, random)).toBeNull();
  expect(clusteredPermutation(sample([], []), other, random)).toBeNull();
});

test('accounts are shared where one stands behind two values, in one group or across', () => {
  expect(shareAccounts(sample([1, 2], [1, 2]), sample([3], [3]))).toBe(false);
  expect(shareAccounts(sample([1, 2], [1, 2]), sample([3], [2]))).toBe(true);
  expect(shareAccounts(sample([1, 2], [1, 1]), sample([3], [2]))).toBe(true);
});
