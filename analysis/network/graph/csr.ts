import type { EdgeList } from './graph';

/** Numbers in the narrowest array that holds each of them exactly: counts of interactions take one byte or two, not eight. */
export type Weights = Uint8Array | Uint16Array | Float32Array | Float64Array;

/**
 * A graph as compressed sparse rows: the neighbours of node `v` are `targets[offsets[v] … offsets[v + 1])`, in rising order.
 * An undirected edge stands in both rows, a self-loop once.
 */
export interface Csr {
  readonly nodes: number;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  /** Aligned to `targets`; left out where every weight is 1. To add to them, copy them to a Float64Array. */
  readonly weights?: Weights;
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

type WeightsType = new (length: number) => Weights;

/** The narrowest type that loses nothing of any weight; undefined where all are 1. O(m). */
function weightsType(weight: Float64Array): WeightsType | undefined {
  let ones = true;
  let whole = true;
  let single = true;
  let largest = 0;
  for (let e = 0; e < weight.length && (single || whole); e++) {
    const one = weight[e]!;
    if (one !== 1) ones = false;
    if (!(one >= 0 && one < 65_536 && Math.floor(one) === one)) whole = false;
    else if (one > largest) largest = one;
    if (Math.fround(one) !== one) single = false;
  }
  if (ones) return undefined;
  if (whole) return largest < 256 ? Uint8Array : Uint16Array;
  return single ? Float32Array : Float64Array;
}

/** Zeros in an array of the same type. */
export function zerosLike(weights: Weights, length: number): Weights {
  return new (weights.constructor as WeightsType)(length);
}

interface Reading {
  readonly forwards: boolean;
  readonly backwards: boolean;
  readonly loops: boolean;
}

/**
 * Builds the rows by two counting sorts, O(n + m): first by neighbour, then, stably, by node, so that rows come out in order. Edges
 * that stand twice stay twice: an edge list holds each once. It takes 4 bytes a node, and 4 an entry with
 * 1, 2, 4 or 8 for a weight that is not 1: whole below 256, below 65,536, exact in single precision, or none of these.
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
  const type = options.unweighted ? undefined : weightsType(weight);
  const node = new Int32Array(entries);
  const weightBy = type && new type(entries);
  const placeBy = options.edges ? new Int32Array(entries) : undefined;
  const next = byNeighbour.slice(0, nodes);
  for (let e = 0; e < m; e++) {
    const a = source[e]!;
    const b = target[e]!;
    if (a === b ? loops : forwards) {
      const at = next[b]!++;
      node[at] = a;
      if (weightBy) weightBy[at] = weight[e]!;
      if (placeBy) placeBy[at] = e;
    }
    if (backwards && a !== b) {
      const at = next[a]!++;
      node[at] = b;
      if (weightBy) weightBy[at] = weight[e]!;
      if (placeBy) placeBy[at] = e;
    }
  }
  let offsets = byNeighbour;
  if (forwards !== backwards) {
    offsets = new Int32Array(nodes + 1);
    countEntries(source, target, { forwards, backwards, loops }, offsets);
  }
  next.set(offsets.subarray(0, nodes));
  const targets = new Int32Array(entries);
  const weights = type && new type(entries);
  const edges = placeBy && new Int32Array(entries);
  for (let to = 0; to < nodes; to++) {
    for (let k = byNeighbour[to]!, end = byNeighbour[to + 1]!; k < end; k++) {
      const at = next[node[k]!]!++;
      targets[at] = to;
      if (weights) weights[at] = weightBy![k]!;
      if (edges) edges[at] = placeBy![k]!;
    }
  }
  return { nodes, offsets, targets, ...(weights ? { weights } : {}), ...(edges ? { edges } : {}) };
}
