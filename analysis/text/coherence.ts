import type { SparseMatrix } from '../learning/sparse-matrix';

/**
 * Mean normalised pointwise mutual information of a topic's terms, each pair's probabilities being shares of documents
 * (Bouma 2009; Lau, Newman & Baldwin 2014, doi:10.3115/v1/E14-1056): −1 never together, 0 independent, 1 always together.
 * A pair that never meets counts −1. Null for fewer than two terms. O(entries of the terms' columns).
 */
export function npmi(terms: readonly number[], byTerm: SparseMatrix): number | null {
  const documents = byTerm.columns;
  const sets = terms.map((term) => byTerm.index.subarray(byTerm.start[term], byTerm.start[term + 1]));
  let sum = 0;
  let pairs = 0;
  for (let a = 1; a < sets.length; a++) {
    for (let b = 0; b < a; b++) {
      pairs++;
      const joint = intersection(sets[a]!, sets[b]!) / documents;
      if (joint === 0) sum -= 1;
      else if (joint === 1) sum += 1;
      else sum += Math.log(joint / ((sets[a]!.length / documents) * (sets[b]!.length / documents))) / -Math.log(joint);
    }
  }
  return pairs === 0 ? null : sum / pairs;
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
