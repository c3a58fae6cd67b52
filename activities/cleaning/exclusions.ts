import { groupNearDuplicates } from '../../analysis/text/duplicates/near-duplicates';
import { termsOf } from '../../analysis/text/tokens';
import type { CorpusPost } from '../../db/corpus';
import type { Protocol } from '../../domain/protocol';

/** Copies of other people's posts count as copies from this many words on: shorter ones are alike by chance. */
export const copyWords = 6;

/**
 * Why each post is left out, or null, in the order of `rows`; `text` and `language` are what cleaning made of them. Reposts are told
 * apart from copies: they are marked as such by the platform or by "RT @".
 */
export function exclusionsOf(
  rows: readonly CorpusPost[],
  text: readonly string[],
  language: readonly string[],
  cleaning: Protocol['cleaning'],
): (string | null)[] {
  const wanted = new Set(cleaning.languages);
  const seen = new Set<string>();
  const reason = rows.map((row, i): string | null => {
    // Two sources of one platform may hold the same post: the first in order stays.
    const id = `${row.platform} ${row.nativeId}`;
    if (seen.has(id)) return 'same-id-in-another-source';
    seen.add(id);
    if (row.kind === 'repost') return 'repost';
    if (text[i]!.length < cleaning.minimumCharacters) return 'empty';
    return wanted.size > 0 && !wanted.has(language[i]!) ? 'language' : null;
  });
  const hasWords = (i: number): boolean => termsOf(text[i]!).length >= copyWords;
  const first = new Map<string, number>();
  rows.forEach((row, i) => {
    if (reason[i]) return;
    const earlier = first.get(text[i]!);
    if (earlier === undefined) first.set(text[i]!, i);
    else if (row.subject !== null && rows[earlier]!.subject === row.subject) reason[i] = 'exact-copy-same-author';
    else if (hasWords(i)) reason[i] = 'exact-copy-other-author';
  });
  if (cleaning.nearDuplicates.keep === 'first') {
    const places = [...rows.keys()].filter((i) => reason[i] === null && hasWords(i));
    const group = groupNearDuplicates(
      places.map((i) => text[i]!),
      cleaning.nearDuplicates.similarity,
    );
    group.forEach((head, k) => {
      if (head !== k) reason[places[k]!] = 'near-copy';
    });
  }
  return reason;
}
