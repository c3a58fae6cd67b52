import { Xoshiro128 } from '../statistics/random';
import type { SparseMatrix } from './sparse-matrix';

export interface LogisticModel {
  readonly classes: number;
  readonly features: number;
  /** Weight of feature j for class c at j * classes + c. */
  readonly weights: Float64Array;
  readonly intercepts: Float64Array;
  readonly converged: boolean;
}

export interface LogisticOptions {
  /** Inverse strength of the L2 penalty, as in scikit-learn and liblinear. */
  readonly c?: number;
  /** Largest gradient of a dual variable at which the fit ends. */
  readonly tolerance?: number;
  readonly sweeps?: number;
  /** Weight of each class in the loss; all 1 where absent. */
  readonly classWeights?: readonly number[];
}

/** Newton steps that one dual variable gets in one visit, at most. */
const innerSteps = 100;

/**
 * One class against the rest by dual coordinate descent. Writes the weights, the intercept last, into `w`; true when converged.
 * The dual of L2-regularised logistic regression has one variable in (0, C) per row; each is set to the minimum of its own
 * one-dimensional problem by Newton's method (Yu, Huang & Lin 2011, doi:10.1007/s10994-010-5221-8, algorithm 5).
 */
function fitBinary(
  x: SparseMatrix,
  positive: Uint8Array,
  cost: Float64Array,
  w: Float64Array,
  tolerance: number,
  sweeps: number,
): boolean {
  const { rows, start, index, value } = x;
  const bias = x.columns;
  const square = new Float64Array(rows);
  const low = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 1;
    for (let e = start[i]!; e < start[i + 1]!; e++) sum += value[e]! * value[e]!;
    square[i] = sum;
    low[i] = Math.min(0.001 * cost[i]!, 1e-8);
    const step = positive[i] ? low[i]! : -low[i]!;
    for (let e = start[i]!; e < start[i + 1]!; e++) w[index[e]!]! += step * value[e]!;
    w[bias]! += step;
  }
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  // The order of visits changes how fast, not where it ends: a stream of its own keeps the fit the same for the same rows.
  const random = new Xoshiro128(rows);
  let innerTolerance = 1e-2;
  const least = Math.min(1e-8, tolerance);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    random.shuffle(order);
    let newton = 0;
    let largest = 0;
    for (let k = 0; k < rows; k++) {
      const i = order[k]!;
      const from = start[i]!;
      const to = start[i + 1]!;
      const c = cost[i]!;
      let product = w[bias]!;
      for (let e = from; e < to; e++) product += w[index[e]!]! * value[e]!;
      const margin = positive[i] ? product : -product;
      const a = square[i]!;
      // Work on whichever of alpha and C − alpha keeps the logarithm well away from its pole.
      const flip = 0.5 * a * (c - 2 * low[i]!) + margin < 0;
      const old = flip ? c - low[i]! : low[i]!;
      const b = flip ? -margin : margin;
      let z = c - old < 0.5 * c ? 0.1 * old : old;
      let gradient = a * (z - old) + b + Math.log(z / (c - z));
      largest = Math.max(largest, Math.abs(gradient));
      let steps = 0;
      while (steps <= innerSteps && Math.abs(gradient) >= innerTolerance) {
        const next = z - gradient / (a + c / (c - z) / z);
        z = next <= 0 ? 0.1 * z : next;
        gradient = a * (z - old) + b + Math.log(z / (c - z));
        steps++;
      }
      if (steps === 0) continue;
      newton += steps;
      low[i] = flip ? c - z : z;
      const change = (flip ? old - z : z - old) * (positive[i] ? 1 : -1);
      for (let e = from; e < to; e++) w[index[e]!]! += change * value[e]!;
      w[bias]! += change;
    }
    if (largest < tolerance) return true;
    if (newton <= rows / 10) innerTolerance = Math.max(least, 0.1 * innerTolerance);
  }
  return false;
}

/**
 * Logistic regression with an L2 penalty, each class against the rest: minimises ½‖w‖² + C Σ log(1 + exp(−yᵢ w·xᵢ)), the intercept
 * being the weight of a constant 1 and penalised like the others. The optimum of liblinear and of scikit-learn's
 * LogisticRegression(solver='liblinear'). O(sweeps · entries · classes).
 */
export function fitLogistic(
  x: SparseMatrix,
  y: ArrayLike<number>,
  classes: number,
  options: LogisticOptions = {},
): LogisticModel {
  const { c = 1, tolerance = 0.1, sweeps = 300, classWeights } = options;
  const weights = new Float64Array(x.columns * classes);
  const intercepts = new Float64Array(classes);
  const cost = new Float64Array(x.rows);
  for (let i = 0; i < x.rows; i++) cost[i] = c * (classWeights?.[y[i]!] ?? 1);
  const positive = new Uint8Array(x.rows);
  const w = new Float64Array(x.columns + 1);
  let converged = true;
  for (let k = 0; k < classes; k++) {
    // Of two classes one fit says all: the other's weights are its negative.
    if (k === 1 && classes === 2) {
      for (let j = 0; j < x.columns; j++) weights[j * 2 + 1] = -weights[j * 2]!;
      intercepts[1] = -intercepts[0]!;
      break;
    }
    for (let i = 0; i < x.rows; i++) positive[i] = y[i] === k ? 1 : 0;
    w.fill(0);
    if (!fitBinary(x, positive, cost, w, tolerance, sweeps)) converged = false;
    for (let j = 0; j < x.columns; j++) weights[j * classes + k] = w[j]!;
    intercepts[k] = w[x.columns]!;
  }
  return { classes, features: x.columns, weights, intercepts, converged };
}

/** Class probabilities, row by row, entry i * classes + c: each class's own, made to sum to 1 (as scikit-learn does one-vs-rest). */
export function predictProbabilities(model: LogisticModel, x: SparseMatrix): Float64Array {
  const { classes } = model;
  const out = new Float64Array(x.rows * classes);
  for (let i = 0; i < x.rows; i++) {
    const base = i * classes;
    for (let k = 0; k < classes; k++) out[base + k] = model.intercepts[k]!;
    for (let e = x.start[i]!; e < x.start[i + 1]!; e++) {
      const from = x.index[e]! * classes;
      for (let k = 0; k < classes; k++) out[base + k]! += x.value[e]! * model.weights[from + k]!;
    }
    let total = 0;
    for (let k = 0; k < classes; k++) total += out[base + k] = 1 / (1 + Math.exp(-out[base + k]!));
    for (let k = 0; k < classes; k++) out[base + k]! /= total;
  }
  return out;
}

/** The most probable class of each row; the first of equals. */
export function mostProbable(probabilities: Float64Array, classes: number): Int32Array {
  const out = new Int32Array(probabilities.length / classes);
  for (let i = 0; i < out.length; i++) {
    for (let k = 1; k < classes; k++)
      if (probabilities[i * classes + k]! > probabilities[i * classes + out[i]!]!) out[i] = k;
  }
  return out;
}
