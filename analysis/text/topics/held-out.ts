import type { TokenLists } from './gibbs-kernel';

/** Fewer posts with words than this and none is held out: too few would be left to judge by. */
export const leastForHeldOut = 500;

/**
 * Marks the posts that are held out: a share of them, by a multiplicative hash of their place, the same for every seed, so that fits
 * from several seeds are judged on the same posts.
 */
export function heldOutPosts(count: number, share: number): Uint8Array {
  const out = new Uint8Array(count);
  for (let i = 0; i < count; i++) out[i] = Math.imul(i + 1, 0x9e3779b1) >>> 0 < share * 4294967296 ? 1 : 0;
  return out;
}

/** The documents that are not held out, without empty ones. */
export function trainingDocuments(documents: TokenLists, heldOut: Uint8Array): TokenLists {
  const start: number[] = [0];
  const words = new Int32Array(documents.words.length);
  let size = 0;
  for (let d = 0; d + 1 < documents.start.length; d++) {
    const from = documents.start[d]!;
    const to = documents.start[d + 1]!;
    if (from === to || heldOut[d] === 1) continue;
    words.set(documents.words.subarray(from, to), size);
    size += to - from;
    start.push(size);
  }
  return { start: Int32Array.from(start), words: words.slice(0, size) };
}
