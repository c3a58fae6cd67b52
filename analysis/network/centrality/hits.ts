import { z } from 'zod';
import { defineMethod } from '../../../domain/method';
import { edgeList, type EdgeList, nodeMeasure } from '../graph/graph';
import { requireWeights } from '../graph/weights';
import { eigenvector } from './eigenvector';

/**
 * Hubs and authorities, each summing to 1. They are the two halves of the leading vector of the graph in which every node stands twice,
 * once as pointing and once as pointed at: so small gaps and several components are handled as for eigenvector centrality.
 */
export function hits(
  list: EdgeList,
  weighted: boolean,
): { readonly hubs: Float64Array; readonly authorities: Float64Array; readonly reason?: string } {
  const { nodes, source, target, weight, directed } = list;
  const m = source.length;
  const both = directed ? 0 : source.reduce((count, a, e) => count + (a === target[e] ? 0 : 1), 0);
  const twice = {
    nodes: 2 * nodes,
    directed: false,
    source: new Int32Array(m + both),
    target: new Int32Array(m + both),
    weight: new Float64Array(m + both),
  };
  let at = 0;
  const add = (from: number, to: number, e: number): void => {
    twice.source[at] = from;
    twice.target[at] = nodes + to;
    twice.weight[at++] = weight[e]!;
  };
  for (let e = 0; e < m; e++) {
    add(source[e]!, target[e]!, e);
    if (!directed && source[e] !== target[e]) add(target[e]!, source[e]!, e);
  }
  const { values, reason, eigenvalue } = eigenvector(twice, weighted);
  const half = (from: number): Float64Array => {
    const part = values.slice(from, from + nodes);
    const sum = part.reduce((total, one) => total + one, 0);
    return part.map((one) => one / sum);
  };
  return {
    hubs: half(0),
    authorities: half(nodes),
    ...(eigenvalue === null
      ? { reason: 'without a tie of weight above 0 there are neither hubs nor authorities' }
      : reason && Number.isNaN(values[0])
        ? { reason }
        : {}),
  };
}

export const networkHits = defineMethod({
  id: 'network/hits',
  version: 1,
  step: 'modelling',
  title: 'Hubs and authorities (HITS)',
  description:
    'Authorities are pointed to by good hubs, hubs point to good authorities: separates those who are cited from those who cite well. The value is the authority; without direction both are the same. Concentrates on one dense region, and is 0 outside.',
  references: ['Kleinberg 1999, doi:10.1145/324133.324140'],
  parameters: z.object({ weighted: z.boolean().default(true) }).strict(),
  inputs: { graph: 'graph' },
  output: 'node-measure',
  individuals: true,
  run({ graph }, { weighted }) {
    const list = edgeList(graph);
    if (weighted) requireWeights(list, 'not negative', 'network/hits');
    const { hubs, authorities, reason } = hits(list, weighted);
    return nodeMeasure(
      authorities,
      {
        summary: {
          nodes: list.nodes,
          edges: list.source.length,
          directed: list.directed,
          weighted,
          value: 'authority',
          scale: 'sum 1',
          ...(reason ? { note: reason } : {}),
        },
      },
      { authority: authorities, hub: hubs },
    );
  },
});
