/**
 * Terms by 64 bits of hash, in an open-addressing table of typed arrays: no string is kept and nothing is collected. Ids are given in
 * order of first meeting. Two terms of a corpus of a million different ones share all 64 bits with probability 3e-8. O(1) a look-up.
 */
export class TermTable {
  /** Id + 1 at each place; 0 is free. */
  #slots: Int32Array;
  #mask: number;
  /** The hash of each id. */
  low: Int32Array;
  high: Int32Array;
  size = 0;

  constructor(expected = 1 << 12) {
    let places = 16;
    while (places < expected * 2) places *= 2;
    this.#slots = new Int32Array(places);
    this.#mask = places - 1;
    this.low = new Int32Array(places / 2);
    this.high = new Int32Array(places / 2);
  }

  /** The id of a term, −1 where it is not known. */
  find(low: number, high: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    for (let at = (low ^ (high >>> 7)) & mask; ; at = (at + 1) & mask) {
      const id = slots[at]! - 1;
      if (id < 0 || (this.low[id] === low && this.high[id] === high)) return id;
    }
  }

  /** The id of a term, new where it was not known; `size` tells which. */
  add(low: number, high: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    let at = (low ^ (high >>> 7)) & mask;
    for (; ; at = (at + 1) & mask) {
      const id = slots[at]! - 1;
      if (id < 0) break;
      if (this.low[id] === low && this.high[id] === high) return id;
    }
    const id = this.size++;
    this.low[id] = low;
    this.high[id] = high;
    slots[at] = id + 1;
    if (this.size === this.low.length) this.#grow();
    return id;
  }

  #grow(): void {
    const places = this.#slots.length * 2;
    this.#slots = new Int32Array(places);
    this.#mask = places - 1;
    const low = new Int32Array(places / 2);
    const high = new Int32Array(places / 2);
    low.set(this.low);
    high.set(this.high);
    this.low = low;
    this.high = high;
    for (let id = 0; id < this.size; id++) {
      let at = (low[id]! ^ (high[id]! >>> 7)) & this.#mask;
      while (this.#slots[at] !== 0) at = (at + 1) & this.#mask;
      this.#slots[at] = id + 1;
    }
  }
}
