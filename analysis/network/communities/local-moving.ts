import type { Random } from '../../../domain/method';
import type { CommunityGraph } from './community-graph';

/** Nodes 0 … count − 1 in random order. */
export function randomOrder(count: number, random: Random): Int32Array {
  const order = new Int32Array(count);
  for (let v = 0; v < count; v++) {
    const at = random.below(v + 1);
    order[v] = order[at]!;
    order[at] = v;
  }
  return order;
}

/** Gains below this share of the mean weight of a tie are rounding. */
const smallestGain = 1e-10;

export function gainTolerance(graph: CommunityGraph): number {
  return smallestGain * (graph.total / Math.max(1, graph.targets.length));
}

/**
 * What the strengths of a node and of a community are multiplied by to give the ties expected between both: for out × in, and for
 * in × out. Without direction both are one product.
 */
export function expectedTies(graph: CommunityGraph, resolution: number): readonly [number, number] {
  const expected = resolution / graph.total;
  return [expected, graph.directed ? expected : 0];
}

/**
 * Moves single nodes to the neighbouring community (or an empty one) that raises modularity most, until none can: a queue holds the
 * nodes whose surroundings changed. Labels lie in [0, nodes) and are changed in place. Returns the number of moves.
 * Per round O(m). Blondel et al. 2008; the queue: Traag et al. 2019, doi:10.1038/s41598-019-41695-z.
 */
export function moveNodes(graph: CommunityGraph, community: Int32Array, resolution: number, random: Random): number {
  const { nodes, directed, offsets, targets, weights, out, in: into } = graph;
  const [expectedOut, expectedIn] = expectedTies(graph, resolution);
  const tolerance = gainTolerance(graph);
  const outSum = new Float64Array(nodes);
  const inSum = directed ? new Float64Array(nodes) : outSum;
  const members = new Int32Array(nodes);
  for (let v = 0; v < nodes; v++) {
    const c = community[v]!;
    members[c]!++;
    outSum[c]! += out[v]!;
    if (directed) inSum[c]! += into[v]!;
  }
  const empty: number[] = [];
  for (let c = nodes - 1; c >= 0; c--) if (members[c] === 0) empty.push(c);
  const tie = new Float64Array(nodes);
  const touched = new Int32Array(nodes);
  const queue = randomOrder(nodes, random);
  const waiting = new Uint8Array(nodes).fill(1);
  let head = 0;
  let length = nodes;
  let moves = 0;
  while (length > 0) {
    const v = queue[head]!;
    if (++head === nodes) head = 0;
    length--;
    waiting[v] = 0;
    const from = offsets[v]!;
    const to = offsets[v + 1]!;
    let count = 0;
    for (let k = from; k < to; k++) {
      const c = community[targets[k]!]!;
      if (tie[c] === 0) touched[count++] = c;
      tie[c]! += weights === undefined ? 1 : weights[k]!;
    }
    const own = community[v]!;
    const outV = expectedOut * out[v]!;
    const inV = expectedIn * into[v]!;
    let best = own;
    let most = tie[own]! - outV * (inSum[own]! - into[v]!) - inV * (outSum[own]! - out[v]!);
    for (let i = 0; i < count; i++) {
      const c = touched[i]!;
      if (c !== own) {
        const gain = tie[c]! - outV * inSum[c]! - inV * outSum[c]!;
        if (gain > most + tolerance) {
          most = gain;
          best = c;
        }
      }
      tie[c] = 0;
    }
    if (most < -tolerance && members[own]! > 1) best = empty.at(-1) ?? best;
    if (best === own) continue;
    if (members[best] === 0) empty.pop();
    moves++;
    if (--members[own]! === 0) empty.push(own);
    members[best]!++;
    outSum[own]! -= out[v]!;
    outSum[best]! += out[v]!;
    if (directed) {
      inSum[own]! -= into[v]!;
      inSum[best]! += into[v]!;
    }
    community[v] = best;
    for (let k = from; k < to; k++) {
      const u = targets[k]!;
      if (waiting[u] === 0 && community[u] !== best) {
        waiting[u] = 1;
        let tail = head + length;
        if (tail >= nodes) tail -= nodes;
        queue[tail] = u;
        length++;
      }
    }
  }
  return moves;
}
