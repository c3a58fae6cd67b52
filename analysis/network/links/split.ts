import type { Random } from '../../../domain/method';
import { csrOf, type Csr } from '../graph/csr';
import type { EdgeList } from '../graph/graph';
import { PairSet } from '../graph/pair-set';

/** Ties between two nodes, each once, with the time of the first; without direction, weight and loops. */
export interface SimpleTies {
  readonly nodes: number;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly time: Float64Array | undefined;
}

/** The ties of a graph. O(n + m). */
export function simpleTies(list: EdgeList): SimpleTies {
  const { nodes, time } = list;
  const { offsets, targets, edges } = csrOf(list, { direction: 'both', loops: false, unweighted: true, edges: true });
  const a = new Int32Array(list.source.length);
  const b = new Int32Array(list.source.length);
  const first = time && new Float64Array(list.source.length);
  let count = 0;
  for (let v = 0; v < nodes; v++) {
    const begin = count;
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
      const u = targets[k]!;
      if (u < v) continue;
      const again = count > begin && b[count - 1] === u;
      if (!again) {
        a[count] = v;
        b[count++] = u;
      }
      if (!first) continue;
      const at = time[edges![k]!]!;
      if (!again || at < first[count - 1]! || Number.isNaN(first[count - 1]!)) first[count - 1] = at;
    }
  }
  return { nodes, a: a.slice(0, count), b: b.slice(0, count), time: first?.slice(0, count) };
}

export function csrOfTies(ties: SimpleTies, keep?: Uint8Array): Csr {
  const pick = (from: Int32Array): Int32Array => (keep ? from.filter((_, e) => keep[e] === 1) : from);
  const source = pick(ties.a);
  return csrOf({
    nodes: ties.nodes,
    directed: false,
    source,
    target: pick(ties.b),
    weight: new Float64Array(source.length).fill(1),
  });
}

export interface LinkSplit {
  readonly train: Csr;
  /** Later (or drawn) ties between nodes that had ties before. */
  readonly test: readonly (readonly [number, number])[];
  /** As many pairs without a tie, drawn from the same nodes. */
  readonly without: readonly (readonly [number, number])[];
  readonly by: 'time' | 'random';
  /** Held out, but at a node that was not there before: no method can know it. */
  readonly newcomers: number;
}

/** Holds out the latest ties, or, where not every tie has a time, ties drawn at random. */
export function splitTies(ties: SimpleTies, share: number, random: Random): LinkSplit {
  const m = ties.a.length;
  const held = Math.round(m * share);
  const timed = ties.time?.every((one) => !Number.isNaN(one)) ?? false;
  const order = Int32Array.from({ length: m }, (_, e) => e);
  if (timed) order.sort((x, y) => ties.time![x]! - ties.time![y]! || x - y);
  else random.shuffle(order);
  const keep = new Uint8Array(m).fill(1);
  for (let i = m - held; i < m; i++) keep[order[i]!] = 0;
  const train = csrOfTies(ties, keep);
  const there = (v: number): boolean => train.offsets[v + 1]! > train.offsets[v]!;
  const all = new PairSet(m);
  const test: [number, number][] = [];
  for (let e = 0; e < m; e++) {
    all.add(ties.a[e]!, ties.b[e]!);
    if (keep[e] === 0 && there(ties.a[e]!) && there(ties.b[e]!)) test.push([ties.a[e]!, ties.b[e]!]);
  }
  const active = Int32Array.from({ length: ties.nodes }, (_, v) => v).filter(there);
  const without: [number, number][] = [];
  for (let tries = 0; without.length < test.length && tries < 50 * test.length + 1000; tries++) {
    const x = active[random.below(active.length)]!;
    const y = active[random.below(active.length)]!;
    const [a, b] = [Math.min(x, y), Math.max(x, y)];
    if (a !== b && !all.has(a, b)) without.push([a, b]);
  }
  // In no order of names, so that a first part stands for all.
  random.shuffle(test);
  return { train, test, without, by: timed ? 'time' : 'random', newcomers: held - test.length };
}
