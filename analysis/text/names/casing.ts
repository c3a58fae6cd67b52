import { TokenScanner } from '../tokens';

/** A word of a post and how it is written. */
export interface CasedWord {
  readonly start: number;
  readonly end: number;
  /** Begins with an upper-case or title-case letter. */
  readonly upper: boolean;
  /** All letters are upper case, two at least. */
  readonly allUpper: boolean;
  /** First of its sentence: there a capital means nothing. */
  readonly first: boolean;
  readonly kind: 'word' | 'number' | 'hashtag' | 'mention';
  /** Only a single space lies before it since the word before. */
  readonly joined: boolean;
}

const sentenceEnd = /[.!?…:;\n"“”«»()[\]|•\-–—]/;
const scanner = new TokenScanner();
const upperStart = /^[\p{Lu}\p{Lt}]/u;
const cased = /\p{Ll}|\p{Lu}/u;
const lower = /\p{Ll}/u;

/** The words, numbers, hashtags and accounts of a text with their casing. O(length). */
export function casedWords(text: string): CasedWord[] {
  const words: CasedWord[] = [];
  scanner.read(text);
  let end = -1;
  let first = true;
  while (scanner.next()) {
    const { kind, start } = scanner;
    if (end >= 0 && start - end > 0 && sentenceEnd.test(text.slice(end, Math.min(start, end + 20)))) first = true;
    const joined = end >= 0 && start === end + 1 && text[end] === ' ';
    end = scanner.end;
    if (kind === 'url' || kind === 'email' || kind === 'emoji' || kind === 'emoticon' || kind === 'mark') {
      first = true;
      continue;
    }
    const word = text.slice(start, end);
    words.push({
      start,
      end,
      upper: kind === 'word' && upperStart.test(word),
      allUpper: kind === 'word' && word.length > 1 && upperStart.test(word) && !lower.test(word) && cased.test(word),
      first,
      kind,
      joined,
    });
    if (kind === 'word' || kind === 'number') first = false;
  }
  return words;
}

/** How often a word is written with a capital, and how often without, where a capital means something. */
export interface CasingCounts {
  upper: number;
  lower: number;
}

/** A post mostly in capitals, or with a capital on each word, says nothing about names. */
export function isShouted(words: readonly CasedWord[]): boolean {
  let upper = 0;
  let all = 0;
  for (const one of words) {
    if (one.kind !== 'word') continue;
    all++;
    if (one.upper) upper++;
  }
  return all >= 4 && upper > all * 0.6;
}
