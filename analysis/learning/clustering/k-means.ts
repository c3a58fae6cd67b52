import type { Random } from '../../../domain/method';
import type { SparseMatrix } from '../sparse-matrix';

const sweeps = 100;

export interface KMeans {
  readonly cluster: Int32Array;
  readonly centres: Float64Array;
  /** Sum of squared distances to the own centre. */
  readonly inertia: number;
}

/** Squared length of each row. */
export function squares(x: SparseMatrix): Float64Array {
  const out = new Float64Array(x.rows);
  for (let i = 0; i < x.rows; i++) for (let e = x.start[i]!; e < x.start[i + 1]!; e++) out[i]! += x.value[e]! ** 2;
  return out;
}

/**
 * Lloyd's k-means on sparse rows, Euclidean, started by k-means++ (Arthur & Vassilvitskii 2007, SODA). An emptied cluster takes the
 * row farthest from its centre. O(sweeps · entries · k).
 */
export function kMeans(x: SparseMatrix, k: number, random: Random): KMeans {
  const norm = squares(x);
  const centres = new Float64Array(x.columns * k);
  const centreNorm = new Float64Array(k);
  const setCentre = (c: number, row: number): void => {
    for (let j = 0; j < x.columns; j++) centres[j * k + c] = 0;
    for (let e = x.start[row]!; e < x.start[row + 1]!; e++) centres[x.index[e]! * k + c] = x.value[e]!;
    centreNorm[c] = norm[row]!;
  };
  const distanceTo = (row: number, c: number): number => {
    let product = 0;
    for (let e = x.start[row]!; e < x.start[row + 1]!; e++) product += x.value[e]! * centres[x.index[e]! * k + c]!;
    return Math.max(0, norm[row]! - 2 * product + centreNorm[c]!);
  };
  const nearest = new Float64Array(x.rows).fill(Number.POSITIVE_INFINITY);
  setCentre(0, random.below(x.rows));
  for (let c = 1; c < k; c++) {
    let total = 0;
    for (let i = 0; i < x.rows; i++) {
      nearest[i] = Math.min(nearest[i]!, distanceTo(i, c - 1));
      total += nearest[i]!;
    }
    let draw = random.next() * total;
    let chosen = 0;
    for (let i = 0; i < x.rows; i++) {
      draw -= nearest[i]!;
      chosen = i;
      if (draw <= 0 && nearest[i]! > 0) break;
    }
    setCentre(c, chosen);
  }
  const cluster = new Int32Array(x.rows).fill(-1);
  const products = new Float64Array(k);
  let inertia = 0;
  for (let s = 0; s < sweeps; s++) {
    let moved = 0;
    inertia = 0;
    let farthest = 0;
    let farthestDistance = -1;
    for (let i = 0; i < x.rows; i++) {
      products.fill(0);
      for (let e = x.start[i]!; e < x.start[i + 1]!; e++) {
        const base = x.index[e]! * k;
        const v = x.value[e]!;
        for (let c = 0; c < k; c++) products[c]! += v * centres[base + c]!;
      }
      let best = 0;
      let distance = Number.POSITIVE_INFINITY;
      for (let c = 0; c < k; c++) {
        const one = norm[i]! - 2 * products[c]! + centreNorm[c]!;
        if (one < distance) {
          distance = one;
          best = c;
        }
      }
      if (cluster[i] !== best) moved++;
      cluster[i] = best;
      inertia += Math.max(0, distance);
      if (distance > farthestDistance) {
        farthestDistance = distance;
        farthest = i;
      }
    }
    if (moved === 0) break;
    const sizes = new Float64Array(k);
    centres.fill(0);
    for (let i = 0; i < x.rows; i++) {
      const c = cluster[i]!;
      sizes[c]!++;
      for (let e = x.start[i]!; e < x.start[i + 1]!; e++) centres[x.index[e]! * k + c]! += x.value[e]!;
    }
    centreNorm.fill(0);
    for (let j = 0; j < x.columns; j++) {
      for (let c = 0; c < k; c++) {
        if (sizes[c]! === 0) continue;
        const value = (centres[j * k + c]! /= sizes[c]!);
        centreNorm[c]! += value * value;
      }
    }
    for (let c = 0; c < k; c++) if (sizes[c]! === 0) setCentre(c, farthest);
  }
  return { cluster, centres, inertia };
}
