import type { BagOptions } from '../text/bag-of-words';
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

/**
 * Counts weighted 1 + ln(count) times idf. Words and character sequences are two blocks, split at column `boundary`, each brought to
 * length 1 on its own: together the many characters would drown the words.
 */
export function textFeatures(counts: SparseMatrix, idf: Float64Array, boundary: number): SparseMatrix {
  const value = new Float64Array(counts.value.length);
  for (let i = 0; i < counts.rows; i++) {
    const from = counts.start[i]!;
    const to = counts.start[i + 1]!;
    let middle = from;
    while (middle < to && counts.index[middle]! < boundary) middle++;
    for (const [a, b] of [
      [from, middle],
      [middle, to],
    ] as const) {
      let square = 0;
      for (let e = a; e < b; e++) {
        const count = counts.value[e]!;
        const weight = (count === 1 ? 1 : 1 + Math.log(count)) * idf[counts.index[e]!]!;
        value[e] = weight;
        square += weight * weight;
      }
      const length = Math.sqrt(square);
      if (length > 0) for (let e = a; e < b; e++) value[e]! /= length;
    }
  }
  return { ...counts, value };
}
