import type { Random } from '../../../domain/method';
import { adjustedRand, normalisedMutualInformation } from '../../learning/partition-agreement';
import type { CommunityGraph } from './community-graph';

/** Mean agreement of every two partitions; null for fewer than two. O(runs² n). */
export function meanAgreement(partitions: readonly Int32Array[]): { nmi: number; ari: number } | null {
  let nmi = 0;
  let ari = 0;
  let pairs = 0;
  for (let i = 0; i < partitions.length; i++) {
    for (let j = 0; j < i; j++) {
      nmi += normalisedMutualInformation(partitions[i]!, partitions[j]!);
      ari += adjustedRand(partitions[i]!, partitions[j]!);
      pairs++;
    }
  }
  return pairs === 0 ? null : { nmi: nmi / pairs, ari: ari / pairs };
}

/** For each tie, in row order, the share of partitions that put both ends into one community. O(runs · m). */
export function togetherness(graph: CommunityGraph, partitions: readonly Int32Array[]): Float64Array {
  const share = new Float64Array(graph.targets.length);
  for (const labels of partitions)
    for (let v = 0; v < graph.nodes; v++)
      for (let k = graph.offsets[v]!; k < graph.offsets[v + 1]!; k++)
        if (labels[graph.targets[k]!] === labels[v]) share[k]! += 1 / partitions.length;
  return share;
}

/** Ties on which fewer runs agree than this are dropped from the consensus graph. */
const leastShare = 0.5;

/** The ties on which most runs agree, weighted by how many do. */
function consensusGraph(graph: CommunityGraph, partitions: readonly Int32Array[]): CommunityGraph {
  const share = togetherness(graph, partitions);
  const offsets = new Int32Array(graph.nodes + 1);
  const targets = new Int32Array(graph.targets.length);
  const weights = new Float64Array(graph.targets.length);
  const out = new Float64Array(graph.nodes);
  let at = 0;
  let total = 0;
  for (let v = 0; v < graph.nodes; v++) {
    for (let k = graph.offsets[v]!; k < graph.offsets[v + 1]!; k++) {
      if (share[k]! < leastShare) continue;
      targets[at] = graph.targets[k]!;
      weights[at++] = share[k]!;
      out[v]! += share[k]!;
    }
    offsets[v + 1] = at;
    total += out[v]!;
  }
  return {
    nodes: graph.nodes,
    directed: false,
    offsets,
    targets: targets.subarray(0, at),
    weights: weights.subarray(0, at),
    out,
    in: out,
    total,
  };
}

/**
 * One partition out of many: the search again on the graph of ties that most runs agree on, until all runs agree (Lancichinetti &
 * Fortunato 2012, doi:10.1038/srep00336, on the graph's own ties). O(rounds · runs · m).
 */
export function consensus(
  graph: CommunityGraph,
  partitions: readonly Int32Array[],
  search: (graph: CommunityGraph, random: Random) => Int32Array,
  random: Random,
): Int32Array {
  let runs = partitions;
  for (let round = 0; round < 10; round++) {
    const agreed = consensusGraph(graph, runs);
    runs = runs.map((_, i) => search(agreed, random.fork(`consensus ${round} ${i}`)));
    if ((meanAgreement(runs)?.ari ?? 1) > 1 - 1e-12) break;
  }
  return runs[0]!;
}

/**
 * How sure each node's place is: the mean, over its ties, of the share of runs that agree with the partition on whether the tie lies
 * inside a community. NaN without ties. O(runs · m).
 */
export function nodeCertainty(
  graph: CommunityGraph,
  partitions: readonly Int32Array[],
  chosen: Int32Array,
): Float64Array {
  const share = togetherness(graph, partitions);
  return Float64Array.from({ length: graph.nodes }, (_, v) => {
    let sum = 0;
    const [from, to] = [graph.offsets[v]!, graph.offsets[v + 1]!];
    for (let k = from; k < to; k++) sum += chosen[graph.targets[k]!] === chosen[v] ? share[k]! : 1 - share[k]!;
    return to > from ? sum / (to - from) : Number.NaN;
  });
}
