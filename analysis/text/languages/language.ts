import { z } from 'zod';
import { defineMethod } from '../../../domain/method';
import { type LanguageGuess, languageDetector } from './detect';

export const textLanguage = defineMethod({
  id: 'text/language',
  version: 5,
  step: 'cleaning',
  title: 'Language of each post',
  description:
    'Names the language of each post, of some 200 (in clean sentences about 150 of them reliably, see the docs): fastText where it is sure, else weighed against the n-grams of each language and against ELD; Hindi in Latin letters by its function words; `und` where the post is too short or the three differ widely. A second language of a mixed post stands beside it with its share of the letters. Do not use it on single words, nor to tell close sisters (Bosnian and Croatian, Indonesian and Malay) apart.',
  references: [
    'Joulin, Grave, Bojanowski & Mikolov 2017, Bag of tricks for efficient text classification, doi:10.18653/v1/E17-2068',
    'Nito-ELD 2.1.0, Efficient Language Detector, Apache-2.0',
    'Cavnar & Trenkle 1994, N-gram-based text categorization, SDAIR-94',
  ],
  parameters: z.object({ minimumConfidence: z.number().min(0).max(1).default(0.45) }).strict(),
  inputs: { posts: 'posts' },
  output: 'post-table',
  individuals: false,
  perPost: true,
  chunk: 50_000,
  async run({ posts }, { minimumConfidence }, context) {
    // Models are not loaded for nothing.
    const detect: (text: string) => LanguageGuess =
      posts.count === 0 ? () => ({ language: 'und', confidence: 0 }) : await languageDetector(minimumConfidence);
    const language: string[] = [];
    const found = new Map<string, number>();
    let mixed = 0;
    const confidence = new Float64Array(posts.count);
    const second: (string | null)[] = [];
    const secondShare = new Float64Array(posts.count).fill(Number.NaN);
    for (let i = 0; i < posts.count; i++) {
      const guess = detect(posts.text[i]!);
      language.push(guess.language);
      found.set(guess.language, (found.get(guess.language) ?? 0) + 1);
      if (guess.second) mixed++;
      confidence[i] = guess.confidence;
      second.push(guess.second ?? null);
      if (guess.secondShare !== undefined) secondShare[i] = guess.secondShare;
      if (i % 1000 === 0) context.progress(i / posts.count);
    }
    const summary = {
      posts: posts.count,
      undetermined: found.get('und') ?? 0,
      mixed,
      languages: Object.fromEntries(found),
    };
    return { kind: 'post-table', columns: { language, confidence, second, secondShare }, about: { summary } };
  },
});
