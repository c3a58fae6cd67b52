import type { Random } from '../../../domain/method';
import type { CommunityGraph } from './community-graph';
import { expectedTies } from './local-moving';

/** First and last temperature, in mean weights of a tie, and the rounds between them: chosen on random graphs of other seeds than are reported. */
const hot = 1.3;
const cold = 0.2;
const rounds = 100;

/**
 * Moves nodes to the community of a neighbour drawn by lot, also where modularity falls, the less readily the further it falls and the
 * later the round. Out of this come better partitions where local moving gets stuck, as in graphs near to random ones. Keeps what was
 * given if nothing was won. Labels lie in [0, nodes) and are changed in place. O(rounds · m) at worst; within clear communities a
 * neighbour drawn is mostly of one's own, and costs nothing.
 * Metropolis et al. 1953; on modularity: Guimerà & Amaral 2005, doi:10.1038/nature03288.
 */
export function anneal(graph: CommunityGraph, community: Int32Array, resolution: number, random: Random): void {
  const { nodes, directed, offsets, targets, weights, out, in: into, total } = graph;
  const [expectedOut, expectedIn] = expectedTies(graph, resolution);
  const given = community.slice();
  const outSum = new Float64Array(nodes);
  const inSum = directed ? new Float64Array(nodes) : outSum;
  for (let v = 0; v < nodes; v++) {
    outSum[community[v]!]! += out[v]!;
    if (directed) inSum[community[v]!]! += into[v]!;
  }
  const cooling = (cold / hot) ** (1 / (rounds - 1));
  let temperature = hot * (total / Math.max(1, targets.length));
  let won = 0;
  for (let round = 0; round < rounds; round++) {
    for (let v = 0; v < nodes; v++) {
      const from = offsets[v]!;
      const to = offsets[v + 1]!;
      if (from === to) continue;
      const own = community[v]!;
      const other = community[targets[from + random.below(to - from)]!]!;
      if (other === own) continue;
      const o = out[v]!;
      const i = into[v]!;
      let gain =
        -expectedOut * o * (inSum[other]! - inSum[own]! + i) - expectedIn * i * (outSum[other]! - outSum[own]! + o);
      for (let k = from; k < to; k++) {
        const c = community[targets[k]!]!;
        if (c === other) gain += weights === undefined ? 1 : weights[k]!;
        else if (c === own) gain -= weights === undefined ? 1 : weights[k]!;
      }
      if (gain < 0 && random.next() >= Math.exp(gain / temperature)) continue;
      won += gain;
      community[v] = other;
      outSum[own]! -= o;
      outSum[other]! += o;
      if (directed) {
        inSum[own]! -= i;
        inSum[other]! += i;
      }
    }
    temperature *= cooling;
  }
  if (won <= 0) community.set(given);
}
