import { degrees } from '../degree';
import type { EdgeList } from '../graph/graph';
import { triangles } from './triangles';

export interface Clustering {
  readonly triangles: number;
  /** Share of connected triples that are closed; null without a triple. */
  readonly transitivity: number | null;
  /** Mean over all nodes of the share of their neighbours' pairs that are tied, 0 for fewer than two neighbours; null without nodes. */
  readonly meanClustering: number | null;
  /** The same with directions: Fagiolo 2007, doi:10.1103/PhysRevE.76.026107. */
  readonly meanClusteringDirected?: number | null;
}

/** Ties that go both ways, at each node, without self-loops. */
function mutualCounts({ nodes, source, target }: EdgeList): Int32Array {
  const start = new Int32Array(nodes + 1);
  for (let e = 0; e < source.length; e++) start[source[e]! + 1]!++;
  for (let v = 0; v < nodes; v++) start[v + 1]! += start[v]!;
  const next = start.slice(0, nodes);
  const out = new Int32Array(source.length);
  for (let e = 0; e < source.length; e++) out[next[source[e]!]!++] = target[e]!;
  const into = new Int32Array(source.length);
  const startIn = new Int32Array(nodes + 1);
  for (let e = 0; e < target.length; e++) startIn[target[e]! + 1]!++;
  for (let v = 0; v < nodes; v++) startIn[v + 1]! += startIn[v]!;
  const nextIn = startIn.slice(0, nodes);
  for (let e = 0; e < target.length; e++) into[nextIn[target[e]!]!++] = source[e]!;
  const counts = new Int32Array(nodes);
  const mark = new Int32Array(nodes).fill(-1);
  for (let v = 0; v < nodes; v++) {
    for (let k = start[v]!; k < start[v + 1]!; k++) mark[out[k]!] = v;
    for (let k = startIn[v]!; k < startIn[v + 1]!; k++) if (into[k] !== v && mark[into[k]!] === v) counts[v]!++;
  }
  return counts;
}

/** Edges that are answered by one back, as a share of all; null in an undirected graph or without edges. Self-loops answer nobody. */
export function reciprocity(list: EdgeList): number | null {
  if (!list.directed || list.source.length === 0) return null;
  let answered = 0;
  for (const one of mutualCounts(list)) answered += one;
  return answered / list.source.length;
}

/** Triangles and clustering, direction and self-loops ignored. O(m^1.5). */
export function clustering(list: EdgeList): Clustering {
  const { at, degree, count, directedAt } = triangles(list);
  let triples = 0;
  let sum = 0;
  for (let v = 0; v < list.nodes; v++) {
    const pairs = (degree[v]! * (degree[v]! - 1)) / 2;
    triples += pairs;
    if (pairs > 0) sum += at[v]! / pairs;
  }
  return {
    triangles: count,
    transitivity: triples > 0 ? (3 * count) / triples : null,
    meanClustering: list.nodes > 0 ? sum / list.nodes : null,
    ...(directedAt ? { meanClusteringDirected: directedMean(list, directedAt) } : {}),
  };
}

function directedMean(list: EdgeList, directedAt: Float64Array): number | null {
  if (list.nodes === 0) return null;
  const total = degrees(list);
  for (let e = 0; e < list.source.length; e++) if (list.source[e] === list.target[e]) total[list.source[e]!]! -= 2;
  const both = mutualCounts(list);
  let sum = 0;
  for (let v = 0; v < list.nodes; v++) {
    const pairs = total[v]! * (total[v]! - 1) - 2 * both[v]!;
    if (pairs > 0) sum += directedAt[v]! / pairs;
  }
  return sum / list.nodes;
}
