import { bytes } from '../kernels/words-bytes';
import { instantiate, type WasmMemory } from '../../kernels/wasm-memory';
import { nextHigh, nextLow, wordStart } from '../terms/term-hash';
import { asciiWordUnits, ClassifierScanner, firstUnits } from './token-scanner';
import { longNumber, termAt } from './tokens';

export interface Hash {
  readonly low: number;
  readonly high: number;
}

export function hashOf(text: string, start: Hash): Hash {
  let { low, high } = start;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = nextLow(low, unit);
    high = nextHigh(high, unit);
  }
  return { low, high };
}

/** With more words all are forgotten before the next post. */
const mostWords = 1 << 18;
/** Where the kernel keeps which units words are made of; where its own memory ends. */
const wordUnitsAt = 32_768;
const ownEnd = 33_024;
const unitBytes = 2;
/** Of each record of the kernel, and of each place of its table. */
const recordBytes = 16;
const recordNumbers = 4;
const hashBytes = 8;

interface Kernel {
  readonly next: { value: number };
  readonly different: { readonly value: number };
  add(low: number, high: number, from: number): void;
  read(at: number, end: number, low: number, high: number, longLow: number, longHigh: number): number;
  number(at: number, slots: number, bits: number, known: number, size: number, distinct: number): number;
}

/**
 * Numbers the words of posts, as `classifierTokens` cuts and folds them, without making strings: plain words are hashed in WebAssembly
 * where they stand, the others here. Most words have come before (Zipf). Numbers hold until `epoch` changes.
 */
export class WordReader {
  readonly #memory: WasmMemory;
  readonly #kernel: Kernel;
  readonly #scanner = new ClassifierScanner();
  /** Units of the longest post, and words, that fit. */
  #units = 0;
  #words = 0;
  #textAt = 0;
  #postAt = 0;
  #distinctAt = 0;
  #slotsAt = 0;
  #knownAt = 0;
  #bytes = Buffer.alloc(0);
  #text = '';
  /** Records of four numbers: the words of the post, the different ones among them. */
  #post = new Int32Array(0);
  #distinct = new Int32Array(0);
  /** Of each word known its hash. */
  #known = new Int32Array(0);
  /** Times that all words were forgotten. */
  epoch = 0;
  /** Words known. */
  size = 0;
  /** Words of the post read last. */
  length = 0;
  /** Different ones among them, as they stand in the post. */
  different = 0;
  /** Some of them stand otherwise than they are counted: two may be one term. */
  folded = false;

  constructor() {
    const { memory, exports } = instantiate<Kernel>(bytes, ownEnd);
    this.#memory = memory;
    this.#kernel = exports;
    new Uint8Array(memory.buffer).set(firstUnits);
    new Uint8Array(memory.buffer).set(asciiWordUnits, wordUnitsAt);
  }

  /** Number of a word of the post. */
  wordAt(place: number): number {
    return this.#post[place * recordNumbers + 3]!;
  }

  /** Number of a different word of the post, in order of first meeting. */
  word(nth: number): number {
    return this.#distinct[nth * recordNumbers]!;
  }

  /** How often the post holds it. */
  times(nth: number): number {
    return this.#distinct[nth * recordNumbers + 1]!;
  }

  /** What it is counted as. */
  term(nth: number): string {
    const scanner = this.#scanner;
    scanner.read(this.#text, wordStart, (this.#distinct[nth * recordNumbers + 2]! - this.#textAt) / unitBytes);
    scanner.next();
    return termAt(scanner, this.#text);
  }

  /** Halves of the hash of a word's term. */
  low(word: number): number {
    return this.#known[word * 2]!;
  }

  high(word: number): number {
    return this.#known[word * 2 + 1]!;
  }

  /** Reads a post; hashes of words begin as told. O(length). */
  read(text: string, first: Hash = wordStart): void {
    // A word holds a unit at least.
    if (text.length > this.#units || this.size + text.length > this.#words) this.#makeRoom(text.length);
    this.#text = text;
    const kernel = this.#kernel;
    const scanner = this.#scanner;
    const from = this.#textAt;
    const end = from + this.#bytes.write(text, 0, 'utf16le');
    this.#bytes.writeUInt16LE(0, end - from);
    const long = hashOf(longNumber, first);
    kernel.next.value = this.#postAt;
    /** Words known by another hash than their term's, by place: what their term is need be told of new ones only. */
    let folded: number[] | undefined;
    for (let at = from; ; at = from + scanner.end * unitBytes) {
      at = kernel.read(at, end, first.low, first.high, long.low, long.high);
      if (at >= end) break;
      scanner.read(text, first, (at - from) / unitBytes);
      if (!scanner.next()) break;
      const start = from + scanner.start * unitBytes;
      if (scanner.plain) kernel.add(scanner.low, scanner.high, start);
      else if (scanner.kind === 'word') {
        // Known by how it stands in the post, under a key that begins elsewhere: folding costs more.
        const key = hashOf(text.slice(scanner.from, scanner.end), { low: ~first.low, high: first.high });
        (folded ??= []).push((kernel.next.value - this.#postAt) / recordBytes);
        kernel.add(key.low, key.high, start);
      } else {
        const { low, high } = hashOf(termAt(scanner, text), first);
        kernel.add(low, high, start);
      }
    }
    const before = this.size;
    const bits = Math.log2(this.#words) + 1;
    this.size = kernel.number(this.#postAt, this.#slotsAt, bits, this.#knownAt, before, this.#distinctAt);
    this.length = (kernel.next.value - this.#postAt) / recordBytes;
    this.different = kernel.different.value;
    this.folded = folded !== undefined;
    if (folded) this.#fold(folded, before, first);
  }

  #makeRoom(units: number): void {
    const memory = this.#memory;
    const full = this.size + units > this.#words;
    if (units > this.#units) {
      this.#units = Math.max(units, this.#units * 2, 1 << 14);
      this.#textAt = memory.take((this.#units + 2) * unitBytes);
      this.#postAt = memory.take(this.#units * recordBytes);
      this.#distinctAt = memory.take(this.#units * recordBytes);
    }
    if (units > this.#words) {
      this.#words = 2 ** Math.ceil(Math.log2(Math.max(units, mostWords)));
      this.#slotsAt = memory.take(this.#words * 2 * recordBytes);
      this.#knownAt = memory.take(this.#words * hashBytes);
    }
    if (full) {
      new Uint8Array(memory.buffer, this.#slotsAt, this.#words * 2 * recordBytes).fill(0);
      this.epoch++;
      this.size = 0;
    }
    const { buffer } = memory;
    this.#bytes = Buffer.from(buffer, this.#textAt, (this.#units + 2) * unitBytes);
    this.#post = new Int32Array(buffer, this.#postAt, this.#units * recordNumbers);
    this.#distinct = new Int32Array(buffer, this.#distinctAt, this.#units * recordNumbers);
    this.#known = new Int32Array(buffer, this.#knownAt, this.#words * 2);
  }

  #fold(places: readonly number[], before: number, first: Hash): void {
    const scanner = this.#scanner;
    for (const place of places) {
      const word = this.wordAt(place);
      if (word < before) continue;
      scanner.read(this.#text, first, (this.#post[place * recordNumbers + 2]! - this.#textAt) / unitBytes);
      scanner.next();
      const { low, high } = hashOf(termAt(scanner, this.#text), first);
      this.#known[word * 2] = low;
      this.#known[word * 2 + 1] = high;
    }
  }
}
