import type { Random } from '../../../domain/method';
import type { SparseMatrix } from '../../learning/sparse-matrix';
import { nmfState } from './kernels/nmf-kernel';

export interface Factors {
  /** rows × rank, row by row. */
  readonly w: Float32Array;
  /** columns × rank, row by row: H transposed. */
  readonly h: Float32Array;
  /** ‖X − WH‖, Frobenius. */
  readonly error: number;
  readonly iterations: number;
}

export interface FactoriseOptions {
  readonly iterations?: number;
  /** Ends when an iteration adds no more than this share to what is explained, ‖X‖² − ‖X − WH‖². */
  readonly tolerance?: number;
}

/** How far H goes on in the direction of its last step: from `least`, more after each success, to `most`. */
const momentum = { least: 0.3, growth: 1.1, most: 0.95 };

/** Cycles of descent after which a row of W that began at 0 has settled. */
const settled = 8;

/** ‖X − WHᵀ‖ in double precision: what the kernel has summed in single would be lost where little is left. */
function frobenius(x: SparseMatrix, w: Float32Array, h: Float32Array, rank: number): number {
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
  const ww = squareOf(w, rank);
  const hh = squareOf(h, rank);
  let both = 0;
  for (let k = 0; k < ww.length; k++) both += ww[k]! * hh[k]!;
  return Math.sqrt(Math.max(0, norm - 2 * cross + both));
}

/** FᵀF in double precision. */
function squareOf(f: Float32Array, rank: number): Float64Array {
  const out = new Float64Array(rank * rank);
  for (let i = 0; i < f.length; i += rank) {
    for (let a = 0; a < rank; a++) {
      const value = f[i + a]!;
      if (value !== 0) for (let b = 0; b < rank; b++) out[a * rank + b]! += value * f[i + b]!;
    }
  }
  return out;
}

/**
 * Non-negative matrix factorisation X ≈ W Hᵀ under the Frobenius norm, by coordinate descent (Cichocki & Phan 2009,
 * doi:10.1587/transfun.E92.A.708; the steps of scikit-learn's solver 'cd'), in single precision. H starts at random, W at what suits it;
 * H is extrapolated after each iteration (Ang & Gillis 2019, doi:10.1162/neco_a_01157), which halves their number. An iteration that
 * gains too little is followed by one without extrapolation, and only if that gains too little as well is it the end.
 * O(iterations · (entries · rank + (rows + columns) · rank²)).
 */
export function factorise(
  x: SparseMatrix,
  rank: number,
  random: Random,
  options: FactoriseOptions = {},
  progress: (fraction: number) => void = () => {},
): Factors {
  const { iterations = 200, tolerance = 1e-4 } = options;
  const state = nmfState(x, rank);
  const { h, padded } = state;
  for (let j = 0; j < x.columns; j++) for (let a = 0; a < rank; a++) h[j * padded + a] = Math.abs(random.normal());
  const last = new Float32Array(h.length);
  let explained = 0;
  let step = 0;
  let iteration = 1;
  for (; ; iteration++) {
    state.fitRows(iteration === 1 ? settled : 1);
    state.fitColumns();
    progress(iteration / iterations);
    const now = state.explained();
    const gained = now - explained > tolerance * now;
    explained = now;
    if (iteration === iterations || (!gained && step === 0)) break;
    // The way from the random start is no direction to go on in.
    step = gained && iteration > 1 ? Math.min(momentum.most, Math.max(momentum.least, step * momentum.growth)) : 0;
    for (let i = 0; i < h.length; i++) {
      const own = h[i]!;
      h[i] = Math.max(0, own + step * (own - last[i]!));
      last[i] = own;
    }
  }
  const w = state.rows();
  const found = state.columns();
  return { w, h: found, error: frobenius(x, w, found, rank), iterations: iteration };
}

/**
 * The rows of W for given topics H: each row of X as the nearest non-negative mixture, by coordinate descent from 0.
 * O(entries · rank + rows · rank²).
 */
export function mixtures(x: SparseMatrix, h: Float32Array, rank: number): Float32Array {
  const state = nmfState(x, rank);
  for (let j = 0; j < x.columns; j++) state.h.set(h.subarray(j * rank, (j + 1) * rank), j * state.padded);
  state.fitRows(settled);
  return state.rows();
}
