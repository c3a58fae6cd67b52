import type { Random } from '../../domain/method';
import { quantile } from '../statistics/quantile';
import { mostProbable } from './logistic-regression';
import { type SparseMatrix, transpose } from './sparse-matrix';

/** How far macro recall falls when the values of some columns are dealt to other rows, over repeats. */
export interface PermutedImportance {
  readonly mean: number;
  readonly deviation: number;
  /** The middle 95 % of the repeats: how much the dealing matters, not how other posts would have it. */
  readonly low: number;
  readonly high: number;
}

/** Scores of the classes, a row of `x` after the other; the highest is its guess. */
export interface Scorer {
  readonly classes: number;
  scores(x: SparseMatrix): Float64Array;
  /**
   * The part of the scores of whole rows in which some columns have a say: the rest stays when they are dealt. Undefined where a row's
   * scores are the sum of what its entries give, and a constant.
   */
  readonly partOf?: (columns: readonly number[]) => (x: SparseMatrix) => Float64Array;
}

/** Some rows, the entries of the marked columns taken from the row that `dealt` names, after the others. */
function dealtRows(x: SparseMatrix, rows: readonly number[], dealt: Int32Array, marked: Uint8Array): SparseMatrix {
  const length = (row: number): number => x.start[row + 1]! - x.start[row]!;
  const room = rows.reduce((sum, row) => sum + length(row) + length(dealt[row]!), 0);
  const start = new Int32Array(rows.length + 1);
  const index = new Int32Array(room);
  const value = new Float64Array(room);
  let size = 0;
  const take = (from: number, mark: number): void => {
    for (let e = x.start[from]!; e < x.start[from + 1]!; e++) {
      if (marked[x.index[e]!] !== mark) continue;
      index[size] = x.index[e]!;
      value[size++] = x.value[e]!;
    }
  };
  rows.forEach((row, k) => {
    take(row, 0);
    take(dealt[row]!, 1);
    start[k + 1] = size;
  });
  return { rows: rows.length, columns: x.columns, start, index, value };
}

/** The same rows without entries of other columns. */
function onlyColumns(x: SparseMatrix, byColumn: SparseMatrix, columns: readonly number[]): SparseMatrix {
  const start = new Int32Array(x.rows + 1);
  for (const j of columns)
    for (let e = byColumn.start[j]!; e < byColumn.start[j + 1]!; e++) start[byColumn.index[e]! + 1]!++;
  for (let row = 0; row < x.rows; row++) start[row + 1]! += start[row]!;
  const next = start.slice();
  const index = new Int32Array(start[x.rows]!);
  const value = new Float64Array(index.length);
  for (const j of columns)
    for (let e = byColumn.start[j]!; e < byColumn.start[j + 1]!; e++) {
      const at = next[byColumn.index[e]!]!++;
      index[at] = j;
      value[at] = byColumn.value[e]!;
    }
  return { rows: x.rows, columns: x.columns, start, index, value };
}

/** Macro recall, told anew where some rows' guesses change. */
class Recall {
  readonly #y: Int32Array;
  readonly #own: Int32Array;
  readonly #support: Int32Array;
  readonly #right: Int32Array;
  readonly #present: number;

  constructor(y: Int32Array, own: Int32Array, classes: number) {
    this.#y = y;
    this.#own = own;
    this.#support = new Int32Array(classes);
    this.#right = new Int32Array(classes);
    y.forEach((c, row) => {
      this.#support[c]!++;
      if (own[row] === c) this.#right[c]!++;
    });
    this.#present = this.#support.reduce((sum, one) => sum + Math.min(one, 1), 0);
  }

  /** With other guesses for some rows. O(these rows). */
  with(rows: readonly number[], guesses: Int32Array): number {
    const right = this.#right.slice();
    rows.forEach((row, k) => {
      const c = this.#y[row]!;
      right[c]! += (guesses[k] === c ? 1 : 0) - (this.#own[row] === c ? 1 : 0);
    });
    return right.reduce((sum, one, c) => sum + (one === 0 ? 0 : one / this.#support[c]!), 0) / this.#present;
  }
}

/**
 * Permutation importance of groups of columns, on rows that the model was not trained on: what it loses when it no longer knows which row
 * a value belongs to. Columns that say the same hide each other: permute them as one group. O(groups · repeats · (rows + the part of the
 * scores of rows that change)). Breiman 2001, doi:10.1023/A:1010933404324; Fisher, Rudin & Dominici 2019, JMLR 20(177).
 */
export function permutationImportance(
  x: SparseMatrix,
  y: Int32Array,
  { classes, scores, partOf }: Scorer,
  groups: readonly (readonly number[])[],
  repeats: number,
  random: Random,
): PermutedImportance[] {
  const whole = scores(x);
  const recall = new Recall(y, mostProbable(whole, classes), classes);
  const byColumn = transpose(x);
  const baseline = recall.with([], new Int32Array(0));
  return groups.map((columns, g) => {
    const marked = new Uint8Array(x.columns);
    for (const j of columns) marked[j] = 1;
    const only = onlyColumns(x, byColumn, columns);
    const has = (row: number): boolean => only.start[row + 1]! > only.start[row]!;
    const part = partOf?.(columns);
    // With the constant, which goes when one is taken from another.
    const before = part ? part(x) : scores(only);
    const altered = (rows: readonly number[], dealt: Int32Array): Float64Array => {
      const after = part?.(dealtRows(x, rows, dealt, marked));
      const out = new Float64Array(rows.length * classes);
      rows.forEach((row, k) => {
        for (let c = 0; c < classes; c++)
          out[k * classes + c] =
            whole[row * classes + c]! -
            before[row * classes + c]! +
            (after ? after[k * classes + c]! : before[dealt[row]! * classes + c]!);
      });
      return out;
    };
    const draws = random.fork(`group ${g}`);
    const drops = Array.from({ length: repeats }, () => {
      const dealt = draws.shuffle(Int32Array.from({ length: x.rows }, (_, i) => i));
      const changed: number[] = [];
      for (let i = 0; i < x.rows; i++) if (has(i) || has(dealt[i]!)) changed.push(i);
      return baseline - recall.with(changed, mostProbable(altered(changed, dealt), classes));
    }).sort((a, b) => a - b);
    const mean = drops.reduce((sum, one) => sum + one, 0) / repeats;
    const deviation = Math.sqrt(drops.reduce((sum, one) => sum + (one - mean) ** 2, 0) / repeats);
    return { mean, deviation, low: quantile(drops, 0.025)!, high: quantile(drops, 0.975)! };
  });
}
