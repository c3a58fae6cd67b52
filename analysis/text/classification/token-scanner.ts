import {
  classOf,
  codeAt,
  letter,
  mark,
  number,
  pictograph,
  regional,
  unspaced,
  whiteSpace,
} from '../normalisation/character-classes';

/**
 * `word`: its text from `from` to `end` is folded; `sign`: an emoticon, emoji, short number or single mark, counted as it stands;
 * the others are counted under one name each.
 */
export type TokenKind = 'word' | 'sign' | 'run' | 'number' | 'mention' | 'address';

const set = (units: string): Uint8Array => {
  const out = new Uint8Array(128);
  for (const one of units) out[one.charCodeAt(0)] = 1;
  return out;
};
const eyes = set(':;=8xX');
const noses = set("-o^'");
const mouths = set(')]([dDpP/\\|*3');
const faceEnds = set(':;=');
const singles = set('.,;:"&%$');
const has = (units: Uint8Array, unit: number): boolean => units[unit] === 1;

/** What may begin at an ASCII unit: nothing, a word and nothing else, or what must be looked at. */
const nothing = 0;
const wordOnly = 1;
const begins = new Uint8Array(128).fill(nothing);
/** ASCII letters and digits. */
const asciiWordUnits = new Uint8Array(128);
for (let unit = 0; unit < 128; unit++) {
  const bits = classOf(unit);
  if ((bits & (letter | number)) !== 0) asciiWordUnits[unit] = 1;
  if ((bits & letter) !== 0) begins[unit] = wordOnly;
}
for (const one of 'hwxX0123456789:;=<()@#.,!?"&%$') begins[one.charCodeAt(0)] = 2;

/**
 * What begins at an ASCII unit, capitals being taken for small letters, by it and the next (from 128 on: any beyond ASCII), at
 * `unit × 256 + next`: 0 nothing, 1 a word, 2 a sign of one unit, 3 what more units decide, 4 a number.
 */
export const firstUnits = new Uint8Array(128 * 256);
for (let unit = 0; unit < 128; unit++) {
  for (let next = 0; next <= 128; next++) firstUnits[unit * 256 + next] = firstUnit(unit, next);
  firstUnits.fill(firstUnits[unit * 256 + 128]!, unit * 256 + 128, unit * 256 + 256);
}

function firstUnit(unit: number, next: number): number {
  const one = String.fromCharCode(unit);
  const follows = (units: string): boolean => next < 128 && units.includes(String.fromCharCode(next));
  if (unit === 0x40 || unit === 0x23) return next === 128 || next === 0x5f || asciiWordUnits[next] === 1 ? 3 : 0;
  if ((one === 'h' && follows('t')) || (one === 'w' && follows('w'))) return 3;
  if (has(eyes, unit) && next < 128 && (has(noses, next) || has(mouths, next))) return 3;
  if ((unit === 0x28 || unit === 0x29) && next < 128 && (has(noses, next) || has(faceEnds, next))) return 3;
  if ((one === '<' && follows('3')) || (one === '.' && follows('.')) || ('!?'.includes(one) && follows('!?'))) return 3;
  if ((classOf(unit) & number) !== 0) return 4;
  if (asciiWordUnits[unit] === 1) return 1;
  return '!?'.includes(one) || has(singles, unit) ? 2 : 0;
}

const ellipsis = 0x2026;
const longestRun = 200;
const letterLike = letter | mark | number;

/** Walks over what a classifier reads of a post, making no strings. One pass, O(length). */
export class ClassifierScanner {
  #text = '';
  kind: TokenKind = 'word';
  start = 0;
  /** Where the term itself begins: after the `#` of a hashtag. */
  from = 0;
  end = 0;
  /** A word of ASCII letters, digits and apostrophes, without a letter or digit three times in a row: folding it is lower-casing it. */
  plain = false;

  /** Begins a text at a place. */
  read(text: string, at = 0): void {
    this.#text = text;
    this.end = at;
  }

  /** Goes to the next token; false where there is none. */
  next(): boolean {
    const text = this.#text;
    let at = this.end;
    while (at < text.length) {
      const unit = text.charCodeAt(at);
      if (unit < 128 && begins[unit] === nothing) {
        at++;
        continue;
      }
      const code = unit < 0xd800 ? unit : codeAt(text, at);
      const end = unit < 128 && begins[unit] === wordOnly ? this.#word(text, at) : this.#token(text, at, code);
      if (end > at) {
        this.start = at;
        this.end = end;
        return true;
      }
      at += code > 0xffff ? 2 : 1;
    }
    return false;
  }

