import type { Posts } from '../../../domain/method';
import { tokenise } from '../tokens';
import { topicWord } from '../topics/corpus/topic-words';
import { inLexiconScript, listedForm, primaryTag, ratedWords } from './lexicons';
import { opinionWords } from './opinion-words';
import type { NamedTerms } from './term-list';

interface TaggedToken {
  out(): string;
  out(what: (token: unknown) => string): string;
}

interface Tagger {
  readDoc(text: string): { tokens(): { each(visit: (token: TaggedToken) => void): void } };
  readonly its: { pos(token: unknown): string };
}

let tagger: Promise<Tagger> | undefined;

/** wink-nlp with its small English model: parts of speech only. */
function loadTagger(): Promise<Tagger> {
  tagger ??= Promise.all([import('wink-nlp'), import('wink-eng-lite-web-model')]).then(([wink, model]) => {
    const make = wink.default as unknown as (model: unknown, pipe: readonly string[]) => Tagger;
    return make(model.default, ['sbd', 'pos']);
  });
  return tagger;
}

/** Posts from which candidates are taken, at most, evenly spread: more change the ranking little. */
const readPosts = 20_000;
/** Characters read of one post. */
const readLength = 1000;
const longestPhrase = 3;

/** Nouns of time, number and address: frequent everywhere, and no part of what is judged. */
const noAspect = new Set(
  'today tomorrow yesterday tonight day days night week weeks month months year years hour hours minute minutes min mins morning afternoon evening time times thing things way lot lots bit people guy guys man woman thanks thank please lol omg wow yes yeah hey hello hi'.split(
    ' ',
  ),
);

/** Sequences of nouns. */
function nounPhrases(nlp: Tagger, text: string): string[] {
  const found: string[] = [];
  let phrase: string[] = [];
  const close = (): void => {
    if (phrase.length > 0 && phrase.length <= longestPhrase) found.push(phrase.join(' '));
    phrase = [];
  };
  nlp
    .readDoc(text)
    .tokens()
    .each((token) => {
      const pos = token.out(nlp.its.pos);
      const word = token.out().toLowerCase();
      if (pos === 'NOUN' && !noAspect.has(word) && /^\p{L}[\p{L}'-]{2,}$/u.test(word)) phrase.push(word);
      else close();
    });
  close();
  return found;
}

/** A word that turns or grades an opinion, as its list has it. */
function isOfOpinion(form: string, language: string): boolean {
  const rules = opinionWords[language]!;
  return (
    ratedWords(language)!.rating.has(form) ||
    [rules.negations, rules.stronger, rules.weaker, rules.contrasts].some((list) => list.has(form))
  );
}

/** Words of one or two, without function words and words of opinion: where no tagger is, frequency stands in for grammar. */
function plainPhrases(text: string, language: string): string[] {
  const words: (string | null)[] = [];
  let end = -1;
  for (const token of tokenise(text)) {
    const written = token.kind === 'word' ? token.text.toLowerCase().replaceAll('’', "'") : '';
    const word = topicWord(written, language, 3);
    if (token.start > end + 1) words.push(null);
    words.push(word === null || isOfOpinion(listedForm(written, language), language) ? null : word);
    end = token.start + token.text.length;
  }
  return words.flatMap((word, i) => {
    const next = words[i + 1];
    return word === null ? [] : next ? [word, `${word} ${next}`] : [word];
  });
}

/** Posts without what a noun tagger takes for nouns: addresses, links, tags. */
function proseOf(text: string): string {
  const cut = text.length > readLength ? text.slice(0, readLength) : text;
  return cut.replace(/(?:https?:\/\/|www\.)\S+|[@#＠＃][\p{L}\p{N}_]+|\[(?:url|email|phone|ip|card|iban)\]/gu, ' ');
}

/**
 * Aspects that posts of one language speak of, most frequent first: noun phrases in English, words and pairs of words in other
 * languages, in at least `minimumPosts` posts; rated words (good, awful) are opinions, not aspects. O(posts read).
 */
export async function aspectCandidates(
  posts: Posts,
  language: string,
  minimumPosts: number,
  most: number,
): Promise<NamedTerms[]> {
  const rows: number[] = [];
  for (let i = 0; i < posts.count; i++)
    if (
      primaryTag(posts.language[i]!) === language &&
      posts.text[i] !== '' &&
      inLexiconScript(posts.text[i]!, language)
    )
      rows.push(i);
  const step = Math.max(1, rows.length / readPosts);
  const nlp = language === 'en' ? await loadTagger() : undefined;
  const counts = new Map<string, number>();
  let read = 0;
  for (let k = 0; k < rows.length; k += step) {
    const text = proseOf(posts.text[rows[Math.floor(k)]!]!);
    const phrases = nlp ? nounPhrases(nlp, text) : plainPhrases(text, language);
    for (const phrase of new Set(phrases)) counts.set(phrase, (counts.get(phrase) ?? 0) + 1);
    read++;
  }
  const rated = ratedWords(language)!.rating;
  const least = (minimumPosts * read) / Math.max(1, rows.length);
  const frequent = [...counts]
    .filter(([phrase, count]) => count >= least && !rated.has(phrase) && topicWord(phrase, language, 3) !== null)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  // A pair that is nearly always met as a pair takes its words' places.
  const inPair = new Map<string, number>();
  for (const [phrase, count] of frequent) {
    const words = phrase.split(' ');
    if (words.length > 1) for (const word of words) inPair.set(word, Math.max(count, inPair.get(word) ?? 0));
  }
  const kept = frequent.filter(([phrase, count]) => (inPair.get(phrase) ?? 0) <= 0.7 * count);
  return kept.slice(0, most).map(([name]) => ({ name, terms: [name] }));
}
