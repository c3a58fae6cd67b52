import { fromDense } from '../../../../analysis/learning/sparse-matrix';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { type Factors, factorise } from '../../../../analysis/text/topics/nmf';
import { known } from '../../../shared-data';

const { factors } = known<{
  factors: { name: string; matrix: number[][]; rank: number; randomBest: number; truncatedSvd: number }[];
}>('learning.json');

function best(matrix: number[][], rank: number): Factors {
  const x = fromDense(matrix);
  return Array.from({ length: 20 }, (_, seed) =>
    factorise(x, rank, new Xoshiro128(seed), { iterations: 5000, tolerance: 1e-9 }),
  ).reduce((a, b) => (b.error < a.error ? b : a));
}

test.each(factors)(
  '$name: the best of 20 starts is as near as scikit-learn’s, and no nearer than any factors of this rank can be',
  ({ matrix, rank, randomBest, truncatedSvd }) => {
    const { error } = best(matrix, rank);
    expect(Math.abs(error - randomBest)).toBeLessThan(1e-3);
    expect(error).toBeGreaterThanOrEqual(truncatedSvd - 1e-9);
  },
);

test.each(factors)('$name: the stated error is that of the factors, which are not negative', ({ matrix, rank }) => {
  const { w, h, error } = factorise(fromDense(matrix), rank, new Xoshiro128(1));
  expect(Math.min(...w, ...h)).toBeGreaterThanOrEqual(0);
  let square = 0;
  matrix.forEach((row, i) =>
    row.forEach((value, j) => {
      let product = 0;
      for (let a = 0; a < rank; a++) product += w[i * rank + a]! * h[j * rank + a]!;
      square += (value - product) ** 2;
    }),
  );
  expect(error).toBeCloseTo(Math.sqrt(square), 8);
});

test('posts of eight themes: as near at the usual tolerance as scikit-learn at its own, from one start as from many', () => {
  const { columns, rank, rows, errors } = known<{
    factorisation: { columns: number; rank: number; rows: [number, number][][]; errors: number[] };
  }>('topics.json').factorisation;
  const dense = rows.map((row) => {
    const out = new Array<number>(columns).fill(0);
    for (const [j, value] of row) out[j] = value;
    return out;
  });
  const x = fromDense(dense);
  const norm = x.value.reduce((sum, value) => sum + value * value, 0);
  const found = errors.map((_, seed) => factorise(x, rank, new Xoshiro128(seed)));
  // Most of such a matrix is noise that no factors explain, so the explained part is compared as well, which is stricter.
  const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length;
  const explained = (list: readonly number[]): number => mean(list.map((error) => 1 - error ** 2 / norm));
  for (const { error } of found) expect(error).toBeLessThan(mean(errors) * 1.005);
  expect(explained(found.map(({ error }) => error))).toBeGreaterThan(explained(errors) * 0.99);
  for (const { iterations } of found) expect(iterations).toBeLessThan(100);
});

test('an exact product of non-negative factors is found again', () => {
  const random = new Xoshiro128(3);
  const left = Array.from({ length: 15 }, () => [random.next(), random.next()]);
  const right = Array.from({ length: 9 }, () => [random.next(), random.next()]);
  const matrix = left.map((a) => right.map((b) => a[0]! * b[0]! + a[1]! * b[1]!));
  expect(best(matrix, 2).error).toBeLessThan(1e-3);
});

test('the same seed gives the same bits, and a matrix of nothing has no error', () => {
  const x = fromDense(factors[0]!.matrix);
  expect(factorise(x, 3, new Xoshiro128(2)).w).toEqual(factorise(x, 3, new Xoshiro128(2)).w);
  expect(
    factorise(
      fromDense([
        [0, 0],
        [0, 0],
        [0, 0],
      ]),
      2,
      new Xoshiro128(1),
    ).error,
  ).toBe(0);
});
