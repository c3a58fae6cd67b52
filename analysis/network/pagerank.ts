import { z } from 'zod';
import { defineMethod } from '../../domain/method';
import { type Csr, csrOf } from './csr';
import { edgeList, type EdgeList, nodeMeasure } from './graph';
import { requireWeights } from './weights';

/** A relative change of one rank that is rounding alone. */
const rounding = 2e-15;

export interface PagerankOptions {
  readonly damping: number;
  readonly weighted: boolean;
  /** Largest relative error of any rank. */
  readonly tolerance: number;
}

/** What each node gives to each unit of an edge out of it; 0 where nothing leads out. An undirected self-loop counts once. */
function sharePerUnit(list: EdgeList, weighted: boolean): Float64Array {
  const out = new Float64Array(list.nodes);
  for (let e = 0; e < list.source.length; e++) {
    const [a, b] = [list.source[e]!, list.target[e]!];
    const weight = weighted ? list.weight[e]! : 1;
    out[a]! += weight;
    if (!list.directed && a !== b) out[b]! += weight;
  }
  for (let v = 0; v < list.nodes; v++) out[v] = out[v] === 0 ? 0 : 1 / out[v]!;
  return out;
}

/**
 * One pass of Gauss–Seidel over y = 1 + damping · Pᵀ y; `given` is damping · y / strength out. Returns the largest relative change.
 * The old value of a node is part of its own sum where it has a self-loop, which the division takes back.
 */
function pass(rows: Csr, damping: number, unit: Float64Array, y: Float64Array, given: Float64Array): number {
  const { nodes, offsets, targets, weights } = rows;
  let largest = 0;
  let k = 0;
  for (let v = 0; v < nodes; v++) {
    const end = offsets[v + 1]!;
    let sum = 1;
    let own = 0;
    if (weights)
      for (; k < end; k++) {
        const u = targets[k]!;
        if (u === v) own = weights[k]!;
        else sum += weights[k]! * given[u]!;
      }
    else
      for (; k < end; k++) {
        const u = targets[k]!;
        if (u === v) own = 1;
        else sum += given[u]!;
      }
    if (own > 0) sum /= 1 - damping * own * unit[v]!;
    const change = Math.abs(sum - y[v]!) / sum;
    if (change > largest) largest = change;
    y[v] = sum;
    given[v] = damping * sum * unit[v]!;
  }
  return largest;
}

/**
 * PageRank of every node, summing to 1. Nodes without an edge out give their rank to all evenly; undirected edges lead both ways. With
 * the same even jump for both, the ranks are proportional to the solution of y = 1 + damping · Pᵀ y (Del Corso, Gullì & Romani 2005,
 * doi:10.1080/15427951.2005.10129098), which Gauss–Seidel solves with relative precision for every node. O(steps · (n + m)).
 */
export function pagerank(
  list: EdgeList,
  { damping, weighted, tolerance }: PagerankOptions,
  progress: (fraction: number) => void = () => {},
): { readonly values: Float64Array; readonly steps: number; readonly converged: boolean } {
  const rows = csrOf(list, { direction: 'in', unweighted: !weighted });
  const unit = sharePerUnit(list, weighted);
  const y = new Float64Array(list.nodes).fill(1);
  const given = unit.map((one) => damping * one);
  const enough = Math.max(rounding, (tolerance * (1 - damping)) / damping);
  const most = Math.ceil(40 / (1 - damping)) + 20;
  let steps = 0;
  let converged = list.nodes === 0;
  while (!converged && steps < most) {
    converged = pass(rows, damping, unit, y, given) <= enough;
    progress(++steps / most);
  }
  let total = 0;
  for (let v = 0; v < y.length; v++) total += y[v]!;
  return { values: y.map((one) => one / total), steps, converged };
}

export const networkPagerank = defineMethod({
  id: 'network/pagerank',
  version: 2,
  step: 'modelling',
  title: 'PageRank',
  description:
    'How often a random reader who follows interactions would arrive at each node: attention given by those who get attention themselves. Not a measure of persuasion, and sensitive to what was collected.',
  references: [
    'Brin & Page 1998, doi:10.1016/S0169-7552(98)00110-X',
    'Del Corso, Gullì & Romani 2005, doi:10.1080/15427951.2005.10129098',
  ],
  parameters: z
    .object({
      damping: z.number().gt(0).lt(1).default(0.85),
      weighted: z.boolean().default(true),
      tolerance: z.number().positive().default(1e-12),
    })
    .strict(),
  inputs: { graph: 'graph' },
  output: 'node-measure',
  individuals: true,
  run({ graph }, options, context) {
    const list = edgeList(graph);
    if (options.weighted) requireWeights(list, 'not negative', 'network/pagerank');
    const { damping, weighted } = options;
    const about = { nodes: list.nodes, edges: list.source.length, directed: list.directed, damping, weighted };
    if (list.nodes === 0) return nodeMeasure([], { summary: { ...about, notEnoughData: true } });
    const { values, steps, converged } = pagerank(list, options, context.progress);
    return nodeMeasure(values, { summary: { ...about, steps, converged } });
  },
});
