import { z } from 'zod';
import { type Artefact, documentOf, joinParts, numbers } from '../../domain/artefact';
import type { Json } from '../../domain/json';
import { defineMethod, type Posts, type Random } from '../../domain/method';
import { bootstrap, type Estimate } from '../statistics/bootstrap';
import { type Bag, bagOfWords } from '../text/terms/bag';
import { classifierParameters, labelledPosts } from '../text/classification/classifier';
import { balancedWeights } from './balanced-weights';
import { type Evaluation, evaluate } from './evaluation';
import { fitLogistic, mostProbable, predictProbabilities } from './logistic-regression';
import { selectRows } from './sparse-matrix';
import { groupedFolds, holdout, stratifiedFolds } from './splits';
import { bagOptions, textFeatures, trainingIdf } from './text-features';
import { treeScores } from './trees/boosted-trees';
import { fitTermTrees } from './trees/term-trees';

/** A slice or class with fewer posts than this gets no figures: "not enough data" is an answer. */
export const minimumSlice = 30;

/** Values of a post by which results are broken down: `platform`, `language`, or an attribute. */
export function sliceValues(posts: Posts, name: string): readonly (string | null)[] | undefined {
  if (name === 'platform') return posts.platform;
  if (name === 'language') return posts.language;
  return posts.attributes[name];
}

function trainAndGuess(
  { matrix: counts, vocabulary }: Bag,
  y: Int32Array,
  classes: number,
  train: readonly number[],
  test: readonly number[],
  options: Pick<Given, 'model' | 'c' | 'balanced' | 'minimumDocuments'>,
  random: Random,
): Int32Array {
  const rows = selectRows(counts, train);
  const labels = Int32Array.from(train, (row) => y[row]!);
  const weights = options.balanced ? { classWeights: balancedWeights(labels, classes) } : {};
  if (options.model === 'trees') {
    const trees = fitTermTrees(rows, labels, classes, random, weights.classWeights);
    return mostProbable(treeScores(trees, selectRows(counts, test)), classes);
  }
  const idf = trainingIdf(rows, options.minimumDocuments);
  const model = fitLogistic(textFeatures(rows, idf, vocabulary.length), labels, classes, {
    c: options.c,
    ...weights,
  });
  return mostProbable(
    predictProbabilities(model, textFeatures(selectRows(counts, test), idf, vocabulary.length)),
    classes,
  );
}

/** Macro recall with a bootstrap interval that draws authors, not posts, where authors are known. */
export function macroRecallInterval(
  truth: Int32Array,
  guess: Int32Array,
  classes: number,
  groups: Int32Array | undefined,
  random: Parameters<typeof bootstrap>[2],
): Estimate {
  return bootstrap(
    truth.length,
    (rows) => {
      const hits = new Float64Array(classes);
      const support = new Float64Array(classes);
      for (const row of rows) {
        support[truth[row]!]!++;
        if (truth[row] === guess[row]) hits[truth[row]!]!++;
      }
      let sum = 0;
      let present = 0;
      for (let c = 0; c < classes; c++) {
        if (support[c]! === 0) continue;
        sum += hits[c]! / support[c]!;
        present++;
      }
      return present === 0 ? null : sum / present;
    },
    random,
    groups ? { groups, resamples: 500 } : { resamples: 500 },
  );
}

export function asJson(evaluation: Evaluation, classes: readonly string[]): Json {
  return {
    ...evaluation,
    perClass: evaluation.perClass.map((one, c) => ({ class: classes[c]!, ...one })),
  } as unknown as Json;
}

/** Evaluation of each value of each slice; null with the count where there are too few posts. */
export function bySlice(
  posts: Posts,
  rows: Int32Array,
  truth: Int32Array,
  guess: Int32Array,
  classes: readonly string[],
  slices: readonly string[],
): Json {
  const out: Record<string, Json> = {};
  for (const slice of slices) {
    const values = sliceValues(posts, slice);
    if (!values) continue;
    const places = new Map<string, number[]>();
    for (let i = 0; i < rows.length; i++) {
      const value = values[rows[i]!] ?? 'none';
      const list = places.get(value);
      if (list) list.push(i);
      else places.set(value, [i]);
    }
    out[slice] = [...places.keys()].sort().map((value) => {
      const at = places.get(value)!;
      if (at.length < minimumSlice) return { value, n: at.length, notEnoughData: true };
      const one = evaluate(truth, guess, classes.length, at);
      return { value, n: at.length, accuracy: one.accuracy, macroRecall: one.macroRecall, macroF1: one.macroF1 };
    });
  }
  return out;
}

const parameters = z
  .object({
    ...classifierParameters,
    folds: z.number().int().min(2).max(20).default(5),
    holdout: z.number().gt(0).lt(0.9).default(0.2),
    slices: z.array(z.string()).default(['platform', 'language']),
  })
  .strict();
type Given = z.output<typeof parameters>;

/** What every part works on: the labelled posts, their words counted once, and the author of each. */
interface Task {
  readonly classes: readonly string[];
  readonly rows: Int32Array;
  readonly y: Int32Array;
  readonly bag: Bag;
  /** Author of each labelled post; left out where no author is known: then there is nothing to keep whole, and nothing is claimed. */
  readonly groups?: Int32Array;
}

/** Counting words costs as much as a fit, and the parts that one thread works on share the posts. */
const tasks = new WeakMap<Posts, { readonly key: string; readonly task: Task | undefined }>();

