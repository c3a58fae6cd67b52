import { ClassifierScanner } from './token-scanner';

const plainWord = /^[a-z']*$/;
const elongated = /(\p{L})\1{2,}/gu;

/** What a number of more than four units is counted as. */
export const longNumber = '0000';

/** A word as it is counted: case and width folded, letters repeated three times and more twice. */
function fold(word: string): string {
  const lower = word.toLowerCase();
  const even = plainWord.test(lower) ? lower : lower.normalize('NFKC').replaceAll('’', "'");
  return even.length < 3 ? even : even.replace(elongated, '$1$1');
}

/** What the token at which a scanner stands is counted as. O(its length). */
export function termAt({ kind, from, end }: ClassifierScanner, text: string): string {
  if (kind === 'word') return fold(text.slice(from, end));
  if (kind === 'sign') return text.slice(from, end);
  if (kind === 'run') return text[from]! + text[from]!;
  return kind === 'number' ? longNumber : kind === 'mention' ? '@' : 'http';
}

export interface ClassifierTokens {
  readonly terms: string[];
  /** UTF-16 offset of each term. */
  readonly starts: number[];
  readonly ends: number[];
}

const scanner = new ClassifierScanner();

/**
 * What a classifier reads: words, hashtags without `#`, numbers (long ones alike), emoji, emoticons and runs of punctuation, since how a
 * post is said is part of what it says, each with its place. `@` stands for any mention and `http` for any address: who and where must
 * not be learned. O(length).
 *
 * @example
 * classifierTokens('Sooo late @user :( #fail!!! https://t.co/x').terms // ['soo', 'late', '@', ':(', 'fail', '!!', 'http']
 */
export function classifierTokens(text: string): ClassifierTokens {
  const terms: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  scanner.read(text);
  while (scanner.next()) {
    terms.push(termAt(scanner, text));
    starts.push(scanner.start);
    ends.push(scanner.end);
  }
  return { terms, starts, ends };
}
