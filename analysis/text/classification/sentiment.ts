import { z } from 'zod';
import { defineMethod, type Posts } from '../../../domain/method';
import { inLexiconScript, lexiconLanguages, primaryTag } from '../opinion/lexicons';
import { labelThreshold } from '../sentiment/sentiment-lexicon';
import type { FeatureOptions } from './feature-options';
import {
  evaluateOnOwnLabels,
  guessPosts,
  labelTable,
  type PostGuesses,
  trainingParameters,
  trainingPosts,
  trainingSummary,
  trainOn,
  learnsFromLabels,
  withTextOnly,
} from './label-posts';
import { isWithoutText } from '../without-text';
import { lexiconScores } from './lexicon-features';

/** A language needs this many labelled posts before words of its own are tried for it. */
const minimumPerLanguage = 100;
/** Up to so many labelled posts both weightings are tried; with more the everyday words that decide have been seen often enough. */
const triesAllBelow = 20_000;
const lexiconClasses = ['negative', 'neutral', 'positive'] as const;

/** Labels by the lexicons alone; a post without text, or whose language none knows, gets none. VADER's own thresholds. */
function byLexicon(posts: Posts): PostGuesses {
  const label = new Int32Array(posts.count).fill(-1);
  for (let i = 0; i < posts.count; i++) {
    if (isWithoutText(posts.text[i]!) || !inLexiconScript(posts.text[i]!, primaryTag(posts.language[i]!))) continue;
    const scores = lexiconScores(posts.text[i]!, posts.language[i]!);
    if (scores) label[i] = scores.compound >= labelThreshold ? 2 : scores.compound <= -labelThreshold ? 0 : 1;
  }
  return { label, probabilities: new Float64Array(0) };
}

/** Languages with enough labelled posts to have words of their own. */
function languagesOf(posts: Posts, rows: ArrayLike<number>): string[] {
  const counts = new Map<string, number>();
  for (let i = 0; i < rows.length; i++) {
    const language = posts.language[rows[i]!]!;
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= minimumPerLanguage)
    .map(([language]) => language)
    .sort();
}

export const textSentiment = defineMethod({
  id: 'text/sentiment',
  version: 5,
  ...learnsFromLabels,
  title: 'Sentiment',
  description:
    'The study’s own sentiment model: trained on its labelled posts, in whatever languages they have, with a lexicon (VADER in English, rated words in seven more languages) and the manner of a post among the features, its probabilities calibrated on posts held out from the fit. Without labels it falls back on the lexicon, whose agreement with people is then still to be shown. Not for irony, nor for the feelings of one person: it is right for about two posts of three where three classes are told apart.',
  references: [
    'Rosenthal, Farra & Nakov 2017, SemEval-2017 task 4, doi:10.18653/v1/S17-2088',
    'Hutto & Gilbert 2014, ICWSM (VADER)',
    'Guo et al. 2017, arXiv:1706.04599; Gupta & Ramdas 2022, arXiv:2107.08353 (calibration)',
  ],
  parameters: z
    .object({
      label: z.string().default('label').describe('attribute that holds the sentiment that people saw'),
      languages: z
        .enum(['auto', 'shared', 'separate'])
        .default('auto')
        .describe(
          'whether a word counts as the same in all languages; auto: what does better on unseen training posts',
        ),
      weighting: z
        .enum(['auto', 'counts', 'tfidf'])
        .default('auto')
        .describe(
          'whether rare terms weigh more; auto: what does better on unseen training posts, counts where those are many',
        ),
      lexicon: z.boolean().default(true).describe('scores of a lexicon and manner among the features'),
      ...trainingParameters,
      model: trainingParameters.model.default('blend'),
    })
    .strict(),
  run({ posts, train }, parameters, context) {
    const { label, languages } = parameters;
    const source = train ?? posts;
    const labelled =
      train === undefined && posts.attributes[label] === undefined
        ? { undefined: `an attribute with labels was expected, found none of that name: ${label}` }
        : trainingPosts(source, label);
    if ('undefined' in labelled) {
      const guesses = byLexicon(posts);
      const evaluation = evaluateOnOwnLabels(posts, label, lexiconClasses, guesses, context);
      const unread = guesses.label.reduce(
        (sum, one, i) => sum + (one < 0 && !isWithoutText(posts.text[i]!) ? 1 : 0),
        0,
      );
      return labelTable(posts, lexiconClasses, guesses, {
        evaluation,
        summary: {
          posts: posts.count,
          by: 'lexicon',
          reason: labelled.undefined,
          agreementWithPeople: evaluation
            ? (evaluation.macroRecall ?? null)
            : 'still to be shown: no post carries a label',
          withoutLabel: unread,
          ...(unread > 0 ? { withoutLabelReason: `lexicons know ${lexiconLanguages.join(', ')}` } : {}),
        },
      });
    }
    const known = languagesOf(source, labelled.rows);
    const apart = languages === 'auto' && known.length > 1 ? [false, true] : [languages === 'separate'];
    const byRarity =
      parameters.weighting !== 'auto'
        ? [parameters.weighting === 'tfidf']
        : labelled.rows.length > triesAllBelow
          ? [false]
          : [false, true];
    const variants = byRarity.flatMap((idf) =>
      apart.map((byLanguage): FeatureOptions => ({ ...parameters, idf, byLanguage, addresses: false })),
    );
    const trained = trainOn(source, labelled, variants, parameters, context);
    const guesses = withTextOnly(guessPosts(trained, posts, train ? undefined : labelled), posts);
    context.progress(0.9);
    const evaluation = evaluateOnOwnLabels(posts, label, labelled.classes, guesses, context);
    return labelTable(posts, labelled.classes, guesses, {
      evaluation,
      training: {
        ...trainingSummary(trained, labelled),
        languages: known,
        wordsByLanguage: trained.model.space.options.byLanguage,
        weighting: trained.model.space.options.idf ? 'tfidf' : 'counts',
      },
      summary: {
        posts: posts.count,
        by: train
          ? 'model trained on the training posts'
          : 'model trained on the labelled posts, each judged by a fit without it',
        trainedOn: labelled.rows.length,
        c: trained.model.c,
        macroRecall: evaluation?.macroRecall ?? null,
        macroF1: evaluation?.macroF1 ?? null,
        calibrationError: evaluation?.calibrationError ?? null,
        ...(evaluation ? { drops: evaluation.drops! } : { agreementWithPeople: trained.score }),
      },
    });
  },
});
