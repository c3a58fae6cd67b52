import { z } from 'zod';
import { type Artefact, numbers } from '../../../domain/artefact';
import { defineMethod } from '../../../domain/method';
import { carriedFrom, searchRows } from '../betweenness';
import { csrOf } from '../graph/csr';
import { edgeList, type EdgeList, nodeMeasure } from '../graph/graph';
import {
  lightSteps,
  sampleSize,
  sourceParts,
  sourcesOfPart,
  sourcesParameter,
  sourcesUsed,
  stepsOfSearches,
  stratum,
} from '../graph/sources';
import { undirected } from '../graph/undirected';
import { bridges } from './bridges';

/**
 * Bridging coefficient: (1 / d) / Σ over neighbours of 1 / d; high where a node of few ties lies between nodes of many. Without
 * direction or self-loops; NaN for a node without ties. Hwang et al. 2006. O(n + m).
 */
export function bridgingCoefficient(list: EdgeList): Float64Array {
  const { nodes, offsets, targets } = csrOf(simple(list), { loops: false, unweighted: true });
  const coefficient = new Float64Array(nodes);
  for (let v = 0; v < nodes; v++) {
    const degree = offsets[v + 1]! - offsets[v]!;
    let sum = 0;
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
      const u = targets[k]!;
      sum += 1 / (offsets[u + 1]! - offsets[u]!);
    }
    coefficient[v] = degree > 0 ? 1 / degree / sum : Number.NaN;
  }
  return coefficient;
}

/** Without direction, each tie once. */
function simple(list: EdgeList): EdgeList {
  return list.directed ? undirected(list) : list;
}

export const networkBridging = defineMethod({
  id: 'network/bridging',
  version: 2,
  step: 'modelling',
  title: 'Bridges and bridging centrality',
  description:
    'Who ties dense regions together: betweenness times the bridging coefficient, and beside it whether the node is an articulation point (without it its component falls apart) and which single ties are bridges. Direction and weights are ignored. A missing tie in the collection can make a bridge of an ordinary one.',
  references: [
    'Hwang, Cho, Zhang & Ramanathan 2006, Bridging centrality: identifying bridging nodes in scale-free networks, KDD',
    'Tarjan 1974, doi:10.1016/0020-0190(74)90003-9',
  ],
  parameters: z.object({ centrality: z.boolean().default(true), sources: sourcesParameter }).strict(),
  inputs: { graph: 'graph' },
  output: 'node-measure',
  individuals: true,
  seeded: true,
  parts: {
    count: ({ centrality }) => (centrality ? sourceParts : 1),
    light: ({ graph }, { sources }) => {
      const { nodes, source } = edgeList(graph);
      return stepsOfSearches(nodes, source.length, sources) < lightSteps;
    },
    prepare: ({ graph }, { centrality }) => (centrality ? searchRows(simple(edgeList(graph)), false) : undefined),
    run({ graph }, { sources }, part, context, rows): Artefact {
      if (!rows) return { kind: 'table', columns: {}, about: {} };
      const { nodes, source } = edgeList(graph);
      const own = sourcesOfPart(nodes, sampleSize(nodes, source.length, sources), part, context.random);
      return { kind: 'table', columns: carriedFrom(rows, own, false, context.progress), about: {} };
    },
    join(parts, { graph }, { centrality, sources }) {
      const list = edgeList(graph);
      const { articulation, bridgeTo, count } = bridges(list);
      const coefficient = bridgingCoefficient(list);
      const sample = sampleSize(list.nodes, list.source.length, sources);
      const between = centrality ? new Float64Array(list.nodes) : undefined;
      if (between)
        parts.forEach((artefact, part) => {
          const { size, drawn } = stratum(list.nodes, sample, part);
          if (drawn === 0) return;
          const sums = numbers(artefact, 'sums');
          for (let v = 0; v < between.length; v++) between[v]! += (sums[v]! * size) / drawn / 2;
        });
      // A node without ties lies between nobody.
      const values = coefficient.map((one, v) => (between ? one * between[v]! : one));
      let points = 0;
      for (const one of articulation) points += one;
      return nodeMeasure(
        values,
        {
          summary: {
            nodes: list.nodes,
            edges: list.source.length,
            directed: list.directed,
            value: centrality ? 'betweenness × bridging coefficient' : 'bridging coefficient',
            exact: !centrality || sample === undefined,
            sources: centrality ? sourcesUsed(list.nodes, sample) : 0,
            bridges: count,
            articulationPoints: points,
            note: 'bridgeTo names the other end of a bridge; each bridge is named at one of its ends',
          },
        },
        {
          ...(between ? { betweenness: between } : {}),
          coefficient,
          articulation,
          bridgeTo: Float64Array.from(bridgeTo, (one) => (one < 0 ? Number.NaN : one)),
        },
      );
    },
  },
});
