import { z } from 'zod';
import type { JsonObject } from '../../../domain/json';
import { defineMethod } from '../../../domain/method';
import type { SparseMatrix } from '../../learning/sparse-matrix';
import { termsArtefact } from './bag';
import { termMatrix } from './term-matrix';

export const bagParameters = {
  words: z
    .tuple([z.number().int().min(0), z.number().int().min(0).max(5)])
    .default([1, 1])
    .describe('shortest and longest run of words; [0, 0] for none'),
  characters: z
    .tuple([z.number().int().min(0), z.number().int().min(0).max(8)])
    .default([0, 0])
    .describe('shortest and longest run of characters within a word and its ends; [0, 0] for none'),
  hashed: z.boolean().default(false).describe('columns by hash, without names: for many posts and new ones'),
  dimensions: z
    .number()
    .int()
    .min(2)
    .max(2 ** 26)
    .default(2 ** 18)
    .describe('columns where hashed'),
  minimumDocuments: z.number().int().min(1).default(2),
  maximumShare: z.number().gt(0).max(1).default(0.5),
  stopwords: z.array(z.string()).default([]).describe('languages whose stop words are left out'),
};

/** Sizes of a matrix of terms; of an empty one why it is. */
export function termsSummary({ rows, columns, index }: SparseMatrix): JsonObject {
  return {
    posts: rows,
    terms: columns,
    entries: index.length,
    ...(columns === 0
      ? { notEnoughData: true, reason: 'no term stands in as many posts as asked for, and in no more' }
      : {}),
  };
}

export const textBagOfWords = defineMethod({
  id: 'text/bag-of-words',
  version: 3,
  step: 'features',
  title: 'Bag of words',
  description:
    'Counts the terms of each post: words, runs of words, runs of characters, by name or by hash. A term that fewer than the stated number of posts use is left out: it says little, and a rare term can be a person’s name.',
  references: ['Manning, Raghavan & Schütze 2008, Introduction to Information Retrieval, ch. 6'],
  parameters: z.object(bagParameters).strict(),
  inputs: { posts: 'posts' },
  output: 'terms',
  individuals: false,
  run({ posts }, parameters) {
    const bag = termMatrix(posts.text, parameters);
    return termsArtefact(bag, { summary: termsSummary(bag.matrix) });
  },
});
