import { z } from 'zod';
import { defineMethod } from '../../domain/method';
import { edgeList, nodeMeasure } from './graph';

export const networkDegree = defineMethod({
  id: 'network/degree',
  version: 1,
  step: 'modelling',
  title: 'Degree',
  description:
    'How many others a node is tied to; with direction, how many address it (in) or are addressed by it (out).',
  references: ['Freeman 1978, doi:10.1016/0378-8733(78)90021-7'],
  parameters: z
    .object({ direction: z.enum(['in', 'out', 'all']).default('all'), weighted: z.boolean().default(false) })
    .strict(),
  inputs: { graph: 'graph' },
  output: 'node-measure',
  individuals: true,
  run({ graph }, { direction, weighted }) {
    const list = edgeList(graph);
    const values = new Float64Array(list.nodes);
    for (let e = 0; e < list.source.length; e++) {
      const weight = weighted ? list.weight[e]! : 1;
      if (direction !== 'in' || !list.directed) values[list.source[e]!]! += weight;
      if (direction !== 'out' || !list.directed) values[list.target[e]!]! += weight;
    }
    return nodeMeasure(values, { summary: { nodes: list.nodes, edges: list.source.length, direction, weighted } });
  },
});
