import type { Random } from '../../domain/method';
import { quantile } from '../statistics/quantile';
import { evaluate } from './evaluation';
import type { SparseMatrix } from './sparse-matrix';

/** How far macro recall falls when the values of some columns are dealt to other rows, over repeats. */
export interface PermutedImportance {
  readonly mean: number;
  readonly deviation: number;
  /** The middle 95 % of the repeats: how much the dealing matters, not how other posts would have it. */
  readonly low: number;
  readonly high: number;
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

/**
 * Permutation importance of groups of columns, on rows that the model was not trained on: what it loses when it no longer knows which row
 * a value belongs to. Columns that say the same hide each other: permute them as one group. `guess` gives the class of each row.
 * O(groups · repeats · rows that change). Breiman 2001, doi:10.1023/A:1010933404324; Fisher, Rudin & Dominici 2019, JMLR 20(177).
 */
export function permutationImportance(
  x: SparseMatrix,
  y: Int32Array,
  classes: number,
  guess: (x: SparseMatrix) => Int32Array,
  groups: readonly Iterable<number>[],
  repeats: number,
  random: Random,
): PermutedImportance[] {
  const own = guess(x);
  const macroRecall = (guesses: Int32Array): number => evaluate(y, guesses, classes).macroRecall!;
  const baseline = macroRecall(own);
  return groups.map((columns, g) => {
    const marked = new Uint8Array(x.columns);
    for (const j of columns) marked[j] = 1;
    const has = Uint8Array.from({ length: x.rows }, (_, i) =>
      x.index.subarray(x.start[i], x.start[i + 1]).some((j) => marked[j] === 1) ? 1 : 0,
    );
    const draws = random.fork(`group ${g}`);
    const drops = Array.from({ length: repeats }, () => {
      const dealt = draws.shuffle(Int32Array.from({ length: x.rows }, (_, i) => i));
      const changed: number[] = [];
      for (let i = 0; i < x.rows; i++) if (has[i] === 1 || has[dealt[i]!] === 1) changed.push(i);
      const altered = guess(dealtRows(x, changed, dealt, marked));
      const all = own.slice();
      changed.forEach((row, k) => {
        all[row] = altered[k]!;
      });
      return baseline - macroRecall(all);
    }).sort((a, b) => a - b);
    const mean = drops.reduce((sum, one) => sum + one, 0) / repeats;
    const deviation = Math.sqrt(drops.reduce((sum, one) => sum + (one - mean) ** 2, 0) / repeats);
    return { mean, deviation, low: quantile(drops, 0.025)!, high: quantile(drops, 0.975)! };
  });
}
