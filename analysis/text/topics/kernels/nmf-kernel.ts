import type { SparseMatrix } from '../../../learning/sparse-matrix';
import { bytes } from './nmf-bytes';
import { instantiate } from '../../kernels/wasm-memory';

/** Rows that the kernel takes together. */
const group = 8;

/** Groups of rows a call: what the kernel sums in single precision stays short, the rest is summed in double. */
const block = 512;

type Sweep = (...operands: number[]) => void;

/** A factorisation X ≈ W Hᵀ under way: views of the kernel's memory, valid until it is dropped. */
export interface NmfState {
  /** columns × `padded`, row by row; may be changed between steps. */
  readonly h: Float32Array;
  /** Factors with padding: a multiple of eight. What is padded is 0. */
  readonly padded: number;
  /** So many cycles of coordinate descent on each row of W, H held. W begins at 0. */
  fitRows(cycles: number): void;
  /** One cycle on H, W held. */
  fitColumns(): void;
  /** ‖X‖² − ‖X − WHᵀ‖² for the H that `fitColumns` left. */
  explained(): number;
  /** A copy of W, rows × rank, row by row. */
  rows(): Float32Array;
  /** A copy of H, columns × rank. */
  columns(): Float32Array;
}

/** O(entries + (rows + columns) · rank) memory: 8 bytes an entry, 4 a factor of a row, 8 of a column. */
export function nmfState(x: SparseMatrix, rank: number): NmfState {
  const { memory, exports } = instantiate<{ rows: Sweep; columns: Sweep }>(bytes);
  const padded = Math.ceil(rank / 8) * 8;
  const stride = padded * 4;
  const [rowGroups, columnGroups] = [x.rows, x.columns].map((count) => Math.ceil(count / group)) as [number, number];
  const pairs = (rank * (rank + 1)) / 2;
  const at = {
    start: memory.take((rowGroups * group + 1) * 4),
    index: memory.take(x.index.length * 4),
    value: memory.take(x.index.length * 4),
    w: memory.take(rowGroups * group * stride),
    h: memory.take(columnGroups * group * stride),
    products: memory.take(columnGroups * group * stride),
    square: memory.take(padded * stride),
    inverse: memory.take(stride),
    sums: memory.take(pairs * 16),
    scratch: memory.take(2 * group * stride),
  };
  const floats = (from: number, length: number): Float32Array => new Float32Array(memory.buffer, from, length);
  const start = new Int32Array(memory.buffer, at.start, rowGroups * group + 1);
  for (let i = 0; i < start.length; i++) start[i] = x.start[Math.min(i, x.rows)]! * 4;
  const index = new Int32Array(memory.buffer, at.index, x.index.length);
  for (let e = 0; e < index.length; e++) index[e] = x.index[e]! * stride;
  floats(at.value, x.value.length).set(x.value);
  const w = floats(at.w, rowGroups * group * padded);
  const h = floats(at.h, columnGroups * group * padded);
  const products = floats(at.products, h.length);
  const square = floats(at.square, padded * padded);
  const inverse = floats(at.inverse, padded);
  const sums = floats(at.sums, pairs * 4);

  /** Holds FᵀF still for the other factor's descent. */
  const hold = (squared: Float64Array): void => {
    for (let a = 0; a < rank; a++) {
      for (let b = 0; b < rank; b++) square[a * padded + b] = squared[a * rank + b]!;
      inverse[a] = squared[a * rank + a]! > 0 ? 1 / squared[a * rank + a]! : 0;
    }
  };
  /** Runs `work` on block after block and returns FᵀF, rank × rank, of the factors it went through. */
  const squareOf = (groups: number, work: (from: number, count: number) => void): Float64Array => {
    const out = new Float64Array(rank * rank);
    for (let from = 0; from < groups; from += block) {
      sums.fill(0);
      work(from, Math.min(block, groups - from));
      for (let a = 0, pair = 0; a < rank; a++) {
        for (let b = 0; b <= a; b++, pair += 4)
          out[a * rank + b]! += sums[pair]! + sums[pair + 1]! + sums[pair + 2]! + sums[pair + 3]!;
      }
    }
    for (let a = 0; a < rank; a++) for (let b = 0; b < a; b++) out[b * rank + a] = out[a * rank + b]!;
    return out;
  };
  const common = [at.square, at.inverse, stride, rank * 4] as const;
  const throughColumns = (cycles: number): Float64Array =>
    squareOf(columnGroups, (from, count) => {
      const offset = from * group * stride;
      exports.columns(count, at.h + offset, at.products + offset, ...common, cycles, at.sums, at.scratch);
    });
  let ofRows: Float64Array = new Float64Array(rank * rank);
  let ofColumns = ofRows;
  return {
    h,
    padded,
    fitRows(cycles) {
      hold(throughColumns(0));
      products.fill(0);
      ofRows = squareOf(rowGroups, (from, count) => {
        const first = at.start + from * group * 4;
        const own = at.w + from * group * stride;
        const { index, value, h, products, sums, scratch } = at;
        exports.rows(first, index, value, count, own, h, products, ...common, cycles, sums, scratch);
      });
    },
    fitColumns() {
      hold(ofRows);
      ofColumns = throughColumns(1);
    },
    explained() {
      // ‖X − WHᵀ‖² = ‖X‖² − 2⟨XᵀW, H⟩ + ⟨WᵀW, HᵀH⟩: no dense product, and no other look at X.
      let cross = 0;
      for (let i = 0; i < h.length; i++) cross += products[i]! * h[i]!;
      let both = 0;
      for (let k = 0; k < ofRows.length; k++) both += ofRows[k]! * ofColumns[k]!;
      return 2 * cross - both;
    },
    rows() {
      const out = new Float32Array(x.rows * rank);
      for (let i = 0; i < x.rows; i++) {
        const first = Math.floor(i / group) * group * padded + (i % group);
        for (let a = 0; a < rank; a++) out[i * rank + a] = w[first + a * group]!;
      }
      return out;
    },
    columns() {
      const out = new Float32Array(x.columns * rank);
      for (let j = 0; j < x.columns; j++) out.set(h.subarray(j * padded, j * padded + rank), j * rank);
      return out;
    },
  };
}
