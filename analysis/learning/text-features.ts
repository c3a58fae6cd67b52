import type { BagOptions } from '../text/bag-of-words';
import { weightTfidf } from '../text/tfidf';
import type { SparseMatrix } from './sparse-matrix';

export interface TextFeatureOptions {
  readonly words: readonly [number, number];
  readonly characters: readonly [number, number];
  readonly minimumDocuments: number;
}

export function bagOptions(options: TextFeatureOptions): BagOptions {
  return { ...options, maximumShare: 1, stopwords: [] };
}

/**
 * Smoothed idf learned from `train` alone; terms that fewer than `minimumDocuments` training posts use weigh 0, so that nothing
 * of a test fold leaks into its own judgement.
 */
export function trainingIdf(train: SparseMatrix, minimumDocuments: number): Float64Array {
  const documents = new Float64Array(train.columns);
  for (const column of train.index) documents[column]!++;
  return documents.map((df) => (df < minimumDocuments ? 0 : Math.log((1 + train.rows) / (1 + df)) + 1));
}

export function textFeatures(counts: SparseMatrix, idf: Float64Array): SparseMatrix {
  return weightTfidf(counts, idf, true);
}
