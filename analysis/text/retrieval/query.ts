import { queryTerms, type QueryTerm } from './search-terms';

/** One part of a query: a word, or words that must stand side by side. */
export interface Clause {
  readonly terms: readonly QueryTerm[];
  readonly phrase: boolean;
  readonly role: 'optional' | 'required' | 'excluded';
}

const part = /([+-]?)(?:"([^"]*)"?|(\S+))/gu;

/**
 * Reads a query: words; `"words side by side"`; `-word` or `-"phrase"` shuts out; `+word` must be there. Whatever else is written is
 * text. O(length).
 */
export function parseQuery(query: string): Clause[] {
  const clauses: Clause[] = [];
  for (const [, sign, quoted, word] of query.matchAll(part)) {
    const terms = queryTerms(quoted ?? word ?? '');
    if (terms.length === 0) continue;
    const role = sign === '-' ? 'excluded' : sign === '+' ? 'required' : 'optional';
    // Words that punctuation joins (e-mail) are searched side by side only where they are quoted or ruled on.
    clauses.push({ terms, phrase: quoted !== undefined || (role !== 'optional' && terms.length > 1), role });
  }
  return clauses;
}
