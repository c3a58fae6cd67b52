import type { Json } from '../../../domain/json';
import type { Posts, Random } from '../../../domain/method';
import { evaluate } from '../../learning/evaluation';
import { mostProbable } from '../../learning/logistic-regression';
import { linearScorer, permutationImportance, treeScorer } from '../../learning/permutation-importance';
import { drawRows } from '../../learning/splits';
import { masksOf } from '../../learning/trees/tree-masks';
import { labelledPosts } from './classifier';
import { seeFeatures } from './feature-space';
import { isTrees, type TextModel } from './text-model';

/** Posts on which it is judged, drawn from those with labels where there are more. */
const mostJudged = 1000;

/** Kinds of features with their columns. */
function kindsOf({ space }: TextModel): { readonly kind: string; readonly columns: number[] }[] {
  let from = 0;
  const kinds = [...space.blocks.map(({ kind, weight }) => ({ kind: kind as string, size: weight.length }))];
  const terms = kinds.reduce((sum, { size }) => sum + size, 0);
  if (space.columns > terms) kinds.push({ kind: 'manner', size: space.columns - terms });
  return kinds.map(({ kind, size }) => {
    const columns = Array.from({ length: size }, (_, k) => from + k);
    from += size;
    return { kind, columns };
  });
}

export interface NamedFeature {
  readonly column: number;
  readonly feature: string;
  readonly kind: string;
}

/**
 * What the model relies on, by permutation importance on the labels that the posts carry: whole kinds of features, and single ones. The
 * posts must not be those that it was trained on. Null where they carry no label that the model knows. It is work for the model, not for
 * each post: O((kinds + features) · repeats · posts judged).
 */
export function heldOutImportance(
  model: TextModel,
  posts: Posts,
  label: string,
  features: readonly NamedFeature[],
  repeats: number,
  random: Random,
): Json {
  if (posts.attributes[label] === undefined) return null;
  const { space, fitted } = model;
  const labelled = labelledPosts(posts.attributes, label);
  const classOf = labelled.classes.map((name) => model.classes.indexOf(name));
  const known = Array.from(labelled.rows.keys()).filter((k) => classOf[labelled.y[k]!]! >= 0);
  if (known.length === 0) return null;
  const judged = drawRows(known, mostJudged, random.fork('judged'));
  const rows = judged.map((k) => labelled.rows[k]!);
  const y = Int32Array.from(judged, (k) => classOf[labelled.y[k]!]!);
  const x = seeFeatures(
    { text: rows.map((row) => posts.text[row]!), language: rows.map((row) => posts.language[row]!) },
    space,
  );
  const scorer = isTrees(fitted) ? treeScorer(masksOf(fitted), x) : linearScorer(fitted, x);
  const kinds = kindsOf(model);
  const groups = [...kinds.map(({ columns }) => columns), ...features.map(({ column }) => [column])];
  const found = permutationImportance(scorer, y, groups, repeats, random);
  return {
    posts: judged.length,
    postsWithLabels: known.length,
    repeats,
    macroRecall: evaluate(y, mostProbable(scorer.scores, scorer.classes), scorer.classes).macroRecall,
    kinds: kinds.map(({ kind, columns }, k) => ({ kind, features: columns.length, ...found[k]! })),
    features: features
      .map(({ feature, kind }, k) => ({ feature, kind, ...found[kinds.length + k]! }))
      .sort((a, b) => b.mean - a.mean || (a.feature < b.feature ? -1 : 1)),
  };
}