  #found(kind: TokenKind, from: number, end: number): number {
    this.kind = kind;
    this.from = from;
    this.plain = false;
    return end;
  }

  /** A word: letters, marks and digits, with single apostrophes within. */
  #word(text: string, from: number): number {
    let end = from;
    let plain = true;
    let last = -1;
    let before = -1;
    for (;;) {
      const unit = unitAt(text, end);
      if (unit < 128 && asciiWordUnits[unit] === 1) {
        // Lower case; digits and the apostrophe have this bit.
        const lower = unit | 0x20;
        if (lower === last && lower === before) plain = false;
        before = last;
        last = lower;
        end++;
        continue;
      }
      const code = unit < 0xd800 ? unit : codeAt(text, end);
      if (code >= 128 && (classOf(code) & letterLike) !== 0) {
        plain = false;
        end += code > 0xffff ? 2 : 1;
        continue;
      }
      if (unit !== 0x27 && unit !== 0x2019) break;
      if ((classAt(text, end + 1) & letterLike) === 0) break;
      if (unit === 0x2019) plain = false;
      last = -1;
      end++;
    }
    this.kind = 'word';
    this.from = from;
    this.plain = plain;
    return end;
  }

  #token(text: string, at: number, code: number): number {
    const bits = classOf(code);
    if (code === 0x68 || code === 0x77) {
      const end = addressEnd(text, at);
      if (end > at) return this.#found('address', at, end);
    } else if (code === 0x40 || code === 0xff20) {
      const end = runOf(text, at + 1, letter | number);
      if (end > at + 1) return this.#found('mention', at, end);
    }
    if (code < 128) {
      const end = emoticonEnd(text, at, code);
      if (end > at) return this.#found('sign', at, end);
    }
    if (code === 0x23 || code === 0xff03) {
      const end = runOf(text, at + 1, letterLike);
      return end > at + 1 ? this.#found('word', at + 1, end) : at;
    }
    if ((bits & unspaced) !== 0) return this.#found('word', at, marksEnd(text, at + (code > 0xffff ? 2 : 1)));
    if ((bits & (letter | mark)) !== 0) return this.#word(text, at);
    if ((bits & number) !== 0) {
      const end = numberEnd(text, at);
      return this.#found(end - at > 4 ? 'number' : 'sign', at, end);
    }
    if ((bits & pictograph) !== 0) return this.#found('sign', at, at + (code > 0xffff ? 2 : 1));
    if ((bits & regional) !== 0) return (classAt(text, at + 2) & regional) === 0 ? at : this.#found('sign', at, at + 4);
    return this.#punctuation(text, at, code);
  }

  #punctuation(text: string, at: number, code: number): number {
    if (code === 0x21 || code === 0x3f || code === 0x2e) {
      let end = at + 1;
      const limit = Math.min(text.length, at + longestRun);
      if (code === 0x2e) while (end < limit && text.charCodeAt(end) === 0x2e) end++;
      else while (end < limit && (text.charCodeAt(end) === 0x21 || text.charCodeAt(end) === 0x3f)) end++;
      return this.#found(end - at > 1 ? 'run' : 'sign', at, end);
    }
    return code === ellipsis || (code < 128 && has(singles, code)) ? this.#found('sign', at, at + 1) : at;
  }
}

/** A unit of a text; 0, which begins nothing, beyond its end, where `charCodeAt` would give NaN and be slow from then on. */
function unitAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : 0;
}

/** The classes of the code point that begins there. */
function classAt(text: string, at: number): number {
  const unit = unitAt(text, at);
  return classOf(unit < 0xd800 ? unit : codeAt(text, at));
}

/** End of `https?://…` or `www.…`, up to white space; `at` where there is none. */
function addressEnd(text: string, at: number): number {
  let body = at;
  if (text.startsWith('http', at)) {
    const scheme = unitAt(text, at + 4) === 0x73 ? at + 5 : at + 4;
    if (text.startsWith('://', scheme)) body = scheme + 3;
  } else if (text.startsWith('www.', at)) body = at + 4;
  if (body === at) return at;
  let end = body;
  while (end < text.length && (classOf(unitAt(text, end)) & whiteSpace) === 0) end++;
  return end > body ? end : at;
}

/** End of an emoticon such as `:-)`, `(:` or `<3`, which no letter or digit may follow; `at` where there is none. */
function emoticonEnd(text: string, at: number, code: number): number {
  let end = at;
  if (has(eyes, code)) {
    const mouth = at + (has(noses, unitAt(text, at + 1)) ? 2 : 1);
    if (has(mouths, unitAt(text, mouth))) end = mouth + 1;
  } else if (code === 0x3c) {
    if (unitAt(text, at + 1) === 0x33) end = at + 2;
  } else if (code === 0x28 || code === 0x29) {
    const close = at + (has(noses, unitAt(text, at + 1)) ? 2 : 1);
    if (has(faceEnds, unitAt(text, close))) end = close + 1;
  }
  return (classAt(text, end) & (letter | number)) === 0 ? end : at;
}

/** End of a run of these classes and underscores. */
function runOf(text: string, from: number, classes: number): number {
  let end = from;
  while (end < text.length) {
    const code = codeAt(text, end);
    if (code !== 0x5f && (classOf(code) & classes) === 0) break;
    end += code > 0xffff ? 2 : 1;
  }
  return end;
}

function marksEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length) {
    const code = codeAt(text, end);
    if ((classOf(code) & mark) === 0) break;
    end += code > 0xffff ? 2 : 1;
  }
  return end;
}

/** End of digits with single dots, commas or colons within. */
function numberEnd(text: string, from: number): number {
  let end = from;
  for (;;) {
    while (end < text.length) {
      const code = codeAt(text, end);
      if ((classOf(code) & number) === 0) break;
      end += code > 0xffff ? 2 : 1;
    }
    const unit = unitAt(text, end);
    if (unit !== 0x2e && unit !== 0x2c && unit !== 0x3a) return end;
    if ((classAt(text, end + 1) & number) === 0) return end;
    end++;
  }
}
