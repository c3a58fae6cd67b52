import { z } from 'zod';
import type { Json } from '../../../domain/json';
import type { MethodContext, Posts } from '../../../domain/method';
import { balancedWeights } from '../../learning/balanced-weights';
import { evaluate } from '../../learning/evaluation';
import {
  fitLogistic,
  type LogisticModel,
  mostProbable,
  predictProbabilities,
} from '../../learning/logistic-regression';
import { joinColumns, selectRows, type SparseMatrix } from '../../learning/sparse-matrix';
import { stratifiedFolds } from '../../learning/splits';
import { bagOptions, textFeatures, trainingIdf } from '../../learning/text-features';
import { bootstrap } from '../../statistics/bootstrap';
import { bagOfWords } from '../terms/bag';
import { lexiconMatrix } from '../classification/lexicon-features';
import { labelledPosts, minimumLabelled } from '../classification/classifier';

/** Parameters of every method that learns its labels where a study has them. */
export const trainingParameters = {
  label: z
    .string()
    .optional()
    .describe('attribute with people’s labels, in the training posts or else in the posts themselves'),
  words: z.tuple([z.number().int().min(1), z.number().int().min(1).max(3)]).default([1, 2]),
  characters: z.tuple([z.number().int().min(0), z.number().int().min(0).max(6)]).default([2, 5]),
  minimumDocuments: z.number().int().min(1).default(2),
  c: z.number().positive().default(1).describe('inverse strength of the L2 penalty'),
  lexicon: z.boolean().default(true).describe('scores of a lexicon and manner among the features'),
  balanced: z.boolean().default(true).describe('weight classes inversely to their frequency, so that rare ones count'),
};

export interface TrainingOptions {
  readonly label?: string | undefined;
  readonly words: readonly [number, number];
  readonly characters: readonly [number, number];
  readonly minimumDocuments: number;
  readonly c: number;
  readonly lexicon: boolean;
  readonly balanced: boolean;
}

export interface Labelled {
  readonly label: string;
  readonly probabilities: Readonly<Record<string, number>>;
}

export interface TrainedLabels {
  readonly classes: readonly string[];
  readonly of: readonly Labelled[];
  /** How well the labels are met in folds of the training posts that were held back. */
  readonly crossValidated: Json;
  readonly trainedOn: number;
}

const folds = 5;

/** What is counted of posts, and what a lexicon and their manner say if asked. */
interface Seen {
  readonly counts: SparseMatrix;
  readonly manner: SparseMatrix | undefined;
}

function partOf({ counts, manner }: Seen, rows: readonly number[]): Seen {
  return { counts: selectRows(counts, rows), manner: manner && selectRows(manner, rows) };
}

function featuresOf({ counts, manner }: Seen, idf: Float64Array, boundary: number): SparseMatrix {
  const terms = textFeatures(counts, idf, boundary);
  return manner ? joinColumns(terms, manner) : terms;
}

function trainOn(
  seen: Seen,
  y: Int32Array,
  classes: number,
  boundary: number,
  options: TrainingOptions,
): { model: LogisticModel; idf: Float64Array } {
  const idf = trainingIdf(seen.counts, options.minimumDocuments);
  const model = fitLogistic(featuresOf(seen, idf, boundary), y, classes, {
    c: options.c,
    ...(options.balanced ? { classWeights: balancedWeights(y, classes) } : {}),
  });
  return { model, idf };
}

/**
 * Labels of a classifier trained on the posts that carry them: logistic regression on TF-IDF of words and characters, and on
 * what a lexicon and the manner of a post say if asked. Posts that it was
 * trained on get the label of the fold that did not know them. A reason instead where labels are too few.
 */
export function trainedLabels(
  posts: Posts,
  train: Posts | undefined,
  options: TrainingOptions & { readonly label: string },
  context: MethodContext,
): TrainedLabels | { readonly reason: string } {
  const source = train ?? posts;
  const { classes, rows, y } = labelledPosts(source.attributes, options.label);
  if (rows.length < minimumLabelled || classes.length < 2)
    return {
      reason: `at least ${minimumLabelled} labelled posts of two classes, found ${rows.length} of ${classes.length}`,
    };
  const texts = Array.from(rows, (row) => source.text[row]!);
  const bag = bagOfWords(texts, bagOptions({ ...options, minimumDocuments: 1 }));
  const boundary = bag.vocabulary.length;
  const languages = Array.from(rows, (row) => source.language[row]!);
  const seen = { counts: bag.matrix, manner: options.lexicon ? lexiconMatrix(texts, languages) : undefined };
  context.progress(0.2);

  const fold = stratifiedFolds(y, folds, context.random.fork('folds'));
  const held = new Float64Array(rows.length * classes.length);
  for (let f = 0; f < folds; f++) {
    const inside = [...fold.keys()].filter((i) => fold[i] !== f);
    const outside = [...fold.keys()].filter((i) => fold[i] === f);
    const part = trainOn(
      partOf(seen, inside),
      Int32Array.from(inside, (i) => y[i]!),
      classes.length,
      boundary,
      options,
    );
    const p = predictProbabilities(part.model, featuresOf(partOf(seen, outside), part.idf, boundary));
    outside.forEach((i, k) => held.set(p.subarray(k * classes.length, (k + 1) * classes.length), i * classes.length));
    context.progress(0.2 + (0.5 * (f + 1)) / folds);
  }
  const guess = mostProbable(held, classes.length);
  const all = trainOn(seen, y, classes.length, boundary, options);
  const known = bagOfWords(posts.text, bagOptions({ ...options, minimumDocuments: 1 }), bag);
  const p = predictProbabilities(
    all.model,
    featuresOf(
      { counts: known.matrix, manner: options.lexicon ? lexiconMatrix(posts.text, posts.language) : undefined },
      all.idf,
      boundary,
    ),
  );
  if (!train)
    rows.forEach((row, i) => p.set(held.subarray(i * classes.length, (i + 1) * classes.length), row * classes.length));
  const best = mostProbable(p, classes.length);
  return {
    classes,
    trainedOn: rows.length,
    crossValidated: evaluation(y, guess, classes, context),
    of: Array.from(best, (label, i) => ({
      label: classes[label]!,
      probabilities: Object.fromEntries(
        classes.map((name, c) => [name, Math.round(p[i * classes.length + c]! * 1e4) / 1e4]),
      ),
    })),
  };
}

/** With a class smaller than this, samples drawn anew often lack it, and the interval of a macro average means little. */
const smallestClass = 10;

/** Accuracy, macro recall and F1, with bootstrap interval of the F1, and figures per class. */
export function evaluation(
  truth: Int32Array,
  guess: Int32Array,
  classes: readonly string[],
  context: MethodContext,
): Json {
  const whole = evaluate(truth, guess, classes.length);
  const small = whole.perClass.some((one) => one.support < smallestClass);
  const interval = bootstrap(
    truth.length,
    (drawn) => evaluate(truth, guess, classes.length, drawn).macroF1,
    context.random.fork('evaluation'),
    { resamples: 200 },
  );
  return {
    n: whole.n,
    accuracy: whole.accuracy,
    macroRecall: whole.macroRecall,
    macroF1: whole.macroF1,
    macroF1Interval: small ? null : [interval.low, interval.high],
    ...(small ? { noInterval: `a class has fewer than ${smallestClass} posts` } : {}),
    perClass: classes.map((name, c) => ({ class: name, ...whole.perClass[c]! })),
  } as unknown as Json;
}
