import type { CommunityGraph } from './community-graph';
import { inPieces, kernelOf } from './kernel';

/** Members of each group, one after the other: those of group c are `members[starts[c] … starts[c + 1])`, rising. O(n). */
function membersOf(labels: Int32Array, starts: Int32Array, members: Int32Array): void {
  starts.fill(0);
  for (let v = 0; v < labels.length; v++) starts[labels[v]! + 1]!++;
  for (let c = 0; c + 1 < starts.length; c++) starts[c + 1]! += starts[c]!;
  const next = starts.slice(0, -1);
  for (let v = 0; v < labels.length; v++) members[next[labels[v]!]!++] = v;
}

/** The graph whose nodes are the groups 0 … count − 1; ties inside a group live on in its strength alone. O(n + m). */
export function aggregate(graph: CommunityGraph, labels: Int32Array, count: number): CommunityGraph {
  const { nodes, directed } = graph;
  const out = new Float64Array(count);
  const into = directed ? new Float64Array(count) : out;
  for (let v = 0; v < nodes; v++) {
    out[labels[v]!]! += graph.out[v]!;
    if (directed) into[labels[v]!]! += graph.in[v]!;
  }
  const kernel = kernelOf(graph);
  const { offsets, targets, weights, step } = kernel.load(graph);
  const at = {
    group: kernel.take(4 * nodes),
    starts: kernel.take(4 * (count + 1)),
    members: kernel.take(4 * nodes),
    tie: kernel.take(8 * count),
    newOffsets: kernel.take(4 * (count + 1)),
    newTargets: kernel.take(4 * (graph.targets.length + 1)),
    newWeights: kernel.take(8 * graph.targets.length),
  };
  kernel.words(at.group, nodes).set(labels);
  membersOf(labels, kernel.words(at.starts, count + 1), kernel.words(at.members, nodes));
  kernel.doubles(at.tie, count).fill(0);
  kernel.words(at.newOffsets, 1)[0] = 0;
  let entries = 0;
  inPieces(count, (from, to) => {
    entries = kernel.calls.aggregate(
      from,
      to,
      offsets,
      targets,
      weights,
      step,
      at.group,
      at.starts,
      at.members,
      at.tie,
      at.newOffsets,
      at.newTargets,
      at.newWeights,
      entries,
    );
  });
  return {
    nodes: count,
    directed,
    offsets: kernel.words(at.newOffsets, count + 1).slice(),
    targets: kernel.words(at.newTargets, entries).slice(),
    weights: kernel.doubles(at.newWeights, entries).slice(),
    out,
    in: into,
    total: graph.total,
  };
}
