import { z } from 'zod';
import { defineMethod } from '../../domain/method';
import { type WideCsr, wideCsrOf } from './graph/csr';
import { edgeList, type EdgeList, nodeMeasure } from './graph/graph';
import { behindNeighbours, relabelled } from './graph/relabelled';
import { requireWeights } from './graph/weights';

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
    const a = list.source[e]!;
    const b = list.target[e]!;
    const weight = weighted ? list.weight[e]! : 1;
    out[a]! += weight;
    if (!list.directed && a !== b) out[b]! += weight;
  }
  for (let v = 0; v < list.nodes; v++) out[v] = out[v] === 0 ? 0 : 1 / out[v]!;
  return out;
}

/** What a node's own self-loop makes of its rank: 1 / (1 − damping · share it keeps); left out where there are no self-loops. */
function kept(list: EdgeList, { damping, weighted }: PagerankOptions, unit: Float64Array): Float64Array | undefined {
  let factor: Float64Array | undefined;
  for (let e = 0; e < list.source.length; e++) {
    const v = list.source[e]!;
    if (v !== list.target[e]) continue;
    factor ??= new Float64Array(list.nodes).fill(1);
    factor[v] = 1 / (1 - damping * (weighted ? list.weight[e]! : 1) * unit[v]!);
  }
  return factor;
}

/** One pass of Gauss–Seidel over y = 1 + damping · Pᵀ y; `given` is damping · y / strength out. Returns the largest relative change. */
function pass(
  rows: WideCsr,
  share: Float64Array,
  factor: Float64Array | undefined,
  y: Float64Array,
  given: Float64Array,
): number {
  const { nodes, offsets, targets, weights } = rows;
  let largest = 0;
  let k = 0;
  for (let v = 0; v < nodes; v++) {
    const end = offsets[v + 1]!;
    let sum = 1;
    if (weights) for (; k < end; k++) sum += weights[k]! * given[targets[k]!]!;
    else for (; k < end; k++) sum += given[targets[k]!]!;
    if (factor) sum *= factor[v]!;
    const change = Math.abs(sum - y[v]!) / sum;
    if (change > largest) largest = change;
    y[v] = sum;
    given[v] = share[v]! * sum;
  }
  return largest;
}

function reordered(values: Float64Array, order: Int32Array): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = values[order[i]!]!;
  return out;
}

/**
 * PageRank of every node, summing to 1. Nodes without an edge out give their rank to all evenly; undirected edges lead both ways. With
 * the same even jump for both, the ranks are proportional to the solution of y = 1 + damping · Pᵀ y (Del Corso, Gullì & Romani 2005,
 * doi:10.1080/15427951.2005.10129098), which Gauss–Seidel solves with relative precision for every node. O(steps · (n + m)).
 */
export function pagerank(
  list: EdgeList,
  options: PagerankOptions,
  progress: (fraction: number) => void = () => {},
): { readonly values: Float64Array; readonly steps: number; readonly converged: boolean } {
  const { damping, weighted, tolerance } = options;
  const inwards = wideCsrOf(list, { direction: 'in', loops: false, unweighted: !weighted });
  // Behind those that point to them, nodes without circles of ties need one pass.
  const { rows, node } = list.directed ? relabelled(inwards, behindNeighbours(inwards)) : { rows: inwards };
  const unit = sharePerUnit(list, weighted);
  const inOrder = (values: Float64Array): Float64Array => (node ? reordered(values, node) : values);
  const loops = kept(list, options, unit);
  const factor = loops && inOrder(loops);
  const y = new Float64Array(list.nodes).fill(1);
  const share = inOrder(unit).map((one) => damping * one);
  const given = share.slice();
  const enough = Math.max(rounding, (tolerance * (1 - damping)) / damping);
  const most = Math.ceil(40 / (1 - damping)) + 20;
  let steps = 0;
  let converged = list.nodes === 0;
  while (!converged && steps < most) {
    converged = pass(rows, share, factor, y, given) <= enough;
    progress(++steps / most);
  }
  let total = 0;
  for (let v = 0; v < y.length; v++) total += y[v]!;
  const values = new Float64Array(y.length);
  for (let i = 0; i < y.length; i++) values[node ? node[i]! : i] = y[i]! / total;
  return { values, steps, converged };
}

export const networkPagerank = defineMethod({
  id: 'network/pagerank',
  version: 3,
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
