import type { Documents } from '../../text/topics/corpus/documents';
import { strongestTerms } from '../../text/topics/model';

/**
 * Class-based TF-IDF, terms × clusters: share of the term in the cluster's words times ln(1 + mean words of a cluster / the term's
 * count in all) (Grootendorst 2022, arXiv:2203.05794, eq. 1). Documents of cluster −1 are left out. O(tokens + terms · clusters).
 */
export function classTfidf(documents: Documents, cluster: Int32Array, clusters: number): Float32Array {
  const terms = documents.vocabulary.length;
  const weights = new Float32Array(terms * clusters);
  const sizes = new Float64Array(clusters);
  const frequency = new Float64Array(terms);
  for (let d = 0; d < cluster.length; d++) {
    const c = cluster[d]!;
    if (c < 0) continue;
    for (let t = documents.start[d]!; t < documents.start[d + 1]!; t++) {
      weights[documents.words[t]! * clusters + c]!++;
      frequency[documents.words[t]!]!++;
      sizes[c]!++;
    }
  }
  const mean = sizes.reduce((a, b) => a + b, 0) / clusters;
  for (let j = 0; j < terms; j++) {
    const rarity = frequency[j]! > 0 ? Math.log(1 + mean / frequency[j]!) : 0;
    for (let c = 0; c < clusters; c++)
      weights[j * clusters + c] = sizes[c]! > 0 ? (weights[j * clusters + c]! / sizes[c]!) * rarity : 0;
  }
  return weights;
}

/** The terms that set each cluster apart, strongest first. */
export function clusterTerms(
  documents: Documents,
  cluster: Int32Array,
  clusters: number,
  count: number,
): { term: string; weight: number }[][] {
  const weights = classTfidf(documents, cluster, clusters);
  return strongestTerms(weights, clusters, count).map((list, c) =>
    list.map((j) => ({
      term: documents.vocabulary[j]!,
      weight: Number(weights[j * clusters + c]!.toPrecision(6)),
    })),
  );
}
