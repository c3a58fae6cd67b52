import { z } from 'zod';
import { AssayError } from '../../../domain/errors';
import { defineMethod } from '../../../domain/method';
import type { WideCsr } from '../graph/csr';
import { edgeList, nodeMeasure } from '../graph/graph';
import { requireWeights } from '../graph/weights';
import { incoming, leadingParts } from './spectrum';

/** networkx's default; kept where the sum converges. */
const usualAlpha = 0.1;
/** Otherwise this share of the largest that converges. */
const safeShare = 0.9;
const mostPasses = 1_000_000;

/**
 * x = alpha · M x + beta by Gauss–Seidel, which converges where alpha is below 1 / λ (Stein & Rosenberg 1948). All terms are positive, so
 * every value has relative precision. O(steps · m).
 */
export function katz(
  rows: WideCsr,
  alpha: number,
  beta: number,
): { readonly values: Float64Array; readonly converged: boolean } {
  const { nodes, offsets, targets, weights } = rows;
  const x = new Float64Array(nodes).fill(beta);
  for (let step = 0; step < mostPasses; step++) {
    let change = 0;
    for (let v = 0; v < nodes; v++) {
      let sum = 0;
      let own = 0;
      for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
        const weight = weights ? weights[k]! : 1;
        if (targets[k] === v) own = weight;
        else sum += weight * x[targets[k]!]!;
      }
      const next = (beta + alpha * sum) / (1 - alpha * own);
      const difference = Math.abs(next - x[v]!) / next;
      if (difference > change) change = difference;
      x[v] = next;
    }
    if (change < 1e-15) return { values: x, converged: true };
  }
  return { values: x, converged: false };
}

export const networkKatz = defineMethod({
  id: 'network/katz',
  version: 1,
  step: 'modelling',
  title: 'Katz centrality',
  description:
    'Attention over chains of any length, each further step worth alpha times the last. Defined for every graph, unlike eigenvector centrality, as long as alpha is below 1 over the largest eigenvalue; near that bound the two agree.',
  references: ['Katz 1953, doi:10.1007/BF02289026', 'Newman 2010, Networks, §7.3'],
  parameters: z
    .object({
      alpha: z.number().positive().optional(),
      beta: z.number().positive().default(1),
      weighted: z.boolean().default(false),
      normalized: z.boolean().default(false),
    })
    .strict(),
  inputs: { graph: 'graph' },
  output: 'node-measure',
  individuals: true,
  run({ graph }, { alpha: wanted, beta, weighted, normalized }) {
    const list = edgeList(graph);
    if (weighted) requireWeights(list, 'not negative', 'network/katz');
    const rows = incoming(list, weighted);
    const eigenvalue = leadingParts(list, rows)[0]?.value ?? 0;
    const alpha = wanted ?? (usualAlpha * eigenvalue < 1 ? usualAlpha : safeShare / eigenvalue);
    if (alpha * eigenvalue >= 1)
      throw new AssayError(
        'ASSAY_METHOD_PARAMETERS',
        `network/katz, parameter alpha: a number below ${Number((1 / eigenvalue).toPrecision(8))} (1 / largest eigenvalue) was expected, found ${alpha}`,
      );
    const { values, converged } = katz(rows, alpha, beta);
    const length = Math.sqrt(values.reduce((sum, one) => sum + one * one, 0));
    return nodeMeasure(normalized ? values.map((one) => one / length) : values, {
      summary: {
        nodes: list.nodes,
        edges: list.source.length,
        directed: list.directed,
        weighted,
        normalized,
        alpha,
        alphaChosen: wanted === undefined ? (alpha === usualAlpha ? 'usual' : '0.9 / largest eigenvalue') : 'given',
        beta,
        eigenvalue,
        converged,
      },
    });
  },
});
