import {
  classOf,
  codeAt,
  letter,
  mark,
  modifier,
  number,
  pictograph,
  regional,
  unspaced,
  whiteSpace,
} from './normalisation/character-classes';

/** Kinds of token in a post, in the order in which they are tried at each place. */
export type TokenKind = 'url' | 'email' | 'mention' | 'hashtag' | 'mark' | 'emoticon' | 'word' | 'number' | 'emoji';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** UTF-16 offset. */
  readonly start: number;
}

/** Typed placeholders left by masking, such as `[url]` or `[person-2]`. */
const maskPattern =
  /\[(?:url|email|phone|ip|card|iban|user|id|national-id|address|person|place|date|date-of-birth|birth-date)(?:-\d{1,9})?\]/y;
const emoticonPattern =
  /(?:[:;=]['’]?[-o^]?(?:[)(D*/\\|[\]}{@$]+|[PpO3])|8-\)|[xX]D+|<\/?3+|[(\])]['’]?-?[:;=]|\^_*\^|[-TO;]_[-TO;])/y;
/** Units with which an emoticon may begin. */
const emoticonStarts = new Uint8Array(128);
for (const one of ':;=8xX<(])^-TO') emoticonStarts[one.charCodeAt(0)] = 1;

const longestLocalPart = 64;
const longestLabel = 63;
const at = 0x40;
const dot = 0x2e;

/** Walks over the tokens of a text without making anything: `kind`, `start` and `end` tell of the current one. */
export class TokenScanner {
  #text = '';
  #at = 0;
  /** Place of the next @, so that most texts look for e-mail addresses never. */
  #nextAt = -1;
  kind: TokenKind = 'word';
  start = 0;
  end = 0;
  /** The token holds printable ASCII alone. Known of words only. */
  ascii = false;

  read(text: string): void {
    this.#text = text;
    this.#at = 0;
    this.end = 0;
    this.#nextAt = text.indexOf('@');
  }

  /** Goes to the next token; false where there is none. */
  next(): boolean {
    const text = this.#text;
    while (this.#at < text.length) {
      const from = this.#at;
      const code = codeAt(text, from);
      const bits = classOf(code);
      const end = this.#token(text, from, code, bits);
      if (end > from) {
        this.start = from;
        this.end = end;
        this.#at = end;
        return true;
      }
      this.#at = from + (code > 0xffff ? 2 : 1);
    }
    return false;
  }

