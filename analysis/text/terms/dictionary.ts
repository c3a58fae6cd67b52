import { z } from 'zod';
import { defineMethod } from '../../../domain/method';
import { termsOf, tokenise } from '../tokens';

/** An entry as the terms that posts are cut into; null where it holds what is no term (a number) and would never be met. */
function entryTerms(entry: string): { readonly terms: string[]; readonly prefix: boolean } | null {
  const prefix = entry.endsWith('*');
  const text = prefix ? entry.slice(0, -1) : entry;
  const terms = termsOf(text);
  const only = tokenise(text).every(
    (token) => token.kind === 'word' || token.kind === 'hashtag' || token.kind === 'emoji',
  );
  return terms.length === 0 || !only || text.includes('*') || (prefix && terms.length > 1) ? null : { terms, prefix };
}

export const textDictionary = defineMethod({
  id: 'text/dictionary',
  version: 2,
  step: 'features',
  title: 'Dictionary coding',
  description:
    'Assigns each post to the categories whose words it holds: the classical content analysis with a codebook of words. Transparent and exact, blind to context; list word forms of every language that you study. A word ending in * matches every word that begins so.',
  references: ['Krippendorff 2018, Content Analysis, 4th ed., ch. 11'],
  parameters: z
    .object({
      categories: z.record(
        z.string().regex(/^[a-z][a-z0-9-]*$/),
        z
          .array(
            z
              .string()
              .refine(
                (entry) => entryTerms(entry) !== null,
                'words, hashtags or emoji, with * at most at the end of a single word',
              ),
          )
          .min(1),
      ),
    })
    .strict(),
  inputs: { posts: 'posts' },
  output: 'post-table',
  individuals: false,
  perPost: true,
  chunk: 200_000,
  run({ posts }, { categories }) {
    const names = Object.keys(categories).sort();
    const exact = new Map<string, number[]>();
    const prefixes: [string, number][] = [];
    let longest = 1;
    names.forEach((name, index) => {
      for (const word of categories[name]!) {
        const entry = entryTerms(word)!;
        const key = entry.terms.join(' ');
        longest = Math.max(longest, entry.terms.length);
        if (entry.prefix) prefixes.push([key, index]);
        else exact.set(key, [...(exact.get(key) ?? []), index]);
      }
    });
    const hits = names.map(() => new Int32Array(posts.count));
    const category: (string | null)[] = [];
    for (let i = 0; i < posts.count; i++) {
      const terms = termsOf(posts.text[i]!);
      for (let k = 0; k < terms.length; k++) {
        const term = terms[k]!;
        for (let size = 1; size <= longest && k + size <= terms.length; size++) {
          for (const index of exact.get(size === 1 ? term : terms.slice(k, k + size).join(' ')) ?? [])
            hits[index]![i]!++;
        }
        for (const [prefix, index] of prefixes) if (term.startsWith(prefix)) hits[index]![i]!++;
      }
      let best = -1;
      let tie = false;
      for (let k = 0; k < names.length; k++) {
        const count = hits[k]![i]!;
        if (count === 0) continue;
        if (best < 0 || count > hits[best]![i]!) {
          best = k;
          tie = false;
        } else if (count === hits[best]![i]!) tie = true;
      }
      category.push(best < 0 || tie ? null : names[best]!);
    }
    const columns: Record<string, Int32Array | (string | null)[]> = { category };
    names.forEach((name, index) => {
      columns[`hits_${name}`] = hits[index]!;
    });
    const given = (name: string | null): number => category.reduce((sum, one) => sum + (one === name ? 1 : 0), 0);
    const summary = {
      posts: posts.count,
      categories: Object.fromEntries(names.map((name) => [name, given(name)])),
      withoutCategory: given(null),
    };
    return { kind: 'post-table', columns, about: { summary } };
  },
});
