export interface TermHashes {
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
}

/** Tables of known terms, kept as long as their list: new posts come again and again. */
const tables = new WeakMap<TermHashes, TermTable>();

/**
 * Terms by 64 bits of hash, in an open-addressing table of typed arrays: no string is kept and nothing is collected. Ids are given in
 * order of first meeting. Two terms of a corpus of a million different ones share all 64 bits with probability 3e-8. O(1) a look-up.
 */
export class TermTable {
  /** Two numbers at each place: id + 1, where 0 is free, and half of its hash, so that most misses are told without a second look. */
  #slots: Int32Array;
  #mask: number;
  /** The hash of each id. */
  low: Int32Array;
  high: Int32Array;
  size = 0;

  constructor(expected = 1 << 12) {
    let places = 16;
    while (places < expected * 2) places *= 2;
    this.#slots = new Int32Array(places * 2);
    this.#mask = places - 1;
    this.low = new Int32Array(places / 2);
    this.high = new Int32Array(places / 2);
  }

  /** The table of a list of terms, ids being places in the list. Not for adding to: it is shared. O(terms) the first time. */
  static of(list: TermHashes): TermTable {
    const known = tables.get(list);
    if (known) return known;
    const table = new TermTable(list.low.length + 1);
    for (let i = 0; i < list.low.length; i++) table.add(list.low[i]!, list.high[i]!);
    tables.set(list, table);
    return table;
  }

  /** The id of a term, −1 where it is not known. */
  find(low: number, high: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    for (let at = (low ^ (high >>> 7)) & mask; ; at = (at + 1) & mask) {
      const id = slots[at * 2]! - 1;
      if (id < 0 || (slots[at * 2 + 1] === low && this.high[id] === high)) return id;
    }
  }

  /** The id of a term, new where it was not known; `size` tells which. */
  add(low: number, high: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    let at = (low ^ (high >>> 7)) & mask;
    for (; ; at = (at + 1) & mask) {
      const id = slots[at * 2]! - 1;
      if (id < 0) break;
      if (slots[at * 2 + 1] === low && this.high[id] === high) return id;
    }
    const id = this.size++;
    this.low[id] = low;
    this.high[id] = high;
    slots[at * 2] = id + 1;
    slots[at * 2 + 1] = low;
    if (this.size === this.low.length) this.#grow();
    return id;
  }

  #grow(): void {
    const places = this.#mask * 2 + 2;
    const slots = new Int32Array(places * 2);
    this.#slots = slots;
    this.#mask = places - 1;
    const low = new Int32Array(places / 2);
    const high = new Int32Array(places / 2);
    low.set(this.low);
    high.set(this.high);
    this.low = low;
    this.high = high;
    for (let id = 0; id < this.size; id++) {
      let at = (low[id]! ^ (high[id]! >>> 7)) & this.#mask;
      while (slots[at * 2] !== 0) at = (at + 1) & this.#mask;
      slots[at * 2] = id + 1;
      slots[at * 2 + 1] = low[id]!;
    }
  }
}
