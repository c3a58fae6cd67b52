import Graph from 'graphology';
import { type Artefact, numbers } from '../../../domain/artefact';
import { fallingOrder } from './order';

/** A weighted graph as arrays, each edge once. An undirected edge stands once, in either direction. */
export interface EdgeList {
  readonly nodes: number;
  readonly directed: boolean;
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly weight: Float64Array;
  /** Milliseconds since 1970 or whatever unit the file has; left out where edges have no time. */
  readonly time?: Float64Array;
  /** +1 or −1 for each edge; left out where no edge is negative. */
  readonly sign?: Int8Array;
}

export function edgeList(artefact: Artefact): EdgeList {
  const about = artefact.about as { nodes: number; directed: boolean };
  const { time, sign } = artefact.columns;
  return {
    ...(time ? { time: time as Float64Array } : {}),
    ...(sign ? { sign: sign as Int8Array } : {}),
    nodes: about.nodes,
    directed: about.directed,
    source: numbers(artefact, 'source') as Int32Array,
    target: numbers(artefact, 'target') as Int32Array,
    weight: numbers(artefact, 'weight') as Float64Array,
  };
}

/** The same graph for graphology, nodes named by their number, in order, so that results do not depend on a hash. */
export function toGraphology(list: EdgeList): Graph {
  const graph = new Graph({ type: list.directed ? 'directed' : 'undirected', multi: false, allowSelfLoops: true });
  for (let i = 0; i < list.nodes; i++) graph.addNode(String(i));
  // Keys of our own: graphology's begin at a random byte, and a file written from the graph would differ each time.
  for (let e = 0; e < list.source.length; e++)
    graph.addEdgeWithKey(String(e), String(list.source[e]), String(list.target[e]), { weight: list.weight[e] });
  return graph;
}

/** Values of nodes as an artefact, in falling order; equal values by node number, undefined ones (NaN) last. */
export function nodeMeasure(
  values: ArrayLike<number>,
  about: Artefact['about'],
  further: Readonly<Record<string, ArrayLike<number>>> = {},
): Artefact {
  const order = fallingOrder(values);
  const sorted = (column: ArrayLike<number>): Float64Array => {
    const out = new Float64Array(order.length);
    for (let i = 0; i < order.length; i++) out[i] = column[order[i]!]!;
    return out;
  };
  return {
    kind: 'node-measure',
    columns: {
      node: order,
      value: sorted(values),
      ...Object.fromEntries(Object.entries(further).map(([name, column]) => [name, sorted(column)])),
    },
    about,
  };
}
