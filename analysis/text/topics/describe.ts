import type { Json } from '../../../domain/json';
import type { Random } from '../../../domain/method';
import { npmi, type Occurrences, occurrences, pairNpmi } from './coherence';
import type { Documents } from './documents';
import { strongestTerms, type TopicModel } from './model';

/** Terms over which coherence is taken, as is usual, however many are shown. */
export const coherenceTerms = 10;

/** Own terms beside the intruder (Chang et al. 2009). */
const intrusionTerms = 5;

export interface TopicDescription {
  readonly topic: string;
  /** The terms that stand for the topic best. */
  readonly label: string;
  readonly terms: readonly { readonly term: string; readonly weight: number }[];
  readonly posts: number;
  readonly share: number;
  readonly npmi: number | null;
  readonly npmiHeldOut: number | null;
  /** A test for people: which of these terms does not belong? Null where no term of another topic can intrude. */
  readonly intrusion: { readonly terms: readonly string[]; readonly intruder: string } | null;
}

/** Name of a topic in columns and summaries, from 1. */
export function topicName(k: number): string {
  return `t${k + 1}`;
}

/**
 * The three terms most typical of a list: each term's NPMI with the others, averaged, weighted by its own rank, so that a term that
 * goes with everything else in the topic stands before one that is merely frequent.
 */
function representative(terms: readonly number[], where: Occurrences): number[] {
  const score = terms.map((term, rank) => {
    const others = terms.filter((other) => other !== term);
    const mean =
      others.reduce((sum, other) => sum + pairNpmi(where.of.get(term)!, where.of.get(other)!, where.documents), 0) /
      Math.max(1, others.length);
    return (1 + mean) / Math.log2(rank + 2);
  });
  return terms
    .map((_, i) => i)
    .sort((a, b) => score[b]! - score[a]! || a - b)
    .slice(0, 3)
    .map((i) => terms[i]!);
}

/** A term that is strong in another topic and weak in this one: not in the upper half of this topic's own ranking. */
function intruderOf(
  k: number,
  lists: readonly (readonly number[])[],
  model: TopicModel,
  random: Random,
): number | null {
  const { weights, topics } = model;
  const own = new Set(lists[k]);
  const column = Float32Array.from({ length: weights.length / topics }, (_, j) => weights[j * topics + k]!).sort();
  const median = column[column.length >> 1]!;
  const candidates = [...new Set(lists.flatMap((list, other) => (other === k ? [] : list)))].filter(
    (term) => !own.has(term) && weights[term * topics + k]! <= median,
  );
  return candidates.length === 0 ? null : candidates[random.below(candidates.length)]!;
}

/** What people need to read, judge and test each topic. O(terms · topics + tokens). */
export function describeTopics(
  model: TopicModel,
  documents: Documents,
  shown: number,
  heldOut: Uint8Array,
  random: Random,
): TopicDescription[] {
  const { topics, weights } = model;
  const lists = strongestTerms(weights, topics, Math.max(shown, coherenceTerms));
  const judged = lists.map((list) => list.slice(0, coherenceTerms));
  const wanted = new Set(judged.flat());
  const everywhere = occurrences(documents, wanted);
  const unseen = heldOut.includes(1) ? occurrences(documents, wanted, (d) => heldOut[d] === 1) : null;
  const posts = new Int32Array(topics);
  for (const k of model.topic) if (k >= 0) posts[k]!++;
  return lists.map((list, k) => {
    const names = (terms: readonly number[]): string[] => terms.map((term) => documents.vocabulary[term]!);
    const intruder = judged[k]!.length < 2 ? null : intruderOf(k, judged, model, random);
    return {
      topic: topicName(k),
      label: names(representative(judged[k]!, everywhere)).join(', '),
      terms: list.slice(0, shown).map((term) => ({
        term: documents.vocabulary[term]!,
        weight: Number(weights[term * topics + k]!.toPrecision(6)),
      })),
      posts: posts[k]!,
      share: model.shares[k]!,
      npmi: npmi(judged[k]!, everywhere),
      npmiHeldOut: unseen ? npmi(judged[k]!, unseen) : null,
      intrusion:
        intruder === null
          ? null
          : {
              terms: random.shuffle([...names(judged[k]!.slice(0, intrusionTerms)), documents.vocabulary[intruder]!]),
              intruder: documents.vocabulary[intruder]!,
            },
    };
  });
}

/** Mean of what is known; null where nothing is. */
export function meanKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((one): one is number => one !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length;
}

/** Share of different terms among the topics' lists: low where topics repeat each other (Dieng, Ruiz & Blei 2020). */
export function diversity(topics: readonly TopicDescription[]): number | null {
  const all = topics.flatMap((one) => one.terms.slice(0, coherenceTerms).map(({ term }) => term));
  return all.length === 0 ? null : new Set(all).size / all.length;
}

export function asJson(value: unknown): Json {
  return value as Json;
}
