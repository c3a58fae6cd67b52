import { type Bm25Options, bm25, inverseDocumentWeight } from './bm25';
import type { Clause } from './query';
import { eachSearchTerm } from './search-terms';

export interface Hit {
  readonly post: number;
  readonly score: number;
}

function includesSorted(ascending: readonly number[], value: number): boolean {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return ascending[low] === value;
}

/** Where the query's terms stand in one post. */
class Occurrences {
  readonly #places: number[][];
  constructor(terms: number) {
    this.#places = Array.from({ length: terms }, () => []);
  }
  clear(): void {
    for (const list of this.#places) list.length = 0;
  }
  add(term: number, place: number): void {
    this.#places[term]!.push(place);
  }
  frequency(term: number): number {
    return this.#places[term]!.length;
  }
  /** The terms stand side by side somewhere, in order. */
  hasPhrase(terms: readonly { readonly id: number; readonly offset: number }[]): boolean {
    const [first, ...rest] = terms;
    return this.#places[first!.id]!.some((place) =>
      rest.every(({ id, offset }) => includesSorted(this.#places[id]!, place + offset - first!.offset)),
    );
  }
}

/**
 * Posts that a query finds, best first; ties in order of the posts. Shares and lengths are those of all posts, so that a filter does
 * not change a score. Without required words a post must hold at least one optional clause, or all where `all` is set. One pass over
 * the texts, O(characters), no index.
 */
export function fullText(
  texts: readonly string[],
  clauses: readonly Clause[],
  options: Bm25Options & { readonly all: boolean },
  passes: (post: number) => boolean,
  progress: (fraction: number) => void,
): { readonly hits: Hit[]; readonly terms: Set<string> } {
  const ids = new Map<string, number>();
  const idOf = (term: string): number => {
    let id = ids.get(term);
    if (id === undefined) ids.set(term, (id = ids.size));
    return id;
  };
  const known = clauses.map((clause) => ({
    ...clause,
    terms: clause.terms.map(({ term, offset }) => ({ id: idOf(term), offset })),
  }));
  const scored = new Set(
    known.filter(({ role }) => role !== 'excluded').flatMap(({ terms }) => terms.map(({ id }) => id)),
  );
  const names = new Set([...ids].filter(([, id]) => scored.has(id)).map(([term]) => term));
  const required = known.filter(({ role }) => role === 'required' || (options.all && role === 'optional'));
  const optional = known.filter(({ role }) => role === 'optional');
  const excluded = known.filter(({ role }) => role === 'excluded');

  const occurrences = new Occurrences(ids.size);
  const holds = (clause: (typeof known)[number]): boolean =>
    clause.phrase && clause.terms.length > 1
      ? clause.terms.every(({ id }) => occurrences.frequency(id) > 0) && occurrences.hasPhrase(clause.terms)
      : clause.terms.some(({ id }) => occurrences.frequency(id) > 0);

  const documents = new Float64Array(ids.size);
  const found: { post: number; length: number; frequencies: Float64Array; terms: Uint8Array }[] = [];
  let lengths = 0;
  for (let post = 0; post < texts.length; post++) {
    if (post % 5000 === 0) progress(post / texts.length);
    occurrences.clear();
    let any = false;
    const length = eachSearchTerm(texts[post]!, (term, _start, _end, place) => {
      const id = ids.get(term);
      if (id === undefined) return;
      occurrences.add(id, place);
      any = true;
    });
    lengths += length;
    if (!any) continue;
    for (let id = 0; id < documents.length; id++) if (occurrences.frequency(id) > 0) documents[id]!++;
    if (!passes(post) || excluded.some(holds) || !required.every(holds)) continue;
    const matching = [...required, ...optional.filter((clause) => required.includes(clause) || holds(clause))];
    if (matching.length === 0) continue;
    const terms = new Uint8Array(ids.size);
    for (const clause of matching) for (const { id } of clause.terms) terms[id] = 1;
    found.push({ post, length, terms, frequencies: Float64Array.from(terms, (_, id) => occurrences.frequency(id)) });
  }
  const mean = texts.length === 0 ? 1 : lengths / texts.length;
  const weights = Float64Array.from(documents, (n) => inverseDocumentWeight(texts.length, n, options.idf));
  const hits = found.map(({ post, length, frequencies, terms }) => {
    let score = 0;
    for (let id = 0; id < terms.length; id++)
      if (terms[id] === 1 && frequencies[id]! > 0) score += bm25(frequencies[id]!, length, mean, weights[id]!, options);
    return { post, score };
  });
  return { hits: hits.sort((a, b) => b.score - a.score || a.post - b.post), terms: names };
}
