import type { EdgeList } from '../graph/graph';
import { undirected } from '../graph/undirected';
import { withoutWeights } from '../graph/weights';

/** Closed and open triples of the graph without directions, self-loops and repeated ties. */
export interface Triangles {
  /** Triangles at each node. */
  readonly at: Float64Array;
  /** Ties of each node to others. */
  readonly degree: Int32Array;
  /** Triangles in all. */
  readonly count: number;
  /** In a directed graph: each triangle as often as its ties can be chosen with direction, so up to 8 times. */
  readonly directedAt?: Float64Array;
}

/** Ties that point to the end with more of them. Rank 0 has most ties, so that points from many to few end in low ranks. */
interface Oriented {
  readonly degree: Int32Array;
  /** The node of each rank. */
  readonly node: Int32Array;
  /** The ties of rank r are `ties[offsets[r] … offsets[r + 1])`. */
  readonly offsets: Int32Array;
  readonly ties: Int32Array;
  /** Edges of each tie, 1 or 2; only in a directed graph. */
  readonly strength?: Uint8Array;
}

function oriented(list: EdgeList): Oriented {
  const { nodes, source, target, weight } = list.directed ? undirected(withoutWeights(list)) : list;
  const m = source.length;
  const degree = new Int32Array(nodes);
  for (let e = 0; e < m; e++) {
    if (source[e] === target[e]) continue;
    degree[source[e]!]!++;
    degree[target[e]!]!++;
  }
  let widest = 0;
  for (let v = 0; v < nodes; v++) if (degree[v]! > widest) widest = degree[v]!;
  const begin = new Int32Array(widest + 2);
  for (let v = 0; v < nodes; v++) begin[widest - degree[v]! + 1]!++;
  for (let d = 0; d <= widest; d++) begin[d + 1]! += begin[d]!;
  const node = new Int32Array(nodes);
  const rank = new Int32Array(nodes);
  for (let v = 0; v < nodes; v++) {
    rank[v] = begin[widest - degree[v]!]!++;
    node[rank[v]!] = v;
  }
  const offsets = new Int32Array(nodes + 1);
  for (let e = 0; e < m; e++) {
    const a = rank[source[e]!]!;
    const b = rank[target[e]!]!;
    if (a !== b) offsets[Math.max(a, b) + 1]!++;
  }
  for (let r = 0; r < nodes; r++) offsets[r + 1]! += offsets[r]!;
  const next = offsets.slice(0, nodes);
  const ties = new Int32Array(offsets[nodes]!);
  const strength = list.directed ? new Uint8Array(ties.length) : undefined;
  for (let e = 0; e < m; e++) {
    const a = rank[source[e]!]!;
    const b = rank[target[e]!]!;
    if (a === b) continue;
    const at = next[Math.max(a, b)]!++;
    ties[at] = Math.min(a, b);
    if (strength) strength[at] = weight[e]!;
  }
  return { degree, node, offsets, ties, ...(strength ? { strength } : {}) };
}

/**
 * Counts triangles by the forward method: each tie points to the end with more ties, and what its two ends point to is compared by
 * marks (Latapy 2008, doi:10.1016/j.tcs.2008.07.017). Direction is ignored. O(m^1.5).
 */
export function triangles(list: EdgeList): Triangles {
  const { degree, node, offsets, ties, strength } = oriented(list);
  const byRank = new Float64Array(list.nodes);
  const count = countByRank(offsets, ties, byRank);
  const inOrder = (ranked: Float64Array): Float64Array => {
    const at = new Float64Array(list.nodes);
    for (let r = 0; r < at.length; r++) at[node[r]!] = ranked[r]!;
    return at;
  };
  const directed = strength ? { directedAt: inOrder(directedByRank(offsets, ties, strength)) } : {};
  return { at: inOrder(byRank), degree, count, ...directed };
}

/** Products of the three ties' edges of the triangles at each rank. */
function directedByRank(offsets: Int32Array, ties: Int32Array, strength: Uint8Array): Float64Array {
  const nodes = offsets.length - 1;
  const byRank = new Float64Array(nodes);
  const mark = new Uint8Array(nodes);
  for (let r = 0; r < nodes; r++) {
    const [begin, end] = [offsets[r]!, offsets[r + 1]!];
    for (let k = begin; k < end; k++) mark[ties[k]!] = strength[k]!;
    for (let k = begin; k < end; k++) {
      const u = ties[k]!;
      for (let j = offsets[u]!, last = offsets[u + 1]!; j < last; j++) {
        const w = ties[j]!;
        const product = strength[k]! * strength[j]! * mark[w]!;
        byRank[w]! += product;
        byRank[u]! += product;
        byRank[r]! += product;
      }
    }
    for (let k = begin; k < end; k++) mark[ties[k]!] = 0;
  }
  return byRank;
}

/** For each tie from a rank to a lower one, what both point to. */
function countByRank(offsets: Int32Array, ties: Int32Array, byRank: Float64Array): number {
  const nodes = byRank.length;
  const mark = new Int32Array(nodes).fill(-1);
  let count = 0;
  for (let r = 0; r < nodes; r++) {
    const begin = offsets[r]!;
    const end = offsets[r + 1]!;
    if (end - begin < 2) continue;
    for (let k = begin; k < end; k++) mark[ties[k]!] = r;
    let own = 0;
    for (let k = begin; k < end; k++) {
      const u = ties[k]!;
      let found = 0;
      for (let j = offsets[u]!, last = offsets[u + 1]!; j < last; j++) {
        const w = ties[j]!;
        if (mark[w] === r) {
          found++;
          byRank[w]!++;
        }
      }
      byRank[u]! += found;
      own += found;
    }
    byRank[r]! += own;
    count += own;
  }
  return count;
}
