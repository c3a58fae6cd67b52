export interface Bm25Options {
  /** How soon further occurrences stop counting. */
  readonly k1: number;
  /** How much long texts are held back, 0 to 1. */
  readonly b: number;
  /** `robertson`: ln((N − n + ½) / (n + ½)), negative for terms of most texts; `positive`: 1 is added before the logarithm. */
  readonly idf: 'robertson' | 'positive';
}

/** Weight of a term that `documents` of `total` texts hold. */
export function inverseDocumentWeight(total: number, documents: number, idf: Bm25Options['idf']): number {
  const odds = (total - documents + 0.5) / (documents + 0.5);
  return Math.log(idf === 'positive' ? 1 + odds : odds);
}

/**
 * What one term adds to a text's score: idf · f (k1 + 1) / (f + k1 (1 − b + b · length / mean length)).
 * Robertson & Zaragoza 2009, The probabilistic relevance framework: BM25 and beyond, doi:10.1561/1500000019, § 3.2.
 */
export function bm25(
  frequency: number,
  length: number,
  meanLength: number,
  weight: number,
  options: Bm25Options,
): number {
  const { k1, b } = options;
  return (weight * frequency * (k1 + 1)) / (frequency + k1 * (1 - b + (b * length) / meanLength));
}
