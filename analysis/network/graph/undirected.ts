import { csrOf } from './csr';
import type { EdgeList } from './graph';
import { weightAt } from './packed-weights';

/** Undirected copy: the weights of both directions are added, self-loops dropped, edges in order of their ends. O(n + m). */
export function undirected(list: EdgeList): EdgeList {
  const rows = csrOf(list, { direction: 'both', loops: false });
  const { offsets, targets, weights, nodes } = rows;
  const source = new Int32Array(targets.length);
  const target = new Int32Array(targets.length);
  const weight = new Float64Array(targets.length);
  let edges = 0;
  for (let a = 0; a < nodes; a++) {
    const begin = edges;
    for (let k = offsets[a]!; k < offsets[a + 1]!; k++) {
      const b = targets[k]!;
      if (b <= a) continue;
      if (edges > begin && target[edges - 1] === b) weight[edges - 1]! += weights ? weightAt(weights, k) : 1;
      else {
        source[edges] = a;
        target[edges] = b;
        weight[edges++] = weights ? weightAt(weights, k) : 1;
      }
    }
  }
  return {
    nodes,
    directed: false,
    source: source.slice(0, edges),
    target: target.slice(0, edges),
    weight: weight.slice(0, edges),
  };
}
