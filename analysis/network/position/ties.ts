import { csrOf } from '../graph/csr';
import type { EdgeList } from '../graph/graph';
import { weightAt } from '../graph/packed-weights';

/** Ties between each node and its neighbours, both directions added: a symmetric matrix by rows, in rising order. */
export interface Ties {
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  /** a(u,v) + a(v,u), as in Burt's measures: an undirected edge counts twice, which divisions take out again. */
  readonly strength: Float64Array;
}

/** The ties of a graph; a self-loop stands in its row with twice its weight, as in networkx. O(n + m). */
export function mutualTies(list: EdgeList, weighted: boolean): Ties {
  const rows = csrOf(list, { direction: 'both', unweighted: !weighted });
  const offsets = new Int32Array(list.nodes + 1);
  const targets = new Int32Array(rows.targets.length);
  const strength = new Float64Array(rows.targets.length);
  let count = 0;
  for (let v = 0; v < list.nodes; v++) {
    const begin = count;
    for (let k = rows.offsets[v]!; k < rows.offsets[v + 1]!; k++) {
      const u = rows.targets[k]!;
      const weight = (rows.weights ? weightAt(rows.weights, k) : 1) * (list.directed && u !== v ? 1 : 2);
      if (count > begin && targets[count - 1] === u) strength[count - 1]! += weight;
      else {
        targets[count] = u;
        strength[count++] = weight;
      }
    }
    offsets[v + 1] = count;
  }
  return { offsets, targets: targets.slice(0, count), strength: strength.slice(0, count) };
}
