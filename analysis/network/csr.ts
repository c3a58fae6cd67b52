import type { EdgeList } from './graph';

/**
 * A graph as compressed sparse rows: the neighbours of node `v` are `targets[offsets[v] … offsets[v + 1])`, in rising order.
 * An undirected edge stands in both rows, a self-loop once.
 */
export interface Csr {
  readonly nodes: number;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  /** Aligned to `targets`; left out where every weight is 1. */
  readonly weights?: Float64Array;
  /** Place of each entry's edge in the edge list, for signs and times; only on request. */
  readonly edges?: Int32Array;
}

export interface CsrOptions {
  /** Which ends of directed edges count as neighbours; undirected graphs always have both. */
  readonly direction?: 'out' | 'in' | 'both';
  readonly loops?: boolean;
  readonly edges?: boolean;
}

/** Builds the rows by two counting sorts, O(n + m). Edges that stand twice stay twice: an edge list holds each once. */
export function csrOf(list: EdgeList, options: CsrOptions = {}): Csr {
  const { direction = 'out', loops = true } = options;
  const { nodes, source, target, weight } = list;
  const forwards = !list.directed || direction !== 'in';
  const backwards = !list.directed || direction !== 'out';
  const offsets = new Int32Array(nodes + 1);
  const m = source.length;
  const each = (visit: (from: number, to: number, edge: number) => void): void => {
    for (let e = 0; e < m; e++) {
      const a = source[e]!;
      const b = target[e]!;
      if (a === b) {
        if (loops) visit(a, a, e);
        continue;
      }
      if (forwards) visit(a, b, e);
      if (backwards) visit(b, a, e);
    }
  };
  // First by neighbour, then, stably, by node: rows come out sorted.
  const byTarget = new Int32Array(nodes + 1);
  each((from, to) => {
    offsets[from + 1]!++;
    byTarget[to + 1]!++;
  });
  for (let v = 0; v < nodes; v++) {
    offsets[v + 1]! += offsets[v]!;
    byTarget[v + 1]! += byTarget[v]!;
  }
  const entries = offsets[nodes]!;
  const from1 = new Int32Array(entries);
  const edge1 = new Int32Array(entries);
  const next1 = byTarget.slice();
  each((from, to, edge) => {
    const at = next1[to]!++;
    from1[at] = from;
    edge1[at] = edge;
  });
  const unit = weight.every((one) => one === 1);
  const targets = new Int32Array(entries);
  const weights = unit ? undefined : new Float64Array(entries);
  const edges = options.edges ? new Int32Array(entries) : undefined;
  const next = offsets.slice();
  for (let to = 0; to < nodes; to++) {
    for (let k = byTarget[to]!; k < byTarget[to + 1]!; k++) {
      const at = next[from1[k]!]!++;
      targets[at] = to;
      if (weights) weights[at] = weight[edge1[k]!]!;
      if (edges) edges[at] = edge1[k]!;
    }
  }
  return { nodes, offsets, targets, ...(weights ? { weights } : {}), ...(edges ? { edges } : {}) };
}
