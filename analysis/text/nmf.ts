import type { Random } from '../../domain/method';
import { type SparseMatrix, transpose } from '../learning/sparse-matrix';

export interface Factors {
  /** rows × rank, row by row. */
  readonly w: Float64Array;
  /** columns × rank, row by row: H transposed. */
  readonly h: Float64Array;
  /** ‖X − WH‖, Frobenius. */
  readonly error: number;
  readonly iterations: number;
}

/** One sweep of coordinate descent over `w` for X ≈ W Hᵀ: each entry to its best non-negative value in turn. */
function sweep(x: SparseMatrix, w: Float64Array, h: Float64Array, rank: number): number {
  const gram = new Float64Array(rank * rank);
  for (let j = 0; j < x.columns; j++) {
    const base = j * rank;
    for (let a = 0; a < rank; a++) {
      const ha = h[base + a]!;
      if (ha === 0) continue;
      for (let b = 0; b < rank; b++) gram[a * rank + b]! += ha * h[base + b]!;
    }
  }
  const product = new Float64Array(rank);
  let violation = 0;
  for (let i = 0; i < x.rows; i++) {
    product.fill(0);
    for (let e = x.start[i]!; e < x.start[i + 1]!; e++) {
      const base = x.index[e]! * rank;
      const v = x.value[e]!;
      for (let a = 0; a < rank; a++) product[a]! += v * h[base + a]!;
    }
    const row = i * rank;
    for (let a = 0; a < rank; a++) {
      let gradient = -product[a]!;
      for (let b = 0; b < rank; b++) gradient += gram[a * rank + b]! * w[row + b]!;
      const now = w[row + a]!;
      violation += Math.abs(now === 0 ? Math.min(0, gradient) : gradient);
      const curvature = gram[a * rank + a]!;
      if (curvature > 0) w[row + a] = Math.max(0, now - gradient / curvature);
    }
  }
  return violation;
}

function frobenius(x: SparseMatrix, w: Float64Array, h: Float64Array, rank: number): number {
  // ‖X − WHᵀ‖² = ‖X‖² − 2⟨X, WHᵀ⟩ + ⟨WᵀW, HᵀH⟩: no dense product.
  let norm = 0;
  let cross = 0;
  for (let i = 0; i < x.rows; i++) {
    for (let e = x.start[i]!; e < x.start[i + 1]!; e++) {
      norm += x.value[e]! ** 2;
      let at = 0;
      for (let a = 0; a < rank; a++) at += w[i * rank + a]! * h[x.index[e]! * rank + a]!;
      cross += x.value[e]! * at;
    }
  }
  let both = 0;
  for (let a = 0; a < rank; a++) {
    for (let b = 0; b < rank; b++) {
      let ww = 0;
      let hh = 0;
      for (let i = 0; i < x.rows; i++) ww += w[i * rank + a]! * w[i * rank + b]!;
      for (let j = 0; j < x.columns; j++) hh += h[j * rank + a]! * h[j * rank + b]!;
      both += ww * hh;
    }
  }
  return Math.sqrt(Math.max(0, norm - 2 * cross + both));
}

/**
 * Non-negative matrix factorisation X ≈ W Hᵀ under the Frobenius norm, by coordinate descent from a random start
 * (Cichocki & Phan 2009, doi:10.1587/transfun.E92.A.708; the algorithm of scikit-learn's solver 'cd').
 * O(iterations · (entries · rank + (rows + columns) · rank²)).
 */
export function factorise(
  x: SparseMatrix,
  rank: number,
  random: Random,
  options: { iterations?: number; tolerance?: number } = {},
): Factors {
  const { iterations = 200, tolerance = 1e-4 } = options;
  let total = 0;
  for (const v of x.value) total += v;
  const scale = Math.sqrt(total / (x.rows * x.columns) / rank);
  const w = new Float64Array(x.rows * rank);
  const h = new Float64Array(x.columns * rank);
  for (let k = 0; k < w.length; k++) w[k] = Math.abs(random.normal()) * scale;
  for (let k = 0; k < h.length; k++) h[k] = Math.abs(random.normal()) * scale;
  const xt = transpose(x);
  let first = 0;
  let iteration = 1;
  for (; iteration <= iterations; iteration++) {
    const violation = sweep(x, w, h, rank) + sweep(xt, h, w, rank);
    if (iteration === 1) first = violation;
    if (first === 0 || violation / first <= tolerance) break;
  }
  return { w, h, error: frobenius(x, w, h, rank), iterations: Math.min(iteration, iterations) };
}
