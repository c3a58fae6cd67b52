import { z } from 'zod';
import { defineMethod, type Random } from '../../../domain/method';
import { classTfidf } from '../../learning/clustering/cluster-terms';
import { kMeans } from '../../learning/clustering/k-means';
import { fromTable } from '../../learning/sparse-matrix';
import { embeddingParameters, embedPosts } from '../embeddings/text-embeddings';
import { smoothed } from './model';
import { topicParameters } from './corpus/topic-parameters';
import { topicParts } from './topic-study';

/** Of more posts than this a sample finds the centres; all posts then go to the nearest. */
const mostForCentres = 20_000;

const parameters = z
  .object({
    ...topicParameters,
    dimensions: embeddingParameters.dimensions,
    window: embeddingParameters.window,
    starts: z.number().int().min(1).max(20).default(2).describe('k-means starts, of which the closest is kept'),
  })
  .strict();

/** Centres of unit vectors, topics × width, by k-means on the rows given. */
function centresOf(
  vectors: Float32Array,
  width: number,
  rows: number[],
  topics: number,
  starts: number,
  random: Random,
): Float32Array {
  const sample =
    rows.length <= mostForCentres
      ? rows
      : random
          .fork('sample')
          .shuffle(rows.slice())
          .slice(0, mostForCentres)
          .sort((a, b) => a - b);
  const x = fromTable(vectors, width, sample);
  const best = Array.from({ length: starts }, (_, s) => kMeans(x, topics, random.fork(`start ${s}`))).reduce((a, b) =>
    b.inertia < a.inertia ? b : a,
  );
  const out = new Float32Array(topics * width);
  for (let k = 0; k < topics; k++) {
    let square = 0;
    for (let c = 0; c < width; c++) square += best.centres[c * topics + k]! ** 2;
    for (let c = 0; c < width; c++)
      out[k * width + c] = square > 0 ? best.centres[c * topics + k]! / Math.sqrt(square) : 0;
  }
  return out;
}

export const topicsClusters = defineMethod({
  id: 'text/topics-clusters',
  version: 3,
  step: 'modelling',
  title: 'Topics (clusters of embeddings)',
  description:
    'Groups posts by the vectors of text/embeddings and names each group by the words that set it apart (class-based TF-IDF). One topic a post, so for short posts on one thing; a long post on several is put where its mean lies. The weight is the cosine with the centre of the topic, not a share.',
  references: [
    'Grootendorst 2022, BERTopic, arXiv:2203.05794 (class-based TF-IDF)',
    'Sia, Dalmia & Mielke 2020, doi:10.18653/v1/2020.emnlp-main.135',
    'Arthur & Vassilvitskii 2007, k-means++, SODA',
  ],
  parameters,
  inputs: { posts: 'posts' },
  output: 'post-table',
  individuals: false,
  seeded: true,
  parts: topicParts<z.output<typeof parameters>>(({ documents, heldOut }, topics, settings, random, progress) => {
    const posts = documents.start.length - 1;
    const options = {
      dimensions: settings.dimensions,
      window: settings.window,
      vocabulary: 20_000,
      minimumDocuments: 1,
    };
    const found = embedPosts(documents, options, random.fork('embeddings'), (fraction) => progress(fraction * 0.6));
    const topic = new Int32Array(posts).fill(-1);
    const weight = new Float64Array(posts).fill(Number.NaN);
    const shares = new Float64Array(topics);
    if (found) {
      const { vectors, words } = found;
      const width = words.dimensions;
      const hasVector = (d: number): boolean => vectors.subarray(d * width, (d + 1) * width).some((one) => one !== 0);
      const rows: number[] = [];
      for (let d = 0; d < posts; d++) if (hasVector(d)) rows.push(d);
      const seen = rows.filter((d) => heldOut[d] === 0);
      const centres = centresOf(vectors, width, seen.length > topics ? seen : rows, topics, settings.starts, random);
      for (const d of rows) {
        let best = 0;
        let nearest = Number.NEGATIVE_INFINITY;
        for (let k = 0; k < topics; k++) {
          let cosine = 0;
          for (let c = 0; c < width; c++) cosine += vectors[d * width + c]! * centres[k * width + c]!;
          if (cosine > nearest) {
            nearest = cosine;
            best = k;
          }
        }
        topic[d] = best;
        weight[d] = nearest;
        shares[best]! += 1 / rows.length;
      }
    }
    progress(0.9);
    const weights = classTfidf(
      documents,
      topic.map((k, d) => (heldOut[d] === 1 ? -1 : k)),
      topics,
    );
    const frequency = new Float64Array(documents.vocabulary.length);
    for (const word of documents.words) frequency[word]!++;
    return {
      model: {
        topics,
        weights,
        probabilities: smoothed(weights, topics, frequency),
        alpha: new Float64Array(topics).fill(0.1),
        topic,
        weight,
        shares,
      },
      summary: { dimensions: found?.words.dimensions ?? null },
    };
  }, true) as never,
});
