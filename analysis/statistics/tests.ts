import type { Random } from '../../domain/method';
import { normalUpper, studentUpper } from './distributions';
import { mean, variance } from './quantile';

export type Direction = 'greater' | 'less' | 'two-sided';

export interface TestResult {
  readonly statistic: number;
  readonly df?: number;
  readonly p: number;
}

function fromNormal(z: number, direction: Direction): number {
  if (direction === 'greater') return normalUpper(z);
  if (direction === 'less') return normalUpper(-z);
  return Math.min(1, 2 * normalUpper(Math.abs(z)));
}

/**
 * Welch's t-test of two means with unequal variances (Welch 1947, doi:10.1093/biomet/34.1-2.28). Each sample needs at least two
 * values and one of them some spread; otherwise null.
 */
export function welch(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  direction: Direction = 'two-sided',
): TestResult | null {
  if (a.length < 2 || b.length < 2) return null;
  const va = variance(a) / a.length;
  const vb = variance(b) / b.length;
  if (va + vb === 0) return null;
  const t = (mean(a) - mean(b)) / Math.sqrt(va + vb);
  const df = (va + vb) ** 2 / (va ** 2 / (a.length - 1) + vb ** 2 / (b.length - 1));
  const p =
    direction === 'greater'
      ? studentUpper(t, df)
      : direction === 'less'
        ? studentUpper(-t, df)
        : 2 * studentUpper(Math.abs(t), df);
  return { statistic: t, df, p: Math.min(1, p) };
}

/**
 * Mann–Whitney U of the first sample, normal approximation with tie and continuity correction (Mann & Whitney 1947,
 * doi:10.1214/aoms/1177730491). Null where all values are equal or a sample is empty. O(n log n).
 */
export function mannWhitney(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  direction: Direction = 'two-sided',
): TestResult | null {
  const n = a.length + b.length;
  if (a.length === 0 || b.length === 0) return null;
  const { rankSumA, ties } = rankSum(a, b);
  const u = rankSumA - (a.length * (a.length + 1)) / 2;
  const centre = (a.length * b.length) / 2;
  const spread = Math.sqrt(((a.length * b.length) / 12) * (n + 1 - ties / (n * (n - 1))));
  if (!(spread > 0)) return null;
  const shift = direction === 'two-sided' ? Math.sign(u - centre) : direction === 'greater' ? 1 : -1;
  const z = (u - centre - shift * 0.5) / spread;
  return {
    statistic: u,
    p:
      direction === 'two-sided'
        ? Math.min(1, 2 * normalUpper(Math.abs(u - centre) - 0.5 <= 0 ? 0 : Math.abs(z)))
        : fromNormal(z, direction),
  };
}

/** Ranks from 1 of all values, the mean rank where values are equal, and Σ(t³ − t) over ties. O(n log n). */
export function midranks(values: ArrayLike<number>): { readonly ranks: Float64Array; readonly ties: number } {
  const n = values.length;
  const order = Array.from({ length: n }, (_, i) => i).sort((x, y) => values[x]! - values[y]!);
  const ranks = new Float64Array(n);
  let ties = 0;
  for (let i = 0; i < n; ) {
    let j = i;
    while (j < n && values[order[j]!] === values[order[i]!]) j++;
    const count = j - i;
    ties += count ** 3 - count;
    for (let k = i; k < j; k++) ranks[order[k]!] = (i + j + 1) / 2;
    i = j;
  }
  return { ranks, ties };
}

/** Sum of midranks of the first sample, and Σ(t³ − t) over ties. */
function rankSum(a: ArrayLike<number>, b: ArrayLike<number>): { rankSumA: number; ties: number } {
  const values = new Float64Array(a.length + b.length);
  values.set(a as ArrayLike<number>);
  values.set(b as ArrayLike<number>, a.length);
  const { ranks, ties } = midranks(values);
  return { rankSumA: ranks.subarray(0, a.length).reduce((sum, rank) => sum + rank, 0), ties };
}

/** Two-proportion z-test with pooled variance; null where both samples are all successes or all failures. */
export function twoProportions(
  hitsA: number,
  nA: number,
  hitsB: number,
  nB: number,
  direction: Direction = 'two-sided',
): TestResult | null {
  if (nA === 0 || nB === 0) return null;
  const pooled = (hitsA + hitsB) / (nA + nB);
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / nA + 1 / nB));
  if (!(spread > 0)) return null;
  const z = (hitsA / nA - hitsB / nB) / spread;
  return { statistic: z, p: fromNormal(z, direction) };
}

/**
 * Permutation test of a difference in means: the share of shuffles at least as extreme, counting the observed one
 * (Phipson & Smyth 2010, doi:10.2202/1544-6115.1585), so that p is never 0.
 */
export function permutation(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  random: Random,
  direction: Direction = 'two-sided',
  shuffles = 9999,
): TestResult | null {
  if (a.length === 0 || b.length === 0) return null;
  const all = new Float64Array(a.length + b.length);
  all.set(a as ArrayLike<number>);
  all.set(b as ArrayLike<number>, a.length);
  const total = all.reduce((sum, x) => sum + x, 0);
  const observed = mean(a) - mean(b);
  const extreme = (difference: number): boolean => {
    const slack = 1e-12 * Math.max(1, Math.abs(observed));
    if (direction === 'greater') return difference >= observed - slack;
    if (direction === 'less') return difference <= observed + slack;
    return Math.abs(difference) >= Math.abs(observed) - slack;
  };
  let hits = 1;
  for (let s = 0; s < shuffles; s++) {
    let sumA = 0;
    // A partial Fisher–Yates: only the first sample's places are drawn.
    for (let i = 0; i < a.length; i++) {
      const j = i + random.below(all.length - i);
      const held = all[i]!;
      all[i] = all[j]!;
      all[j] = held;
      sumA += all[i]!;
    }
    if (extreme(sumA / a.length - (total - sumA) / b.length)) hits++;
  }
  return { statistic: observed, p: hits / (shuffles + 1) };
}

/** Cohen's d with the pooled standard deviation; null without spread. */
export function cohensD(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  if (a.length < 2 || b.length < 2) return null;
  const pooled = ((a.length - 1) * variance(a) + (b.length - 1) * variance(b)) / (a.length + b.length - 2);
  return pooled > 0 ? (mean(a) - mean(b)) / Math.sqrt(pooled) : null;
}

/** Cliff's delta, P(a > b) − P(a < b), from the rank sum. Cliff 1993, doi:10.1037/0033-2909.114.3.494. */
export function cliffsDelta(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  if (a.length === 0 || b.length === 0) return null;
  const u = rankSum(a, b).rankSumA - (a.length * (a.length + 1)) / 2;
  return (2 * u) / (a.length * b.length) - 1;
}
