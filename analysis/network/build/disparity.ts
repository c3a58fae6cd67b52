import type { EdgeList } from '../graph/graph';

/**
 * The chance that an edge takes at least its share of a node's strength when the strength is cut at random into as many pieces as the
 * node has edges, (1 − w/s)^(k − 1): the smaller of both ends (of source and target, for directed graphs). A node with one edge says
 * nothing: 1. Serrano, Boguñá & Vespignani 2009, doi:10.1073/pnas.0808904106. O(n + m).
 */
export function disparity(list: EdgeList): Float64Array {
  const { nodes, source, target, weight, directed } = list;
  const outDegree = new Int32Array(nodes);
  const outStrength = new Float64Array(nodes);
  const inDegree = directed ? new Int32Array(nodes) : outDegree;
  const inStrength = directed ? new Float64Array(nodes) : outStrength;
  for (let e = 0; e < source.length; e++) {
    const w = Math.abs(weight[e]!);
    outDegree[source[e]!]!++;
    outStrength[source[e]!]! += w;
    inDegree[target[e]!]!++;
    inStrength[target[e]!]! += w;
  }
  const chance = (degree: number, strength: number, w: number): number =>
    degree < 2 || strength === 0 ? 1 : Math.max(0, 1 - w / strength) ** (degree - 1);
  return Float64Array.from(source, (a, e) => {
    const b = target[e]!;
    const w = Math.abs(weight[e]!);
    return Math.min(chance(outDegree[a]!, outStrength[a]!, w), chance(inDegree[b]!, inStrength[b]!, w));
  });
}
