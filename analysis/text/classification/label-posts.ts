import { z } from 'zod';
import { AssayError } from '../../../domain/errors';
import type { Artefact } from '../../../domain/artefact';
import type { Json } from '../../../domain/json';
import type { MethodContext, Posts } from '../../../domain/method';
import { isWithoutText, noText } from '../without-text';
import { type LabelledPosts, labelledPosts } from './classifier';
import type { FeatureOptions } from './feature-options';
import type { Documents } from './feature-space';
import { evaluationBySlice, labelEvaluation } from './label-evaluation';
import { applyTextModel, type ModelOptions, type Trained, trainTextModel } from './text-model';

/** Fewer labelled posts than this, or of fewer than two classes, and nothing is trained. */
export const minimumToTrain = 20;

/** What the records of methods say alike that learn from labelled posts, of the same file or of one for training. */
export const learnsFromLabels = {
  step: 'modelling',
  inputs: { posts: 'posts', train: 'posts' },
  optional: ['train'],
  files: { train: 'posts' },
  output: 'post-table',
  individuals: false,
  seeded: true,
} as const;

const range = (most: number) =>
  z
    .tuple([z.number().int().min(1), z.number().int().min(1).max(most)])
    .refine(([shortest, longest]) => shortest <= longest, 'the shortest first, then the longest, was expected');

export const trainingParameters = {
  model: z
    .enum(['logistic', 'svm', 'naive-bayes', 'blend', 'trees'])
    .default('logistic')
    .describe(
      'blend: logistic with as much of naive Bayes as does best on unseen training posts; trees: gradient-boosted',
    ),
  penalty: z.enum(['l2', 'l1', 'elastic-net']).default('l2').describe('of the logistic model'),
  l1Ratio: z.number().min(0).max(1).default(0.5).describe('share of L1 in an elastic net'),
  c: z
    .union([z.literal('auto'), z.number().positive()])
    .default('auto')
    .describe('inverse strength of the penalty; auto: chosen by cross-validation in the training posts'),
  features: z.enum(['words', 'characters', 'both']).default('both'),
  words: range(5).default([1, 2]).describe('shortest and longest run of words'),
  characters: range(8).default([2, 5]).describe('shortest and longest run of characters within a word'),
  minimumDocuments: z.number().int().min(1).default(2),
  select: z.enum(['none', 'chi2', 'mutual-information', 'l1']).default('none').describe('feature selection'),
  keep: z.number().int().min(1).default(20000).describe('features that a selection keeps'),
  classWeights: z
    .union([z.enum(['balanced', 'none']), z.record(z.string(), z.number().positive())])
    .default('balanced')
    .describe('balanced, none, or a weight for each class'),
  calibration: z
    .enum(['top-label', 'temperature', 'temperature-bias', 'platt', 'isotonic', 'none'])
    .default('top-label')
    .describe('how scores become probabilities, learned on training posts held out from the fit'),
};

export type TrainingParameters = z.output<z.ZodObject<typeof trainingParameters>>;

export function modelOptions(parameters: TrainingParameters, classes: readonly string[]): ModelOptions {
  const { classWeights } = parameters;
  const unknown =
    typeof classWeights === 'string' ? [] : Object.keys(classWeights).filter((one) => !classes.includes(one));
  if (unknown.length > 0)
    throw new AssayError(
      'ASSAY_METHOD_PARAMETERS',
      `classWeights: the classes ${classes.join(', ')} were expected, found ${unknown.map((one) => JSON.stringify(one)).join(', ')}`,
    );
  return {
    ...parameters,
    weights:
      typeof classWeights === 'string'
        ? classWeights
        : classes.map((name) => (Object.hasOwn(classWeights, name) ? classWeights[name]! : 1)),
  };
}

function documentsOf(posts: Posts, rows: ArrayLike<number>): Documents {
  return {
    text: Array.from(rows, (row) => posts.text[row]!),
    language: Array.from(rows, (row) => posts.language[row]!),
  };
}

/** Training posts, or why there are too few. */
export function trainingPosts(posts: Posts, label: string): LabelledPosts | { readonly undefined: string } {
  if (posts.count === 0) return { undefined: 'labelled posts were expected, found no posts' };
  const labelled = labelledPosts(posts.attributes, label);
  if (labelled.rows.length >= minimumToTrain && labelled.classes.length >= 2) return labelled;
  return {
    undefined: `at least ${minimumToTrain} labelled posts of two classes were expected, found ${labelled.rows.length} of ${labelled.classes.length}`,
  };
}

/** Trains on labelled posts of `posts`; of several ways to see them the one that does best on unseen training posts. */
export function trainOn(
  posts: Posts,
  labelled: LabelledPosts,
  variants: readonly FeatureOptions[],
  parameters: TrainingParameters,
  context: MethodContext,
): Trained {
  let best: Trained | undefined;
  variants.forEach((features, n) => {
    const one = trainTextModel(
      documentsOf(posts, labelled.rows),
      labelled.y,
      labelled.classes,
      features,
      modelOptions(parameters, labelled.classes),
      // All variants meet the same folds.
      context.random.fork('train'),
      (fraction) => context.progress((0.8 * (n + fraction)) / variants.length),
    );
    if (!best || one.score > best.score) best = one;
  });
  return best!;
}

