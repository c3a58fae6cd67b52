import { fromDense, selectRows } from '../../../../analysis/learning/sparse-matrix';
import { NearestOther } from '../../../../analysis/text/classification/nearest-other';
import { Xoshiro128 } from '../../../../analysis/statistics/random';

const draw = new Xoshiro128(5);
const dense = Array.from({ length: 60 }, () =>
  Array.from({ length: 12 }, () => (draw.below(3) === 0 ? draw.next() : 0)),
);
const matrix = fromDense(dense);
const y = Int32Array.from(dense, () => draw.below(3));

test('the nearest of another label is that of the greatest weighted cosine among all, over the first columns alone', () => {
  const weight = Float64Array.of(1, 2, 0.5, 1, 3, 1, 1, 4);
  const nearest = new NearestOther(matrix, [...y.keys()], y, weight);
  const cosine = (a: readonly number[], b: readonly number[]): number => {
    const dot = (p: readonly number[], q: readonly number[]): number =>
      p.slice(0, weight.length).reduce((sum, value, j) => sum + value * q[j]! * weight[j]! ** 2, 0);
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)) || 0;
  };
  for (let label = 0; label < 3; label++)
    dense.forEach((row, i) => {
      const all = dense.map((other, k) => (y[k] === label ? -1 : cosine(row, other)));
      const most = Math.max(...all);
      const found = nearest.find(selectRows(matrix, [i]), label);
      if (most <= 0) expect(found).toBeNull();
      else {
        expect(all[found!.row]).toBeCloseTo(most, 12);
        expect(found!.similarity).toBeCloseTo(most, 12);
      }
    });
});

test('a post that shares nothing with the others has none', () => {
  const nearest = new NearestOther(fromDense([[1, 0, 0]]), [0], Int32Array.of(0), new Float64Array(3).fill(1));
  expect(nearest.find(fromDense([[0, 1, 1]]), 1)).toBeNull();
  expect(nearest.find(fromDense([[1, 0, 0]]), 0)).toBeNull();
});
