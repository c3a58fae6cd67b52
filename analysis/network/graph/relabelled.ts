import type { WideCsr } from './csr';

export interface Relabelled {
  readonly rows: WideCsr;
  /** The old number of each new node. */
  readonly node: Int32Array;
}

/**
 * The same rows with nodes numbered in the order of a breadth-first search from the one with most neighbours, so that nodes that are
 * read together lie together. O(n + m).
 */
export function relabelled(rows: WideCsr): Relabelled {
  const { nodes, offsets, targets, weights } = rows;
  let widest = 0;
  for (let v = 0; v < nodes; v++) widest = Math.max(widest, offsets[v + 1]! - offsets[v]!);
  const count = new Int32Array(widest + 2);
  for (let v = 0; v < nodes; v++) count[widest - (offsets[v + 1]! - offsets[v]!) + 1]!++;
  for (let d = 0; d <= widest; d++) count[d + 1]! += count[d]!;
  const byDegree = new Int32Array(nodes);
  for (let v = 0; v < nodes; v++) byDegree[count[widest - (offsets[v + 1]! - offsets[v]!)]!++] = v;
  const node = new Int32Array(nodes);
  const place = new Int32Array(nodes).fill(-1);
  let [head, tail] = [0, 0];
  for (const start of byDegree) {
    if (place[start]! >= 0) continue;
    place[start] = tail;
    node[tail++] = start;
    while (head < tail) {
      const v = node[head++]!;
      for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
        const u = targets[k]!;
        if (place[u]! >= 0) continue;
        place[u] = tail;
        node[tail++] = u;
      }
    }
  }
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
