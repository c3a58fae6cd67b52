import { unitsOf, WordTable } from '../word-table';

/** A fastText classifier with hierarchical softmax, read from its bytes: enough to ask it for the likeliest labels of a text. */
export interface FasttextModel {
  /** Without the prefix `__label__`. */
  readonly labels: readonly string[];
  /** The likeliest label of words parted by spaces, in UTF-16 units. `null` where no n-gram of them is known. O(length). */
  classify(words: Uint16Array, start: number, end: number): LikelyLabel | null;
  /** The second likeliest of the words that were classified last. */
  runnerUp(): LikelyLabel;
}

export interface LikelyLabel {
  readonly label: string;
  readonly probability: number;
}

const magic = 793712314;
const quantisedCentroids = 256;
/** Words whose vectors are kept: a corpus repeats its words. The sum of a word is the same whether kept or made anew. */
const keptWords = 60_000;
/** Vectors of so many words are added at a time: few posts need room for all. */
const roomForWords = 4096;
/** Longer runs of letters are noise; fastText itself would read them whole. */
const longestWord = 100;

const decoder = new TextDecoder();

class Reader {
  readonly #view: DataView;
  readonly #bytes: Uint8Array;
  at = 0;
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  byte(): number {
    return this.#bytes[this.at++]!;
  }
  int(): number {
    this.at += 4;
    return this.#view.getInt32(this.at - 4, true);
  }
  long(): number {
    this.at += 8;
    return Number(this.#view.getBigInt64(this.at - 8, true));
  }
  bytes(length: number): Uint8Array {
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }
  floats(length: number): Float32Array {
    const out = new Float32Array(length);
    for (let i = 0; i < length; i++) out[i] = this.#view.getFloat32(this.at + 4 * i, true);
    this.at += 4 * length;
    return out;
  }
  text(): string {
    const end = this.#bytes.indexOf(0, this.at);
    const out = decoder.decode(this.#bytes.subarray(this.at, end));
    this.at = end + 1;
    return out;
  }
}

interface Quantiser {
  readonly parts: number;
  readonly width: number;
  readonly lastWidth: number;
  readonly centroids: Float32Array;
}

function readQuantiser(reader: Reader): Quantiser {
  const dimension = reader.int();
  const parts = reader.int();
  const width = reader.int();
  const lastWidth = reader.int();
  return { parts, width, lastWidth, centroids: reader.floats(dimension * quantisedCentroids) };
}

/** A product-quantised matrix (Jégou, Douze & Schmid 2011). Left packed it stays in the processor's cache, and there is nothing to unpack. */
class QuantisedRows {
  readonly columns: number;
  readonly #codes: Uint8Array;
  readonly #quantiser: Quantiser;
  readonly #norms: { readonly codes: Uint8Array; readonly values: Float32Array } | undefined;

  constructor(reader: Reader) {
    const hasNorms = reader.byte() !== 0;
    const rows = reader.long();
    this.columns = reader.long();
    this.#codes = reader.bytes(reader.int());
    this.#quantiser = readQuantiser(reader);
    this.#norms = hasNorms ? { codes: reader.bytes(rows), values: readQuantiser(reader).centroids } : undefined;
  }

  /** Adds a row to what stands in `out` from `at` on, in single precision as fastText does. */
  addTo(out: Float64Array, at: number, row: number): void {
    const { parts, width, lastWidth, centroids } = this.#quantiser;
    const norm = this.#norms ? this.#norms.values[this.#norms.codes[row]!]! : 1;
    let column = at;
    for (let part = 0; part < parts; part++) {
      const size = part === parts - 1 ? lastWidth : width;
      const from = part * quantisedCentroids * width + this.#codes[row * parts + part]! * size;
      for (let k = from; k < from + size; k++) out[column++]! += Math.fround(norm * centroids[k]!);
    }
  }
}

function readDense(reader: Reader): { columns: number; data: Float32Array } {
  const rows = reader.long();
  const columns = reader.long();
  return { columns, data: reader.floats(rows * columns) };
}

/** The buckets of n-grams that pruning left, as a bitmap with ranks: small enough for the processor's cache. */
class KeptBuckets {
  /** For each 32 buckets a bit of each that is kept, and how many are kept before them. */
  readonly #ranks: Int32Array;
  readonly #rows: Int32Array;

  /** `pairs`: bucket and row, one after the other. */
  constructor(buckets: number, pairs: Int32Array) {
    this.#ranks = new Int32Array(2 * ((buckets >> 5) + 1));
    this.#rows = new Int32Array(pairs.length / 2);
    for (let i = 0; i < pairs.length; i += 2) this.#ranks[2 * (pairs[i]! >> 5)]! |= 1 << (pairs[i]! & 31);
    for (let i = 2; i < this.#ranks.length; i += 2)
      this.#ranks[i + 1] = this.#ranks[i - 1]! + ones(this.#ranks[i - 2]!);
    for (let i = 0; i < pairs.length; i += 2) this.#rows[this.#rank(pairs[i]!)] = pairs[i + 1]!;
  }

  /** −1 where the bucket was pruned. */
  rowOf(bucket: number): number {
    return (this.#ranks[2 * (bucket >> 5)]! & (1 << (bucket & 31))) === 0 ? -1 : this.#rows[this.#rank(bucket)]!;
  }

  #rank(bucket: number): number {
    const at = 2 * (bucket >> 5);
    return this.#ranks[at + 1]! + ones(this.#ranks[at]! & ((1 << (bucket & 31)) - 1));
  }
}

/** Bits that are set in 32 (Warren, Hacker's Delight, §5-1). */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** UTF-8 of `<word>` of one word after the other, and where each of its characters begins. */
class WordBytes {
  readonly bytes = new Uint8Array(3 * longestWord + 8);
  /** The end behind the last. */
  readonly starts = new Int32Array(longestWord + 4);
  /** Characters with the brackets. */
  characters = 0;

  /** By hand: a call of TextEncoder costs more than a short word. Lone surrogates become U+FFFD, as there. */
  encode(units: Uint16Array, from: number, to: number): void {
    const { bytes, starts } = this;
    bytes[0] = 0x3c;
    starts[0] = 0;
    let at = 1;
    let characters = 1;
    for (let i = from; i < to; i++) {
      let code = units[i]!;
      starts[characters++] = at;
      if (code < 0x80) {
        bytes[at++] = code;
        continue;
      }
      if (code < 0x800) {
        bytes[at++] = 0xc0 | (code >> 6);
        bytes[at++] = 0x80 | (code & 0x3f);
        continue;
      }
      if ((code & 0xf800) === 0xd800) {
        const low = i + 1 < to && code < 0xdc00 ? units[i + 1]! : 0;
        if ((low & 0xfc00) === 0xdc00) {
          i++;
          const whole = 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff);
          bytes[at++] = 0xf0 | (whole >> 18);
          bytes[at++] = 0x80 | ((whole >> 12) & 0x3f);
          bytes[at++] = 0x80 | ((whole >> 6) & 0x3f);
          bytes[at++] = 0x80 | (whole & 0x3f);
          continue;
        }
        code = 0xfffd;
      }
      bytes[at++] = 0xe0 | (code >> 12);
      bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[at++] = 0x80 | (code & 0x3f);
    }
    starts[characters++] = at;
    bytes[at++] = 0x3e;
    starts[characters] = at;
    this.characters = characters;
  }
}

/** The Huffman tree over label counts: for each inner node its two children; leaves come first. */
function huffman(counts: readonly number[]): { left: Int32Array; right: Int32Array } {
  const leaves = counts.length;
  const total = 2 * leaves - 1;
  const left = new Int32Array(total).fill(-1);
  const right = new Int32Array(total).fill(-1);
  const count = new Float64Array(total).fill(1e15);
  counts.forEach((one, i) => {
    count[i] = one;
  });
  let leaf = leaves - 1;
  let node = leaves;
  for (let i = leaves; i < total; i++) {
    const next = (): number => (leaf >= 0 && count[leaf]! < count[node]! ? leaf-- : node++);
    left[i] = next();
    right[i] = next();
    count[i] = count[left[i]!]! + count[right[i]!]!;
  }
  return { left, right };
}

/**
 * Reads a supervised fastText model, quantised and pruned (`.ftz`, version 12, hierarchical softmax, character n-grams). Throws a TypeError
 * where the bytes are something else.
 *
 * Joulin, Grave, Bojanowski & Mikolov 2017, Bag of tricks for efficient text classification; Joulin et al. 2016, FastText.zip.
 */
export function readFasttext(bytes: Uint8Array): FasttextModel {
  const reader = new Reader(bytes);
  if (reader.int() !== magic || reader.int() !== 12) throw new TypeError('a fastText model of version 12 was expected');
  const [dim, , , , , wordNgrams, loss, , bucket, minn, maxn] = Array.from({ length: 12 }, () => reader.int()) as [
    ...number[],
  ] as number[];
  reader.at += 8;
  if (loss !== 1 || wordNgrams !== 1) throw new TypeError('hierarchical softmax over single words was expected');
  const size = reader.int();
  const wordCount = reader.int();
  reader.int();
  reader.long();
  const pruned = reader.long();
  const words = new WordTable(wordCount, false);
  const rowOfWord = new Int32Array(wordCount);
  const labels: string[] = [];
  const labelCounts: number[] = [];
  for (let i = 0; i < size; i++) {
    const entry = reader.text();
    const count = reader.long();
    if (reader.byte() === 0) {
      const units = unitsOf(entry);
      rowOfWord[words.add(units, 0, units.length)] = i;
    } else {
      labels.push(entry.replace('__label__', ''));
      labelCounts.push(count);
    }
  }
  if (pruned < 0) throw new TypeError('pruned n-grams were expected');
  const keptBuckets = new KeptBuckets(
    bucket!,
    Int32Array.from({ length: 2 * pruned }, () => reader.int()),
  );
  if (reader.byte() === 0) throw new TypeError('a quantised input matrix was expected');
  const input = new QuantisedRows(reader);
  if (reader.byte() !== 0) throw new TypeError('an output matrix that is not quantised was expected');
  const output = readDense(reader);
  if (input.columns !== dim || output.columns !== dim) throw new TypeError('matrices of one dimension were expected');
  const { left, right } = huffman(labelCounts);
  const dimension = dim!;
  const endOfText = words.find(unitsOf('</s>'), 0, 4);

  const word = new WordBytes();
  const kept = new WordTable(keptWords, false);
  const width = dimension + 1;
  let vectors = new Float64Array(roomForWords * width);
  const scratch = new Float64Array(width);
  // As unsigned integers the remainder needs no floating-point division.
  const buckets = bucket! >>> 0;

  const addRow = (row: number, out: Float64Array, at: number): void => {
    input.addTo(out, at, row);
    out[at + dimension]!++;
  };

  /** Sum of the vectors of a word and of its n-grams, and their number behind it. Hashes are FNV-1a over bytes taken as signed. */
  const sumWord = (units: Uint16Array, from: number, to: number, out: Float64Array, at: number): void => {
    out.fill(0, at, at + width);
    const known = words.find(units, from, to);
    if (known >= 0) addRow(rowOfWord[known]!, out, at);
    word.encode(units, from, to);
    const { bytes, starts, characters } = word;
    for (let i = 0; i < characters; i++) {
      let hash = 0x811c9dc5;
      let byte = starts[i]!;
      for (let n = 1; n <= maxn! && i + n <= characters; n++) {
        for (const end = starts[i + n]!; byte < end; byte++)
          hash = Math.imul(hash ^ ((bytes[byte]! << 24) >> 24), 0x01000193);
        if (n < minn! || (n === 1 && (i === 0 || i + n === characters))) continue;
        const row = keptBuckets.rowOf((hash >>> 0) % buckets);
        if (row >= 0) addRow(wordCount + row, out, at);
      }
    }
  };

  const sum = new Float64Array(width);
  const addWord = (units: Uint16Array, from: number, to: number): void => {
    const found = kept.find(units, from, to);
    const id = found >= 0 ? found : kept.add(units, from, to);
    if (id * width >= vectors.length) {
      const grown = new Float64Array(vectors.length * 2);
      grown.set(vectors);
      vectors = grown;
    }
    const source = id >= 0 ? vectors : scratch;
    const at = Math.max(id, 0) * width;
    if (found < 0) sumWord(units, from, to, source, at);
    for (let k = 0; k < width; k++) sum[k]! += source[at + k]!;
  };

  const leaves = labels.length;
  const nodes = output.data;
  const hidden = new Float64Array(dimension);
  /** The likeliest labels found so far; no path below the probability of the last that is wanted is gone. */
  const found = { wanted: 1, best: -1, bestProbability: 0, second: -1, secondProbability: 0 };
  const descend = (node: number, probability: number): void => {
    if (probability <= (found.wanted === 1 ? found.bestProbability : found.secondProbability)) return;
    if (node < leaves) {
      if (probability > found.bestProbability) {
        found.second = found.best;
        found.secondProbability = found.bestProbability;
        found.best = node;
        found.bestProbability = probability;
      } else {
        found.second = node;
        found.secondProbability = probability;
      }
      return;
    }
    const from = (node - leaves) * dimension;
    let score = 0;
    for (let k = 0; k < dimension; k++) score += hidden[k]! * nodes[from + k]!;
    const toRight = 1 / (1 + Math.exp(-score));
    if (toRight > 0.5) {
      descend(right[node]!, probability * toRight);
      descend(left[node]!, probability * (1 - toRight));
    } else {
      descend(left[node]!, probability * (1 - toRight));
      descend(right[node]!, probability * toRight);
    }
  };
  const search = (wanted: number): void => {
    found.wanted = wanted;
    found.best = -1;
    found.bestProbability = 0;
    found.second = -1;
    found.secondProbability = 0;
    descend(2 * leaves - 2, 1);
  };

  return {
    labels,
    classify(units, start, end) {
      sum.fill(0);
      let from = start;
      while (from < end) {
        let to = from;
        while (to < end && units[to] !== 0x20) to++;
        if (to > from) addWord(units, from, Math.min(to, from + longestWord));
        from = to + 1;
      }
      if (sum[dimension] === 0) return null;
      if (endOfText >= 0) addRow(rowOfWord[endOfText]!, sum, 0);
      for (let k = 0; k < dimension; k++) hidden[k] = sum[k]! / sum[dimension]!;
      search(1);
      return { label: labels[found.best]!, probability: found.bestProbability };
    },
    runnerUp() {
      search(2);
      return { label: labels[found.second]!, probability: found.secondProbability };
    },
  };
}
