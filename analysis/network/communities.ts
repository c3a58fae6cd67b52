import louvain from 'graphology-communities-louvain';
import { z } from 'zod';
import { defineMethod, type Random } from '../../domain/method';
import { normalisedMutualInformation } from '../learning/partition-agreement';
import { edgeList, type EdgeList, toGraphology, undirected } from './graph';

/**
 * Modularity of a partition of an undirected weighted graph (Newman & Girvan 2004, doi:10.1103/PhysRevE.69.026113):
 * Σ over communities of inside/m − (degree sum / 2m)². Null without edges. O(edges).
 */
export function modularity(list: EdgeList, community: ArrayLike<number>): number | null {
  let m = 0;
  const inside = new Map<number, number>();
  const degree = new Map<number, number>();
  const add = (map: Map<number, number>, key: number, value: number): void =>
    void map.set(key, (map.get(key) ?? 0) + value);
  for (let e = 0; e < list.source.length; e++) {
    const [a, b, w] = [community[list.source[e]!]!, community[list.target[e]!]!, list.weight[e]!];
    m += w;
    add(degree, a, w);
    add(degree, b, w);
    if (a === b) add(inside, a, w);
  }
  if (m === 0) return null;
  let q = 0;
  for (const [key, sum] of degree) q += (inside.get(key) ?? 0) / m - (sum / (2 * m)) ** 2;
  return q;
}

/** One Louvain partition, communities numbered by falling size, then by their first node. */
export function louvainPartition(list: EdgeList, resolution: number, random: Random): Int32Array {
  if (list.source.length === 0) return Int32Array.from({ length: list.nodes }, (_, i) => i);
  const found = louvain(toGraphology(list), { resolution, rng: () => random.next(), getEdgeWeight: 'weight' });
  const raw = Int32Array.from({ length: list.nodes }, (_, i) => found[String(i)]!);
  const size = new Map<number, number>();
  const firstNode = new Map<number, number>();
  raw.forEach((community, node) => {
    size.set(community, (size.get(community) ?? 0) + 1);
    if (!firstNode.has(community)) firstNode.set(community, node);
  });
  const order = [...size.keys()].sort((a, b) => size.get(b)! - size.get(a)! || firstNode.get(a)! - firstNode.get(b)!);
  const rank = new Map(order.map((community, at) => [community, at]));
  return raw.map((community) => rank.get(community)!);
}

export const networkCommunities = defineMethod({
  id: 'network/communities',
  version: 1,
  step: 'modelling',
  title: 'Communities (Louvain)',
  description:
    'Groups of nodes with more ties among themselves than chance would give, ignoring direction. Several starts are compared: a low agreement between them says that the graph has no clear communities. Modularity is not truth.',
  references: [
    'Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008',
    'Newman & Girvan 2004, doi:10.1103/PhysRevE.69.026113',
    'Danon et al. 2005, doi:10.1088/1742-5468/2005/09/P09008',
  ],
  parameters: z
    .object({ resolution: z.number().positive().default(1), starts: z.number().int().min(1).max(50).default(5) })
    .strict(),
  inputs: { graph: 'graph' },
  output: 'node-measure',
  individuals: true,
  seeded: true,
  run({ graph }, { resolution, starts }, context) {
    const list = undirected(edgeList(graph));
    let best: Int32Array | undefined;
    let quality: number | null = null;
    const partitions: Int32Array[] = [];
    for (let s = 0; s < starts; s++) {
      const one = louvainPartition(list, resolution, context.random.fork(`start ${s}`));
      const q = modularity(list, one);
      partitions.push(one);
      if (!best || (q ?? 0) > (quality ?? 0)) {
        best = one;
        quality = q;
      }
      context.progress((s + 1) / starts);
    }
    const others = partitions.filter((one) => one !== best).map((one) => normalisedMutualInformation(best!, one));
    const sizes: number[] = [];
    for (const community of best!) sizes[community] = (sizes[community] ?? 0) + 1;
    return {
      kind: 'node-measure',
      columns: { node: Int32Array.from({ length: list.nodes }, (_, i) => i), value: Float64Array.from(best!) },
      about: {
        summary: {
          nodes: list.nodes,
          edges: list.source.length,
          communities: sizes.length,
          largest: sizes.slice(0, 10),
          modularity: quality,
          stability: others.length ? others.reduce((a, b) => a + b, 0) / others.length : null,
        },
      },
    };
  },
});
