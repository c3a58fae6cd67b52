import { z } from 'zod';
import { AssayError } from '../../../domain/errors';
import type { Json } from '../../../domain/json';
import { defineMethod } from '../../../domain/method';
import { mostProbable } from '../../learning/logistic-regression';
import { selectRows } from '../../learning/sparse-matrix';
import { explainScore, type Explanation, namesOf } from './contributions';
import { ReadPost, seeFeatures } from './feature-space';
import { heldOutImportance } from './held-out-importance';
import { NearestOther } from './nearest-other';
import { type FeatureReliance, leadingFeatures, Reliance } from './reliance';
import { minimumToTrain, trainingParameters, trainingPosts, trainOn, learnsFromLabels } from './label-posts';
import { scoresOf, type TextModel } from './text-model';
import { flip, longPost, mostOccluded, mostOfLong, occlusion, placeOf } from './occlusion';

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** The largest contributions by name, the rest in one: the sum stays the logit. */
function contributionsOf(model: TextModel, post: ReadPost, found: Explanation, limit: number): Json {
  const shown = found.features.slice(0, limit);
  const names = namesOf(model, post, shown);
  const rest = found.features.slice(limit).reduce((sum, one) => sum + one.contribution, 0);
  return [
    { feature: '(intercept)', kind: 'intercept', contribution: found.intercept },
    ...shown.map(({ kind, contribution }, k) => ({ feature: names[k]!, kind, contribution })),
    ...(found.features.length > limit
      ? [{ feature: `(${found.features.length - limit} more)`, kind: 'rest', contribution: rest }]
      : []),
  ];
}

/** Features by mean absolute contribution over the posts of a class: what the model as a whole relies on. */
function globalImportance(reliance: Reliance, nameOf: (one: FeatureReliance) => string): Json {
  return {
    class: reliance.name,
    posts: reliance.posts,
    features: leadingFeatures([reliance], 20).map((entry) => ({
      feature: nameOf(entry),
      kind: entry.kind,
      meanContribution: rounded(entry.sum / reliance.posts),
      importance: rounded(entry.size / reliance.posts),
      posts: entry.posts,
    })),
  };
}

