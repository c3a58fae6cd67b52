import type { EdgeList } from './graph';
import { emptyCodes, packed, type PackedWeights, recoded, wide } from './packed-weights';

/**
 * A graph as compressed sparse rows: the neighbours of node `v` are `targets[offsets[v] … offsets[v + 1])`, in rising order.
 * An undirected edge stands in both rows, a self-loop once.
 */
export interface Csr {
  readonly nodes: number;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  /** Aligned to `targets`; left out where every weight is 1. */
  readonly weights?: PackedWeights;
  /** Place of each entry's edge in the edge list, for signs and times; only on request. */
  readonly edges?: Int32Array;
}

/** Rows whose weights are at hand as numbers. */
export interface WideCsr extends Omit<Csr, 'weights'> {
  readonly weights?: Float64Array;
}

export interface CsrOptions {
  /** Which ends of directed edges count as neighbours; undirected graphs always have both. */
  readonly direction?: 'out' | 'in' | 'both';
  readonly loops?: boolean;
  readonly edges?: boolean;
  /** Leaves the weights out. */
  readonly unweighted?: boolean;
}

/** Turns counts that stand one place late into beginnings: `counts[v]` becomes the sum of those before. */
function accumulate(counts: Int32Array): void {
  for (let v = 0; v + 1 < counts.length; v++) counts[v + 1]! += counts[v]!;
}

/**
 * Builds the rows by counting sorts, O(n + m): edges are grouped by one end, the groups in order dealt out to the rows of the other, so
 * that rows come out in order. With both directions the groups are those of the lesser end, which fills the rows' lesser halves; these,
 * in order, deal out the greater ones. Edges that stand twice stay twice: an edge list holds each once. It takes 4 bytes a node, and 4 an
 * entry with those of its weight, see `PackedWeights`.
 */
export function csrOf(list: EdgeList, options: CsrOptions = {}): Csr {
  return rowsOf(list, options, packed);
}

/** The same with weights in 8 bytes each: for work that reads each of them many times. */
export function wideCsrOf(list: EdgeList, options: CsrOptions = {}): WideCsr {
  const { weights, ...rows } = rowsOf(list, options, wide);
  return weights ? { ...rows, weights: weights.codes as Float64Array } : rows;
}

function rowsOf(list: EdgeList, options: CsrOptions, pack: typeof packed): Csr {
  const { direction = 'out', loops = true } = options;
  const { nodes } = list;
  const both = !list.directed || direction === 'both';
  const [groupEnd, rowEnd] = direction === 'in' ? [list.source, list.target] : [list.target, list.source];
  const m = groupEnd.length;
  const weights = options.unweighted ? undefined : pack(list.weight);

  const group = new Int32Array(nodes + 1);
  const offsets = new Int32Array(nodes + 1);
  for (let e = 0; e < m; e++) {
    let a = groupEnd[e]!;
    let b = rowEnd[e]!;
    if (a === b) {
      if (!loops) continue;
    } else if (both) {
      if (a > b) [a, b] = [b, a];
      offsets[a + 1]!++;
    }
    group[a + 1]!++;
    offsets[b + 1]!++;
  }
  accumulate(group);
  accumulate(offsets);

  const grouped = new Int32Array(group[nodes]!);
  const groupedCodes = weights && emptyCodes(weights, grouped.length);
  const groupedEdges = options.edges ? new Int32Array(grouped.length) : undefined;
  for (let e = 0; e < m; e++) {
    let a = groupEnd[e]!;
    let b = rowEnd[e]!;
    if (a === b && !loops) continue;
    if (both && a > b) [a, b] = [b, a];
    const at = group[a]!++;
    grouped[at] = b;
    if (groupedCodes) groupedCodes[at] = weights!.codes[e]!;
    if (groupedEdges) groupedEdges[at] = e;
  }

  const targets = new Int32Array(offsets[nodes]!);
  const codes = weights && emptyCodes(weights, targets.length);
  const edges = groupedEdges && new Int32Array(targets.length);
  const next = offsets.slice(0, nodes);
  for (let a = 0, k = 0; a < nodes; a++) {
    // After the sort `group[a]` is where the group of a ends.
    for (const end = group[a]!; k < end; k++) {
      const at = next[grouped[k]!]!++;
      targets[at] = a;
      if (codes) codes[at] = groupedCodes![k]!;
      if (edges) edges[at] = groupedEdges![k]!;
    }
  }
  for (let b = 0; both && b < nodes; b++) {
    // What is greater than b comes to its row after its turn.
    for (let k = offsets[b]!, end = next[b]!; k < end; k++) {
      const a = targets[k]!;
      if (a === b) continue;
      const at = next[a]!++;
      targets[at] = b;
      if (codes) codes[at] = codes[k]!;
      if (edges) edges[at] = edges[k]!;
    }
  }
  return {
    nodes,
    offsets,
    targets,
    ...(codes ? { weights: recoded(weights!, codes) } : {}),
    ...(edges ? { edges } : {}),
  };
}
