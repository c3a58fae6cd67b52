import { gramOf, symmetricEigen } from '../../learning/truncated-svd';
import type { TokenLists } from '../topics/gibbs-kernel';
import { normaliseRows, type WordVectors } from './word-vectors';

/** Weight of a word falls as a / (a + its share of all words) (Arora, Liang & Ma 2017, A simple but tough-to-beat baseline, ICLR). */
const smoothing = 1e-3;

/**
 * A vector for each post: the weighted mean of its words, less what all posts have in common (their first principal direction), of
 * length 1; zeros where no word has a vector. O(tokens · dimensions + posts · dimensions²).
 */
export function postVectors(documents: TokenLists, words: WordVectors): Float32Array {
  const { dimensions, vectors, frequency } = words;
  const posts = documents.start.length - 1;
  const total = frequency.reduce((a, b) => a + b, 0);
  const out = new Float32Array(posts * dimensions);
  for (let d = 0; d < posts; d++) {
    const from = documents.start[d]!;
    const to = documents.start[d + 1]!;
    for (let t = from; t < to; t++) {
      const word = documents.words[t]!;
      const weight = smoothing / (smoothing + frequency[word]! / total) / (to - from);
      for (let c = 0; c < dimensions; c++) out[d * dimensions + c]! += weight * vectors[word * dimensions + c]!;
    }
  }
  normaliseRows(out, dimensions);
  // With few posts the first direction is not common ground but a group of them.
  if (posts >= 100 && dimensions > 1) {
    const { vectors: directions } = symmetricEigen(gramOf(out, dimensions), dimensions);
    for (let d = 0; d < posts; d++) {
      let along = 0;
      for (let c = 0; c < dimensions; c++) along += out[d * dimensions + c]! * directions[c * dimensions]!;
      for (let c = 0; c < dimensions; c++) out[d * dimensions + c]! -= along * directions[c * dimensions]!;
    }
    normaliseRows(out, dimensions);
  }
  return out;
}
