import { z } from 'zod';
import { AssayError } from '../../../domain/errors';
import { defineMethod } from '../../../domain/method';
import { postFilter } from './filters';
import { fullText } from './full-text';
import { parseQuery } from './query';
import { similarPosts } from './similar-posts';
import { snippetOf } from './snippet';

const oneOrMore = z.union([z.string(), z.array(z.string())]);
const scalar = z.union([z.string(), z.number(), z.boolean()]);

export const textSearch = defineMethod({
  id: 'text/search',
  version: 1,
  step: 'modelling',
  title: 'Search',
  description:
    'Finds posts: by words and phrases, ranked by BM25, or those most like a text or a post of the corpus (cosine of TF-IDF). Query: words; "words side by side"; -word shuts out; +word must be there. Filters by time, language, platform, attributes and counts. To read and to draw samples from, not to measure how common a theme is: ranking is no classifier.',
  references: [
    'Robertson & Zaragoza 2009, The probabilistic relevance framework: BM25 and beyond, doi:10.1561/1500000019',
    'Salton & Buckley 1988, Term-weighting approaches in automatic text retrieval, doi:10.1016/0306-4573(88)90021-0',
  ],
  parameters: z
    .object({
      query: scalar.transform(String).default(''),
      mode: z.enum(['words', 'similar']).default('words'),
      /** Row of a post, from 0: finds posts like it. */
      like: z.number().int().min(0).optional(),
      operator: z.enum(['any', 'all']).default('any'),
      limit: z.number().int().min(1).max(100_000).default(100),
      k1: z.number().min(0).max(10).default(1.2),
      b: z.number().min(0).max(1).default(0.75),
      idf: z.enum(['positive', 'robertson']).default('positive'),
      from: z.string().optional(),
      to: z.string().optional(),
      language: oneOrMore.optional(),
      platform: oneOrMore.optional(),
      where: z.record(z.string(), z.union([scalar, z.array(z.union([z.string(), z.number()]))])).default({}),
      minimum: z.record(z.string(), z.number()).default({}),
    })
    .strict(),
  inputs: { posts: 'posts' },
  output: 'table',
  individuals: false,
  run({ posts }, parameters, context) {
    const { query, like, limit } = parameters;
    const passes = postFilter(posts, parameters);
    if (query.trim() === '' && like === undefined)
      throw new AssayError(
        'ASSAY_METHOD_PARAMETERS',
        'text/search: a query or the row of a post (like) was expected, found neither',
      );
    if (like !== undefined && like >= posts.count)
      throw new AssayError(
        'ASSAY_METHOD_PARAMETERS',
        `text/search, parameter like: a row below ${posts.count} was expected, found ${like}`,
      );
    const clauses = parseQuery(query);
    const { hits, terms } =
      like !== undefined || parameters.mode === 'similar'
        ? similarPosts(posts.text, like === undefined ? query : posts.text[like]!, like ?? -1, passes, context.progress)
        : fullText(
            posts.text,
            clauses,
            { ...parameters, all: parameters.operator === 'all' },
            passes,
            context.progress,
          );
    const shown = hits.slice(0, limit);
    const snippets = shown.map(({ post }) => snippetOf(posts.text[post]!, terms));
    return {
      kind: 'table',
      columns: {
        rank: Int32Array.from(shown, (_, i) => i + 1),
        post: Int32Array.from(shown, ({ post }) => post),
        score: Float64Array.from(shown, ({ score }) => score),
        start: Int32Array.from(snippets, ({ start }) => start),
        end: Int32Array.from(snippets, ({ end }) => end),
        hits: snippets.map(({ hits: places }) => JSON.stringify(places)),
      },
      about: { json: ['hits'], summary: { posts: posts.count, found: hits.length, shown: shown.length } },
    };
  },
});
