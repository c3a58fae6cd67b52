import { AssayError } from '../../../domain/errors';
import { wideCsrOf } from '../graph/csr';
import type { EdgeList } from '../graph/graph';

/**
 * What the search for communities works on: for each node its neighbours with the weights of both directions added, each neighbour
 * once, without self-loops, and the strengths that modularity expects ties from.
 */
export interface CommunityGraph {
  readonly nodes: number;
  /** Whether `out` and `in` are kept apart (Leicht & Newman 2008); else they are the same array. */
  readonly directed: boolean;
  readonly offsets: Int32Array;
  readonly targets: Int32Array;
  /** Left out where every weight is 1. */
  readonly weights?: Float64Array;
  /** Weight of self-loops; left out where there are none. */
  readonly loops?: Float64Array;
  /** Summed weights; an undirected self-loop counts twice. */
  readonly out: Float64Array;
  readonly in: Float64Array;
  /** Sum of `out`: twice the weight of all ties, or once where directed. */
  readonly total: number;
}

export interface CommunityGraphOptions {
  readonly weighted: boolean;
  readonly directed: boolean;
}

/** Refuses weights that have no meaning as the strength of a tie. */
export function requireTieWeights(list: EdgeList, method: string): void {
  let negative = 0;
  let endless = 0;
  for (let e = 0; e < list.weight.length; e++) {
    if (list.weight[e]! < 0 || (list.sign && list.sign[e]! < 0)) negative++;
    else if (!Number.isFinite(list.weight[e]!)) endless++;
  }
  if (negative > 0)
    throw new AssayError(
      'ASSAY_METHOD_INPUT',
      `${method}: weights of 0 or more were expected, found ${negative} negative ties; set weighted=false to treat every tie alike, or use network/signed`,
    );
  if (endless > 0)
    throw new AssayError('ASSAY_METHOD_INPUT', `${method}: finite weights were expected, found ${endless} others`);
}

function withoutZeros(list: EdgeList): EdgeList {
  if (!list.weight.includes(0)) return list;
  const kept: number[] = [];
  for (let e = 0; e < list.weight.length; e++) if (list.weight[e] !== 0) kept.push(e);
  return {
    nodes: list.nodes,
    directed: list.directed,
    source: Int32Array.from(kept, (e) => list.source[e]!),
    target: Int32Array.from(kept, (e) => list.target[e]!),
    weight: Float64Array.from(kept, (e) => list.weight[e]!),
  };
}

function hasRepeats(offsets: Int32Array, targets: Int32Array): boolean {
  for (let v = 0; v + 1 < offsets.length; v++)
    for (let k = offsets[v]! + 1; k < offsets[v + 1]!; k++) if (targets[k] === targets[k - 1]) return true;
  return false;
}

interface Rows {
  offsets: Int32Array;
  targets: Int32Array;
  weights?: Float64Array;
}

/** Neighbours that stand several times in a sorted row become one, weights added, or 1 where `count` is false. In place. */
function mergeRepeats(rows: Rows, count: boolean): Rows {
  const { offsets, targets } = rows;
  const nodes = offsets.length - 1;
  const weights = count ? (rows.weights ?? new Float64Array(targets.length).fill(1)) : undefined;
  const starts = new Int32Array(nodes + 1);
  let at = 0;
  for (let v = 0; v < nodes; v++) {
    const first = at;
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
      if (at > first && targets[at - 1] === targets[k]) {
        if (weights) weights[at - 1]! += weights[k]!;
      } else {
        targets[at] = targets[k]!;
        if (weights) weights[at] = weights[k]!;
        at++;
      }
    }
    starts[v + 1] = at;
  }
  return {
    offsets: starts,
    targets: targets.subarray(0, at),
    ...(weights ? { weights: weights.subarray(0, at) } : {}),
  };
}

/**
 * The graph that communities are sought in. Ties of weight 0 are none; several ties between two nodes add up, and without weights are
 * one, except that a directed graph keeps both directions. O(n + m).
 */
export function communityGraph(given: EdgeList, options: CommunityGraphOptions): CommunityGraph {
  const directed = options.directed && given.directed;
  const plain = (): Float64Array => new Float64Array(given.source.length).fill(1);
  const list = options.weighted ? withoutZeros(given) : { ...given, weight: plain() };
  const { nodes } = list;
  let rows: Rows = wideCsrOf(list, { direction: 'both', loops: false });
  if (hasRepeats(rows.offsets, rows.targets)) rows = mergeRepeats(rows, options.weighted || directed);
  const out = new Float64Array(nodes);
  const into = directed ? new Float64Array(nodes) : out;
  let loops: Float64Array | undefined;
  for (let e = 0; e < list.source.length; e++) {
    const a = list.source[e]!;
    const w = list.weight[e]!;
    if (a === list.target[e]) {
      loops ??= new Float64Array(nodes);
      if (options.weighted || directed) loops[a]! += w;
      else loops[a] = 1;
    }
    if (directed) {
      out[a]! += w;
      into[list.target[e]!]! += w;
    }
  }
  if (!directed) {
    for (let v = 0; v < nodes; v++) {
      let sum = 2 * (loops?.[v] ?? 0);
      if (rows.weights) for (let k = rows.offsets[v]!; k < rows.offsets[v + 1]!; k++) sum += rows.weights[k]!;
      else sum += rows.offsets[v + 1]! - rows.offsets[v]!;
      out[v] = sum;
    }
  }
  let total = 0;
  for (let v = 0; v < nodes; v++) total += out[v]!;
  return { nodes, directed, ...rows, ...(loops ? { loops } : {}), out, in: into, total };
}
