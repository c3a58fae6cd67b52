/** A fastText classifier with hierarchical softmax, read from its bytes: enough to ask it for the likeliest labels of a text. */
export interface FasttextModel {
  /** Without the prefix `__label__`. */
  readonly labels: readonly string[];
  /** The two likeliest labels of words parted by spaces. `null` where no n-gram of the text is known. O(length). */
  classify(words: string): TwoLabels | null;
}

export interface TwoLabels {
  readonly first: string;
  readonly probability: number;
  readonly second: string;
  readonly secondProbability: number;
}

const magic = 793712314;
const quantisedCentroids = 256;
/** Words whose vectors are kept: a corpus repeats its words. The sum of a word is the same whether kept or made anew. */
const keptWords = 60_000;
/** Longer words are not kept: as keys they could hold on to the whole post that they were cut from. */
const longestKept = 12;
/** Longer runs of letters are noise; fastText itself would read them whole. */
const longestWord = 100;

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
    const out = new TextDecoder().decode(this.#bytes.subarray(this.at, end));
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

/** A product-quantised matrix (Jégou, Douze & Schmid 2011), unpacked. */
function readQuantised(reader: Reader): { rows: number; columns: number; data: Float32Array } {
  const hasNorms = reader.byte() !== 0;
  const rows = reader.long();
  const columns = reader.long();
  const codes = reader.bytes(reader.int());
  const quantiser = readQuantiser(reader);
  const normCodes = hasNorms ? reader.bytes(rows) : undefined;
  const norms = hasNorms ? readQuantiser(reader).centroids : undefined;
  const data = new Float32Array(rows * columns);
  const { parts, width, lastWidth, centroids } = quantiser;
  for (let row = 0; row < rows; row++) {
    const norm = normCodes ? norms![normCodes[row]!]! : 1;
    for (let part = 0; part < parts; part++) {
      const code = codes[row * parts + part]!;
      const size = part === parts - 1 ? lastWidth : width;
      const from = part * quantisedCentroids * width + code * size;
      for (let k = 0; k < size; k++) data[row * columns + part * width + k] = norm * centroids[from + k]!;
    }
  }
  return { rows, columns, data };
}

function readDense(reader: Reader): { rows: number; columns: number; data: Float32Array } {
  const rows = reader.long();
  const columns = reader.long();
  return { rows, columns, data: reader.floats(rows * columns) };
}

/** FNV-1a over UTF-8 bytes taken as signed, as fastText hashes. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 2166136261;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ ((bytes[i]! << 24) >> 24), 16777619);
  return hash >>> 0;
}

/**
 * UTF-8 of `<word>` into `bytes`, and where each character begins into `starts`, the end behind the last; returns the characters. By
 * hand: a call of TextEncoder costs more than a short word. Lone surrogates become U+FFFD, as there.
 */
function encodeWord(word: string, bytes: Uint8Array, starts: Int32Array): number {
  bytes[0] = 0x3c;
  starts[0] = 0;
  let at = 1;
  let characters = 1;
  for (let i = 0; i < word.length; i++) {
    let code = word.charCodeAt(i);
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
      const whole = word.codePointAt(i)!;
      if (whole > 0xffff) {
        i++;
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
  return characters;
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
 * Reads a supervised, quantised fastText model (`.ftz`, version 12, hierarchical softmax, character n-grams). Throws a TypeError
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
  const wordRow = new Map<string, number>();
  const labels: string[] = [];
  const labelCounts: number[] = [];
  for (let i = 0; i < size; i++) {
    const entry = reader.text();
    const count = reader.long();
    if (reader.byte() === 0) wordRow.set(entry, i);
    else {
      labels.push(entry.replace('__label__', ''));
      labelCounts.push(count);
    }
  }
  const rowOfBucket = new Int32Array(bucket!).fill(-1);
  if (pruned < 0) for (let i = 0; i < bucket!; i++) rowOfBucket[i] = wordCount + i;
  for (let i = 0; i < pruned; i++) {
    const from = reader.int();
    rowOfBucket[from] = wordCount + reader.int();
  }
  const input = reader.byte() !== 0 ? readQuantised(reader) : readDense(reader);
  const output = reader.byte() !== 0 ? readQuantised(reader) : readDense(reader);
  if (input.columns !== dim || output.columns !== dim) throw new TypeError('matrices of one dimension were expected');
  const { left, right } = huffman(labelCounts);
  const dimension = dim!;
  const endOfText = wordRow.get('</s>');

  const buffer = new Uint8Array(3 * longestWord + 8);
  const starts = new Int32Array(longestWord + 4);
  const kept = new Map<string, number>();
  const slots = new Float64Array(keptWords * (dimension + 1));
  const scratch = new Float64Array(dimension + 1);

  const addRow = (row: number, out: Float64Array, at: number): void => {
    for (let k = 0; k < dimension; k++) out[at + k]! += input.data[row * dimension + k]!;
    out[at + dimension]!++;
  };

  /** Sum of the vectors of a word and of its n-grams, and their number behind it. */
  const sumWord = (word: string, out: Float64Array, at: number): void => {
    out.fill(0, at, at + dimension + 1);
    const known = wordRow.get(word);
    if (known !== undefined) addRow(known, out, at);
    const characters = encodeWord(word, buffer, starts);
    for (let i = 0; i < characters; i++) {
      for (let n = minn!; n <= maxn! && i + n <= characters; n++) {
        if (n === 1 && (i === 0 || i + n === characters)) continue;
        const row = rowOfBucket[hashOf(buffer, starts[i]!, starts[i + n]!) % bucket!]!;
        if (row >= 0) addRow(row, out, at);
      }
    }
  };

  const sum = new Float64Array(dimension + 1);
  const addWord = (word: string): void => {
    let source = slots;
    let at = kept.get(word);
    if (at === undefined) {
      if (kept.size < keptWords && word.length <= longestKept) {
        at = kept.size * (dimension + 1);
        kept.set(word, at);
      } else {
        source = scratch;
        at = 0;
      }
      sumWord(word, source, at);
    }
    for (let k = 0; k <= dimension; k++) sum[k]! += source[at + k]!;
  };

  const leaves = labels.length;
  const hidden = new Float64Array(dimension);
  let best = -1;
  let second = -1;
  let bestProbability = 0;
  let secondProbability = 0;
  const descend = (node: number, probability: number): void => {
    if (probability <= secondProbability) return;
    if (node < leaves) {
      if (probability > bestProbability) {
        second = best;
        secondProbability = bestProbability;
        best = node;
        bestProbability = probability;
      } else {
        second = node;
        secondProbability = probability;
      }
      return;
    }
    const from = (node - leaves) * dimension;
    let score = 0;
    for (let k = 0; k < dimension; k++) score += hidden[k]! * output.data[from + k]!;
    const toRight = 1 / (1 + Math.exp(-score));
    if (toRight > 0.5) {
      descend(right[node]!, probability * toRight);
      descend(left[node]!, probability * (1 - toRight));
    } else {
      descend(left[node]!, probability * (1 - toRight));
      descend(right[node]!, probability * toRight);
    }
  };

  return {
    labels,
    classify(words) {
      sum.fill(0);
      let from = 0;
      while (from < words.length) {
        let to = words.indexOf(' ', from);
        if (to < 0) to = words.length;
        if (to > from) addWord(words.slice(from, Math.min(to, from + longestWord)));
        from = to + 1;
      }
      if (sum[dimension] === 0) return null;
      if (endOfText !== undefined) addRow(endOfText, sum, 0);
      for (let k = 0; k < dimension; k++) hidden[k] = sum[k]! / sum[dimension]!;
      best = -1;
      second = -1;
      bestProbability = 0;
      secondProbability = 0;
      descend(2 * leaves - 2, 1);
      return {
        first: labels[best]!,
        probability: bestProbability,
        second: labels[second]!,
        secondProbability,
      };
    },
  };
}
