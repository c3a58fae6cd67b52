import { fallWithoutEach } from '../../learning/trees/boosted-trees';
import type { SparseMatrix } from '../../learning/sparse-matrix';
import type { FeatureSpace, ReadPost } from './feature-space';
import { lexiconFeatures } from './lexicon-features';
import { isTrees, scoresOf, type TextModel } from './text-model';

/** One feature's share of a score. */
export interface Contribution {
  /** `together`: what no feature of a tree model adds alone. */
  readonly kind: 'words' | 'characters' | 'manner' | 'together';
  /** Column of the features; −1 for what has none. */
  readonly column: number;
  readonly contribution: number;
  /** First word of the place at which the post has it first, and number of words; 0 for what has no place. */
  readonly from: number;
  readonly words: number;
}

export interface Explanation {
  /** Sum of all contributions and the intercept: the score of the class before calibration. */
  readonly logit: number;
  readonly intercept: number;
  readonly features: readonly Contribution[];
  /** What each word of the post adds, in order. */
  readonly words: Float64Array;
}

/** What each column adds to the score of a post, kept for a space that is asked post after post; left as it was found. */
const kept = new WeakMap<FeatureSpace, { readonly share: Float64Array; readonly places: Int32Array }>();

function zerosOf(space: FeatureSpace): { readonly share: Float64Array; readonly places: Int32Array } {
  const known = kept.get(space);
  if (known) return known;
  const made = { share: new Float64Array(space.columns), places: new Int32Array(space.columns) };
  kept.set(space, made);
  return made;
}

/** Writes what each column of a post adds to the score: exact for linear weights; for trees by how much the score falls without it. */
function writeShares({ fitted }: TextModel, x: SparseMatrix, target: number, share: Float64Array): void {
  if (isTrees(fitted)) for (const [column, fall] of fallWithoutEach(fitted, x, target)) share[column] = fall;
  else
    for (let e = 0; e < x.index.length; e++)
      share[x.index[e]!] = x.value[e]! * fitted.weights[x.index[e]! * fitted.classes + target]!;
}

/**
 * Why a model gives a post, whose only row is `x`, its score for one class: what each feature adds, summing with the intercept to the logit, and the same shared
 * out over the words of the post; the manner of the post and the intercept have no place. Of a linear model value times weight. Of trees
 * the fall of the score without the feature; the intercept is then the score of a post without any, and what is left to the logit, since
 * features act together, stands as `together`. O(terms), and for trees O(trees · depth²).
 */
export function explainScore(model: TextModel, post: ReadPost, x: SparseMatrix, target: number): Explanation {
  const { space, fitted } = model;
  const { share, places } = zerosOf(space);
  writeShares(model, x, target, share);
  const logit = scoresOf(fitted, x)[target]!;
  const intercept = isTrees(fitted)
    ? scoresOf(fitted, { ...x, start: Int32Array.of(0, 0) })[target]!
    : fitted.intercepts[target]!;
  const features: Contribution[] = [];
  post.eachRun((column, kind, from, words) => {
    const contribution = share[column]!;
    if (contribution !== 0 && places[column]!++ === 0) features.push({ kind, column, contribution, from, words });
  });
  const words = new Float64Array(post.tokens.terms.length);
  post.eachRun((column, _, from, size) => {
    if (share[column] === 0) return;
    const each = share[column]! / places[column]! / size;
    for (let w = from; w < from + size; w++) words[w]! += each;
  });
  if (space.options.lexicon)
    for (let column = space.columns - lexiconFeatures.length; column < space.columns; column++) {
      const contribution = share[column]!;
      if (contribution !== 0) features.push({ kind: 'manner', column, contribution, from: 0, words: 0 });
    }
  if (isTrees(fitted)) {
    const contribution = features.reduce((left, one) => left - one.contribution, logit - intercept);
    features.push({ kind: 'together', column: -1, contribution, from: 0, words: 0 });
  }
  for (let e = 0; e < x.index.length; e++) {
    share[x.index[e]!] = 0;
    places[x.index[e]!] = 0;
  }
  features.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || a.column - b.column);
  return { logit, intercept, features, words };
}

/** What to call features of a post. O(length of the words that hold them · lengths). */
export function namesOf(
  { space }: TextModel,
  post: ReadPost,
  features: readonly Pick<Contribution, 'kind' | 'column' | 'from' | 'words'>[],
): string[] {
  const manner = space.columns - lexiconFeatures.length;
  const inWord = new Map<number, ReadonlyMap<number, string>>();
  return features.map(({ kind, column, from, words }) => {
    if (kind === 'together') return '(together)';
    if (kind === 'manner') return lexiconFeatures[column - manner]!;
    if (kind === 'words') return post.words(from, words);
    if (!inWord.has(from)) inWord.set(from, post.characters(from));
    return inWord.get(from)!.get(column)!;
  });
}
