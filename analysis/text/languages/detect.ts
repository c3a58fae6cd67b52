import { isoCode } from './codes';
import { type LanguageModels, languageModels } from './models';
import { romanisedHindiShare } from './romanised-hindi';
import { PlainWords } from './words-of-post';

export interface LanguageGuess {
  /** ISO 639-1, else 639-3; `und` where unsure. */
  readonly language: string;
  /** 0 to 1, how often such an answer is right on training tweets, as far as it is known. */
  readonly confidence: number;
  /** Another language of the same post. */
  readonly second?: string;
  /** Share of the post's letters in the second language, 0 to 1. */
  readonly secondShare?: number;
}

/** Fewer letters than this and the answer is `und`: "ok" and "haha" belong to no language. */
const minimumLetters = 7;
/** The same for scripts that write a word in one or two signs. */
const minimumDenseLetters = 2;
/** From this probability on fastText's answer stands; below, ELD is asked too. */
const sure = 0.7;
/** The same for languages that ELD does not know. */
const sureOfRare = 0.3;
/** So certain, and words that look Hindi do not count. */
const certain = 0.9;
/** Least share of Hindi function words in a post in Latin letters. */
const hindiShare = 0.15;

// Shares of right answers on the training tweets of eight languages, to the next twentieth.
const bothAgree = 0.95;
const eldIsSecond = 0.85;
const eldAlone = 0.55;
const eldAloneOfMany = 0.4;
const manyBelow = 0.2;
const hindiWords = 0.95;

/** Parts of a post with fewer letters are too short to name their language on their own. */
const partLetters = 20;

const none: LanguageGuess = { language: 'und', confidence: 0 };

/** Letters that only look like others: mathematical alphabets and full-width forms. */
const styled = /[\ud835\uff21-\uff5a]/;

function whole(post: PlainWords, models: LanguageModels): LanguageGuess {
  const found = models.fasttext.classify(post.units, 0, post.length);
  const label = found?.label ?? '';
  const probability = found?.probability ?? 0;
  const inLatin = post.latinLetters * 2 > post.letters;
  if (
    inLatin &&
    (probability < certain || label === 'en') &&
    romanisedHindiShare(post.units, 0, post.length) >= hindiShare
  )
    return { language: 'hi', confidence: hindiWords };
  if (found && label !== 'sh') {
    const least = models.eldLanguages.has(isoCode(label)) ? sure : sureOfRare;
    if (probability >= least) return { language: isoCode(label), confidence: Math.min(probability, 1) };
  }
  const language = models.eld.detect(post.text);
  if (language === '') return found ? { language: isoCode(label), confidence: probability } : none;
  if (found && language === isoCode(label)) return { language, confidence: bothAgree };
  if (found && language === isoCode(models.fasttext.runnerUp().label)) return { language, confidence: eldIsSecond };
  return { language, confidence: probability < manyBelow ? eldAloneOfMany : eldAlone };
}

/** The language of each part long enough to tell; parts end with sentences and where the script changes. */
function lettersByLanguage(post: PlainWords, models: LanguageModels): Map<string, number> {
  const letters = new Map<string, number>();
  let from = 0;
  for (const to of [...post.breaks, post.length]) {
    if (to - from < partLetters && to < post.length) continue;
    // A space parts it from the part before.
    const start = from === 0 ? 0 : from + 1;
    from = to;
    if (to - start < partLetters) continue;
    const found = models.fasttext.classify(post.units, start, to);
    if (!found || found.probability < sure) continue;
    const hindi = found.label === 'en' && romanisedHindiShare(post.units, start, to) >= hindiShare;
    const language = hindi ? 'hi' : isoCode(found.label);
    letters.set(language, (letters.get(language) ?? 0) + to - start);
  }
  return letters;
}

function withSecond(guess: LanguageGuess, post: PlainWords, models: LanguageModels): LanguageGuess {
  if (post.breaks.length === 0 || post.length < 2 * partLetters) return guess;
  const mixedScripts = post.latinLetters > 0 && post.latinLetters < post.letters;
  if (guess.confidence >= 0.98 && !mixedScripts) return guess;
  let second: string | undefined;
  let most = 0;
  for (const [language, letters] of lettersByLanguage(post, models)) {
    if (language !== guess.language && letters > most) {
      most = letters;
      second = language;
    }
  }
  return second === undefined
    ? guess
    : { ...guess, second, secondShare: Math.round((most / post.length) * 1000) / 1000 };
}

const post = new PlainWords();

/**
 * The language of one post: fastText where it is sure, else ELD's word against it; Hindi in Latin letters by its function words.
 * `und` where the post has too few letters or the confidence stays below `minimumConfidence`. O(length).
 */
export function detectLanguage(text: string, models: LanguageModels, minimumConfidence: number): LanguageGuess {
  post.read(styled.test(text) ? text.normalize('NFKC') : text);
  if (post.letters < minimumLetters && post.denseLetters < minimumDenseLetters) return none;
  const guess = whole(post, models);
  const confidence = Math.round(guess.confidence * 1000) / 1000;
  if (confidence < minimumConfidence) return { language: 'und', confidence };
  return withSecond({ ...guess, confidence }, post, models);
}

/** A function that names the language of a text; what is surer than `minimumConfidence` is named, the rest is `und`. */
export async function languageDetector(minimumConfidence: number): Promise<(text: string) => LanguageGuess> {
  const models = await languageModels();
  return (text) => detectLanguage(text, models, minimumConfidence);
}
