import type { Random } from '../../../domain/method';
import type { EdgeList } from '../graph/graph';
import { aggregate } from './aggregate';
import { type CommunityGraph, communityGraph } from './community-graph';
import { randomOrder } from './local-moving';
import { singletons } from './louvain';
import { numberDensely } from './numbering';

const plogp = (p: number): number => (p > 0 ? p * Math.log2(p) : 0);

/** Chance that the walker jumps instead of following a tie, in directed graphs. */
const teleportation = 0.15;

/**
 * A directed graph as the flow of a random walk along its ties: PageRank's rate of each node shared among its ties, jumps not counted
 * (Lambiotte & Rosvall 2012, doi:10.1103/PhysRevE.85.056107), both directions added. O(m) a step of the power method.
 */
export function flowGraph(list: EdgeList): CommunityGraph {
  const { nodes, source, target, weight } = list;
  const strength = new Float64Array(nodes);
  for (let e = 0; e < source.length; e++) strength[source[e]!]! += weight[e]!;
  let rate = new Float64Array(nodes).fill(1 / Math.max(1, nodes));
  for (let step = 0; step < 200; step++) {
    let lost = 0;
    for (let v = 0; v < nodes; v++) if (strength[v] === 0) lost += rate[v]!;
    const next = new Float64Array(nodes).fill((teleportation + (1 - teleportation) * lost) / nodes);
    for (let e = 0; e < source.length; e++) {
      const a = source[e]!;
      if (weight[e]! > 0) next[target[e]!]! += ((1 - teleportation) * rate[a]! * weight[e]!) / strength[a]!;
    }
    let change = 0;
    for (let v = 0; v < nodes; v++) change += Math.abs(next[v]! - rate[v]!);
    rate = next;
    if (change < 1e-13) break;
  }
  const flow = weight.map((w, e) => (w > 0 ? (rate[source[e]!]! * w) / strength[source[e]!]! : 0));
  return communityGraph({ nodes, directed: true, source, target, weight: flow }, { weighted: true, directed: false });
}

/**
 * Bits a step that a random walk needs when each community has its own code book (Rosvall & Bergstrom 2008,
 * doi:10.1073/pnas.0706851105). O(m).
 */
export function codeLength(graph: CommunityGraph, community: Int32Array, count: number): number | null {
  if (graph.total === 0) return null;
  const { offsets, targets, weights, out, total } = graph;
  const exit = new Float64Array(count);
  const flow = new Float64Array(count);
  let nodes = 0;
  for (let v = 0; v < graph.nodes; v++) {
    const c = community[v]!;
    flow[c]! += out[v]! / total;
    nodes += plogp(out[v]! / total);
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++)
      if (community[targets[k]!] !== c) exit[c]! += (weights?.[k] ?? 1) / total;
  }
  let sum = 0;
  let length = -nodes;
  for (let c = 0; c < count; c++) {
    sum += exit[c]!;
    length += plogp(exit[c]! + flow[c]!) - 2 * plogp(exit[c]!);
  }
  return length + plogp(sum);
}

function moveByCode(graph: CommunityGraph, community: Int32Array, random: Random): number {
  const { nodes, offsets, targets, weights, out, total } = graph;
  const exit = new Float64Array(nodes);
  const flow = new Float64Array(nodes);
  const leaves = new Float64Array(nodes);
  let sum = 0;
  for (let v = 0; v < nodes; v++) {
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) leaves[v]! += (weights?.[k] ?? 1) / total;
    exit[v] = leaves[v]!;
    flow[v] = out[v]! / total;
    sum += leaves[v]!;
  }
  const tie = new Float64Array(nodes);
  const touched = new Int32Array(nodes);
  const queue = randomOrder(new Int32Array(nodes), random);
  const waiting = new Uint8Array(nodes).fill(1);
  let head = 0;
  let length = nodes;
  let moves = 0;
  while (length > 0) {
    const v = queue[head]!;
    if (++head === nodes) head = 0;
    length--;
    waiting[v] = 0;
    let count = 0;
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
      const c = community[targets[k]!]!;
      if (tie[c] === 0) touched[count++] = c;
      tie[c]! += (weights?.[k] ?? 1) / total;
    }
    const own = community[v]!;
    const p = out[v]! / total;
    const e = leaves[v]!;
    const leftExit = Math.max(0, exit[own]! - e + 2 * tie[own]!);
    const leftFlow = flow[own]! - p;
    const ownChange = exit[own]! - leftExit;
    const left =
      plogp(leftExit + leftFlow) - 2 * plogp(leftExit) - plogp(exit[own]! + flow[own]!) + 2 * plogp(exit[own]!);
    let best = own;
    let least = -1e-12;
    let bestExit = 0;
    for (let i = 0; i < count; i++) {
      const c = touched[i]!;
      if (c === own) continue;
      const joined = Math.max(0, exit[c]! + e - 2 * tie[c]!);
      const change =
        left +
        plogp(joined + flow[c]! + p) -
        2 * plogp(joined) -
        plogp(exit[c]! + flow[c]!) +
        2 * plogp(exit[c]!) +
        plogp(Math.max(0, sum - ownChange + joined - exit[c]!)) -
        plogp(sum);
      if (change < least) {
        least = change;
        best = c;
        bestExit = joined;
      }
    }
    for (let i = 0; i < count; i++) tie[touched[i]!] = 0;
    if (best === own) continue;
    moves++;
    sum += leftExit - exit[own]! + bestExit - exit[best]!;
    exit[own] = leftExit;
    flow[own] = leftFlow;
    exit[best] = bestExit;
    flow[best]! += p;
    community[v] = best;
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
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

/**
 * Communities in which a random walk stays long: moves that shorten the two-level map equation, level by level as in Louvain. Like
 * Infomap, without its deeper levels and its fine tuning. O(m) a level in practice.
 */
export function infomapLike(graph: CommunityGraph, random: Random): Int32Array {
  const community = singletons(graph.nodes);
  if (graph.total === 0) return community;
  let level = graph;
  for (;;) {
    const labels = singletons(level.nodes);
    const moves = moveByCode(level, labels, random);
    const count = numberDensely(labels);
    for (let v = 0; v < graph.nodes; v++) community[v] = labels[community[v]!]!;
    if (moves === 0 || count === level.nodes || count === 1) break;
    level = aggregate(level, labels, count);
  }
  return community;
}
