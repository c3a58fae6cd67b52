import { z } from 'zod';
import type { Artefact } from '../../../domain/artefact';
import { defineMethod } from '../../../domain/method';
import { type WideCsr, wideCsrOf } from '../graph/csr';
import { addDistances, emptySums } from '../graph/distances';
import { edgeList, type EdgeList, nodeMeasure } from '../graph/graph';
import { dijkstra, DistanceHeap } from '../graph/shortest-paths';
import {
  sampleSize,
  sourceParts,
  sourcesOfPart,
  sourcesParameter,
  sourcesUsed,
  stepsOfSearches,
  stratum,
  sumBound,
} from '../graph/sources';
import { requireWeights } from '../graph/weights';

export type DistanceDirection = 'in' | 'out' | 'all';

/** For each node: sums over the sources that reach it. */
interface Farness {
  readonly far: Float64Array;
  readonly reachedBy: Float64Array;
  readonly near: Float64Array;
  readonly longest: number;
}

/** Distances to a node are found by searches from the others along the edges. */
function rowsAlong(list: EdgeList, direction: DistanceDirection, weighted: boolean): WideCsr {
  const along = direction === 'in' ? 'out' : direction === 'out' ? 'in' : 'both';
  return wideCsrOf(list, { direction: along, loops: false, unweighted: !weighted });
}

function farness(rows: WideCsr, sources: Int32Array, progress: (fraction: number) => void): Farness {
  const n = rows.nodes;
  if (!rows.weights) {
    const sums = emptySums(n);
    addDistances(rows, sources, sums, progress);
    return { ...sums, longest: Math.max(0, sums.pairsAt.length - 1) };
  }
  const sums = { far: new Float64Array(n), reachedBy: new Float64Array(n), near: new Float64Array(n) };
  const distance = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const order = new Int32Array(n);
  const heap = new DistanceHeap(n, distance);
  let longest = 0;
  sources.forEach((source, i) => {
    if (i % 16 === 0) progress(i / sources.length);
    const reached = dijkstra(rows, source, distance, order, heap);
    for (let k = 0; k < reached; k++) {
      const v = order[k]!;
      const length = distance[v]!;
      distance[v] = Number.POSITIVE_INFINITY;
      if (k === 0) continue;
      sums.far[v]! += length;
      sums.reachedBy[v]!++;
      sums.near[v]! += 1 / length;
      if (length > longest) longest = length;
    }
  });
  return { ...sums, longest };
}

interface Convention {
  readonly harmonic: boolean;
  readonly normalized?: boolean | undefined;
}

/** The measure of each node; `reached` counts the others that reach it. 0 for a node that nobody reaches, as in networkx. */
function measureOf(
  far: number,
  near: number,
  reached: number,
  n: number,
  { harmonic, normalized }: Convention,
): number {
  if (harmonic) return normalized ? (n > 1 ? near / (n - 1) : Number.NaN) : near;
  if (far === 0) return 0;
  return normalized === false ? 1 / far : (reached / far) * (reached / (n - 1));
}

/**
 * Closeness of every node, of distances to it, with Wasserman and Faust's factor for nodes that not all reach: (r/Σd) · r/(n − 1), where
 * r others reach it. O(n · m / 32) steps.
 */
export function closeness(list: EdgeList, direction: DistanceDirection = 'in', weighted = false): Float64Array {
  const all = Int32Array.from({ length: list.nodes }, (_, i) => i);
  const { far, near, reachedBy } = farness(rowsAlong(list, direction, weighted), all, () => {});
  const convention = { harmonic: false, normalized: true };
  return far.map((one, v) => measureOf(one, near[v]!, reachedBy[v]!, list.nodes, convention));
}

/** Edges looked at below which threads cost more than they save; a search looks at each about a tenth as often. */
const lightSteps = 3e9;

