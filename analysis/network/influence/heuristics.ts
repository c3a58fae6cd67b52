import type { Random } from '../../../domain/method';
import { reversed, type SpreadGraph } from '../diffusion/spread-graph';

function largest(values: Float64Array, k: number): number[] {
  return Array.from(
    Int32Array.from(values, (_, v) => v)
      .sort((a, b) => values[b]! - values[a]! || a - b)
      .subarray(0, k),
  );
}

/** The k nodes with most arcs. */
export function topDegree(graph: SpreadGraph, k: number): number[] {
  return largest(
    Float64Array.from({ length: graph.nodes }, (_, v) => graph.offsets[v + 1]! - graph.offsets[v]!),
    k,
  );
}

/** The k nodes to which most of a walk against the arcs comes: PageRank of the graph turned round, damping 0.85. O(rounds · m). */
export function topPagerank(graph: SpreadGraph, k: number): number[] {
  const { nodes, offsets, targets } = graph;
  const back = reversed(graph);
  let rank = new Float64Array(nodes).fill(1 / nodes);
  for (let round = 0; round < 100; round++) {
    let loose = 0;
    for (let v = 0; v < nodes; v++) if (back.offsets[v + 1] === back.offsets[v]) loose += rank[v]!;
    const next = new Float64Array(nodes);
    let change = 0;
    for (let v = 0; v < nodes; v++) {
      let sum = 0;
      for (let a = offsets[v]!; a < offsets[v + 1]!; a++) {
        const w = targets[a]!;
        sum += rank[w]! / (back.offsets[w + 1]! - back.offsets[w]!);
      }
      next[v] = (0.15 + 0.85 * loose) / nodes + 0.85 * sum;
      change += Math.abs(next[v]! - rank[v]!);
    }
    rank = next;
    if (change < 1e-8) break;
  }
  return largest(rank, k);
}

/** Degree discounted for seeds that are neighbours already (Chen, Wang & Yang 2009's single discount). O(k · n + m). */
export function singleDiscount(graph: SpreadGraph, k: number): number[] {
  const { nodes, offsets } = graph;
  const back = reversed(graph);
  const degree = Float64Array.from({ length: nodes }, (_, v) => offsets[v + 1]! - offsets[v]!);
  const seeds: number[] = [];
  for (let round = 0; round < Math.min(k, nodes); round++) {
    let best = 0;
    for (let v = 1; v < nodes; v++) if (degree[v]! > degree[best]!) best = v;
    seeds.push(best);
    degree[best] = Number.NEGATIVE_INFINITY;
    for (let a = back.offsets[best]!; a < back.offsets[best + 1]!; a++) degree[back.sources[a]!]!--;
  }
  return seeds;
}

export function drawnNodes(graph: SpreadGraph, k: number, random: Random): number[] {
  return Array.from(random.shuffle(Int32Array.from({ length: graph.nodes }, (_, v) => v)).subarray(0, k));
}
