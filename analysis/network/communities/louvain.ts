import type { Random } from '../../../domain/method';
import { aggregate } from './aggregate';
import type { CommunityGraph } from './community-graph';
import { moveNodes } from './local-moving';
import { numberDensely } from './numbering';

/** Each node alone. */
export function singletons(nodes: number): Int32Array {
  const labels = new Int32Array(nodes);
  for (let v = 0; v < nodes; v++) labels[v] = v;
  return labels;
}

/** Moves nodes, makes each community a node, and again, until nothing moves. Labels are refined in place. */
function levels(graph: CommunityGraph, community: Int32Array, resolution: number, random: Random): void {
  let level = graph;
  let labels: Int32Array = community.slice();
  for (let depth = 0; ; depth++) {
    const moves = moveNodes(level, labels, resolution, random);
    const count = numberDensely(labels);
    if (depth === 0) community.set(labels);
    else for (let v = 0; v < graph.nodes; v++) community[v] = labels[community[v]!]!;
    if (moves === 0 || count === level.nodes || count === 1) return;
    level = aggregate(level, labels, count);
    labels = singletons(count);
  }
}

/**
 * Communities by the Louvain method: greedy, fast, and without a promise that a community hangs together. Single nodes are moved once
 * more at the end, which mends what merging whole communities did. O(m) a level in practice.
 * Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008; the end: Rotta & Noack 2011, doi:10.1145/1963190.1970376.
 */
export function louvain(graph: CommunityGraph, resolution: number, random: Random): Int32Array {
  const community = singletons(graph.nodes);
  if (graph.total === 0) return community;
  levels(graph, community, resolution, random);
  moveNodes(graph, community, resolution, random);
  return community;
}
