import { type KMeans, kMeans } from '../../../../analysis/learning/clustering/k-means';
import { silhouette } from '../../../../analysis/learning/clustering/silhouette';
import { fromDense } from '../../../../analysis/learning/sparse-matrix';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { known } from '../../../shared-data';

const { clusters } = known<{
  clusters: {
    silhouette: { points: number[][]; cases: { labels: number[]; score: number }[] };
    iris: { rows: number[][]; inertia: Record<string, number> };
  };
}>('learning.json');

test.each(clusters.silhouette.cases)('the silhouette of $labels is scikit-learn’s', ({ labels, score }) => {
  expect(silhouette(fromDense(clusters.silhouette.points), labels)).toBeCloseTo(score, 10);
});

test('one cluster has no silhouette', () => {
  expect(
    silhouette(
      fromDense(clusters.silhouette.points),
      clusters.silhouette.points.map(() => 0),
    ),
  ).toBeNull();
  expect(silhouette(fromDense([[1], [2]]), [0, 1])).toBeNull();
});

function best(rows: number[][], k: number, seeds = 20): KMeans {
  const x = fromDense(rows);
  return Array.from({ length: seeds }, (_, seed) => kMeans(x, k, new Xoshiro128(seed))).reduce((a, b) =>
    b.inertia < a.inertia ? b : a,
  );
}

test.each(Object.entries(clusters.iris.inertia))(
  'the best of 20 starts with %s clusters of Fisher’s iris is scikit-learn’s best of 50',
  (k, wanted) => {
    expect(best(clusters.iris.rows, Number(k)).inertia).toBeCloseTo(wanted, 6);
  },
);

test('inertia and centres are those of the clusters, and each row is with its nearest centre', () => {
  const rows = clusters.iris.rows;
  const { cluster, centres, inertia } = best(rows, 3, 3);
  const centre = (c: number): number[] =>
    rows[0]!.map((_, j) => {
      const mine = rows.filter((_row, i) => cluster[i] === c);
      return mine.reduce((sum, row) => sum + row[j]!, 0) / mine.length;
    });
  const distance = (row: readonly number[], to: readonly number[]): number =>
    row.reduce((sum, value, j) => sum + (value - to[j]!) ** 2, 0);
  const all = [0, 1, 2].map(centre);
  all.forEach((one, c) => one.forEach((value, j) => expect(centres[j * 3 + c]).toBeCloseTo(value, 10)));
  expect(inertia).toBeCloseTo(
    rows.reduce((sum, row, i) => sum + distance(row, all[cluster[i]!]!), 0),
    8,
  );
  rows.forEach((row, i) => {
    const own = distance(row, all[cluster[i]!]!);
    for (const other of all) expect(own).toBeLessThanOrEqual(distance(row, other) + 1e-9);
  });
});

test('equal rows and as many clusters as rows do not break it', () => {
  const same = kMeans(fromDense(Array.from({ length: 10 }, () => [1, 2])), 3, new Xoshiro128(1));
  expect(same.inertia).toBeCloseTo(0, 12);
  const apart = kMeans(
    fromDense([
      [0, 1],
      [5, 0],
      [0, 9],
    ]),
    3,
    new Xoshiro128(1),
  );
  expect(apart.inertia).toBeCloseTo(0, 12);
  expect(new Set(apart.cluster).size).toBe(3);
});
