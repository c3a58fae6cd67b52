import type { SparseMatrix } from '../../learning/sparse-matrix';
import type { TokenLists } from '../topics/kernels/gibbs-kernel';

/** Exponent that keeps rare contexts from being overrated (Levy, Goldberg & Dagan 2015). */
const contextSmoothing = 0.75;

/** Counts of pairs of terms, the smaller first, in an open hash table. */
class PairCounts {
  #keys = new Float64Array(1 << 16).fill(-1);
  #counts = new Float32Array(1 << 16);
  #mask = (1 << 16) - 1;
  size = 0;
  readonly #terms: number;

  constructor(terms: number) {
    this.#terms = terms;
  }

  #slot(key: number): number {
    let at = (Math.imul(key >>> 0, 0x9e3779b1) ^ Math.imul((key / 4294967296) >>> 0, 0x85ebca6b)) >>> 0;
    at = (at ^ (at >>> 15)) & this.#mask;
    while (this.#keys[at] !== -1 && this.#keys[at] !== key) at = (at + 1) & this.#mask;
    return at;
  }

  add(a: number, b: number, weight: number): void {
    const key = a < b ? a * this.#terms + b : b * this.#terms + a;
    const at = this.#slot(key);
    if (this.#keys[at] === -1) {
      this.#keys[at] = key;
      this.size++;
    }
    this.#counts[at]! += weight;
    if (this.size * 10 > this.#keys.length * 7) this.#grow();
  }

  #grow(): void {
    const keys = this.#keys;
    const counts = this.#counts;
    this.#keys = new Float64Array(keys.length * 2).fill(-1);
    this.#counts = new Float32Array(keys.length * 2);
    this.#mask = this.#keys.length - 1;
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] === -1) continue;
      const at = this.#slot(keys[i]!);
      this.#keys[at] = keys[i]!;
      this.#counts[at] = counts[i]!;
    }
  }

  each(visit: (a: number, b: number, weight: number) => void): void {
    for (let i = 0; i < this.#keys.length; i++) {
      const key = this.#keys[i]!;
      if (key !== -1) visit(Math.floor(key / this.#terms), key % this.#terms, this.#counts[i]!);
    }
  }
}

/**
 * Positive pointwise mutual information of terms with the terms around them, terms × terms (Church & Hanks 1990; Levy & Goldberg
 * 2014). A pair at distance d within `window` counts 1/d. Only terms below `terms` are read: the others are steps between.
 * O(tokens · window).
 */
export function ppmi(documents: TokenLists, terms: number, window: number): SparseMatrix {
  const pairs = new PairCounts(terms);
  const { start, words } = documents;
  for (let d = 0; d + 1 < start.length; d++) {
    const to = start[d + 1]!;
    for (let t = start[d]!; t < to; t++) {
      const a = words[t]!;
      if (a >= terms) continue;
      for (let step = 1; step <= window && t + step < to; step++) {
        const b = words[t + step]!;
        if (b < terms && b !== a) pairs.add(a, b, 1 / step);
      }
    }
  }
  const count = new Int32Array(terms + 1);
  const sums = new Float64Array(terms);
  pairs.each((a, b, weight) => {
    count[a + 1]!++;
    count[b + 1]!++;
    sums[a]! += weight;
    sums[b]! += weight;
  });
  for (let i = 0; i < terms; i++) count[i + 1]! += count[i]!;
  const next = count.slice(0, terms);
  const index = new Int32Array(pairs.size * 2);
  const value = new Float64Array(pairs.size * 2);
  const contexts = sums.map((one) => one ** contextSmoothing);
  const total = contexts.reduce((a, b) => a + b, 0);
  const put = (a: number, b: number, weight: number): void => {
    const at = next[a]!++;
    index[at] = b;
    value[at] = Math.max(0, Math.log((weight * total) / (sums[a]! * contexts[b]!)));
  };
  pairs.each((a, b, weight) => {
    put(a, b, weight);
    put(b, a, weight);
  });
  return { rows: terms, columns: terms, start: count, index, value };
}
