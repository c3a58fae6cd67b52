import { z } from 'zod';
import type { Artefact } from '../../../domain/artefact';
import { numbers, strings } from '../../../domain/artefact';
import { AssayError } from '../../../domain/errors';
import { defineMethod, type Posts } from '../../../domain/method';
import { calibrate, softmaxOfScores } from '../../learning/calibration/scaling';
import { mostProbable, predictProbabilities } from '../../learning/logistic-regression';
import { bagOptions, textFeatures } from '../../learning/text-features';
import { treeScores } from '../../learning/trees/boosted-trees';
import { bagOfWords } from '../terms/bag';
import {
  evaluateOnOwnLabels,
  guessPosts,
  labelTable,
  noLabels,
  trainingParameters,
  trainingPosts,
  trainingSummary,
  trainOn,
  withTextOnly,
} from './label-posts';
import { isWithoutText, noText } from '../without-text';
import { treesOf } from './tree-classifier';

interface ClassifierAbout {
  readonly classes: readonly string[];
  readonly intercepts: readonly number[];
  readonly words: [number, number];
  readonly characters: [number, number];
  readonly model?: 'trees';
  readonly summary: { readonly notEnoughData?: boolean };
}

function linearProbabilities(posts: Posts, model: Artefact, about: ClassifierAbout): Float64Array {
  const vocabulary = strings(model, 'term').filter((term): term is string => term !== null);
  const buckets = (numbers(model, 'bucket') as Int32Array).filter((bucket) => bucket >= 0);
  const classes = about.classes.length;
  const features = vocabulary.length + buckets.length;
  const weights = new Float64Array(features * classes);
  for (let c = 0; c < classes; c++) {
    const column = numbers(model, `w${c}`);
    for (let j = 0; j < column.length; j++) weights[j * classes + c] = column[j]!;
  }
  const bag = bagOfWords(posts.text, bagOptions({ ...about, minimumDocuments: 1 }), { vocabulary, buckets });
  const x = textFeatures(bag.matrix, numbers(model, 'idf') as Float64Array, vocabulary.length);
  return predictProbabilities({ classes, features, weights, intercepts: Float64Array.from(about.intercepts) }, x);
}

function treeProbabilities(posts: Posts, artefact: Artefact, about: ClassifierAbout): Float64Array {
  const { model, vocabulary, buckets } = treesOf(artefact);
  const bag = bagOfWords(posts.text, bagOptions({ ...about, minimumDocuments: 1 }), { vocabulary, buckets });
  return calibrate(softmaxOfScores(model.classes), treeScores(model, bag.matrix), model.classes);
}

/** Labels posts by the model that a study's `text/classifier` task made. */
function applyClassifier(posts: Posts, model: Artefact): Artefact {
  const about = model.about as unknown as ClassifierAbout;
  const label: (string | null)[] = new Array(posts.count).fill(null);
  const reason = posts.text.map((text) => (isWithoutText(text) ? noText : null));
  const columns: Record<string, Float64Array | (string | null)[]> = { label, reason };
  if (about.summary.notEnoughData) return { kind: 'post-table', columns, about: { classes: about.classes } };
  const probabilities = (about.model === 'trees' ? treeProbabilities : linearProbabilities)(posts, model, about);
  const classes = about.classes.length;
  const best = mostProbable(probabilities, classes);
  for (let i = 0; i < posts.count; i++) if (reason[i] === null) label[i] = about.classes[best[i]!]!;
  about.classes.forEach((name, c) => {
    columns[`p_${name}`] = Float64Array.from({ length: posts.count }, (_, i) =>
      reason[i] === null ? probabilities[i * classes + c]! : Number.NaN,
    );
  });
  const withoutText = reason.filter((one) => one !== null).length;
  return {
    kind: 'post-table',
    columns,
    about: { classes: about.classes, summary: { posts: posts.count, noText: withoutText } },
  };
}

export const textClassify = defineMethod({
  id: 'text/classify',
  version: 6,
  step: 'modelling',
  title: 'Labels by a classifier',
  description:
    'Gives each post a label and probabilities. In a study by the classifier that a text/classifier task trained (posts that it was trained on are labelled too: do not read those as a test); from a file by a model trained on labelled posts of a further file; without either by a model trained on the posts’ own labels, where a labelled post gets what a fit without it said. It repeats what the labellers thought: not for classes that they would not agree on.',
  references: [
    'Yu, Huang & Lin 2011, doi:10.1007/s10994-010-5221-8 (dual coordinate descent)',
    'Hsieh et al. 2008, doi:10.1145/1390156.1390208 (linear support vector machine)',
    'Friedman, Hastie & Tibshirani 2010, doi:10.18637/jss.v033.i01 (elastic net)',
    'McCallum & Nigam 1998, AAAI workshop (naive Bayes)',
    'Friedman 2001, doi:10.1214/aos/1013203451 (gradient-boosted trees)',
    'Chen & Guestrin 2016, doi:10.1145/2939672.2939785 (gradient-boosted trees)',
    'Guo et al. 2017, arXiv:1706.04599; Gupta & Ramdas 2022, arXiv:2107.08353 (calibration)',
  ],
  parameters: z
    .object({
      label: z.string().optional().describe('attribute that holds the label that people gave'),
      weighting: z.enum(['tfidf', 'counts']).default('tfidf').describe('counts: damped counts without rarity'),
      lexicon: z.boolean().default(false).describe('scores of a lexicon and manner among the features'),
      ...trainingParameters,
    })
    .strict(),
  inputs: { posts: 'posts', model: 'model', train: 'posts' },
  optional: ['model', 'train'],
  files: { train: 'posts' },
  output: 'post-table',
  individuals: false,
  seeded: true,
  run({ posts, model, train }, parameters, context) {
    if (model) return applyClassifier(posts, model);
    const { label } = parameters;
    if (label === undefined)
      throw new AssayError(
        'ASSAY_METHOD_INPUT',
        'text/classify: a model under inputs, or the parameter label that names an attribute with labels, was expected, found neither',
      );
    const labelled = trainingPosts(train ?? posts, label);
    if ('undefined' in labelled) return noLabels(posts, labelled.undefined);
    const features = {
      ...parameters,
      idf: parameters.weighting === 'tfidf',
      byLanguage: false,
      addresses: true,
    };
    const trained = trainOn(train ?? posts, labelled, [features], parameters, context);
    const guesses = withTextOnly(guessPosts(trained, posts, train ? undefined : labelled), posts);
    context.progress(0.9);
    const evaluation = evaluateOnOwnLabels(posts, label, labelled.classes, guesses, context);
    return labelTable(posts, labelled.classes, guesses, {
      evaluation,
      training: trainingSummary(trained, labelled),
      summary: {
        posts: posts.count,
        trainedOn: labelled.rows.length,
        c: trained.model.c,
        macroRecall: evaluation?.macroRecall ?? null,
        macroF1: evaluation?.macroF1 ?? null,
        ...(evaluation ? { drops: evaluation.drops! } : {}),
      },
    });
  },
});
