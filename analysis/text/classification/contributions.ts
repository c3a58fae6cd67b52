import type { LinearWeights } from '../../learning/logistic-regression';
import type { SparseMatrix } from '../../learning/sparse-matrix';
import { masksOf } from '../../learning/trees/tree-masks';
import type { FeatureSpace, ReadPost } from './feature-space';
import { lexiconFeatures } from './lexicon-features';
import { type Fitted, isTrees, scoresOf } from './text-model';

/** What only several features of a tree model do together, in place of a column. */
export const together = -1;

export interface Explanation {
  /** Score of the class before calibration: the intercept and all contributions. */
  readonly logit: number;
  readonly intercept: number;
  /** Features that add or take anything, and how much; the last may be `together`. */
  readonly columns: readonly number[];
  readonly contributions: readonly number[];
  /** What each word of the post adds, in order. */
  readonly words: Float64Array;
}

/** A number for each column, kept for a space that is asked post after post; left as it was found. */
const kept = new WeakMap<FeatureSpace, Float64Array>();

function zerosOf(space: FeatureSpace): Float64Array {
  const known = kept.get(space);
  if (known) return known;
  const made = new Float64Array(space.columns);
  kept.set(space, made);
  return made;
}

/**
 * A linear model whose scores are told against their mean over the classes. Those of naive Bayes are sums of logarithms of probabilities:
 * every word lowers all of them, and only by how much less it lowers one says anything. O(features · classes).
 */
export function againstMean({ classes, features, weights, intercepts }: LinearWeights): LinearWeights {
  const centred = (values: Float64Array): Float64Array => {
    const out = new Float64Array(values.length);
    for (let from = 0; from < values.length; from += classes) {
      let mean = 0;
      for (let c = 0; c < classes; c++) mean += values[from + c]! / classes;
      for (let c = 0; c < classes; c++) out[from + c] = values[from + c]! - mean;
    }
    return out;
  };
  return { classes, features, weights: centred(weights), intercepts: centred(intercepts) };
}

/** Writes what each column of a post adds to the score: exact for linear weights; for trees by how much the score falls without it. */
function writeShares(fitted: Fitted, { index, value }: SparseMatrix, target: number, share: Float64Array): void {
  if (isTrees(fitted)) masksOf(fitted).addFalls(index, value, 0, index.length, target, share);
  else
    for (let e = 0; e < index.length; e++)
      share[index[e]!] = value[e]! * fitted.weights[index[e]! * fitted.classes + target]!;
}

/**
 * Why a model gives a post, whose only row is `x`, its score for one class: what each feature adds, summing with the intercept to the
 * logit, and the same shared out over the words of the post; the manner of the post and the intercept have no place. Of a linear model
 * value times weight. Of trees the fall of the score without the feature; the intercept is then the score of a post without any, and what
 * is left to the logit, since features act together, stands as `together`. O(terms), and for trees as `TreeMasks.addFalls`.
 */
export function explainScore(fitted: Fitted, post: ReadPost, x: SparseMatrix, target: number): Explanation {
  const share = zerosOf(post.space);
  writeShares(fitted, x, target, share);
  const logit = scoresOf(fitted, x)[target]!;
  const columns: number[] = [];
  const contributions: number[] = [];
  for (const column of x.index) {
    if (share[column] === 0) continue;
    columns.push(column);
    contributions.push(share[column]!);
  }
  const words = shareOut(post, share);
  for (const column of columns) share[column] = 0;
  if (!isTrees(fitted)) return { logit, intercept: fitted.intercepts[target]!, columns, contributions, words };
  const intercept = masksOf(fitted).ofNothing[target]!;
  contributions.push(contributions.reduce((left, one) => left - one, logit - intercept));
  columns.push(together);
  return { logit, intercept, columns, contributions, words };
}

/** What each word adds: of each term its part, over the places at which the post has it and the words there. Takes `share` apart. */
function shareOut(post: ReadPost, share: Float64Array): Float64Array {
  let offset = 0;
  post.space.blocks.forEach(({ weight }, k) => {
    const { columns, counts, size } = post.counts[k]!;
    for (let e = 0; e < size; e++) share[offset + columns[e]!]! /= counts[e]!;
    offset += weight.length;
  });
  const words = new Float64Array(post.tokens.terms.length);
  post.eachRun((column, _, from, size) => {
    const each = share[column]! / size;
    if (each !== 0) for (let w = from; w < from + size; w++) words[w]! += each;
  });
  return words;
}

/** Places of the largest contributions, largest first. O(n · log n), mostly O(n): few are larger than the last one kept. */
export function largest({ columns, contributions }: Explanation, limit: number): number[] {
  const size = (k: number): number => Math.abs(contributions[k]!);
  const before = (a: number, b: number): number => size(b) - size(a) || columns[a]! - columns[b]!;
  let kept: number[] = [];
  let least = 0;
  for (let k = 0; k < contributions.length; k++) {
    if (size(k) < least) continue;
    kept.push(k);
    if (kept.length < limit * 2) continue;
    kept = kept.sort(before).slice(0, limit);
    least = size(kept[limit - 1]!);
  }
  return kept.sort(before).slice(0, limit);
}

export type FeatureKind = 'words' | 'characters' | 'manner' | 'together';

export function kindOf({ blocks }: FeatureSpace, column: number): FeatureKind {
  if (column === together) return 'together';
  let end = 0;
  for (const { kind, weight } of blocks) {
    end += weight.length;
    if (column < end) return kind;
  }
  return 'manner';
}

/** What to call features of a post. O(terms of the post). */
export function namesOf(post: ReadPost, columns: readonly number[]): string[] {
  const { space } = post;
  const manner = space.columns - lexiconFeatures.length;
  const isTerm = (column: number): boolean => column !== together && (!space.options.lexicon || column < manner);
  const terms = post.termsOf(columns.filter(isTerm));
  let next = 0;
  return columns.map((column) => {
    if (isTerm(column)) return terms[next++]!;
    return column === together ? '(together)' : lexiconFeatures[column - manner]!;
  });
}
