import { z } from 'zod';
import { periods } from '../quality/over-time';

/** Numbers of topics tried where the study leaves the choice to the corpus. */
const usualChoices = [5, 10, 20, 30, 50];

/** Settings that every topic method has. */
export const topicParameters = {
  topics: z
    .union([
      z.number().int().min(2).max(1000),
      z.array(z.number().int().min(2).max(1000)).min(1).max(20),
      z.literal('auto'),
    ])
    .optional()
    .describe('number of topics (10), or a list to choose from, or "auto" for 5, 10, 20, 30, 50'),
  k: z.number().int().min(2).max(1000).optional().describe('the same as topics'),
  seeds: z
    .number()
    .int()
    .min(1)
    .max(20)
    .optional()
    .describe('fits from so many seeds; more than one tells the stability'),
  terms: z
    .number()
    .int()
    .min(2)
    .max(100)
    .default(10)
    .describe('terms shown of each topic; coherence is always over ten'),
  minimumDocuments: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('posts that a word must occur in: 2, and 5 from 2,000 posts on, where left out'),
  maximumShare: z.number().gt(0).max(1).default(0.5).describe('share of the posts that a word may occur in'),
  minimumLength: z.number().int().min(1).max(20).default(3).describe('letters of the shortest word, in alphabets'),
  stopwords: z
    .union([z.literal('auto'), z.array(z.string()), z.string()])
    .default('auto')
    .describe('"auto": each post those of its own language; else languages for all posts'),
  heldOut: z.number().min(0).max(0.5).default(0.1).describe('share of the posts kept from the fit to judge it by'),
  period: z
    .enum(['auto', ...periods])
    .default('auto')
    .describe('length of a period of the topics over time'),
};

const shape = z.object(topicParameters);
export type TopicParameters = z.output<typeof shape>;

/** Numbers of topics to try. */
export function candidates({ topics, k }: TopicParameters): number[] {
  const given = k ?? topics ?? 10;
  if (given === 'auto') return usualChoices;
  return Array.isArray(given) ? [...new Set(given)].sort((a, b) => a - b) : [given];
}

/** A choice is judged by stability too, which takes a second seed. */
export function seedsOf(parameters: TopicParameters): number {
  return parameters.seeds ?? (candidates(parameters).length > 1 ? 2 : 1);
}
