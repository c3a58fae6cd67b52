import type { TokenLists } from './gibbs-kernel';

/** The documents in which each of some terms occurs, ascending, and how many documents were read. */
export interface Occurrences {
  readonly documents: number;
  readonly of: ReadonlyMap<number, Int32Array>;
}

/** Where the wanted terms occur, in the documents that `included` lets pass. O(tokens). */
export function occurrences(
  documents: TokenLists,
  wanted: Iterable<number>,
  included: (document: number) => boolean = () => true,
): Occurrences {
  const lists = new Map<number, number[]>();
  for (const term of wanted) lists.set(term, []);
  let count = 0;
  for (let d = 0; d + 1 < documents.start.length; d++) {
    if (!included(d)) continue;
    for (let t = documents.start[d]!; t < documents.start[d + 1]!; t++) {
      const list = lists.get(documents.words[t]!);
      if (list && list[list.length - 1] !== count) list.push(count);
    }
    count++;
  }
  return { documents: count, of: new Map([...lists].map(([term, list]) => [term, Int32Array.from(list)])) };
}

/**
 * Normalised pointwise mutual information of two terms, probabilities being shares of documents (Bouma 2009): −1 never together,
 * 0 independent, 1 always together.
 */
export function pairNpmi(a: Int32Array, b: Int32Array, documents: number): number {
  const joint = intersection(a, b) / documents;
  if (joint === 0) return -1;
  if (joint === 1) return 1;
  return Math.log(joint / ((a.length / documents) * (b.length / documents))) / -Math.log(joint);
}

/**
 * Topic coherence: the mean NPMI over all pairs of a topic's terms (Lau, Newman & Baldwin 2014, doi:10.3115/v1/E14-1056; gensim's
 * `c_npmi` with a document as window, but that gensim adds 10⁻¹² to the joint share, which puts a pair that never meets near −.5
 * rather than at −1). Null for fewer than two terms. O(documents of the terms · terms).
 */
export function npmi(terms: readonly number[], where: Occurrences): number | null {
  let sum = 0;
  let pairs = 0;
  for (let a = 1; a < terms.length; a++) {
    for (let b = 0; b < a; b++) {
      pairs++;
      sum += pairNpmi(where.of.get(terms[a]!)!, where.of.get(terms[b]!)!, where.documents);
    }
  }
  return pairs === 0 || where.documents === 0 ? null : sum / pairs;
}

function intersection(a: Int32Array, b: Int32Array): number {
  let i = 0;
  let j = 0;
  let both = 0;
  while (i < a.length && j < b.length) {
    if (a[i]! === b[j]!) {
      both++;
      i++;
      j++;
    } else if (a[i]! < b[j]!) i++;
    else j++;
  }
  return both;
}
