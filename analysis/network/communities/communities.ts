import { z } from 'zod';
import { type Artefact, numbers, rowCount, strings } from '../../../domain/artefact';
import type { JsonObject } from '../../../domain/json';
import { defineMethod } from '../../../domain/method';
import { Ordinals } from '../../../domain/ordinals';
import {
  adjustedMutualInformation,
  adjustedRand,
  normalisedMutualInformation,
} from '../../learning/partition-agreement';
import { edgeList } from '../graph/graph';
import { disconnectedCommunities } from './connectedness';
import {
  bestOf,
  detectionParameters,
  type Surroundings,
  search,
  severalStartsUpTo,
  surroundings,
  usualStarts,
} from './detect';
import { codeLength } from './map-equation';
import { communityCount, communitySizes, numberBySize } from './numbering';
import { partitionQuality } from './quality';
import { consensus, meanAgreement, nodeCertainty } from './stability';

/** Communities whose sizes the summary lists. */
const listed = 20;

/** Agreement with given labels, over the nodes that have one. */
export function againstLabels(labels: readonly (string | null)[], community: ArrayLike<number>): JsonObject {
  const names = new Ordinals();
  const given: number[] = [];
  const found: number[] = [];
  labels.forEach((label, v) => {
    if (label === null || v >= community.length) return;
    given.push(names.of(label));
    found.push(community[v]!);
  });
  if (given.length === 0) return { nmi: null, ami: null, ari: null, labelled: 0, labelsReason: 'no node has a label' };
  return {
    nmi: normalisedMutualInformation(given, found),
    ami: adjustedMutualInformation(given, found),
    ari: adjustedRand(given, found),
    labelled: given.length,
    labels: names.size,
  };
}

function conductanceOf(values: readonly (number | null)[]): { mean: number | null; worst: number | null } {
  const known = values.filter((one): one is number => one !== null);
  if (known.length === 0) return { mean: null, worst: null };
  return {
    mean: known.reduce((a, b) => a + b, 0) / known.length,
    worst: known.reduce((a, b) => Math.max(a, b), 0),
  };
}

/** Nodes with their community, community by community. */
function byCommunity(community: Int32Array, certainty: Float64Array | undefined, about: JsonObject): Artefact {
  const count = communityCount(community);
  const starts = new Int32Array(count + 1);
  for (const c of community) starts[c + 1]!++;
  for (let c = 0; c < count; c++) starts[c + 1]! += starts[c]!;
  const node = new Int32Array(community.length);
  community.forEach((c, v) => {
    node[starts[c]!++] = v;
  });
  return {
    kind: 'node-measure',
    columns: {
      node,
      value: Float64Array.from(node, (v) => community[v]!),
      ...(certainty ? { certainty: Float64Array.from(node, (v) => certainty[v]!) } : {}),
    },
    about,
  };
}

const parameters = z
  .object({
    ...detectionParameters,
    direction: z.enum(['follow', 'ignore']).default('follow').describe('of a directed graph'),
    starts: z
      .number()
      .int()
      .min(1)
      .max(50)
      .optional()
      .describe(`runs to compare; ${usualStarts} up to ${severalStartsUpTo} edges, else 1`),
    consensus: z.boolean().default(false).describe('the partition that the runs agree on, instead of the best run'),
  })
  .strict();
type Parameters = z.output<typeof parameters>;

/** Runs are compared only where asked for, or where they cost little. */
function startsOf(graph: Artefact, { starts, consensus }: Parameters): number {
  return starts ?? (consensus || rowCount(graph) <= severalStartsUpTo ? usualStarts : 1);
}

/** Rows of graphs already read, by their settings: parts that run in one thread share them. */
const known = new WeakMap<Artefact, Map<string, Surroundings>>();

function rowsOf(graph: Artefact, { method, weighted, direction }: Parameters): Surroundings {
  const settings = JSON.stringify([method === 'infomap-like', weighted, direction]);
  const rows = known.get(graph) ?? new Map<string, Surroundings>();
  known.set(graph, rows);
  let found = rows.get(settings);
  if (!found) {
    found = surroundings(
      edgeList(graph),
      { method, weighted, directed: direction === 'follow' },
      'network/communities',
    );
    rows.set(settings, found);
  }
  return found;
}

