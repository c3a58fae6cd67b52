import { z } from 'zod';
import { AssayError } from '../../../domain/errors';
import { csrOf } from '../graph/csr';
import type { EdgeList } from '../graph/graph';
import { weightAt } from '../graph/packed-weights';

/** How likely something passes along an arc. */
export const probabilityOption = z
  .union([z.number().min(0).max(1), z.enum(['weighted-cascade', 'weight'])])
  .describe(
    'one probability for every arc; weighted-cascade: 1 / in-degree of the receiving node; weight: the weight of the edge, from 0 to 1',
  );
export type ProbabilityOption = z.output<typeof probabilityOption>;

/**
 * A graph along which something spreads: arcs of `v` are `targets[offsets[v] … offsets[v + 1])`. Self-loops and arcs that pass nothing
 * are left out; an undirected edge is two arcs.
 */
export interface SpreadGraph {
  readonly nodes: number;
  readonly arcs: number;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  /** Of each arc; left out where all arcs have `uniform`. */
  readonly probability?: Float64Array;
  readonly uniform?: number;
}

/** The arcs turned round, each with the number that it has in the graph. */
export interface Reversed {
  readonly offsets: Int32Array;
  readonly sources: Int32Array;
  readonly arc: Int32Array;
}

function keepPositive(graph: SpreadGraph): SpreadGraph {
  const { nodes, offsets, targets, probability } = graph;
  if (!probability?.some((one) => one === 0)) return graph;
  const kept = new Int32Array(nodes + 1);
  const to: number[] = [];
  const p: number[] = [];
  for (let v = 0; v < nodes; v++) {
    for (let a = offsets[v]!; a < offsets[v + 1]!; a++) {
      if (probability[a] === 0) continue;
      to.push(targets[a]!);
      p.push(probability[a]!);
    }
    kept[v + 1] = to.length;
  }
  return {
    nodes,
    arcs: to.length,
    offsets: kept,
    targets: Int32Array.from(to),
    probability: Float64Array.from(p),
  };
}

/** Refuses weights that are no probabilities. O(n + m). */
export function spreadGraph(list: EdgeList, option: ProbabilityOption, method: string): SpreadGraph {
  const csr = csrOf(list, { loops: false });
  const { nodes, offsets, targets, weights } = csr;
  const arcs = targets.length;
  if (typeof option === 'number') {
    if (option === 0)
      return { nodes, arcs: 0, offsets: new Int32Array(nodes + 1), targets: new Int32Array(0), uniform: 0 };
    return { nodes, arcs, offsets, targets, uniform: option };
  }
  const probability = new Float64Array(arcs);
  if (option === 'weighted-cascade') {
    const incoming = new Int32Array(nodes);
    for (let a = 0; a < arcs; a++) incoming[targets[a]!]!++;
    for (let a = 0; a < arcs; a++) probability[a] = 1 / incoming[targets[a]!]!;
  } else {
    for (let a = 0; a < arcs; a++) {
      const weight = weights ? weightAt(weights, a) : 1;
      if (!(weight >= 0 && weight <= 1))
        throw new AssayError(
          'ASSAY_METHOD_INPUT',
          `${method}: weights from 0 to 1 were expected as probabilities, found ${weight}`,
        );
      probability[a] = weight;
    }
  }
  return keepPositive({ nodes, arcs, offsets, targets, probability });
}

export function reversed(graph: SpreadGraph): Reversed {
  const { nodes, arcs, offsets, targets } = graph;
  const back = new Int32Array(nodes + 1);
  for (let a = 0; a < arcs; a++) back[targets[a]! + 1]!++;
  for (let v = 0; v < nodes; v++) back[v + 1]! += back[v]!;
  const next = back.slice();
  const sources = new Int32Array(arcs);
  const arc = new Int32Array(arcs);
  for (let v = 0; v < nodes; v++) {
    for (let a = offsets[v]!; a < offsets[v + 1]!; a++) {
      const at = next[targets[a]!]!++;
      sources[at] = v;
      arc[at] = a;
    }
  }
  return { offsets: back, sources, arc };
}

/**
 * For each arc the largest signed 32-bit number at which a uniform draw still passes: `draw <= threshold` holds with the arc's
 * probability, and with certainty at 1.
 */
export function thresholdOf(probability: number): number {
  return Math.max(-2147483648, Math.round(probability * 4294967296) - 1 - 2147483648);
}
