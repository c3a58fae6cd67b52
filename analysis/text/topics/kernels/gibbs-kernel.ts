import { bytes } from './gibbs-bytes';
import { instantiate } from '../../kernels/wasm-memory';

/** Documents as the terms of their tokens: document d holds words[start[d]] … words[start[d + 1] − 1]. */
export interface TokenLists {
  readonly start: Int32Array;
  readonly words: Int32Array;
}

/** The state of a sampler: views of its memory, valid until it is dropped. */
export interface GibbsState {
  /** Topic of each token. */
  readonly topics: Uint16Array;
  /** Tokens of each term in each topic, `padded` numbers a term. */
  readonly byTerm: Float32Array;
  /** Tokens in each topic when the last sweep began. */
  readonly totals: Float32Array;
  /** Prior of each topic; may be changed between sweeps. */
  readonly alpha: Float32Array;
  /** Topics with padding: a multiple of four. */
  readonly padded: number;
  /** The four words of xoshiro128**. */
  readonly random: Uint32Array;
  /** One pass over all tokens. */
  sweep(beta: number): void;
}

/** Where the kernel keeps its four unit vectors, and where its scratch rows of at most 1,024 topics end. */
const onesAt = 1024;
const scratchEnd = 20_480;

type Sweep = (...operands: number[]) => void;

/** A sampler over the documents, every token in topic 0, nothing counted yet. O(tokens + terms · topics) memory. */
export function gibbsState(documents: TokenLists, terms: number, topics: number): GibbsState {
  const { memory, exports } = instantiate<{ sweep: Sweep }>(bytes, scratchEnd);
  const padded = Math.ceil(topics / 4) * 4;
  const stride = padded * 4;
  const tokens = documents.words.length;
  const count = documents.start.length - 1;
  const at = {
    words: memory.take(tokens * 4),
    topics: memory.take(tokens * 2),
    starts: memory.take((count + 1) * 4),
    byTerm: memory.take(terms * stride),
    totals: memory.take(stride),
    alpha: memory.take(stride),
    random: memory.take(16),
  };
  const { buffer } = memory;
  new Int32Array(buffer, at.words, tokens).set(documents.words);
  new Int32Array(buffer, at.starts, count + 1).set(documents.start);
  for (let lane = 0; lane < 4; lane++) new Float32Array(buffer, onesAt, 16)[lane * 5] = 1;
  const byTerm = new Float32Array(buffer, at.byTerm, terms * padded);
  const totals = new Float32Array(buffer, at.totals, padded);
  return {
    topics: new Uint16Array(buffer, at.topics, tokens),
    byTerm,
    totals,
    alpha: new Float32Array(buffer, at.alpha, padded),
    padded,
    random: new Uint32Array(buffer, at.random, 4),
    sweep(beta) {
      // Counted anew: above 2^24 tokens in a topic a step of one would be lost in 32 bits.
      const exact = new Float64Array(padded);
      for (let i = 0; i < byTerm.length; i += padded) for (let k = 0; k < topics; k++) exact[k]! += byTerm[i + k]!;
      totals.set(exact);
      exports.sweep(
        at.words,
        at.topics,
        at.starts,
        count,
        at.byTerm,
        at.totals,
        at.alpha,
        beta,
        beta * terms,
        stride,
        topics * 4,
        at.random,
      );
    },
  };
}
