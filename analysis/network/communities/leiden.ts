import type { Random } from '../../../domain/method';
import { aggregate } from './aggregate';
import { anneal } from './annealing';
import type { CommunityGraph } from './community-graph';
import { splitDisconnected } from './connectedness';
import { expectedTies, gainTolerance, moveNodes, randomOrder } from './local-moving';
import { singletons } from './louvain';
import { numberDensely } from './numbering';
import { partitionQuality } from './quality';

/**
 * Splits every community into well-connected parts: each node alone, then merged into the part of its own community that gains most.
 * Traag et al. 2019, algorithm A.2, whose lot among parts (θ) is left to the order of the nodes: what is connected stays so, and
 * passes reach more. O(m).
 */
export function refine(graph: CommunityGraph, community: Int32Array, resolution: number, random: Random): Int32Array {
  const { nodes, directed, offsets, targets, weights, out, in: into } = graph;
  const [expectedOut, expectedIn] = expectedTies(graph, resolution);
  const tolerance = gainTolerance(graph);
  const part = singletons(nodes);
  const alone = new Uint8Array(nodes).fill(1);
  const outWhole = new Float64Array(nodes);
  const inWhole = directed ? new Float64Array(nodes) : outWhole;
  const outPart = out.slice();
  const inPart = directed ? into.slice() : outPart;
  /** Ties of a part to the rest of its community. */
  const cut = new Float64Array(nodes);
  for (let v = 0; v < nodes; v++) {
    const c = community[v]!;
    outWhole[c]! += out[v]!;
    if (directed) inWhole[c]! += into[v]!;
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++)
      if (community[targets[k]!] === c) cut[v]! += weights === undefined ? 1 : weights[k]!;
  }
  const wellConnected = (p: number, c: number): boolean =>
    cut[p]! + tolerance >=
    expectedOut * outPart[p]! * (inWhole[c]! - inPart[p]!) + expectedIn * inPart[p]! * (outWhole[c]! - outPart[p]!);
  const tie = new Float64Array(nodes);
  const touched = new Int32Array(nodes);
  for (const v of randomOrder(nodes, random)) {
    const c = community[v]!;
    if (alone[v] === 0 || cut[v] === 0 || !wellConnected(v, c)) continue;
    let count = 0;
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
      const u = targets[k]!;
      if (community[u] !== c) continue;
      const p = part[u]!;
      if (tie[p] === 0) touched[count++] = p;
      tie[p]! += weights === undefined ? 1 : weights[k]!;
    }
    const outV = expectedOut * out[v]!;
    const inV = expectedIn * into[v]!;
    let chosen = -1;
    let most = 0;
    let cutOff = 0;
    for (let i = 0; i < count; i++) {
      const p = touched[i]!;
      const gain = tie[p]! - outV * inPart[p]! - inV * outPart[p]!;
      if (gain >= most && wellConnected(p, c)) {
        most = gain;
        chosen = p;
        cutOff = tie[p]!;
      }
      tie[p] = 0;
    }
    if (chosen < 0) continue;
    part[v] = chosen;
    alone[chosen] = 0;
    outPart[chosen]! += out[v]!;
    if (directed) inPart[chosen]! += into[v]!;
    cut[chosen]! += cut[v]! - 2 * cutOff;
  }
  return part;
}

/** Moves parts of communities, parts of parts and so on up, until nothing merges. Communities are changed in place. */
function coarsen(graph: CommunityGraph, community: Int32Array, resolution: number, random: Random): void {
  let level = graph;
  let labels: Int32Array = community.slice();
  /** The node of the present level that holds each node. */
  const holder = singletons(graph.nodes);
  while (numberDensely(labels) < level.nodes) {
    const parts = refine(level, labels, resolution, random);
    const count = numberDensely(parts);
    if (count === level.nodes) break;
    const coarse = new Int32Array(count);
    for (let v = 0; v < level.nodes; v++) coarse[parts[v]!] = labels[v]!;
    for (let v = 0; v < graph.nodes; v++) holder[v] = parts[holder[v]!]!;
    level = aggregate(level, parts, count);
    labels = coarse;
    moveNodes(level, labels, resolution, random);
  }
  for (let v = 0; v < graph.nodes; v++) community[v] = labels[holder[v]!]!;
}

/** Where the second pass moves more than this share of the nodes, single moves do not lead far: the nodes are annealed once. */
const unsettled = 0.05;
/** Where a pass moves no more than this share, and wins no more modularity than this, it was the last; passes over small graphs cost little. */
const enough = (graph: CommunityGraph): { share: number; gain: number } =>
  graph.targets.length <= 100_000 ? { share: -1, gain: 1e-4 } : { share: 1e-3, gain: 5e-4 };
const mostPasses = 10;

/**
 * Communities by the Leiden method: as Louvain, but each level is made of well-connected parts, and every community is connected.
 * With `iterations` so many passes; left out, until a pass brings little, with nodes annealed after the first where it left much to
 * do. O(m) a level in practice. Traag, Waltman & van Eck 2019, doi:10.1038/s41598-019-41695-z.
 */
export function leiden(graph: CommunityGraph, resolution: number, random: Random, iterations?: number): Int32Array {
  const community = singletons(graph.nodes);
  if (graph.total === 0) return community;
  const { share, gain } = enough(graph);
  let reached = Number.NEGATIVE_INFINITY;
  for (let pass = 0; ; pass++) {
    const moves = moveNodes(graph, community, resolution, random);
    if (pass === (iterations ?? mostPasses)) break;
    if (iterations === undefined && pass > 0) {
      if (pass === 1 && moves > unsettled * graph.nodes) {
        anneal(graph, community, resolution, random);
        moveNodes(graph, community, resolution, random);
      } else if (moves <= share * graph.nodes) break;
      const now = partitionQuality(graph, community, numberDensely(community), resolution).modularity ?? 0;
      if (now < reached + gain) break;
      reached = now;
    }
    coarsen(graph, community, resolution, random);
  }
  return splitDisconnected(graph, community);
}
