import { z } from 'zod';
import { defineMethod } from '../../domain/method';
import { edgeList, type EdgeList, nodeMeasure } from './graph/graph';

export type DegreeDirection = 'in' | 'out' | 'all';

/** Edges, or their weights, at each node. A self-loop counts at both its ends, so twice without direction. O(n + m). */
export function degrees(list: EdgeList, direction: DegreeDirection = 'all', weighted = false): Float64Array {
  const values = new Float64Array(list.nodes);
  const { source, target, weight } = list;
  const out = direction !== 'in' || !list.directed;
  const into = direction !== 'out' || !list.directed;
  for (let e = 0; e < source.length; e++) {
    const one = weighted ? weight[e]! : 1;
    if (out) values[source[e]!]! += one;
    if (into) values[target[e]!]! += one;
  }
  return values;
}

export const networkDegree = defineMethod({
  id: 'network/degree',
  version: 2,
  step: 'modelling',
  title: 'Degree',
  description:
    'How many others a node is tied to; with direction, how many address it (in) or are addressed by it (out). Weighted, the sum of the weights (strength). A busy account is not an influential one.',
  references: ['Freeman 1978, doi:10.1016/0378-8733(78)90021-7', 'Barrat et al. 2004, doi:10.1073/pnas.0400087101'],
  parameters: z
    .object({
      direction: z.enum(['in', 'out', 'all']).default('all'),
      weighted: z.boolean().default(false),
      normalized: z.boolean().default(false),
    })
    .strict(),
  inputs: { graph: 'graph' },
  output: 'node-measure',
  individuals: true,
  run({ graph }, { direction, weighted, normalized }) {
    const list = edgeList(graph);
    const raw = degrees(list, direction, weighted);
    const n = list.nodes;
    let sum = 0;
    let largest = 0;
    for (let v = 0; v < n; v++) {
      sum += raw[v]!;
      if (v === 0 || raw[v]! > largest) largest = raw[v]!;
    }
    // A node alone has no others to be tied to: its share of them is undefined.
    const values = normalized ? raw.map((one) => (n > 1 ? one / (n - 1) : Number.NaN)) : raw;
    return nodeMeasure(values, {
      summary: {
        nodes: n,
        edges: list.source.length,
        directed: list.directed,
        direction,
        weighted,
        normalized,
        mean: n > 0 ? sum / n : null,
        largest: n > 0 ? largest : null,
      },
    });
  },
});
