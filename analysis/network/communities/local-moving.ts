import type { Random } from '../../../domain/method';
import type { CommunityGraph } from './community-graph';
import { kernelOf, piece } from './kernel';

/** Fills `order` with the nodes 0 … length − 1 in random order. */
export function randomOrder<T extends Int32Array>(order: T, random: Random): T {
  for (let v = 0; v < order.length; v++) {
    const at = random.below(v + 1);
    order[v] = order[at]!;
    order[at] = v;
  }
  return order;
}

/** Mean weight of a tie, both directions together. */
function meanTie({ directed, total, targets }: CommunityGraph): number {
  return ((directed ? 2 : 1) * total) / Math.max(1, targets.length);
}

/** Gains below this share of the mean weight of a tie are rounding. */
const smallestGain = 1e-10;

export function gainTolerance(graph: CommunityGraph): number {
  return smallestGain * meanTie(graph);
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
 *
 * Before that, each of `temperatures`, in mean weights of a tie, is a sweep over all nodes: each goes to a community around it drawn by
 * exp(gain / temperature), also where modularity falls. Out of this come better partitions where local moving gets stuck, as in graphs near
 * to random ones.
 *
 * Per sweep or round O(m). Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008; the queue: Traag et al. 2019,
 * doi:10.1038/s41598-019-41695-z; heat: Geman & Geman 1984, doi:10.1109/TPAMI.1984.4767596, on modularity Guimerà & Amaral 2005,
 * doi:10.1038/nature03288.
 */
export function moveNodes(
  graph: CommunityGraph,
  community: Int32Array,
  resolution: number,
  random: Random,
  temperatures: readonly number[] = [],
): number {
  const { nodes, directed, out, in: into } = graph;
  const kernel = kernelOf(graph);
  const { offsets, targets, weights, step, strengths } = kernel.load(graph);
  const at = {
    community: kernel.take(4 * nodes),
    records: kernel.take((directed ? 32 : 16) * nodes),
    members: kernel.take(4 * nodes),
    touched: kernel.take(4 * (nodes + 1)),
    waiting: kernel.take(nodes),
    queue: kernel.take(4 * nodes),
    empty: kernel.take(4 * (nodes + 1)),
  };
  const labels = kernel.words(at.community, nodes);
  labels.set(community);
  /** Numbers in the record of a community: ties, out and, with direction, in. */
  const wide = directed ? 4 : 2;
  const records = kernel.doubles(at.records, wide * nodes).fill(0);
  const members = kernel.words(at.members, nodes).fill(0);
  for (let v = 0; v < nodes; v++) {
    const c = labels[v]!;
    members[c]!++;
    records[wide * c + 1]! += out[v]!;
    if (directed) records[wide * c + 2]! += into[v]!;
  }
  const empty = kernel.words(at.empty, nodes + 1);
  let empties = 0;
  for (let c = nodes - 1; c >= 0; c--) if (members[c] === 0) empty[empties++] = at.records + 8 * wide * c;
  randomOrder(kernel.words(at.queue, nodes), random);
  const waiting = kernel.marks(at.waiting, nodes);
  /** Where the queue begins, how many wait, moves, the end of the empty communities, the state of the noise. */
  const state = kernel.words(0, 5);
  state.set([at.queue, 0, 0, at.empty + 4 * empties, random.below(2 ** 32)]);
  const gainOf = [gainTolerance(graph), ...expectedTies(graph, resolution)];
  const record = directed ? [at.records, 5, 16] : [at.records, 4, 8];
  const addresses = [
    offsets,
    targets,
    weights,
    step,
    strengths,
    at.community,
    ...record,
    at.members,
    at.touched,
    at.waiting,
  ];
  const queue = [at.queue, at.queue + 4 * nodes, at.empty];
  const sweep = (settle: number, temperature: number): void => {
    waiting.fill(1);
    state[1] = nodes;
    while (state[1]! > 0) kernel.calls.move(piece, settle, temperature, ...gainOf, ...addresses, ...queue);
  };
  for (const temperature of temperatures) sweep(0, temperature * meanTie(graph));
  state[2] = 0;
  sweep(1, 0);
  community.set(labels);
  return state[2]!;
}
