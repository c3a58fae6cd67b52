import type { Random } from '../../../domain/method';
import type { CommunityGraph } from './community-graph';
import { inPieces, kernelOf } from './kernel';
import { expectedTies, gainTolerance, randomOrder } from './local-moving';

/**
 * Splits every community into well-connected parts: each node alone, then merged into the part of its own community that gains most.
 * Traag et al. 2019, algorithm A.2, whose lot among parts (θ) is left to the order of the nodes: what is connected stays so, and
 * passes reach more. O(m).
 */
export function refine(graph: CommunityGraph, community: Int32Array, resolution: number, random: Random): Int32Array {
  const { nodes, out, in: into } = graph;
  const kernel = kernelOf(graph);
  const { offsets, targets, weights, step, strengths } = kernel.load(graph);
  const at = {
    community: kernel.take(4 * nodes),
    wholes: kernel.take(16 * nodes),
    parts: kernel.take(32 * nodes),
    part: kernel.take(4 * nodes),
    joined: kernel.take(nodes),
    touched: kernel.take(4 * (nodes + 1)),
    order: kernel.take(4 * nodes),
  };
  kernel.words(at.community, nodes).set(community);
  const wholes = kernel.doubles(at.wholes, 2 * nodes).fill(0);
  const parts = kernel.doubles(at.parts, 4 * nodes);
  const part = kernel.words(at.part, nodes);
  kernel.marks(at.joined, nodes).fill(0);
  for (let v = 0; v < nodes; v++) {
    const c = community[v]!;
    wholes[2 * c]! += out[v]!;
    wholes[2 * c + 1]! += into[v]!;
    parts[4 * v] = 0;
    parts[4 * v + 1] = out[v]!;
    parts[4 * v + 2] = into[v]!;
    part[v] = v;
  }
  const rows = [offsets, targets, weights, step];
  inPieces(nodes, (from, to) => kernel.calls.cuts(from, to, ...rows, at.community, at.parts));
  randomOrder(kernel.words(at.order, nodes), random);
  const gainOf = [gainTolerance(graph), ...expectedTies(graph, resolution)];
  const addresses = [...rows, strengths, at.community, at.wholes, at.parts, at.part, at.joined, at.touched];
  inPieces(nodes, (from, to) => kernel.calls.refine(at.order + 4 * from, at.order + 4 * to, ...gainOf, ...addresses));
  return part.slice();
}
