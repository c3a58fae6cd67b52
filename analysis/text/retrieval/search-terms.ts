import { fold, TokenScanner } from '../tokens';

/** Letters of one script that searchers write either way, folded to one form. */
const arabicMarks = /[\u0610-\u061a\u0640\u064b-\u065f\u0670]/g;
const arabicForms: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ی: 'ي',
  ک: 'ك',
};
const arabicVariants = /[أإآٱىةیک]/g;
const latinMarks = /[\u0300-\u036f]/g;
const devanagariSign = /[\u093c\u200c\u200d]/g;
const printableAscii = /^[\x20-\x7e]*$/;
const hangul = /^[\uac00-\ud7a3]{2,}$/;

/**
 * A word as it is searched: case and width folded, accents of Latin letters dropped, Arabic without vowel signs and with one form of
 * alef, yeh, kaf and teh marbuta, Devanagari without nukta.
 */
export function searchForm(word: string): string {
  const folded = fold(word);
  if (printableAscii.test(folded)) return folded;
  return folded
    .normalize('NFD')
    .replace(latinMarks, '')
    .replace(devanagariSign, '')
    .normalize('NFC')
    .replace(arabicMarks, '')
    .replace(arabicVariants, (one) => arabicForms[one]!);
}

export interface SearchTerm {
  readonly term: string;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** Place among the words of the text; the two characters of a pair stand at the first one's. */
  readonly place: number;
  /** A pair of characters beside the characters themselves: not counted in the text's length. */
  readonly pair: boolean;
}

const scanner = new TokenScanner();

/**
 * The terms under which a text is found: words, numbers, hashtags as words, accounts with their @, emoji. Scripts without spaces
 * (Han, kana, Thai) and Hangul words as characters and as pairs of neighbours, since no dictionary is asked. O(length).
 */
export function eachSearchTerm(
  text: string,
  visit: (term: string, start: number, end: number, place: number, pair: boolean) => void,
): number {
  scanner.read(text);
  let place = 0;
  let previous = '';
  let previousStart = -1;
  let previousEnd = -1;
  const character = (one: string, start: number, end: number): void => {
    if (previousEnd === start) visit(previous + one, previousStart, end, place - 1, true);
    visit(one, start, end, place, false);
    place++;
    previous = one;
    previousStart = start;
    previousEnd = end;
  };
  while (scanner.next()) {
    const { kind, start, end, ascii } = scanner;
    if (kind === 'word') {
      if (ascii) visit(text.slice(start, end).toLowerCase(), start, end, place++, false);
      else {
        const written = text.slice(start, end);
        const word = end - start === 1 && isPlainIdeograph(text.charCodeAt(start)) ? written : searchForm(written);
        if (hangul.test(word) && word.length === end - start) {
          for (let k = 0; k < word.length; k++) character(word[k]!, start + k, start + k + 1);
          previousEnd = -1;
        } else if (end - start <= 2 && isUnspaced(word)) character(word, start, end);
        else if (word !== '') visit(word, start, end, place++, false);
      }
    } else if (kind === 'number') visit(text.slice(start, end), start, end, place++, false);
    else if (kind === 'emoji') visit(text.slice(start, end), start, end, place++, false);
    else if (kind === 'hashtag') visit(searchForm(text.slice(start + 1, end)), start, end, place++, false);
    else if (kind === 'mention') visit(`@${searchForm(text.slice(start + 1, end))}`, start, end, place++, false);
  }
  return place;
}

/** Kana, common ideographs and Thai letters have one form. */
function isPlainIdeograph(unit: number): boolean {
  return (unit >= 0x3041 && unit <= 0x30ff) || (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0x0e01 && unit <= 0x0e2e);
}

const unspacedScript = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
function isUnspaced(word: string): boolean {
  return unspacedScript.test(word);
}

export function searchTerms(text: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  eachSearchTerm(text, (term, start, end, place, pair) => terms.push({ term, start, end, place, pair }));
  return terms;
}

/** A term of a query and how many words after its first term it must stand in a phrase. */
export interface QueryTerm {
  readonly term: string;
  readonly offset: number;
}

/** Terms by which a query finds: neighbouring characters as pairs only, a character alone as itself. */
export function queryTerms(text: string): QueryTerm[] {
  const found = searchTerms(text);
  const paired = new Set<number>();
  for (const one of found) {
    if (!one.pair) continue;
    paired.add(one.place);
    paired.add(one.place + 1);
  }
  return found
    .filter((one) => one.pair || !paired.has(one.place))
    .sort((a, b) => a.place - b.place)
    .map((one) => ({ term: one.term, offset: one.place }));
}
