import { eldData } from './eld-data';

/** ELD leaves so much out of each score of its tables. */
const base = 53;
/** Of a text it reads so many UTF-16 units, ends at the first space behind so many bytes, and at so many in any case. */
const readUnits = 1000;
const readBytes = 350;
const mostBytes = 380;
/** Of a word it reads so many bytes. */
const wordBytes = 70;
const ngramBytes = 4;
const stride = 3;
const space = 32;

/** Letters beyond the basic plane part words too. */
const separators = /[\P{L}\u{10000}-\u{10ffff}]+(?<!['`\u2019])/gu;

const slots = 1 << 17;

/** The tables, by n-gram: `low` and `high` hold its bytes, four and two of them; open addressing leads to its number plus one. */
interface Tables {
  readonly slot: Int32Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly from: Int32Array;
  readonly language: Uint8Array;
  readonly score: Uint16Array;
}

function slotOf(low: number, high: number): number {
  const mixed = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) & (slots - 1);
}

function unpack(): Tables {
  const bytes = Buffer.from(eldData.packed, 'base64');
  const { ngrams, scores } = eldData;
  const tables = {
    slot: new Int32Array(slots),
    low: new Int32Array(ngrams),
    high: new Int32Array(ngrams),
    from: new Int32Array(ngrams + 1),
    language: new Uint8Array(scores),
    score: new Uint16Array(scores),
  };
  const key = new Uint8Array(8);
  let at = 0;
  let count = 0;
  for (let ngram = 0; ngram < ngrams; ngram++) {
    const head = bytes[at++]!;
    const shared = head >> 4;
    const length = shared + (head & 15);
    for (let k = shared; k < length; k++) key[k] = bytes[at++]!;
    key.fill(0, length);
    const low = key[0]! | (key[1]! << 8) | (key[2]! << 16) | (key[3]! << 24);
    const high = key[4]! | (key[5]! << 8);
    tables.low[ngram] = low;
    tables.high[ngram] = high;
    let slot = slotOf(low, high);
    while (tables.slot[slot] !== 0) slot = (slot + 1) & (slots - 1);
    tables.slot[slot] = ngram + 1;
    for (let left = bytes[at++]!; left > 0; left--) {
      tables.language[count] = bytes[at++]!;
      tables.score[count++] = bytes[at++]! + base;
    }
    tables.from[ngram + 1] = count;
  }
  return tables;
}

/**
 * Nito-ELD, Efficient Language Detector, with its extra-small tables of 60 languages: the language with the highest sum of scores of the
 * n-grams of four UTF-8 bytes, three apart, each counted once. Equal to the package's `detect`, which is the oracle of the test, at
 * a fraction of its time to load and to answer.
 */
export class EldModel {
  readonly languages: readonly string[] = eldData.languages.split(' ');
  readonly #tables = unpack();
  readonly #sums = new Int32Array(this.languages.length);
  /** In which text an n-gram was last seen. */
  readonly #seen = new Int32Array(eldData.ngrams);
  #text = 0;
  readonly #word = new Uint8Array(mostBytes + 8);

  /** ISO 639-1; `''` where it knows no n-gram of the text. O(length), at most the first 380 bytes are read. */
  detect(text: string): string {
    const read = text.length > readUnits ? text.slice(0, readUnits) : text;
    const words = read.replace(separators, ' ').trim().toLowerCase();
    this.#sums.fill(0);
    this.#text++;
    let length = 0;
    let bytes = 0;
    for (let i = 0; i < words.length && bytes <= mostBytes; i++) {
      const unit = words.charCodeAt(i);
      if (unit === space) {
        if (length > 0) this.#countWord(length);
        length = 0;
        if (bytes > readBytes) break;
        bytes++;
        continue;
      }
      const before = length;
      length = encodeUnit(unit, this.#word, length);
      bytes += length - before;
    }
    if (length > 0) this.#countWord(length);
    let best = -1;
    for (let k = 0; k < this.#sums.length; k++)
      if (this.#sums[k]! > 0 && (best < 0 || this.#sums[k]! > this.#sums[best]!)) best = k;
    return best < 0 ? '' : this.languages[best]!;
  }

  #countWord(whole: number): void {
    const length = Math.min(whole, wordBytes);
    let at = 0;
    for (; at + ngramBytes < length; at += stride) this.#countNgram(at, at + ngramBytes, false);
    // Of a longer word the end is not read.
    if (length === whole) this.#countNgram(Math.max(0, length - ngramBytes), length, true);
  }

  /** A space stands before the first n-gram of a word and behind the last. */
  #countNgram(from: number, to: number, last: boolean): void {
    let low = 0;
    let high = 0;
    let k = 0;
    const push = (byte: number): void => {
      if (k < 4) low |= byte << (8 * k);
      else high |= byte << (8 * (k - 4));
      k++;
    };
    if (from === 0) push(space);
    for (let i = from; i < to; i++) push(this.#word[i]!);
    if (last) push(space);
    const tables = this.#tables;
    let slot = slotOf(low, high);
    for (let one = tables.slot[slot]!; one !== 0; one = tables.slot[slot]!) {
      const ngram = one - 1;
      if (tables.low[ngram] === low && tables.high[ngram] === high) {
        if (this.#seen[ngram] === this.#text) return;
        this.#seen[ngram] = this.#text;
        for (let i = tables.from[ngram]!; i < tables.from[ngram + 1]!; i++)
          this.#sums[tables.language[i]!]! += tables.score[i]!;
        return;
      }
      slot = (slot + 1) & (slots - 1);
    }
  }
}

const blank: ReadonlySet<number> = new Set(eldData.blank);
/** Each byte as the tables know it. */
const known = Uint8Array.from({ length: 256 }, (_, byte) => (blank.has(byte) ? space : byte));

/** UTF-8 of one UTF-16 unit, none of which is a surrogate once separators are gone; returns the place behind. */
function encodeUnit(unit: number, out: Uint8Array, from: number): number {
  let at = from;
  if (unit < 0x80) out[at++] = unit;
  else {
    if (unit < 0x800) out[at++] = known[0xc0 | (unit >> 6)]!;
    else {
      out[at++] = known[0xe0 | (unit >> 12)]!;
      out[at++] = known[0x80 | ((unit >> 6) & 0x3f)]!;
    }
    out[at++] = known[0x80 | (unit & 0x3f)]!;
  }
  return at;
}
