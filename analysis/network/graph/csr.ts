import type { EdgeList } from './graph';

/**
 * A graph as compressed sparse rows: the neighbours of node `v` are `targets[offsets[v] … offsets[v + 1])`, in rising order.
 * An undirected edge stands in both rows, a self-loop once.
 */
export interface Csr {
  readonly nodes: number;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  /** Aligned to `targets`; left out where every weight is 1. */
  readonly weights?: Float64Array;
  /** Place of each entry's edge in the edge list, for signs and times; only on request. */
  readonly edges?: Int32Array;
}

export interface CsrOptions {
  /** Which ends of directed edges count as neighbours; undirected graphs always have both. */
  readonly direction?: 'out' | 'in' | 'both';
  readonly loops?: boolean;
  readonly edges?: boolean;
  /** Leaves the weights out. */
  readonly unweighted?: boolean;
}

/** Entries of each node: `from` of each edge read forwards and `to` of each read backwards. */
function countEntries(first: Int32Array, second: Int32Array, options: Reading, offsets: Int32Array): void {
  const { forwards, backwards, loops } = options;
  for (let e = 0; e < first.length; e++) {
    const a = first[e]!;
    const b = second[e]!;
    if (a === b) {
      if (loops) offsets[a + 1]!++;
      continue;
    }
    if (forwards) offsets[a + 1]!++;
    if (backwards) offsets[b + 1]!++;
  }
  for (let v = 0; v + 1 < offsets.length; v++) offsets[v + 1]! += offsets[v]!;
}

function areOnes(weight: Float64Array): boolean {
  for (let e = 0; e < weight.length; e++) if (weight[e] !== 1) return false;
  return true;
}

interface Reading {
  readonly forwards: boolean;
  readonly backwards: boolean;
  readonly loops: boolean;
}

/**
 * Builds the rows by two counting sorts, O(n + m): first by neighbour, then, stably, by node, so that rows come out in order. Edges
 * that stand twice stay twice: an edge list holds each once. Unweighted it takes 4 bytes an entry and 4 a node.
 */
export function csrOf(list: EdgeList, options: CsrOptions = {}): Csr {
  const { direction = 'out', loops = true } = options;
  const { nodes, source, target, weight } = list;
  const forwards = !list.directed || direction !== 'in';
  const backwards = !list.directed || direction !== 'out';
  const m = source.length;
  const byNeighbour = new Int32Array(nodes + 1);
  countEntries(target, source, { forwards, backwards, loops }, byNeighbour);
  const entries = byNeighbour[nodes]!;
  const weighted = options.unweighted !== true && !areOnes(weight);
  const node = new Int32Array(entries);
  const place = weighted || options.edges ? new Int32Array(entries) : undefined;
  const next = byNeighbour.slice(0, nodes);
  for (let e = 0; e < m; e++) {
    const a = source[e]!;
    const b = target[e]!;
    if (a === b ? loops : forwards) {
      const at = next[b]!++;
      node[at] = a;
      if (place) place[at] = e;
    }
    if (backwards && a !== b) {
      const at = next[a]!++;
      node[at] = b;
      if (place) place[at] = e;
    }
  }
  let offsets = byNeighbour;
  if (forwards !== backwards) {
    offsets = new Int32Array(nodes + 1);
    countEntries(source, target, { forwards, backwards, loops }, offsets);
  }
  next.set(offsets.subarray(0, nodes));
  const targets = new Int32Array(entries);
  const weights = weighted ? new Float64Array(entries) : undefined;
  const edges = options.edges ? new Int32Array(entries) : undefined;
  for (let to = 0; to < nodes; to++) {
    for (let k = byNeighbour[to]!, end = byNeighbour[to + 1]!; k < end; k++) {
      const at = next[node[k]!]!++;
      targets[at] = to;
      if (weights) weights[at] = weight[place![k]!]!;
      if (edges) edges[at] = place![k]!;
    }
  }
  return { nodes, offsets, targets, ...(weights ? { weights } : {}), ...(edges ? { edges } : {}) };
}
