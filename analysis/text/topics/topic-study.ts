import { z } from 'zod';
import type { Artefact } from '../../../domain/artefact';
import type { JsonObject } from '../../../domain/json';
import { AssayError } from '../../../domain/errors';
import type { MethodContext, Parts, Posts, Random } from '../../../domain/method';
import type { SparseMatrix } from '../../learning/sparse-matrix';
import { bagOf } from '../bag-of-words';
import { choose, type Trial } from './choose-topics';
import { asJson, describeTopics, diversity, meanKnown, topicName } from './describe';
import { type Documents, documentsOfBag, readDocuments, usualMinimum } from './documents';
import { heldOutPosts, leastForHeldOut } from './held-out';
import { heldOutLikelihood } from './inference';
import type { TopicModel } from './model';
import { periods, topicsOverTime } from './over-time';
import { stabilityOf } from './stability';

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
function seedsOf(parameters: TopicParameters): number {
  return parameters.seeds ?? (candidates(parameters).length > 1 ? 2 : 1);
}

/** What a method makes its topics from. */
export interface TopicCorpus {
  readonly documents: Documents;
  /** 1 for each post that the fit must not see. */
  readonly heldOut: Uint8Array;
  /** Weights of a study's own matrix, where it gave one. */
  readonly matrix: SparseMatrix | null;
}

export interface FittedTopics {
  readonly model: TopicModel;
  /** What the method adds to its summary. */
  readonly summary: { readonly [key: string]: number | string | null | readonly number[] };
}

export type FitTopics<P> = (
  corpus: TopicCorpus,
  topics: number,
  parameters: P,
  random: Random,
  progress: (fraction: number) => void,
) => FittedTopics | Promise<FittedTopics>;

interface TopicInputs {
  readonly posts: Posts;
  readonly terms?: Artefact;
}

async function corpusOf(
  { posts, terms }: TopicInputs,
  parameters: TopicParameters,
  countsOnly: boolean,
  progress: (fraction: number) => void,
): Promise<TopicCorpus> {
  let documents: Documents;
  let matrix: SparseMatrix | null = null;
  if (terms) {
    const bag = bagOf(terms);
    if (countsOnly && bag.matrix.value.some((value) => value % 1 !== 0))
      throw new AssayError(
        'ASSAY_METHOD_INPUT',
        'topics from counts: a bag of words was expected as terms, found weights; name the task of text/bag-of-words',
      );
    ({ matrix } = bag);
    documents = documentsOfBag(bag, !countsOnly);
  } else {
    const { stopwords } = parameters;
    documents = await readDocuments(
      posts,
      {
        minimumDocuments: parameters.minimumDocuments ?? usualMinimum(posts.count),
        maximumShare: parameters.maximumShare,
        minimumLength: parameters.minimumLength,
        stopwords:
          typeof stopwords === 'string' && stopwords !== 'auto' ? [stopwords] : (stopwords as 'auto' | string[]),
      },
      progress,
    );
  }
  const count = documents.start.length - 1;
  return {
    documents,
    matrix,
    heldOut: heldOutPosts(count, withWords(documents) < leastForHeldOut ? 0 : parameters.heldOut),
  };
}

function withWords({ start }: Documents): number {
  let count = 0;
  for (let d = 0; d + 1 < start.length; d++) if (start[d + 1]! > start[d]!) count++;
  return count;
}

/** Why there can be no topics; null where there can. */
function tooLittle(documents: Documents, topics: number): string | null {
  const posts = documents.start.length - 1;
  const usable = withWords(documents);
  if (posts === 0) return 'there are no posts';
  if (usable === 0) return 'no post has a word that enough posts share';
  if (usable <= topics) return `${topics} topics need more than ${topics} posts with usable words, found ${usable}`;
  if (documents.vocabulary.length <= topics)
    return `${topics} topics need more than ${topics} different words, found ${documents.vocabulary.length}`;
  let different = false;
  let first = -1;
  const words = (d: number): Int32Array =>
    documents.words
      .subarray(documents.start[d], documents.start[d + 1])
      .slice()
      .sort();
  for (let d = 0; d < posts && !different; d++) {
    if (documents.start[d] === documents.start[d + 1]) continue;
    if (first < 0) first = d;
    else different = words(d).join() !== words(first).join();
  }
  return different ? null : 'all posts with usable words are the same';
}

function withoutTopics(posts: number, reason: string, documents: Documents): Artefact {
  return {
    kind: 'post-table',
    columns: { topic: new Array<string | null>(posts).fill(null), weight: new Float64Array(posts).fill(Number.NaN) },
    about: {
      summary: {
        notEnoughData: true,
        reason,
        posts,
        vocabulary: documents.vocabulary.length,
        topicCount: 0,
        topics: [],
        npmi: null,
        unassigned: posts,
      },
    },
  };
}

