import type { BoostedTrees } from './boosted-trees';
import type { SparseMatrix } from '../sparse-matrix';

/** Leaves of a tree are bits of one number. */
const mostLeaves = 32;

/** Is the answer to a question another one than that of 0? */
function unlikeZero(value: number, threshold: number): boolean {
  return threshold >= 0 ? value > threshold : value <= threshold;
}

/** Which leaf a tree ends in: the first that no answer has ruled out. */
function firstOf(leaves: number): number {
  return 31 - Math.clz32(leaves & -leaves);
}

/**
 * Trees as masks of leaves, for rows that are mostly 0. The leaves of a tree stand in an order in which, at each question, those that a 0
 * leads to come first; an entry that answers otherwise than 0 rules these out, and the tree ends in the first leaf left. So a row costs the
 * questions about what it has, not the depth of every tree; and what some columns rule out can be kept apart from what the others do.
 * For trees of at most 32 leaves. Lucchese et al. 2015, doi:10.1145/2766462.2767733 (QuickScorer; zero first is for sparse rows).
 */
export class TreeMasks {
  readonly model: BoostedTrees;
  readonly trees: number;
  /** Scores of a row of zeros. */
  readonly ofNothing: Float64Array;
  /** Questions about column j: `from[j]` … `from[j + 1] − 1` of the three arrays below. */
  readonly #from: Int32Array;
  readonly #tree: Int32Array;
  readonly #threshold: Float64Array;
  /** Leaves that stay when the answer is not that of 0. */
  readonly #stay: Int32Array;
  /** Leaf k of tree t adds `value[t * mostLeaves + k]`. */
  readonly #value: Float64Array;
  readonly #left: Int32Array;

  constructor(model: BoostedTrees) {
    const { roots, column, threshold, left, right, value, features } = model;
    this.model = model;
    this.trees = roots.length;
    this.#left = new Int32Array(this.trees);
    this.#value = new Float64Array(this.trees * mostLeaves);
    this.#from = new Int32Array(features + 1);
    for (const j of column) if (j >= 0) this.#from[j + 1]!++;
    for (let j = 0; j < features; j++) this.#from[j + 1]! += this.#from[j]!;
    const questions = this.#from[features]!;
    this.#tree = new Int32Array(questions);
    this.#threshold = new Float64Array(questions);
    this.#stay = new Int32Array(questions);
    const next = this.#from.slice();
    for (let t = 0; t < this.trees; t++) {
      let leaves = 0;
      const place = (node: number): void => {
        const j = column[node]!;
        if (j < 0) {
          if (leaves === mostLeaves) throw new RangeError(`trees of at most ${mostLeaves} leaves were expected`);
          this.#value[t * mostLeaves + leaves++] = value[node]!;
          return;
        }
        const at = next[j]!++;
        const zeroLeft = threshold[node]! >= 0;
        const first = leaves;
        place(zeroLeft ? left[node]! : right[node]!);
        this.#tree[at] = t;
        this.#threshold[at] = threshold[node]!;
        // 2 ** 32 is 0 to a shift.
        this.#stay[at] = ~(((2 ** (leaves - first) - 1) << first) | 0);
        place(zeroLeft ? right[node]! : left[node]!);
      };
      place(roots[t]!);
    }
    this.ofNothing = new Float64Array(model.classes);
    this.score(new Int32Array(0), new Float64Array(0), 0, 0, this.ofNothing, 0);
  }

