/** Compressed sparse rows: row i holds entries start[i] … start[i + 1] of index (column, ascending) and value. */
export interface SparseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly start: Int32Array;
  readonly index: Int32Array;
  readonly value: Float64Array;
}

/** The chosen rows, in the order given. */
export function selectRows(matrix: SparseMatrix, rows: ArrayLike<number>): SparseMatrix {
  const start = new Int32Array(rows.length + 1);
  for (let i = 0; i < rows.length; i++)
    start[i + 1] = start[i]! + matrix.start[rows[i]! + 1]! - matrix.start[rows[i]!]!;
  const index = new Int32Array(start[rows.length]!);
  const value = new Float64Array(index.length);
  for (let i = 0; i < rows.length; i++) {
    const from = matrix.start[rows[i]!]!;
    const to = matrix.start[rows[i]! + 1]!;
    index.set(matrix.index.subarray(from, to), start[i]);
    value.set(matrix.value.subarray(from, to), start[i]);
  }
  return { rows: rows.length, columns: matrix.columns, start, index, value };
}

/** Two matrices of the same rows, the columns of the second after those of the first. */
export function joinColumns(first: SparseMatrix, second: SparseMatrix): SparseMatrix {
  const start = new Int32Array(first.rows + 1);
  const index = new Int32Array(first.index.length + second.index.length);
  const value = new Float64Array(index.length);
  let size = 0;
  for (let i = 0; i < first.rows; i++) {
    for (const [x, offset] of [
      [first, 0],
      [second, first.columns],
    ] as const)
      for (let e = x.start[i]!; e < x.start[i + 1]!; e++) {
        index[size] = x.index[e]! + offset;
        value[size++] = x.value[e]!;
      }
    start[i + 1] = size;
  }
  return { rows: first.rows, columns: first.columns + second.columns, start, index, value };
}

/** The same matrix with columns as rows. */
export function transpose(matrix: SparseMatrix): SparseMatrix {
  const start = new Int32Array(matrix.columns + 1);
  for (const column of matrix.index) start[column + 1]!++;
  for (let j = 0; j < matrix.columns; j++) start[j + 1]! += start[j]!;
  const next = start.slice(0, matrix.columns);
  const index = new Int32Array(matrix.index.length);
  const value = new Float64Array(matrix.index.length);
  for (let i = 0; i < matrix.rows; i++) {
    for (let k = matrix.start[i]!; k < matrix.start[i + 1]!; k++) {
      const at = next[matrix.index[k]!]!++;
      index[at] = i;
      value[at] = matrix.value[k]!;
    }
  }
  return { rows: matrix.columns, columns: matrix.rows, start, index, value };
}

/** A sparse copy of dense rows. */
export function fromDense(rows: readonly (readonly number[])[]): SparseMatrix {
  const start = new Int32Array(rows.length + 1);
  const index: number[] = [];
  const value: number[] = [];
  rows.forEach((row, i) => {
    row.forEach((x, j) => {
      if (x !== 0) {
        index.push(j);
        value.push(x);
      }
    });
    start[i + 1] = index.length;
  });
  return {
    rows: rows.length,
    columns: rows[0]?.length ?? 0,
    start,
    index: Int32Array.from(index),
    value: Float64Array.from(value),
  };
}

let keys = new Float64Array(1 << 10);

/** Sorts entries `from` … `to` by column, in place. Counts and weights stay with their columns. O(n log n). */
export function sortEntries(index: Int32Array, value: Float64Array, from: number, to: number): void {
  const length = to - from;
  let ordered = true;
  for (let e = from + 1; e < to && ordered; e++) ordered = index[e - 1]! < index[e]!;
  if (ordered) return;
  if (length > keys.length) keys = new Float64Array(length * 2);
  // Column and place in one number: typed arrays sort numbers without calling back.
  for (let k = 0; k < length; k++) keys[k] = index[from + k]! * 2097152 + k;
  const order = keys.subarray(0, length).sort();
  const values = value.slice(from, to);
  for (let k = 0; k < length; k++) {
    const column = Math.floor(order[k]! / 2097152);
    index[from + k] = column;
    value[from + k] = values[order[k]! - column * 2097152]!;
  }
}

/** Chosen rows of a dense table as a matrix. */
export function fromTable(table: Float32Array, width: number, rows: ArrayLike<number>): SparseMatrix {
  const start = Int32Array.from({ length: rows.length + 1 }, (_, i) => i * width);
  const index = Int32Array.from({ length: rows.length * width }, (_, e) => e % width);
  const value = new Float64Array(index.length);
  for (let i = 0; i < rows.length; i++) value.set(table.subarray(rows[i]! * width, (rows[i]! + 1) * width), i * width);
  return { rows: rows.length, columns: width, start, index, value };
}
