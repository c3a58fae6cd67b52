import type { CommunityGraph } from './community-graph';

/** The connected parts of every community, ignoring direction, numbered by their first node. O(n + m). */
export function splitDisconnected(graph: CommunityGraph, community: Int32Array): Int32Array {
  const { nodes, offsets, targets } = graph;
  const part = new Int32Array(nodes).fill(-1);
  const stack = new Int32Array(nodes);
  let count = 0;
  for (let start = 0; start < nodes; start++) {
    if (part[start] !== -1) continue;
    const c = community[start]!;
    part[start] = count;
    stack[0] = start;
    let top = 1;
    while (top > 0) {
      const v = stack[--top]!;
      for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
        const u = targets[k]!;
        if (part[u] === -1 && community[u] === c) {
          part[u] = count;
          stack[top++] = u;
        }
      }
    }
    count++;
  }
  return part;
}

/** How many communities fall into several parts. O(n + m). */
export function disconnectedCommunities(graph: CommunityGraph, community: Int32Array, count: number): number {
  const part = splitDisconnected(graph, community);
  const first = new Int32Array(count).fill(-1);
  const broken = new Uint8Array(count);
  for (let v = 0; v < graph.nodes; v++) {
    const c = community[v]!;
    if (first[c] === -1) first[c] = part[v]!;
    else if (first[c] !== part[v]) broken[c] = 1;
  }
  return broken.reduce((sum, one) => sum + one, 0);
}
