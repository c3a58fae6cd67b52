import { z } from 'zod';
import { defineMethod } from '../../../domain/method';
import type { CasingCounts } from './casing';
import { countCasing, type EntitySpan, type EntityType, findNames } from './find-names';

/** Every noun has a capital there: casing tells nothing. */
const capitalisedNouns = new Set(['de', 'lb', 'gsw', 'nds']);
const types: readonly EntityType[] = ['name', 'product', 'hashtag', 'mention'];
const cased = /\p{Ll}/u;
const caseless = /\p{Lo}/u;

/** Most of its letters have no case, as in Arabic or Hindi: a few Latin words in it say nothing about its names. */
function withoutCasing(text: string): boolean {
  if (!caseless.test(text)) return !cased.test(text);
  return text.match(/\p{Lo}/gu)!.length > text.match(/\p{L}/gu)!.length / 2;
}

interface Frequency {
  readonly type: EntityType;
  readonly forms: Map<string, number>;
  count: number;
  posts: number;
  last: number;
}

/** The most frequent spelling; the first in order of code units where several are equal. */
function commonForm(forms: ReadonlyMap<string, number>): string {
  return [...forms].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]![0];
}

function frequencies(texts: readonly string[], found: readonly (readonly EntitySpan[])[]): Map<string, Frequency> {
  const all = new Map<string, Frequency>();
  found.forEach((spans, post) => {
    for (const { start, end, type, key } of spans) {
      // One thing may be written as a name here and as a product there: counted apart.
      const id = `${type} ${key}`;
      let known = all.get(id);
      if (!known) all.set(id, (known = { type, forms: new Map(), count: 0, posts: 0, last: -1 }));
      const form = texts[post]!.slice(start, end);
      known.forms.set(form, (known.forms.get(form) ?? 0) + 1);
      known.count++;
      if (known.last !== post) {
        known.posts++;
        known.last = post;
      }
    }
  });
  return all;
}

export const textEntities = defineMethod({
  id: 'text/entities',
  version: 2,
  step: 'modelling',
  title: 'Names, products and hashtags',
  description:
    'Finds names (runs of words that this corpus writes with a capital inside sentences too), products (with a model number, digits or capitals inside), hashtags and accounts, with their places and frequencies. By casing alone, without a dictionary: it does not say whether a name is a person, a place or a firm, and finds no names in languages without capitals (Arabic, Hindi, Chinese, …) nor in German, where every noun has one: there hashtags and accounts only. What fewer than `minimumPosts` posts hold is not listed.',
  references: ['Lita, Ittycheriah, Roukos & Kambhatla 2003, tRuEcasIng, doi:10.3115/1075096.1075116'],
  parameters: z
    .object({
      types: z
        .array(z.enum(['name', 'product', 'hashtag', 'mention']))
        .min(1)
        .default(['name', 'product', 'hashtag']),
      minimumPosts: z.number().int().min(1).default(3),
      limit: z.number().int().min(1).max(10_000).default(200),
    })
    .strict(),
  inputs: { posts: 'posts' },
  output: 'post-table',
  individuals: false,
  run({ posts }, { types: wanted, minimumPosts, limit }, context) {
    const names = wanted.includes('name') || wanted.includes('product');
    const casing = new Map<string, Map<string, CasingCounts>>();
    const usable = (post: number): boolean => names && !capitalisedNouns.has(posts.language[post]!);
    if (names) {
      for (let i = 0; i < posts.count; i++) {
        if (!usable(i)) continue;
        const language = posts.language[i]!;
        let counts = casing.get(language);
        if (!counts) casing.set(language, (counts = new Map()));
        countCasing([posts.text[i]!], counts);
        if (i % 5000 === 0) context.progress((i / posts.count) * 0.5);
      }
    }
    const found: EntitySpan[][] = [];
    const withoutCase: Record<string, number> = {};
    for (let i = 0; i < posts.count; i++) {
      const text = posts.text[i]!;
      const language = posts.language[i]!;
      const counts = usable(i) ? casing.get(language)! : null;
      if (names && text !== '' && (counts === null || withoutCasing(text)))
        withoutCase[language] = (withoutCase[language] ?? 0) + 1;
      found.push(findNames(text, counts).filter(({ type }) => wanted.includes(type)));
      if (i % 5000 === 0) context.progress(0.5 + (i / posts.count) * 0.5);
    }
    const all = frequencies(posts.text, found);
    const listed = [...all.values()]
      .filter((one) => one.posts >= minimumPosts)
      .map((one) => ({ name: commonForm(one.forms), type: one.type, count: one.count, posts: one.posts }))
      .sort((a, b) => b.posts - a.posts || b.count - a.count || (a.name < b.name ? -1 : 1));
    return {
      kind: 'post-table',
      columns: {
        entities: found.map((spans) => JSON.stringify(spans.map(({ start, end, type }) => ({ start, end, type })))),
      },
      about: {
        json: ['entities'],
        summary: {
          posts: posts.count,
          ...Object.fromEntries(
            types
              .filter((type) => wanted.includes(type))
              .map((type) => [`${type}s`, [...all.values()].filter((one) => one.type === type).length]),
          ),
          postsWithoutCasing: withoutCase,
          entities: listed.slice(0, limit),
        },
      },
    };
  },
});