/** Class and probabilities of each post; −1 where there is none. */
export interface PostGuesses {
  readonly label: Int32Array;
  readonly probabilities: Float64Array;
}

/** Labels all posts; those that the model was trained on get what a fit without them said. */
export function guessPosts(trained: Trained, posts: Posts, own: LabelledPosts | undefined): PostGuesses {
  const size = trained.model.classes.length;
  const { label, probabilities } = applyTextModel(trained.model, { text: posts.text, language: posts.language });
  if (own) {
    const { rows, guess, probabilities: unseen } = trained.unseen;
    for (let k = 0; k < rows.length; k++) {
      const post = own.rows[rows[k]!]!;
      label[post] = guess[k]!;
      probabilities.set(unseen.subarray(k * size, (k + 1) * size), post * size);
    }
  }
  return { label, probabilities };
}

/** The guesses without those of posts that have no text: a model would only repeat which class is the most frequent. */
export function withTextOnly({ label, probabilities }: PostGuesses, posts: Posts): PostGuesses {
  return { label: label.map((one, i) => (isWithoutText(posts.text[i]!) ? -1 : one)), probabilities };
}

/** How the guesses agree with the labels that the posts themselves carry; null where they carry none. */
export function evaluateOnOwnLabels(
  posts: Posts,
  attribute: string,
  classes: readonly string[],
  guesses: PostGuesses,
  context: MethodContext,
): { readonly [key: string]: Json } | null {
  if (posts.count === 0 || posts.attributes[attribute] === undefined) return null;
  const { rows, y, classes: found } = labelledPosts(posts.attributes, attribute);
  if (rows.length === 0) return null;
  const all = [...classes, ...found.filter((one) => !classes.includes(one))];
  const truth = y.map((one) => all.indexOf(found[one]!));
  const kept = Array.from(rows.keys()).filter((k) => guesses.label[rows[k]!]! >= 0);
  const size = classes.length;
  const truthKept = Int32Array.from(kept, (k) => truth[k]!);
  const guess = Int32Array.from(kept, (k) => guesses.label[rows[k]!]!);
  const probabilities = new Float64Array(kept.length * size);
  kept.forEach((k, n) => {
    probabilities.set(guesses.probabilities.subarray(rows[k]! * size, (rows[k]! + 1) * size), n * size);
  });
  const withProbabilities = guesses.probabilities.length > 0 ? probabilities : undefined;
  return {
    ...labelEvaluation(truthKept, guess, withProbabilities, all, size, context.random.fork('evaluation')),
    ...evaluationBySlice(
      posts,
      kept.map((k) => rows[k]!),
      truthKept,
      guess,
      all.length,
      withProbabilities,
      size,
      context.random.fork('slices'),
    ),
  };
}

/** Labels and probabilities as rows, why a post has none, and what is known of the training beside; posts without text are counted. */
export function labelTable(
  posts: Posts,
  classes: readonly string[],
  guesses: PostGuesses,
  about: { readonly [key: string]: Json; readonly summary: { readonly [key: string]: Json } },
): Artefact {
  const size = classes.length;
  const label = Array.from(guesses.label, (one) => (one < 0 ? null : classes[one]!));
  const probabilities = Array.from({ length: posts.count }, (_, i) =>
    guesses.probabilities.length === 0 || guesses.label[i]! < 0
      ? 'null'
      : JSON.stringify(Object.fromEntries(classes.map((name, c) => [name, guesses.probabilities[i * size + c]!]))),
  );
  const reason = posts.text.map((text) => (isWithoutText(text) ? noText : null));
  const withoutText = reason.filter((one) => one !== null).length;
  return {
    kind: 'post-table',
    columns: { label, probabilities, reason },
    about: { classes, ...about, summary: { ...about.summary, noText: withoutText }, json: ['probabilities'] },
  };
}

/** What a reader should know of a training: sizes, the strength chosen, how it did on training posts that it had not seen. */
export function trainingSummary(trained: Trained, labelled: LabelledPosts): { readonly [key: string]: Json } {
  return {
    labelled: labelled.rows.length,
    counts: Object.fromEntries(
      labelled.classes.map((name, c) => [name, labelled.y.reduce((sum, one) => sum + (one === c ? 1 : 0), 0)]),
    ),
    features: trained.features,
    c: trained.model.c,
    scoreOnUnseenTrainingPosts: trained.score,
    tried: trained.tried as unknown as Json,
  };
}

/** The answer where nothing could be trained. */
export function noLabels(posts: Posts, reason: string): Artefact {
  return {
    kind: 'post-table',
    columns: {
      label: new Array<null>(posts.count).fill(null),
      probabilities: new Array<string>(posts.count).fill('null'),
    },
    about: { classes: [], json: ['probabilities'], summary: { posts: posts.count, notEnoughData: true, reason } },
  };
}
