import { featuresPerToken } from './name-features';
import type { PiiType } from './span';

/** What a token can be part of, in the order of the model's columns; tag 0 is nothing, then B and I of each. */
export const taggedTypes = [
  'person',
  'place',
  'organisation',
  'address',
  'postcode',
  'date',
  'age',
  'title',
  'nationality',
] as const satisfies readonly PiiType[];
export const tagCount = 1 + 2 * taggedTypes.length;

/** Weights of a linear chain, as it is learnt: one row of `tagCount` for each known feature, and one of each tag for the tag before. */
export interface NameModel {
  /** The row of a feature, or -1. */
  row(feature: number): number;
  readonly weights: Float32Array | Int8Array;
  /** What one is worth in `weights` and `transitions`. */
  readonly unit: number;
  /** `tagCount + 1` rows: the last is for the start of a text. */
  readonly transitions: Float32Array;
}

/** An inside tag follows only its own beginning or inside. */
export function follows(before: number, tag: number): boolean {
  return tag === 0 || tag % 2 === 1 || before === tag || before === tag - 1;
}

/** Every tag, as bits. */
export const anyTag = 2 ** tagCount - 1;
const lineStartTags = Array.from({ length: tagCount }, (_, tag) =>
  tag === 0 || tag % 2 === 1 || taggedTypes[(tag - 1) >> 1] === 'address' ? 2 ** tag : 0,
).reduce((sum, bit) => sum + bit, 0);

/** Bits of the tags that a token may have: nothing where something is found already, and only addresses go on in the next line. */
export function allowedTags(token: { readonly kind: string; readonly lineStart: boolean }): number {
  if (token.kind === 'found') return 1;
  return token.lineStart ? lineStartTags : anyTag;
}

const impossible = -1e9;

export interface Tagged {
  readonly tags: Uint8Array;
  /** How far the tag of each token is above nothing. */
  readonly margins: Float32Array;
}

/**
 * Tags with the highest score (Viterbi), and how far the best tag of each token is above nothing. `allowed` gives the tags that a token
 * may have as bits. For learning; `PackedTagger` does the same for a model that is whole numbers. O(tokens · tags²).
 */
export function decode(
  model: NameModel,
  features: Int32Array,
  count: number,
  allowed?: (token: number) => number,
): Tagged {
  const tags = new Uint8Array(count);
  const margins = new Float32Array(count);
  if (count === 0) return { tags, margins };
  const { weights, transitions } = model;
  const emissions = new Float32Array(count * tagCount);
  for (let i = 0; i < count; i++) {
    const base = i * tagCount;
    for (let f = i * featuresPerToken; f < (i + 1) * featuresPerToken; f++) {
      const row = model.row(features[f]!);
      if (row < 0) continue;
      const from = row * tagCount;
      for (let t = 0; t < tagCount; t++) emissions[base + t]! += weights[from + t]!;
    }
  }
  const back = new Uint8Array(count * tagCount);
  let scores = new Float32Array(tagCount);
  let next = new Float32Array(tagCount);
  for (let t = 0; t < tagCount; t++)
    scores[t] =
      follows(0, t) && ((allowed?.(0) ?? anyTag) & (1 << t)) !== 0
        ? emissions[t]! + transitions[tagCount * tagCount + t]!
        : impossible;
  for (let i = 1; i < count; i++) {
    const base = i * tagCount;
    const may = allowed?.(i) ?? anyTag;
    for (let t = 0; t < tagCount; t++) {
      if ((may & (1 << t)) === 0) {
        next[t] = impossible;
        continue;
      }
      let best = impossible * 2;
      let from = 0;
      // An inside tag comes from its own two, any other from all.
      const inside = t > 0 && t % 2 === 0;
      const last = inside ? t : tagCount - 1;
      for (let b = inside ? t - 1 : 0; b <= last; b++) {
        const score = scores[b]! + transitions[b * tagCount + t]!;
        if (score > best) {
          best = score;
          from = b;
        }
      }
      back[base + t] = from;
      next[t] = best + emissions[base + t]!;
    }
    [scores, next] = [next, scores];
  }
  let tag = 0;
  for (let t = 1; t < tagCount; t++) if (scores[t]! > scores[tag]!) tag = t;
  for (let i = count - 1; i >= 0; i--) {
    tags[i] = tag;
    margins[i] = (emissions[i * tagCount + tag]! - emissions[i * tagCount]!) * model.unit;
    tag = back[i * tagCount + tag]!;
  }
  return { tags, margins };
}
