import { stopwordsOf } from '../bag-of-words';
import { termsOf } from '../tokens';
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
 * The words of a post that can tell a theme: terms without the stop words of the post's language, without words of fewer than
 * `minimumLength` letters (fewer in scripts that are no alphabets), without elided articles (l'eau → eau) and English
 * clitics (nasa's → nasa; what ends in n't goes). O(length).
 */
export function topicWords(text: string, language: string, minimumLength: number): string[] {
  const out: string[] = [];
  const stop = stopsOf(language);
  for (const term of termsOf(text)) {
    const word = bareWord(term, language);
    if (word === '' || stop.has(word) || stop.has(term)) continue;
    if (longEnough(word, minimumLength)) out.push(word);
  }
  return out;
}

function bareWord(term: string, language: string): string {
  const apostrophe = term.indexOf("'");
  if (apostrophe < 0) return term;
  if (eliding.has(language)) return term.slice(apostrophe + 1);
  if (language !== 'en') return term;
  return term.endsWith("n't") ? '' : term.slice(0, apostrophe);
}
