import { clusterByDensity } from '../../../../analysis/learning/clustering/density';
import { hdbscan } from '../../../../analysis/learning/clustering/hdbscan';
import { adjustedRand } from '../../../../analysis/learning/partition-agreement';
import { fromDense } from '../../../../analysis/learning/sparse-matrix';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { known } from '../../../shared-data';

const { density } = known<{
  density: { points: number[][]; leastSize: number; neighbours: number; labels: number[] }[];
}>('topics.json');

const distancesIn =
  (points: readonly (readonly number[])[]) =>
  (i: number, out: Float64Array): void => {
    points.forEach((point, j) => {
      out[j] = Math.hypot(...point.map((value, c) => value - points[i]![c]!));
    });
  };

test.each(density.map((one, i) => [i + 1, one] as const))(
  'points %i: clusters and noise are scikit-learn’s',
  (_i, { points, leastSize, neighbours, labels }) => {
    const { cluster, clusters } = hdbscan(points.length, distancesIn(points), leastSize, neighbours);
    expect(clusters).toBe(new Set(labels.filter((one) => one >= 0)).size);
    expect(Array.from(cluster, (one) => one < 0)).toEqual(labels.map((one) => one < 0));
    // A point as far from two clusters goes to either: the spanning tree is not unique.
    expect(adjustedRand(cluster, labels)).toBeGreaterThan(0.97);
  },
);

test('too few points, one point and equal points have no clusters', () => {
  expect(hdbscan(0, () => {}, 5, 3).clusters).toBe(0);
  expect([...hdbscan(1, distancesIn([[1]]), 5, 3).cluster]).toEqual([-1]);
  const same = Array.from({ length: 30 }, () => [1, 2]);
  expect(hdbscan(30, distancesIn(same), 5, 3).clusters).toBe(0);
});

test('two groups of equal points are two clusters', () => {
  const points = Array.from({ length: 40 }, (_, i) => (i % 2 ? [0, 0] : [5, 5]));
  const { cluster, clusters } = hdbscan(40, distancesIn(points), 5, 3);
  expect(clusters).toBe(2);
  expect(
    adjustedRand(
      cluster,
      points.map((_, i) => i % 2),
    ),
  ).toBe(1);
});

test('of many rows a sample is clustered and the others join the group they lie in', () => {
  const random = new Xoshiro128(2);
  const group = Array.from({ length: 700 }, () => random.below(2));
  const x = fromDense(group.map((one) => [one * 20 + random.normal(), random.normal()]));
  const found = clusterByDensity(x, 60, new Xoshiro128(1), () => {}, 400);
  expect(found.sampled).toBe(400);
  expect(found.clusters).toBe(2);
  const placed = group.map((_, i) => i).filter((i) => found.cluster[i]! >= 0);
  expect(placed.length).toBeGreaterThan(500);
  expect(
    adjustedRand(
      placed.map((i) => group[i]!),
      placed.map((i) => found.cluster[i]!),
    ),
  ).toBe(1);
});
