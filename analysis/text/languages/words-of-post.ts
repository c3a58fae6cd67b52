import { classOf, letter as letterClass, mark as markClass, whiteSpace } from '../normalisation/character-classes';

/** What of a post tells its language. */
export interface PlainWords {
  /** Words parted by single spaces; links, accounts, hashtags, masks, numbers and emoji left out. */
  readonly words: string;
  readonly letters: number;
  /** Letters of scripts that write a word in a few signs: Han, kana, Hangul, Thai and their neighbours. */
  readonly denseLetters: number;
  /** Letters of Basic Latin to Latin Extended. */
  readonly latinLetters: number;
  /** Places in `words` where a sentence ends or the script changes. */
  readonly breaks: readonly number[];
}

/** Longer posts say no more about their language. */
const readLetters = 1000;

const letter = 1;
const mark = 2;
const apostrophe = 3;
const space = 4;
const sentenceEnd = 5;

/** Kind of each UTF-16 unit; surrogates count as sentence ends: nearly all are emoji. */
const kinds = new Uint8Array(65536);
for (let unit = 0; unit < 65536; unit++) {
  const bits = classOf(unit);
  if ((bits & letterClass) !== 0) kinds[unit] = letter;
  else if ((bits & markClass) !== 0 || unit === 0x200c || unit === 0x200d) kinds[unit] = mark;
  else if (unit === 0x0a || (unit >= 0xd800 && unit < 0xe000)) kinds[unit] = sentenceEnd;
  else if ((bits & whiteSpace) !== 0 || unit === 0x85) kinds[unit] = space;
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
const leftovers = new Set(['http', 'https', 'rt', 'user', 'amp']);

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
        const kind = kinds[next]!;
        const part = kind === letter || kind === mark || next === 0x5f || (next >= 0x30 && next <= 0x39);
        if (!part && !(unit === 0x40 && (next === 0x40 || next === 0x2e) && kinds[text.charCodeAt(to + 1)] === letter))
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

/** The words of a post that tell its language, in one pass. O(length), at most the first 1,000 letters are read. */
export function wordsOfPost(text: string): PlainWords {
  let words = '';
  let letters = 0;
  let denseLetters = 0;
  let latinLetters = 0;
  const breaks: number[] = [];
  let at = 0;
  let lastLatin: boolean | null = null;
  const endSentence = (): void => {
    if (words.length > 0 && breaks.at(-1) !== words.length) breaks.push(words.length);
  };
  while (at < text.length && letters < readLetters) {
    const unit = text.charCodeAt(at);
    const kind = kinds[unit]!;
    if (kind === letter) {
      const after = unit === 0x68 || unit === 0x77 || unit === 0x48 || unit === 0x57 ? skipNoise(text, at, unit) : at;
      if (after > at) {
        at = after;
        continue;
      }
      let to = at + 1;
      const latin = isLatin(unit);
      for (; to < text.length; to++) {
        const next = kinds[text.charCodeAt(to)]!;
        if (next === letter || next === mark) continue;
        if (next === apostrophe && kinds[text.charCodeAt(to + 1)] === letter) continue;
        break;
      }
      const word = text.slice(at, to);
      at = to;
      if (latin && word.length <= 5 && leftovers.has(word.toLowerCase())) continue;
      // An address is no sentence: what is before the @ goes with it.
      if (text.charCodeAt(to) === 0x40 && kinds[text.charCodeAt(to + 1)] === letter) {
        at = skipRun(text, to);
        continue;
      }
      if (lastLatin !== null && lastLatin !== latin) endSentence();
      lastLatin = latin;
      words = words.length === 0 ? word : `${words} ${word}`;
      letters += word.length;
      if (latin) latinLetters += word.length;
      else if (isDense(unit)) denseLetters += word.length;
    } else if (kind === space) at++;
    else {
      const after = skipNoise(text, at, unit);
      if (after === at) {
        if (kind === sentenceEnd) endSentence();
        at++;
      } else at = after;
    }
  }
  return { words, letters, denseLetters, latinLetters, breaks };
}