/** One fit on the whole corpus, described. */
async function whole<P extends TopicParameters>(
  corpus: TopicCorpus,
  posts: Posts,
  topics: number,
  parameters: P,
  fit: FitTopics<P>,
  random: Random,
  progress: (fraction: number) => void,
): Promise<Artefact> {
  const { documents, heldOut } = corpus;
  const { model, summary } = await fit(corpus, topics, parameters, random.fork('fit'), progress);
  const list = describeTopics(model, documents, parameters.terms, heldOut, random.fork('intruders'));
  const held = heldOut.reduce((sum, one) => sum + one, 0);
  const likelihood = held > 0 ? heldOutLikelihood(documents, model, (d) => heldOut[d] === 1) : Number.NaN;
  return {
    kind: 'post-table',
    columns: {
      topic: Array.from(model.topic, (k) => (k < 0 ? null : topicName(k))),
      weight: model.weight,
    },
    about: {
      summary: {
        topicCount: topics,
        topics: asJson(list),
        posts: posts.count,
        unassigned: model.topic.reduce((sum, k) => sum + (k < 0 ? 1 : 0), 0),
        vocabulary: documents.vocabulary.length,
        words: documents.words.length,
        languages: asJson(Object.fromEntries(documents.languages.slice(0, 20))),
        npmi: meanKnown(list.map((one) => one.npmi)),
        npmiHeldOut: meanKnown(list.map((one) => one.npmiHeldOut)),
        heldOutPosts: held,
        heldOutLogLikelihood: Number.isNaN(likelihood) ? null : likelihood,
        ...(held === 0
          ? {
              heldOutReason:
                parameters.heldOut === 0 ? 'none asked for' : `fewer than ${leastForHeldOut} posts with words`,
            }
          : {}),
        diversity: diversity(list),
        stability: null,
        overTime: asJson(topicsOverTime(posts.time, model.topic, topics, parameters.period)),
        ...summary,
      },
    },
  };
}

/** Terms of a described fit, for its likeness to others. */
function termLists(artefact: Artefact): string[][] {
  const { summary } = artefact.about as unknown as { summary: { topics: { terms: { term: string }[] }[] } };
  return summary.topics.map((one) => one.terms.slice(0, 10).map(({ term }) => term));
}

interface Summary {
  readonly notEnoughData?: boolean;
  readonly npmi: number | null;
  readonly npmiHeldOut: number | null;
  readonly heldOutLogLikelihood: number | null;
  readonly topics: readonly object[];
}

function summaryOf(artefact: Artefact): Summary {
  return artefact.about.summary as unknown as Summary;
}

/**
 * A topic method as parts: one for each number of topics and seed. A single one is the result; of several seeds the first is the result
 * and the others tell its stability; of several numbers of topics the one that `choose` names is the result.
 */
export function topicParts<P extends TopicParameters>(
  fit: FitTopics<P>,
  countsOnly: boolean,
): Parts<z.ZodType<P>, { posts: 'posts'; terms: 'terms' }> {
  const fitOne = async (
    inputs: TopicInputs,
    parameters: P,
    topics: number,
    context: MethodContext,
  ): Promise<Artefact> => {
    const corpus = await corpusOf(inputs, parameters, countsOnly, (fraction) => context.progress(fraction * 0.2));
    const reason = tooLittle(corpus.documents, topics);
    if (reason !== null) return withoutTopics(inputs.posts.count, reason, corpus.documents);
    return whole(corpus, inputs.posts, topics, parameters, fit, context.random, (fraction) =>
      context.progress(0.2 + fraction * 0.8),
    );
  };
  return {
    count: (parameters) => candidates(parameters).length * seedsOf(parameters),
    run(inputs, parameters, part, context) {
      const list = candidates(parameters);
      return fitOne(inputs as TopicInputs, parameters, list[Math.floor(part / seedsOf(parameters))]!, context);
    },
    async join(parts, inputs, parameters, context) {
      const list = candidates(parameters);
      const seeds = seedsOf(parameters);
      const bySize = list.map((_, i) => parts.slice(i * seeds, (i + 1) * seeds));
      const trials = list.map((topics, i): Trial => {
        const fits = bySize[i]!;
        if (fits.some((one) => summaryOf(one).notEnoughData)) return { topics, notEnoughData: true };
        return {
          topics,
          npmi: meanKnown(fits.map((one) => summaryOf(one).npmi)),
          npmiHeldOut: meanKnown(fits.map((one) => summaryOf(one).npmiHeldOut)),
          heldOutLogLikelihood: meanKnown(fits.map((one) => summaryOf(one).heldOutLogLikelihood)),
          stability: stabilityOf(fits.map(termLists))?.overlap ?? null,
        };
      });
      const chosen = choose(trials);
      const best = bySize[chosen]!;
      const [first] = best;
      if (summaryOf(first!).notEnoughData || parts.length === 1) return first!;
      const stable = stabilityOf(best.map(termLists));
      const summary = summaryOf(first!);
      return {
        ...first!,
        about: {
          summary: {
            ...(first!.about.summary as JsonObject),
            topics: asJson(
              summary.topics.map((one, k) => ({ ...one, stability: stable ? stable.perTopic[k]! : null })),
            ),
            stability: stable ? { seeds, overlap: stable.overlap, foundAgain: stable.foundAgain } : null,
            ...(list.length > 1 ? { choice: asJson(trials) } : {}),
          },
        },
      };
    },
  };
}
