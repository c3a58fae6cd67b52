import type { Random } from '../../domain/method';
import type { SparseMatrix } from './sparse-matrix';

export interface TruncatedSvd {
  readonly rank: number;
  /** Left singular vectors, rows × rank, row by row. */
  readonly u: Float32Array;
  /** Singular values, falling. */
  readonly singular: Float64Array;
}

/** Columns beyond the rank, and rounds of subspace iteration: usual values (Halko et al. 2011, §4.5). */
const oversampling = 8;
const rounds = 2;

/** out = X · dense, `width` columns. */
function times(x: SparseMatrix, dense: Float32Array, width: number): Float32Array {
  const out = new Float32Array(x.rows * width);
  for (let i = 0; i < x.rows; i++) {
    const row = i * width;
    for (let e = x.start[i]!; e < x.start[i + 1]!; e++) {
      const value = x.value[e]!;
      const from = x.index[e]! * width;
      for (let c = 0; c < width; c++) out[row + c]! += value * dense[from + c]!;
    }
  }
  return out;
}

/** out = Xᵀ · dense. */
function transposedTimes(x: SparseMatrix, dense: Float32Array, width: number): Float32Array {
  const out = new Float32Array(x.columns * width);
  for (let i = 0; i < x.rows; i++) {
    const row = i * width;
    for (let e = x.start[i]!; e < x.start[i + 1]!; e++) {
      const value = x.value[e]!;
      const to = x.index[e]! * width;
      for (let c = 0; c < width; c++) out[to + c]! += value * dense[row + c]!;
    }
  }
  return out;
}

/** AᵀA of a dense table of `width` columns. */
export function gramOf(a: Float32Array, width: number): Float64Array {
  const out = new Float64Array(width * width);
  for (let i = 0; i < a.length; i += width) {
    for (let r = 0; r < width; r++) {
      const value = a[i + r]!;
      if (value === 0) continue;
      for (let c = r; c < width; c++) out[r * width + c]! += value * a[i + c]!;
    }
  }
  for (let r = 0; r < width; r++) for (let c = 0; c < r; c++) out[r * width + c] = out[c * width + r]!;
  return out;
}

/** A · m, with m width × columns. */
function denseTimes(a: Float32Array, width: number, m: Float64Array, columns: number): Float32Array {
  const rows = a.length / width;
  const out = new Float32Array(rows * columns);
  const sum = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    sum.fill(0);
    for (let r = 0; r < width; r++) {
      const value = a[i * width + r]!;
      for (let c = 0; c < columns; c++) sum[c]! += value * m[r * columns + c]!;
    }
    out.set(sum, i * columns);
  }
  return out;
}

/**
 * Eigenvalues, falling, and eigenvectors (columns) of a symmetric matrix by Jacobi rotations (Golub & Van Loan 2013, §8.5).
 * O(size³) a sweep.
 */
export function symmetricEigen(matrix: Float64Array, size: number): { values: Float64Array; vectors: Float64Array } {
  const a = matrix.slice();
  const v = new Float64Array(size * size);
  for (let i = 0; i < size; i++) v[i * size + i] = 1;
  for (let sweep = 0; sweep < 50; sweep++) {
    let off = 0;
    let all = 0;
    for (let i = 0; i < size; i++)
      for (let j = 0; j < size; j++) {
        const square = a[i * size + j]! ** 2;
        all += square;
        if (i !== j) off += square;
      }
    if (off <= 1e-22 * all) break;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const apq = a[p * size + q]!;
        if (apq === 0) continue;
        const theta = (a[q * size + q]! - a[p * size + p]!) / (2 * apq);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < size; k++) {
          const kp = a[k * size + p]!;
          const kq = a[k * size + q]!;
          a[k * size + p] = c * kp - s * kq;
          a[k * size + q] = s * kp + c * kq;
        }
        for (let k = 0; k < size; k++) {
          const pk = a[p * size + k]!;
          const qk = a[q * size + k]!;
          a[p * size + k] = c * pk - s * qk;
          a[q * size + k] = s * pk + c * qk;
          const vp = v[k * size + p]!;
          const vq = v[k * size + q]!;
          v[k * size + p] = c * vp - s * vq;
          v[k * size + q] = s * vp + c * vq;
        }
      }
    }
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((x, y) => a[y * size + y]! - a[x * size + x]! || x - y);
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => {
    for (let k = 0; k < size; k++) vectors[k * size + to] = v[k * size + from]!;
  });
  return { values: Float64Array.from(order, (i) => a[i * size + i]!), vectors };
}

/** Columns with the same span, orthonormal, by the eigenvectors of the Gram matrix; directions of no length are dropped to 0. */
function orthonormal(a: Float32Array, width: number): Float32Array {
  let out = a;
  // Twice: once is not enough in single precision where the columns are nearly parallel.
  for (let round = 0; round < 2; round++) {
    const { values, vectors } = symmetricEigen(gramOf(out, width), width);
    const scaled = vectors.slice();
    for (let c = 0; c < width; c++) {
      const scale = values[c]! > 1e-10 * values[0]! ? 1 / Math.sqrt(values[c]!) : 0;
      for (let r = 0; r < width; r++) scaled[r * width + c]! *= scale;
    }
    out = denseTimes(out, width, scaled, width);
  }
  return out;
}

/**
 * The largest singular values of a sparse matrix and their left vectors, by random projection with subspace iteration (Halko,
 * Martinsson & Tropp 2011, doi:10.1137/090771806). The sign of each vector makes its largest entry positive.
 * O(rounds · entries · rank + (rows + columns) · rank²).
 */
export function truncatedSvd(
  x: SparseMatrix,
  rank: number,
  random: Random,
  progress: (fraction: number) => void = () => {},
): TruncatedSvd {
  const width = Math.min(rank + oversampling, x.rows, x.columns);
  const kept = Math.min(rank, width);
  let q = orthonormal(
    times(
      x,
      Float32Array.from({ length: x.columns * width }, () => random.normal()),
      width,
    ),
    width,
  );
  for (let round = 0; round < rounds; round++) {
    q = orthonormal(times(x, orthonormal(transposedTimes(x, q, width), width), width), width);
    progress((round + 1) / (rounds + 1));
  }
  const { values, vectors } = symmetricEigen(gramOf(transposedTimes(x, q, width), width), width);
  const u = denseTimes(q, width, vectors, width);
  const out = new Float32Array(x.rows * kept);
  for (let c = 0; c < kept; c++) {
    let largest = 0;
    for (let i = 0; i < x.rows; i++) if (Math.abs(u[i * width + c]!) > Math.abs(largest)) largest = u[i * width + c]!;
    const sign = largest < 0 ? -1 : 1;
    for (let i = 0; i < x.rows; i++) out[i * kept + c] = sign * u[i * width + c]!;
  }
  return {
    rank: kept,
    u: out,
    singular: Float64Array.from({ length: kept }, (_, c) => Math.sqrt(Math.max(0, values[c]!))),
  };
}
