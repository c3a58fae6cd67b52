import { z } from 'zod';
import { defineMethod } from '../../../domain/method';
import type { SparseMatrix } from '../../learning/sparse-matrix';
import { bagOf, termsArtefact } from './bag';
import { bagParameters, termsSummary } from './bag-of-words';
import { termMatrix } from './term-matrix';

/** Smoothed inverse document frequency, ln((1 + n) / (1 + df)) + 1, as scikit-learn's TfidfVectorizer gives by default. */
export function inverseDocumentFrequency(counts: SparseMatrix): Float64Array {
  const documents = new Float64Array(counts.columns);
  for (const column of counts.index) documents[column]!++;
  return documents.map((df) => Math.log((1 + counts.rows) / (1 + df)) + 1);
}

/** Counts weighted by `idf`, each row of Euclidean length 1; with `sublinear`, 1 + ln(count) in place of the count. */
export function weightTfidf(counts: SparseMatrix, idf: Float64Array, sublinear = false): SparseMatrix {
  const value = new Float64Array(counts.value.length);
  for (let i = 0; i < counts.rows; i++) {
    let square = 0;
    for (let k = counts.start[i]!; k < counts.start[i + 1]!; k++) {
      const count = counts.value[k]!;
      const weight = (sublinear ? 1 + Math.log(count) : count) * idf[counts.index[k]!]!;
      value[k] = weight;
      square += weight * weight;
    }
    const length = Math.sqrt(square);
    if (length > 0) for (let k = counts.start[i]!; k < counts.start[i + 1]!; k++) value[k]! /= length;
  }
  return { ...counts, value };
}

export const textTfidf = defineMethod({
  id: 'text/tfidf',
  version: 3,
  step: 'features',
  title: 'TF-IDF',
  description:
    'Weights the counts of a bag of words by how rare each term is, each post of length 1: of the bag of words under `terms`, or counted here as the further parameters say. The usual input of topics and clusters.',
  references: ['Spärck Jones 1972, doi:10.1108/eb026526', 'Salton & Buckley 1988, doi:10.1016/0306-4573(88)90021-0'],
  parameters: z
    .object({ sublinear: z.boolean().default(false).describe('1 + ln(count) in place of the count'), ...bagParameters })
    .strict(),
  inputs: { posts: 'posts', terms: 'terms' },
  optional: ['terms'],
  output: 'terms',
  individuals: false,
  run({ posts, terms }, { sublinear, ...counting }) {
    const bag = terms ? bagOf(terms) : termMatrix(posts.text, counting);
    const matrix = weightTfidf(bag.matrix, inverseDocumentFrequency(bag.matrix), sublinear);
    return termsArtefact({ ...bag, matrix }, { summary: termsSummary(matrix) });
  },
});
