import { overlap, type ShingleSets } from './shingles';

/**
 * Which posts are alike. `first` links a post to the group's first only where the two themselves are alike; `chain` also through
 * others that are alike.
 */
export type Linkage = 'first' | 'chain';

export interface Join {
  /** For each text the index of its group's first text; itself where it has none. */
  readonly group: Int32Array;
  /** Jaccard similarity with the text through which it joined; NaN where it stands alone. */
  readonly similarity: Float64Array;
  /** The first text with the same set of shingles. */
  readonly same: Int32Array;
  /** For each text a shorter one that it holds nearly whole, -1 where there is none; empty unless asked for. */
  readonly holds: Int32Array;
}

/** Members of one group that a list keeps as comparison: a flood of one template stays linear. */
const keptOfFlood = 32;
/** Newest entries of a list that are compared. */
const comparedOfList = 1000;
/** Shingles that a text must have to be found inside another. */
const leastHeld = 4;

/** Sets equal to an earlier one point at it. */
function firstEqual(sets: ShingleSets): Int32Array {
  const same = new Int32Array(sets.count);
  let bits = 4;
  while (1 << bits < sets.count * 2) bits++;
  const table = new Int32Array(1 << bits).fill(-1);
  const { start, values } = sets;
  const equal = (a: number, b: number): boolean => {
    const length = start[a + 1]! - start[a]!;
    if (length !== start[b + 1]! - start[b]!) return false;
    for (let k = 0; k < length; k++) if (values[start[a]! + k] !== values[start[b]! + k]) return false;
    return true;
  };
  for (let i = 0; i < sets.count; i++) {
    same[i] = i;
    if (start[i] === start[i + 1]) continue;
    let hash = start[i + 1]! - start[i]!;
    for (let k = start[i]!; k < start[i + 1]!; k++) hash = Math.imul(hash ^ values[k]!, 0x9e3779b1) ^ (hash >>> 15);
    let slot = hash >>> (32 - bits);
    while (table[slot]! >= 0 && !equal(table[slot]!, i)) slot = (slot + 1) & (table.length - 1);
    if (table[slot]! < 0) table[slot] = i;
    else same[i] = table[slot]!;
  }
  return same;
}

/** How often shingles occur, about: those that fall together are counted together, which changes the order only. */
function frequencies(sets: ShingleSets, same: Int32Array): { count: Uint32Array; shift: number } {
  const { start, values } = sets;
  let bits = 10;
  while (bits < 23 && 1 << bits < values.length) bits++;
  const count = new Uint32Array(1 << bits);
  const shift = 32 - bits;
  for (let i = 0; i < sets.count; i++) {
    if (same[i] !== i) continue;
    for (let k = start[i]!; k < start[i + 1]!; k++) count[values[k]! >>> shift]!++;
  }
  return { count, shift };
}

/** Lists of texts by shingle, the newest first. */
class Index {
  readonly #heads: Int32Array;
  readonly #shift: number;
  /** A bit for each list that may hold something: small enough for the processor's cache, where the lists are not. */
  readonly #maybe: Uint32Array;
  readonly #maybeShift: number;
  #post = new Int32Array(1024);
  #shingle = new Uint32Array(1024);
  #next = new Int32Array(1024);
  #size = 0;

  constructor(texts: number) {
    let bits = 10;
    while (bits < 23 && 1 << bits < texts * 2) bits++;
    this.#heads = new Int32Array(1 << bits).fill(-1);
    this.#shift = 32 - bits;
    this.#maybe = new Uint32Array((1 << (bits + 2)) / 32);
    this.#maybeShift = 32 - bits - 2;
  }

