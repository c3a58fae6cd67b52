import type { Csr } from '../graph/csr';
import { weightAt } from '../graph/packed-weights';

/** A similarity that is as good as none. */
const negligible = 1e-30;
/** Steps after which an iteration is given up. */
const mostSteps = 2000;

/**
 * SimRank: two nodes are as similar as those that point to them, each step worth `importance`; 1 with itself. Jeh & Widom 2002,
 * doi:10.1145/775047.775126. `rows` are the ties in. A full matrix by rows; values grow, in
 * the last step by at most `tolerance` of themselves.
 * O(steps · n · m) time, 16 n² bytes.
 */
export function simrank(
  rows: Csr,
  importance: number,
  tolerance: number,
  progress: (fraction: number) => void,
): { readonly similarity: Float64Array; readonly converged: boolean } {
  const { nodes: n, offsets, targets, weights } = rows;
  const total = new Float64Array(n);
  for (let v = 0; v < n; v++)
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) total[v]! += weights ? weightAt(weights, k) : 1;
  const now = new Float64Array(n * n);
  for (let v = 0; v < n; v++) now[v * n + v] = 1;
  const half = new Float64Array(n * n);
  let converged = n === 0;
  const expected = Math.ceil(Math.log(tolerance) / Math.log(importance));
  for (let step = 0; step < mostSteps && !converged; step++) {
    progress(Math.min(0.99, step / expected));
    // half = W · now, then now = importance · half · Wᵀ, of which the upper half is enough.
    half.fill(0);
    for (let v = 0; v < n; v++)
      for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
        const u = targets[k]! * n;
        const share = (weights ? weightAt(weights, k) : 1) / total[v]!;
        for (let j = 0; j < n; j++) half[v * n + j]! += share * now[u + j]!;
      }
    let change = 0;
    for (let v = 0; v < n; v++) {
      const row = v * n;
      for (let u = v + 1; u < n; u++) {
        let sum = 0;
        for (let k = offsets[u]!, end = offsets[u + 1]!; k < end; k++)
          sum += (weights ? weightAt(weights, k) : 1) * half[row + targets[k]!]!;
        const one = total[u]! > 0 ? (importance * sum) / total[u]! : 0;
        const difference = one > negligible ? (one - now[row + u]!) / one : 0;
        if (difference > change) change = difference;
        now[row + u] = one;
      }
    }
    for (let v = 0; v < n; v++) for (let u = v + 1; u < n; u++) now[u * n + v] = now[v * n + u]!;
    converged = change <= tolerance;
  }
  return { similarity: now, converged };
}

/**
 * Leicht, Holme and Newman's regular equivalence: nodes are similar when their neighbours are similar, whether or not they are the same
 * ones. S = 2m λ D⁻¹ (I − α A / λ)⁻¹ D⁻¹ (2006, doi:10.1103/PhysRevE.73.026120), rows solved one by one by Gauss–Seidel; NaN for nodes
 * without ties. O(steps · n · m) time, 8 n² bytes.
 */
export function regularEquivalence(
  rows: Csr,
  eigenvalue: number,
  alpha: number,
  progress: (fraction: number) => void,
): Float64Array {
  const { nodes: n, offsets, targets } = rows;
  const similarity = new Float64Array(n * n);
  const scale = offsets[n]! * eigenvalue;
  const step = alpha / eigenvalue;
  const x = new Float64Array(n);
  for (let v = 0; v < n; v++) {
    progress(v / n);
    x.fill(0);
    x[v] = 1;
    for (let pass = 0; pass < mostSteps; pass++) {
      let change = 0;
      for (let u = 0; u < n; u++) {
        let sum = u === v ? 1 : 0;
        for (let k = offsets[u]!, end = offsets[u + 1]!; k < end; k++) sum += step * x[targets[k]!]!;
        if (sum > 0) change = Math.max(change, Math.abs(sum - x[u]!) / sum);
        x[u] = sum;
      }
      if (change < 1e-14) break;
    }
    const degree = offsets[v + 1]! - offsets[v]!;
    for (let u = 0; u < n; u++) {
      const both = degree * (offsets[u + 1]! - offsets[u]!);
      similarity[v * n + u] = both > 0 ? (scale * x[u]!) / both : Number.NaN;
    }
  }
  return similarity;
}
