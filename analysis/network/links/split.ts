import type { Random } from '../../../domain/method';
import { csrOf, type Csr } from '../graph/csr';
import type { EdgeList } from '../graph/graph';

/** Ties between two nodes, each once, with the time of the first; without direction, weight and loops. */
export interface SimpleTies {
  readonly nodes: number;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly time: Float64Array | undefined;
}

export function simpleTies(list: EdgeList): SimpleTies {
  const { nodes, source, target, time } = list;
  const first = new Map<number, number>();
  for (let e = 0; e < source.length; e++) {
    const a = Math.min(source[e]!, target[e]!);
    const b = Math.max(source[e]!, target[e]!);
    if (a === b) continue;
    const key = a * nodes + b;
    const at = time ? time[e]! : Number.NaN;
    const known = first.get(key);
    if (known === undefined || at < known || Number.isNaN(known)) first.set(key, at);
  }
  const keys = Float64Array.from(first.keys()).sort();
  return {
    nodes,
    a: Int32Array.from(keys, (key) => Math.floor(key / nodes)),
    b: Int32Array.from(keys, (key) => key % nodes),
    time: time && Float64Array.from(keys, (key) => first.get(key)!),
  };
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
  const all = new Set<number>();
  const test: [number, number][] = [];
  for (let e = 0; e < m; e++) {
    all.add(ties.a[e]! * ties.nodes + ties.b[e]!);
    if (keep[e] === 0 && there(ties.a[e]!) && there(ties.b[e]!)) test.push([ties.a[e]!, ties.b[e]!]);
  }
  const active = Int32Array.from({ length: ties.nodes }, (_, v) => v).filter(there);
  const without: [number, number][] = [];
  for (let tries = 0; without.length < test.length && tries < 50 * test.length + 1000; tries++) {
    const x = active[random.below(active.length)]!;
    const y = active[random.below(active.length)]!;
    const [a, b] = [Math.min(x, y), Math.max(x, y)];
    if (a !== b && !all.has(a * ties.nodes + b)) without.push([a, b]);
  }
  // In no order of names, so that a first part stands for all.
  random.shuffle(test);
  return { train, test, without, by: timed ? 'time' : 'random', newcomers: held - test.length };
}
