import type { Random } from '../../domain/method';
import { rowsByGroup } from './groups';
import { quantile } from './quantile';

export interface Estimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Coverage that the interval aims at. */
  readonly level: number;
}

/**
 * Percentile bootstrap interval of a statistic of rows (Efron & Tibshirani 1993, ch. 13). With `groups`, whole groups are drawn, so
 * that the posts of one author do not pass for independent. `statistic` gets row numbers, with repeats, and may return null.
 * O(resamples · cost of the statistic).
 */
export function bootstrap(
  rows: number,
  statistic: (rows: Int32Array) => number | null,
  random: Random,
  options: { readonly resamples?: number; readonly level?: number; readonly groups?: ArrayLike<number> } = {},
): Estimate {
  const { resamples = 1000, level = 0.95, groups } = options;
  const value = statistic(Int32Array.from({ length: rows }, (_, i) => i));
  if (value === null || rows < 2) return { value, low: null, high: null, level };
  const members = groups && rowsByGroup(groups);
  const values: number[] = [];
  const drawn: number[] = [];
  for (let b = 0; b < resamples; b++) {
    let sample: Int32Array;
    if (members) {
      drawn.length = 0;
      for (let g = 0; g < members.length; g++)
        for (const row of members[random.below(members.length)]!) drawn.push(row);
      sample = Int32Array.from(drawn);
    } else {
      sample = new Int32Array(rows);
      for (let i = 0; i < rows; i++) sample[i] = random.below(rows);
    }
    const one = statistic(sample);
    if (one !== null && Number.isFinite(one)) values.push(one);
  }
  if (values.length < resamples / 2) return { value, low: null, high: null, level };
  values.sort((a, b) => a - b);
  return { value, low: quantile(values, (1 - level) / 2), high: quantile(values, (1 + level) / 2), level };
}
