import type { Random } from '../../domain/method';
import { quantile } from '../statistics/quantile';
import { evaluate } from './evaluation';
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
  /** A row's scores are the sum of what its entries give, and a constant. */
  readonly additive: boolean;
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
function onlyColumns(x: SparseMatrix, byColumn: SparseMatrix, columns: Iterable<number>): SparseMatrix {
  const taken = [...columns];
  const rows = taken.flatMap((j) => Array.from(byColumn.index.subarray(byColumn.start[j], byColumn.start[j + 1])));
  const start = new Int32Array(x.rows + 1);
  for (const row of rows) start[row + 1]!++;
  for (let row = 0; row < x.rows; row++) start[row + 1]! += start[row]!;
  const next = start.slice();
  const index = new Int32Array(rows.length);
  const value = new Float64Array(rows.length);
  for (const j of taken)
    for (let e = byColumn.start[j]!; e < byColumn.start[j + 1]!; e++) {
      const at = next[byColumn.index[e]!]!++;
      index[at] = j;
      value[at] = byColumn.value[e]!;
    }
  return { rows: x.rows, columns: x.columns, start, index, value };
}

/**
 * Permutation importance of groups of columns, on rows that the model was not trained on: what it loses when it no longer knows which row
 * a value belongs to. Columns that say the same hide each other: permute them as one group. O(groups · repeats · rows that change), and of
 * scores that do not add up times the entries of a row. Breiman 2001, doi:10.1023/A:1010933404324; Fisher, Rudin & Dominici 2019, JMLR 20(177).
 */
export function permutationImportance(
  x: SparseMatrix,
  y: Int32Array,
  { classes, scores, additive }: Scorer,
  groups: readonly Iterable<number>[],
  repeats: number,
  random: Random,
): PermutedImportance[] {
  const whole = scores(x);
  const own = mostProbable(whole, classes);
  const byColumn = transpose(x);
  const macroRecall = (guesses: Int32Array): number => evaluate(y, guesses, classes).macroRecall!;
  const baseline = macroRecall(own);
  return groups.map((columns, g) => {
    const marked = new Uint8Array(x.columns);
    for (const j of columns) marked[j] = 1;
    const part = onlyColumns(x, byColumn, columns);
    const has = (row: number): boolean => part.start[row + 1]! > part.start[row]!;
    /** With the constant, which goes when one is taken from another. */
    const partScores = additive ? scores(part) : undefined;
    const altered = (rows: readonly number[], dealt: Int32Array): Float64Array => {
      if (!partScores) return scores(dealtRows(x, rows, dealt, marked));
      const out = new Float64Array(rows.length * classes);
      rows.forEach((row, k) => {
        for (let c = 0; c < classes; c++)
          out[k * classes + c] =
            whole[row * classes + c]! - partScores[row * classes + c]! + partScores[dealt[row]! * classes + c]!;
      });
      return out;
    };
    const draws = random.fork(`group ${g}`);
    const drops = Array.from({ length: repeats }, () => {
      const dealt = draws.shuffle(Int32Array.from({ length: x.rows }, (_, i) => i));
      const changed: number[] = [];
      for (let i = 0; i < x.rows; i++) if (has(i) || has(dealt[i]!)) changed.push(i);
      const guesses = mostProbable(altered(changed, dealt), classes);
      const all = own.slice();
      changed.forEach((row, k) => {
        all[row] = guesses[k]!;
      });
      return baseline - macroRecall(all);
    }).sort((a, b) => a - b);
    const mean = drops.reduce((sum, one) => sum + one, 0) / repeats;
    const deviation = Math.sqrt(drops.reduce((sum, one) => sum + (one - mean) ** 2, 0) / repeats);
    return { mean, deviation, low: quantile(drops, 0.025)!, high: quantile(drops, 0.975)! };
  });
}
