import type { Random } from '../../../domain/method';
import { communityGraph } from '../communities/community-graph';
import { louvain } from '../communities/louvain';
import { numberDensely } from '../communities/numbering';
import { partitionQuality } from '../communities/quality';
import { csrOf } from '../graph/csr';
import type { EdgeList } from '../graph/graph';
import { triangles } from '../structure/triangles';
import { PairSet } from '../graph/pair-set';

/** What a model of a graph should explain; NaN where undefined. */
export interface GraphProperties {
  readonly transitivity: number;
  readonly meanClustering: number;
  readonly degreeAssortativity: number;
  readonly degreeVariance: number;
  readonly maximumDegree: number;
  /** Mean over reachable pairs, from a sample of sources where the graph is large. */
  readonly meanDistance: number;
  readonly largestComponent: number;
  readonly modularity: number;
  /** Share of directed ties that are returned; left out without direction. */
  readonly reciprocity?: number;
}

export const propertyNames = [
  'transitivity',
  'meanClustering',
  'degreeAssortativity',
  'degreeVariance',
  'maximumDegree',
  'meanDistance',
  'largestComponent',
  'modularity',
  'reciprocity',
] as const satisfies readonly (keyof GraphProperties)[];

/** Edges that a search of distances may look at in all. */
const distanceWork = 5e6;

/** The simple undirected graph below: self-loops and directions dropped, each pair once. O(n + m). */
export function simple(list: EdgeList): EdgeList {
  const rows = csrOf(
    { ...list, weight: new Float64Array(list.source.length).fill(1) },
    { direction: 'both', loops: false },
  );
  const source: number[] = [];
  const target: number[] = [];
  for (let v = 0; v < list.nodes; v++) {
    let last = -1;
    for (let k = rows.offsets[v]!; k < rows.offsets[v + 1]!; k++) {
      const u = rows.targets[k]!;
      if (u <= v || u === last) continue;
      last = u;
      source.push(v);
      target.push(u);
    }
  }
  return {
    nodes: list.nodes,
    directed: false,
    source: Int32Array.from(source),
    target: Int32Array.from(target),
    weight: new Float64Array(source.length).fill(1),
  };
}

export function degreesOf(list: EdgeList): Int32Array {
  const degree = new Int32Array(list.nodes);
  for (let e = 0; e < list.source.length; e++) {
    degree[list.source[e]!]!++;
    degree[list.target[e]!]!++;
  }
  return degree;
}

function distances(list: EdgeList, random: Random, work: number): { mean: number; largest: number } {
  const { offsets, targets } = csrOf(list);
  const n = list.nodes;
  const seen = new Int32Array(n).fill(-1);
  const queue = new Int32Array(n);
  let largest = 0;
  for (let s = 0; s < n; s++) {
    if (seen[s] !== -1) continue;
    let tail = 1;
    queue[0] = s;
    seen[s] = 0;
    for (let head = 0; head < tail; head++)
      for (let k = offsets[queue[head]!]!; k < offsets[queue[head]! + 1]!; k++)
        if (seen[targets[k]!] === -1) {
          seen[targets[k]!] = 0;
          queue[tail++] = targets[k]!;
        }
    if (tail > largest) largest = tail;
  }
  const all = Int32Array.from({ length: n }, (_, v) => v);
  const wanted = Math.min(n, Math.max(20, Math.floor(work / Math.max(1, targets.length))));
  const sources = wanted < n ? random.shuffle(all).subarray(0, wanted) : all;
  let [sum, pairs] = [0, 0];
  for (const s of sources) {
    seen.fill(-1);
    seen[s] = 0;
    queue[0] = s;
    let tail = 1;
    for (let head = 0; head < tail; head++) {
      const v = queue[head]!;
      for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
        const u = targets[k]!;
        if (seen[u] !== -1) continue;
        seen[u] = seen[v]! + 1;
        sum += seen[u]!;
        pairs++;
        queue[tail++] = u;
      }
    }
  }
  return { mean: pairs > 0 ? sum / pairs : Number.NaN, largest };
}

/** Share of ties that are returned, self-loops left out; NaN without ties. O(m). */
export function reciprocity(list: EdgeList): number {
  const { source, target } = list;
  const seen = new PairSet(source.length);
  let returned = 0;
  for (let e = 0; e < source.length; e++) {
    const [a, b] = [source[e]!, target[e]!];
    // The second of the two completes them.
    if (a !== b && seen.add(a, b) && seen.has(b, a)) returned += 2;
  }
  return seen.size > 0 ? returned / seen.size : Number.NaN;
}

/**
 * Properties of a graph without direction, self-loops, weights; `work` bounds the edges looked at for distances, from sampled sources
 * where it does not suffice. O(m^1.5 + sources · m).
 */
export function propertiesOf(list: EdgeList, random: Random, work = distanceWork): GraphProperties {
  const n = list.nodes;
  const degree = degreesOf(list);
  const { at } = triangles(list);
  let [closed, open, clustering, sum, squares, most] = [0, 0, 0, 0, 0, 0];
  for (let v = 0; v < n; v++) {
    const d = degree[v]!;
    const wedges = (d * (d - 1)) / 2;
    closed += at[v]!;
    open += wedges;
    if (wedges > 0) clustering += at[v]! / wedges;
    sum += d;
    squares += d * d;
    if (d > most) most = d;
  }
  let [products, halves, halfSquares] = [0, 0, 0];
  const m = list.source.length;
  for (let e = 0; e < m; e++) {
    const [a, b] = [degree[list.source[e]!]!, degree[list.target[e]!]!];
    products += a * b;
    halves += (a + b) / 2;
    halfSquares += (a * a + b * b) / 2;
  }
  const mean = halves / m;
  const spread = halfSquares / m - mean * mean;
  const far = distances(list, random, work);
  const graph = communityGraph(list, { weighted: false, directed: false });
  const labels = louvain(graph, 1, random);
  const { modularity } = partitionQuality(graph, labels, numberDensely(labels), 1);
  return {
    transitivity: open > 0 ? closed / open : Number.NaN,
    meanClustering: n > 0 ? clustering / n : Number.NaN,
    degreeAssortativity: spread > 1e-12 * mean * mean ? (products / m - mean * mean) / spread : Number.NaN,
    degreeVariance: n > 0 ? squares / n - (sum / n) ** 2 : Number.NaN,
    maximumDegree: most,
    meanDistance: far.mean,
    largestComponent: n > 0 ? far.largest / n : Number.NaN,
    modularity: modularity ?? Number.NaN,
  };
}
