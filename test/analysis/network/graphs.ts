import { readFileSync } from 'node:fs';
import type { EdgeList } from '../../../analysis/network/graph/graph';
import { type Artefact, numbers } from '../../../domain/artefact';

export function listOf(
  nodes: number,
  directed: boolean,
  edges: readonly (readonly [number, number, number?])[],
): EdgeList {
  return {
    nodes,
    directed,
    source: Int32Array.from(edges, (edge) => edge[0]),
    target: Int32Array.from(edges, (edge) => edge[1]),
    weight: Float64Array.from(edges, (edge) => edge[2] ?? 1),
  };
}

/** A graph of the shared data: a comment line with n and direction, then `u v [weight]`. */
export function readEdges(file: string): EdgeList {
  const [first, ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const edges = lines.map((line) => line.split(' ').map(Number) as [number, number, number?]);
  return listOf(Number(/ n=(\d+)/.exec(first!)![1]), / directed=1/.test(first!), edges);
}

export function graphOf(list: EdgeList): Artefact {
  return {
    kind: 'graph',
    columns: { source: list.source, target: list.target, weight: list.weight },
    about: { nodes: list.nodes, directed: list.directed },
  };
}

/** Values by node number. */
export function byNode(measure: Artefact): number[] {
  const out: number[] = [];
  const value = numbers(measure, 'value');
  numbers(measure, 'node').forEach((node: number, i: number) => {
    out[node] = value[i]!;
  });
  return out;
}

/** Largest difference of two lists, relative to the larger value where that is above 1. */
export function furthest(found: readonly number[], wanted: readonly number[]): number {
  if (found.length !== wanted.length) return Number.POSITIVE_INFINITY;
  return Math.max(...found.map((one, i) => Math.abs(one - wanted[i]!) / Math.max(1, Math.abs(wanted[i]!))));
}
