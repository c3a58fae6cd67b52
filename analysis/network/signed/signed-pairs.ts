import type { EdgeList } from '../graph/graph';

/** Pairs of nodes with signed ties, each pair once, `first` the lower node. */
export interface SignedPairs {
  readonly nodes: number;
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** Sign of the pair without direction; 0 where the two directions differ. */
  readonly sign: Int8Array;
  /** Sign of the tie from the first to the second and back; 0 where there is none. */
  readonly forth: Int8Array;
  readonly back: Int8Array;
  readonly conflicting: number;
  /** Ties of weight 0, self-loops: neither friend nor foe. */
  readonly leftOut: number;
}

/** Sign of an edge: its own, else that of its weight. */
export function signOf(list: EdgeList, edge: number): number {
  const weight = list.weight[edge]!;
  if (list.sign && list.sign[edge] !== 0) return weight === 0 ? 0 : Math.sign(list.sign[edge]!);
  return Number.isNaN(weight) ? 0 : Math.sign(weight);
}

/** Signed ties by pair, in rising order; where a tie stands twice the last counts. O(n + m log m). */
export function signedPairs(list: EdgeList): SignedPairs {
  const { nodes, source, target } = list;
  const kept: number[] = [];
  let leftOut = 0;
  for (let e = 0; e < source.length; e++) {
    if (source[e] === target[e] || signOf(list, e) === 0) leftOut++;
    else kept.push(e);
  }
  const low = (e: number): number => Math.min(source[e]!, target[e]!);
  const high = (e: number): number => Math.max(source[e]!, target[e]!);
  kept.sort((a, b) => low(a) - low(b) || high(a) - high(b) || a - b);
  const first: number[] = [];
  const second: number[] = [];
  const forth: number[] = [];
  const back: number[] = [];
  for (const e of kept) {
    const [a, b] = [low(e), high(e)];
    const at = first.length - 1;
    if (at < 0 || first[at] !== a || second[at] !== b) {
      first.push(a);
      second.push(b);
      forth.push(0);
      back.push(0);
    }
    const here = first.length - 1;
    if (!list.directed || source[e] === a) forth[here] = signOf(list, e);
    if (!list.directed || source[e] === b) back[here] = signOf(list, e);
  }
  let conflicting = 0;
  const sign = Int8Array.from(forth, (one, i) => {
    if (one !== 0 && back[i] !== 0 && one !== back[i]) {
      conflicting++;
      return 0;
    }
    return one !== 0 ? one : back[i]!;
  });
  return {
    nodes,
    first: Int32Array.from(first),
    second: Int32Array.from(second),
    sign,
    forth: Int8Array.from(forth),
    back: Int8Array.from(back),
    conflicting,
    leftOut,
  };
}
