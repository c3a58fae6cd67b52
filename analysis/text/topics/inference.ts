import type { TokenLists } from './gibbs-kernel';

/** What is known of the topics: probabilities terms × topics, and the prior of each topic in a document. */
export interface KnownTopics {
  readonly probabilities: Float32Array;
  readonly alpha: Float64Array;
}

/** Rounds of expectation–maximisation; the mixture of a short text has settled by then. */
const rounds = 15;

/**
 * The mixture of topics of some tokens, by expectation–maximisation with the topics fixed ("folding in"), into `mixture`, which sums
 * to 1. Only every `step`-th token from the first on is read. O(rounds · tokens · topics).
 */
function foldIn(
  words: Int32Array,
  from: number,
  to: number,
  step: number,
  known: KnownTopics,
  mixture: Float64Array,
  next: Float64Array,
): void {
  const { probabilities, alpha } = known;
  const topics = alpha.length;
  mixture.fill(1 / topics);
  for (let round = 0; round < rounds; round++) {
    next.set(alpha);
    for (let t = from; t < to; t += step) {
      const row = words[t]! * topics;
      let total = 0;
      for (let k = 0; k < topics; k++) total += mixture[k]! * probabilities[row + k]!;
      for (let k = 0; k < topics; k++) next[k]! += (mixture[k]! * probabilities[row + k]!) / total;
    }
    let sum = 0;
    for (let k = 0; k < topics; k++) sum += next[k]!;
    let change = 0;
    for (let k = 0; k < topics; k++) {
      const share = next[k]! / sum;
      change += Math.abs(share - mixture[k]!);
      mixture[k] = share;
    }
    if (change < 1e-3) break;
  }
}

export interface PostTopics {
  readonly topic: Int32Array;
  readonly weight: Float64Array;
  readonly shares: Float64Array;
}

/** The strongest topic of each document and its share, and each topic's share of all words. O(rounds · tokens · topics). */
export function assignTopics(documents: TokenLists, known: KnownTopics): PostTopics {
  const count = documents.start.length - 1;
  const topics = known.alpha.length;
  const topic = new Int32Array(count).fill(-1);
  const weight = new Float64Array(count).fill(Number.NaN);
  const shares = new Float64Array(topics);
  const mixture = new Float64Array(topics);
  const next = new Float64Array(topics);
  let tokens = 0;
  for (let d = 0; d < count; d++) {
    const from = documents.start[d]!;
    const to = documents.start[d + 1]!;
    if (from === to) continue;
    foldIn(documents.words, from, to, 1, known, mixture, next);
    let best = 0;
    for (let k = 0; k < topics; k++) {
      shares[k]! += mixture[k]! * (to - from);
      if (mixture[k]! > mixture[best]!) best = k;
    }
    tokens += to - from;
    topic[d] = best;
    weight[d] = mixture[best]!;
  }
  if (tokens > 0) for (let k = 0; k < topics; k++) shares[k]! /= tokens;
  return { topic, weight, shares };
}

/**
 * Held-out log-likelihood per token, natural logarithm, by document completion: of each document that `included` lets pass, every
 * other word tells its topics and the rest is foretold (Wallach et al. 2009, doi:10.1145/1553374.1553515). NaN without such words.
 */
export function heldOutLikelihood(
  documents: TokenLists,
  known: KnownTopics,
  included: (document: number) => boolean,
): number {
  const topics = known.alpha.length;
  const mixture = new Float64Array(topics);
  const next = new Float64Array(topics);
  let sum = 0;
  let tokens = 0;
  for (let d = 0; d + 1 < documents.start.length; d++) {
    const from = documents.start[d]!;
    const to = documents.start[d + 1]!;
    if (to - from < 2 || !included(d)) continue;
    foldIn(documents.words, from, to, 2, known, mixture, next);
    for (let t = from + 1; t < to; t += 2) {
      const row = documents.words[t]! * topics;
      let p = 0;
      for (let k = 0; k < topics; k++) p += mixture[k]! * known.probabilities[row + k]!;
      sum += Math.log(p);
      tokens++;
    }
  }
  return tokens === 0 ? Number.NaN : sum / tokens;
}
