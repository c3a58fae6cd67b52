import { z } from 'zod';
import { AssayError } from '../../../domain/errors';
import type { Artefact } from '../../../domain/artefact';
import { defineMethod, type Random } from '../../../domain/method';
import { balancedWeights } from '../../learning/balanced-weights';
import { evaluate } from '../../learning/evaluation';
import { fitLogistic, mostProbable, predictProbabilities } from '../../learning/logistic-regression';
import { bagOptions, textFeatures, trainingIdf } from '../../learning/text-features';
import { treeScores } from '../../learning/trees/boosted-trees';
import { fitTermTrees } from '../../learning/trees/term-trees';
import { type Bag, bagOfWords } from '../terms/bag';
import { strongestTerms, treeColumns } from './tree-classifier';

export const classifierParameters = {
  label: z.string().describe('attribute that holds the label that people gave'),
  model: z.enum(['logistic', 'trees']).default('logistic').describe('logistic regression, or gradient-boosted trees'),
  words: z.tuple([z.number().int().min(1), z.number().int().min(1).max(3)]).default([1, 2]),
  characters: z.tuple([z.number().int().min(0), z.number().int().min(0).max(6)]).default([0, 0]),
  minimumDocuments: z.number().int().min(1).default(2),
  c: z.number().positive().default(4).describe('inverse strength of the L2 penalty'),
  balanced: z.boolean().default(true).describe('weight classes inversely to their frequency, so that rare ones count'),
};

type ClassifierParameters = z.output<z.ZodObject<typeof classifierParameters>>;

/** Fewer labelled posts than this and no classifier is trained. */
export const minimumLabelled = 50;

export interface LabelledPosts {
  readonly classes: readonly string[];
  /** Places of the labelled posts. */
  readonly rows: Int32Array;
  /** Class of each of them. */
  readonly y: Int32Array;
}

/** The posts that carry a label; classes in alphabetical order. Throws where the attribute is not in the data. */
export function labelledPosts(
  attributes: Readonly<Record<string, readonly (string | null)[]>>,
  label: string,
): LabelledPosts {
  // What every object has is no column: a file may have one called "constructor", or none.
  const values = Object.hasOwn(attributes, label) ? attributes[label] : undefined;
  if (!values)
    throw new AssayError(
      'ASSAY_METHOD_INPUT',
      `an attribute with labels was expected, found none of that name: ${label}; there are ${Object.keys(attributes).slice(0, 20).join(', ') || 'none'}`,
    );
  const classes = [...new Set(values.filter((one): one is string => one !== null && one !== ''))].sort();
  const ids = new Map(classes.map((one, id) => [one, id]));
  const rows: number[] = [];
  const y: number[] = [];
  values.forEach((value, row) => {
    const id = value === null ? undefined : ids.get(value);
    if (id !== undefined) {
      rows.push(row);
      y.push(id);
    }
  });
  return { classes, rows: Int32Array.from(rows), y: Int32Array.from(y) };
}

function countsOf(y: Int32Array, classes: readonly string[]): number[] {
  return classes.map((_, c) => y.reduce((sum, one) => sum + (one === c ? 1 : 0), 0));
}

/** Trees on plain counts: a question whether a word is there needs no weights. */
function trainTrees(
  bag: Bag,
  { classes, rows, y }: LabelledPosts,
  { words, characters, balanced }: Pick<ClassifierParameters, 'words' | 'characters' | 'balanced'>,
  random: Random,
): Artefact {
  const weights = balanced ? balancedWeights(y, classes.length) : undefined;
  const model = fitTermTrees(bag.matrix, y, classes.length, random, weights);
  const fit = evaluate(y, mostProbable(treeScores(model, bag.matrix), classes.length), classes.length);
  return {
    kind: 'model',
    columns: treeColumns(model, bag),
    about: {
      model: 'trees',
      classes,
      base: Array.from(model.base),
      roots: Array.from(model.roots),
      words,
      characters,
      labelled: rows.length,
      counts: countsOf(y, classes),
      summary: {
        labelled: rows.length,
        terms: bag.vocabulary.length,
        characterFeatures: bag.buckets.length,
        trees: model.roots.length,
        trainingMacroRecall: fit.macroRecall,
      },
      strongest: strongestTerms(model, bag.vocabulary, classes),
    },
  };
}

