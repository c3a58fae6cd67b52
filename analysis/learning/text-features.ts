import type { BagOptions } from '../text/terms/bag';
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
  const { start, index } = counts;
  const value = new Float64Array(counts.value.length);
  const damped = Float64Array.from({ length: 256 }, (_, count) => (count < 1 ? 0 : 1 + Math.log(count)));
  for (let i = 0; i < counts.rows; i++) {
    const to = start[i + 1]!;
    let e = start[i]!;
    for (let block = 0; block < 2; block++) {
      const from = e;
      let square = 0;
      for (; e < to && (block === 1 || index[e]! < boundary); e++) {
        const count = counts.value[e]!;
        const weight = (count < 256 ? damped[count]! : 1 + Math.log(count)) * idf[index[e]!]!;
        value[e] = weight;
        square += weight * weight;
      }
      if (square === 0) continue;
      const length = Math.sqrt(square);
      for (let k = from; k < e; k++) value[k]! /= length;
    }
  }
  return { ...counts, value };
}
