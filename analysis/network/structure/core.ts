import { z } from 'zod';
import { defineMethod } from '../../../domain/method';
import { csrOf } from '../graph/csr';
import { edgeList, type EdgeList, nodeMeasure } from '../graph/graph';

/**
 * Core number of each node: the largest k such that it belongs to a part in which everyone has k ties within the part. Ties in and out
 * are added, as networkx does; self-loops are left out. Batagelj & Zaveršnik 2003, arXiv:cs/0310049. O(n + m).
 */
export function coreNumbers(list: EdgeList): Int32Array {
  const { nodes, offsets, targets } = csrOf(list, { direction: 'both', loops: false, unweighted: true });
  const core = new Int32Array(nodes);
  let widest = 0;
  for (let v = 0; v < nodes; v++) {
    core[v] = offsets[v + 1]! - offsets[v]!;
    if (core[v]! > widest) widest = core[v]!;
  }
  // Nodes sorted by what is left of their degree; `begin[d]` is where those of degree d begin.
  const begin = new Int32Array(widest + 2);
  for (let v = 0; v < nodes; v++) begin[core[v]! + 1]!++;
  for (let d = 0; d <= widest; d++) begin[d + 1]! += begin[d]!;
  const order = new Int32Array(nodes);
  const place = new Int32Array(nodes);
  const next = begin.slice();
  for (let v = 0; v < nodes; v++) {
    place[v] = next[core[v]!]!++;
    order[place[v]!] = v;
  }
  for (let i = 0; i < nodes; i++) {
    const v = order[i]!;
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
      const u = targets[k]!;
      if (core[u]! <= core[v]!) continue;
      const first = begin[core[u]!]!;
      const other = order[first]!;
      order[first] = u;
      order[place[u]!] = other;
      place[other] = place[u]!;
      place[u] = first;
      begin[core[u]!]!++;
      core[u]!--;
    }
  }
  return core;
}

export const networkCore = defineMethod({
  id: 'network/core',
  version: 1,
  step: 'modelling',
  title: 'k-core',
  description:
    'How deep in the dense middle of the network a node lies: the largest k such that it belongs to a group whose members all have k ties inside the group. Ties in and out count each; weights do not. Not a measure of influence.',
  references: ['Seidman 1983, doi:10.1016/0378-8733(83)90028-X', 'Batagelj & Zaveršnik 2003, arXiv:cs/0310049'],
  parameters: z.object({}).strict(),
  inputs: { graph: 'graph' },
  output: 'node-measure',
  individuals: true,
  run({ graph }) {
    const list = edgeList(graph);
    const values = coreNumbers(list);
    let degeneracy = 0;
    for (const one of values) degeneracy = Math.max(degeneracy, one);
    const sizes = new Array<number>(degeneracy + 1).fill(0);
    for (const one of values) sizes[one]!++;
    let loops = 0;
    for (let e = 0; e < list.source.length; e++) if (list.source[e] === list.target[e]) loops++;
    return nodeMeasure(values, {
      summary: {
        nodes: list.nodes,
        edges: list.source.length,
        directed: list.directed,
        selfLoopsLeftOut: loops,
        degeneracy: list.nodes > 0 ? degeneracy : null,
        innermost: list.nodes > 0 ? sizes[degeneracy]! : 0,
        nodesByCore: list.nodes > 0 ? sizes : [],
      },
    });
  },
});