export const networkCloseness = defineMethod({
  id: 'network/closeness',
  version: 1,
  step: 'modelling',
  title: 'Closeness',
  description:
    'How near a node is to all others: who could reach, or be reached by, everyone in few steps. Directed graphs count ways to the node unless direction says otherwise. Where not everyone is reached, Wasserman and Faust’s factor lowers the value; harmonic closeness needs none. Values of nodes in different components compare poorly.',
  references: [
    'Freeman 1978, doi:10.1016/0378-8733(78)90021-7',
    'Wasserman & Faust 1994, Social Network Analysis, p. 201',
    'Boldi & Vigna 2014, doi:10.1080/15427951.2013.865686',
    'Eppstein & Wang 2004, doi:10.7155/jgaa.00081',
  ],
  parameters: z
    .object({
      harmonic: z.boolean().default(false),
      direction: z.enum(['in', 'out', 'all']).default('in'),
      weighted: z.boolean().default(false),
      normalized: z.boolean().optional(),
      sources: sourcesParameter,
    })
    .strict(),
  inputs: { graph: 'graph' },
  output: 'node-measure',
  individuals: true,
  seeded: true,
  parts: {
    count: () => sourceParts,
    light: ({ graph }, { sources, weighted }) => {
      const list = edgeList(graph);
      const { nodes, source } = list;
      // Refused before threads start, so that the error arrives whole.
      if (weighted) requireWeights(list, 'positive', 'network/closeness');
      return stepsOfSearches(nodes, source.length, sources) < (weighted ? lightSteps / 100 : lightSteps);
    },
    prepare({ graph }, { direction, weighted }) {
      const list = edgeList(graph);
      if (weighted) requireWeights(list, 'positive', 'network/closeness');
      return rowsAlong(list, direction, weighted);
    },
    run({ graph }, { sources }, part, context, rows): Artefact {
      const { nodes, source } = edgeList(graph);
      const sample = sampleSize(nodes, source.length, sources);
      const own = sourcesOfPart(nodes, sample, part, context.random);
      const { far, reachedBy, near, longest } = farness(rows, own, context.progress);
      return { kind: 'table', columns: { far, reachedBy, near }, about: { longest } };
    },
    join(parts, { graph }, parameters): Artefact {
      const list = edgeList(graph);
      const n = list.nodes;
      const sample = sampleSize(n, list.source.length, parameters.sources);
      const [far, reachedBy, near] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
      let longest = 0;
      parts.forEach((artefact, part) => {
        const { size, drawn } = stratum(n, sample, part);
        if (drawn === 0) return;
        const own = artefact.columns as Record<'far' | 'reachedBy' | 'near', Float64Array>;
        longest = Math.max(longest, artefact.about.longest as number);
        for (let v = 0; v < n; v++) {
          far[v]! += (own.far[v]! * size) / drawn;
          reachedBy[v]! += (own.reachedBy[v]! * size) / drawn;
          near[v]! += (own.near[v]! * size) / drawn;
        }
      });
      const { harmonic, direction, weighted } = parameters;
      const values = far.map((one, v) => measureOf(one, near[v]!, reachedBy[v]!, n, parameters));
      const exact = sample === undefined;
      const bound = (range: number): number | null =>
        exact ? 0 : n > 1 ? sumBound(n, sample, range, n) / (n - 1) : null;
      return nodeMeasure(
        values,
        {
          summary: {
            nodes: n,
            edges: list.source.length,
            directed: list.directed,
            direction: list.directed ? direction : 'all',
            weighted,
            harmonic,
            convention: harmonic
              ? `sum of 1/distance${parameters.normalized ? ' divided by n − 1' : ''}`
              : parameters.normalized === false
                ? '1 / sum of distances'
                : '(r / sum of distances) · r / (n − 1), where r others reach the node',
            exact,
            sources: sourcesUsed(n, sample),
            // Of the mean over all others, of 1/distance where harmonic (unweighted at most 1), else of distance.
            meanErrorBound: harmonic ? (weighted ? (exact ? 0 : null) : bound(1)) : bound(longest),
            errorLevel: 0.95,
            longestDistanceSeen: longest,
          },
        },
        { farness: far, reachedBy },
      );
    },
  },
});
