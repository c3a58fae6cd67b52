import { evaluate } from '../../../../analysis/learning/evaluation';
import { lexiconLanguages } from '../../../../analysis/text/opinion/lexicons';
import { opinionScores, opinionTerms } from '../../../../analysis/text/opinion/opinion-terms';
import { textSentimentLexicon } from '../../../../analysis/text/sentiment/sentiment-lexicon';
import { numbers, strings } from '../../../../domain/artefact';
import { sharedData } from '../../../../settings';
import { ndjsonGz, withData } from '../../../shared-data';
import { postsOf, runMethod } from '../../run-method';

/** Good, not good, bad, and two clauses, in each language with a lexicon of its own. */
const sayings: Record<string, [string, string, string]> = {
  en: ['good', 'not good', 'terrible'],
  es: ['bueno', 'no es bueno', 'terrible'],
  fr: ['magnifique', 'pas magnifique', 'horrible'],
  de: ['gut', 'nicht gut', 'schrecklich'],
  it: ['eccellente', 'non è eccellente', 'orribile'],
  pt: ['bom', 'não é bom', 'terrível'],
  hi: ['अच्छा', 'अच्छा नहीं', 'बुरा'],
  ar: ['جيد', 'ليس جيد', 'فظيع'],
};

function compound(text: string, language: string): number {
  return opinionScores(opinionTerms(text, language)).compound;
}

test.each(Object.entries(sayings))('%s: praise is positive, negated praise and blame are negative', (language, all) => {
  const [good, negated, bad] = all.map((text) => compound(text, language));
  expect(good).toBeGreaterThan(0.2);
  expect(negated).toBeLessThan(-0.1);
  expect(bad).toBeLessThan(-0.2);
});

test('every language of the lexicons has its example here', () => {
  expect(Object.keys(sayings).sort()).toEqual([...lexiconLanguages].sort());
});

// Forms as grammars of the languages give them.
test.each([
  ['es', 'furioso', ['furiosa', 'furiosos', 'furiosas']],
  ['fr', 'heureux', ['heureuse', 'heureuses']],
  ['fr', 'excellent', ['excellente', 'excellents', 'excellentes']],
  ['it', 'orribile', ['orribili']],
  ['it', 'noioso', ['noiosa', 'noiosi', 'noiose']],
  ['pt', 'maravilhoso', ['maravilhosa', 'maravilhosos', 'maravilhosas']],
])('%s: other genders and numbers of %s say the same', (language, listed, forms) => {
  expect(compound(listed, language)).not.toBe(0);
  for (const form of forms) expect([form, compound(form, language)]).toEqual([form, compound(listed, language)]);
});

// Negation of two words, and negative concord, as grammars of the languages give them: one negation, not two.
test.each([
  ['fr', 'je ne suis pas content'],
  ['fr', 'on ne sera jamais content'],
  ['es', 'nunca es nada bueno'],
  ['it', 'non è mai eccellente'],
  ['pt', 'nunca foi nada bom'],
])('%s: %s is blame', (language, text) => {
  expect(compound(text, language)).toBeLessThan(-0.1);
});

test('comparison and degree are no opinion of their own', () => {
  expect(compound('plus', 'fr')).toBe(0);
  expect(compound('बहुत', 'hi')).toBe(0);
  expect(compound('plus belle', 'fr')).toBeGreaterThan(0.2);
});

// Forms of "good" and "bad" as dictionaries give them.
test.each([
  ['es', ['buen', 'buena', 'bien', 'mejor'], ['mala', 'peor', 'caro']],
  ['fr', ['bon', 'bonne', 'bons', 'bonnes', 'belle'], ['mauvaise', 'cher', 'sale']],
  ['de', ['gute', 'guten', 'gutem', 'schöne', 'tolles'], ['schlechte', 'schlechtes', 'teure']],
  ['it', ['buono', 'buona', 'ottimo', 'ottime'], ['pessimo', 'brutta', 'peggio']],
  ['pt', ['bom', 'boa', 'boas', 'ótima'], ['ruim', 'péssima', 'caro']],
  ['hi', ['अच्छी', 'अच्छे', 'बढ़िया'], ['ख़राब', 'घटिया', 'भयानक']],
  ['ar', ['جيدة', 'ممتازة', 'رائعين', 'ونظيف'], ['سيئة', 'قذرة', 'أسوأ']],
])('%s: the commonest words of praise and blame are rated', (language, praise, blame) => {
  for (const word of praise) expect([word, compound(word, language) > 0.2]).toEqual([word, true]);
  for (const word of blame) expect([word, compound(word, language) < -0.2]).toEqual([word, true]);
});

