import type { Random } from '../../../domain/method';
import { aggregate } from './aggregate';
import type { CommunityGraph } from './community-graph';
import { splitDisconnected } from './connectedness';
import { gainTolerance, moveNodes, randomOrder } from './local-moving';
import { singletons } from './louvain';
import { numberDensely } from './numbering';
import { partitionQuality } from './quality';

/** Randomness of the refinement, in mean weights of a tie (Traag et al. 2019 use 0.01). */
const theta = 0.01;

/**
 * Splits every community into well-connected parts: each node alone, then merged into a part of its own community that it is tied to,
 * the better the likelier. Traag et al. 2019, algorithm A.2. O(m).
 */
export function refine(graph: CommunityGraph, community: Int32Array, resolution: number, random: Random): Int32Array {
  const { nodes, directed, offsets, targets, weights, out, in: into } = graph;
  const expected = resolution / graph.total;
  const tolerance = gainTolerance(graph);
  const unit = theta * (graph.total / Math.max(1, targets.length));
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
    expected *
      (directed
        ? outPart[p]! * (inWhole[c]! - inPart[p]!) + inPart[p]! * (outWhole[c]! - outPart[p]!)
        : outPart[p]! * (outWhole[c]! - outPart[p]!));
  const tie = new Float64Array(nodes);
  const touched = new Int32Array(nodes);
  const gain = new Float64Array(nodes);
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
    let most = -1;
    for (let i = 0; i < count; i++) {
      const p = touched[i]!;
      const one =
        tie[p]! - expected * (directed ? out[v]! * inPart[p]! + into[v]! * outPart[p]! : out[v]! * outPart[p]!);
      gain[i] = one >= 0 && wellConnected(p, c) ? one : -1;
      if (gain[i]! > most) most = gain[i]!;
    }
    let chosen = -1;
    if (most >= 0) {
      let sum = 0;
      for (let i = 0; i < count; i++) {
        gain[i] = gain[i]! < 0 ? 0 : Math.exp((gain[i]! - most) / unit);
        sum += gain[i]!;
      }
      let left = sum > 1 ? random.next() * sum : 0;
      for (let i = 0; i < count; i++) {
        if (gain[i] === 0) continue;
        if (chosen < 0 || left >= 0) chosen = touched[i]!;
        left -= gain[i]!;
        if (left < 0) break;
      }
    }
    if (chosen >= 0) {
      part[v] = chosen;
      alone[chosen] = 0;
      outPart[chosen]! += out[v]!;
      if (directed) inPart[chosen]! += into[v]!;
      cut[chosen]! += cut[v]! - 2 * tie[chosen]!;
    }
    for (let i = 0; i < count; i++) tie[touched[i]!] = 0;
  }
  return part;
}

/** One pass from the finest to the coarsest level, starting from the communities given, which are changed in place. */
function iterate(graph: CommunityGraph, community: Int32Array, resolution: number, random: Random): boolean {
  let level = graph;
  let labels: Int32Array = community.slice();
  /** The node of the present level that holds each node. */
  const holder = singletons(graph.nodes);
  let moved = false;
  for (;;) {
    if (moveNodes(level, labels, resolution, random) > 0) moved = true;
    const count = numberDensely(labels);
    if (count === level.nodes) break;
    const parts = refine(level, labels, resolution, random);
    const partCount = numberDensely(parts);
    if (partCount === level.nodes) break;
    const coarse = new Int32Array(partCount);
    for (let v = 0; v < level.nodes; v++) coarse[parts[v]!] = labels[v]!;
    for (let v = 0; v < graph.nodes; v++) holder[v] = parts[holder[v]!]!;
    level = aggregate(level, parts, partCount);
    labels = coarse;
  }
  for (let v = 0; v < graph.nodes; v++) community[v] = labels[holder[v]!]!;
  return moved;
}

/** Gain in modularity below which a pass was the last: passes over small graphs cost little. */
const smallestProgress = (graph: CommunityGraph): number => (graph.targets.length <= 100_000 ? 1e-6 : 1e-3);
const mostPasses = 10;

/**
 * Communities by the Leiden method: as Louvain, but each level is made of well-connected parts, and every community is connected.
 * Stops after `iterations` passes or when one changes nothing; left out, when a pass brings little. O(m) a level in practice.
 * Traag, Waltman & van Eck 2019, doi:10.1038/s41598-019-41695-z.
 */
export function leiden(graph: CommunityGraph, resolution: number, random: Random, iterations?: number): Int32Array {
  const community = singletons(graph.nodes);
  if (graph.total === 0) return community;
  let reached = Number.NEGATIVE_INFINITY;
  for (let pass = 0; pass < (iterations ?? mostPasses); pass++) {
    if (!iterate(graph, community, resolution, random)) break;
    if (iterations !== undefined) continue;
    const { modularity } = partitionQuality(graph, community, numberDensely(community), resolution);
    if (modularity! < reached + smallestProgress(graph)) break;
    reached = modularity!;
  }
  return splitDisconnected(graph, community);
}
