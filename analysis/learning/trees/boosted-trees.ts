import type { SparseMatrix } from '../sparse-matrix';

/**
 * Trees whose leaves add up to scores: softmax(scores) are the probabilities. The nodes of all trees lie one after the other; tree t begins
 * at roots[t] and adds to class t modulo the classes, or, of two classes, half to the first and its negative to the second.
 */
export interface BoostedTrees {
  readonly classes: number;
  readonly features: number;
  /** Scores before any tree. */
  readonly base: Float64Array;
  readonly roots: Int32Array;
  /** Column that a node asks for; −1 in a leaf. */
  readonly column: Int32Array;
  /** A value of at most this goes left. */
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** What a leaf adds. */
  readonly value: Float64Array;
  readonly gain: Float64Array;
}

/** A row of zeros as wide as the features, kept for a model that is asked for a post at a time; it is left as it was found. */
const zeros = new WeakMap<BoostedTrees, Float64Array>();

function zerosOf(model: BoostedTrees): Float64Array {
  const known = zeros.get(model);
  if (known) return known;
  const row = new Float64Array(model.features);
  zeros.set(model, row);
  return row;
}

/** Scores, row by row, entry i * classes + c. `TreeMasks` gives the same faster where rows are mostly 0. O(rows · trees · depth). */
export function treeScores(model: BoostedTrees, x: SparseMatrix): Float64Array {
  const { classes, base, roots, column, threshold, left, right, value } = model;
  const out = new Float64Array(x.rows * classes);
  const row = zerosOf(model);
  for (let i = 0; i < x.rows; i++) {
    const from = x.start[i]!;
    const to = x.start[i + 1]!;
    for (let e = from; e < to; e++) row[x.index[e]!] = x.value[e]!;
    const at = i * classes;
    for (let c = 0; c < classes; c++) out[at + c] = base[c]!;
    for (let t = 0; t < roots.length; t++) {
      let node = roots[t]!;
      while (column[node]! >= 0) node = row[column[node]!]! <= threshold[node]! ? left[node]! : right[node]!;
      if (classes === 2) {
        out[at]! += value[node]! / 2;
        out[at + 1]! -= value[node]! / 2;
      } else out[at + (t % classes)]! += value[node]!;
    }
    for (let e = from; e < to; e++) row[x.index[e]!] = 0;
  }
  return out;
}

/** What each column's questions gained together, as shares of 1; empty where no tree asks. O(nodes). */
export function gainImportance({ column, gain }: BoostedTrees): Map<number, number> {
  const sums = new Map<number, number>();
  let total = 0;
  for (let node = 0; node < column.length; node++) {
    if (column[node]! < 0) continue;
    sums.set(column[node]!, (sums.get(column[node]!) ?? 0) + gain[node]!);
    total += gain[node]!;
  }
  for (const [j, sum] of sums) sums.set(j, sum / total);
  return sums;
}