const labels = ['negative', 'neutral', 'positive'];

describe.each([
  ['arabic', 'ar', 0.51],
  ['french', 'fr', 0.53],
  ['german', 'de', 0.47],
  ['italian', 'it', 0.52],
  ['portuguese', 'pt', 0.53],
  ['spanish', 'es', 0.53],
])('%s', (name, language, least) => {
  withData(
    sharedData('sentiment', `tweets-${name}-dev.jsonl.gz`),
    `tweets that people labelled and no word was chosen on: macro-recall above ${least}`,
    async (file) => {
      const tweets = ndjsonGz<{ text: string; label: string }>(file);
      const posts = postsOf({
        count: tweets.length,
        text: tweets.map((one) => one.text),
        language: tweets.map(() => language),
      });
      const guess = strings(await runMethod(textSentimentLexicon, { posts }, { languages: [language] }), 'label');
      const { macroRecall } = evaluate(
        tweets.map((one) => labels.indexOf(one.label)),
        guess.map((one) => labels.indexOf(one!)),
        3,
      );
      expect(macroRecall).toBeGreaterThan(least);
    },
  );
});

test('emoji and emoticons speak in every language, articles and elisions do not hide a word', () => {
  expect(compound('der Zug 😍', 'de')).toBeGreaterThan(0.2);
  expect(compound('le train :(', 'fr')).toBeLessThan(-0.2);
  expect(compound("l'amour", 'fr')).toBeGreaterThan(0.2);
  expect(compound('الجيد', 'ar')).toBe(compound('جيد', 'ar'));
});

test('posts in a language asked for are scored by its own words; others have a reason', async () => {
  const posts = postsOf({
    count: 6,
    text: ['terrible', 'schrecklich', 'bahut accha', 'बुरा', 'ужасно', 'orribile'],
    language: ['en', 'de', 'hi', 'hi', 'ru', 'it'],
  });
  const found = await runMethod(textSentimentLexicon, { posts }, { languages: ['en', 'de', 'hi', 'ru'] });
  expect(strings(found, 'label')).toEqual(['negative', 'negative', null, 'negative', null, null]);
  expect(strings(found, 'reason')).toEqual([
    null,
    null,
    'the Hindi lexicon knows Devanagari only',
    null,
    'no lexicon for language ru',
    'it is not among the languages asked for',
  ]);
  expect(numbers(found, 'compound')[4]).toBeNaN();
});

test('a language tag with a region counts as its language', async () => {
  const posts = postsOf({ count: 3, text: ['good', 'good', 'gut'], language: ['en-US', 'EN', 'de_AT'] });
  const found = await runMethod(textSentimentLexicon, { posts }, { languages: 'en, de' });
  expect(strings(found, 'label')).toEqual(['positive', 'positive', 'positive']);
});

test('a word that comes again is read as at first, at its own place', () => {
  const text = '#gut 😍:) #gut 😍:)  l’été,#gut';
  const again = opinionTerms(`${text} ${text}`, 'de');
  const once = opinionTerms(text, 'de');
  const shifted = once.map(({ start, end }) => [start + text.length + 1, end + text.length + 1]);
  expect(again.map(({ start, end }) => [start, end])).toEqual([
    ...once.map(({ start, end }) => [start, end]),
    ...shifted,
  ]);
  expect(again.map(({ term }) => term)).toEqual([...once, ...once].map(({ term }) => term));
  expect(once.map(({ start, end }) => text.slice(start, end))).toEqual([
    '#gut',
    '😍',
    ':)',
    '#gut',
    '😍',
    ':)',
    'l’été',
    '#gut',
  ]);
});
