import { z } from 'zod';
import { defineMethod, type Random } from '../../domain/method';
import { edgeList, type EdgeList, nodeMeasure } from './graph';

interface Adjacency {
  readonly start: Int32Array;
  readonly neighbour: Int32Array;
}

function adjacency(list: EdgeList): Adjacency {
  const start = new Int32Array(list.nodes + 1);
  const count = (node: number): void => void start[node + 1]!++;
  for (let e = 0; e < list.source.length; e++) {
    if (list.source[e] === list.target[e]) continue;
    count(list.source[e]!);
    if (!list.directed) count(list.target[e]!);
  }
  for (let i = 0; i < list.nodes; i++) start[i + 1]! += start[i]!;
  const next = start.slice(0, list.nodes);
  const neighbour = new Int32Array(start[list.nodes]!);
  for (let e = 0; e < list.source.length; e++) {
    const [a, b] = [list.source[e]!, list.target[e]!];
    if (a === b) continue;
    neighbour[next[a]!++] = b;
    if (!list.directed) neighbour[next[b]!++] = a;
  }
  return { start, neighbour };
}

/**
 * Betweenness of every node, unnormalised: for each pair, the share of shortest paths through the node; an undirected pair counts
 * once. Unweighted. From `pivots` sources alone it is an unbiased estimate, scaled up. O(sources · edges).
 * Brandes 2001, doi:10.1080/0022250X.2001.9990249; sampling: Brandes & Pich 2007, doi:10.1142/S0218127407018403.
 */
export function betweenness(
  list: EdgeList,
  pivots?: readonly number[],
  progress: (fraction: number) => void = () => {},
): Float64Array {
  const { start, neighbour } = adjacency(list);
  const n = list.nodes;
  const score = new Float64Array(n);
  const distance = new Int32Array(n);
  const paths = new Float64Array(n);
  const share = new Float64Array(n);
  const queue = new Int32Array(n);
  const sources = pivots ?? Array.from({ length: n }, (_, i) => i);
  sources.forEach((source, done) => {
    if (done % 64 === 0) progress(done / sources.length);
    distance.fill(-1);
    distance[source] = 0;
    paths[source] = 1;
    queue[0] = source;
    let head = 0;
    let tail = 1;
    while (head < tail) {
      const v = queue[head++]!;
      for (let k = start[v]!; k < start[v + 1]!; k++) {
        const u = neighbour[k]!;
        if (distance[u]! < 0) {
          distance[u] = distance[v]! + 1;
          paths[u] = 0;
          queue[tail++] = u;
        }
        if (distance[u] === distance[v]! + 1) paths[u]! += paths[v]!;
      }
    }
    for (let k = 0; k < tail; k++) share[queue[k]!] = 0;
    for (let k = tail - 1; k >= 0; k--) {
      const v = queue[k]!;
      let sum = 0;
      for (let e = start[v]!; e < start[v + 1]!; e++) {
        const u = neighbour[e]!;
        if (distance[u] === distance[v]! + 1) sum += (paths[v]! / paths[u]!) * (1 + share[u]!);
      }
      share[v] = sum;
      if (v !== source) score[v]! += sum;
    }
  });
  const scale = (n / sources.length) * (list.directed ? 1 : 0.5);
  return score.map((value) => value * scale);
}

/** Work above which a sample of sources stands for all. */
const exactSteps = 2e7;

export function choosePivots(list: EdgeList, random: Random): number[] | undefined {
  const work = list.nodes * Math.max(1, list.source.length);
  if (work <= exactSteps) return undefined;
  const count = Math.max(50, Math.floor(exactSteps / Math.max(1, list.source.length)));
  return random
    .shuffle(Array.from({ length: list.nodes }, (_, i) => i))
    .slice(0, count)
    .sort((a, b) => a - b);
}

export const networkBetweenness = defineMethod({
  id: 'network/betweenness',
  version: 1,
  step: 'modelling',
  title: 'Betweenness',
  description:
    'How many shortest paths between others lead through a node: brokers and bottlenecks. Exact for small graphs; on larger ones estimated from a random sample of sources, and the summary says so.',
  references: [
    'Freeman 1977, doi:10.2307/3033543',
    'Brandes 2001, doi:10.1080/0022250X.2001.9990249',
    'Brandes & Pich 2007, doi:10.1142/S0218127407018403',
  ],
  parameters: z.object({}).strict(),
  inputs: { graph: 'graph' },
  output: 'node-measure',
  individuals: true,
  seeded: true,
  run({ graph }, _, context) {
    const list = edgeList(graph);
    const pivots = choosePivots(list, context.random);
    const values = betweenness(list, pivots, context.progress);
    return nodeMeasure(values, {
      summary: {
        nodes: list.nodes,
        edges: list.source.length,
        exact: pivots === undefined,
        sources: pivots?.length ?? list.nodes,
      },
    });
  },
});
