import { isoCode } from './codes';
import type { LikelyLabel } from './fasttext-model';
import { type LanguageModels, languageModels } from './models';
import { romanisedHindiShare } from './romanised-hindi';
import { scriptLanguage } from './script-language';
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
/** From this probability on fastText's answer stands; below, the other models are asked too. */
const sure = 0.95;
/** The same for posts of fewer letters: too few to tell a small sister from noise. */
const sureOfShort = 0.7;
const shortLetters = 90;
/** The same for languages that it seldom names in place of a sister, and that so many posts are in that asking more would cost most. */
const seldomMistaken = new Set(['de', 'en', 'fr', 'pt']);
const sureOfThese = 0.8;
/** ELD languages that fastText names, however sure, where it reads a sister that it does not know or hardly tells from them. */
const mistaken = new Set('am az bn ca fa fi hi hr is lv ms no pl sk sl sr tl tr vi'.split(' '));
/** Languages that ELD does not know, by the sister that it takes them for: its word is as good for the one as for the other. */
const sistersToEld: Readonly<Record<string, readonly string[]>> = {
  am: ['ti'],
  bn: ['as', 'mni'],
  ca: ['oc'],
  cs: ['hsb'],
  de: ['gsw', 'lb', 'nds'],
  en: ['sco'],
  es: ['ast', 'cbk', 'ia'],
  fa: ['azb', 'ps', 'sd', 'ug'],
  fr: ['ht'],
  hi: ['awa', 'bho', 'hne', 'mag', 'mai'],
  is: ['fo'],
  it: ['co', 'fur', 'ia', 'la', 'lij', 'lmo', 'sc', 'scn', 'vec'],
  lv: ['ltg'],
  ms: ['ban', 'bjn', 'id', 'jv', 'min', 'su'],
  nl: ['af', 'li'],
  no: ['nn'],
  pl: ['dsb', 'hsb', 'szl'],
  pt: ['kea'],
  ru: ['ba', 'kk', 'ky', 'mhr', 'tt'],
  sr: ['mk'],
  tl: ['bcl', 'ceb', 'ilo', 'pag', 'pam', 'war'],
  tr: ['crh'],
};
/** So certain, and words that look Hindi do not count. */
const certain = 0.9;
/** Least share of Hindi function words in a post in Latin letters. */
const hindiShare = 0.15;
/** Profile score for each letter from which on the words are those of the profile, not Hindi. */
const ownWords = 35;

// Of the opinions, in nats; set on tweets and news of other sources than those that the docs report.
/** Units of the profiles' scores: sixteenths of a nat, and n-grams overlap, so that each letter counts about twice. */
const profileUnit = 16 * 2.2;
/** For a language that ELD names, and for one that it does not know. */
const eldAgrees = 6;
const unknownToEld = 2;
/** Log-probability of what fastText holds for unlikely, and of what it does not know. */
const leastLog = Math.log(1e-4);
const unknownLog = 0.7 * leastLog;
/** Nats below the best that a language without a profile counts at least; as many as the second best where that is further. */
const withoutProfile = 6;
/** From this probability on nobody else is asked where the profiles say the same as fastText; so often that is right. */
const enough = 0.5;
const bothAgree = 0.95;
/** fastText's label for Bosnian, Croatian and Serbian at once. */
const collective = 'sh';
const hindiWords = 0.95;

/** How often an answer is right that leads by so many nats, on tweets and news that were not learned from. */
function confidenceOf(lead: number): number {
  return Math.min(0.95, 1 / (1 + Math.exp(0.25 - 0.25 * lead)));
}

/** Parts of a post with fewer letters are too short to name their language on their own. */
const partLetters = 20;
/** A part's language counts from this probability on. */
const sureOfPart = 0.7;

const none: LanguageGuess = { language: 'und', confidence: 0 };

/** Letters that only look like others, mathematical alphabets and full-width forms, and marks apart from their letters. */
const styled = /[\u0300-\u036f\ud835\uff21-\uff5a]/;

/** What three models hold of a language, as log-odds: fastText's probability, ELD's word, the n-grams of its profile. */
function weighed(found: LikelyLabel | null, post: PlainWords, models: LanguageModels): LanguageGuess {
  const { fasttext, fasttextLanguages, eld, eldLanguages, profiles } = models;
  const byProfile = profiles.classify(post.units, 0, post.length);
  if (found && found.probability >= enough && byProfile === isoCode(found.label))
    return { language: byProfile, confidence: bothAgree };
  const byEld = eld.detect(post.text);
  const mostOfProfiles = profiles.score(byProfile);
  const unprofiled = Math.max(withoutProfile, profiles.lead / profileUnit);
  const likely = new Map<string, number>();
  for (const one of found ? [fasttext.runnerUp(), found] : []) likely.set(isoCode(one.label), one.probability);
  const weight = (language: string): number => {
    const byFasttext = fasttextLanguages.has(language)
      ? Math.max(Math.log(likely.get(language) ?? 0), leastLog)
      : unknownLog;
    const score = profiles.score(language);
    const behind = score > 0 ? (mostOfProfiles - score) / profileUnit : unprofiled;
    const agrees = language === byEld || sistersToEld[byEld]?.includes(language);
    return byFasttext - behind + (agrees ? eldAgrees : eldLanguages.has(language) ? 0 : unknownToEld);
  };
  const candidates = new Set([...likely.keys(), byEld, byProfile].filter((one) => one !== '' && one !== collective));
  let language = '';
  let most = Number.NEGATIVE_INFINITY;
  let next = Number.NEGATIVE_INFINITY;
  for (const one of candidates) {
    const total = weight(one);
    next = Math.max(next, Math.min(most, total));
    if (total <= most) continue;
    most = total;
    language = one;
  }
  return candidates.size === 0 ? none : { language, confidence: confidenceOf(most - next) };
}

/** Whether these are the words of another language than English that only share some with Hindi. */
function hasOwnWords(post: PlainWords, { profiles }: LanguageModels): boolean {
  const language = profiles.classify(post.units, 0, post.length);
  return language !== 'en' && language !== 'sco' && profiles.score(language) >= ownWords * post.letters;
}

function whole(post: PlainWords, models: LanguageModels): LanguageGuess {
  const byScript = scriptLanguage(post.units[post.length >> 1]!) ?? scriptLanguage(post.units[(post.length >> 1) - 1]!);
  if (byScript !== undefined) return { language: byScript, confidence: bothAgree };
  const found = models.fasttext.classify(post.units, 0, post.length);
  const language = isoCode(found?.label ?? '');
  const probability = found?.probability ?? 0;
  const inLatin = post.latinLetters * 2 > post.letters;
  if (
    inLatin &&
    (probability < certain || language === 'en') &&
    romanisedHindiShare(post.units, 0, post.length) >= hindiShare &&
    !hasOwnWords(post, models)
  )
    return { language: 'hi', confidence: hindiWords };
  const sureOfOthers = post.letters < shortLetters ? sureOfShort : sure;
  const least = inLatin && seldomMistaken.has(language) ? sureOfThese : sureOfOthers;
  if (probability >= least && models.eldLanguages.has(language) && !mistaken.has(language))
    return { language, confidence: Math.min(probability, 1) };
  return weighed(found, post, models);
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
    if (!found || found.probability < sureOfPart) continue;
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
 * The language of one post: by its script where one language alone is written in it, fastText where it is sure, else three opinions
 * weighed against each other; Hindi in Latin letters by its function words.
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
