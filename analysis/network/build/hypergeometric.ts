import { logGamma } from '../../statistics/distributions';

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

/**
 * P(X ≥ k) where X counts the marked among `draws` drawn without replacement from `population` of which `marked` are: the chance that
 * two accounts with so many items share k or more, had each drawn its items blindly (Tumminello et al. 2011; Neal 2013's fixed degree
 * sequence approximated). O(draws).
 *
 * @example
 * hypergeometricUpper(2, 10, 3, 4).toFixed(6) // '0.333333'
 */
export function hypergeometricUpper(k: number, population: number, marked: number, draws: number): number {
  const most = Math.min(marked, draws);
  const least = Math.max(0, draws + marked - population);
  if (k <= least) return 1;
  if (k > most) return 0;
  // The first term by logarithms, the rest by ratios: no term is lost to rounding.
  let term = Math.exp(logChoose(marked, k) + logChoose(population - marked, draws - k) - logChoose(population, draws));
  let sum = term;
  for (let x = k; x < most; x++) {
    term *= ((marked - x) * (draws - x)) / ((x + 1) * (population - marked - draws + x + 1));
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return Math.min(1, sum);
}
