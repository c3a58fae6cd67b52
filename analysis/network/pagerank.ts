import pagerank from 'graphology-metrics/centrality/pagerank';
import { z } from 'zod';
import { defineMethod } from '../../domain/method';
import { edgeList, nodeMeasure, toGraphology } from './graph';

export const networkPagerank = defineMethod({
  id: 'network/pagerank',
  version: 1,
  step: 'modelling',
  title: 'PageRank',
  description:
    'How often a random reader who follows interactions would arrive at each node: attention given by those who get attention themselves. Not a measure of persuasion, and sensitive to what was collected.',
  references: ['Brin & Page 1998, doi:10.1016/S0169-7552(98)00110-X'],
  parameters: z
    .object({
      damping: z.number().gt(0).lt(1).default(0.85),
      weighted: z.boolean().default(true),
      tolerance: z.number().positive().default(1e-10),
    })
    .strict(),
  inputs: { graph: 'graph' },
  output: 'node-measure',
  individuals: true,
  run({ graph }, { damping, weighted, tolerance }) {
    const list = edgeList(graph);
    if (list.nodes === 0)
      return nodeMeasure([], { summary: { nodes: 0, edges: 0, damping, weighted, notEnoughData: true } });
    const found = pagerank(toGraphology(list), {
      alpha: damping,
      tolerance,
      maxIterations: 1000,
      getEdgeWeight: weighted ? 'weight' : null,
    });
    const values = Float64Array.from({ length: list.nodes }, (_, i) => found[String(i)]!);
    return nodeMeasure(values, { summary: { nodes: list.nodes, edges: list.source.length, damping, weighted } });
  },
});
