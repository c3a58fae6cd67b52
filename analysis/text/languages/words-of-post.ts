import { WordTable } from '../word-table';
import { classOf, letter as letterClass, mark as markClass, whiteSpace } from '../normalisation/character-classes';

/** Longer posts say no more about their language. */
const readLetters = 1000;

const letter = 1;
const mark = 2;
const apostrophe = 3;
const space = 4;
const sentenceEnd = 5;
const other = 6;

const kinds = new Uint8Array(65536);

/** Kind of a UTF-16 unit; surrogates count as sentence ends: nearly all are emoji. Found when a unit is first met. */
function kindOf(unit: number): number {
  return kinds[unit] || (kinds[unit] = kindByClass(unit));
}

function kindByClass(unit: number): number {
  const bits = classOf(unit);
  if ((bits & letterClass) !== 0) return letter;
  if ((bits & markClass) !== 0 || unit === 0x200c || unit === 0x200d) return mark;
  if (unit === 0x0a || (unit >= 0xd800 && unit < 0xe000)) return sentenceEnd;
  return (bits & whiteSpace) !== 0 || unit === 0x85 ? space : other;
}
kinds[0x27] = apostrophe;
kinds[0x2019] = apostrophe;
for (const one of '.!?…。！？؟۔।:;|') kinds[one.charCodeAt(0)] = sentenceEnd;

/** A few signs make a word: from Thai to Tibetan, Myanmar, Khmer, and all of East Asia. */
function isDense(unit: number): boolean {
  return (
    (unit >= 0x0e00 && unit < 0x10a0) ||
    (unit >= 0x1100 && unit < 0x1200) ||
    (unit >= 0x1780 && unit < 0x1800) ||
    (unit >= 0x2e80 && unit < 0xa4d0) ||
    (unit >= 0xac00 && unit < 0xfb00) ||
    (unit >= 0xff66 && unit < 0xffdd)
  );
}

function isLatin(unit: number): boolean {
  return unit < 0x0250 || (unit >= 0x1e00 && unit < 0x1f00);
}

/** Words that stand for something cut out, in corpora that others prepared. */
const leftovers = WordTable.of(['http', 'https', 'rt', 'user', 'amp'], true);
const longestLeftover = 5;

const wordRun = /[^\s\u0085]*/y;

function skipRun(text: string, from: number): number {
  wordRun.lastIndex = from;
  wordRun.test(text);
  return wordRun.lastIndex;
}

/** Where a token that says nothing about the language ends, or `from` where none begins there. */
function skipNoise(text: string, from: number, unit: number): number {
  switch (unit) {
    case 0x40: // @
    case 0x23: // #
    case 0xff20:
    case 0xff03: {
      let to = from + 1;
      while (to < text.length) {
        const next = text.charCodeAt(to);
        const kind = kindOf(next);
        const part = kind === letter || kind === mark || next === 0x5f || (next >= 0x30 && next <= 0x39);
        if (!part && !(unit === 0x40 && (next === 0x40 || next === 0x2e) && kindOf(text.charCodeAt(to + 1)) === letter))
          break;
        to++;
      }
      return to;
    }
    case 0x68: // h
    case 0x48:
    case 0x77: // w
    case 0x57:
      return /^(?:https?:\/\/|www\.)/i.test(text.slice(from, from + 8)) ? skipRun(text, from) : from;
    case 0x26: {
      // An entity such as &amp; that was left as it is.
      const found = /^&[a-z#0-9]{2,8};/i.exec(text.slice(from, from + 10));
      return found ? from + found[0].length : from;
    }
    case 0x5b: {
      const found = /^\[[a-z-]{2,12}\]/.exec(text.slice(from, from + 14));
      return found ? from + found[0].length : from;
    }
    case 0x5c: {
      // An escape such as \u2019 or \n that was never resolved.
      const found = /^\\(?:u[0-9a-f]{4}|n|t|")/i.exec(text.slice(from, from + 6));
      return found ? from + found[0].length : from;
    }
    default:
      return from;
  }
}

/** What of a post tells its language. One object serves post after post: nothing is kept between them. */
export class PlainWords {
  /** Words parted by single spaces; links, accounts, hashtags, masks, numbers and emoji left out. The first `length` units count. */
  units = new Uint16Array(2 * readLetters);
  length = 0;
  letters = 0;
  /** Letters of scripts that write a word in a few signs: Han, kana, Hangul, Thai and their neighbours. */
  denseLetters = 0;
  /** Letters of Basic Latin to Latin Extended. */
  latinLetters = 0;
  /** Places in `units` where a sentence ends or the script changes. */
  breaks: number[] = [];
  #lastLatin = false;

  get text(): string {
    return Buffer.from(this.units.buffer, 0, 2 * this.length).toString('utf16le');
  }

  /** One pass. O(length), at most the first 1,000 letters are read. */
  read(text: string): void {
    this.length = 0;
    this.letters = 0;
    this.denseLetters = 0;
    this.latinLetters = 0;
    if (this.breaks.length > 0) this.breaks = [];
    let at = 0;
    while (at < text.length && this.letters < readLetters) {
      const unit = text.charCodeAt(at);
      const kind = kindOf(unit);
      if (kind === letter) {
        const after = unit === 0x68 || unit === 0x77 || unit === 0x48 || unit === 0x57 ? skipNoise(text, at, unit) : at;
        at = after > at ? after : this.#word(text, at, unit);
      } else if (kind === space) at++;
      else {
        const after = skipNoise(text, at, unit);
        if (after === at) {
          if (kind === sentenceEnd) this.#endSentence(this.length);
          at++;
        } else at = after;
      }
    }
  }

  #endSentence(end: number): void {
    if (end > 0 && this.breaks.at(-1) !== end) this.breaks.push(end);
  }

  /** Takes the word that begins here and returns the place behind what it belongs to. */
  #word(text: string, from: number, first: number): number {
    let to = from + 1;
    const latin = isLatin(first);
    for (; to < text.length; to++) {
      const next = kindOf(text.charCodeAt(to));
      if (next === letter || next === mark) continue;
      if (next === apostrophe && kindOf(text.charCodeAt(to + 1)) === letter) continue;
      break;
    }
    const length = to - from;
    const before = this.length;
    this.#add(text, from, to);
    const leftover = length <= longestLeftover && leftovers.find(this.units, this.length - length, this.length) >= 0;
    // An address is no sentence: what is before the @ goes with it.
    const inAddress = !leftover && text.charCodeAt(to) === 0x40 && kindOf(text.charCodeAt(to + 1)) === letter;
    if (leftover || inAddress) {
      this.length = before;
      return leftover ? to : skipRun(text, to);
    }
    if (this.#lastLatin !== latin && before > 0) this.#endSentence(before);
    this.#lastLatin = latin;
    this.letters += length;
    if (latin) this.latinLetters += length;
    else if (isDense(first)) this.denseLetters += length;
    return to;
  }

  #add(text: string, from: number, to: number): void {
    let at = this.length;
    const end = at + 1 + to - from;
    if (end > this.units.length) {
      const grown = new Uint16Array(Math.max(end, 2 * this.units.length));
      grown.set(this.units);
      this.units = grown;
    }
    const { units } = this;
    if (at > 0) units[at++] = 0x20;
    for (let i = from; i < to; i++) units[at++] = text.charCodeAt(i);
    this.length = at;
  }
}
