import type { Random } from '../../../domain/method';
import { truncatedSvd } from '../../learning/truncated-svd';
import type { Documents } from '../topics/corpus/documents';
import { ppmi } from './ppmi';
import { Subwords } from './subwords';

export interface EmbeddingOptions {
  readonly dimensions: number;
  /** Words to each side that are a word's context. */
  readonly window: number;
  /** Most words that get a vector of their own; rarer ones get theirs from their letters. */
  readonly vocabulary: number;
  /** Posts that a word must occur in to get a vector of its own. */
  readonly minimumDocuments: number;
}

export interface WordVectors {
  readonly dimensions: number;
  /** A vector of length 1 (or 0) for each word of the documents' vocabulary, row by row. */
  readonly vectors: Float32Array;
  /** Occurrences of each word. */
  readonly frequency: Float64Array;
  /** Words with a vector of their own, by falling frequency. */
  readonly own: Int32Array;
}

/** A word seen this often is trusted as much as its letters. */
const trust = 5;

/**
 * Word vectors trained on the posts themselves: PPMI with the words around, its singular vectors scaled by √σ (Levy, Goldberg & Dagan
 * 2015, doi:10.1162/tacl_a_00134), rare words drawn towards, unknown ones made from, the vectors of their letters.
 */
export function trainWordVectors(
  documents: Documents,
  options: EmbeddingOptions,
  random: Random,
  progress: (fraction: number) => void = () => {},
): WordVectors {
  const terms = documents.vocabulary.length;
  const frequency = new Float64Array(terms);
  const posts = new Int32Array(terms);
  const last = new Int32Array(terms).fill(-1);
  for (let d = 0; d + 1 < documents.start.length; d++) {
    for (let t = documents.start[d]!; t < documents.start[d + 1]!; t++) {
      const word = documents.words[t]!;
      frequency[word]!++;
      if (last[word] !== d) posts[word]!++;
      last[word] = d;
    }
  }
  const own = Int32Array.from(
    Array.from({ length: terms }, (_, j) => j)
      .filter((j) => posts[j]! >= options.minimumDocuments)
      .sort((a, b) => frequency[b]! - frequency[a]! || a - b)
      .slice(0, options.vocabulary),
  );
  const place = new Int32Array(terms).fill(own.length);
  own.forEach((word, i) => {
    place[word] = i;
  });
  const matrix = ppmi(
    { start: documents.start, words: documents.words.map((word) => place[word]!) },
    own.length,
    options.window,
  );
  progress(0.3);
  const dimensions = Math.max(1, Math.min(options.dimensions, own.length - 1));
  const svd = truncatedSvd(matrix, dimensions, random, (fraction) => progress(0.3 + fraction * 0.6));
  const rank = svd.rank;
  const learned = new Float32Array(own.length * rank);
  for (let i = 0; i < own.length; i++)
    for (let c = 0; c < rank; c++) learned[i * rank + c] = svd.u[i * rank + c]! * Math.sqrt(svd.singular[c]!);
  normaliseRows(learned, rank);
  const subwords = new Subwords(
    Array.from(own, (j) => documents.vocabulary[j]!),
    learned,
    rank,
  );
  const vectors = new Float32Array(terms * rank);
  const sum = new Float64Array(rank);
  for (let j = 0; j < terms; j++) {
    sum.fill(0);
    const at = place[j]!;
    const share = at === own.length ? 0 : posts[j]! / (posts[j]! + trust);
    subwords.add(documents.vocabulary[j]!, sum, 1 - share);
    if (share > 0) for (let c = 0; c < rank; c++) sum[c]! += share * learned[at * rank + c]!;
    vectors.set(sum, j * rank);
  }
  normaliseRows(vectors, rank);
  return { dimensions: rank, vectors, frequency, own };
}

/** Each row to Euclidean length 1; a row of zeros stays. */
export function normaliseRows(rows: Float32Array, width: number): void {
  for (let i = 0; i < rows.length; i += width) {
    let square = 0;
    for (let c = 0; c < width; c++) square += rows[i + c]! ** 2;
    if (square === 0) continue;
    const scale = 1 / Math.sqrt(square);
    for (let c = 0; c < width; c++) rows[i + c]! *= scale;
  }
}

/** The words nearest to a word by cosine, among those with a vector of their own. O(words · dimensions). */
export function neighboursOf(word: number, words: WordVectors, count: number): { word: number; similarity: number }[] {
  const { dimensions, vectors, own } = words;
  const found: { word: number; similarity: number }[] = [];
  for (const other of own) {
    if (other === word) continue;
    let similarity = 0;
    for (let c = 0; c < dimensions; c++)
      similarity += vectors[word * dimensions + c]! * vectors[other * dimensions + c]!;
    found.push({ word: other, similarity });
  }
  return found.sort((a, b) => b.similarity - a.similarity || a.word - b.word).slice(0, count);
}
