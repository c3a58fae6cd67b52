import { csrOf } from '../csr';
import type { EdgeList } from '../graph';

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

/**
 * Counts triangles by the forward method: each tie points to the end with more ties, and the out-neighbours of its two ends, sorted by
 * rank, are compared (Latapy 2008, doi:10.1016/j.tcs.2008.07.017). Direction is ignored. O(m^1.5).
 */
export function triangles(list: EdgeList): Triangles {
  const { nodes, offsets, targets } = csrOf(list, { direction: 'both', loops: false, unweighted: true });
  const degree = new Int32Array(nodes);
  let widest = 0;
  for (let v = 0; v < nodes; v++) {
    // Both directions of a tie stand side by side in a sorted row.
    let before = -1;
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
      if (targets[k] !== before) degree[v]!++;
      before = targets[k]!;
    }
    if (degree[v]! > widest) widest = degree[v]!;
  }
  // Rank 0 has most ties, so that points from many to few end in low ranks.
  const begin = new Int32Array(widest + 2);
  for (let v = 0; v < nodes; v++) begin[widest - degree[v]! + 1]!++;
  for (let d = 0; d <= widest; d++) begin[d + 1]! += begin[d]!;
  const node = new Int32Array(nodes);
  const rank = new Int32Array(nodes);
  for (let v = 0; v < nodes; v++) {
    rank[v] = begin[widest - degree[v]!]!++;
    node[rank[v]!] = v;
  }
  // Ties to lower ranks, by rank: filled while ranks rise, each row comes out sorted.
  const higher = new Int32Array(nodes + 1);
  for (let r = 0; r < nodes; r++) {
    const v = node[r]!;
    let count = 0;
    let before = -1;
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
      const u = targets[k]!;
      if (u !== before && rank[u]! < r) count++;
      before = u;
    }
    higher[r + 1] = higher[r]! + count;
  }
  const ties = new Int32Array(higher[nodes]!);
  const strength = list.directed ? new Uint8Array(ties.length) : undefined;
  const next = higher.slice(0, nodes);
  for (let r = 0; r < nodes; r++) {
    const v = node[r]!;
    let before = -1;
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
      const u = targets[k]!;
      if (rank[u]! > r) {
        if (u !== before) ties[next[rank[u]!]!++] = r;
        // Both directions of a tie stand side by side: the place just filled is met again.
        if (strength) strength[next[rank[u]!]! - 1]!++;
      }
      before = u;
    }
  }
  const byRank = new Float64Array(nodes);
  const count = countByRank(nodes, higher, ties, byRank);
  const inOrder = (ranked: Float64Array): Float64Array => {
    const at = new Float64Array(nodes);
    for (let r = 0; r < nodes; r++) at[node[r]!] = ranked[r]!;
    return at;
  };
  const directed = strength ? { directedAt: inOrder(directedByRank(nodes, higher, ties, strength)) } : {};
  return { at: inOrder(byRank), degree, count, ...directed };
}

/** Products of the three ties' directions (1, or 2 where mutual) of the triangles at each rank. */
function directedByRank(nodes: number, higher: Int32Array, ties: Int32Array, strength: Uint8Array): Float64Array {
  const byRank = new Float64Array(nodes);
  const mark = new Uint8Array(nodes);
  for (let r = 0; r < nodes; r++) {
    const [begin, end] = [higher[r]!, higher[r + 1]!];
    for (let k = begin; k < end; k++) mark[ties[k]!] = strength[k]!;
    for (let k = begin + 1; k < end; k++) {
      const u = ties[k]!;
      for (let j = higher[u]!, last = higher[u + 1]!; j < last; j++) {
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
function countByRank(nodes: number, higher: Int32Array, ties: Int32Array, byRank: Float64Array): number {
  const mark = new Int32Array(nodes).fill(-1);
  let count = 0;
  for (let r = 0; r < nodes; r++) {
    const begin = higher[r]!;
    const end = higher[r + 1]!;
    if (end - begin < 2) continue;
    for (let k = begin; k < end; k++) mark[ties[k]!] = r;
    let own = 0;
    for (let k = begin + 1; k < end; k++) {
      const u = ties[k]!;
      let found = 0;
      for (let j = higher[u]!, last = higher[u + 1]!; j < last; j++) {
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
