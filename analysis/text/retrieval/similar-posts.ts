import type { Hit } from './full-text';
import { eachSearchTerm } from './search-terms';

/** Counts of a text's terms; pairs of characters count as terms, lone characters beside pairs do not matter much and stay. */
function countTerms(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  eachSearchTerm(text, (term) => counts.set(term, (counts.get(term) ?? 0) + 1));
  return counts;
}

/**
 * Posts most similar to a text by the cosine of TF-IDF vectors (smoothed: ln((1 + N) / (1 + n)) + 1, as in scikit-learn), best first.
 * `self` is left out. Two passes over the texts, O(characters).
 */
export function similarPosts(
  texts: readonly string[],
  query: string,
  self: number,
  passes: (post: number) => boolean,
  progress: (fraction: number) => void,
): { readonly hits: Hit[]; readonly terms: Set<string> } {
  const documents = new Map<string, number>();
  texts.forEach((text, post) => {
    if (post % 5000 === 0) progress((post / texts.length) * 0.5);
    for (const term of countTerms(text).keys()) documents.set(term, (documents.get(term) ?? 0) + 1);
  });
  const weight = (term: string): number => Math.log((1 + texts.length) / (1 + (documents.get(term) ?? 0))) + 1;
  const wanted = new Map<string, number>();
  let square = 0;
  for (const [term, count] of countTerms(query)) {
    // A term that no post has is no part of the space.
    if (!documents.has(term)) continue;
    const value = count * weight(term);
    wanted.set(term, value);
    square += value * value;
  }
  const norm = Math.sqrt(square);
  const hits: Hit[] = [];
  texts.forEach((text, post) => {
    if (post % 5000 === 0) progress(0.5 + (post / texts.length) * 0.5);
    if (post === self || !passes(post)) return;
    let product = 0;
    let own = 0;
    for (const [term, count] of countTerms(text)) {
      const value = count * weight(term);
      own += value * value;
      product += value * (wanted.get(term) ?? 0);
    }
    if (product > 0) hits.push({ post, score: product / (norm * Math.sqrt(own)) });
  });
  return { hits: hits.sort((a, b) => b.score - a.score || a.post - b.post), terms: new Set(wanted.keys()) };
}
