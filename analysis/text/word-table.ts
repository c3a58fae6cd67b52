/** Most units of a word that a table holds; what is longer is none of its words. */
const longest = 100;

/** ASCII capitals as small letters, every other ASCII unit as itself. */
const smallLetters = Uint8Array.from({ length: 128 }, (_, unit) => (unit >= 65 && unit <= 90 ? unit + 32 : unit));
const asWritten = Uint8Array.from({ length: 128 }, (_, unit) => unit);

export function unitsOf(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

/**
 * Words numbered from 0 as they are added, and found by their UTF-16 units where they stand among others: looking one up makes no string.
 * Open addressing over FNV-1a. Lookup O(length of the word).
 */
export class WordTable {
  readonly #ascii: Uint8Array;
  readonly #mask: number;
  /** Hash and number plus one, side by side: most lookups touch one place of them. */
  readonly #slots: Int32Array;
  readonly #ends: Int32Array;
  #units = new Uint16Array(1024);
  /** Words that fit. */
  readonly capacity: number;
  /** Words that it holds. */
  size = 0;

  /** `foldCase`: ASCII capitals count as small letters. */
  constructor(capacity: number, foldCase: boolean) {
    this.capacity = capacity;
    this.#ascii = foldCase ? smallLetters : asWritten;
    let slots = 16;
    while (slots < capacity * 2) slots *= 2;
    this.#mask = slots - 1;
    this.#slots = new Int32Array(2 * slots);
    this.#ends = new Int32Array(capacity + 1);
  }

  static of(words: Iterable<string>, foldCase: boolean): WordTable {
    const all = [...words];
    const table = new WordTable(all.length, foldCase);
    for (const word of all) {
      const units = unitsOf(word);
      if (table.find(units, 0, word.length) < 0) table.add(units, 0, word.length);
    }
    return table;
  }

  /** Number of the word from `from` to `to`; −1 where the table does not hold it. */
  find(units: Uint16Array, from: number, to: number): number {
    const length = to - from;
    if (length > longest) return -1;
    const ascii = this.#ascii;
    const hash = this.#hash(units, from, to);
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const id = this.#slots[2 * slot + 1]! - 1;
      if (id < 0) return -1;
      if (this.#slots[2 * slot] !== hash) continue;
      const start = this.#ends[id]!;
      if (this.#ends[id + 1]! - start !== length) continue;
      let k = 0;
      for (; k < length; k++) {
        const unit = units[from + k]!;
        if (this.#units[start + k] !== (unit < 128 ? ascii[unit]! : unit)) break;
      }
      if (k === length) return id;
    }
  }

  /** Adds a word that it does not hold yet and returns its number; −1 where the word is too long or the table is full. */
  add(units: Uint16Array, from: number, to: number): number {
    if (to - from > longest || this.size === this.capacity) return -1;
    const id = this.size++;
    const start = this.#ends[id]!;
    const end = start + to - from;
    if (end > this.#units.length) {
      const grown = new Uint16Array(Math.max(end, this.#units.length * 2));
      grown.set(this.#units);
      this.#units = grown;
    }
    for (let at = from; at < to; at++) {
      const unit = units[at]!;
      this.#units[start + at - from] = unit < 128 ? this.#ascii[unit]! : unit;
    }
    this.#ends[id + 1] = end;
    const hash = this.#hash(units, from, to);
    let slot = hash & this.#mask;
    while (this.#slots[2 * slot + 1] !== 0) slot = (slot + 1) & this.#mask;
    this.#slots[2 * slot] = hash;
    this.#slots[2 * slot + 1] = id + 1;
    return id;
  }

  #hash(units: Uint16Array, from: number, to: number): number {
    const ascii = this.#ascii;
    let hash = 0x811c9dc5;
    for (let at = from; at < to; at++) {
      const unit = units[at]!;
      hash = Math.imul(hash ^ (unit < 128 ? ascii[unit]! : unit), 0x01000193);
    }
    return hash ^ (hash >>> 15);
  }
}
