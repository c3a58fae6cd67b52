import type { Random } from '../../../domain/method';
import { optimisedAlpha } from './alpha';
import { gibbsState, type TokenLists } from './gibbs-kernel';

export interface LdaOptions {
  readonly topics: number;
  readonly iterations: number;
  /** Prior of a term in a topic. */
  readonly beta: number;
  /** Prior of each topic in a document, where it begins. */
  readonly alpha: number;
  /** Sweeps between two estimates of the prior of the topics; 0 keeps it as it is. */
  readonly optimiseEvery: number;
}

export interface LdaModel {
  /** Probability of each term in each topic, terms × topics, row by row. */
  readonly terms: Float32Array;
  /** Tokens of each topic, averaged over the last sweeps. */
  readonly tokens: Float64Array;
  readonly alpha: Float64Array;
  /** Log-likelihood of the words given their topics, per token, after the last sweep. */
  readonly logLikelihood: number;
}

/** Sweeps before the prior is estimated for the first time. */
const burnIn = 10;

/** The last share of the sweeps, in steps of so many, is averaged: one state of a sampler is a noisy estimate. */
const averaged = { share: 0.2, step: 2 };

/**
 * Latent Dirichlet allocation by collapsed Gibbs sampling (Griffiths & Steyvers 2004) with an asymmetric prior over topics, estimated
 * on the way (Wallach, Mimno & McCallum 2009).
 * O(iterations · tokens · topics), four topics at a time.
 */
export function fitLda(
  documents: TokenLists,
  vocabularySize: number,
  options: LdaOptions,
  random: Random,
  progress: (fraction: number) => void = () => {},
): LdaModel {
  const { topics, iterations, beta } = options;
  const state = gibbsState(documents, vocabularySize, topics);
  const { padded, byTerm } = state;
  state.alpha.fill(options.alpha, 0, topics);
  for (let i = 0; i < 4; i++) state.random[i] = Math.floor(random.next() * 4294967296);
  for (let t = 0; t < documents.words.length; t++) {
    const topic = random.below(topics);
    state.topics[t] = topic;
    byTerm[documents.words[t]! * padded + topic]!++;
  }
  const from = Math.floor(iterations * (1 - averaged.share));
  const sums = new Float32Array(byTerm.length);
  let samples = 0;
  for (let iteration = 1; iteration <= iterations; iteration++) {
    state.sweep(beta);
    if (options.optimiseEvery > 0 && iteration >= burnIn && iteration % options.optimiseEvery === 0)
      state.alpha.set(
        optimisedAlpha(documents.start, state.topics, Float64Array.from(state.alpha.subarray(0, topics))),
      );
    if (iteration > from && (iterations - iteration) % averaged.step === 0) {
      for (let i = 0; i < sums.length; i++) sums[i]! += byTerm[i]!;
      samples++;
    }
    progress(iteration / iterations);
  }
  const tokens = new Float64Array(topics);
  for (let i = 0; i < sums.length; i += padded) for (let k = 0; k < topics; k++) tokens[k]! += sums[i + k]! / samples;
  const terms = new Float32Array(topics * vocabularySize);
  for (let w = 0; w < vocabularySize; w++) {
    for (let k = 0; k < topics; k++)
      terms[w * topics + k] = (sums[w * padded + k]! / samples + beta) / (tokens[k]! + beta * vocabularySize);
  }
  let likelihood = 0;
  for (let t = 0; t < documents.words.length; t++)
    likelihood += Math.log(terms[documents.words[t]! * topics + state.topics[t]!]!);
  return {
    terms,
    tokens,
    alpha: Float64Array.from(state.alpha.subarray(0, topics)),
    logLikelihood: documents.words.length > 0 ? likelihood / documents.words.length : Number.NaN,
  };
}