export const networkCommunities = defineMethod({
  id: 'network/communities',
  version: 4,
  step: 'modelling',
  title: 'Communities',
  description:
    'Groups of nodes with more ties among themselves than chance would give: Leiden (every community is connected), Louvain, label propagation, or a random walk’s map equation. Several starts are compared: a low agreement between them says that the graph has no clear communities. Modularity is not truth, and it overlooks communities much smaller than the graph.',
  references: [
    'Traag, Waltman & van Eck 2019, doi:10.1038/s41598-019-41695-z',
    'Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008',
    'Raghavan et al. 2007, doi:10.1103/PhysRevE.76.036106',
    'Rosvall & Bergstrom 2008, doi:10.1073/pnas.0706851105',
    'Newman & Girvan 2004, doi:10.1103/PhysRevE.69.026113',
    'Leicht & Newman 2008, doi:10.1103/PhysRevLett.100.118703 (directed)',
    'Lancichinetti & Fortunato 2012, doi:10.1038/srep00336 (consensus)',
    'Vinh et al. 2010, https://jmlr.org/papers/v11/vinh10a.html (adjusted mutual information)',
    'Fortunato & Barthélemy 2007, doi:10.1073/pnas.0605965104 (resolution limit)',
  ],
  parameters,
  inputs: { graph: 'graph', labels: 'node-labels' },
  optional: ['labels'],
  files: { labels: 'node-labels' },
  output: 'node-measure',
  individuals: true,
  seeded: true,
  parts: {
    count: ({ starts }) => starts ?? usualStarts,
    light: ({ graph }, parameters) => rowCount(graph) <= severalStartsUpTo || startsOf(graph, parameters) === 1,
    run({ graph }, parameters, part, context) {
      if (part >= startsOf(graph, parameters)) return { kind: 'node-measure', columns: {}, about: {} };
      const community = numberBySize(search(rowsOf(graph, parameters).searched, parameters, context.random));
      return { kind: 'node-measure', columns: { community }, about: {} };
    },
    join(parts, inputs, parameters, context) {
      const { labels } = inputs;
      const { method, resolution } = parameters;
      const around = rowsOf(inputs.graph, parameters);
      const { graph } = around;
      const starts = startsOf(inputs.graph, parameters);
      const runs = parts.slice(0, starts).map((part) => numbers(part, 'community') as Int32Array);
      const best = bestOf(around, parameters, runs);
      const agreed = parameters.consensus
        ? numberBySize(consensus(graph, runs, (one, random) => search(one, parameters, random), context.random))
        : best;
      const count = communityCount(agreed);
      const sizes = communitySizes(agreed, count);
      const quality = partitionQuality(graph, agreed, count, resolution);
      const conductance = conductanceOf(quality.conductance);
      const agreement = meanAgreement(runs);
      return byCommunity(agreed, starts > 1 ? nodeCertainty(graph, runs, agreed) : undefined, {
        summary: {
          nodes: graph.nodes,
          edges: rowCount(inputs.graph),
          method,
          directed: graph.directed,
          communities: count,
          sizes: Array.from(sizes.subarray(0, listed)),
          single: sizes.reduce((sum, size) => sum + (size === 1 ? 1 : 0), 0),
          modularity: quality.modularity,
          ...(quality.modularity === null ? { reason: 'the graph has no ties' } : {}),
          coverage: quality.coverage,
          conductance: conductance.mean,
          worstConductance: conductance.worst,
          conductances: quality.conductance.slice(0, listed),
          disconnected: disconnectedCommunities(graph, agreed, count),
          ...(method === 'infomap-like' ? { codeLength: codeLength(around.searched, agreed, count) } : {}),
          starts,
          consensus: parameters.consensus,
          stability: agreement?.nmi ?? null,
          stabilityAri: agreement?.ari ?? null,
          ...(agreement ? {} : { stabilityReason: 'one run only: set starts to compare several' }),
          ...(labels ? againstLabels(strings(labels, 'label'), agreed) : {}),
        },
      });
    },
  },
});
