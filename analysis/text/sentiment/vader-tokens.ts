import { vaderEmoji } from './lexicons/vader-emoji';
import { asciiClass, isSpace, isUpper, lowerBit, punctuationBit, spaceBit, upperBit } from './python-text';
import { negates, wordAt } from './vader-words';

const emoji = new Map(
  vaderEmoji.split('\n').map((line) => {
    const [character, words] = line.split('\t') as [string, string];
    return [character.codePointAt(0)!, words];
  }),
);

const beyondAscii = /[^\0-\x7f]/;

/** UTF-16 units with which one begins. */
const beginsEmoji = new Uint8Array(0x10000);
for (const point of emoji.keys()) beginsEmoji[String.fromCodePoint(point).charCodeAt(0)] = 1;

/** The Kelvin sign is all beyond ASCII that is ASCII in lower case. */
const kelvin = 0x212a;

/** Emoji spelled out, one code point at a time, as the Python package does; a space before where none stands. */
export function spellEmoji(text: string): string {
  // No emoji of the table is ASCII.
  if (!beyondAscii.test(text)) return text;
  let out = '';
  let copied = 0;
  for (let i = 0; i < text.length; i++) {
    if (beginsEmoji[text.charCodeAt(i)] === 0) continue;
    const point = text.codePointAt(i)!;
    const words = emoji.get(point);
    if (words !== undefined) {
      const between = i > copied ? text.slice(copied, i) : '';
      out += between;
      if (i > 0 && !between.endsWith(' ')) out += ' ';
      out += words;
      copied = i + (point > 0xffff ? 2 : 1);
    }
    if (point > 0xffff) i++;
  }
  return copied === 0 ? text : out + text.slice(copied);
}

/** A post cut into VADER's words. One object serves post after post: nothing is kept between them. */
export class VaderTokens {
  text = '';
  count = 0;
  from = new Int32Array(256);
  to = new Int32Array(256);
  /** Number of the word, −1 where no rule knows it. */
  word = new Int32Array(256);
  upper = new Uint8Array(256);
  negation = new Uint8Array(256);
  /** Some words are in capitals, others not. */
  mixedCase = false;
  exclamations = 0;
  questions = 0;

  /** Lower-case text of one word. */
  lower(k: number): string {
    return this.text.slice(this.from[k], this.to[k]).toLowerCase();
  }

  /** Cuts at Python's white space and strips ASCII punctuation off words that stay longer than two characters. O(length). */
  read(raw: string): void {
    const text = spellEmoji(raw);
    this.text = text;
    this.count = 0;
    this.exclamations = 0;
    this.questions = 0;
    let capitals = 0;
    const end = text.length;
    let at = 0;
    while (at < end) {
      while (at < end && isSpace(text.charCodeAt(at))) at++;
      if (at === end) break;
      const start = at;
      let classes = 0;
      let plain = true;
      for (; at < end; at++) {
        const unit = text.charCodeAt(at);
        if (unit < 128) {
          const one = asciiClass[unit]!;
          if (one === spaceBit) break;
          classes |= one;
        } else {
          if (isSpace(unit)) break;
          plain = false;
        }
      }
      const punctuation = (classes & punctuationBit) !== 0;
      const k = this.add(start, at, plain, punctuation);
      // Punctuation has no case: the stripped word's is the whole token's.
      const upper = plain ? (classes & (upperBit | lowerBit)) === upperBit : isUpper(text, start, at);
      this.upper[k] = upper ? 1 : 0;
      if (upper) capitals++;
    }
    this.mixedCase = capitals > 0 && capitals < this.count;
  }

  private add(start: number, end: number, plain: boolean, punctuation: boolean): number {
    const { text } = this;
    let from = start;
    let to = end;
    let apostrophe = false;
    if (punctuation) {
      // Beyond ASCII the table answers undefined.
      while (from < to && asciiClass[text.charCodeAt(from)] === punctuationBit) from++;
      while (to > from && asciiClass[text.charCodeAt(to - 1)] === punctuationBit) to--;
      if (to - from <= 2 || (!plain && to - from <= 4 && [...text.slice(from, to)].length <= 2)) {
        from = start;
        to = end;
      }
      for (let i = start; i < end; i++) {
        const unit = text.charCodeAt(i);
        if (unit === 33) this.exclamations++;
        else if (unit === 63) this.questions++;
        else if (unit === 39) apostrophe = true;
      }
    }
    if (this.count === this.from.length) this.grow();
    const k = this.count++;
    this.from[k] = from;
    this.to[k] = to;
    let word: number;
    const first = text.charCodeAt(from);
    if (plain) word = wordAt(text, from, to);
    else if (first >= 128 && first !== kelvin) word = -1;
    else {
      const lower = text.slice(from, to).toLowerCase();
      word = wordAt(lower, 0, lower.length);
    }
    this.word[k] = word;
    let negation = word >= 0 ? negates[word]! : 0;
    if (apostrophe && negation === 0) {
      for (let i = from + 1; i + 1 < to; i++) {
        if (text.charCodeAt(i) === 39 && /^n't$/i.test(text.slice(i - 1, i + 2))) negation = 1;
      }
    }
    this.negation[k] = negation;
    return k;
  }

  private grow(): void {
    const size = this.from.length * 2;
    const larger = <A extends Int32Array | Uint8Array>(old: A): A => {
      const array = new (old.constructor as new (length: number) => A)(size);
      array.set(old);
      return array;
    };
    this.from = larger(this.from);
    this.to = larger(this.to);
    this.word = larger(this.word);
    this.upper = larger(this.upper);
    this.negation = larger(this.negation);
  }
}
