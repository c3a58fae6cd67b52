import { type SparseMatrix, transpose } from '../sparse-matrix';

/**
 * A matrix whose values are replaced by bins, for trees that ask "is it at most this?". The bins of all features are numbered through as
 * slots: feature f has slots offset[f] … offset[f + 1] − 1, ascending with the value. A row lists the slots of its entries, ascending, but for
 * those that lie in the same bin as 0: these follow from what is not listed, so that the cost is that of the entries.
 */
export interface BinnedMatrix {
  readonly rows: number;
  readonly start: Int32Array;
  readonly slot: Int32Array;
  /** Column that each feature is; columns of one value only are none. */
  readonly column: Int32Array;
  readonly offset: Int32Array;
  /** Slot of the value 0 of each feature. */
  readonly zero: Int32Array;
  /** Largest value that falls into each slot. */
  readonly upper: Float64Array;
}

/**
 * Values between the bins, each midway between two that were met. A bin holds at least `least` values, but for that of 0, which it has to
 * itself: a term that few posts have is there or is not.
 */
function cuts(sorted: Float64Array, hasZero: boolean, least: number): number[] {
  const zeroAt = hasZero ? sorted.findIndex((value) => value > 0) : -2;
  const found: number[] = [];
  const cut = (below: number, above: number): void => {
    const middle = below + (above - below) / 2;
    // Of two neighbouring floats the middle may be the upper one.
    found.push(middle < above ? middle : below);
  };
  let held = 0;
  for (let k = 0; k < sorted.length; k++) {
    if (k === zeroAt) {
      cut(0, sorted[k]!);
      held = 0;
    }
    held++;
    const next = k + 1 < sorted.length ? sorted[k + 1]! : Number.NaN;
    if (hasZero && sorted[k]! < 0 && !(next < 0)) {
      cut(sorted[k]!, 0);
      held = 0;
    } else if (held >= least && sorted[k]! < next && k + 1 !== zeroAt) {
      cut(sorted[k]!, next);
      held = 0;
    }
  }
  return found;
}

/** Bins of the columns: about `most` where all values differ, fewer where most are 0. O(entries · log entries of a column). */
export function binColumns(x: SparseMatrix, most: number): BinnedMatrix {
  const byColumn = transpose(x);
  const featureOf = new Int32Array(x.columns).fill(-1);
  const column: number[] = [];
  const offset: number[] = [0];
  const zero: number[] = [];
  const upper: number[] = [];
  for (let j = 0; j < x.columns; j++) {
    const values = byColumn.value.slice(byColumn.start[j]!, byColumn.start[j + 1]!).sort();
    const between = cuts(values, values.length < x.rows, x.rows / most);
    if (between.length === 0) continue;
    featureOf[j] = column.length;
    column.push(j);
    zero.push(upper.length + between.filter((cut) => cut < 0).length);
    upper.push(...between, Number.POSITIVE_INFINITY);
    offset.push(upper.length);
  }
  const start = new Int32Array(x.rows + 1);
  const slot = new Int32Array(x.index.length);
  let out = 0;
  for (let i = 0; i < x.rows; i++) {
    for (let e = x.start[i]!; e < x.start[i + 1]!; e++) {
      const f = featureOf[x.index[e]!]!;
      if (f < 0) continue;
      let low = offset[f]!;
      let high = offset[f + 1]! - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (x.value[e]! <= upper[middle]!) high = middle;
        else low = middle + 1;
      }
      if (low !== zero[f]) slot[out++] = low;
    }
    // Entries of counted posts come in the order of counting.
    slot.subarray(start[i], out).sort();
    start[i + 1] = out;
  }
  return {
    rows: x.rows,
    start,
    slot: slot.slice(0, out),
    column: Int32Array.from(column),
    offset: Int32Array.from(offset),
    zero: Int32Array.from(zero),
    upper: Float64Array.from(upper),
  };
}
