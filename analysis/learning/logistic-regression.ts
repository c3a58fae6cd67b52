import { dualDescent, type Loss } from './linear/dual-descent';
import type { SparseMatrix } from './sparse-matrix';

export interface LinearWeights {
  readonly classes: number;
  readonly features: number;
  /** Weight of feature j for class c at j * classes + c. */
  readonly weights: Float64Array;
  readonly intercepts: Float64Array;
}

export interface LogisticModel extends LinearWeights {
  readonly converged: boolean;
}

export interface LogisticOptions {
  /** Inverse strength of the L2 penalty, as in scikit-learn and liblinear. */
  readonly c?: number;
  /** The fit ends when the largest violation of optimality is below this, or the mean one below a tenth of it. */
  readonly tolerance?: number;
  readonly sweeps?: number;
  /** Weight of each class in the loss; all 1 where absent. */
  readonly classWeights?: readonly number[];
}

/**
 * Linear one-against-the-rest fits with an L2 penalty: minimises ½‖w‖² + C Σ loss(yᵢ w·xᵢ), the intercept being the weight of a constant
 * 1 and penalised like the others. With the logistic loss log(1 + exp(−m)) the optimum of liblinear and of scikit-learn's
 * LogisticRegression(solver='liblinear'); with max(0, 1 − m)² that of LinearSVC. O(sweeps · entries · classes).
 */
export function fitLinear(
  x: SparseMatrix,
  y: ArrayLike<number>,
  classes: number,
  options: LogisticOptions & { readonly loss?: Loss } = {},
): LogisticModel {
  const { c = 1, tolerance = 0.1, sweeps = 300, classWeights, loss = 'logistic' } = options;
  const cost = new Float64Array(x.rows);
  for (let i = 0; i < x.rows; i++) cost[i] = c * (classWeights?.[y[i]!] ?? 1);
  // Of two classes one fit says all: the other's weights are its negative.
  const fitted = classes === 2 ? [0] : Array.from({ length: classes }, (_, k) => k);
  const { weights, converged } = dualDescent({ x, y, fitted, cost, loss, tolerance, sweeps });
  const size = x.columns * classes;
  if (classes !== 2)
    return {
      classes,
      features: x.columns,
      weights: weights.slice(0, size),
      intercepts: weights.slice(size),
      converged,
    };
  const both = new Float64Array(size);
  for (let j = 0; j < x.columns; j++) {
    both[j * 2] = weights[j]!;
    both[j * 2 + 1] = -weights[j]!;
  }
  const intercept = weights[x.columns]!;
  return {
    classes,
    features: x.columns,
    weights: both,
    intercepts: Float64Array.from([intercept, -intercept]),
    converged,
  };
}

/** Logistic regression with an L2 penalty, each class against the rest; see `fitLinear`. */
export function fitLogistic(
  x: SparseMatrix,
  y: ArrayLike<number>,
  classes: number,
  options: LogisticOptions = {},
): LogisticModel {
  return fitLinear(x, y, classes, options);
}

/** Scores w·x + b, row by row, entry i * classes + c. O(entries · classes). */
export function decisionScores(model: LinearWeights, x: SparseMatrix): Float64Array {
  const { classes, weights, intercepts } = model;
  const out = new Float64Array(x.rows * classes);
  for (let i = 0; i < x.rows; i++) {
    const base = i * classes;
    for (let k = 0; k < classes; k++) out[base + k] = intercepts[k]!;
    for (let e = x.start[i]!; e < x.start[i + 1]!; e++) {
      const from = x.index[e]! * classes;
      const v = x.value[e]!;
      for (let k = 0; k < classes; k++) out[base + k]! += v * weights[from + k]!;
    }
  }
  return out;
}

/** Class probabilities, row by row, entry i * classes + c: each class's own, made to sum to 1 (as scikit-learn does one-vs-rest). */
export function predictProbabilities(model: LinearWeights, x: SparseMatrix): Float64Array {
  const { classes } = model;
  const out = decisionScores(model, x);
  for (let base = 0; base < out.length; base += classes) {
    let total = 0;
    for (let k = 0; k < classes; k++) total += out[base + k] = 1 / (1 + Math.exp(-out[base + k]!));
    // Scores so low that every class's own probability is 0 say nothing of their order: all alike.
    for (let k = 0; k < classes; k++) out[base + k] = total === 0 ? 1 / classes : out[base + k]! / total;
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
