import type { SparseMatrix } from './sparse-matrix';

/**
 * χ² of each feature with the classes, from sums of its values (as scikit-learn's `chi2`); NaN for a feature without values.
 * O(entries + features · classes). Yang & Pedersen 1997, ICML.
 */
export function chiSquared(x: SparseMatrix, y: ArrayLike<number>, classes: number): Float64Array {
  const observed = new Float64Array(x.columns * classes);
  const share = new Float64Array(classes);
  for (let i = 0; i < x.rows; i++) {
    share[y[i]!]! += 1 / x.rows;
    for (let e = x.start[i]!; e < x.start[i + 1]!; e++) observed[x.index[e]! * classes + y[i]!]! += x.value[e]!;
  }
  return Float64Array.from({ length: x.columns }, (_, j) => {
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += observed[j * classes + k]!;
    if (sum === 0) return Number.NaN;
    let statistic = 0;
    for (let k = 0; k < classes; k++) {
      const expected = share[k]! * sum;
      if (expected > 0) statistic += (observed[j * classes + k]! - expected) ** 2 / expected;
    }
    return statistic;
  });
}

/** Mutual information, in nats, of a feature's presence and the class. O(entries + features · classes). */
export function mutualInformation(x: SparseMatrix, y: ArrayLike<number>, classes: number): Float64Array {
  const present = new Float64Array(x.columns * classes);
  const rows = new Float64Array(classes);
  for (let i = 0; i < x.rows; i++) {
    rows[y[i]!]!++;
    for (let e = x.start[i]!; e < x.start[i + 1]!; e++) if (x.value[e] !== 0) present[x.index[e]! * classes + y[i]!]!++;
  }
  const n = x.rows;
  return Float64Array.from({ length: x.columns }, (_, j) => {
    let all = 0;
    for (let k = 0; k < classes; k++) all += present[j * classes + k]!;
    let information = 0;
    for (let k = 0; k < classes; k++) {
      const both = present[j * classes + k]!;
      const without = rows[k]! - both;
      if (both > 0) information += (both / n) * Math.log((both * n) / (all * rows[k]!));
      if (without > 0) information += (without / n) * Math.log((without * n) / ((n - all) * rows[k]!));
    }
    return Math.max(0, information);
  });
}

/** Marks the `keep` features of highest score, the first of equal ones; NaN is lowest. O(features log features). */
export function strongest(scores: Float64Array, keep: number): Uint8Array {
  const order = Array.from(scores.keys())
    .filter((j) => !Number.isNaN(scores[j]!))
    .sort((a, b) => scores[b]! - scores[a]! || a - b);
  const kept = new Uint8Array(scores.length);
  for (const j of order.slice(0, keep)) kept[j] = 1;
  return kept;
}

/** The matrix with the entries of unmarked columns left out; columns keep their numbers. O(entries). */
export function keepColumns(x: SparseMatrix, kept: Uint8Array): SparseMatrix {
  const start = new Int32Array(x.rows + 1);
  const index = new Int32Array(x.index.length);
  const value = new Float64Array(x.index.length);
  let out = 0;
  for (let i = 0; i < x.rows; i++) {
    for (let e = x.start[i]!; e < x.start[i + 1]!; e++) {
      if (kept[x.index[e]!] === 0) continue;
      index[out] = x.index[e]!;
      value[out++] = x.value[e]!;
    }
    start[i + 1] = out;
  }
  return { rows: x.rows, columns: x.columns, start, index: index.slice(0, out), value: value.slice(0, out) };
}
