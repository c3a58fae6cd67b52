import { z } from 'zod';
import type { Random } from '../../../domain/method';
import type { EdgeList } from '../graph/graph';
import { type CommunityGraph, communityGraph, requireTieWeights } from './community-graph';
import { labelPropagation } from './label-propagation';
import { leiden } from './leiden';
import { louvain } from './louvain';
import { codeLength, flowGraph, infomapLike } from './map-equation';
import { communityCount, numberBySize } from './numbering';
import { partitionQuality } from './quality';

/** Ties up to which several runs are compared where it is not said how many. */
export const severalStartsUpTo = 50_000;
export const usualStarts = 5;

export const communityMethods = ['leiden', 'louvain', 'label-propagation', 'infomap-like'] as const;
export type CommunityMethod = (typeof communityMethods)[number];

/** Parameters of every method that looks for communities first. */
export const detectionParameters = {
  method: z.enum(communityMethods).default('leiden'),
  resolution: z
    .number()
    .positive()
    .default(1)
    .describe('above 1: more and smaller communities; Leiden and Louvain only'),
  weighted: z.boolean().default(true).describe('false: every tie counts alike, whatever its weight and sign'),
  iterations: z
    .number()
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe('passes of Leiden: more search deeper; left out: 2, or up to 5 on graphs of under 2,000 ties'),
};

export interface Detection {
  readonly method: CommunityMethod;
  readonly resolution: number;
  readonly iterations?: number | undefined;
}

export interface Surroundings {
  readonly graph: CommunityGraph;
  /** What the search works on: the graph, or the flow of a random walk for the map equation. */
  readonly searched: CommunityGraph;
}

/** The graph to search; direction counts where the list has one. Refuses negative weights. */
export function surroundings(
  list: EdgeList,
  options: { readonly method: CommunityMethod; readonly weighted: boolean; readonly directed: boolean },
  id: string,
): Surroundings {
  if (options.weighted) requireTieWeights(list, id);
  const graph = communityGraph(list, options);
  if (options.method !== 'infomap-like' || !graph.directed) return { graph, searched: graph };
  const weight = options.weighted ? list.weight : new Float64Array(list.source.length).fill(1);
  return { graph, searched: flowGraph({ ...list, weight }) };
}

/** One run of the method, labels as they come. */
export function search(graph: CommunityGraph, detection: Detection, random: Random): Int32Array {
  switch (detection.method) {
    case 'leiden':
      return leiden(graph, detection.resolution, random, detection.iterations);
    case 'louvain':
      return louvain(graph, detection.resolution, random);
    case 'label-propagation':
      return labelPropagation(graph, random);
    case 'infomap-like':
      return infomapLike(graph, random);
  }
}

/** The run that is best by what the method seeks: modularity, or a short code. */
export function bestOf(
  { graph, searched }: Surroundings,
  detection: Detection,
  runs: readonly Int32Array[],
): Int32Array {
  if (runs.length === 1) return runs[0]!;
  const worth = runs.map((one) =>
    detection.method === 'infomap-like'
      ? -(codeLength(searched, one, communityCount(one)) ?? 0)
      : (partitionQuality(graph, one, communityCount(one), detection.resolution).modularity ?? 0),
  );
  return runs[worth.indexOf(Math.max(...worth))]!;
}

/** The best of several runs, and all of them. */
export function detect(
  around: Surroundings,
  detection: Detection,
  starts: number,
  random: Random,
  progress: (fraction: number) => void = () => {},
): { best: Int32Array; runs: Int32Array[] } {
  const runs: Int32Array[] = [];
  for (let s = 0; s < starts; s++) {
    runs.push(numberBySize(search(around.searched, detection, random.fork(`start ${s}`))));
    progress((s + 1) / starts);
  }
  return { best: bestOf(around, detection, runs), runs };
}
