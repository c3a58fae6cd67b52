import { fromDense, fromTable } from '../../../analysis/learning/sparse-matrix';
import { symmetricEigen, truncatedSvd } from '../../../analysis/learning/truncated-svd';
import { Xoshiro128 } from '../../../analysis/statistics/random';
import { known } from '../../shared-data';

const { singular } = known<{ singular: { matrix: number[][]; singular: number[]; u: number[][] } }>('topics.json');

test('the largest singular values and their vectors are scipy’s', () => {
  const found = truncatedSvd(fromDense(singular.matrix), 6, new Xoshiro128(1));
  // Random projection is near, not exact; with 40 columns and 8 more than asked for it is near indeed.
  singular.singular.forEach((wanted, c) => {
    expect(found.singular[c]! / wanted).toBeCloseTo(1, 2);
  });
  for (const c of [0, 1, 2]) {
    const cosine = singular.u.reduce((sum, row, i) => sum + row[c]! * found.u[i * found.rank + c]!, 0);
    expect(Math.abs(cosine)).toBeGreaterThan(0.99);
  }
});

test('a matrix of low rank is taken apart exactly', () => {
  const random = new Xoshiro128(5);
  const left = Array.from({ length: 12 }, () => [random.normal(), random.normal()]);
  const right = Array.from({ length: 9 }, () => [random.normal(), random.normal()]);
  const matrix = left.map((a) => right.map((b) => a[0]! * b[0]! + a[1]! * b[1]!));
  const { singular: values, u, rank } = truncatedSvd(fromDense(matrix), 4, new Xoshiro128(2));
  expect(values[2]! / values[0]!).toBeLessThan(1e-3);
  // U Uᵀ X = X
  matrix.forEach((row, i) =>
    row.forEach((value, j) => {
      let back = 0;
      for (let c = 0; c < 2; c++)
        for (let r = 0; r < 12; r++) back += u[i * rank + c]! * u[r * rank + c]! * matrix[r]![j]!;
      expect(back).toBeCloseTo(value, 4);
    }),
  );
});

test('eigenvectors are orthonormal and give the matrix back', () => {
  const random = new Xoshiro128(8);
  const n = 7;
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = random.normal();
  const { values, vectors } = symmetricEigen(a, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let back = 0;
      let product = 0;
      for (let c = 0; c < n; c++) {
        back += vectors[i * n + c]! * values[c]! * vectors[j * n + c]!;
        product += vectors[c * n + i]! * vectors[c * n + j]!;
      }
      expect(back).toBeCloseTo(a[i * n + j]!, 9);
      expect(product).toBeCloseTo(i === j ? 1 : 0, 9);
    }
  }
});

test('chosen rows of a dense table are a matrix', () => {
  const x = fromTable(Float32Array.of(1, 2, 3, 4, 5, 6), 2, [2, 0]);
  expect(x).toEqual(
    fromDense([
      [5, 6],
      [1, 2],
    ]),
  );
});
