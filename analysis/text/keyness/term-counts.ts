import { termsOf } from '../tokens';

/** How often terms occur in a set of posts, and in how many of them. */
export interface TermCounts {
  readonly count: Map<string, number>;
  readonly documents: Map<string, number>;
  /** Words, or sequences of the longest counted length, in all. */
  size: number;
  posts: number;
}

export function emptyCounts(): TermCounts {
  return { count: new Map(), documents: new Map(), size: 0, posts: 0 };
}

/** Adds the terms of one post: sequences of up to `longest` words. O(words · longest). */
export function countPost(counts: TermCounts, text: string, longest: number): void {
  const terms = termsOf(text);
  counts.size += terms.length;
  counts.posts++;
  const seen = new Set<string>();
  for (let size = 1; size <= longest; size++) {
    for (let i = 0; i + size <= terms.length; i++) {
      const term = size === 1 ? terms[i]! : terms.slice(i, i + size).join(' ');
      counts.count.set(term, (counts.count.get(term) ?? 0) + 1);
      if (seen.has(term)) continue;
      seen.add(term);
      counts.documents.set(term, (counts.documents.get(term) ?? 0) + 1);
    }
  }
}

/** All counts of several sets in one. */
export function sumCounts(parts: readonly TermCounts[]): TermCounts {
  const whole = emptyCounts();
  for (const part of parts) {
    whole.size += part.size;
    whole.posts += part.posts;
    for (const [term, count] of part.count) whole.count.set(term, (whole.count.get(term) ?? 0) + count);
    for (const [term, count] of part.documents) whole.documents.set(term, (whole.documents.get(term) ?? 0) + count);
  }
  return whole;
}
