import { z } from 'zod';
import { AssayError } from '../../../domain/errors';
import { defineMethod, type MethodContext, type Posts } from '../../../domain/method';
import type { LabelledPosts } from './classifier';
import { explainedColumns, explainPosts } from './explain-posts';
import { learnsFromLabels, minimumToTrain, trainingParameters, trainingPosts, trainOn } from './label-posts';
import { longPost, mostOccluded, mostOfLong } from './occlusion';
import type { Trained } from './text-model';

export const explainParameters = z
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
  .strict();

export type ExplainParameters = z.output<typeof explainParameters>;

/** Learns the model that is explained. */
export function trainToExplain(
  source: Posts,
  labelled: LabelledPosts,
  parameters: ExplainParameters,
  context: MethodContext,
): Trained {
  const features = { ...parameters, idf: parameters.weighting === 'tfidf', byLanguage: false, addresses: true };
  return trainOn(source, labelled, [features], parameters, context);
}

export const textExplain = defineMethod({
  id: 'text/explain',
  version: 5,
  ...learnsFromLabels,
  title: 'Why this label',
  description: `Says why a post got its label: the share of each feature in the score (exact for linear models, summing to the logit), or how the score or the probability falls when a feature or a word is left out (occlusion, always so for trees; a post of more than ${mostOccluded} words loses the ${(mostOccluded >> 1) - 1} words that tell most one by one, and what stands between them together; one of more than ${longPost} words ${(mostOfLong >> 1) - 1} of them); the words whose removal changes the label; the training post of another label most similar in its words, rare ones above all; and what the model relies on over all posts, also by how much worse it does on posts with labels when a feature is shuffled among them. It explains the model, not the person who wrote: a word that tells can be a stand-in for something else.`,
  references: [
    'Robnik-Šikonja & Kononenko 2008, doi:10.1109/TKDE.2007.190734',
    'Martens & Provost 2014, doi:10.25300/MISQ/2014/38.1.04',
    'Breiman 2001, doi:10.1023/A:1010933404324 (permutation importance)',
    'Fisher, Rudin & Dominici 2019, JMLR 20(177)',
  ],
  parameters: explainParameters,
  run({ posts, train }, parameters, context) {
    const source = train ?? posts;
    if (train === undefined && posts.count > 0 && posts.attributes[parameters.label] === undefined)
      throw new AssayError(
        'ASSAY_METHOD_INPUT',
        `text/explain: labelled posts under train, or an attribute "${parameters.label}" with labels, were expected, found neither; there are ${Object.keys(posts.attributes).join(', ') || 'no attributes'}`,
      );
    const labelled = trainingPosts(source, parameters.label);
    if ('undefined' in labelled)
      return {
        kind: 'post-table',
        columns: {
          label: new Array<null>(posts.count).fill(null),
          probability: new Float64Array(posts.count).fill(Number.NaN),
          logit: new Float64Array(posts.count).fill(Number.NaN),
          ...Object.fromEntries(explainedColumns.map((name) => [name, new Array<string>(posts.count).fill('null')])),
        },
        about: {
          json: explainedColumns,
          summary: { posts: posts.count, notEnoughData: true, reason: labelled.undefined, needed: minimumToTrain },
        },
      };
    const trained = trainToExplain(source, labelled, parameters, context);
    return explainPosts(trained, labelled, posts, parameters, train !== undefined, context);
  },
});
