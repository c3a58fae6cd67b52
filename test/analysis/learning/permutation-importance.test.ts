import { evaluate } from '../../../analysis/learning/evaluation';
import { decisionScores, type LinearWeights, mostProbable } from '../../../analysis/learning/logistic-regression';
import { permutationImportance, type Scorer } from '../../../analysis/learning/permutation-importance';
import { fromDense, type SparseMatrix } from '../../../analysis/learning/sparse-matrix';
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
const guess = (x: SparseMatrix): Int32Array => mostProbable(decisionScores(model, x), 3);
const linear: Scorer = { classes: 3, scores: (x) => decisionScores(model, x) };
const whole: Scorer = { ...linear, partOf: () => linear.scores };
const y = Int32Array.from(peer.y);
const single = Array.from({ length: features }, (_, j) => [j]);

/** The mean over all orders: each row meets the value of every row equally often, and macro recall is a sum over rows. */
function exact(columns: readonly number[]): number {
  const support = [0, 1, 2].map((c) => y.filter((one) => one === c).length);
  let recall = 0;
  peer.x.forEach((row, i) => {
    const met = peer.x.map((other) => row.map((value, j) => (columns.includes(j) ? other[j]! : value)));
    const hits = guess(fromDense(met)).filter((one) => one === y[i]).length;
    recall += hits / met.length / support[y[i]!]! / 3;
  });
  return evaluate(y, guess(fromDense(peer.x)), 3).macroRecall! - recall;
}

test.each([
  ['entry by entry', linear],
  ['as whole rows', whole],
])(
  'permutation importance is that of scikit-learn for the same weights, and that of all orders, scored %s',
  (_, scorer) => {
    const found = permutationImportance(fromDense(peer.x), y, scorer, single, 2000, new Xoshiro128(1));
    found.forEach(({ mean, deviation, low, high }, j) => {
      const error = (peer.deviation[j]! / Math.sqrt(2000)) * 4.5 + 1e-12;
      expect(Math.abs(mean - exact([j]))).toBeLessThan(error);
      expect(Math.abs(mean - peer.mean[j]!)).toBeLessThan(error * 1.5);
      expect(Math.abs(deviation - peer.deviation[j]!)).toBeLessThan(0.1 * peer.deviation[j]! + 1e-12);
      expect(low).toBeLessThanOrEqual(mean);
      expect(high).toBeGreaterThanOrEqual(mean);
    });
  },
);

test('columns of a group move together', () => {
  const groups = [[0, 1, 8], Array.from({ length: features }, (_, j) => j)];
  const [some, all] = permutationImportance(fromDense(peer.x), y, linear, groups, 1000, new Xoshiro128(2));
  expect(Math.abs(some!.mean - exact(groups[0]!))).toBeLessThan((4.5 * some!.deviation) / Math.sqrt(1000));
  expect(Math.abs(all!.mean - exact(groups[1]!))).toBeLessThan((4.5 * all!.deviation) / Math.sqrt(1000));
});

test('the same seed gives the same, and a column that the model does not look at is worth nothing', () => {
  const x = fromDense(peer.x.map((row) => [...row, row[0]! * 7]));
  const scores = (some: SparseMatrix): Float64Array =>
    decisionScores(
      model,
      fromDense(
        Array.from({ length: some.rows }, (_, i) => {
          const row = new Array<number>(features).fill(0);
          for (let e = some.start[i]!; e < some.start[i + 1]!; e++)
            if (some.index[e]! < features) row[some.index[e]!] = some.value[e]!;
          return row;
        }),
      ),
    );
  const blind = { ...linear, scores };
  const once = permutationImportance(x, y, blind, [[0], [features]], 20, new Xoshiro128(3));
  expect(once).toEqual(permutationImportance(x, y, blind, [[0], [features]], 20, new Xoshiro128(3)));
  expect(once[1]).toEqual({ mean: 0, deviation: 0, low: 0, high: 0 });
});
