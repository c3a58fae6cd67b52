import { evaluate } from '../../../analysis/learning/evaluation';
import { decisionScores, type LinearWeights, mostProbable } from '../../../analysis/learning/logistic-regression';
import { linearScorer, permutationImportance, treeScorer } from '../../../analysis/learning/permutation-importance';
import { fromDense, type SparseMatrix } from '../../../analysis/learning/sparse-matrix';
import { treeScores } from '../../../analysis/learning/trees/boosted-trees';
import { fitBoostedTrees } from '../../../analysis/learning/trees/boosting';
import { TreeMasks } from '../../../analysis/learning/trees/tree-masks';
import { Xoshiro128 } from '../../../analysis/statistics/random';
import { known } from '../../shared-data';

const peer = known<{
  permutation: {
    x: number[][];
    y: number[];
    coefficients: number[][];
    intercepts: number[];
    mean: number[];
    deviation: number[];
    repeats: number;
  };
}>('trees.json').permutation;
const features = peer.x[0]!.length;
const model: LinearWeights = {
  classes: 3,
  features,
  weights: Float64Array.from({ length: features * 3 }, (_, at) => peer.coefficients[at % 3]![Math.floor(at / 3)]!),
  intercepts: Float64Array.from(peer.intercepts),
};
const x = fromDense(peer.x);
const y = Int32Array.from(peer.y);
const linear = linearScorer(model, x);
const trees = fitBoostedTrees(x, y, 3, new Xoshiro128(4), { rounds: 20, heldOut: 0 });
const single = Array.from({ length: features }, (_, j) => [j]);

type Scores = (x: SparseMatrix) => Float64Array;
const scoresOf: Record<string, Scores> = {
  linear: (some) => decisionScores(model, some),
  trees: (some) => treeScores(trees, some),
};

/** The mean over all orders: each row meets the value of every row equally often, and macro recall is a sum over rows. */
function exact(scores: Scores, columns: readonly number[]): number {
  const guess = (some: SparseMatrix): Int32Array => mostProbable(scores(some), 3);
  const support = [0, 1, 2].map((c) => y.filter((one) => one === c).length);
  let recall = 0;
  peer.x.forEach((row, i) => {
    const met = peer.x.map((other) => row.map((value, j) => (columns.includes(j) ? other[j]! : value)));
    const hits = guess(fromDense(met)).filter((one) => one === y[i]).length;
    recall += hits / met.length / support[y[i]!]! / 3;
  });
  return evaluate(y, guess(x), 3).macroRecall! - recall;
}

test('permutation importance is that of scikit-learn for the same weights, and that of all orders', () => {
  const found = permutationImportance(linear, y, single, 2000, new Xoshiro128(1));
  found.forEach(({ mean, deviation, low, high }, j) => {
    const error = (peer.deviation[j]! / Math.sqrt(2000)) * 4.5 + 1e-12;
    expect(Math.abs(mean - exact(scoresOf.linear!, [j]))).toBeLessThan(error);
    expect(Math.abs(mean - peer.mean[j]!)).toBeLessThan(error * 1.5);
    expect(Math.abs(deviation - peer.deviation[j]!)).toBeLessThan(0.1 * peer.deviation[j]! + 1e-12);
    expect(low).toBeLessThanOrEqual(mean);
    expect(high).toBeGreaterThanOrEqual(mean);
  });
});

test.each([
  ['linear', linear],
  ['trees', treeScorer(new TreeMasks(trees), x)],
])('the scores of rows with other rows’ values are those of the rows put together: %s', (kind, scorer) => {
  const out = new Float64Array(3);
  for (const columns of [[0], [3, 5], [0, 1, 2, 8]]) {
    const { has, score } = scorer.dealing(columns);
    peer.x.forEach((row, i) => {
      const other = (i * 7 + 3) % peer.x.length;
      const met = row.map((value, j) => (columns.includes(j) ? peer.x[other]![j]! : value));
      const expected = scoresOf[kind]!(fromDense([met]));
      score(i, other, out);
      expected.forEach((one, c) => expect(out[c]).toBeCloseTo(one, 12));
      if (has[i] === 0 && has[other] === 0)
        scoresOf[kind]!(fromDense([row])).forEach((one, c) => expect(expected[c]).toBeCloseTo(one, 12));
    });
  }
});

test('of trees too it is that of all orders', () => {
  const found = permutationImportance(treeScorer(new TreeMasks(trees), x), y, single, 1000, new Xoshiro128(5));
  found.forEach(({ mean, deviation }, j) => {
    expect(Math.abs(mean - exact(scoresOf.trees!, [j]))).toBeLessThan((4.5 * deviation) / Math.sqrt(1000) + 1e-12);
  });
});

test('columns of a group move together', () => {
  const groups = [[0, 1, 8], Array.from({ length: features }, (_, j) => j)];
  const [some, all] = permutationImportance(linear, y, groups, 1000, new Xoshiro128(2));
  const { linear: scores } = scoresOf;
  expect(Math.abs(some!.mean - exact(scores!, groups[0]!))).toBeLessThan((4.5 * some!.deviation) / Math.sqrt(1000));
  expect(Math.abs(all!.mean - exact(scores!, groups[1]!))).toBeLessThan((4.5 * all!.deviation) / Math.sqrt(1000));
});

test('the same seed gives the same, and a column that the model does not look at is worth nothing', () => {
  const more = fromDense(peer.x.map((row) => [...row, row[0]! * 7]));
  const blind = linearScorer(
    { ...model, features: features + 1, weights: Float64Array.from([...model.weights, 0, 0, 0]) },
    more,
  );
  const once = permutationImportance(blind, y, [[0], [features]], 20, new Xoshiro128(3));
  expect(once).toEqual(permutationImportance(blind, y, [[0], [features]], 20, new Xoshiro128(3)));
  expect(once[1]).toEqual({ mean: 0, deviation: 0, low: 0, high: 0 });
});
