import { z } from 'zod';
import type { Artefact } from '../../domain/artefact';
import { defineMethod } from '../../domain/method';
import { type WideCsr, wideCsrOf } from './graph/csr';
import { edgeList, type EdgeList, nodeMeasure } from './graph/graph';
import { breadthFirst, type Relabelled, relabelled } from './graph/relabelled';
import { dijkstra, DistanceHeap } from './graph/shortest-paths';
import {
  lightSteps,
  sampleSize,
  sourceParts,
  sourcesOfPart,
  sourcesParameter,
  sourcesUsed,
  stepsOfSearches,
  stratum,
  sumBound,
} from './graph/sources';
import { requireWeights } from './graph/weights';

/** What a search from one source leaves: nodes by distance, the paths to each, and the arcs of the shortest paths, node by node. */
interface Search {
  readonly order: Int32Array;
  readonly paths: Float64Array;
  readonly arcs: Int32Array;
  /** Where the arcs of the i-th node of `order` end. */
  readonly arcEnd: Int32Array;
  /** Nodes reached, the source among them. */
  reached: number;
}

/** Breadth first: edges are all as long as each other. Distances are `base + steps`, so that old ones need not be cleared. */
function searchSteps(rows: WideCsr, source: number, distance: Int32Array, base: number, search: Search): number {
  const { offsets, targets } = rows;
  const { order, paths, arcs, arcEnd } = search;
  distance[source] = base;
  paths[source] = 1;
  order[0] = source;
  let tail = 1;
  let arc = 0;
  let deepest = base;
  for (let head = 0; head < tail; head++) {
    const v = order[head]!;
    const next = distance[v]! + 1;
    const here = paths[v]!;
    for (let k = offsets[v]!, end = offsets[v + 1]!; k < end; k++) {
      const u = targets[k]!;
      const known = distance[u]!;
      if (known < base) {
        distance[u] = next;
        paths[u] = here;
        order[tail++] = u;
        arcs[arc++] = u;
      } else if (known === next) {
        paths[u]! += here;
        arcs[arc++] = u;
      }
    }
    arcEnd[head] = arc;
    deepest = next;
  }
  search.reached = tail;
  return deepest + 1;
}

/** By weight: first all distances, then paths and arcs in their order. */
function searchLengths(
  rows: WideCsr,
  source: number,
  distance: Float64Array,
  heap: DistanceHeap,
  search: Search,
): void {
  const { offsets, targets, weights } = rows;
  const { order, paths, arcs, arcEnd } = search;
  search.reached = dijkstra(rows, source, distance, order, heap);
  for (let i = 0; i < search.reached; i++) paths[order[i]!] = 0;
  paths[source] = 1;
  let arc = 0;
  for (let i = 0; i < search.reached; i++) {
    const v = order[i]!;
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
      const u = targets[k]!;
      if (distance[u] !== distance[v]! + (weights ? weights[k]! : 1)) continue;
      paths[u]! += paths[v]!;
      arcs[arc++] = u;
    }
    arcEnd[i] = arc;
  }
  for (let i = 0; i < search.reached; i++) distance[order[i]!] = Number.POSITIVE_INFINITY;
}

/**
 * Walks the arcs back from the farthest node and adds what each node carries. `share[u]` is (1 + what u carries) / paths to u, so that
 * an arc costs one addition.
 */
function addShares(search: Search, share: Float64Array, scores: Float64Array, squares?: Float64Array): void {
  const { order, paths, arcs, arcEnd, reached } = search;
  for (let i = reached - 1; i > 0; i--) {
    const v = order[i]!;
    let sum = 0;
    for (let k = arcEnd[i - 1]!, end = arcEnd[i]!; k < end; k++) sum += share[arcs[k]!]!;
    const carried = sum * paths[v]!;
    scores[v]! += carried;
    if (squares) squares[v]! += carried * carried;
    share[v] = (1 + carried) / paths[v]!;
  }
}

/** Rows that searches from many sources read, their nodes numbered so that neighbours lie together. O(n + m). */
export function searchRows(list: EdgeList, weighted: boolean): Relabelled {
  const rows = wideCsrOf(list, { loops: false, unweighted: !weighted });
  return relabelled(rows, breadthFirst(rows));
}

/**
 * What each node carries of the shortest paths from the given sources to all others (Brandes 2001, with the arcs of the shortest paths
 * stored; doi:10.1080/0022250X.2001.9990249), and on request the sums of its squares. O(sources · edges), weighted times log n.
 */
