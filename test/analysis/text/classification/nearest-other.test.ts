import { fromDense, selectRows } from '../../../../analysis/learning/sparse-matrix';
import { NearestOther } from '../../../../analysis/text/classification/nearest-other';
import { Xoshiro128 } from '../../../../analysis/statistics/random';

const draw = new Xoshiro128(5);
const dense = Array.from({ length: 60 }, () =>
  Array.from({ length: 12 }, () => (draw.below(3) === 0 ? draw.next() : 0)),
);
const matrix = fromDense(dense);
const y = Int32Array.from(dense, () => draw.below(3));

test('the nearest of another label is that of the greatest cosine among all, over the first columns alone', () => {
  const width = 8;
  const nearest = new NearestOther(matrix, y, width);
  const cosine = (a: readonly number[], b: readonly number[]): number => {
    const dot = (p: readonly number[], q: readonly number[]): number =>
      p.slice(0, width).reduce((sum, value, j) => sum + value * q[j]!, 0);
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
  const nearest = new NearestOther(fromDense([[1, 0, 0]]), Int32Array.of(0), 3);
  expect(nearest.find(fromDense([[0, 1, 1]]), 1)).toBeNull();
  expect(nearest.find(fromDense([[1, 0, 0]]), 0)).toBeNull();
});
