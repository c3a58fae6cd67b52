import { type WideCsr, wideCsrOf } from '../graph/csr';
import type { EdgeList } from '../graph/graph';
import { signOf } from './signed-pairs';

/** Trust and distrust from each node to others, each row's statements adding up to at most 1. */
export interface TrustGraph {
  readonly nodes: number;
  readonly trust: WideCsr;
  readonly distrust: WideCsr;
}

/** Weights of the four atomic steps: direct, by co-citation, back, by coupling (Guha et al. 2004, §5). */
export interface AtomicSteps {
  readonly direct: number;
  readonly cocitation: number;
  readonly transpose: number;
  readonly coupling: number;
}

export const guhaSteps: AtomicSteps = { direct: 0.4, cocitation: 0.4, transpose: 0.1, coupling: 0.1 };

export type DistrustModel = 'trust-only' | 'one-step' | 'propagated';

/** Statements by sign, each node's divided by the sum of what it states. `kept` leaves statements out. O(n + m). */
export function trustGraph(list: EdgeList, kept: (edge: number) => boolean = () => true): TrustGraph {
  const stated = new Float64Array(list.nodes);
  const edges: { positive: number[]; negative: number[] } = { positive: [], negative: [] };
  for (let e = 0; e < list.source.length; e++) {
    const sign = signOf(list, e);
    if (sign === 0 || list.source[e] === list.target[e] || !kept(e)) continue;
    stated[list.source[e]!]! += Math.abs(list.weight[e]!);
    (sign > 0 ? edges.positive : edges.negative).push(e);
  }
  const rows = (chosen: readonly number[]): WideCsr =>
    wideCsrOf({
      nodes: list.nodes,
      directed: true,
      source: Int32Array.from(chosen, (e) => list.source[e]!),
      target: Int32Array.from(chosen, (e) => list.target[e]!),
      weight: Float64Array.from(chosen, (e) => Math.abs(list.weight[e]!) / stated[list.source[e]!]!),
    });
  return { nodes: list.nodes, trust: rows(edges.positive), distrust: rows(edges.negative) };
}

/** Adds `scale` times x·M (or x·Mᵀ) to `out`. O(m). */
function multiply(rows: WideCsr, x: Float64Array, transposed: boolean, scale: number, out: Float64Array): void {
  for (let v = 0; v < rows.nodes; v++) {
    if (!transposed && x[v] === 0) continue;
    let sum = 0;
    for (let k = rows.offsets[v]!; k < rows.offsets[v + 1]!; k++) {
      const w = rows.weights ? rows.weights[k]! : 1;
      if (transposed) sum += w * x[rows.targets[k]!]!;
      else out[rows.targets[k]!]! += scale * w * x[v]!;
    }
    if (transposed) out[v]! += scale * sum;
  }
}

/**
 * What the sources of `start` come to believe of each node: x·Σ γᵏ Cᵏ over k = 1 … steps, where C mixes the four atomic steps of the
 * belief matrix; distrust not at all, once at the end, or carried along. O(steps · m). Guha, Kumar, Raghavan & Tomkins 2004,
 * doi:10.1145/988672.988727.
 */
export function propagate(
  graph: TrustGraph,
  start: Float64Array,
  model: DistrustModel,
  options: { readonly steps: number; readonly decay: number; readonly atoms?: AtomicSteps },
): Float64Array {
  const { steps, decay, atoms = guhaSteps } = options;
  const n = graph.nodes;
  const belief = (x: Float64Array, transposed: boolean, scale: number, out: Float64Array): void => {
    multiply(graph.trust, x, transposed, scale, out);
    if (model === 'propagated') multiply(graph.distrust, x, transposed, -scale, out);
  };
  const result = new Float64Array(n);
  let x = start;
  for (let k = 1; k <= steps; k++) {
    const along = new Float64Array(n);
    const back = new Float64Array(n);
    belief(x, false, 1, along);
    belief(x, true, 1, back);
    const next = new Float64Array(n);
    for (let v = 0; v < n; v++) next[v] = atoms.direct * along[v]! + atoms.transpose * back[v]!;
    // Co-citation BᵀB: to those who trust the same, then to what they trust. Coupling BBᵀ: to what is trusted, then to who trusts it.
    belief(back, false, atoms.cocitation, next);
    belief(along, true, atoms.coupling, next);
    x = next;
    for (let v = 0; v < n; v++) result[v]! += decay ** k * x[v]!;
  }
  if (model !== 'one-step') return result;
  const judged = new Float64Array(n);
  multiply(graph.trust, result, false, 1, judged);
  multiply(graph.distrust, result, false, -1, judged);
  // What the start says itself counts as well: no step of propagation, one of judgement.
  multiply(graph.trust, start, false, 1, judged);
  multiply(graph.distrust, start, false, -1, judged);
  return judged;
}