export function carriedFrom(
  { rows, node }: Relabelled,
  sources: Int32Array,
  withSquares: boolean,
  progress: (fraction: number) => void,
): { readonly sums: Float64Array; readonly squares?: Float64Array } {
  const n = rows.nodes;
  const place = new Int32Array(n);
  for (let i = 0; i < n; i++) place[node[i]!] = i;
  const search: Search = {
    order: new Int32Array(n),
    paths: new Float64Array(n),
    arcs: new Int32Array(rows.targets.length),
    arcEnd: new Int32Array(n),
    reached: 0,
  };
  const [share, scores] = [new Float64Array(n), new Float64Array(n)];
  const squares = withSquares ? new Float64Array(n) : undefined;
  const lengths = rows.weights ? new Float64Array(n).fill(Number.POSITIVE_INFINITY) : undefined;
  const heap = lengths ? new DistanceHeap(n, lengths) : undefined;
  const steps = new Int32Array(n).fill(-1);
  let base = 0;
  for (let i = 0; i < sources.length; i++) {
    if (i % 16 === 0) progress(i / sources.length);
    const source = place[sources[i]!]!;
    if (lengths) searchLengths(rows, source, lengths, heap!, search);
    else {
      if (base > 0x7fffffff - n - 2) {
        steps.fill(-1);
        base = 0;
      }
      base = searchSteps(rows, source, steps, base, search);
    }
    addShares(search, share, scores, squares);
  }
  const byNode = (values: Float64Array): Float64Array => {
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) out[node[i]!] = values[i]!;
    return out;
  };
  return { sums: byNode(scores), ...(squares ? { squares: byNode(squares) } : {}) };
}

/**
 * Betweenness of every node, unnormalised: for each pair, the share of shortest paths through the node; an undirected pair counts once.
 * Self-loops change nothing. O(n · m).
 */
export function betweenness(list: EdgeList, weighted = false): Float64Array {
  const all = Int32Array.from({ length: list.nodes }, (_, i) => i);
  const { sums } = carriedFrom(searchRows(list, weighted), all, false, () => {});
  return list.directed ? sums : sums.map((one) => one / 2);
}

export const networkBetweenness = defineMethod({
  id: 'network/betweenness',
  version: 2,
  step: 'modelling',
  title: 'Betweenness',
  description:
    'How many shortest paths between others lead through a node: brokers and bottlenecks. Exact up to about 20 billion steps (nodes times edges); beyond, or with a number of sources, estimated from a random sample of sources, with a bound on the error. Says little where messages do not take shortest paths.',
  references: [
    'Freeman 1977, doi:10.2307/3033543',
    'Brandes 2001, doi:10.1080/0022250X.2001.9990249',
    'Brandes & Pich 2007, doi:10.1142/S0218127407018403',
    'Hoeffding 1963, doi:10.1080/01621459.1963.10500830',
  ],
  parameters: z
    .object({
      weighted: z.boolean().default(false),
      normalized: z.boolean().default(false),
      sources: sourcesParameter,
    })
    .strict(),
  inputs: { graph: 'graph' },
  output: 'node-measure',
  individuals: true,
  seeded: true,
  parts: {
    count: () => sourceParts,
    light: ({ graph }, { sources, weighted }) => {
      const list = edgeList(graph);
      const { nodes, source } = list;
      // Refused before threads start, so that the error arrives whole.
      if (weighted) requireWeights(list, 'positive', 'network/betweenness');
      return stepsOfSearches(nodes, source.length, sources) < lightSteps;
    },
    prepare({ graph }, { weighted }) {
      const list = edgeList(graph);
      if (weighted) requireWeights(list, 'positive', 'network/betweenness');
      return searchRows(list, weighted);
    },
    run({ graph }, { sources }, part, context, rows): Artefact {
      const { nodes, source } = edgeList(graph);
      const sample = sampleSize(nodes, source.length, sources);
      const own = sourcesOfPart(nodes, sample, part, context.random);
      return { kind: 'table', columns: carriedFrom(rows, own, sample !== undefined, context.progress), about: {} };
    },
    join(parts, { graph }, { weighted, normalized, sources }): Artefact {
      const list = edgeList(graph);
      const n = list.nodes;
      const sample = sampleSize(n, list.source.length, sources);
      const pairs = (n - 1) * (n - 2);
      // A pair of an undirected graph is met from both its ends.
      const scale = (list.directed ? 1 : 0.5) * (normalized ? (list.directed ? 1 : 2) / pairs : 1);
      const values = new Float64Array(n);
      const variance = new Float64Array(n);
      parts.forEach((artefact, part) => {
        const { size, drawn } = stratum(n, sample, part);
        if (drawn === 0) return;
        const { sums, squares } = artefact.columns as { sums: Float64Array; squares?: Float64Array };
        for (let v = 0; v < n; v++) {
          values[v]! += (sums[v]! * size) / drawn;
          if (drawn < 2 || !squares) continue;
          const spread = Math.max(0, squares[v]! - (sums[v]! * sums[v]!) / drawn) / (drawn - 1);
          variance[v]! += ((size * size) / drawn) * (1 - drawn / size) * spread;
        }
      });
      // With fewer than three nodes nobody can stand between two others.
      const scaled = values.map((one) => (normalized && n < 3 ? Number.NaN : one * scale));
      const error = variance.map((one) => Math.sqrt(one) * scale);
      const summary = {
        nodes: n,
        edges: list.source.length,
        directed: list.directed,
        weighted,
        normalized,
        exact: sample === undefined,
        sources: sourcesUsed(n, sample),
        errorBound: sample === undefined ? 0 : sumBound(n, sample, n - 2, n) * scale,
        errorLevel: 0.95,
      };
      return nodeMeasure(scaled, { summary }, sample === undefined ? {} : { standardError: error });
    },
  },
});
