import { fallWithoutEach } from '../../learning/trees/boosted-trees';
import type { SparseMatrix } from '../../learning/sparse-matrix';
import type { ReadPost } from './feature-space';
import { lexiconFeatures } from './lexicon-features';
import { scoresOf, type TextModel } from './text-model';

/** One feature's share of a score. */
export interface Contribution {
  readonly feature: string;
  /** `together`: what no feature of a tree model adds alone. */
  readonly kind: 'words' | 'characters' | 'manner' | 'together';
  /** Column of the features; −1 for what has none. */
  readonly column: number;
  readonly contribution: number;
}

export interface Explanation {
  /** Sum of all contributions and the intercept: the score of the class before calibration. */
  readonly logit: number;
  readonly intercept: number;
  readonly features: readonly Contribution[];
  /** What each word of the post adds, in order. */
  readonly words: Float64Array;
}

interface Shares {
  readonly intercept: number;
  readonly logit: number;
  readonly byColumn: ReadonlyMap<number, number>;
}

/** What each column of a post adds to the score: exact for linear weights; for trees by how much the score falls without it. */
function sharesOf({ fitted }: TextModel, x: SparseMatrix, target: number): Shares {
  const { classes } = fitted;
  const logit = scoresOf(fitted, x)[target]!;
  if ('roots' in fitted) {
    const nothing = { ...x, start: Int32Array.of(0, 0) };
    return { intercept: scoresOf(fitted, nothing)[target]!, logit, byColumn: fallWithoutEach(fitted, x, target) };
  }
  const byColumn = new Map<number, number>();
  for (let e = 0; e < x.index.length; e++)
    byColumn.set(x.index[e]!, x.value[e]! * fitted.weights[x.index[e]! * classes + target]!);
  return { intercept: fitted.intercepts[target]!, logit, byColumn };
}

/**
 * Why a model gives a post, whose only row is `x`, its score for one class: what each feature adds, summing with the intercept to the logit, and the same shared
 * out over the words of the post; the manner of the post and the intercept have no place. Of a linear model value times weight. Of trees
 * the fall of the score without the feature; the intercept is then the score of a post without any, and what is left to the logit, since
 * features act together, stands as `(together)`. O(characters · lengths), and for trees O(trees · depth²).
 */
export function explainScore(model: TextModel, post: ReadPost, x: SparseMatrix, target: number): Explanation {
  const { space } = model;
  const { intercept, logit, byColumn } = sharesOf(model, x, target);
  const share = (column: number): number => byColumn.get(column) ?? 0;
  const features: Contribution[] = [];
  const places = new Map<number, number>();
  post.eachRun(({ column, kind, name }) => {
    const met = places.get(column) ?? 0;
    places.set(column, met + 1);
    const contribution = share(column);
    if (met === 0 && contribution !== 0) features.push({ feature: name(), kind, column, contribution });
  });
  const words = new Float64Array(post.tokens.terms.length);
  post.eachRun(({ column, from, words: size }) => {
    const each = share(column) / places.get(column)! / size;
    for (let w = from; w < from + size; w++) words[w]! += each;
  });
  if (space.options.lexicon)
    lexiconFeatures.forEach((feature, d) => {
      const column = space.columns - lexiconFeatures.length + d;
      const contribution = share(column);
      if (contribution !== 0) features.push({ feature, kind: 'manner', column, contribution });
    });
  if ('roots' in model.fitted) {
    const contribution = features.reduce((left, one) => left - one.contribution, logit - intercept);
    features.push({ feature: '(together)', kind: 'together', column: -1, contribution });
  }
  features.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution) || (a.feature < b.feature ? -1 : 1));
  return { logit, intercept, features, words };
}
