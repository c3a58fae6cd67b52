import type { SignedPairs } from './signed-pairs';

/** Visits every triangle of the pairs once, by the places of its three pairs: ab, ac, bc. O(m^1.5). */
export function eachTriangle(
  pairs: Pick<SignedPairs, 'nodes' | 'first' | 'second'>,
  visit: (a: number, b: number, c: number, ab: number, ac: number, bc: number) => void,
): void {
  const { nodes, first, second } = pairs;
  const degree = new Int32Array(nodes);
  for (let i = 0; i < first.length; i++) {
    degree[first[i]!]!++;
    degree[second[i]!]!++;
  }
  /** From the node of lower degree to the other: no node then has more than √2m. */
  const before = (a: number, b: number): boolean => degree[a]! < degree[b]! || (degree[a] === degree[b] && a < b);
  const starts = new Int32Array(nodes + 1);
  for (let i = 0; i < first.length; i++) starts[(before(first[i]!, second[i]!) ? first[i]! : second[i]!) + 1]!++;
  for (let v = 0; v < nodes; v++) starts[v + 1]! += starts[v]!;
  const next = starts.slice(0, nodes);
  const targets = new Int32Array(first.length);
  const places = new Int32Array(first.length);
  for (let i = 0; i < first.length; i++) {
    const forwards = before(first[i]!, second[i]!);
    const at = next[forwards ? first[i]! : second[i]!]!++;
    targets[at] = forwards ? second[i]! : first[i]!;
    places[at] = i;
  }
  const mark = new Int32Array(nodes).fill(-1);
  for (let a = 0; a < nodes; a++) {
    for (let k = starts[a]!; k < starts[a + 1]!; k++) mark[targets[k]!] = places[k]!;
    for (let k = starts[a]!; k < starts[a + 1]!; k++) {
      const b = targets[k]!;
      for (let l = starts[b]!; l < starts[b + 1]!; l++) {
        const c = targets[l]!;
        if (mark[c]! >= 0) visit(a, b, c, places[k]!, mark[c]!, places[l]!);
      }
    }
    for (let k = starts[a]!; k < starts[a + 1]!; k++) mark[targets[k]!] = -1;
  }
}

/** Triangles by number of negative ties, 0 to 3; pairs whose directions differ are in none. O(m^1.5). */
export function triadCounts(pairs: SignedPairs): [number, number, number, number] {
  const counts: [number, number, number, number] = [0, 0, 0, 0];
  const { sign } = pairs;
  eachTriangle(pairs, (_a, _b, _c, ab, ac, bc) => {
    const [x, y, z] = [sign[ab]!, sign[ac]!, sign[bc]!];
    if (x === 0 || y === 0 || z === 0) return;
    counts[((x < 0 ? 1 : 0) + (y < 0 ? 1 : 0) + (z < 0 ? 1 : 0)) as 0]++;
  });
  return counts;
}

/** How often a theory foretold the sign of a tie from the other two of its triangle, and how often rightly. */
export interface Foretold {
  readonly predicted: number;
  readonly right: number;
  readonly predictedPositive: number;
  readonly rightPositive: number;
}

/**
 * For every directed tie from a to b and every third node tied to both: status theory says that a positive tie points upwards, so two
 * ties that agree on who stands higher foretell the sign; balance theory foretells the product of the two signs. O(m^1.5).
 * Leskovec, Huttenlocher & Kleinberg 2010, doi:10.1145/1753326.1753532.
 */
export function theories(pairs: SignedPairs): { status: Foretold; balance: Foretold } {
  const status = { predicted: 0, right: 0, predictedPositive: 0, rightPositive: 0 };
  const balance = { predicted: 0, right: 0, predictedPositive: 0, rightPositive: 0 };
  const { first, forth, back } = pairs;
  const note = (tally: typeof status, foretold: number, sign: number): void => {
    tally.predicted++;
    if (foretold === sign) tally.right++;
    if (foretold > 0) {
      tally.predictedPositive++;
      if (sign > 0) tally.rightPositive++;
    }
  };
  /** Every tie between two nodes as seen from `from`: the sign, and how much higher the other then stands. */
  const seen = (pair: number, from: number): [number, number][] => {
    const there = first[pair] === from ? forth[pair]! : back[pair]!;
    const here = first[pair] === from ? back[pair]! : forth[pair]!;
    const out: [number, number][] = [];
    if (there !== 0) out.push([there, there]);
    if (here !== 0) out.push([here, -here]);
    return out;
  };
  const judge = (from: number, pair: number, toThird: number, third: number, onwards: number): void => {
    const sign = first[pair] === from ? forth[pair]! : back[pair]!;
    if (sign === 0) return;
    for (const [signA, riseA] of seen(toThird, from)) {
      for (const [signB, riseB] of seen(onwards, third)) {
        note(balance, signA * signB, sign);
        if (riseA === riseB) note(status, riseA, sign);
      }
    }
  };
  eachTriangle(pairs, (a, b, c, ab, ac, bc) => {
    judge(a, ab, ac, c, bc);
    judge(b, ab, bc, c, ac);
    judge(a, ac, ab, b, bc);
    judge(c, ac, bc, b, ab);
    judge(b, bc, ab, a, ac);
    judge(c, bc, ac, a, ab);
  });
  return { status, balance };
}
