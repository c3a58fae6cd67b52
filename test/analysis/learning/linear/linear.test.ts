import { chiSquared, keepColumns, mutualInformation, strongest } from '../../../../analysis/learning/feature-selection';
import { fitElasticNet } from '../../../../analysis/learning/linear/elastic-net';
import { fitLogOdds, fitNaiveBayes } from '../../../../analysis/learning/linear/naive-bayes';
import { decisionScores, fitLinear } from '../../../../analysis/learning/logistic-regression';
import { fromDense } from '../../../../analysis/learning/sparse-matrix';
import { known } from '../../../shared-data';

interface Fit {
  class: number;
  coefficients: number[];
  intercept: number;
}
const reference = known<{
  x: number[][];
  y: number[];
  counts: number[][];
  elasticNet: (Fit & { ratio: number })[];
  svm: Fit[];
  naiveBayes: { alpha: number; logProbability: number[][]; logPrior: number[] };
  logOdds: number[][];
  chi2: number[];
  mutualInformation: number[];
}>('classification.json');
const x = fromDense(reference.x);
const counts = fromDense(reference.counts);

test('the squared hinge has LinearSVC’s weights', () => {
  const model = fitLinear(x, reference.y, 3, { c: 0.5, loss: 'squared-hinge', tolerance: 1e-10, sweeps: 1e5 });
  expect(model.converged).toBe(true);
  for (const fit of reference.svm) {
    fit.coefficients.forEach((wanted, j) => expect(model.weights[j * 3 + fit.class]).toBeCloseTo(wanted, 5));
    expect(model.intercepts[fit.class]).toBeCloseTo(fit.intercept, 5);
  }
});

test.each(reference.elasticNet)(
  'the elastic net has saga’s weights, zeros included (ratio $ratio, class $class)',
  (fit) => {
    const binary = reference.y.map((one) => (one === fit.class ? 0 : 1));
    const model = fitElasticNet(x, binary, 2, { c: 0.5, l1Ratio: fit.ratio, tolerance: 1e-9, sweeps: 1e5 });
    expect(model.converged).toBe(true);
    fit.coefficients.forEach((wanted, j) => {
      expect(model.weights[j * 2]).toBeCloseTo(wanted, 4);
      if (wanted === 0) expect(model.weights[j * 2]).toBe(0);
      expect(model.weights[j * 2 + 1]).toBe(0 - model.weights[j * 2]!);
    });
    expect(model.intercepts[0]).toBeCloseTo(fit.intercept, 4);
  },
);

test('a stronger L1 penalty leaves fewer weights, and one that is strong enough leaves none', () => {
  const left = [10, 0.1, 0.001].map(
    (c) => fitElasticNet(x, reference.y, 3, { c, l1Ratio: 1 }).weights.filter((one) => one !== 0).length,
  );
  expect(left[0]).toBeGreaterThan(left[1]!);
  expect(left[2]).toBe(0);
});

test('naive Bayes has scikit-learn’s log probabilities and priors', () => {
  const { alpha, logProbability, logPrior } = reference.naiveBayes;
  const model = fitNaiveBayes(counts, reference.y, 3, { alpha });
  logProbability.forEach((row, c) => {
    row.forEach((wanted, j) => expect(model.weights[j * 3 + c]).toBeCloseTo(wanted, 10));
    expect(model.intercepts[c]).toBeCloseTo(logPrior[c]!, 10);
  });
});

test('log-odds of each class are scikit-learn’s naive Bayes of that class against the rest', () => {
  const model = fitLogOdds(counts, reference.y, 3);
  reference.logOdds.forEach((row, c) => {
    row.forEach((wanted, j) => expect(model.weights[j * 3 + c]).toBeCloseTo(wanted, 10));
  });
});

test('chi² and mutual information of features are scikit-learn’s', () => {
  const chi = chiSquared(counts, reference.y, 3);
  const information = mutualInformation(counts, reference.y, 3);
  reference.chi2.forEach((wanted, j) => expect(chi[j]).toBeCloseTo(wanted, 8));
  reference.mutualInformation.forEach((wanted, j) => expect(information[j]).toBeCloseTo(wanted, 10));
});

test('a selection keeps the best features and leaves the others’ entries out', () => {
  const kept = strongest(Float64Array.from([1, Number.NaN, 3, 3, 0, 2]), 3);
  expect(Array.from(kept)).toEqual([0, 0, 1, 1, 0, 1]);
  const left = keepColumns(x, kept);
  expect(left.columns).toBe(6);
  expect(new Set(left.index)).toEqual(new Set([2, 3, 5]));
  const weights = new Float64Array(6).map((_, j) => kept[j]! * (j + 1));
  const model = { classes: 1, features: 6, weights, intercepts: new Float64Array(1) };
  expect(decisionScores(model, left)).toEqual(decisionScores(model, x));
});
