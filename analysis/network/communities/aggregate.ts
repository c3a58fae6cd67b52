import type { CommunityGraph } from './community-graph';

/** Members of each group, one after the other: those of group c are `members[starts[c] … starts[c + 1])`, rising. O(n). */
export function membersOf(labels: Int32Array, count: number): { starts: Int32Array; members: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (let v = 0; v < labels.length; v++) starts[labels[v]! + 1]!++;
  for (let c = 0; c < count; c++) starts[c + 1]! += starts[c]!;
  const next = starts.slice(0, count);
  const members = new Int32Array(labels.length);
  for (let v = 0; v < labels.length; v++) members[next[labels[v]!]!++] = v;
  return { starts, members };
}

/** The graph whose nodes are the groups; ties inside a group live on in its strength alone. O(n + m). */
export function aggregate(graph: CommunityGraph, labels: Int32Array, count: number): CommunityGraph {
  const { offsets, targets, weights, directed } = graph;
  const { starts, members } = membersOf(labels, count);
  const tie = new Float64Array(count);
  const newOffsets = new Int32Array(count + 1);
  const newTargets = new Int32Array(targets.length);
  const newWeights = new Float64Array(targets.length);
  const out = new Float64Array(count);
  const into = directed ? new Float64Array(count) : out;
  let at = 0;
  for (let c = 0; c < count; c++) {
    const first = at;
    for (let i = starts[c]!; i < starts[c + 1]!; i++) {
      const v = members[i]!;
      out[c]! += graph.out[v]!;
      if (directed) into[c]! += graph.in[v]!;
      for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
        const d = labels[targets[k]!]!;
        if (d === c) continue;
        if (tie[d] === 0) newTargets[at++] = d;
        tie[d]! += weights === undefined ? 1 : weights[k]!;
      }
    }
    for (let k = first; k < at; k++) {
      newWeights[k] = tie[newTargets[k]!]!;
      tie[newTargets[k]!] = 0;
    }
    newOffsets[c + 1] = at;
  }
  return {
    nodes: count,
    directed,
    offsets: newOffsets,
    targets: newTargets.slice(0, at),
    weights: newWeights.slice(0, at),
    out,
    in: into,
    total: graph.total,
  };
}
