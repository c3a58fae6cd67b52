import { bytes } from './gibbs-bytes';
import { instantiate } from '../../../kernels/wasm-memory';

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
  /** Prior of each topic; may be changed between sweeps. */
  readonly alpha: Float32Array;
  /** Topics with padding: a multiple of four. */
  readonly padded: number;
  /** The four words of xoshiro128**. */
  readonly random: Uint32Array;
  /** One pass over all tokens. */
  sweep(beta: number): void;
}

/** Where the kernel keeps its four unit vectors and the bytes of each lane, and where its scratch rows of at most 1,024 topics end. */
const onesAt = 1024;
const lanesAt = 1088;
const scratchEnd = 20_480;

/** Documents of one call. A call stays in the code in which it began, so the first of a process should not be long. */
const documentsAtOnce = 64;

type Kernel = Readonly<Record<'count' | 'sweep', (...operands: number[]) => void>>;

/** A sampler over the documents, every token in topic 0, nothing counted yet. O(tokens + terms · topics) memory. */
export function gibbsState(documents: TokenLists, terms: number, topics: number): GibbsState {
  const { memory, exports } = instantiate<Kernel>(bytes, scratchEnd);
  const padded = Math.ceil(topics / 4) * 4;
  const stride = padded * 4;
  const tokens = documents.words.length;
  const count = documents.start.length - 1;
  const at = {
    words: memory.take(tokens * 4),
    topics: memory.take(tokens * 2),
    starts: memory.take((count + 1) * 4),
    byTerm: memory.take(terms * stride),
    alpha: memory.take(stride),
    random: memory.take(16),
  };
  const { buffer } = memory;
  new Int32Array(buffer, at.words, tokens).set(documents.words);
  new Int32Array(buffer, at.starts, count + 1).set(documents.start);
  const lanes = new Uint8Array(buffer, lanesAt, 64);
  for (let lane = 0; lane < 4; lane++) {
    new Float32Array(buffer, onesAt, 16)[lane * 5] = 1;
    for (let i = 0; i < 16; i++) lanes[lane * 16 + i] = lane * 4 + (i % 4);
  }
  const byTerm = new Float32Array(buffer, at.byTerm, terms * padded);
  return {
    topics: new Uint16Array(buffer, at.topics, tokens),
    byTerm,
    alpha: new Float32Array(buffer, at.alpha, padded),
    padded,
    random: new Uint32Array(buffer, at.random, 4),
    sweep(beta) {
      exports.count(at.byTerm, terms, beta * terms, stride);
      for (let from = 0; from < count; from += documentsAtOnce) {
        const some = Math.min(documentsAtOnce, count - from);
        exports.sweep(at.words, at.topics, at.starts + from * 4, some, at.byTerm, at.alpha, beta, stride, at.random);
      }
    },
  };
}
