import type { JsonObject } from '../../../domain/json';
import type { Random } from '../../../domain/method';
import { csrOf } from '../graph/csr';
import { addDistances, emptySums } from '../graph/distances';
import type { EdgeList } from '../graph/graph';

/** Edges looked at up to which all sources are searched, and the sample beyond. */
const exactSteps = 1e10;
const sampledSources = 256;

/**
 * Distances in steps along edges, over the pairs that reach each other: exact, or from a random sample of sources with an interval of
 * the mean that takes each source as one draw (Cochran 1977, §6.4: a ratio of sums). O(sources / 32 · m · depth).
 */
export function pathLengths(
  list: EdgeList,
  sources: 'auto' | 'all' | number,
  random: Random,
  progress: (fraction: number) => void,
): JsonObject {
  const n = list.nodes;
  const exact = sources === 'all' || (sources === 'auto' ? n * list.source.length <= exactSteps : sources >= n);
  const chosen = Int32Array.from({ length: n }, (_, i) => i);
  const count = exact ? n : sources === 'auto' ? Math.min(n, sampledSources) : (sources as number);
  const used = exact ? chosen : random.shuffle(chosen).slice(0, count).sort();
  const sums = emptySums(n, !exact);
  addDistances(csrOf(list, { loops: false, unweighted: true }), used, sums, progress);
  let [pairs, total] = [0, 0];
  for (let depth = 1; depth < sums.pairsAt.length; depth++) {
    pairs += sums.pairsAt[depth]!;
    total += depth * sums.pairsAt[depth]!;
  }
  const longest = Math.max(0, sums.pairsAt.length - 1);
  const mean = pairs > 0 ? total / pairs : null;
  const possible = used.length * (n - 1);
  return {
    exact,
    sources: used.length,
    diameter: exact && pairs > 0 ? longest : null,
    ...(exact ? {} : { diameterAtLeast: longest }),
    meanPath: mean,
    ...(exact || mean === null ? {} : interval(sums.fromEach!, mean, n)),
    reachablePairs: possible > 0 ? pairs / possible : null,
    pairsByDistance: sums.pairsAt.slice(1),
    ...(pairs === 0 ? { note: 'no node reaches another' } : {}),
  };
}

function interval(
  { far, reached }: { readonly far: number[]; readonly reached: number[] },
  mean: number,
  nodes: number,
): JsonObject {
  const k = far.length;
  if (k < 2) return { low: null, high: null };
  let square = 0;
  let total = 0;
  for (let i = 0; i < k; i++) {
    square += (far[i]! - mean * reached[i]!) ** 2;
    total += reached[i]!;
  }
  const half = (1.959963984540054 * Math.sqrt(((1 - k / nodes) * k * square) / (k - 1))) / total;
  return { low: mean - half, high: mean + half, level: 0.95 };
}
