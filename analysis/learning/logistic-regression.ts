import { lbfgs } from './lbfgs';
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
  /** Inverse strength of the L2 penalty, as in scikit-learn. */
  readonly c?: number;
  readonly tolerance?: number;
  readonly iterations?: number;
  /** Weight of each class in the loss; all 1 where absent. */
  readonly classWeights?: readonly number[];
}

/**
 * Multinomial logistic regression with an L2 penalty: minimises ½‖W‖² + C Σ −log p(yᵢ | xᵢ); intercepts carry no penalty.
 * The same optimum as scikit-learn's LogisticRegression(solver='lbfgs'). O(iterations · entries · classes).
 * Hastie, Tibshirani & Friedman 2009, The Elements of Statistical Learning, §4.4.
 */
export function fitLogistic(x: SparseMatrix, y: ArrayLike<number>, classes: number, options: LogisticOptions = {}): LogisticModel {
  const { c = 1, tolerance = 1e-3, iterations = 300, classWeights } = options;
  const features = x.columns;
  const size = (features + 1) * classes;
  const scores = new Float64Array(classes);
  const objective = (point: Float64Array, gradient: Float64Array): number => {
    let loss = 0;
    gradient.fill(0);
    const bias = features * classes;
    for (let i = 0; i < x.rows; i++) {
      const from = x.start[i]!;
      const to = x.start[i + 1]!;
      for (let k = 0; k < classes; k++) scores[k] = point[bias + k]!;
      for (let e = from; e < to; e++) {
        const base = x.index[e]! * classes;
        const v = x.value[e]!;
        for (let k = 0; k < classes; k++) scores[k]! += v * point[base + k]!;
      }
      const target = y[i]!;
      const weight = c * (classWeights?.[target] ?? 1);
      let largest = scores[0]!;
      for (let k = 1; k < classes; k++) if (scores[k]! > largest) largest = scores[k]!;
      let total = 0;
      const own = scores[target]! - largest;
      for (let k = 0; k < classes; k++) total += scores[k] = Math.exp(scores[k]! - largest);
      loss += weight * (Math.log(total) - own);
      for (let k = 0; k < classes; k++) scores[k] = weight * (scores[k]! / total - (k === target ? 1 : 0));
      for (let e = from; e < to; e++) {
        const base = x.index[e]! * classes;
        const v = x.value[e]!;
        for (let k = 0; k < classes; k++) gradient[base + k]! += v * scores[k]!;
      }
      for (let k = 0; k < classes; k++) gradient[bias + k]! += scores[k]!;
    }
    let penalty = 0;
    for (let j = 0; j < bias; j++) {
      penalty += point[j]! * point[j]!;
      gradient[j]! += point[j]!;
    }
    return loss + penalty / 2;
  };
  const result = lbfgs(objective, new Float64Array(size), { tolerance, iterations });
  return {
    classes,
    features,
    weights: result.point.slice(0, features * classes),
    intercepts: result.point.slice(features * classes),
    converged: result.converged,
  };
}

/** Class probabilities, row by row: entry i * classes + c. */
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
    let largest = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < classes; k++) largest = Math.max(largest, out[base + k]!);
    let total = 0;
    for (let k = 0; k < classes; k++) total += out[base + k] = Math.exp(out[base + k]! - largest);
    for (let k = 0; k < classes; k++) out[base + k]! /= total;
  }
  return out;
}

/** The most probable class of each row; the first of equals. */
export function mostProbable(probabilities: Float64Array, classes: number): Int32Array {
  const out = new Int32Array(probabilities.length / classes);
  for (let i = 0; i < out.length; i++) {
    for (let k = 1; k < classes; k++) if (probabilities[i * classes + k]! > probabilities[i * classes + out[i]!]!) out[i] = k;
  }
  return out;
}
