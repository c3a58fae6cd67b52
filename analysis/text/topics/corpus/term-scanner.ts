import { fold, TokenScanner } from '../../tokens';

/**
 * Walks over the terms of a text, as `termsOf` reads them, by 64 bits of hash: words of ASCII letters, most of a corpus, are met without
 * making a string.
 */
export class TermScanner {
  readonly #tokens = new TokenScanner();
  #text = '';
  /** The hash of the current term. */
  low = 0;
  high = 0;

  read(text: string): void {
    this.#text = text;
    this.#tokens.read(text);
  }

  /** Goes to the next term; false where there is none. */
  next(): boolean {
    const tokens = this.#tokens;
    while (tokens.next()) {
      const { kind } = tokens;
      if (kind === 'word' && tokens.ascii) this.#hash(this.#text, tokens.start, tokens.end);
      else if (kind === 'word' || kind === 'hashtag' || kind === 'emoji') {
        const term = this.term();
        this.#hash(term, 0, term.length);
      } else continue;
      return true;
    }
    return false;
  }

  /** The current term. */
  term(): string {
    const { kind, start, end } = this.#tokens;
    const own = this.#text.slice(kind === 'hashtag' ? start + 1 : start, end);
    return kind === 'emoji' ? own : fold(own);
  }

  /** FNV-1a and, for the other half, its mirror with a shift; capital letters of ASCII count as small, what is folded has none. */
  #hash(text: string, from: number, to: number): void {
    let low = 0x811c9dc5;
    let high = 0x5bd1e995;
    for (let i = from; i < to; i++) {
      const unit = text.charCodeAt(i);
      const small = unit >= 65 && unit <= 90 ? unit + 32 : unit;
      low = Math.imul(low ^ small, 0x01000193);
      high = Math.imul(high ^ small, 0x85ebca6b) ^ (high >>> 15);
    }
    this.low = low;
    this.high = high;
  }
}
