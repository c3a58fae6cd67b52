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

export interface Candidates {
  readonly pairs: Pair[];
  /** Nodes whose candidates were scored: fewer than all where that would take too long. */
  readonly nodes: number;
}

/** Ways of two steps that are followed at most; then nodes are taken as they come until it is used up. */
const mostWays = 400_000_000;

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

/**
 * The best pairs of nodes without a tie. All but preferential attachment look two steps away, beyond which local scores are 0.
 * `scoreOf` stands for scores that are not local; it is asked for every pair two steps apart. O(Σ degree²).
 */
export function bestPairs(
  csr: Csr,
  score: LocalScore | { readonly prepare: (node: number) => (other: number) => number; readonly nodes: number },
  top: number,
  progress: (fraction: number) => void,
): Candidates {
  const { nodes, offsets, targets } = csr;
  const best = new Best(top);
  const degree = (v: number): number => offsets[v + 1]! - offsets[v]!;
  if (score === 'preferential-attachment') {
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
    return { pairs: best.done(), nodes };
  }
  const local = typeof score === 'string' ? score : undefined;
  const share = Float64Array.from({ length: nodes }, (_, v) => (local ? shareOf(local, degree(v)) : 1));
  const sum = new Float64Array(nodes);
  const touched = new Int32Array(nodes);
  const limit = typeof score === 'string' ? nodes : Math.min(nodes, score.nodes);
  let ways = 0;
  let done = 0;
  for (; done < limit && ways < mostWays; done++) {
    const a = done;
    if ((a & 255) === 0) progress(a / limit);
    let count = 0;
    for (let i = offsets[a]!; i < offsets[a + 1]!; i++) {
      const w = targets[i]!;
      ways += degree(w);
      for (let j = offsets[w]!; j < offsets[w + 1]!; j++) {
        const b = targets[j]!;
        if (b === a || (local !== undefined && b < a)) continue;
        if (sum[b] === 0) touched[count++] = b;
        // A neighbour of degree 1 adds nothing to Adamic–Adar; it cannot stand between two nodes.
        sum[b]! += share[w]!;
      }
    }
    const scoreOf = typeof score === 'string' ? undefined : score.prepare(a);
    for (let i = offsets[a]!; i < offsets[a + 1]!; i++) {
      if (sum[targets[i]!] !== 0) sum[targets[i]!] = -1;
    }
    for (let k = 0; k < count; k++) {
      const b = touched[k]!;
      if (sum[b] !== -1) {
        const value = local ? fromSum(local, sum[b]!, degree(a), degree(b)) : scoreOf!(b);
        // Scores that are not local may be found from either end: kept once.
        if (local || a < b || b >= limit) best.offer(Math.min(a, b), Math.max(a, b), value);
      }
      sum[b] = 0;
    }
  }
  return { pairs: best.done(), nodes: done };
}
