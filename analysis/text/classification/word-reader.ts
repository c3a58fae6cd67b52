import { bytes } from '../kernels/words-bytes';
import { instantiate, type WasmMemory } from '../../kernels/wasm-memory';
import { nextHigh, nextLow, wordStart } from '../terms/term-hash';
import { ClassifierScanner, firstUnits } from './token-scanner';
import { termAt } from './tokens';

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

/** With more words, or more entries of posts, all are forgotten before the next post. */
const mostWords = 1 << 18;
const mostEntries = 2 ** 32 - 1;
/** Where the kernel's own memory ends. */
const ownEnd = 32_768;
const unitBytes = 2;
/** What the kernel may read and write behind a post's bytes. */
const behind = 96;
/** Of each record of the kernel, and of each place of its table. */
const recordBytes = 16;
const recordNumbers = 4;
const hashBytes = 8;

interface Kernel {
  readonly next: { value: number };
  readonly different: { readonly value: number };
  fold(units: number, end: number, bytes: number, words: number, low: number, high: number): void;
  put(low: number, high: number, from: number): void;
  add(from: number, to: number): void;
  read(at: number, end: number): number;
  number(at: number, slots: number, mask: number, known: number, size: number, distinct: number, first: number): number;
}

/**
 * Numbers the words of posts, as `classifierTokens` cuts and folds them, without making strings: plain words are read in WebAssembly
 * where they stand, the others here. Most words have come before (Zipf). Numbers hold until `epoch` changes.
 */
export class WordReader {
  readonly #memory: WasmMemory;
  readonly #kernel: Kernel;
  readonly #scanner = new ClassifierScanner();
  /** Units of the longest post, and words, that fit. */
  #units = 0;
  #words = 0;
  /** Number of the next post's first entry. */
  #entries = 1;
  #unitsAt = 0;
  #textAt = 0;
  #postAt = 0;
  #distinctAt = 0;
  #slotsAt = 0;
  #knownAt = 0;
  #utf16 = Buffer.alloc(0);
  /** The post in lower case, a byte each unit; what a word is counted as stands in its place. */
  #bytes = new Uint8Array(0);
  /** Places of the words that the kernel cannot hash. */
  readonly #own: number[] = [];
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
    scanner.read(this.#text, this.#distinct[nth * recordNumbers + 2]! - this.#textAt);
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
    if (text.length > this.#units || this.#isFull(text.length)) this.#makeRoom(text.length);
    this.#text = text;
    const kernel = this.#kernel;
    const scanner = this.#scanner;
    const from = this.#textAt;
    const end = from + text.length;
    const units = this.#unitsAt;
    kernel.fold(units, units + this.#utf16.write(text, 'utf16le'), from, this.#postAt, first.low, first.high);
    this.#own.length = 0;
    this.folded = false;
    for (let at = from; ; at = from + scanner.end) {
      at = kernel.read(at, end);
      if (at >= end) break;
      scanner.read(text, at - from);
      if (!scanner.next()) break;
      if (scanner.plain) kernel.add(from + scanner.start, from + scanner.end);
      else if (scanner.kind === 'word') {
        // Known by how it stands in the post, under a key that begins elsewhere: folding costs more.
        this.#put(hashOf(text.slice(scanner.from, scanner.end), { low: ~first.low, high: first.high }), scanner.start);
        this.folded = true;
      } else this.#addSign(termAt(scanner, text), scanner.start, first);
    }
    const before = this.size;
    const mask = (this.#words * 2 - 1) * recordBytes;
    const { next, different } = kernel;
    this.size = kernel.number(
      this.#postAt,
      this.#slotsAt,
      mask,
      this.#knownAt,
      before,
      this.#distinctAt,
      this.#entries,
    );
    this.#entries += different.value;
    this.length = (next.value - this.#postAt) / recordBytes;
    this.different = different.value;
    for (const place of this.#own) if (this.wordAt(place) >= before) this.#hash(place, first);
  }

  #put(key: Hash, start: number): void {
    const kernel = this.#kernel;
    this.#own.push((kernel.next.value - this.#postAt) / recordBytes);
    kernel.put(key.low, key.high, this.#textAt + start);
  }

  /** Adds a term that is no longer than what stands for it, from `start` on. */
  #addSign(term: string, start: number, first: Hash): void {
    for (let i = 0; i < term.length; i++) {
      const unit = term.charCodeAt(i);
      if (unit >= 128) {
        this.#put(hashOf(term, first), start);
        return;
      }
      this.#bytes[start + i] = unit;
    }
    this.#kernel.add(this.#textAt + start, this.#textAt + start + term.length);
  }

  #hash(place: number, first: Hash): void {
    const scanner = this.#scanner;
    scanner.read(this.#text, this.#post[place * recordNumbers + 2]! - this.#textAt);
    scanner.next();
    const { low, high } = hashOf(termAt(scanner, this.#text), first);
    const word = this.wordAt(place);
    this.#known[word * 2] = low;
    this.#known[word * 2 + 1] = high;
  }

  #isFull(units: number): boolean {
    return this.size + units > this.#words || this.#entries + units > mostEntries;
  }

  #makeRoom(units: number): void {
    const memory = this.#memory;
    const full = this.#isFull(units);
    if (units > this.#units) {
      this.#units = Math.max(units, this.#units * 2, 1 << 14);
      this.#unitsAt = memory.take(this.#units * unitBytes);
      this.#textAt = memory.take(this.#units + behind);
      this.#postAt = memory.take(this.#units * recordBytes);
      this.#distinctAt = memory.take(this.#units * recordBytes);
    }
    if (units > this.#words) {
      this.#words = 2 ** Math.ceil(Math.log2(Math.max(units, mostWords)));
      this.#slotsAt = memory.take(this.#words * 2 * recordBytes);
      this.#knownAt = memory.take(this.#words * hashBytes);
    } else if (full) new Uint8Array(memory.buffer, this.#slotsAt, this.#words * 2 * recordBytes).fill(0);
    if (full) {
      this.epoch++;
      this.size = 0;
      this.#entries = 1;
    }
    const { buffer } = memory;
    this.#utf16 = Buffer.from(buffer, this.#unitsAt, this.#units * unitBytes);
    this.#bytes = new Uint8Array(buffer, this.#textAt, this.#units);
    this.#post = new Int32Array(buffer, this.#postAt, this.#units * recordNumbers);
    this.#distinct = new Int32Array(buffer, this.#distinctAt, this.#units * recordNumbers);
    this.#known = new Int32Array(buffer, this.#knownAt, this.#words * 2);
  }
}
