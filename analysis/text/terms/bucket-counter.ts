/** Entries of rows, growing. */
export class RowsBuilder {
  index: Int32Array<ArrayBuffer>;
  value: Float64Array<ArrayBuffer>;
  size = 0;

  /** Room for so many entries at first. */
  constructor(expected = 1 << 16) {
    this.index = new Int32Array(expected);
    this.value = new Float64Array(expected);
  }

  add(column: number, count: number): void {
    if (this.size === this.index.length) {
      const index = new Int32Array(this.size * 2);
      index.set(this.index);
      this.index = index;
      const value = new Float64Array(this.size * 2);
      value.set(this.value);
      this.value = value;
    }
    this.index[this.size] = column;
    this.value[this.size++] = count;
  }
}

/**
 * Character sequences are counted by hash, not by name: a corpus has hundreds of thousands of them and nobody reads them
 * (Weinberger et al. 2009, doi:10.1145/1553374.1553516). About as many buckets as a corpus of tens of thousands of posts has sequences.
 */
export const bucketBits = 18;

/** Counts the character sequences of documents in buckets, each word between two spaces. */
export class BucketCounter {
  readonly documents = new Int32Array(1 << bucketBits);
  readonly #row = new Int32Array(1 << bucketBits);
  readonly #count = new Int32Array(1 << bucketBits);
  #met = new Int32Array(1 << 10);
  #rows = 0;

  /** Buckets of one document and their counts, ascending, into `out`. O(characters · sizes). */
  document(terms: readonly string[], shortest: number, longest: number, out: RowsBuilder): void {
    const row = ++this.#rows;
    let met = 0;
    for (const word of terms) {
      const length = word.length + 2;
      for (let i = 0; i + shortest <= length; i++) {
        let hash = 0x811c9dc5;
        const most = Math.min(longest, length - i);
        for (let size = 1; size <= most; size++) {
          const at = i + size - 2;
          hash = Math.imul(hash ^ (at < 0 || at >= word.length ? 32 : word.charCodeAt(at)), 0x01000193);
          if (size < shortest) continue;
          // The high bits of FNV are the well-mixed ones.
          const bucket = ((hash ^ (hash >>> 15)) >>> 0) & ((1 << bucketBits) - 1);
          if (this.#row[bucket] === row) {
            this.#count[bucket]!++;
            continue;
          }
          this.#row[bucket] = row;
          this.#count[bucket] = 1;
          this.documents[bucket]!++;
          if (met === this.#met.length) {
            const larger = new Int32Array(met * 2);
            larger.set(this.#met);
            this.#met = larger;
          }
          this.#met[met++] = bucket;
        }
      }
    }
    const sorted = this.#met.subarray(0, met).sort();
    for (const bucket of sorted) out.add(bucket, this.#count[bucket]!);
  }
}
