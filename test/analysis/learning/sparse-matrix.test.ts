import { fromDense, selectRows, type SparseMatrix, transpose } from '../../../analysis/learning/sparse-matrix';
import { Xoshiro128 } from '../../../analysis/statistics/random';

const random = new Xoshiro128(4);
const dense = Array.from({ length: 13 }, () =>
  Array.from({ length: 9 }, () => (random.below(3) === 0 ? random.normal() : 0)),
);

function back(x: SparseMatrix): number[][] {
  return Array.from({ length: x.rows }, (_, i) => {
    const row = new Array<number>(x.columns).fill(0);
    for (let e = x.start[i]!; e < x.start[i + 1]!; e++) row[x.index[e]!] = x.value[e]!;
    return row;
  });
}

test('a sparse copy holds what the dense rows hold, and no zeros', () => {
  expect(back(fromDense(dense))).toEqual(dense);
  expect(Array.from(fromDense(dense).value)).not.toContain(0);
});

test('rows are selected in the order given, also twice', () => {
  expect(back(selectRows(fromDense(dense), [3, 0, 3]))).toEqual([dense[3], dense[0], dense[3]]);
  expect(selectRows(fromDense(dense), []).rows).toBe(0);
});

test('a transpose has columns as rows with ascending index, and twice gives the matrix', () => {
  const turned = transpose(fromDense(dense));
  expect(back(turned)).toEqual(dense[0]!.map((_, j) => dense.map((row) => row[j])));
  for (let i = 0; i < turned.rows; i++) {
    for (let e = turned.start[i]! + 1; e < turned.start[i + 1]!; e++)
      expect(turned.index[e]!).toBeGreaterThan(turned.index[e - 1]!);
  }
  expect(transpose(turned)).toEqual(fromDense(dense));
});
