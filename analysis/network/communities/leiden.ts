import type { Random } from '../../../domain/method';
import { aggregate } from './aggregate';
import type { CommunityGraph } from './community-graph';
import { splitDisconnected } from './connectedness';
import { moveNodes } from './local-moving';
import { singletons } from './louvain';
import { numberDensely } from './numbering';
import { partitionQuality } from './quality';
import { refine } from './refinement';

/**
 * Where no more than this share of a level's nodes moved, parts of parts would hardly move either; and the pass after it would find
 * little more.
 */
const settled = 0.02;

/** First and last temperature and the sweeps between: chosen, as every constant here, on generated graphs other than those reported. */
const hot = 0.2;
const cold = 0.08;
const sweeps = 14;

/** Temperatures in mean weights of a tie. By chance, the ties of a node to a community stray by about the root of its degree. */
function cooling(graph: CommunityGraph): number[] {
  const stray = Math.sqrt(graph.targets.length / graph.nodes);
  return Array.from({ length: sweeps }, (_, sweep) => stray * hot * (cold / hot) ** (sweep / (sweeps - 1)));
}

/** The default of igraph and leidenalg. */
const usualPasses = 2;

/** Where nodes are restless, graphs of under 2,000 ties can afford up to five passes. */
function restlessPasses(graph: CommunityGraph): number {
  return usualPasses + Math.min(3, Math.floor(2000 / Math.max(1, graph.targets.length / 2)));
}

/** Moves parts of communities, parts of parts and so on while many move, then whole communities. Communities are changed in place. */
function coarsen(graph: CommunityGraph, community: Int32Array, resolution: number, random: Random): void {
  let level = graph;
  let labels: Int32Array = community.slice();
  /** The node of the present level that holds each node. */
  const holder = singletons(graph.nodes);
  let moves = graph.nodes;
  for (let found = numberDensely(labels); found < level.nodes; found = numberDensely(labels)) {
    let parts = labels;
    let count = found;
    if (moves > settled * level.nodes) {
      const refined = refine(level, labels, resolution, random);
      const refinedCount = numberDensely(refined);
      if (refinedCount < level.nodes) [parts, count] = [refined, refinedCount];
    }
    const coarse = new Int32Array(count);
    for (let v = 0; v < level.nodes; v++) coarse[parts[v]!] = labels[v]!;
    for (let v = 0; v < graph.nodes; v++) holder[v] = parts[holder[v]!]!;
    level = aggregate(level, parts, count);
    labels = coarse;
    moves = moveNodes(level, labels, resolution, random);
  }
  for (let v = 0; v < graph.nodes; v++) community[v] = labels[holder[v]!]!;
}

/**
 * Communities by the Leiden method: as Louvain, but levels are made of well-connected parts, and every community is connected. Where
 * nodes still move after the first pass, each further one begins with heat; of more than two passes the best is kept, so that more
 * passes are a deeper search. O(m) a level in practice. Traag, Waltman & van Eck 2019, doi:10.1038/s41598-019-41695-z.
 */
export function leiden(graph: CommunityGraph, resolution: number, random: Random, iterations?: number): Int32Array {
  const community = singletons(graph.nodes);
  if (graph.total === 0) return community;
  moveNodes(graph, community, resolution, random);
  coarsen(graph, community, resolution, random);
  const restless = moveNodes(graph, community, resolution, random) > settled * graph.nodes;
  const passes = iterations ?? (restless ? restlessPasses(graph) : usualPasses);
  let best = community;
  let most = Number.NEGATIVE_INFINITY;
  for (let pass = 1; pass < passes; pass++) {
    if (restless) moveNodes(graph, community, resolution, random, cooling(graph));
    coarsen(graph, community, resolution, random);
    moveNodes(graph, community, resolution, random);
    if (passes === 2) break;
    const { modularity } = partitionQuality(graph, community, numberDensely(community), resolution);
    if (modularity! > most) {
      most = modularity!;
      best = community.slice();
    } else community.set(best);
  }
  return splitDisconnected(graph, community);
}
