import { csrOf } from './csr';
import type { EdgeList } from './graph';

/** The component of each node; components are numbered by their first node. */
export interface Components {
  readonly count: number;
  readonly of: Int32Array;
  /** Nodes of each component. */
  readonly sizes: Int32Array;
}

function sized(of: Int32Array, count: number): Components {
  const sizes = new Int32Array(count);
  for (let v = 0; v < of.length; v++) sizes[of[v]!]!++;
  return { count, of, sizes };
}

/** Parts of the graph between which no edge leads, whatever its direction: union by smaller number, paths halved. O(n + m α(n)). */
export function weakComponents(list: EdgeList): Components {
  const { nodes, source, target } = list;
  const parent = Int32Array.from({ length: nodes }, (_, i) => i);
  for (let e = 0; e < source.length; e++) {
    let a = source[e]!;
    let b = target[e]!;
    while (parent[a] !== a) a = parent[a] = parent[parent[a]!]!;
    while (parent[b] !== b) b = parent[b] = parent[parent[b]!]!;
    if (a < b) parent[b] = a;
    else parent[a] = b;
  }
  let count = 0;
  // A root is the smallest of its nodes, so it is met, and numbered, before the others.
  for (let v = 0; v < nodes; v++) parent[v] = parent[v] === v ? -1 - count++ : parent[v]!;
  for (let v = 0; v < nodes; v++) {
    let root = v;
    while (parent[root]! >= 0) root = parent[root]!;
    if (root !== v) parent[v] = parent[root]!;
  }
  for (let v = 0; v < nodes; v++) parent[v] = -1 - parent[v]!;
  return sized(parent, count);
}

/**
 * Parts in which every node reaches every other along the direction of edges (Tarjan 1972, doi:10.1137/0201010; without recursion).
 * Without direction they are the weak ones. O(n + m).
 */
export function strongComponents(list: EdgeList): Components {
  if (!list.directed) return weakComponents(list);
  const { nodes, offsets, targets } = csrOf(list, { unweighted: true });
  const found = new Int32Array(nodes).fill(-1);
  const index = new Int32Array(nodes).fill(-1);
  const low = new Int32Array(nodes);
  const next = offsets.slice(0, nodes);
  const path = new Int32Array(nodes);
  const open = new Int32Array(nodes);
  let [visited, opened, count] = [0, 0, 0];
  for (let root = 0; root < nodes; root++) {
    if (index[root]! >= 0) continue;
    let depth = 0;
    path[0] = root;
    index[root] = low[root] = visited++;
    open[opened++] = root;
    while (depth >= 0) {
      const v = path[depth]!;
      if (next[v]! < offsets[v + 1]!) {
        const u = targets[next[v]!++]!;
        if (index[u]! < 0) {
          index[u] = low[u] = visited++;
          open[opened++] = u;
          path[++depth] = u;
        } else if (found[u]! < 0 && index[u]! < low[v]!) low[v] = index[u]!;
        continue;
      }
      if (low[v] === index[v]) {
        let u: number;
        do {
          u = open[--opened]!;
          found[u] = count;
        } while (u !== v);
        count++;
      }
      if (--depth >= 0 && low[v]! < low[path[depth]!]!) low[path[depth]!] = low[v]!;
    }
  }
  const number = new Int32Array(count).fill(-1);
  let numbered = 0;
  for (let v = 0; v < nodes; v++) {
    const one = found[v]!;
    if (number[one]! < 0) number[one] = numbered++;
    found[v] = number[one]!;
  }
  return sized(found, count);
}
