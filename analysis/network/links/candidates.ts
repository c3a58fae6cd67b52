import type { Csr } from '../graph/csr';
import { fromSum, type LocalScore, shareOf } from './local-scores';

export interface Pair {
  readonly a: number;
  readonly b: number;
  readonly score: number;
}

/** Larger scores first, equals by number, so that the list is the same on any machine. */
export function byScore(x: Pair, y: Pair): number {
  return y.score - x.score || x.a - y.a || x.b - y.b;
}

/** The best pairs seen so far: kept in a list that is cut back when it has grown to twice its length. */
class Best {
  #list: Pair[] = [];
  #floor = Number.NEGATIVE_INFINITY;
  #worst: Pair | undefined;
  readonly #top: number;

  constructor(top: number) {
    this.#top = top;
  }

  get floor(): number {
    return this.#floor;
  }

  offer(a: number, b: number, score: number): void {
    if (score < this.#floor) return;
    // Many pairs tie with the worst of the best: only one that stands before it can take its place.
    const worst = this.#worst;
    if (worst && score === worst.score && (a > worst.a || (a === worst.a && b >= worst.b))) return;
    this.#list.push({ a, b, score });
    if (this.#list.length >= 2 * this.#top + 1000) this.#cut();
  }

  #cut(): void {
    this.#list.sort(byScore);
    this.#list.length = Math.min(this.#list.length, this.#top);
    if (this.#list.length < this.#top) return;
    this.#worst = this.#list.at(-1);
    this.#floor = this.#worst!.score;
  }

  done(): Pair[] {
    this.#cut();
    return this.#list;
  }
}

/** A score that is not local. */
export interface PairScore {
  of(a: number, b: number): number;
  /** No pair's score is above; spares asking for those that cannot be among the best. */
  readonly atMost?: (a: number, b: number) => number;
}

/** The nodes whose pairs are looked at: every `step`th from `first` on, so that they can be shared out. */
export interface Shared {
  readonly first: number;
  readonly step: number;
}

/** The best of lists of best pairs. */
export function merged(lists: Iterable<readonly Pair[]>, top: number): Pair[] {
  return [...lists].flat().sort(byScore).slice(0, top);
}

/** Ways of two steps that are followed at most; then nodes are taken as they come until it is used up. */
const mostWays = 400_000_000;

/** How many nodes, taken as they come, can be looked at. O(m). */
export function affordableNodes({ nodes, offsets, targets }: Csr): number {
  let ways = 0;
  let v = 0;
  for (; v < nodes && ways < mostWays; v++)
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) ways += offsets[targets[i]! + 1]! - offsets[targets[i]!]!;
  return v;
}

function adjacent({ offsets, targets }: Csr, a: number, b: number): boolean {
  let low = offsets[a]!;
  let high = offsets[a + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (targets[middle]! < b) low = middle + 1;
    else high = middle;
  }
  return low < offsets[a + 1]! && targets[low] === b;
}

/** The best pairs without a tie by the product of their degrees. */
export function bestByDegrees(csr: Csr, top: number): Pair[] {
  const { nodes, offsets } = csr;
  const best = new Best(top);
  const degree = (v: number): number => offsets[v + 1]! - offsets[v]!;
  const order = Int32Array.from({ length: nodes }, (_, v) => v).sort((a, b) => degree(b) - degree(a) || a - b);
  for (let i = 0; i < nodes; i++) {
    // Sorted by degree: once a product is below the floor, all that follow are.
    if (i + 1 < nodes && degree(order[i]!) * degree(order[i + 1]!) < best.floor) break;
    for (let j = i + 1; j < nodes; j++) {
      const [a, b] = [Math.min(order[i]!, order[j]!), Math.max(order[i]!, order[j]!)];
      const product = degree(a) * degree(b);
      if (product < best.floor || product === 0) break;
      if (!adjacent(csr, a, b)) best.offer(a, b, product);
    }
  }
  return best.done();
}

/**
 * The best pairs of nodes without a tie by each of some scores of common neighbours, which are 0 beyond two steps, so that the pairs two
 * steps apart are all. One way through the graph for all scores. O(Σ degree²).
 */
export function bestLocal(
  csr: Csr,
  scores: readonly LocalScore[],
  top: number,
  { first, step }: Shared,
  progress: (fraction: number) => void,
): Pair[][] {
  const { nodes, offsets, targets } = csr;
  const limit = affordableNodes(csr);
  const width = scores.length;
  const best = scores.map(() => new Best(top));
  const degree = (v: number): number => offsets[v + 1]! - offsets[v]!;
  // Of each node, score by score: what it adds as a common neighbour, and what was added up for it.
  const share = Float64Array.from({ length: nodes * width }, (_, i) =>
    shareOf(scores[i % width]!, degree(Math.floor(i / width))),
  );
  const sum = new Float64Array(nodes * width);
  const touched = new Int32Array(nodes);
  for (let a = first; a < limit; a += step) {
    progress(a / limit);
    let count = 0;
    for (let i = offsets[a]!; i < offsets[a + 1]!; i++) {
      const w = targets[i]!;
      // Rows rise: from the end down to `a` are those after it.
      for (let j = offsets[w + 1]! - 1; targets[j]! > a; j--) {
        const b = targets[j]!;
        // A neighbour of degree 1 adds nothing to Adamic–Adar; it cannot stand between two nodes.
        if (sum[b * width] === 0) touched[count++] = b;
        for (let k = 0; k < width; k++) sum[b * width + k]! += share[w * width + k]!;
      }
    }
    for (let i = offsets[a]!; i < offsets[a + 1]!; i++)
      if (sum[targets[i]! * width] !== 0) sum[targets[i]! * width] = -1;
    for (let t = 0; t < count; t++) {
      const b = touched[t]!;
      const tied = sum[b * width] === -1;
      for (let k = 0; k < width; k++) {
        if (!tied) best[k]!.offer(a, b, fromSum(scores[k]!, sum[b * width + k]!, degree(a), degree(b)));
        sum[b * width + k] = 0;
      }
    }
  }
  return best.map((one) => one.done());
}

/** The best pairs two steps apart by any other score, found from the first `wanted` nodes. O(Σ degree²) and the scores. */
export function bestNear(
  csr: Csr,
  { of, atMost }: PairScore,
  wanted: number,
  top: number,
  { first, step }: Shared,
  progress: (fraction: number) => void,
): Pair[] {
  const { nodes, offsets, targets } = csr;
  const limit = Math.min(wanted, affordableNodes(csr));
  const best = new Best(top);
  // The node for which each was met last, or to which it is tied.
  const met = new Int32Array(nodes).fill(-1);
  for (let a = first; a < limit; a += step) {
    progress(a / limit);
    for (let i = offsets[a]!; i < offsets[a + 1]!; i++) met[targets[i]!] = a;
    for (let i = offsets[a]!; i < offsets[a + 1]!; i++) {
      const w = targets[i]!;
      for (let j = offsets[w + 1]! - 1; targets[j]! > a; j--) {
        const b = targets[j]!;
        if (met[b] === a) continue;
        met[b] = a;
        if (!atMost || atMost(a, b) >= best.floor) best.offer(a, b, of(a, b));
      }
    }
  }
  return best.done();
}
