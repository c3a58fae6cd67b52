import { type SparseMatrix, transpose } from '../../learning/sparse-matrix';

function addColumn(dot: Float64Array, { start, index, value }: SparseMatrix, column: number, weight: number): void {
  const to = start[column + 1]!;
  for (let e = start[column]!; e < to; e++) dot[index[e]!]! += value[e]! * weight;
}

/** Finds for a post the most similar of other posts that have another label, by cosine of their first `width` columns. */
export class NearestOther {
  readonly #columns: SparseMatrix;
  readonly #width: number;
  readonly #norms: Float64Array;
  readonly #y: Int32Array;
  readonly #dot: Float64Array;

  constructor(matrix: SparseMatrix, y: Int32Array, width: number) {
    this.#columns = transpose(matrix);
    this.#width = width;
    this.#y = y;
    this.#dot = new Float64Array(matrix.rows);
    this.#norms = new Float64Array(matrix.rows);
    const { start, index, value } = this.#columns;
    for (let e = start[0]!; e < start[width]!; e++) this.#norms[index[e]!]! += value[e]! ** 2;
    for (let i = 0; i < matrix.rows; i++) this.#norms[i] = Math.sqrt(this.#norms[i]!);
  }

  /** Null where no post of another label shares a column. O(other posts + entries of the post's columns). */
  find(post: SparseMatrix, label: number): { readonly row: number; readonly similarity: number } | null {
    const dot = this.#dot.fill(0);
    let square = 0;
    for (let e = 0; e < post.index.length; e++) {
      if (post.index[e]! >= this.#width) continue;
      addColumn(dot, this.#columns, post.index[e]!, post.value[e]!);
      square += post.value[e]! ** 2;
    }
    const norm = Math.sqrt(square);
    let row = -1;
    let similarity = 0;
    for (let i = 0; i < dot.length; i++) {
      if (dot[i] === 0 || this.#y[i] === label) continue;
      const one = dot[i]! / (this.#norms[i]! * norm);
      if (one > similarity) {
        similarity = one;
        row = i;
      }
    }
    return row < 0 ? null : { row, similarity };
  }
}
