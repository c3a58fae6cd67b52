import { z } from 'zod';
import { defineMethod } from '../../../domain/method';
import { type DuplicateKind, duplicateKind } from './kinds';
import { shingleSets } from './shingles';
import { type Join, similarityJoin } from './similarity-join';
import { termsAndNumbersOf } from '../tokens';

/** Words of a shingle. Shorter posts are one shingle of all their words. */
const shingleWords = 3;
const shingleCharacters = 5;

/** The set of a text's word shingles as sorted, distinct 32-bit hashes. */
export function shingles(text: string): Uint32Array {
  const { start, values } = shingleSets([text], 'words', shingleWords);
  return values.slice(0, start[1]);
}

/** |A ∩ B| / |A ∪ B| of two sorted sets. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  let i = 0;
  let j = 0;
  let both = 0;
  while (i < a.length && j < b.length) {
    const x = a[i]!;
    const y = b[j]!;
    if (x === y) {
      both++;
      i++;
      j++;
    } else if (x < y) i++;
    else j++;
  }
  const either = a.length + b.length - both;
  return either === 0 ? 1 : both / either;
}

/**
 * Groups texts whose shingle sets have Jaccard similarity of at least `similarity` with the group's first text, in order. Returns for
 * each text the index of its group's first text, itself where it has none. Texts without words stand alone. O(n · words) expected.
 */
export function groupNearDuplicates(
  texts: readonly string[],
  similarity: number,
  progress: (fraction: number) => void = () => {},
): Int32Array {
  const sets = shingleSets(texts, 'words', shingleWords);
  return similarityJoin(sets, similarity, 'first', false, progress).group;
}

const largestGroups = 10;

function summaryOf(posts: number, { group, holds }: Join, kind: readonly (DuplicateKind | null)[]) {
  const sizes = new Map<number, number>();
  for (const one of group) if (one >= 0) sizes.set(one, (sizes.get(one) ?? 0) + 1);
  const kinds = { copy: 0, template: 0, edit: 0 };
  const groupKind = new Map<number, DuplicateKind>();
  const order: readonly DuplicateKind[] = ['copy', 'template', 'edit'];
  group.forEach((first, i) => {
    const own = kind[i];
    if (first < 0 || !own) return;
    if (order.indexOf(own) >= order.indexOf(groupKind.get(first) ?? 'copy')) groupKind.set(first, own);
  });
  for (const one of groupKind.values()) kinds[one]++;
  const largest = [...sizes].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, largestGroups);
  const inGroups = [...sizes.values()].reduce((a, b) => a + b, 0);
  return {
    posts,
    groups: sizes.size,
    inGroups,
    share: posts === 0 ? null : inGroups / posts,
    groupsOfCopies: kinds.copy,
    groupsOfTemplates: kinds.template,
    groupsOfEdits: kinds.edit,
    remixes: holds.reduce((sum, one) => sum + (one >= 0 ? 1 : 0), 0),
    largest: largest.map(([first, size]) => ({ group: first, posts: size, kind: groupKind.get(first) ?? 'copy' })),
  };
}

export const textNearDuplicates = defineMethod({
  id: 'text/near-duplicates',
  version: 3,
  step: 'cleaning',
  title: 'Near duplicates',
  description:
    'Groups posts that are nearly the same text: copied, templated (one slot changed), lightly edited; and names for each post a shorter one that it holds nearly whole (remix). Every link is an exact Jaccard similarity of shingles of at least the threshold; groups are joined through such links. Compare within one language; very short posts are alike by chance.',
  references: [
    'Broder 1997, On the resemblance and containment of documents, doi:10.1109/SEQUEN.1997.666900',
    'Bayardo, Ma & Srikant 2007, Scaling up all pairs similarity search, doi:10.1145/1242572.1242591',
  ],
  parameters: z
    .object({
      threshold: z.number().min(0.3).max(1).optional(),
      /** The same as `threshold`, which goes before. */
      similarity: z.number().min(0.3).max(1).default(0.8),
      unit: z.enum(['words', 'characters']).default('words'),
      /** Words or characters of a shingle; 3 words or 5 characters where left out. */
      shingle: z.number().int().min(1).max(20).optional(),
      linkage: z.enum(['chain', 'first']).default('chain'),
      remixes: z.boolean().default(true),
    })
    .strict(),
  inputs: { posts: 'posts' },
  output: 'post-table',
  individuals: false,
  run({ posts }, { threshold, similarity: least, unit, shingle, linkage, remixes }, context) {
    const size = shingle ?? (unit === 'words' ? shingleWords : shingleCharacters);
    const sets = shingleSets(posts.text, unit, size, (done) => context.progress(done * 0.4));
    const join = similarityJoin(sets, threshold ?? least, linkage, remixes, (done) =>
      context.progress(0.4 + done * 0.5),
    );
    const members = new Int32Array(posts.count);
    for (const first of join.group) members[first]!++;
    const group = join.group.map((first) => (members[first]! > 1 ? first : -1));
    const kind: (DuplicateKind | null)[] = new Array<DuplicateKind | null>(posts.count).fill(null);
    const firstTerms = new Map<number, readonly string[]>();
    for (let i = 0; i < posts.count; i++) {
      const first = group[i]!;
      if (first < 0 || first === i) continue;
      if (join.same[i] === join.same[first]) {
        kind[i] = 'copy';
        continue;
      }
      let terms = firstTerms.get(first);
      if (!terms) firstTerms.set(first, (terms = termsAndNumbersOf(posts.text[first]!)));
      kind[i] = duplicateKind(terms, posts.text[i]!);
    }
    const holds = remixes ? join.holds : new Int32Array(posts.count).fill(-1);
    return {
      kind: 'post-table',
      columns: { group, kind, similarity: join.similarity, remixOf: holds },
      about: { summary: summaryOf(posts.count, { ...join, group, holds }, kind) },
    };
  },
});
