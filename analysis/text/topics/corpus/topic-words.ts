import { stopwordsOf } from '../../terms/stopwords';
import { functionWords } from './function-words';

/** In these an article or preposition is joined to the next word by an apostrophe: l'acqua, d'accord. */
const eliding = new Set(['fr', 'it', 'ca']);

/** Alphabets: elsewhere a word may be two signs long, and in East Asian scripts or as an emoji one. */
const alphabet = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;
const signs =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;

function longEnough(word: string, minimum: number): boolean {
  if (word.length >= minimum) return true;
  return alphabet.test(word) ? false : word.length >= 2 || signs.test(word);
}

const stops = new Map<string, ReadonlySet<string>>();

function stopsOf(language: string): ReadonlySet<string> {
  let set = stops.get(language);
  if (!set) {
    set = new Set([...stopwordsOf([language])].map((word) => word.normalize('NFKC').toLowerCase()));
    for (const word of functionWords[language]?.split(/\s+/) ?? []) (set as Set<string>).add(word);
    stops.set(language, set);
  }
  return set;
}

/**
 * What a term of a post (`termsOf`) says of its theme: null for a stop word of the language and for a word of fewer than
 * `minimumLength` letters (fewer in scripts that are no alphabets); else the word without an elided article (l'eau → eau) or an English
 * clitic (nasa's → nasa; what ends in n't goes).
 */
export function topicWord(term: string, language: string, minimumLength: number): string | null {
  const stop = stopsOf(language);
  const word = bareWord(term, language);
  return word === '' || stop.has(word) || stop.has(term) || !longEnough(word, minimumLength) ? null : word;
}

function bareWord(term: string, language: string): string {
  const apostrophe = term.indexOf("'");
  if (apostrophe < 0) return term;
  if (eliding.has(language)) return term.slice(apostrophe + 1);
  if (language !== 'en') return term;
  return term.endsWith("n't") ? '' : term.slice(0, apostrophe);
}
