import { z } from 'zod';
import type { JsonObject } from '../../../domain/json';
import { defineMethod } from '../../../domain/method';
import type { WideCsr } from '../graph/csr';
import { edgeList, type EdgeList, nodeMeasure } from '../graph/graph';
import { requireWeights } from '../graph/weights';
import { incoming, type LeadingPart, leadingParts } from './spectrum';

/** Passes that carry the values of the leading part to those who follow it, at most. */
const mostPasses = 100_000;

export interface Eigenvector {
  /** NaN everywhere where it is undefined. */
  readonly values: Float64Array;
  readonly eigenvalue: number | null;
  /** Why it is undefined, or what to know of it. */
  readonly reason?: string;
}

/** In an undirected graph each part keeps the share of an even start that lies along its vector: the limit of the power method. */
function combined(nodes: number, parts: readonly LeadingPart[]): Float64Array {
  const values = new Float64Array(nodes);
  for (const { members, vector } of parts) {
    const share = vector.reduce((sum, one) => sum + one, 0);
    members.forEach((v, i) => {
      values[v] = share * vector[i]!;
    });
  }
  return values;
}

/** Values of nodes that the leading part leads to, by Gauss–Seidel on λx = M x with the part held. False where it does not settle. */
function follow(rows: WideCsr, value: number, held: Int32Array, x: Float64Array): boolean {
  const fixed = new Uint8Array(rows.nodes);
  for (const v of held) fixed[v] = 1;
  for (let step = 0; step < mostPasses; step++) {
    let change = 0;
    for (let v = 0; v < rows.nodes; v++) {
      if (fixed[v] === 1) continue;
      let sum = 0;
      let own = 0;
      for (let k = rows.offsets[v]!; k < rows.offsets[v + 1]!; k++) {
        const weight = rows.weights ? rows.weights[k]! : 1;
        if (rows.targets[k] === v) own = weight;
        else sum += weight * x[rows.targets[k]!]!;
      }
      const next = sum / (value - own);
      if (next > 0) change = Math.max(change, Math.abs(next - x[v]!) / next);
      x[v] = next;
    }
    if (change < 1e-14) return true;
  }
  return false;
}

/**
 * Eigenvector centrality: a node's value is the sum of those that point to it, over the largest eigenvalue; Euclidean length 1. What
 * the power method from an even start tends to, as in networkx; undefined where that limit is not one vector. O(steps · m).
 */
export function eigenvector(list: EdgeList, weighted: boolean): Eigenvector {
  const rows = incoming(list, weighted);
  const parts = leadingParts(list, rows);
  const undefinedFor = (reason: string): Eigenvector => ({
    values: new Float64Array(list.nodes).fill(Number.NaN),
    eigenvalue: parts[0]?.value ?? null,
    reason,
  });
  const [first] = parts;
  if (!first) return undefinedFor('no tie leads back to where it began, so the largest eigenvalue is 0');
  if (parts.some((one) => !one.converged)) return undefinedFor('the vector did not settle');
  if (list.directed && parts.length > 1)
    return undefinedFor(`${parts.length} strongly connected parts share the largest eigenvalue: no one vector leads`);
  const values = combined(list.nodes, parts);
  if (list.directed && !follow(rows, first.value, first.members, values))
    return undefinedFor('the values of those who follow the leading part did not settle');
  const length = Math.sqrt(values.reduce((sum, one) => sum + one * one, 0));
  return {
    values: values.map((one) => one / length),
    eigenvalue: first.value,
    ...(first.members.length < list.nodes && !list.directed
      ? { reason: 'the graph has several components: those with a smaller eigenvalue have 0' }
      : {}),
  };
}

export const networkEigenvector = defineMethod({
  id: 'network/eigenvector',
  version: 1,
  step: 'modelling',
  title: 'Eigenvector centrality',
  description:
    'Attention from those who get attention: a node counts as much as those who point to it. Unlike PageRank it favours one dense region and is 0 outside; in directed graphs without a large strongly connected part it says nothing, and then PageRank or Katz is right.',
  references: ['Bonacich 1987, doi:10.1086/228631', 'Newman 2010, Networks, §7.2'],
  parameters: z.object({ weighted: z.boolean().default(false), normalized: z.boolean().default(false) }).strict(),
  inputs: { graph: 'graph' },
  output: 'node-measure',
  individuals: true,
  run({ graph }, { weighted, normalized }) {
    const list = edgeList(graph);
    if (weighted) requireWeights(list, 'not negative', 'network/eigenvector');
    const { values, eigenvalue, reason } = eigenvector(list, weighted);
    let largest = 0;
    for (const one of values) largest = Math.max(largest, one);
    const summary: JsonObject = {
      nodes: list.nodes,
      edges: list.source.length,
      directed: list.directed,
      weighted,
      scale: normalized ? 'largest value 1' : 'Euclidean length 1',
      eigenvalue,
      ...(reason ? { note: reason } : {}),
    };
    return nodeMeasure(normalized ? values.map((one) => one / largest) : values, { summary });
  },
});
