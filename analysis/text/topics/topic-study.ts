import type { z } from 'zod';
import type { Artefact } from '../../../domain/artefact';
import type { JsonObject } from '../../../domain/json';
import type { MethodContext, Parts, Posts, Random } from '../../../domain/method';
import { choose, isOut, type Trial } from './quality/choose-topics';
import { asJson, describeTopics, diversity, meanKnown, topicName } from './quality/describe';
import { leastForHeldOut } from './corpus/held-out';
import { heldOutLikelihood } from './inference';
import type { TopicModel } from './model';
import { topicsOverTime } from './quality/over-time';
import { stabilityOf } from './quality/stability';
import { corpusOf, tooLittle, type TopicCorpus, type TopicInputs } from './corpus/topic-corpus';
import { candidates, seedsOf, type TopicParameters } from './corpus/topic-parameters';

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

function withoutTopics(posts: number, vocabulary: number, reason: string, choice?: readonly Trial[]): Artefact {
  return {
    kind: 'post-table',
    columns: { topic: new Array<string | null>(posts).fill(null), weight: new Float64Array(posts).fill(Number.NaN) },
    about: {
      summary: {
        notEnoughData: true,
        reason,
        posts,
        vocabulary,
        topicCount: 0,
        topics: [],
        npmi: null,
        unassigned: posts,
        ...(choice ? { choice: asJson(choice) } : {}),
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
  fitTopics: FitTopics<P>,
  random: Random,
  progress: (fraction: number) => void,
): Promise<Artefact> {
  const { documents, heldOut } = corpus;
  const { model, summary } = await fitTopics(corpus, topics, parameters, random.fork('fit'), progress);
  if (model.topic.every((k) => k < 0))
    return withoutTopics(posts.count, documents.vocabulary.length, 'the words of no post tell a topic');
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

/** Posts for each topic without which a number of topics is not tried: by fewer it could not be judged. */
const postsToChooseBy = 5;

/** Terms of a described fit, for its likeness to others. */
function termLists(artefact: Artefact): string[][] {
  const { summary } = artefact.about as unknown as { summary: { topics: { terms: { term: string }[] }[] } };
  return summary.topics.map((one) => one.terms.slice(0, 10).map(({ term }) => term));
}

interface Summary {
  readonly notEnoughData?: boolean;
  readonly vocabulary: number;
  readonly npmi: number | null;
  readonly npmiHeldOut: number | null;
  readonly heldOutLogLikelihood: number | null;
  readonly topics: readonly { readonly posts: number }[];
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
    const { documents } = corpus;
    const reason = tooLittle(documents, topics, candidates(parameters).length > 1 ? postsToChooseBy : 1);
    if (reason !== null) return withoutTopics(inputs.posts.count, documents.vocabulary.length, reason);
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
    join(parts, inputs, parameters) {
      const list = candidates(parameters);
      const seeds = seedsOf(parameters);
      const bySize = list.map((_, i) => parts.slice(i * seeds, (i + 1) * seeds));
      const trials = list.map((topics, i): Trial => {
        const fits = bySize[i]!;
        if (fits.some((one) => summaryOf(one).notEnoughData)) return { topics, notEnoughData: true };
        return {
          topics,
          withoutPosts: Math.max(
            ...fits.map((one) => summaryOf(one).topics.filter((topic) => topic.posts === 0).length),
          ),
          npmi: meanKnown(fits.map((one) => summaryOf(one).npmi)),
          npmiHeldOut: meanKnown(fits.map((one) => summaryOf(one).npmiHeldOut)),
          heldOutLogLikelihood: meanKnown(fits.map((one) => summaryOf(one).heldOutLogLikelihood)),
          stability: stabilityOf(fits.map(termLists))?.overlap ?? null,
        };
      });
      const best = bySize[choose(trials)]!;
      const [first] = best;
      if (summaryOf(first!).notEnoughData || parts.length === 1) return first!;
      const [fewest] = trials;
      if (list.length > 1 && trials.every(isOut)) {
        const reason = `of ${fewest!.topics} topics, the fewest tried, ${fewest!.withoutPosts} are the strongest of no post`;
        return withoutTopics(inputs.posts.count, summaryOf(first!).vocabulary, reason, trials);
      }
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