  #token(text: string, from: number, code: number, bits: number): number {
    if (bits === whiteSpace) return from;
    if (code === 0x68 || code === 0x77) {
      const end = this.#url(text, from);
      if (end > from) return this.#found('url', end);
    }
    if (this.#nextAt >= 0) {
      const end = this.#email(text, from, code, bits);
      if (end > from) return this.#found('email', end);
    }
    if (code === at || code === 0xff20) {
      const end = this.#mention(text, from);
      if (end > from) return this.#found('mention', end);
    } else if (code === 0x23 || code === 0xff03) {
      const end = runOf(text, from + 1, letter | mark | number, 0x5f);
      if (end > from + 1) return this.#found('hashtag', end);
    } else if (code === 0x5b) {
      maskPattern.lastIndex = from;
      if (maskPattern.test(text)) return this.#found('mark', maskPattern.lastIndex);
    }
    if (code < 128 && emoticonStarts[code] === 1) {
      const end = emoticon(text, from, this.end);
      if (end > from) return this.#found('emoticon', end);
    }
    if ((bits & unspaced) !== 0) {
      this.ascii = false;
      return this.#found('word', runOf(text, from + (code > 0xffff ? 2 : 1), mark, -1));
    }
    if ((bits & (letter | mark)) !== 0) return this.#word(text, from);
    if ((bits & number) !== 0) return this.#found('number', numberEnd(text, from));
    if ((bits & pictograph) !== 0) return this.#found('emoji', emojiEnd(text, from));
    if ((bits & regional) !== 0 && (classOf(codeAt(text, from + 2)) & regional) !== 0)
      return this.#found('emoji', from + 4);
    return from;
  }

  #found(kind: TokenKind, end: number): number {
    this.kind = kind;
    return end;
  }

  #word(text: string, from: number): number {
    this.kind = 'word';
    let end = from;
    let wide = 0;
    for (;;) {
      while (end < text.length) {
        const unit = text.charCodeAt(end);
        const code = unit < 0xd800 ? unit : codeAt(text, end);
        if ((classOf(code) & (letter | mark | number)) === 0) break;
        wide |= code;
        end += code > 0xffff ? 2 : 1;
      }
      const unit = text.charCodeAt(end);
      if (unit !== 0x27 && unit !== 0x2019) break;
      if (end + 1 >= text.length || (classOf(codeAt(text, end + 1)) & (letter | mark | number)) === 0) break;
      wide |= unit;
      end++;
    }
    this.ascii = wide < 0x80;
    return end;
  }

  #url(text: string, from: number): number {
    let end = from;
    if (text.startsWith('http', from)) {
      end = from + (text.charCodeAt(from + 4) === 0x73 ? 5 : 4);
      if (!text.startsWith('://', end)) return from;
      end += 3;
    } else if (text.startsWith('www.', from)) end = from + 4;
    else return from;
    const body = end;
    while (end < text.length) {
      const unit = text.charCodeAt(end);
      if (unit === 0x3c || unit === 0x3e || unit === 0x22 || (classOf(unit) & whiteSpace) !== 0) break;
      end++;
    }
    return end > body ? end : from;
  }

  #email(text: string, from: number, code: number, bits: number): number {
    if (!isLocal(code, bits)) return from;
    if (this.#nextAt < from) this.#nextAt = text.indexOf('@', from);
    const sign = this.#nextAt;
    // Two units for each character at most.
    if (sign < 0 || sign - from > 2 * longestLocalPart) return from;
    let length = 0;
    for (let place = from; place < sign; length++) {
      const one = codeAt(text, place);
      if (length === longestLocalPart || !isLocal(one, classOf(one))) return from;
      place += one > 0xffff ? 2 : 1;
    }
    let end = labelEnd(text, sign + 1);
    if (end === sign + 1 || text.charCodeAt(end) !== dot) return from;
    let labels = 0;
    while (text.charCodeAt(end) === dot) {
      const next = labelEnd(text, end + 1);
      if (next === end + 1) break;
      end = next;
      labels++;
    }
    return labels > 0 ? end : from;
  }

  #mention(text: string, from: number): number {
    const end = runOf(text, from + 1, letter | number, 0x5f);
    if (end === from + 1) return from;
    if (text.charCodeAt(end) !== at) return end;
    // An account of the fediverse: the host must have a dot.
    let host = runOf(text, end + 1, letter | number, 0x2d);
    if (host === end + 1) return end;
    let dots = 0;
    while (text.charCodeAt(host) === dot) {
      const next = runOf(text, host + 1, letter | number, 0x2d);
      if (next === host + 1) break;
      host = next;
      dots++;
    }
    return dots > 0 ? host : end;
  }
}

function isLocal(code: number, bits: number): boolean {
  return (
    (bits & (letter | number)) !== 0 || code === dot || code === 0x2d || code === 0x5f || code === 0x2b || code === 0x25
  );
}

/** End of a run of characters with one of these classes, or equal to one more unit. */
function runOf(text: string, from: number, classes: number, more: number): number {
  let end = from;
  while (end < text.length) {
    const code = codeAt(text, end);
    if ((classOf(code) & classes) === 0 && code !== more) break;
    end += code > 0xffff ? 2 : 1;
  }
  return end;
}

function labelEnd(text: string, from: number): number {
  let end = from;
  for (let length = 0; end < text.length && length < longestLabel; length++) {
    const code = codeAt(text, end);
    if ((classOf(code) & (letter | number)) === 0 && code !== 0x2d) break;
    end += code > 0xffff ? 2 : 1;
  }
  return end;
}

