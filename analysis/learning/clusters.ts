import { z } from 'zod';
import type { Json } from '../../domain/json';
import { defineMethod, type Random } from '../../domain/method';
import { bagOf } from '../text/bag-of-words';
import { adjustedRand } from './partition-agreement';
import { selectRows, type SparseMatrix } from './sparse-matrix';

/** Silhouettes of more posts than this are estimated on a sample. */
const silhouetteSample = 1500;
const sweeps = 100;

export interface KMeans {
  readonly cluster: Int32Array;
  readonly centres: Float64Array;
  /** Sum of squared distances to the own centre. */
  readonly inertia: number;
}

function squares(x: SparseMatrix): Float64Array {
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

export const textClusters = defineMethod({
  id: 'text/clusters',
  version: 1,
  step: 'modelling',
  title: 'Clusters of posts (k-means)',
  description:
    'Splits posts into k groups of similar wording. Every post lands in a group, also where there is no group to find: a silhouette near 0 says that there is none.',
  references: [
    'Arthur & Vassilvitskii 2007, k-means++, SODA',
    'Rousseeuw 1987, doi:10.1016/0377-0427(87)90125-7',
    'Hubert & Arabie 1985, doi:10.1007/BF01908075',
  ],
  parameters: z
    .object({
      clusters: z.number().int().min(2).max(200).default(8),
      starts: z.number().int().min(1).max(50).default(3),
    })
    .strict(),
  inputs: { terms: 'terms' },
  output: 'post-table',
  individuals: false,
  seeded: true,
  run({ terms }, { clusters, starts }, context) {
    const { matrix, vocabulary } = bagOf(terms);
    const rows = Array.from({ length: matrix.rows }, (_, i) => i).filter(
      (i) => matrix.start[i + 1]! > matrix.start[i]!,
    );
    const label = new Array<string | null>(matrix.rows).fill(null);
    if (rows.length <= clusters) {
      return {
        kind: 'post-table',
        columns: { cluster: label },
        about: { summary: { notEnoughData: true, posts: rows.length, clusters } },
      };
    }
    const x = selectRows(matrix, rows);
    const fits: KMeans[] = [];
    for (let s = 0; s < starts; s++) {
      fits.push(kMeans(x, clusters, context.random.fork(`start ${s}`)));
      context.progress((s + 1) / (starts + 1));
    }
    const best = fits.reduce((a, b) => (b.inertia < a.inertia ? b : a));
    rows.forEach((row, i) => {
      label[row] = `c${best.cluster[i]! + 1}`;
    });
    const sample = context.random
      .fork('silhouette')
      .shuffle(Array.from({ length: x.rows }, (_, i) => i))
      .slice(0, silhouetteSample)
      .sort((a, b) => a - b);
    const list = Array.from({ length: clusters }, (_, c) => ({
      cluster: `c${c + 1}`,
      posts: best.cluster.reduce((sum, one) => sum + (one === c ? 1 : 0), 0),
      terms: Array.from({ length: x.columns }, (_, j) => j)
        .filter((j) => best.centres[j * clusters + c]! > 0)
        .sort((a, b) => best.centres[b * clusters + c]! - best.centres[a * clusters + c]! || a - b)
        .slice(0, 8)
        .map((j) => vocabulary[j]!),
    }));
    const others = fits.filter((one) => one !== best).map((one) => adjustedRand(best.cluster, one.cluster));
    return {
      kind: 'post-table',
      columns: { cluster: label },
      about: {
        clusters: list as unknown as Json,
        summary: {
          clusters,
          posts: x.rows,
          withoutTerms: matrix.rows - x.rows,
          inertia: best.inertia,
          silhouette: silhouette(
            selectRows(x, sample),
            sample.map((i) => best.cluster[i]!),
          ),
          silhouettePosts: sample.length,
          stability: others.length ? others.reduce((a, b) => a + b, 0) / others.length : null,
        },
      },
    };
  },
});
