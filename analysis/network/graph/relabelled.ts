import type { WideCsr } from './csr';

export interface Relabelled {
  readonly rows: WideCsr;
  /** The old number of each new node. */
  readonly node: Int32Array;
}

/** The same rows with nodes numbered in the given order, so that nodes that are read together lie together. O(n + m). */
export function relabelled({ nodes, offsets, targets, weights }: WideCsr, node: Int32Array): Relabelled {
  const place = new Int32Array(nodes);
  for (let i = 0; i < nodes; i++) place[node[i]!] = i;
  const own = { offsets: new Int32Array(nodes + 1), targets: new Int32Array(targets.length) };
  const moved = weights && new Float64Array(targets.length);
  let at = 0;
  for (let i = 0; i < nodes; i++) {
    const v = node[i]!;
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
      own.targets[at] = place[targets[k]!]!;
      if (moved) moved[at] = weights![k]!;
      at++;
    }
    own.offsets[i + 1] = at;
  }
  return { rows: { nodes, ...own, ...(moved ? { weights: moved } : {}) }, node };
}

/** Nodes as a breadth-first search finds them from the one with most neighbours, then from the next. O(n + m). */
export function breadthFirst({ nodes, offsets, targets }: WideCsr): Int32Array {
  let widest = 0;
  for (let v = 0; v < nodes; v++) widest = Math.max(widest, offsets[v + 1]! - offsets[v]!);
  const count = new Int32Array(widest + 2);
  for (let v = 0; v < nodes; v++) count[widest - (offsets[v + 1]! - offsets[v]!) + 1]!++;
  for (let d = 0; d <= widest; d++) count[d + 1]! += count[d]!;
  const byDegree = new Int32Array(nodes);
  for (let v = 0; v < nodes; v++) byDegree[count[widest - (offsets[v + 1]! - offsets[v]!)]!++] = v;
  const order = new Int32Array(nodes);
  const seen = new Uint8Array(nodes);
  let [head, tail] = [0, 0];
  for (const start of byDegree) {
    if (seen[start] === 1) continue;
    seen[start] = 1;
    order[tail++] = start;
    while (head < tail) {
      const v = order[head++]!;
      for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
        const u = targets[k]!;
        if (seen[u] === 1) continue;
        seen[u] = 1;
        order[tail++] = u;
      }
    }
  }
  return order;
}

/**
 * Nodes as a depth-first search leaves them, so each behind all that its row leads to, save where ties run in circles. O(n + m).
 */
export function behindNeighbours({ nodes, offsets, targets }: WideCsr): Int32Array {
  const order = new Int32Array(nodes);
  const next = offsets.slice(0, nodes);
  const path = new Int32Array(nodes);
  const seen = new Uint8Array(nodes);
  let left = 0;
  for (let root = 0; root < nodes; root++) {
    if (seen[root] === 1) continue;
    let depth = 0;
    path[0] = root;
    seen[root] = 1;
    while (depth >= 0) {
      const v = path[depth]!;
      const end = offsets[v + 1]!;
      let k = next[v]!;
      while (k < end && seen[targets[k]!] === 1) k++;
      next[v] = k + 1;
      if (k < end) {
        const u = targets[k]!;
        seen[u] = 1;
        path[++depth] = u;
      } else {
        order[left++] = v;
        depth--;
      }
    }
  }
  return order;
}
