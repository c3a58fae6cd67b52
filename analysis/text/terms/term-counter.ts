import type { SparseMatrix } from '../../learning/sparse-matrix';
import { characterRunStart, mix, nextHigh, nextLow, wordRunStart, wordStart } from './term-hash';
import { type TermHashes, TermTable } from './term-table';

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
  constructor(known?: TermHashes) {
    if (!known) {
      this.table = new TermTable(1 << 14);
      return;
    }
    this.table = TermTable.of(known);
    this.#room(this.table.size);
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
      let { low, high }: { low: number; high: number } = wordStart;
      for (let i = 0; i < word.length; i++) {
        const unit = word.charCodeAt(i);
        low = nextLow(low, unit);
        high = nextHigh(high, unit);
      }
      this.#wordLow[w] = low;
      this.#wordHigh[w] = high;
    }
    for (let w = 0; w < count; w++) {
      let { low, high }: { low: number; high: number } = wordRunStart;
      for (let size = 1; size <= longest && w + size <= count; size++) {
        low = nextLow(low, this.#wordLow[w + size - 1]!) + size;
        high = nextHigh(high, this.#wordHigh[w + size - 1]!);
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
        let { low, high }: { low: number; high: number } = characterRunStart;
        for (let size = 1; size <= most; size++) {
          const at = i + size - 2;
          const unit = at < 0 || at >= word.length ? 32 : word.charCodeAt(at);
          low = nextLow(low, unit);
          high = nextHigh(high, unit);
          if (size < shortest) continue;
          const id = this.#add(mix(low), mix(high));
          if (id >= 0 && named) named(id, word, i, i + size);
        }
      }
    }
  }

  /** One run of characters as it stands. O(length). */
  run(text: string): void {
    let { low, high }: { low: number; high: number } = characterRunStart;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      low = nextLow(low, unit);
      high = nextHigh(high, unit);
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
