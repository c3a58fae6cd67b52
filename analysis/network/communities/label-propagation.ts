import type { Random } from '../../../domain/method';
import type { CommunityGraph } from './community-graph';
import { randomOrder } from './local-moving';
import { singletons } from './louvain';

/**
 * Communities by label propagation: each node takes the label that weighs most among its neighbours, ties drawn by lot, until every
 * node has such a label. Direction is ignored. Fast and crude: on dense graphs it often finds one community. O(m) a round.
 * Raghavan et al. 2007, doi:10.1103/PhysRevE.76.036106; the queue: Traag & Šubelj 2023, doi:10.1038/s41598-023-29610-z.
 */
export function labelPropagation(graph: CommunityGraph, random: Random): Int32Array {
  const { nodes, offsets, targets, weights } = graph;
  const label = singletons(nodes);
  const tie = new Float64Array(nodes);
  const touched = new Int32Array(nodes);
  const queue = randomOrder(new Int32Array(nodes), random);
  const waiting = new Uint8Array(nodes).fill(1);
  let head = 0;
  let length = nodes;
  while (length > 0) {
    const v = queue[head]!;
    if (++head === nodes) head = 0;
    length--;
    waiting[v] = 0;
    let count = 0;
    let most = 0;
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
      const c = label[targets[k]!]!;
      if (tie[c] === 0) touched[count++] = c;
      tie[c]! += weights === undefined ? 1 : weights[k]!;
      if (tie[c]! > most) most = tie[c]!;
    }
    // A node that has one of the heaviest labels keeps it: what lies inside communities then only grows, and the search ends.
    const stays = count === 0 || tie[label[v]!]! >= most * (1 - 1e-12);
    let chosen = label[v]!;
    let ties = 0;
    for (let i = 0; i < count; i++) {
      const c = touched[i]!;
      if (!stays && tie[c]! >= most * (1 - 1e-12) && random.below(++ties) === 0) chosen = c;
      tie[c] = 0;
    }
    if (stays) continue;
    label[v] = chosen;
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
      const u = targets[k]!;
      if (waiting[u] === 0 && label[u] !== chosen) {
        waiting[u] = 1;
        let tail = head + length;
        if (tail >= nodes) tail -= nodes;
        queue[tail] = u;
        length++;
      }
    }
  }
  return label;
}