  /** Calls for each question that a value answers otherwise than 0 would. */
  eachAnswer(column: number, value: number, visit: (tree: number, stay: number) => void): void {
    const to = this.#from[column + 1]!;
    for (let q = this.#from[column]!; q < to; q++) {
      if (unlikeZero(value, this.#threshold[q]!)) visit(this.#tree[q]!, this.#stay[q]!);
    }
  }

  /** What a tree ends in with these leaves left. */
  #valueOf(tree: number, leaves: number): number {
    return this.#value[tree * mostLeaves + firstOf(leaves)]!;
  }

  /** Scores of the classes for one row, its entries `from` … `to`, into `out` from `at`. O(questions about the entries + trees). */
  score(index: Int32Array, value: Float64Array, from: number, to: number, out: Float64Array, at: number): void {
    const left = this.#left.fill(-1);
    for (let e = from; e < to; e++) {
      const end = this.#from[index[e]! + 1]!;
      const own = value[e]!;
      for (let q = this.#from[index[e]!]!; q < end; q++) {
        if (unlikeZero(own, this.#threshold[q]!)) left[this.#tree[q]!]! &= this.#stay[q]!;
      }
    }
    const { classes, base } = this.model;
    for (let c = 0; c < classes; c++) out[at + c] = base[c]!;
    for (let t = 0; t < this.trees; t++) this.#add(t, this.#valueOf(t, left[t]!), out, at);
  }

  /** The trees that ask for any of these columns, in order. */
  asking(columns: readonly number[]): Int32Array {
    const found = new Set<number>();
    for (const j of columns) for (let q = this.#from[j]!; q < this.#from[j + 1]!; q++) found.add(this.#tree[q]!);
    return Int32Array.from(found).sort();
  }

  #add(tree: number, value: number, out: Float64Array, at: number): void {
    const { classes } = this.model;
    if (classes === 2) {
      out[at]! += value / 2;
      out[at + 1]! -= value / 2;
    } else out[at + (tree % classes)]! += value;
  }

  /** Changes scores as if a tree had other leaves left. */
  exchange(tree: number, before: number, after: number, out: Float64Array): void {
    this.#add(tree, this.#valueOf(tree, after) - this.#valueOf(tree, before), out, 0);
  }

  /**
   * Adds to `share`, by column, by how much the score of one class falls when an entry of the row is left out. Only trees that an entry
   * answers otherwise than 0 can change: O(questions about the entries · those in one tree + trees).
   */
  addFalls(
    index: Int32Array,
    value: Float64Array,
    from: number,
    to: number,
    target: number,
    share: Float64Array,
  ): void {
    /** Answers of a tree, one after the other; those of a column stand side by side. */
    const last = this.#left.fill(-1);
    const column: number[] = [];
    const stay: number[] = [];
    const before: number[] = [];
    for (let e = from; e < to; e++)
      this.eachAnswer(index[e]!, value[e]!, (tree, leaves) => {
        column.push(index[e]!);
        stay.push(leaves);
        before.push(last[tree]!);
        last[tree] = stay.length - 1;
      });
    const { classes } = this.model;
    // Of two classes each tree adds half to the first and takes half from the second.
    const part = classes !== 2 ? 1 : target === 0 ? 0.5 : -0.5;
    for (let t = classes === 2 ? 0 : target; t < this.trees; t += classes === 2 ? 1 : classes) {
      const without = (left: number): number => {
        let leaves = -1;
        for (let a = last[t]!; a >= 0; a = before[a]!) if (column[a] !== left) leaves &= stay[a]!;
        return this.#valueOf(t, leaves);
      };
      if (last[t]! < 0) continue;
      const own = without(-1);
      let told = -1;
      for (let a = last[t]!; a >= 0; a = before[a]!) {
        if (column[a] === told) continue;
        told = column[a]!;
        const fall = own - without(told);
        if (fall !== 0) share[told]! += part * fall;
      }
    }
  }

  /** Scores, row by row, entry i * classes + c: those of `treeScores`. */
  scores(x: SparseMatrix): Float64Array {
    const { classes } = this.model;
    const out = new Float64Array(x.rows * classes);
    for (let i = 0; i < x.rows; i++) this.score(x.index, x.value, x.start[i]!, x.start[i + 1]!, out, i * classes);
    return out;
  }
}

/** Masks are made once for each model. */
const made = new WeakMap<BoostedTrees, TreeMasks>();

export function masksOf(model: BoostedTrees): TreeMasks {
  const known = made.get(model);
  if (known) return known;
  const masks = new TreeMasks(model);
  made.set(model, masks);
  return masks;
}
