import { fitLogistic, mostProbable, predictProbabilities } from '../../../analysis/learning/logistic-regression';
import { fromDense } from '../../../analysis/learning/sparse-matrix';
import { Xoshiro128 } from '../../../analysis/statistics/random';
import { known } from '../../shared-data';

const { logistic } = known<{ logistic: { rows: number[][]; labels: number[] } }>('learning.json');
const { fits } = known<{ fits: { class: number; coefficients: number[]; intercept: number; probability: number[] }[] }>(
  'liblinear.json',
);
const x = fromDense(logistic.rows);
const exact = { tolerance: 1e-10, sweeps: 100_000 };

test('each class against the rest has liblinear’s weights and intercept', () => {
  const model = fitLogistic(x, logistic.labels, 3, exact);
  expect(model.converged).toBe(true);
  expect(fits.map((one) => one.class)).toEqual([0, 1, 2]);
  for (const fit of fits) {
    fit.coefficients.forEach((wanted, j) =>
      expect(Math.abs(model.weights[j * 3 + fit.class]! - wanted)).toBeLessThan(1e-5),
    );
    expect(Math.abs(model.intercepts[fit.class]! - fit.intercept)).toBeLessThan(1e-5);
  }
});

test('probabilities are those of the three fits, made to sum to 1', () => {
  const found = predictProbabilities(fitLogistic(x, logistic.labels, 3, exact), x);
  logistic.rows.forEach((_, i) => {
    const raw = fits.map((fit) => fit.probability[i]!);
    const total = raw.reduce((a, b) => a + b, 0);
    raw.forEach((one, k) => expect(Math.abs(found[i * 3 + k]! - one / total)).toBeLessThan(1e-5));
  });
});

test('of two classes one is the mirror of the other, and the fit is that of one against the rest', () => {
  const binary = logistic.labels.map((label) => (label === 0 ? 0 : 1));
  const model = fitLogistic(x, binary, 2, exact);
  fits[0]!.coefficients.forEach((wanted, j) => {
    expect(Math.abs(model.weights[j * 2]! - wanted)).toBeLessThan(1e-5);
    expect(model.weights[j * 2 + 1]).toBe(-model.weights[j * 2]!);
  });
  const found = predictProbabilities(model, x);
  fits[0]!.probability.forEach((wanted, i) => {
    expect(Math.abs(found[i * 2]! - wanted)).toBeLessThan(1e-5);
    expect(found[i * 2]! + found[i * 2 + 1]!).toBeCloseTo(1, 12);
  });
});

/** ½‖w‖² + Σ cᵢ log(1 + exp(−yᵢ w·xᵢ)) of class k, the intercept among the weights. */
function loss(weights: readonly number[], cost: readonly number[], k: number): number {
  return (
    weights.reduce((sum, one) => sum + one * one, 0) / 2 +
    logistic.rows.reduce((sum, row, i) => {
      const score = [...row, 1].reduce((total, value, j) => total + value * weights[j]!, 0);
      return sum + cost[i]! * Math.log1p(Math.exp(logistic.labels[i] === k ? -score : score));
    }, 0)
  );
}

test.each([0.1, 1, 10])('no step in any direction lowers the stated loss (C = %s, weighted classes)', (c) => {
  const classWeights = [1, 2, 0.5];
  const model = fitLogistic(x, logistic.labels, 3, { ...exact, c, classWeights });
  const cost = logistic.labels.map((label) => c * classWeights[label]!);
  for (let k = 0; k < 3; k++) {
    const weights = [...logistic.rows[0]!.map((_, j) => model.weights[j * 3 + k]!), model.intercepts[k]!];
    const least = loss(weights, cost, k);
    for (let j = 0; j < weights.length; j++) {
      for (const step of [-1e-3, 1e-3])
        expect(loss(weights.with(j, weights[j]! + step), cost, k)).toBeGreaterThan(least);
    }
  }
});

test('separable classes do not break it, and all are told apart', () => {
  const rows = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? [1 + i, 0] : [0, 1 + i]));
  const labels = rows.map((_, i) => i % 2);
  const model = fitLogistic(fromDense(rows), labels, 2, { c: 1e4 });
  expect(Array.from(model.weights).every(Number.isFinite)).toBe(true);
  expect(Array.from(mostProbable(predictProbabilities(model, fromDense(rows)), 2))).toEqual(labels);
});

test('the default tolerance guesses as the optimum does on nearly every row', () => {
  const random = new Xoshiro128(3);
  const rows = Array.from({ length: 400 }, () =>
    Array.from({ length: 10 }, () => (random.below(2) === 0 ? 0 : random.normal())),
  );
  const labels = rows.map((row) => (row[0]! + row[1]! + random.normal() > 0 ? 1 : 0));
  const matrix = fromDense(rows);
  const rough = mostProbable(predictProbabilities(fitLogistic(matrix, labels, 2), matrix), 2);
  const best = mostProbable(predictProbabilities(fitLogistic(matrix, labels, 2, exact), matrix), 2);
  expect(rough.filter((one, i) => one === best[i]).length).toBeGreaterThan(390);
});

test('the same rows give the same bits, and too few sweeps say so', () => {
  const once = fitLogistic(x, logistic.labels, 3);
  const twice = fitLogistic(x, logistic.labels, 3);
  expect(twice.weights).toEqual(once.weights);
  expect(fitLogistic(x, logistic.labels, 3, { tolerance: 1e-12, sweeps: 1 }).converged).toBe(false);
});

test('a class without rows is never the most probable', () => {
  const model = fitLogistic(x, logistic.labels, 4, exact);
  expect(Array.from(mostProbable(predictProbabilities(model, x), 4))).not.toContain(3);
});

test('of equal probabilities the first class is taken', () => {
  expect(Array.from(mostProbable(Float64Array.from([0.5, 0.5, 0.2, 0.8]), 2))).toEqual([0, 1]);
});
