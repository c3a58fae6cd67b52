import { z } from 'zod';
import { defineMethod } from '../../domain/method';
import { vader } from './vader';

/** Cut-offs of the label that the authors of VADER recommend. */
const labelThreshold = 0.05;

export const textSentimentLexicon = defineMethod({
  id: 'text/sentiment-lexicon',
  version: 1,
  step: 'modelling',
  title: 'Lexicon sentiment (VADER)',
  description:
    'Rates each English post by a lexicon with rules for negation, degree and emphasis. Posts in other languages get no score: the lexicon does not know their words. It misses sarcasm; check its agreement with people before a confirmatory claim.',
  references: ['Hutto & Gilbert 2014, VADER, ICWSM 8(1):216–225'],
  parameters: z
    .object({
      languages: z
        .array(z.string())
        .default(['en'])
        .describe('languages that are scored; posts of unknown language are scored if und is listed'),
    })
    .strict(),
  inputs: { posts: 'posts' },
  output: 'post-table',
  individuals: false,
  perPost: true,
  run({ posts }, { languages }, context) {
    const scored = new Set(languages);
    const compound = new Float64Array(posts.count).fill(Number.NaN);
    const positive = new Float64Array(posts.count).fill(Number.NaN);
    const neutral = new Float64Array(posts.count).fill(Number.NaN);
    const negative = new Float64Array(posts.count).fill(Number.NaN);
    const label: (string | null)[] = [];
    for (let i = 0; i < posts.count; i++) {
      if (i % 2000 === 0) context.progress(i / posts.count);
      if (!scored.has(posts.language[i]!)) {
        label.push(null);
        continue;
      }
      const scores = vader(posts.text[i]!);
      compound[i] = scores.compound;
      positive[i] = scores.positive;
      neutral[i] = scores.neutral;
      negative[i] = scores.negative;
      label.push(
        scores.compound >= labelThreshold ? 'positive' : scores.compound <= -labelThreshold ? 'negative' : 'neutral',
      );
    }
    return { kind: 'post-table', columns: { compound, positive, neutral, negative, label }, about: {} };
  },
});
