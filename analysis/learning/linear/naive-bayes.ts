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
