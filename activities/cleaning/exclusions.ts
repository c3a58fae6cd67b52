import { termsOf } from '../../analysis/text/tokens';
import type { CorpusPost } from '../../db/corpus';
import type { Protocol } from '../../domain/protocol';
import { inTurns } from './in-turns';

/** Copies of other people's posts count as copies from this many words on: shorter ones are alike by chance. */
export const copyWords = 6;

/**
 * Why each post is left out, or null, in the order of `rows`; `text` and `language` are what cleaning made of them. Reposts are told
 * apart from copies: they are marked as such by the platform or by "RT @". `firstOf` finds the first text of each one's group.
 */
export async function exclusionsOf(
  rows: readonly CorpusPost[],
  { text, language }: { readonly text: readonly string[]; readonly language: readonly string[] },
  cleaning: Protocol['cleaning'],
  firstOf: (texts: readonly string[], similarity: number) => Promise<Int32Array>,
): Promise<(string | null)[]> {
  const wanted = new Set(cleaning.languages);
  const seen = new Set<string>();
  const earliest = new Map<string, number>();
  const hasWords = (i: number): boolean => termsOf(text[i]!).length >= copyWords;
  const reasonOf = (i: number): string | null => {
    const row = rows[i]!;
    // Two sources of one platform may hold the same post: the first in order stays.
    const id = `${row.platform} ${row.nativeId}`;
    if (seen.has(id)) return 'same-id-in-another-source';
    seen.add(id);
    if (row.kind === 'repost') return 'repost';
    if (text[i]!.length < cleaning.minimumCharacters) return 'empty';
    if (wanted.size > 0 && !wanted.has(language[i]!)) return 'language';
    const earlier = earliest.get(text[i]!);
    if (earlier === undefined) earliest.set(text[i]!, i);
    else if (row.subject !== null && rows[earlier]!.subject === row.subject) return 'exact-copy-same-author';
    else if (hasWords(i)) return 'exact-copy-other-author';
    return null;
  };
  const reason: (string | null)[] = [];
  await inTurns(rows.length, (i) => {
    reason.push(reasonOf(i));
  });
  if (cleaning.nearDuplicates.keep === 'first') {
    const places: number[] = [];
    await inTurns(rows.length, (i) => {
      if (reason[i] === null && hasWords(i)) places.push(i);
    });
    const first = await firstOf(
      places.map((i) => text[i]!),
      cleaning.nearDuplicates.similarity,
    );
    first.forEach((head, k) => {
      if (head !== k) reason[places[k]!] = 'near-copy';
    });
  }
  return reason;
}
