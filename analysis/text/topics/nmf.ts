import type { Random } from '../../../domain/method';
import { type SparseMatrix, transpose } from '../../learning/sparse-matrix';
import { bytes } from './nmf-bytes';
import { instantiate, type WasmMemory } from './wasm-memory';

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
  /** Ends when the projected gradients have fallen to this share of the first sweep's. */
  readonly tolerance?: number;
  /** Where to begin, rows × rank and columns × rank; drawn at random where left out. */
  readonly begin?: { readonly w: Float32Array; readonly h: Float32Array };
}

interface Kernel {
  sweep(...operands: number[]): number;
  gram(factors: number, rows: number, stride: number, last: number, out: number): void;
}

/** Addresses of a sparse matrix in the kernel's memory. */
interface Placed {
  readonly start: number;
  readonly index: number;
  readonly value: number;
  readonly rows: number;
}

function place(memory: WasmMemory, x: SparseMatrix): Placed {
  return {
    start: memory.take((x.rows + 1) * 4),
    index: memory.take(x.index.length * 4),
    value: memory.take(x.index.length * 4),
    rows: x.rows,
  };
}

function fill(memory: WasmMemory, at: Placed, x: SparseMatrix, stride: number): void {
  new Int32Array(memory.buffer, at.start, x.rows + 1).set(x.start);
  const index = new Int32Array(memory.buffer, at.index, x.index.length);
  for (let e = 0; e < index.length; e++) index[e] = x.index[e]! * stride;
  new Float32Array(memory.buffer, at.value, x.value.length).set(x.value);
}

/** Dense rows of `rank` numbers with padding between, and back. */
function copyRows(from: Float32Array, fromWidth: number, to: Float32Array, toWidth: number, width: number): void {
  for (let i = 0, k = 0; i < from.length; i += fromWidth, k += toWidth)
    for (let a = 0; a < width; a++) to[k + a] = from[i + a]!;
}

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

/** Draws of scikit-learn's `init='random'`: |N(0, 1)| times √(mean of X / rank). */
function randomStart(x: SparseMatrix, rank: number, random: Random): { w: Float32Array; h: Float32Array } {
  let total = 0;
  for (const v of x.value) total += v;
  const scale = Math.sqrt(total / (x.rows * x.columns) / rank);
  const draw = (length: number): Float32Array => Float32Array.from({ length }, () => Math.abs(random.normal()) * scale);
  return { w: draw(x.rows * rank), h: draw(x.columns * rank) };
}

/**
 * Non-negative matrix factorisation X ≈ W Hᵀ under the Frobenius norm, by coordinate descent (Cichocki & Phan 2009,
 * doi:10.1587/transfun.E92.A.708; the algorithm of scikit-learn's solver 'cd'), in single precision.
 * O(iterations · (entries · rank + (rows + columns) · rank²)) at most: factors at rest at 0 cost nothing.
 */
export function factorise(x: SparseMatrix, rank: number, random: Random, options: FactoriseOptions = {}): Factors {
  const { iterations = 200, tolerance = 1e-4 } = options;
  const begin = options.begin ?? randomStart(x, rank, random);
  const { memory, exports } = instantiate<Kernel>(bytes);
  const xt = transpose(x);
  const padded = Math.ceil(rank / 8) * 8;
  const stride = padded * 4;
  const placed = [place(memory, x), place(memory, xt)] as const;
  const at = {
    w: memory.take(x.rows * stride),
    h: memory.take(x.columns * stride),
    gram: memory.take(padded * stride),
    inverse: memory.take(stride),
    gradient: memory.take(stride),
  };
  fill(memory, placed[0], x, stride);
  fill(memory, placed[1], xt, stride);
  const w = new Float32Array(memory.buffer, at.w, x.rows * padded);
  const h = new Float32Array(memory.buffer, at.h, x.columns * padded);
  const gram = new Float32Array(memory.buffer, at.gram, padded * padded);
  const inverse = new Float32Array(memory.buffer, at.inverse, padded);
  copyRows(begin.w, rank, w, padded, rank);
  copyRows(begin.h, rank, h, padded, rank);
  const sweep = (of: Placed, own: number, other: number, others: number): number => {
    gram.fill(0);
    exports.gram(other, others, stride, rank * 4, at.gram);
    for (let a = 0; a < rank; a++) inverse[a] = gram[a * padded + a]! > 0 ? 1 / gram[a * padded + a]! : 0;
    return exports.sweep(
      of.start,
      of.index,
      of.value,
      of.rows,
      own,
      other,
      at.gram,
      at.inverse,
      stride,
      rank * 4,
      at.gradient,
    );
  };
  let first = 0;
  let iteration = 1;
  for (; iteration <= iterations; iteration++) {
    const violation = sweep(placed[0], at.w, at.h, x.columns) + sweep(placed[1], at.h, at.w, x.rows);
    if (iteration === 1) first = violation;
    if (first === 0 || violation / first <= tolerance) break;
  }
  const out = { w: new Float32Array(x.rows * rank), h: new Float32Array(x.columns * rank) };
  copyRows(w, padded, out.w, rank, rank);
  copyRows(h, padded, out.h, rank, rank);
  return { ...out, error: frobenius(x, out.w, out.h, rank), iterations: Math.min(iteration, iterations) };
}

/**
 * The rows of W for given topics H: each row of X as the nearest non-negative mixture, by coordinate descent from 0.
 * O(sweeps · (entries · rank + rows · rank²)) at most.
 */
export function mixtures(x: SparseMatrix, h: Float32Array, rank: number, sweeps = 8): Float32Array {
  const { memory, exports } = instantiate<Kernel>(bytes);
  const padded = Math.ceil(rank / 8) * 8;
  const stride = padded * 4;
  const placed = place(memory, x);
  const at = {
    w: memory.take(x.rows * stride),
    h: memory.take(x.columns * stride),
    gram: memory.take(padded * stride),
    inverse: memory.take(stride),
    gradient: memory.take(stride),
  };
  fill(memory, placed, x, stride);
  copyRows(h, rank, new Float32Array(memory.buffer, at.h, x.columns * padded), padded, rank);
  const gram = new Float32Array(memory.buffer, at.gram, padded * padded);
  exports.gram(at.h, x.columns, stride, rank * 4, at.gram);
  const inverse = new Float32Array(memory.buffer, at.inverse, padded);
  for (let a = 0; a < rank; a++) inverse[a] = gram[a * padded + a]! > 0 ? 1 / gram[a * padded + a]! : 0;
  for (let s = 0; s < sweeps; s++) {
    exports.sweep(
      placed.start,
      placed.index,
      placed.value,
      x.rows,
      at.w,
      at.h,
      at.gram,
      at.inverse,
      stride,
      rank * 4,
      at.gradient,
    );
  }
  const out = new Float32Array(x.rows * rank);
  copyRows(new Float32Array(memory.buffer, at.w, x.rows * padded), padded, out, rank, rank);
  return out;
}
