import type { Random } from '../../../domain/method';
import { selectRows, type SparseMatrix } from '../sparse-matrix';
import { type DistancesFrom, hdbscan } from './hdbscan';
import { squares } from './k-means';

/** Of more posts than this a sample is clustered, for the cost grows with the square; the others join what they lie in. */
const mostClustered = 3000;

/** Neighbours, itself counted, that tell how dense it is around a post. */
const neighbours = 5;

/** Euclidean distances from the row whose entries lie in `dense`, to all rows. */
function distancesTo(
  x: SparseMatrix,
  norm: Float64Array,
  dense: Float64Array,
  square: number,
  out: Float64Array,
): void {
  for (let j = 0; j < x.rows; j++) {
    let product = 0;
    for (let e = x.start[j]!; e < x.start[j + 1]!; e++) product += x.value[e]! * dense[x.index[e]!]!;
    const distance = square + norm[j]! - 2 * product;
    // Rounding leaves equal rows a hair apart.
    out[j] = distance > 1e-12 ? Math.sqrt(distance) : 0;
  }
}

function spread(x: SparseMatrix, row: number, dense: Float64Array, clear: boolean): void {
  for (let e = x.start[row]!; e < x.start[row + 1]!; e++) dense[x.index[e]!] = clear ? 0 : x.value[e]!;
}

/**
 * HDBSCAN of rows, Euclidean. Of many rows a sample is clustered; another row joins the cluster of its nearest sampled row where that
 * is as near as the row's own neighbours are. O(sample · rows · entries a row).
 */
export function clusterByDensity(
  x: SparseMatrix,
  leastSize: number,
  random: Random,
  progress: (fraction: number) => void,
  most = mostClustered,
): { readonly cluster: Int32Array; readonly clusters: number; readonly sampled: number } {
  const all = Array.from({ length: x.rows }, (_, i) => i);
  const sample =
    x.rows <= most
      ? all
      : random
          .shuffle(all.slice())
          .slice(0, most)
          .sort((a, b) => a - b);
  const y = sample.length === x.rows ? x : selectRows(x, sample);
  const norm = squares(y);
  const dense = new Float64Array(x.columns);
  const from: DistancesFrom = (i, out) => {
    spread(y, i, dense, false);
    distancesTo(y, norm, dense, norm[i]!, out);
    spread(y, i, dense, true);
  };
  const found = hdbscan(y.rows, from, Math.max(2, Math.round((leastSize * y.rows) / x.rows)), neighbours);
  progress(0.5);
  if (y === x) return { ...found, sampled: y.rows };
  const cluster = new Int32Array(x.rows).fill(-1);
  const ofAll = squares(x);
  const row = new Float64Array(y.rows);
  const place = new Map(sample.map((i, at) => [i, at]));
  for (let i = 0; i < x.rows; i++) {
    const own = place.get(i);
    if (own !== undefined) {
      cluster[i] = found.cluster[own]!;
      continue;
    }
    spread(x, i, dense, false);
    distancesTo(y, norm, dense, ofAll[i]!, row);
    spread(x, i, dense, true);
    let nearest = 0;
    for (let j = 1; j < y.rows; j++) if (row[j]! < row[nearest]!) nearest = j;
    if (row[nearest]! <= found.core[nearest]!) cluster[i] = found.cluster[nearest]!;
    if (i % 1000 === 0) progress(0.5 + (0.5 * i) / x.rows);
  }
  return { cluster, clusters: found.clusters, sampled: y.rows };
}
