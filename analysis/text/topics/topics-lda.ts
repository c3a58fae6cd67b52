import { z } from 'zod';
import { defineMethod } from '../../../domain/method';
import { trainingDocuments } from './corpus/held-out';
import { assignTopics } from './inference';
import { fitLda } from './lda';
import { topicParameters } from './corpus/topic-parameters';
import { topicParts } from './topic-study';

const parameters = z
  .object({
    ...topicParameters,
    iterations: z.number().int().min(1).max(10_000).default(200).describe('passes over all words'),
    alpha: z.number().gt(0).default(0.1).describe('prior of a topic in a post, where the estimate begins'),
    beta: z.number().gt(0).default(0.01).describe('prior of a word in a topic'),
    optimise: z
      .number()
      .int()
      .min(0)
      .default(10)
      .describe('passes between estimates of the asymmetric prior; 0 for none'),
  })
  .strict();

type Parameters = z.output<typeof parameters>;

export const topicsLda = defineMethod({
  id: 'text/topics-lda',
  version: 4,
  step: 'modelling',
  title: 'Topics (LDA)',
  description:
    'Finds themes as groups of words that occur together: each post a mixture of topics, each topic a distribution over words (latent Dirichlet allocation, collapsed Gibbs sampling, asymmetric prior estimated from the posts). Wants long posts or many of them; on short posts NMF often reads better. Topics are not facts about the posts: read coherence and stability, and let people do the intruder test, before you name one.',
  references: [
    'Blei, Ng & Jordan 2003, JMLR 3:993',
    'Griffiths & Steyvers 2004, doi:10.1073/pnas.0307752101',
    'Wallach, Mimno & McCallum 2009, Rethinking LDA: why priors matter, NIPS',
    'Lau, Newman & Baldwin 2014, doi:10.3115/v1/E14-1056 (NPMI)',
    'Chang et al. 2009, Reading tea leaves, NIPS (intruder terms)',
  ],
  parameters,
  inputs: { posts: 'posts', terms: 'terms' },
  optional: ['terms'],
  output: 'post-table',
  individuals: false,
  seeded: true,
  parts: topicParts<Parameters>((corpus, topics, { iterations, alpha, beta, optimise }, random, progress) => {
    const { documents, heldOut } = corpus;
    const fitted = fitLda(
      trainingDocuments(documents, heldOut),
      documents.vocabulary.length,
      { topics, iterations, alpha, beta, optimiseEvery: optimise },
      random,
      progress,
    );
    const known = { probabilities: fitted.terms, alpha: fitted.alpha };
    return {
      model: { topics, weights: fitted.terms, ...known, ...assignTopics(documents, known) },
      summary: {
        iterations,
        logLikelihood: fitted.logLikelihood,
        alpha: Array.from(fitted.alpha, (one) => Number(one.toPrecision(6))),
      },
    };
  }, true),
});
