import type { TokenLists } from '../topics/kernels/gibbs-kernel';
import { normaliseRows, type WordVectors } from './word-vectors';

/** Weight of a word falls as a / (a + its share of all words) (Arora, Liang & Ma 2017, A simple but tough-to-beat baseline, ICLR). */
const smoothing = 1e-3;

/**
 * A vector for each post: the weighted mean of its words, less the mean of all posts, of length 1; zeros where no word has
 * a vector. O((tokens + posts) · dimensions).
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
  centre(out, dimensions);
  normaliseRows(out, dimensions);
  return out;
}

/** Takes from each row that is not zero the mean of such rows: what all posts have in common tells none from another. */
function centre(rows: Float32Array, width: number): void {
  const mean = new Float64Array(width);
  const filled: number[] = [];
  for (let i = 0; i < rows.length; i += width) {
    let any = false;
    for (let c = 0; c < width; c++) {
      mean[c]! += rows[i + c]!;
      any ||= rows[i + c] !== 0;
    }
    if (any) filled.push(i);
  }
  // Two posts less their mean are opposites, whatever they say.
  if (filled.length < 10) return;
  for (const i of filled) for (let c = 0; c < width; c++) rows[i + c]! -= mean[c]! / filled.length;
}
