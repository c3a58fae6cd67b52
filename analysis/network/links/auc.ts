import { normalQuantile } from '../../statistics/distributions';

export interface Auc {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly level: number;
}

/**
 * Area under the ROC curve: the chance that a tie scores above a pair without one, ties in score counting half, with the interval of
 * Hanley & McNeil 1982. Null where one side is empty. O(n log n).
 *
 * @example
 * auc([3, 2], [1, 2]).value // 0.875
 */
export function auc(positive: ArrayLike<number>, negative: ArrayLike<number>, level = 0.95): Auc {
  const [n, m] = [positive.length, negative.length];
  if (n === 0 || m === 0) return { value: null, low: null, high: null, level };
  const others = Float64Array.from(negative).sort();
  const below = (x: number, orEqual: boolean): number => {
    let low = 0;
    let high = m;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (others[middle]! < x || (orEqual && others[middle] === x)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (below(positive[i]!, false) + below(positive[i]!, true)) / 2;
  const value = sum / n / m;
  const q1 = value / (2 - value);
  const q2 = (2 * value * value) / (1 + value);
  const variance = (value * (1 - value) + (n - 1) * (q1 - value * value) + (m - 1) * (q2 - value * value)) / (n * m);
  const half = normalQuantile((1 + level) / 2) * Math.sqrt(Math.max(0, variance));
  return { value, low: Math.max(0, value - half), high: Math.min(1, value + half), level };
}
