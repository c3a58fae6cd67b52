import {
  brierScore,
  calibrationError,
  calibrationErrorByChance,
} from '../../../../analysis/learning/calibration/calibration-error';
import {
  calibrate,
  fitIsotonic,
  fitPlatt,
  fitTemperature,
  fitTopLabel,
} from '../../../../analysis/learning/calibration/scaling';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { known } from '../../../shared-data';

const reference = known<{
  y: number[];
  scores: number[][];
  isotonic: { at: number[]; probability: number[] };
  platt: { slope: number; intercept: number };
  temperature: { slope: number; loss: number };
  topLabel: { scores: number[][]; y: number[]; probability: number[] };
  temperatureBias: { slope: number; loss: number };
}>('classification.json');
const scores = Float64Array.from(reference.scores.flat());
const { y } = reference;

function logLoss(probabilities: Float64Array): number {
  return y.reduce((sum, one, i) => sum - Math.log(probabilities[i * 3 + one]!), 0);
}

test('what is worse than chance on held-out posts is not turned round', () => {
  const opposite = scores.map((one) => -one);
  for (const learn of [fitTemperature, fitTopLabel]) {
    const found = calibrate(learn(opposite, y, 3), opposite, 3);
    for (let i = 0; i < y.length; i++) {
      const best = [0, 1, 2].reduce((a, b) => (opposite[i * 3 + b]! > opposite[i * 3 + a]! ? b : a));
      for (let c = 0; c < 3; c++) expect(found[i * 3 + best]!).toBeGreaterThanOrEqual(found[i * 3 + c]! - 1e-12);
    }
  }
});

test('temperature is that of least log-loss, up to the small ridge, and the best class stays the best', () => {
  const fit = fitTemperature(scores, y, 3);
  expect(fit.slopes[0]).toBeCloseTo(reference.temperature.slope, 1);
  const found = calibrate(fit, scores, 3);
  expect(logLoss(found)).toBeGreaterThanOrEqual(reference.temperature.loss - 1e-9);
  expect(logLoss(found)).toBeLessThan(reference.temperature.loss + 0.01);
  for (let i = 0; i < y.length; i++) {
    const of = (values: Float64Array): number => {
      const row = Array.from(values.subarray(i * 3, i * 3 + 3));
      return row.indexOf(Math.max(...row));
    };
    expect(of(found)).toBe(of(scores));
  }
});

test('with biases the loss is lower still, and the mean probability of a class is its share', () => {
  const found = calibrate(fitTemperature(scores, y, 3, true), scores, 3);
  expect(logLoss(found)).toBeLessThan(reference.temperatureBias.loss + 0.05);
  for (let c = 0; c < 3; c++) {
    const mean = y.reduce((sum, _, i) => sum + found[i * 3 + c]!, 0) / y.length;
    expect(mean).toBeCloseTo(y.filter((one) => one === c).length / y.length, 2);
  }
});

test('top-label calibration states the best class as scipy’s temperature and sigmoids do, and keeps it', () => {
  const skewed = Float64Array.from(reference.topLabel.scores.flat());
  const found = calibrate(fitTopLabel(skewed, reference.topLabel.y, 3), skewed, 3);
  reference.topLabel.probability.forEach((wanted, i) => {
    const row = Array.from(found.subarray(i * 3, i * 3 + 3));
    const before = reference.topLabel.scores[i]!;
    const top = before.indexOf(Math.max(...before));
    const others = row.filter((_, c) => c !== top);
    expect(row.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
    expect(row[top]!).toBeGreaterThanOrEqual(Math.max(...others) - 1e-12);
    // Never below the next class, else its sigmoid's; the temperature differs by its small ridge.
    expect(row[top]!).toBeCloseTo(Math.max(wanted, Math.max(...others)), 2);
  });
});

test('on few posts top-label calibration is the temperature alone', () => {
  const found = calibrate(fitTopLabel(scores, y, 3), scores, 3);
  calibrate(fitTemperature(scores, y, 3), scores, 3).forEach((one, at) => expect(found[at]).toBeCloseTo(one, 12));
});

test('Platt’s slope and intercept are scikit-learn’s', () => {
  const fit = fitPlatt(scores, y, 3);
  expect(fit.slopes[1]).toBeCloseTo(reference.platt.slope, 4);
  expect(fit.intercepts[1]).toBeCloseTo(reference.platt.intercept, 4);
});

test('the isotonic fit is scikit-learn’s, within and beyond the scores seen', () => {
  const fit = fitIsotonic(scores, y, 3);
  const { at, probability } = reference.isotonic;
  // Only the first class is asked for: the others are made certain to be 0.
  const alone = { ...fit, steps: [fit.steps![0]!, { score: [0], probability: [1] }, { score: [0], probability: [0] }] };
  at.forEach((score, k) => {
    const row = calibrate(alone, Float64Array.from([score, 0, 0]), 3);
    expect(row[0]! / row[1]!).toBeCloseTo(probability[k]!, 8);
  });
});

test('perfectly separable scores give finite probabilities', () => {
  const labels = [0, 0, 1, 1];
  const apart = Float64Array.from([5, -5, 5, -5, -5, 5, -5, 5]);
  for (const fit of [
    fitTemperature(apart, labels, 2),
    fitTemperature(apart, labels, 2, true),
    fitTopLabel(apart, labels, 2),
    fitPlatt(apart, labels, 2),
    fitIsotonic(apart, labels, 2),
  ])
    expect(Array.from(calibrate(fit, apart, 2)).every(Number.isFinite)).toBe(true);
});

test('calibration error: nothing for probabilities that come true, the gap for those that do not', () => {
  expect(calibrationError([0.8, 0.2, 0.8, 0.2, 0.8, 0.2, 0.8, 0.2, 0.8, 0.2], [0, 0, 0, 0, 1], 2)).toBeCloseTo(0, 12);
  expect(calibrationError([0.9, 0.1, 0.9, 0.1], [0, 1], 2)).toBeCloseTo(0.4, 12);
  expect(calibrationError([], [], 2)).toBeNull();
  const random = new Xoshiro128(1);
  const p = Float64Array.from({ length: 40000 }, () => 0.5 + random.next() / 2);
  const truth = Array.from(p, (one) => (random.next() < one ? 0 : 1));
  expect(
    calibrationError(
      Array.from(p).flatMap((one) => [one, 1 - one]),
      truth,
      2,
    ),
  ).toBeLessThan(0.02);
});

test('Brier score of a sure right and a sure wrong guess', () => {
  expect(brierScore([1, 0, 1, 0], [0, 1], 2)).toBe(1);
});

test('what chance alone shows: the error of probabilities that do come true, falling with the posts', () => {
  const random = new Xoshiro128(2);
  const sample = (n: number): number[] => Array.from({ length: n }, () => 0.5 + random.next() / 2);
  const few = sample(200);
  const expected = calibrationErrorByChance(
    few.flatMap((one) => [one, 1 - one]),
    2,
    random,
  )!;
  const seen = Array.from({ length: 100 }, () => {
    const truth = few.map((one) => (random.next() < one ? 0 : 1));
    return calibrationError(
      few.flatMap((one) => [one, 1 - one]),
      truth,
      2,
    )!;
  });
  expect(expected).toBeCloseTo(seen.reduce((a, b) => a + b, 0) / 100, 2);
  const many = sample(5000).flatMap((one) => [one, 1 - one]);
  expect(calibrationErrorByChance(many, 2, random)!).toBeLessThan(expected / 2);
  expect(calibrationErrorByChance([], 2, random)).toBeNull();
});
