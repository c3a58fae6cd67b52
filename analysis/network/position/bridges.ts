import { csrOf } from '../graph/csr';
import type { EdgeList } from '../graph/graph';

/** What falls apart when one thing is taken away; direction is ignored. */
export interface Bridges {
  /** 1 for a node without which its component falls apart. */
  readonly articulation: Uint8Array;
  /** For each node the other end of a bridge that leads to it in the search, −1 without: every bridge stands exactly once. */
  readonly bridgeTo: Int32Array;
  readonly count: number;
}

/** Bridges and articulation points by one depth-first search (Tarjan 1974, doi:10.1016/0020-0190(74)90003-9), no recursion. O(n + m). */
export function bridges(list: EdgeList): Bridges {
  const { nodes, offsets, targets } = csrOf(list, { direction: 'both', loops: false, unweighted: true });
  const index = new Int32Array(nodes).fill(-1);
  const low = new Int32Array(nodes);
  const parent = new Int32Array(nodes).fill(-1);
  const next = offsets.slice(0, nodes);
  const path = new Int32Array(nodes);
  const articulation = new Uint8Array(nodes);
  const bridgeTo = new Int32Array(nodes).fill(-1);
  let visited = 0;
  let count = 0;
  for (let root = 0; root < nodes; root++) {
    if (index[root]! >= 0) continue;
    let depth = 0;
    let branches = 0;
    path[0] = root;
    index[root] = low[root] = visited++;
    while (depth >= 0) {
      const v = path[depth]!;
      if (next[v]! < offsets[v + 1]!) {
        const u = targets[next[v]!++]!;
        if (index[u]! < 0) {
          parent[u] = v;
          index[u] = low[u] = visited++;
          path[++depth] = u;
        } else if (u !== parent[v] && index[u]! < low[v]!) low[v] = index[u]!;
        continue;
      }
      if (--depth < 0) break;
      const up = path[depth]!;
      if (low[v]! < low[up]!) low[up] = low[v]!;
      if (low[v]! > index[up]!) {
        bridgeTo[v] = up;
        count++;
      }
      if (up === root) branches++;
      else if (low[v]! >= index[up]!) articulation[up] = 1;
    }
    if (branches > 1) articulation[root] = 1;
  }
  return { articulation, bridgeTo, count };
}
