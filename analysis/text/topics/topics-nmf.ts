import { z } from 'zod';
import { defineMethod, type Random } from '../../../domain/method';
import { selectRows, type SparseMatrix } from '../../learning/sparse-matrix';
import { inverseDocumentFrequency, weightTfidf } from '../terms/tfidf';
import { countsOf } from './corpus/documents';
import { smoothed, type TopicModel } from './model';
import { type Factors, factorise, mixtures } from './nmf';
import type { TopicCorpus } from './corpus/topic-corpus';
import { topicParameters } from './corpus/topic-parameters';
import { topicParts } from './topic-study';

/** The ten terms of a topic have settled by then; most fits end after 15 to 40 iterations. */
export const topicFit = { iterations: 100, tolerance: 1e-4 };

/** Factorises from several starts and keeps the closest. */
export function fitTopics(
  x: SparseMatrix,
  topics: number,
  starts: number,
  options: { readonly iterations: number; readonly tolerance: number },
  random: Random,
  progress: (fraction: number) => void = () => {},
): Factors {
  let best: Factors | undefined;
  for (let s = 0; s < starts; s++) {
    const one = factorise(x, topics, random.fork(`start ${s}`), options, (fraction) =>
      progress((s + fraction) / starts),
    );
    if (!best || one.error < best.error) best = one;
  }
  return best!;
}

/** The study's own weights, or TF-IDF of the words. */
function weightsOf({ documents, matrix }: TopicCorpus): SparseMatrix {
  if (matrix) return matrix;
  const counts = countsOf(documents);
  return weightTfidf(counts, inverseDocumentFrequency(counts));
}

/** Rows of the matrix that the fit may see and that hold anything. */
function trainingRows(x: SparseMatrix, heldOut: Uint8Array): number[] {
  const rows: number[] = [];
  for (let i = 0; i < x.rows; i++) if (heldOut[i] === 0 && x.start[i + 1]! > x.start[i]!) rows.push(i);
  return rows;
}

/** Each post's strongest topic by its part of what the topics give back of the post. */
function postTopics(w: Float32Array, h: Float32Array, topics: number): Pick<TopicModel, 'topic' | 'weight' | 'shares'> {
  const size = new Float64Array(topics);
  for (let i = 0; i < h.length; i += topics) for (let k = 0; k < topics; k++) size[k]! += h[i + k]!;
  const posts = w.length / topics;
  const topic = new Int32Array(posts).fill(-1);
  const weight = new Float64Array(posts).fill(Number.NaN);
  const shares = new Float64Array(topics);
  let assigned = 0;
  for (let i = 0; i < posts; i++) {
    let total = 0;
    let best = 0;
    const part = (k: number): number => w[i * topics + k]! * size[k]!;
    for (let k = 0; k < topics; k++) {
      total += part(k);
      if (part(k) > part(best)) best = k;
    }
    if (!(total > 0)) continue;
    for (let k = 0; k < topics; k++) shares[k]! += part(k) / total;
    assigned++;
    topic[i] = best;
    weight[i] = part(best) / total;
  }
  if (assigned > 0) for (let k = 0; k < topics; k++) shares[k]! /= assigned;
  return { topic, weight, shares };
}

const parameters = z
  .object({
    ...topicParameters,
    iterations: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(topicFit.iterations)
      .describe('most iterations of the descent'),
    tolerance: z
      .number()
      .gt(0)
      .lt(1)
      .default(topicFit.tolerance)
      .describe('share of what is explained that an iteration must add for the descent to go on'),
    starts: z.number().int().min(1).max(20).default(1).describe('random starts, of which the closest is kept'),
  })
  .strict();

export const topicsNmf = defineMethod({
  id: 'text/topics-nmf',
  version: 4,
  step: 'modelling',
  title: 'Topics (NMF)',
  description:
    'Finds themes as groups of words that occur together, and how much of each a post holds, by non-negative matrix factorisation of TF-IDF. Often the clearer choice for short posts. The number of topics is yours to justify; read the coherence and the stability over seeds before you name one.',
  references: [
    'Lee & Seung 1999, doi:10.1038/44565',
    'Cichocki & Phan 2009, doi:10.1587/transfun.E92.A.708',
    'Lau, Newman & Baldwin 2014, doi:10.3115/v1/E14-1056 (NPMI)',
    'Chang et al. 2009, Reading tea leaves, NIPS (intruder terms)',
  ],
  parameters,
  inputs: { posts: 'posts', terms: 'terms' },
  optional: ['terms'],
  output: 'post-table',
  individuals: false,
  seeded: true,
  parts: topicParts<z.output<typeof parameters>>(
    (corpus, topics, { starts, iterations, tolerance }, random, progress) => {
      const x = weightsOf(corpus);
      const { documents, heldOut } = corpus;
      const seen = selectRows(x, trainingRows(x, heldOut));
      const {
        h,
        error,
        iterations: done,
      } = fitTopics(seen, topics, starts, { iterations, tolerance }, random, progress);
      const frequency = new Float64Array(documents.vocabulary.length);
      for (const word of documents.words) frequency[word]!++;
      return {
        model: {
          topics,
          weights: h,
          probabilities: smoothed(h, topics, frequency),
          alpha: new Float64Array(topics).fill(0.1),
          ...postTopics(mixtures(x, h, topics), h, topics),
        },
        summary: { error, iterations: done },
      };
    },
    false,
  ),
});
