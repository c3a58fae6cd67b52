import { fromDense } from '../../../../../analysis/learning/sparse-matrix';
import { Xoshiro128 } from '../../../../../analysis/statistics/random';
import { nmfState } from '../../../../../analysis/text/topics/kernels/nmf-kernel';

type Table = number[][];

const times = (a: Table, b: Table): Table =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, v, k) => sum + v * b[k]![j]!, 0)));
const turned = (a: Table): Table => a[0]!.map((_, j) => a.map((row) => row[j]!));

/** One cycle of coordinate descent on the rows of `own`, written down as it is defined. */
function plainCycle(x: Table, own: Table, other: Table): void {
  const square = times(turned(other), other);
  const products = times(x, other);
  own.forEach((row, i) => {
    for (let a = 0; a < row.length; a++) {
      const gradient = square[a]!.reduce((sum, v, b) => sum + v * row[b]!, 0) - products[i]![a]!;
      row[a] = Math.max(0, row[a]! - gradient / square[a]![a]!);
    }
  });
}

test.each([
  [1, 5, 3],
  [3, 8, 8],
  [9, 37, 21],
  [20, 64, 30],
])('with %i factors a step is that of the plain version', (rank, rows, columns) => {
  const random = new Xoshiro128(rank);
  const table = (height: number, width: number, share: number): Table =>
    Array.from({ length: height }, () =>
      Array.from({ length: width }, () => (random.next() < share ? random.next() : 0)),
    );
  const dense = table(rows, columns, 0.3);
  dense[2]!.fill(0);
  const x = fromDense(dense);
  const state = nmfState(x, rank);
  const h = table(columns, rank, 1);
  const w = table(rows, rank, 0);
  h.forEach((row, j) => {
    state.h.set(row, j * state.padded);
  });
  const near = (found: Float32Array, plain: Table): void =>
    plain.flat().forEach((v, i) => {
      expect(Math.abs(found[i]! - v)).toBeLessThan(1e-3);
    });
  for (const cycles of [3, 1]) {
    for (let c = 0; c < cycles; c++) plainCycle(dense, w, h);
    state.fitRows(cycles);
    plainCycle(turned(dense), h, w);
    state.fitColumns();
    near(state.rows(), w);
    near(state.columns(), h);
    const product = times(w, turned(h));
    const explained = dense.flat().reduce((sum, v, i) => sum + v * v - (v - product.flat()[i]!) ** 2, 0);
    expect(state.explained()).toBeCloseTo(explained, 3);
  }
});