export const textExplain = defineMethod({
  id: 'text/explain',
  version: 4,
  ...learnsFromLabels,
  title: 'Why this label',
  description: `Says why a post got its label: the share of each feature in the score (exact for linear models, summing to the logit), or how the score or the probability falls when a feature or a word is left out (occlusion, always so for trees; a post of more than ${mostOccluded} words loses the ${(mostOccluded >> 1) - 1} words that tell most one by one, and what stands between them together; one of more than ${longPost} words ${(mostOfLong >> 1) - 1} of them); the words whose removal changes the label; the training post of another label most similar in its words; and what the model relies on over all posts, also by how much worse it does on posts with labels when a feature is shuffled among them. It explains the model, not the person who wrote: a word that tells can be a stand-in for something else.`,
  references: [
    'Robnik-Šikonja & Kononenko 2008, doi:10.1109/TKDE.2007.190734',
    'Martens & Provost 2014, doi:10.25300/MISQ/2014/38.1.04',
    'Breiman 2001, doi:10.1023/A:1010933404324 (permutation importance)',
    'Fisher, Rudin & Dominici 2019, JMLR 20(177)',
  ],
  parameters: z
    .object({
      label: z.string().default('label').describe('attribute that holds the label that people gave'),
      method: z.enum(['contributions', 'occlusion']).default('contributions'),
      limit: z.number().int().min(1).default(15).describe('features shown for a post; the others stand as one'),
      repeats: z
        .number()
        .int()
        .min(0)
        .max(1000)
        .default(10)
        .describe(
          'shuffles of a feature for permutation importance, where posts other than the training posts carry labels',
        ),
      posts: z.number().int().min(1).default(1000).describe('posts explained, from the first'),
      weighting: z.enum(['tfidf', 'counts']).default('counts'),
      lexicon: z.boolean().default(true),
      ...trainingParameters,
    })
    .strict(),
  run({ posts, train }, parameters, context) {
    const source = train ?? posts;
    if (train === undefined && posts.count > 0 && posts.attributes[parameters.label] === undefined)
      throw new AssayError(
        'ASSAY_METHOD_INPUT',
        `text/explain: labelled posts under train, or an attribute "${parameters.label}" with labels, were expected, found neither`,
      );
    const names = ['contributions', 'words', 'flip', 'nearest'];
    const labelled = trainingPosts(source, parameters.label);
    if ('undefined' in labelled)
      return {
        kind: 'post-table',
        columns: {
          label: new Array<null>(posts.count).fill(null),
          ...Object.fromEntries(names.map((name) => [name, new Array<string>(posts.count).fill('null')])),
        },
        about: {
          json: names,
          summary: { posts: posts.count, notEnoughData: true, reason: labelled.undefined, needed: minimumToTrain },
        },
      };
    const features = { ...parameters, idf: parameters.weighting === 'tfidf', byLanguage: false };
    const trained = trainOn(source, labelled, [features], parameters, context);
    const { model, matrix } = trained;
    const x = seeFeatures({ text: posts.text, language: posts.language }, model.space);
    const labels = mostProbable(scoresOf(model.fitted, x), model.classes.length);
    // Words say in what two posts are alike; their letters would say it again, at many times the cost.
    const nearest = new NearestOther(matrix, labelled.y, model.space.blocks[0]!.weight.length);
    const occluded = parameters.method === 'occlusion' || parameters.model === 'trees';
    const explained = Math.min(posts.count, parameters.posts);
    const logit = new Float64Array(posts.count).fill(Number.NaN);
    const cells = Object.fromEntries(names.map((name) => [name, new Array<string>(posts.count).fill('null')]));
    const reliances = model.classes.map((name) => new Reliance(name));
    for (let i = 0; i < explained; i++) {
      const label = labels[i]!;
      const row = selectRows(x, [i]);
      const post = new ReadPost(model.space, posts.text[i]!, posts.language[i]!);
      const found = explainScore(model, post, row, label);
      reliances[label]!.add(i, found.features);
      logit[i] = found.logit;
      const spans = occluded
        ? occlusion(model, post, row, label, found.words)
        : Array.from(found.words, (contribution, w) => ({ from: w, to: w + 1, contribution }));
      const near = nearest.find(row, label);
      cells.contributions![i] = JSON.stringify(contributionsOf(model, post, found, parameters.limit));
      cells.words![i] = JSON.stringify(
        spans.map((span) => ({ ...placeOf(post, span), contribution: span.contribution })),
      );
      cells.flip![i] = JSON.stringify(flip(model, post, label, spans));
      cells.nearest![i] = JSON.stringify(
        near && {
          row: labelled.rows[near.row]!,
          label: labelled.classes[labelled.y[near.row]!]!,
          similarity: rounded(near.similarity),
        },
      );
      if (i % 100 === 0) context.progress(0.8 + (0.2 * i) / explained);
    }
    const nameOf = (one: FeatureReliance): string =>
      namesOf(model, new ReadPost(model.space, posts.text[one.post]!, posts.language[one.post]!), [one])[0]!;
    // Without a training file these posts are those that the model learned from.
    const permutation =
      train && parameters.repeats > 0
        ? heldOutImportance(
            model,
            posts,
            x,
            parameters.label,
            reliances,
            nameOf,
            parameters.repeats,
            context.random.fork('permutation'),
          )
        : null;
    return {
      kind: 'post-table',
      columns: { label: Array.from(labels, (one) => model.classes[one]!), logit, ...cells },
      about: {
        classes: model.classes,
        json: names,
        importance: reliances.map((one) => globalImportance(one, nameOf)),
        permutation,
        summary: {
          posts: posts.count,
          explained,
          trainedOn: labelled.rows.length,
          c: model.c,
          method: occluded ? 'occlusion' : parameters.method,
          ...(occluded ? { wordByWordUpTo: mostOccluded } : {}),
        },
      },
    };
  },
});