/** Undefined where there are too few labelled posts. */
function taskOf(posts: Posts, people: Artefact | undefined, given: Given): Task | undefined {
  const key = JSON.stringify(given);
  const held = tasks.get(posts);
  if (held?.key === key) return held.task;
  const { classes, rows, y } = labelledPosts(posts.attributes, given.label);
  const enough = classes.length >= 2 && rows.length >= given.folds * 10;
  const author = people && numbers(people, 'author');
  const authors = author && Int32Array.from(rows, (row) => author[row]!);
  const task = enough
    ? {
        classes,
        rows,
        y,
        bag: bagOfWords(
          Array.from(rows, (row) => posts.text[row]!),
          bagOptions(given),
        ),
        ...(authors?.some((one) => one >= 0) ? { groups: authors } : {}),
      }
    : undefined;
  tasks.set(posts, { key, task });
  return task;
}

/** The labelled posts that one part holds out: a stratified fold, a fold of whole authors, or the holdout. */
function heldOut(task: Task, given: Given, part: number, random: Random): (row: number) => boolean {
  const { folds } = given;
  if (part < folds) {
    const fold = stratifiedFolds(task.y, folds, random.fork('stratified'));
    return (row) => fold[row] === part;
  }
  if (part < 2 * folds) {
    if (!task.groups) return () => false;
    const fold = groupedFolds(task.groups, folds, random.fork('grouped'));
    return (row) => fold[row] === part - folds;
  }
  const held = holdout(task.groups ?? new Int32Array(task.rows.length).fill(-1), given.holdout, random.fork('holdout'));
  return (row) => held[row] === 1;
}

interface Guessed {
  readonly test: Int32Array;
  readonly guess: Int32Array;
}

function guessed(parts: readonly Artefact[]): Guessed {
  const whole = joinParts(parts);
  return { test: numbers(whole, 'row') as Int32Array, guess: numbers(whole, 'guess') as Int32Array };
}

function judged(task: Task, { test, guess }: Guessed, random: Random): Json {
  const truth = Int32Array.from(test, (i) => task.y[i]!);
  const { groups } = task;
  const authors = groups && Int32Array.from(test, (i) => groups[i]!);
  return {
    ...(asJson(evaluate(truth, guess, task.classes.length), task.classes) as object),
    macroRecallInterval: macroRecallInterval(truth, guess, task.classes.length, authors, random) as unknown as Json,
  };
}

export const crossValidation = defineMethod({
  id: 'learning/cross-validation',
  version: 3,
  step: 'validation',
  title: 'Cross-validation and holdout of a text classifier',
  description:
    'Judges a text classifier on posts that it was not trained on: stratified folds, folds that keep each author whole, and a holdout. The grouped figure is the honest one for new people; a gap between the two says that the classifier recognises authors. Idf and vocabulary are learned in each training part alone.',
  references: ['Kohavi 1995, IJCAI', 'Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 13'],
  parameters,
  inputs: { posts: 'posts', people: 'people' },
  optional: ['people'],
  output: 'document',
  individuals: false,
  seeded: true,
  parts: {
    // The stratified folds, the folds of whole authors, the holdout.
    count: ({ folds }) => 2 * folds + 1,
    run({ posts, people }, given, part, context) {
      const task = taskOf(posts, people, given);
      const test: number[] = [];
      const train: number[] = [];
      let guess: Int32Array = new Int32Array(0);
      if (task) {
        const held = heldOut(task, given, part, context.common);
        for (let i = 0; i < task.rows.length; i++) (held(i) ? test : train).push(i);
        if (test.length > 0)
          guess = trainAndGuess(task.bag, task.y, task.classes.length, train, test, given, context.random);
      }
      return { kind: 'table', columns: { row: Int32Array.from(test), guess }, about: {} };
    },
    join(parts, { posts, people }, given, context) {
      const task = taskOf(posts, people, given);
      if (!task) {
        const { classes, rows } = labelledPosts(posts.attributes, given.label);
        const needed = given.folds * 10;
        return documentOf({
          classes: [...classes],
          labelled: rows.length,
          summary: {
            notEnoughData: true,
            reason: `at least ${needed} labelled posts of two classes were expected, found ${rows.length} of ${classes.length}`,
            labelled: rows.length,
            needed,
          },
        });
      }
      const { classes, rows, y } = task;
      const { folds } = given;
      const stratified = guessed(parts.slice(0, folds));
      const grouped = task.groups && guessed(parts.slice(folds, 2 * folds));
      const results: Record<string, Json> = {
        stratified: judged(task, stratified, context.random.fork('stratified interval')),
      };
      if (grouped) results.grouped = judged(task, grouped, context.random.fork('grouped interval'));
      const honest = grouped ?? stratified;
      results.slices = bySlice(
        posts,
        Int32Array.from(honest.test, (i) => rows[i]!),
        Int32Array.from(honest.test, (i) => y[i]!),
        honest.guess,
        classes,
        given.slices,
      );
      results.holdout = judged(task, guessed(parts.slice(2 * folds)), context.random.fork('holdout interval'));
      const counts = classes.map((_, c) => y.reduce((sum, one) => sum + (one === c ? 1 : 0), 0));
      const shown = (results.grouped ?? results.stratified) as { macroRecall: number; accuracy: number };
      return documentOf({
        classes: [...classes],
        labelled: rows.length,
        counts,
        ...results,
        summary: {
          macroRecall: shown.macroRecall,
          accuracy: shown.accuracy,
          majorityAccuracy: Math.max(...counts) / rows.length,
          labelled: rows.length,
        },
      });
    },
  },
});
