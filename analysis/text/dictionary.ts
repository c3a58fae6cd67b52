import { z } from 'zod';
import { defineMethod } from '../../domain/method';
import { termsOf } from './tokens';

export const textDictionary = defineMethod({
  id: 'text/dictionary',
  version: 1,
  step: 'features',
  title: 'Dictionary coding',
  description:
    'Assigns each post to the categories whose words it holds: the classical content analysis with a codebook of words. Transparent and exact, blind to context; list word forms of every language that you study. A word ending in * matches every word that begins so.',
  references: ['Krippendorff 2018, Content Analysis, 4th ed., ch. 11'],
  parameters: z
    .object({ categories: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), z.array(z.string().min(2)).min(1)) })
    .strict(),
  inputs: { posts: 'posts' },
  output: 'post-table',
  individuals: false,
  perPost: true,
  run({ posts }, { categories }) {
    const names = Object.keys(categories).sort();
    const exact = new Map<string, number[]>();
    const prefixes: [string, number][] = [];
    names.forEach((name, index) => {
      for (const word of categories[name]!) {
        const lower = word.toLowerCase();
        if (lower.endsWith('*')) prefixes.push([lower.slice(0, -1), index]);
        else exact.set(lower, [...(exact.get(lower) ?? []), index]);
      }
    });
    const hits = names.map(() => new Int32Array(posts.count));
    const category: (string | null)[] = [];
    for (let i = 0; i < posts.count; i++) {
      for (const term of termsOf(posts.text[i]!)) {
        for (const index of exact.get(term) ?? []) hits[index]![i]!++;
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
    return { kind: 'post-table', columns, about: {} };
  },
});
