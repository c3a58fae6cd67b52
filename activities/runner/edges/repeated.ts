import { sharedArray, type SharedNumbers, type SharedType } from './shared-array';

/** Which weight, sign and time an edge has that stands in a list more than once. */
export const repeatedRules = ['last', 'first', 'sum', 'all'] as const;
export type RepeatedRule = (typeof repeatedRules)[number];

/** Edges as they stand in a file, nodes numbered, in shared memory. */
export interface RawEdges {
  readonly nodes: number;
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly weight?: Float64Array;
  readonly sign?: Int8Array;
  readonly time?: Float64Array;
}

/** The rows, by first end, in which a second end stands twice; undefined where there is none. A counting sort and a mark per end. */
function rowsWithRepeated(
  nodes: number,
  rows: Int32Array,
  others: Int32Array,
  directed: boolean,
): Uint8Array | undefined {
  const m = rows.length;
  const start = new Int32Array(nodes + 1);
  for (let e = 0; e < m; e++) {
    const a = rows[e]!;
    const b = others[e]!;
    start[(directed || a < b ? a : b) + 1]!++;
  }
  for (let v = 0; v < nodes; v++) start[v + 1]! += start[v]!;
  const sorted = new Int32Array(m);
  for (let e = 0; e < m; e++) {
    const a = rows[e]!;
    const b = others[e]!;
    if (directed || a < b) sorted[start[a]!++] = b;
    else sorted[start[b]!++] = a;
  }
  const seenBy = new Int32Array(nodes).fill(-1);
  let found: Uint8Array | undefined;
  let k = 0;
  for (let v = 0; v < nodes; v++) {
    // After the sort `start[v]` is where the row of v ends.
    for (const end = start[v]!; k < end; k++) {
      const other = sorted[k]!;
      if (seenBy[other] === v) (found ??= new Uint8Array(nodes))[v] = 1;
      seenBy[other] = v;
    }
  }
  return found;
}

/**
 * For each edge that repeats an earlier one, the earlier one's place, else −1; undefined where none does. Without direction the two
 * ends may be swapped. O(n + m).
 */
function firstOf({ nodes, source, target }: RawEdges, directed: boolean): Int32Array | undefined {
  const rows = rowsWithRepeated(nodes, source, target, directed);
  if (!rows) return undefined;
  const m = source.length;
  const rowOf = (e: number): number => (directed || source[e]! < target[e]! ? source[e]! : target[e]!);
  const start = new Int32Array(nodes + 1);
  const among = new Int32Array(m);
  let count = 0;
  for (let e = 0; e < m; e++) {
    const row = rowOf(e);
    if (rows[row] !== 1) continue;
    among[count++] = e;
    start[row + 1]!++;
  }
  for (let v = 0; v < nodes; v++) start[v + 1]! += start[v]!;
  const sorted = new Int32Array(count);
  for (let i = 0; i < count; i++) sorted[start[rowOf(among[i]!)]!++] = among[i]!;
  const first = new Int32Array(m).fill(-1);
  const seenBy = new Int32Array(nodes).fill(-1);
  const seenAt = new Int32Array(nodes);
  for (const e of sorted) {
    const row = rowOf(e);
    const other = source[e]! + target[e]! - row;
    if (seenBy[other] === row) first[e] = seenAt[other]!;
    else {
      seenBy[other] = row;
      seenAt[other] = e;
    }
  }
  return first;
}

/** The first values; those of a long list of which little is left are copied, so that it can go. */
function head<A extends SharedNumbers>(values: A, count: number): A {
  const kept = values.subarray(0, count) as A;
  if (2 * count > values.length) return kept;
  const copy = sharedArray(values.constructor as SharedType<A>, count);
  copy.set(kept);
  return copy;
}

/**
 * Makes one edge of those that a list repeats, at the place of the first: with the weight, sign and time of the last line (as networkx
 * does), of the first, or with the weights added, the sign of their sum, and the first time. Under `all` each stays an edge of its own.
 * Works in the arrays that it is given.
 */
export function withoutRepeated(
  edges: RawEdges,
  directed: boolean,
  rule: RepeatedRule,
): { readonly edges: RawEdges; readonly repeated: number } {
  const first = rule === 'all' ? undefined : firstOf(edges, directed);
  if (!first) return { edges, repeated: 0 };
  const { nodes, source, target, sign, time } = edges;
  const m = source.length;
  const weight = edges.weight ?? (rule === 'sum' ? sharedArray(Float64Array, m).fill(1) : undefined);
  const signed = (value: number): number => (value < 0 ? -1 : 1);
  for (let e = 0; e < m; e++) {
    const to = first[e]!;
    if (to < 0) continue;
    if (rule === 'last') {
      if (weight) weight[to] = weight[e]!;
      if (sign) sign[to] = sign[e]!;
      if (time) time[to] = time[e]!;
    } else if (rule === 'sum') {
      weight![to]! += weight![e]!;
      if (sign) sign[to] = signed(weight![to]!);
    }
  }
  let kept = 0;
  for (let e = 0; e < m; e++) {
    if (first[e]! >= 0) continue;
    source[kept] = source[e]!;
    target[kept] = target[e]!;
    if (weight) weight[kept] = weight[e]!;
    if (sign) sign[kept] = sign[e]!;
    if (time) time[kept] = time[e]!;
    kept++;
  }
  return {
    repeated: m - kept,
    edges: {
      nodes,
      source: head(source, kept),
      target: head(target, kept),
      ...(weight ? { weight: head(weight, kept) } : {}),
      ...(sign ? { sign: head(sign, kept) } : {}),
      ...(time ? { time: head(time, kept) } : {}),
    },
  };
}
