import { z } from 'zod';
import { defineMethod } from '../../../domain/method';
import { edgeList, type EdgeList, nodeMeasure } from '../graph/graph';
import { requireWeights } from '../graph/weights';
import { mutualTies, type Ties } from './ties';

interface Brokerage {
  readonly constraint: Float64Array;
  readonly effectiveSize: Float64Array;
}

/** Row sums and row maxima of the ties. */
function scales(
  { offsets, strength }: Ties,
  nodes: number,
): { readonly sum: Float64Array; readonly most: Float64Array } {
  const sum = new Float64Array(nodes);
  const most = new Float64Array(nodes);
  for (let v = 0; v < nodes; v++)
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
      sum[v]! += strength[k]!;
      if (strength[k]! > most[v]!) most[v] = strength[k]!;
    }
  return { sum, most };
}

/**
 * Burt's constraint and effective size of every node; NaN for one without ties to others. With p the share of a node's ties, constraint
 * is Σ over neighbours v of (p(u,v) + Σ p(u,w) p(w,v))², effective size Σ (1 − Σ p(u,w) m(v,w)), m the strength over v's strongest tie.
 * O(Σ degree²).
 */
export function brokerage(
  list: EdgeList,
  weighted: boolean,
  progress: (fraction: number) => void = () => {},
): Brokerage {
  const ties = mutualTies(list, weighted);
  const { offsets, targets, strength } = ties;
  const n = list.nodes;
  const { sum, most } = scales(ties, n);
  const constraint = new Float64Array(n);
  const effectiveSize = new Float64Array(n);
  const indirect = new Float64Array(n);
  const direct = new Float64Array(n);
  const near = new Uint8Array(n);
  for (let u = 0; u < n; u++) {
    if (u % 1024 === 0) progress(u / n);
    const [begin, end] = [offsets[u]!, offsets[u + 1]!];
    let others = false;
    for (let k = begin; k < end; k++) {
      const v = targets[k]!;
      if (strength[k]! <= 0) continue;
      near[v] = 1;
      direct[v] = strength[k]! / sum[u]!;
      if (v !== u) others = true;
    }
    let redundancy = 0;
    let size = 0;
    for (let k = begin; k < end; k++) {
      const w = targets[k]!;
      if (near[w] === 0) continue;
      size++;
      const share = direct[w]!;
      let shared = 0;
      for (let j = offsets[w]!, last = offsets[w + 1]!; j < last; j++) {
        const v = targets[j]!;
        if (near[v] === 0) continue;
        indirect[v]! += share * (strength[j]! / sum[w]!);
        shared += direct[v]! * (strength[j]! / most[w]!);
      }
      redundancy += shared;
    }
    let total = 0;
    for (let k = begin; k < end; k++) {
      const v = targets[k]!;
      if (near[v] === 0) continue;
      total += (direct[v]! + indirect[v]!) ** 2;
      indirect[v] = 0;
      direct[v] = 0;
      near[v] = 0;
    }
    constraint[u] = others ? total : Number.NaN;
    effectiveSize[u] = others ? size - redundancy : Number.NaN;
  }
  return { constraint, effectiveSize };
}

export function constraint(list: EdgeList, weighted: boolean): Float64Array {
  return brokerage(list, weighted).constraint;
}

export const networkConstraint = defineMethod({
  id: 'network/constraint',
  version: 1,
  step: 'modelling',
  title: 'Structural holes (Burt’s constraint)',
  description:
    'How far a node’s contacts are tied to each other: low constraint means a broker between groups that do not meet. Beside it the effective size (contacts less their redundancy). Undefined for a node without ties; unreliable where ties are missing from the collection.',
  references: [
    'Burt 1992, Structural Holes',
    'Burt 2004, doi:10.1086/421787',
    'Borgatti 1997, Connections 20(1):35–38',
  ],
  parameters: z.object({ weighted: z.boolean().default(false) }).strict(),
  inputs: { graph: 'graph' },
  output: 'node-measure',
  individuals: true,
  run({ graph }, { weighted }, context) {
    const list = edgeList(graph);
    if (weighted) requireWeights(list, 'not negative', 'network/constraint');
    const found = brokerage(list, weighted, context.progress);
    let without = 0;
    for (const one of found.constraint) if (Number.isNaN(one)) without++;
    return nodeMeasure(
      found.constraint,
      {
        summary: {
          nodes: list.nodes,
          edges: list.source.length,
          directed: list.directed,
          weighted,
          undefined: without,
          ...(without > 0 ? { note: 'a node without ties to others has no constraint' } : {}),
        },
      },
      { effectiveSize: found.effectiveSize },
    );
  },
});