export const textClassifier = defineMethod({
  id: 'text/classifier',
  version: 3,
  step: 'modelling',
  title: 'Text classifier',
  description:
    'Learns from labelled posts to label others: logistic regression, each class against the rest, on TF-IDF of words and, if asked, characters; or gradient-boosted trees on their counts. It repeats what the labellers thought; judge it by cross-validation, not by its fit.',
  references: [
    'Yu, Huang & Lin 2011, doi:10.1007/s10994-010-5221-8 (dual coordinate descent)',
    'Friedman 2001, doi:10.1214/aos/1013203451 (gradient boosting)',
  ],
  parameters: z.object(classifierParameters).strict(),
  inputs: { posts: 'posts' },
  output: 'model',
  individuals: false,
  seeded: true,
  run({ posts }, parameters, context) {
    const labelled = labelledPosts(posts.attributes, parameters.label);
    const { classes, rows, y } = labelled;
    if (rows.length < minimumLabelled || classes.length < 2) {
      const reason = `at least ${minimumLabelled} labelled posts of two classes, found ${rows.length} of ${classes.length}`;
      return {
        kind: 'model',
        columns: {},
        about: {
          classes,
          labelled: rows.length,
          summary: { labelled: rows.length, notEnoughData: true, reason },
        },
      };
    }
    const texts = Array.from(rows, (row) => posts.text[row]!);
    const bag = bagOfWords(texts, bagOptions(parameters));
    if (parameters.model === 'trees') return trainTrees(bag, labelled, parameters, context.random);
    const idf = trainingIdf(bag.matrix, 1);
    const x = textFeatures(bag.matrix, idf, bag.vocabulary.length);
    const model = fitLogistic(x, y, classes.length, {
      c: parameters.c,
      ...(parameters.balanced ? { classWeights: balancedWeights(y, classes.length) } : {}),
    });
    const fit = evaluate(y, mostProbable(predictProbabilities(model, x), classes.length), classes.length);
    const size = bag.matrix.columns;
    // A row a feature: words by name, then character sequences by their hash bucket.
    const columns: Record<string, Float64Array | Int32Array | readonly (string | null)[]> = {
      term: [...bag.vocabulary, ...new Array<null>(bag.buckets.length).fill(null)],
      bucket: Int32Array.from({ length: size }, (_, j) =>
        j < bag.vocabulary.length ? -1 : bag.buckets[j - bag.vocabulary.length]!,
      ),
      idf,
    };
    classes.forEach((_, c) => {
      columns[`w${c}`] = Float64Array.from({ length: size }, (_, j) => model.weights[j * classes.length + c]!);
    });
    const strongest = classes.map((name, c) => ({
      class: name,
      terms: bag.vocabulary
        .map((term, j) => ({ term, weight: model.weights[j * classes.length + c]! }))
        .sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1))
        .slice(0, 12)
        .map((one) => ({ term: one.term, weight: Math.round(one.weight * 1000) / 1000 })),
    }));
    return {
      kind: 'model',
      columns,
      about: {
        classes,
        intercepts: Array.from(model.intercepts),
        words: parameters.words,
        characters: parameters.characters,
        labelled: rows.length,
        counts: countsOf(y, classes),
        summary: {
          labelled: rows.length,
          terms: bag.vocabulary.length,
          characterFeatures: bag.buckets.length,
          converged: model.converged,
          trainingMacroRecall: fit.macroRecall,
        },
        strongest,
      },
    };
  },
});
