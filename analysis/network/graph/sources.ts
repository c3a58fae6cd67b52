import { z } from 'zod';
import type { Random } from '../../../domain/method';

/** Parts of work that goes source by source: enough for the cores of a usual machine, few enough to prepare each. */
export const sourceParts = 16;

/** Edges looked at by searches that count paths, about a second's work, below which threads cost more than they save. */
export const lightSteps = 1e8;

/** Starting points of shortest paths: all, a number of randomly drawn ones, or all where those are not too many to wait for. */
export const sourcesParameter = z
  .union([z.literal('auto'), z.literal('all'), z.number().int().min(sourceParts)])
  .default('auto');
export type Sources = z.output<typeof sourcesParameter>;

/** Edges looked at up to which `auto` takes every source. */
const exactSteps = 2e10;
/** Edges looked at by a sample that `auto` draws, and the least and most sources of it. */
const sampledSteps = 5e9;
const [fewestSources, mostSources] = [256, 4096];

/** How many sources to draw; undefined for all. */
export function sampleSize(nodes: number, edges: number, sources: Sources): number | undefined {
  if (sources === 'all') return undefined;
  if (sources !== 'auto') return sources < nodes ? sources : undefined;
  if (nodes * Math.max(1, edges) <= exactSteps) return undefined;
  const count = Math.max(fewestSources, Math.min(mostSources, Math.floor(sampledSteps / Math.max(1, edges))));
  return count < nodes ? count : undefined;
}

/** Edges looked at by searches from the sources. */
export function stepsOfSearches(nodes: number, edges: number, sources: Sources): number {
  return (sampleSize(nodes, edges, sources) ?? nodes) * edges;
}

/** Nodes and drawn sources of one part: the nodes whose number leaves the part as remainder. */
export function stratum(nodes: number, sample: number | undefined, part: number): { size: number; drawn: number } {
  const size = Math.max(0, Math.ceil((nodes - part) / sourceParts));
  return { size, drawn: sample === undefined ? size : Math.min(size, Math.ceil(sample / sourceParts)) };
}

/** The sources of one part, in rising order, each once. */
export function sourcesOfPart(nodes: number, sample: number | undefined, part: number, random: Random): Int32Array {
  const { size, drawn } = stratum(nodes, sample, part);
  const all = Int32Array.from({ length: size }, (_, i) => part + i * sourceParts);
  if (drawn === size) return all;
  return random.shuffle(all).slice(0, drawn).sort();
}

/**
 * How far a sum over all sources, estimated from those drawn, may be from the truth, for all of `count` sums at once, at level
 * 1 − `risk`, when no source adds more than `range`: Hoeffding's inequality over strata (1963, doi:10.1080/01621459.1963.10500830, also
 * for draws without replacement), with the risk shared out. 0 where every source was taken.
 */
export function sumBound(nodes: number, sample: number | undefined, range: number, count: number, risk = 0.05): number {
  let squares = 0;
  for (let part = 0; part < sourceParts; part++) {
    const { size, drawn } = stratum(nodes, sample, part);
    if (drawn < size) squares += (size * size) / drawn;
  }
  return range * Math.sqrt((Math.log((2 * Math.max(1, count)) / risk) / 2) * squares);
}

/** Sources in all, and how they were chosen: for a summary. */
export function sourcesUsed(nodes: number, sample: number | undefined): number {
  let total = 0;
  for (let part = 0; part < sourceParts; part++) total += stratum(nodes, sample, part).drawn;
  return total;
}
