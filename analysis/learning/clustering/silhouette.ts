import type { SparseMatrix } from '../sparse-matrix';
import { squares } from './k-means';

/**
 * Mean silhouette, Euclidean (Rousseeuw 1987, doi:10.1016/0377-0427(87)90125-7); a cluster of one counts 0. Null for one cluster.
 * O(n² · entries a row).
 */
export function silhouette(x: SparseMatrix, cluster: ArrayLike<number>): number | null {
  const clusters = new Set(Array.from({ length: x.rows }, (_, i) => cluster[i]!));
  if (clusters.size < 2 || x.rows < 3) return null;
  const k = Math.max(...clusters) + 1;
  const norm = squares(x);
  const sizes = new Float64Array(k);
  for (let i = 0; i < x.rows; i++) sizes[cluster[i]!]!++;
  const dense = new Float64Array(x.columns);
  const sums = new Float64Array(k);
  let total = 0;
  for (let i = 0; i < x.rows; i++) {
    for (let e = x.start[i]!; e < x.start[i + 1]!; e++) dense[x.index[e]!] = x.value[e]!;
    sums.fill(0);
    for (let j = 0; j < x.rows; j++) {
      if (j === i) continue;
      let product = 0;
      for (let e = x.start[j]!; e < x.start[j + 1]!; e++) product += x.value[e]! * dense[x.index[e]!]!;
      sums[cluster[j]!]! += Math.sqrt(Math.max(0, norm[i]! + norm[j]! - 2 * product));
    }
    for (let e = x.start[i]!; e < x.start[i + 1]!; e++) dense[x.index[e]!] = 0;
    const own = cluster[i]!;
    if (sizes[own]! < 2) continue;
    const inside = sums[own]! / (sizes[own]! - 1);
    let outside = Number.POSITIVE_INFINITY;
    for (let c = 0; c < k; c++) if (c !== own && sizes[c]! > 0) outside = Math.min(outside, sums[c]! / sizes[c]!);
    total += Math.max(inside, outside) > 0 ? (outside - inside) / Math.max(inside, outside) : 0;
  }
  return total / x.rows;
}
