import { z } from 'zod';
import { numbers } from '../../domain/artefact';
import type { Json } from '../../domain/json';
import { defineMethod, type Posts } from '../../domain/method';
import { bootstrap, type Estimate } from '../statistics/bootstrap';
import { type Bag, bagOfWords } from '../text/bag-of-words';
import { balancedWeights, classifierParameters, labelledPosts } from '../text/classifier';
import { type Evaluation, evaluate } from './evaluation';
import { fitLogistic, mostProbable, predictProbabilities } from './logistic-regression';
import { selectRows } from './sparse-matrix';
import { groupedFolds, holdout, stratifiedFolds } from './splits';
import { bagOptions, textFeatures, trainingIdf } from './text-features';

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
  options: { c: number; balanced: boolean; minimumDocuments: number },
): Int32Array {
  const rows = selectRows(counts, train);
  const idf = trainingIdf(rows, options.minimumDocuments);
  const labels = Int32Array.from(train, (row) => y[row]!);
  const model = fitLogistic(textFeatures(rows, idf, vocabulary.length), labels, classes, {
    c: options.c,
    ...(options.balanced ? { classWeights: balancedWeights(labels, classes) } : {}),
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
      const one = evaluate(
        at.map((i) => truth[i]!),
        at.map((i) => guess[i]!),
        classes.length,
      );
      return { value, n: at.length, accuracy: one.accuracy, macroRecall: one.macroRecall, macroF1: one.macroF1 };
    });
  }
  return out;
}

export const crossValidation = defineMethod({
  id: 'learning/cross-validation',
  version: 1,
  step: 'validation',
  title: 'Cross-validation and holdout of a text classifier',
  description:
    'Judges a text classifier on posts that it was not trained on: stratified folds, folds that keep each author whole, and a holdout. The grouped figure is the honest one for new people; a gap between the two says that the classifier recognises authors. Idf and vocabulary are learned in each training part alone.',
  references: ['Kohavi 1995, IJCAI', 'Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 13'],
  parameters: z
    .object({
      ...classifierParameters,
      folds: z.number().int().min(2).max(20).default(5),
      holdout: z.number().gt(0).lt(0.9).default(0.2),
      slices: z.array(z.string()).default(['platform', 'language']),
    })
    .strict(),
  inputs: { posts: 'posts', people: 'people' },
  optional: ['people'],
  output: 'document',
  individuals: false,
  seeded: true,
  run({ posts, people }, parameters, context) {
    const { classes, rows, y } = labelledPosts(posts.attributes, parameters.label);
    if (classes.length < 2 || rows.length < parameters.folds * 10) {
      return {
        kind: 'document',
        columns: {},
        about: {
          classes,
          labelled: rows.length,
          summary: { notEnoughData: true, labelled: rows.length, needed: parameters.folds * 10 },
        },
      };
    }
    const bag = bagOfWords(
      Array.from(rows, (row) => posts.text[row]!),
      bagOptions(parameters),
    );
    const author = people && numbers(people, 'author');
    const authors = author && Int32Array.from(rows, (row) => author[row]!);
    // Where no author is known there is nothing to keep whole, and nothing is claimed.
    const groups = authors?.some((one) => one >= 0) ? authors : undefined;
    const guessFolds = (fold: Int32Array, done: number): Int32Array => {
      const guess = new Int32Array(rows.length);
      for (let f = 0; f < parameters.folds; f++) {
        const test: number[] = [];
        const train: number[] = [];
        for (let i = 0; i < rows.length; i++) (fold[i] === f ? test : train).push(i);
        const one = trainAndGuess(bag, y, classes.length, train, test, parameters);
        for (let k = 0; k < test.length; k++) guess[test[k]!] = one[k]!;
        context.progress((done + (f + 1) / parameters.folds) / 3);
      }
      return guess;
    };
    const results: Record<string, Json> = {};
    const stratified = guessFolds(stratifiedFolds(y, parameters.folds, context.random.fork('stratified')), 0);
    const report = (name: string, truth: Int32Array, guess: Int32Array, clusters: Int32Array | undefined): void => {
      results[name] = {
        ...(asJson(evaluate(truth, guess, classes.length), classes) as object),
        macroRecallInterval: macroRecallInterval(
          truth,
          guess,
          classes.length,
          clusters,
          context.random.fork(`${name} interval`),
        ) as unknown as Json,
      };
    };
    report('stratified', y, stratified, groups);
    if (groups) {
      const grouped = guessFolds(groupedFolds(groups, parameters.folds, context.random.fork('grouped')), 1);
      report('grouped', y, grouped, groups);
      results.slices = bySlice(posts, rows, y, grouped, classes, parameters.slices);
    } else results.slices = bySlice(posts, rows, y, stratified, classes, parameters.slices);

    const held = holdout(
      groups ?? Int32Array.from({ length: rows.length }, () => -1),
      parameters.holdout,
      context.random.fork('holdout'),
    );
    const test: number[] = [];
    const train: number[] = [];
    for (let i = 0; i < rows.length; i++) (held[i] ? test : train).push(i);
    const guess = trainAndGuess(bag, y, classes.length, train, test, parameters);
    report(
      'holdout',
      Int32Array.from(test, (i) => y[i]!),
      guess,
      groups && Int32Array.from(test, (i) => groups[i]!),
    );
    const counts = classes.map((_, c) => y.reduce((sum, one) => sum + (one === c ? 1 : 0), 0));
    const honest = (results.grouped ?? results.stratified) as { macroRecall: number; accuracy: number };
    return {
      kind: 'document',
      columns: {},
      about: {
        classes,
        labelled: rows.length,
        counts,
        ...results,
        summary: {
          macroRecall: honest.macroRecall,
          accuracy: honest.accuracy,
          majorityAccuracy: Math.max(...counts) / rows.length,
          labelled: rows.length,
        },
      },
    };
  },
});
