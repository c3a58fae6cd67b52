import type { Random } from '../../domain/method';
import { rowsByGroup } from './groups';
import { mean } from './quantile';
import type { Direction, TestResult } from './tests';

/** Values of one group, each with the key of the account that it came from. Keys of both groups name the same accounts. */
export interface ClusteredSample {
  readonly values: Float64Array;
  readonly accounts: ArrayLike<number>;
}

/** Whether an account stands behind more than one value: then the values are not independent. O(n). */
export function shareAccounts(a: ClusteredSample, b: ClusteredSample): boolean {
  return new Set([...Array.from(a.accounts), ...Array.from(b.accounts)]).size < a.values.length + b.values.length;
}

/**
 * Permutation test of a difference in means (shares, of values 0 and 1) that keeps accounts whole: accounts of one group alone exchange
 * their groups with each other as wholes, and within an account of both groups its own values do (for one value in each: the sign flips
 * of a paired test). On midranks it is the rank-sum test. It asks whether the groups differ at all, and unlike cluster-robust variance
 * it holds its level where one account wrote most of the posts. Edgington & Onghena 2007, Randomization Tests, ch. 5–6; p counts the observed arrangement (Phipson &
 * Smyth 2010, doi:10.2202/1544-6115.1585). Null where a group is empty or all values are equal. O(shuffles · n).
 */
export function clusteredPermutation(
  a: ClusteredSample,
  b: ClusteredSample,
  random: Random,
  direction: Direction = 'two-sided',
  shuffles = a.values.length + b.values.length > 20_000 ? 999 : 9999,
): TestResult | null {
  const inA = a.values.length;
  const values = Float64Array.from([...a.values, ...b.values]);
  if (inA === 0 || inA === values.length || values.every((value) => value === values[0])) return null;
  const whole: { sum: number; n: number }[] = [];
  const mixed: { values: Float64Array; inA: number }[] = [];
  let wholeInA = 0;
  for (const rows of rowsByGroup([...Array.from(a.accounts), ...Array.from(b.accounts)])) {
    const own = Float64Array.from(rows, (row) => values[row]!);
    const ofA = rows.filter((row) => row < inA).length;
    if (ofA > 0 && ofA < rows.length) mixed.push({ values: own, inA: ofA });
    else {
      whole.push({ sum: own.reduce((sum, one) => sum + one, 0), n: rows.length });
      if (ofA > 0) wholeInA++;
    }
  }
  const total = values.reduce((sum, one) => sum + one, 0);
  const observed = mean(a.values) - mean(b.values);
  const slack = 1e-12 * Math.max(1, Math.abs(observed));
  // The observed arrangement counts on both sides.
  let above = 1;
  let below = 1;
  for (let s = 0; s < shuffles; s++) {
    let sum = 0;
    let n = 0;
    for (let i = 0; i < wholeInA; i++) {
      const j = i + random.below(whole.length - i);
      const held = whole[i]!;
      whole[i] = whole[j]!;
      whole[j] = held;
      sum += whole[i]!.sum;
      n += whole[i]!.n;
    }
    for (const { values: own, inA: ofA } of mixed) {
      for (let i = 0; i < ofA; i++) {
        const j = i + random.below(own.length - i);
        const held = own[i]!;
        own[i] = own[j]!;
        own[j] = held;
        sum += own[i]!;
      }
      n += ofA;
    }
    const difference = sum / n - (total - sum) / (values.length - n);
    if (difference >= observed - slack) above++;
    if (difference <= observed + slack) below++;
  }
  const [greater, less] = [above / (shuffles + 1), below / (shuffles + 1)];
  // Twice the smaller: where accounts weigh unevenly the differences of chance do not lie even around 0.
  const p = direction === 'greater' ? greater : direction === 'less' ? less : Math.min(1, 2 * Math.min(greater, less));
  return { statistic: observed, p };
}
