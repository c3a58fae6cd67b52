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

/** Scores, row by row, entry i * classes + c: of all trees, or what those named add. O(rows · trees · depth). */
export function treeScores(model: BoostedTrees, x: SparseMatrix, trees?: Int32Array): Float64Array {
  const { classes, base, roots, column, threshold, left, right, value } = model;
  const out = new Float64Array(x.rows * classes);
  const row = zerosOf(model);
  const count = trees ? trees.length : roots.length;
  for (let i = 0; i < x.rows; i++) {
    const from = x.start[i]!;
    const to = x.start[i + 1]!;
    for (let e = from; e < to; e++) row[x.index[e]!] = x.value[e]!;
    const at = i * classes;
    if (!trees) for (let c = 0; c < classes; c++) out[at + c] = base[c]!;
    for (let k = 0; k < count; k++) {
      const t = trees ? trees[k]! : k;
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

/**
 * By how much the score of one class falls when an entry of a post, the only row of `x`, is left out, for each entry that any tree asks for
 * on its way. Only the trees that ask for it can change: O(trees · depth²) with all entries together.
 */
export function fallWithoutEach(model: BoostedTrees, x: SparseMatrix, target: number): Map<number, number> {
  const { classes, roots, column, threshold, left, right, value } = model;
  const row = zerosOf(model);
  for (let e = 0; e < x.index.length; e++) row[x.index[e]!] = x.value[e]!;
  const leaf = (root: number, asked?: number[]): number => {
    let node = root;
    while (column[node]! >= 0) {
      const j = column[node]!;
      if (asked && row[j]! !== 0 && !asked.includes(j)) asked.push(j);
      node = row[j]! <= threshold[node]! ? left[node]! : right[node]!;
    }
    return value[node]!;
  };
  const falls = new Map<number, number>();
  for (let t = 0; t < roots.length; t++) {
    if (classes !== 2 && t % classes !== target) continue;
    // Of two classes each tree adds half to the first and takes half from the second.
    const share = classes !== 2 ? 1 : target === 0 ? 0.5 : -0.5;
    const asked: number[] = [];
    const own = leaf(roots[t]!, asked);
    for (const j of asked) {
      const held = row[j]!;
      row[j] = 0;
      const fall = own - leaf(roots[t]!);
      row[j] = held;
      if (fall !== 0) falls.set(j, (falls.get(j) ?? 0) + share * fall);
    }
  }
  for (let e = 0; e < x.index.length; e++) row[x.index[e]!] = 0;
  return falls;
}

/** For each column the trees that ask for it, in order. O(nodes). */
export function treesByColumn({ roots, column }: BoostedTrees): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  roots.forEach((root, t) => {
    const end = roots[t + 1] ?? column.length;
    for (let node = root; node < end; node++) {
      const j = column[node]!;
      if (j < 0) continue;
      const trees = found.get(j);
      if (!trees) found.set(j, [t]);
      else if (trees.at(-1) !== t) trees.push(t);
    }
  });
  return found;
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
