import type { LinearWeights } from '../logistic-regression';
import type { SparseMatrix } from '../sparse-matrix';

/**
 * Multinomial naive Bayes as linear scores: log prior + Σ value · log P(feature | class), smoothed by `alpha`. Fast and hard to beat on
 * very few posts; its probabilities are far too sure unless calibrated. Priors are alike where `balanced`. Values must not be negative.
 * O(entries + features · classes). McCallum & Nigam 1998, AAAI workshop on learning for text categorization.
 */
export function fitNaiveBayes(
  x: SparseMatrix,
  y: ArrayLike<number>,
  classes: number,
  { alpha = 1, balanced = false }: { readonly alpha?: number; readonly balanced?: boolean } = {},
): LinearWeights {
  const weights = new Float64Array(x.columns * classes).fill(alpha);
  const total = new Float64Array(classes).fill(alpha * x.columns);
  const rows = new Float64Array(classes);
  for (let i = 0; i < x.rows; i++) {
    const k = y[i]!;
    rows[k]!++;
    for (let e = x.start[i]!; e < x.start[i + 1]!; e++) {
      weights[x.index[e]! * classes + k]! += x.value[e]!;
      total[k]! += x.value[e]!;
    }
  }
  for (let at = 0; at < weights.length; at++) weights[at] = Math.log(weights[at]! / total[at % classes]!);
  // A class without posts cannot be guessed; a finite floor keeps sums defined.
  const intercepts = rows.map((n) => (n === 0 ? -1e6 : balanced ? 0 : Math.log(n / x.rows)));
  return { classes, features: x.columns, weights, intercepts };
}

/**
 * Naive Bayes of each class against the rest: the log-odds Σ value · (log P(feature | class) − log P(feature | other classes)), without
 * priors. Few posts teach it as much as many teach a regression, whose scores its own complete. Values must not be negative.
 * O(entries + features · classes). Rennie et al. 2003, ICML, § 3.1 (one against all but one); Wang & Manning 2012, ACL.
 */
export function fitLogOdds(x: SparseMatrix, y: ArrayLike<number>, classes: number, alpha = 0.1): LinearWeights {
  const weights = new Float64Array(x.columns * classes);
  const total = new Float64Array(classes);
  for (let i = 0; i < x.rows; i++)
    for (let e = x.start[i]!; e < x.start[i + 1]!; e++) {
      weights[x.index[e]! * classes + y[i]!]! += x.value[e]!;
      total[y[i]!]! += x.value[e]!;
    }
  const all = total.reduce((sum, one) => sum + one, 0);
  const smoothing = alpha * x.columns;
  const odds = total.map((one) => Math.log(all - one + smoothing) - Math.log(one + smoothing));
  for (let j = 0; j < x.columns; j++) {
    const from = j * classes;
    let sum = 0;
    for (let c = 0; c < classes; c++) sum += weights[from + c]!;
    for (let c = 0; c < classes; c++) {
      const own = weights[from + c]!;
      // Rounding can leave a difference just below 0.
      weights[from + c] = Math.log((own + alpha) / (Math.max(0, sum - own) + alpha)) + odds[c]!;
    }
  }
  return { classes, features: x.columns, weights, intercepts: new Float64Array(classes) };
}
