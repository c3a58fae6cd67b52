import type { EdgeList } from '../graph/graph';

export interface Slice {
  /** In the unit of the edges' times; `to` belongs to the last slice alone. */
  readonly from: number;
  readonly to: number;
  readonly list: EdgeList;
}

/**
 * The edges of a timed graph in slices of equal length, or of equally many edges; edges without a time are left out. Empty where none
 * has one. O(m log m).
 */
export function timeSlices(list: EdgeList, count: number, by: 'length' | 'edges'): Slice[] {
  const { time } = list;
  if (!time) return [];
  const timed: number[] = [];
  for (let e = 0; e < time.length; e++) if (Number.isFinite(time[e]!)) timed.push(e);
  if (timed.length === 0) return [];
  timed.sort((a, b) => time[a]! - time[b]! || a - b);
  const first = time[timed[0]!]!;
  const last = time[timed.at(-1)!]!;
  const borders = Array.from({ length: count + 1 }, (_, i) =>
    by === 'length'
      ? first + ((last - first) * i) / count
      : time[timed[Math.min(timed.length - 1, Math.floor((timed.length * i) / count))]!]!,
  );
  borders[count] = last;
  const slices: Slice[] = [];
  let at = 0;
  for (let s = 0; s < count; s++) {
    const edges: number[] = [];
    while (at < timed.length && (s === count - 1 || time[timed[at]!]! < borders[s + 1]!)) edges.push(timed[at++]!);
    slices.push({
      from: borders[s]!,
      to: borders[s + 1]!,
      list: {
        nodes: list.nodes,
        directed: list.directed,
        source: Int32Array.from(edges, (e) => list.source[e]!),
        target: Int32Array.from(edges, (e) => list.target[e]!),
        weight: Float64Array.from(edges, (e) => list.weight[e]!),
        ...(list.sign ? { sign: Int8Array.from(edges, (e) => list.sign![e]!) } : {}),
      },
    });
  }
  return slices;
}
