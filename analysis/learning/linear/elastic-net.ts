import { type SparseMatrix, transpose } from '../sparse-matrix';
import type { LogisticModel } from '../logistic-regression';

export interface ElasticNetOptions {
  /** Inverse strength of the penalty. */
  readonly c: number;
  /** Share of the penalty that is L1: 1 is the lasso. */
  readonly l1Ratio: number;
  readonly classWeights?: readonly number[];
  /** Largest violation of optimality, as a share of the first, at which the fit ends. */
  readonly tolerance?: number;
  readonly sweeps?: number;
}

/** How far a weight may be from where its slope and the penalty agree. */
function violation(weight: number, slope: number, l1: number): number {
  if (weight > 0) return Math.abs(slope + l1);
  if (weight < 0) return Math.abs(slope - l1);
  return Math.max(0, Math.abs(slope) - l1);
}

/**
 * Logistic regression with an L1 or elastic-net penalty, each class against the rest: minimises C Σ log(1 + exp(−yᵢ(w·xᵢ + b))) +
 * r‖w‖₁ + (1 − r)/2 ‖w‖², the intercept free, as scikit-learn's saga. Coordinate descent on a quadratic upper bound of the loss
 * (Friedman, Hastie & Tibshirani 2010, doi:10.18637/jss.v033.i01; Böhning 1992), sweeping weights that are not 0 until they rest, then
 * all. Most weights end at exactly 0: use it to find few telling terms; with many that say the same, which one stays is chance.
 * O(sweeps · entries · classes).
 */
export function fitElasticNet(
  x: SparseMatrix,
  y: ArrayLike<number>,
  classes: number,
  options: ElasticNetOptions,
): LogisticModel {
  const { c, l1Ratio, classWeights, tolerance = 1e-3, sweeps = 500 } = options;
  const columns = transpose(x);
  const weights = new Float64Array(x.columns * classes);
  const intercepts = new Float64Array(classes);
  const l2 = 1 - l1Ratio;
  const cost = Float64Array.from({ length: x.rows }, (_, i) => c * (classWeights?.[y[i]!] ?? 1));
  const bound = new Float64Array(x.columns);
  for (let j = 0; j < x.columns; j++)
    for (let e = columns.start[j]!; e < columns.start[j + 1]!; e++)
      bound[j]! += 0.25 * cost[columns.index[e]!]! * columns.value[e]! ** 2;
  const biasBound = 0.25 * cost.reduce((sum, one) => sum + one, 0);
  let converged = true;
  const fitted = classes === 2 ? 1 : classes;
  for (let k = 0; k < fitted; k++) {
    const margin = new Float64Array(x.rows);
    // cost · (σ(margin) − target), kept up to date with the margin.
    const residual = new Float64Array(x.rows);
    const target = Uint8Array.from({ length: x.rows }, (_, i) => (y[i] === k ? 1 : 0));
    for (let i = 0; i < x.rows; i++) residual[i] = cost[i]! * (0.5 - target[i]!);
    const w = new Float64Array(x.columns);
    let bias = 0;
    const moveBias = (): number => {
      const slope = residual.reduce((sum, one) => sum + one, 0);
      const step = biasBound === 0 ? 0 : -slope / biasBound;
      bias += step;
      for (let i = 0; i < x.rows; i++) {
        margin[i]! += step;
        residual[i] = cost[i]! * (1 / (1 + Math.exp(-margin[i]!)) - target[i]!);
      }
      return Math.abs(slope);
    };
    const visit = (j: number): number => {
      const from = columns.start[j]!;
      const to = columns.start[j + 1]!;
      let slope = l2 * w[j]!;
      for (let e = from; e < to; e++) slope += residual[columns.index[e]!]! * columns.value[e]!;
      const wrong = violation(w[j]!, slope, l1Ratio);
      if (wrong === 0) return 0;
      const curve = bound[j]! + l2;
      const free = w[j]! - slope / curve;
      const size = Math.abs(free) - l1Ratio / curve;
      const next = size > 0 ? Math.sign(free) * size : 0;
      const step = next - w[j]!;
      if (step === 0) return wrong;
      w[j] = next;
      for (let e = from; e < to; e++) {
        const i = columns.index[e]!;
        margin[i]! += step * columns.value[e]!;
        residual[i] = cost[i]! * (1 / (1 + Math.exp(-margin[i]!)) - target[i]!);
      }
      return wrong;
    };
    let first = 0;
    let done = false;
    for (let sweep = 0; sweep < sweeps && !done; ) {
      let worst = moveBias();
      for (let j = 0; j < x.columns; j++) worst = Math.max(worst, visit(j));
      first ||= worst;
      sweep++;
      done = worst <= tolerance * first;
      const active: number[] = [];
      for (let j = 0; j < x.columns; j++) if (w[j] !== 0) active.push(j);
      for (; !done && sweep < sweeps; sweep++) {
        let rest = moveBias();
        for (const j of active) rest = Math.max(rest, visit(j));
        if (rest <= 0.3 * tolerance * first) break;
      }
    }
    converged &&= done;
    for (let j = 0; j < x.columns; j++) weights[j * classes + k] = w[j]!;
    intercepts[k] = bias;
  }
  if (classes === 2) {
    for (let j = 0; j < x.columns; j++) weights[j * 2 + 1] = 0 - weights[j * 2]!;
    intercepts[1] = -intercepts[0]!;
  }
  return { classes, features: x.columns, weights, intercepts, converged };
}