function numberEnd(text: string, from: number): number {
  let end = runOf(text, from, number, -1);
  for (;;) {
    const unit = text.charCodeAt(end);
    if (unit !== dot && unit !== 0x2c && unit !== 0x3a) return end;
    const next = runOf(text, end + 1, number, -1);
    if (next === end + 1) return end;
    end = next;
  }
}

/** A pictograph with its skin tone or variation selector, and what zero-width joiners join to it. */
function emojiEnd(text: string, from: number): number {
  let end = from;
  for (;;) {
    end += codeAt(text, end) > 0xffff ? 2 : 1;
    if (end < text.length) {
      const code = codeAt(text, end);
      if ((classOf(code) & modifier) !== 0) end += 2;
      else if (code === 0xfe0f) end++;
    }
    if (text.charCodeAt(end) !== 0x200d || end + 1 >= text.length) return end;
    if ((classOf(codeAt(text, end + 1)) & pictograph) === 0) return end;
    end++;
  }
}

/** Stands alone: letters and digits neither touch it before nor after. */
function emoticon(text: string, from: number, previousEnd: number): number {
  const joined = letter | mark | number;
  if (from > 0 && (classOf(text.charCodeAt(from - 1)) & joined) !== 0) return from;
  if (from > 0 && from === previousEnd && text.charCodeAt(from - 1) === 0x5d) return from;
  emoticonPattern.lastIndex = from;
  if (!emoticonPattern.test(text)) return from;
  const end = emoticonPattern.lastIndex;
  return end < text.length && (classOf(codeAt(text, end)) & joined) !== 0 ? from : end;
}

const scanner = new TokenScanner();

/**
 * Splits a post into tokens; what is between tokens (spaces, punctuation) is dropped. Words keep inner apostrophes (don't) and
 * combining marks; Han, Hiragana, Katakana and Thai come one character at a time. One pass, O(length).
 *
 * @example
 * tokenise("I don't like #rain 🌧️").map((token) => token.text) // ['I', "don't", 'like', '#rain', '🌧️']
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  scanner.read(text);
  while (scanner.next()) {
    const { kind, start, end } = scanner;
    tokens.push({ kind, text: text.slice(start, end), start });
  }
  return tokens;
}

function termsIn(text: string, numbers: boolean): string[] {
  const terms: string[] = [];
  scanner.read(text);
  while (scanner.next()) {
    const { kind, start, end } = scanner;
    if (kind === 'word')
      terms.push(scanner.ascii ? text.slice(start, end).toLowerCase() : fold(text.slice(start, end)));
    else if (kind === 'hashtag') terms.push(fold(text.slice(start + 1, end)));
    else if (kind === 'emoji') terms.push(text.slice(start, end));
    else if (kind === 'number' && numbers) terms.push(fold(text.slice(start, end)));
  }
  return terms;
}

/**
 * The terms of a post for a bag of words: words and hashtags without `#`, lower case, NFKC, typographic apostrophes made plain;
 * emoji as they are. URLs, mentions, numbers, emoticons and masks are left out: they say who and where, not what.
 *
 * @example
 * termsOf('The Battery @user dies 😡 https://t.co/x #Fail') // ['the', 'battery', 'dies', '😡', 'fail']
 */
export function termsOf(text: string): string[] {
  return termsIn(text, false);
}

/** The same with numbers, where posts are compared: reports that differ in them alone say different things. */
export function termsAndNumbersOf(text: string): string[] {
  return termsIn(text, true);
}

/** Case and width folded, typographic apostrophes made plain; ASCII words, most of a corpus, skip the normalisation. */
export function fold(word: string): string {
  return /^[\x20-\x7e]*$/.test(word) ? word.toLowerCase() : word.normalize('NFKC').toLowerCase().replaceAll('’', "'");
}
