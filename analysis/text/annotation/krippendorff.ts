import type { Random } from '../../../domain/method';
import type { Estimate } from '../../statistics/bootstrap';
import { quantile } from '../../statistics/quantile';

export type Level = 'nominal' | 'ordinal' | 'interval' | 'ratio';
export const levels: readonly Level[] = ['nominal', 'ordinal', 'interval', 'ratio'];

/**
 * What coders said of units: for each unit, how many coders gave each value. `values` are the codes in order: numbers where the level
 * is interval or ratio, ranks or numbers where it is ordinal, anything where it is nominal.
 */
export interface ReliabilityTable {
  /** Row: unit; column: value; entry: coders. */
  readonly counts: readonly Float64Array[];
  readonly values: readonly number[];
}

/** Squared difference of values for a level, by Krippendorff 2011, section E. `totals`: how often each value occurs among pairable codes. */
function differences(level: Level, values: readonly number[], totals: Float64Array): Float64Array {
  const k = values.length;
  const out = new Float64Array(k * k);
  for (let c = 0; c < k; c++) {
    let between = totals[c]! / 2;
    for (let d = c + 1; d < k; d++) {
      const gap = values[d]! - values[c]!;
      const sum = values[d]! + values[c]!;
      let difference = 1;
      if (level === 'interval') difference = gap * gap;
      else if (level === 'ratio') difference = sum === 0 ? 0 : (gap / sum) ** 2;
      else if (level === 'ordinal') difference = (between + totals[d]! / 2) ** 2;
      between += totals[d]!;
      out[c * k + d] = difference;
      out[d * k + c] = difference;
    }
  }
  return out;
}

/**
 * Krippendorff's alpha: 1 − observed / expected disagreement; 1 is perfect, 0 what chance gives. Units with fewer than two codes do not
 * enter. Null where nothing varies: with one value only, disagreement cannot be expected. O(units · values²).
 * Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, https://repository.upenn.edu/asc_papers/43
 */
export function krippendorffAlpha(table: ReliabilityTable, level: Level, chosen?: ArrayLike<number>): number | null {
  const k = table.values.length;
  const totals = new Float64Array(k);
  const rows: Float64Array[] = [];
  const take = (row: Float64Array): void => {
    let m = 0;
    for (let c = 0; c < k; c++) m += row[c]!;
    if (m < 2) return;
    rows.push(row);
    for (let c = 0; c < k; c++) totals[c]! += row[c]!;
  };
  if (chosen) for (let i = 0; i < chosen.length; i++) take(table.counts[chosen[i]!]!);
  else table.counts.forEach(take);
  let n = 0;
  for (let c = 0; c < k; c++) n += totals[c]!;
  if (n < 2) return null;
  const difference = differences(level, table.values, totals);
  let observed = 0;
  for (const row of rows) {
    let m = 0;
    let pairs = 0;
    for (let c = 0; c < k; c++) {
      if (row[c] === 0) continue;
      m += row[c]!;
      for (let d = 0; d < k; d++) pairs += row[c]! * row[d]! * difference[c * k + d]!;
    }
    observed += pairs / (m - 1);
  }
  let expected = 0;
  for (let c = 0; c < k; c++) for (let d = 0; d < k; d++) expected += totals[c]! * totals[d]! * difference[c * k + d]!;
  if (expected === 0) return null;
  return 1 - ((n - 1) * observed) / expected;
}

/** Alpha with a percentile interval over units drawn with replacement; samples in which nothing varies are left out. */
export function alphaInterval(table: ReliabilityTable, level: Level, random: Random, resamples = 1000): Estimate {
  const value = krippendorffAlpha(table, level);
  const units = table.counts.filter((row) => row.reduce((a, b) => a + b, 0) >= 2);
  const nothing = { value, low: null, high: null, level: 0.95 };
  if (value === null || units.length < 2) return nothing;
  const paired = { ...table, counts: units };
  const sample = new Int32Array(units.length);
  const found: number[] = [];
  for (let b = 0; b < resamples; b++) {
    for (let i = 0; i < sample.length; i++) sample[i] = random.below(units.length);
    const one = krippendorffAlpha(paired, level, sample);
    if (one !== null) found.push(one);
  }
  if (found.length < resamples / 2) return nothing;
  found.sort((a, b) => a - b);
  return { value, low: quantile(found, 0.025), high: quantile(found, 0.975), level: 0.95 };
}
