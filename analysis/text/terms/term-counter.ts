import type { SparseMatrix } from '../../learning/sparse-matrix';
import { TermTable } from './term-table';

/** 32 well-mixed bits (the finaliser of MurmurHash3, Appleby 2011). */
function mix(bits: number): number {
  let x = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** Tables of known terms, kept as long as their list: new posts come again and again. */
const tables = new WeakMap<object, TermTable>();

/** Terms of documents being counted: `document` ends a row. */
export class TermCounter {
  readonly table: TermTable;
  /** Documents that hold each term. */
  documents = new Int32Array(1 << 14);
  #known = false;
  #seen = new Int32Array(1 << 14).fill(-1);
  #place = new Int32Array(1 << 14);
  #index = new Int32Array(1 << 16);
  #count = new Float64Array(1 << 16);
  #size = 0;
  #starts: number[] = [0];
  #wordLow = new Int32Array(256);
  #wordHigh = new Int32Array(256);

  /** With the hashes of known terms only those are counted, under their place in the list. */
  constructor(known?: { readonly low: ArrayLike<number>; readonly high: ArrayLike<number> }) {
    if (!known) {
      this.table = new TermTable(1 << 14);
      return;
    }
    let table = tables.get(known);
    if (!table) {
      table = new TermTable(known.low.length + 1);
      for (let i = 0; i < known.low.length; i++) table.add(known.low[i]!, known.high[i]!);
      tables.set(known, table);
    }
    this.table = table;
    this.#room(table.size);
    this.#known = true;
  }

  /** From here on only terms met so far are counted, and documents begin anew. */
  close(): void {
    this.#known = true;
    this.#size = 0;
    this.#starts = [0];
    this.documents.fill(0);
    this.#seen.fill(-1);
  }

  #room(terms: number): void {
    let size = this.documents.length;
    while (size < terms) size *= 2;
    if (size === this.documents.length) return;
    const seen = new Int32Array(size).fill(-1);
    seen.set(this.#seen);
    this.#seen = seen;
    const place = new Int32Array(size);
    place.set(this.#place);
    this.#place = place;
    const documents = new Int32Array(size);
    documents.set(this.documents);
    this.documents = documents;
  }

  /** One occurrence of the term with this hash; the id where it is new, else −1. */
  #add(low: number, high: number): number {
    const { table } = this;
    const before = table.size;
    const id = this.#known ? table.find(low, high) : table.add(low, high);
    if (id < 0) return -1;
    if (id >= this.#seen.length) this.#room(id + 1);
    const row = this.#starts.length;
    if (this.#seen[id] === row) {
      this.#count[this.#place[id]!]!++;
      return -1;
    }
    this.#seen[id] = row;
    this.documents[id]!++;
    if (this.#size === this.#index.length) {
      const index = new Int32Array(this.#size * 2);
      index.set(this.#index);
      this.#index = index;
      const count = new Float64Array(this.#size * 2);
      count.set(this.#count);
      this.#count = count;
    }
    this.#place[id] = this.#size;
    this.#index[this.#size] = id;
    this.#count[this.#size++] = 1;
    return id === before ? id : -1;
  }

  /**
   * Every run of `shortest` to `longest` words. `named` is told the id, first word and length of a term met for the first time.
   * O(words · lengths).
   */
  words(
    words: readonly string[],
    shortest: number,
    longest: number,
    named?: (id: number, from: number, size: number) => void,
  ): void {
    const count = words.length;
    if (count > this.#wordLow.length) {
      this.#wordLow = new Int32Array(count * 2);
      this.#wordHigh = new Int32Array(count * 2);
    }
    for (let w = 0; w < count; w++) {
      const word = words[w]!;
      let low = 0x811c9dc5;
      let high = 0x5bd1e995;
      for (let i = 0; i < word.length; i++) {
        const unit = word.charCodeAt(i);
        low = Math.imul(low ^ unit, 0x01000193);
        high = Math.imul(high ^ unit, 0x85ebca6b) ^ (high >>> 15);
      }
      this.#wordLow[w] = low;
      this.#wordHigh[w] = high;
    }
    for (let w = 0; w < count; w++) {
      let low = 0x2545f491;
      let high = 0x9e3779b9;
      for (let size = 1; size <= longest && w + size <= count; size++) {
        low = Math.imul(low ^ this.#wordLow[w + size - 1]!, 0x01000193) + size;
        high = Math.imul(high ^ this.#wordHigh[w + size - 1]!, 0x85ebca6b) ^ (high >>> 15);
        if (size < shortest) continue;
        const id = this.#add(mix(low), mix(high));
        if (id >= 0 && named) named(id, w, size);
      }
    }
  }

  /**
   * Every run of `shortest` to `longest` UTF-16 units within each word and a space on either side. `named` is told the id of a run met
   * for the first time, its word, and where in the word with its spaces it begins and ends. O(characters · lengths).
   */
  characters(
    words: readonly string[],
    shortest: number,
    longest: number,
    named?: (id: number, word: string, from: number, to: number) => void,
  ): void {
    for (const word of words) {
      const length = word.length + 2;
      for (let i = 0; i + shortest <= length; i++) {
        const most = Math.min(longest, length - i);
        let low = 0x3c6ef372;
        let high = 0x1b873593;
        for (let size = 1; size <= most; size++) {
          const at = i + size - 2;
          const unit = at < 0 || at >= word.length ? 32 : word.charCodeAt(at);
          low = Math.imul(low ^ unit, 0x01000193);
          high = Math.imul(high ^ unit, 0x85ebca6b) ^ (high >>> 15);
          if (size < shortest) continue;
          const id = this.#add(mix(low), mix(high));
          if (id >= 0 && named) named(id, word, i, i + size);
        }
      }
    }
  }

  /** One run of characters as it stands. O(length). */
  run(text: string): void {
    let low = 0x3c6ef372;
    let high = 0x1b873593;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      low = Math.imul(low ^ unit, 0x01000193);
      high = Math.imul(high ^ unit, 0x85ebca6b) ^ (high >>> 15);
    }
    this.#add(mix(low), mix(high));
  }

  /** Ends a document. */
  document(): void {
    this.#starts.push(this.#size);
  }

  /** Counts by id in the order of meeting; the columns of a row are not sorted. Takes the buffers: count no more afterwards. */
  counts(): SparseMatrix {
    return {
      rows: this.#starts.length - 1,
      columns: this.table.size,
      start: Int32Array.from(this.#starts),
      index: this.#index.subarray(0, this.#size),
      value: this.#count.subarray(0, this.#size),
    };
  }
}
