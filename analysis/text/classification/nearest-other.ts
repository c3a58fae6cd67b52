import { type SparseMatrix, transpose } from '../../learning/sparse-matrix';

/** Sums of parts differ a little by their order. */
const rounding = 1e-9;

interface Found {
  readonly row: number;
  readonly similarity: number;
}

/**
 * Finds for a post the most similar of other posts that have another label, by cosine of their first `weight.length` columns, each
 * weighted. Columns of few posts, which stand last, are looked up first: what the others can still add is at most the length of their part of the post
 * (Cauchy–Schwarz), and at most their sum times the other post's largest value, so that most posts need never be met, nor those met be
 * looked at. After Bayardo, Ma & Srikant 2007, doi:10.1145/1242572.1242591; Anastasiu & Karypis 2014, doi:10.1109/ICDE.2014.6816700.
 */
export class NearestOther {
  readonly #weight: Float64Array;
  /** Each row of length 1, its columns ascending; and the same by column. */
  readonly #rows: SparseMatrix;
  readonly #columns: SparseMatrix;
  readonly #y: Int32Array;
  /** Largest value of each row. */
  readonly #most: Float64Array;
  /** Parts of the cosines with a post, and the rows that have any; left as they were found. */
  readonly #part: Float64Array;
  readonly #met: Int32Array;
  /** The post's values by column; left as it was found. */
  readonly #post: Float64Array;

  /** Compares with these rows of a matrix, `y` being the label of each. O(their entries). */
  constructor(matrix: SparseMatrix, rows: readonly number[], y: Int32Array, weight: Float64Array) {
    this.#weight = weight;
    this.#y = y;
    this.#part = new Float64Array(rows.length);
    this.#met = new Int32Array(rows.length);
    this.#most = new Float64Array(rows.length);
    this.#post = new Float64Array(weight.length);
    const start = new Int32Array(rows.length + 1);
    let size = 0;
    for (const row of rows)
      for (let e = matrix.start[row]!; e < matrix.start[row + 1]!; e++) if (matrix.index[e]! < weight.length) size++;
    const index = new Int32Array(size);
    const value = new Float64Array(size);
    let at = 0;
    rows.forEach((row, i) => {
      let square = 0;
      for (let e = matrix.start[row]!; e < matrix.start[row + 1]!; e++) {
        const column = matrix.index[e]!;
        if (column >= weight.length) continue;
        index[at] = column;
        value[at] = matrix.value[e]! * weight[column]!;
        square += value[at++]! ** 2;
      }
      start[i + 1] = at;
      const length = Math.sqrt(square);
      for (let e = start[i]!; e < at; e++) {
        value[e]! /= length;
        this.#most[i] = Math.max(this.#most[i]!, value[e]!);
      }
    });
    this.#columns = transpose({ rows: rows.length, columns: weight.length, start, index, value });
    this.#rows = transpose(this.#columns);
  }

  /**
   * Of a post, the only row; null where no post of another label shares a column, and the first of equal ones.
   * O(entries of the post's columns), mostly far less.
   */
  find({ index, value }: SparseMatrix, label: number): Found | null {
    const { start, index: rows, value: values } = this.#columns;
    const [post, part, met, y] = [this.#post, this.#part, this.#met, this.#y];
    const own: number[] = [];
    let squares = 0;
    for (let k = 0; k < index.length; k++) {
      if (index[k]! >= post.length) continue;
      own.push(index[k]!);
      post[index[k]!] = value[k]! * this.#weight[index[k]!]!;
      squares += post[index[k]!]! ** 2;
    }
    const length = Math.sqrt(squares);
    // Later columns are in fewer posts.
    const order = Int32Array.from(own).sort().reverse();
    /** Sum of squares of the columns not yet looked up, and their sum. */
    let square = 1;
    let sum = 0;
    for (const column of order) sum += post[column]! /= length;
    let best: Found = { row: -1, similarity: 0 };
    let count = 0;
    let looked = 0;
    for (; looked < order.length && Math.sqrt(Math.max(0, square)) > best.similarity - rounding; looked++) {
      const column = order[looked]!;
      const weight = post[column]!;
      const to = start[column + 1]!;
      let most = -1;
      let mostPart = 0;
      for (let e = start[column]!; e < to; e++) {
        const row = rows[e]!;
        if (y[row] === label) continue;
        const before = part[row]!;
        if (before === 0) met[count++] = row;
        const after = before + values[e]! * weight;
        part[row] = after;
        if (after > mostPart) {
          mostPart = after;
          most = row;
        }
      }
      square -= weight * weight;
      sum -= weight;
      if (most >= 0 && most !== best.row) best = this.#better(best, most, column);
    }
    const reach = Math.sqrt(Math.max(0, square));
    const last = order[looked - 1] ?? 0;
    for (let m = 0; m < count; m++) {
      const row = met[m]!;
      const most = part[row]! + Math.min(reach, sum * this.#most[row]!);
      if (most > best.similarity - rounding && row !== best.row) best = this.#better(best, row, last);
      part[row] = 0;
    }
    for (const column of order) post[column] = 0;
    return best.row < 0 ? null : best;
  }

  /** The more similar of two rows, or the first; of the second the columns from `last` on are in its part already. */
  #better(best: Found, row: number, last: number): Found {
    const { start, index, value } = this.#rows;
    let similarity = this.#part[row]!;
    for (let e = start[row]!; e < start[row + 1]! && index[e]! < last; e++)
      similarity += value[e]! * this.#post[index[e]!]!;
    const more = similarity - best.similarity;
    return more > rounding || (more > -rounding && row < best.row) || best.row < 0 ? { row, similarity } : best;
  }
}