  add(shingle: number, post: number): void {
    if (this.#size === this.#post.length) this.#grow();
    const entry = this.#size++;
    const slot = shingle >>> this.#shift;
    const bit = shingle >>> this.#maybeShift;
    this.#maybe[bit >>> 5]! |= 1 << (bit & 31);
    this.#post[entry] = post;
    this.#shingle[entry] = shingle;
    this.#next[entry] = this.#heads[slot]!;
    this.#heads[slot] = entry;
  }

  /** The newest entry of a shingle, -1 where there is none. */
  newest(shingle: number): number {
    const bit = shingle >>> this.#maybeShift;
    if ((this.#maybe[bit >>> 5]! & (1 << (bit & 31))) === 0) return -1;
    return this.#seek(this.#heads[shingle >>> this.#shift]!, shingle);
  }

  older(entry: number): number {
    return this.#seek(this.#next[entry]!, this.#shingle[entry]!);
  }

  post(entry: number): number {
    return this.#post[entry]!;
  }

  #seek(from: number, shingle: number): number {
    let entry = from;
    while (entry >= 0 && this.#shingle[entry] !== shingle) entry = this.#next[entry]!;
    return entry;
  }

  #grow(): void {
    const larger = <T extends Int32Array | Uint32Array>(old: T): T => {
      const made = new (old.constructor as new (length: number) => T)(old.length * 2);
      made.set(old as never);
      return made;
    };
    this.#post = larger(this.#post);
    this.#shingle = larger(this.#shingle);
    this.#next = larger(this.#next);
  }
}

/** Numbers just below a whole one by rounding count as it. */
function ceiling(value: number): number {
  return Math.ceil(value - 1e-9);
}

/**
 * Finds texts whose sets of shingles have a Jaccard similarity of at least `threshold`. Two such sets share at least one of the
 * rarest `n - ⌈threshold · n⌉ + 1` shingles of each (prefix filter), so lists by these give every pair, and the exact similarity
 * decides; only within floods of more than 32 like posts, and of lists longer than 1,000, pairs can be missed. Texts without
 * shingles stand alone. O(shingles + compared pairs).
 *
 * Chaudhuri, Ganti & Kaushik 2006, A primitive operator for similarity joins in data cleaning, doi:10.1109/ICDE.2006.9;
 * Bayardo, Ma & Srikant 2007, Scaling up all pairs similarity search, doi:10.1145/1242572.1242591.
 */
export function similarityJoin(
  sets: ShingleSets,
  threshold: number,
  linkage: Linkage,
  containment: boolean,
  progress: (fraction: number) => void = () => {},
): Join {
  const { count, start, values } = sets;
  const same = firstEqual(sets);
  const { count: frequency, shift } = frequencies(sets, same);
  const index = new Index(count);
  const parent = Int32Array.from({ length: count }, (_, i) => i);
  const similarity = new Float64Array(count).fill(Number.NaN);
  const seen = new Int32Array(count).fill(-1);
  const root = (of: number): number => {
    let node = of;
    while (parent[node] !== node) {
      parent[node] = parent[parent[node]!]!;
      node = parent[node]!;
    }
    return node;
  };
  /** The smaller index stays the root, so that a group is named by its first text. */
  const unite = (a: number, b: number): void => {
    const x = root(a);
    const y = root(b);
    if (x < y) parent[y] = x;
    else parent[x] = y;
  };

  let keys = new Float64Array(64);
  /** The rarest shingles of a text, as many as it needs; rarity decides, then the hash. */
  const rarest = (i: number, wanted: number): Float64Array => {
    const length = start[i + 1]! - start[i]!;
    if (keys.length < length) keys = new Float64Array(length * 2);
    for (let k = 0; k < length; k++) {
      const value = values[start[i]! + k]!;
      const key = Math.min(frequency[value >>> shift]!, 0xfffff) * 4294967296 + value;
      if (length > 40) {
        keys[k] = key;
        continue;
      }
      let j = k - 1;
      for (; j >= 0 && keys[j]! > key; j--) keys[j + 1] = keys[j]!;
      keys[j + 1] = key;
    }
    return (length > 40 ? keys.subarray(0, length).sort() : keys).subarray(0, wanted);
  };

  for (let i = 0; i < count; i++) {
    if (i % 5000 === 0) progress(i / count);
    const length = start[i + 1]! - start[i]!;
    if (length === 0) continue;
    if (same[i] !== i) {
      parent[i] = root(same[i]!);
      similarity[i] = 1;
      if (Number.isNaN(similarity[same[i]!]!)) similarity[same[i]!] = 1;
      continue;
    }
    const prefix = rarest(i, length - ceiling(threshold * length) + 1);
    let match = -1;
    let joined = false;
    for (let p = 0; p < prefix.length; p++) {
      let compared = 0;
      for (
        let entry = index.newest(prefix[p]! % 4294967296);
        entry >= 0 && compared < comparedOfList;
        entry = index.older(entry)
      ) {
        compared++;
        const other = index.post(entry);
        if (seen[other] === i) continue;
        seen[other] = i;
        const size = start[other + 1]! - start[other]!;
        if (Math.min(size, length) < ceiling(threshold * Math.max(size, length))) continue;
        if (linkage === 'chain' ? joined && root(other) === root(i) : match >= 0 && other > match) continue;
        const least = ceiling((threshold * (length + size)) / (1 + threshold));
        const both = overlap(sets, i, other, least);
        if (both < least) continue;
        const value = both / (length + size - both);
        if (linkage === 'first') {
          match = other;
          similarity[i] = value;
        } else {
          unite(i, other);
          joined = true;
          if (Number.isNaN(similarity[i]!)) similarity[i] = value;
        }
        if (Number.isNaN(similarity[other]!)) similarity[other] = value;
      }
      if (linkage === 'chain' && !(joined && compared >= keptOfFlood)) index.add(prefix[p]! % 4294967296, i);
    }
    if (linkage === 'first') {
      if (match >= 0) parent[i] = match;
      else for (let p = 0; p < prefix.length; p++) index.add(prefix[p]! % 4294967296, i);
    }
  }
  const group = Int32Array.from(parent, (_, i) => root(i));
  return { group, similarity, same, holds: containment ? contained() : new Int32Array(0) };

  /** The largest shorter text that a text holds: the shorter one's rarest shingles are in the lists, all of the longer one's ask. */
  function contained(): Int32Array {
    const holds = new Int32Array(count).fill(-1);
    seen.fill(-1);
    for (let i = 0; i < count; i++) {
      if (same[i] !== i) {
        holds[i] = holds[same[i]!]!;
        continue;
      }
      const length = start[i + 1]! - start[i]!;
      let best = 0;
      for (let k = start[i]!; k < start[i + 1]!; k++) {
        let compared = 0;
        for (
          let entry = index.newest(values[k]!);
          entry >= 0 && compared < comparedOfList;
          entry = index.older(entry)
        ) {
          compared++;
          const other = index.post(entry);
          if (seen[other] === i) continue;
          seen[other] = i;
          const size = start[other + 1]! - start[other]!;
          if (size < leastHeld || size >= length || size <= best || group[other] === group[i]) continue;
          const least = ceiling(threshold * size);
          if (overlap(sets, other, i, least) < least) continue;
          best = size;
          holds[i] = other;
        }
      }
    }
    return holds;
  }
}
