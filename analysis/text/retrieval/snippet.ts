import { eachSearchTerm } from './search-terms';

export interface Snippet {
  /** UTF-16 offsets of a stretch with the most query terms. */
  readonly start: number;
  readonly end: number;
  /** Where query terms stand, as offsets in the post. */
  readonly hits: readonly (readonly [number, number])[];
}

/** Units that a snippet has about. */
const snippetLength = 160;
const lead = 40;

/** The stretch of a text that holds most different query terms, cut at white space. O(length). */
export function snippetOf(text: string, terms: ReadonlySet<string>): Snippet {
  const hits: [number, number][] = [];
  const names: string[] = [];
  eachSearchTerm(text, (term, start, end) => {
    if (!terms.has(term)) return;
    hits.push([start, end]);
    names.push(term);
  });
  if (text.length <= snippetLength) return { start: 0, end: text.length, hits };
  let best = 0;
  let most = 0;
  const inside = new Map<string, number>();
  let from = 0;
  for (let to = 0; to < hits.length; to++) {
    inside.set(names[to]!, (inside.get(names[to]!) ?? 0) + 1);
    while (hits[to]![1] - hits[from]![0] > snippetLength - lead && from < to) {
      const left = inside.get(names[from]!)! - 1;
      if (left === 0) inside.delete(names[from]!);
      else inside.set(names[from]!, left);
      from++;
    }
    if (inside.size > most) {
      most = inside.size;
      best = hits[from]![0];
    }
  }
  let start = Math.max(0, best - lead);
  while (start > 0 && start < best && /\S/u.test(text[start - 1]!)) start++;
  let end = Math.min(text.length, start + snippetLength);
  while (end < text.length && end > start + snippetLength / 2 && /\S/u.test(text[end]!)) end--;
  // Never half of a character that takes two units.
  if (end < text.length && /[\udc00-\udfff]/.test(text[end]!)) end--;
  if (start > 0 && /[\udc00-\udfff]/.test(text[start]!)) start++;
  return { start, end, hits: hits.filter(([a, b]) => a >= start && b <= end) };
}
