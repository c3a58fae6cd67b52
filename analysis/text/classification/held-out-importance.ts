import type { Json } from '../../../domain/json';
import type { Posts, Random } from '../../../domain/method';
import { evaluate } from '../../learning/evaluation';
import { mostProbable } from '../../learning/logistic-regression';
import { permutationImportance, type Scorer } from '../../learning/permutation-importance';
import { keepColumns } from '../../learning/feature-selection';
import { selectRows, type SparseMatrix } from '../../learning/sparse-matrix';
import { type BoostedTrees, treeScores, treesByColumn } from '../../learning/trees/boosted-trees';
import { labelledPosts } from './classifier';
import { type FeatureReliance, leadingFeatures, type Reliance } from './reliance';
import { isTrees, scoresOf, type TextModel } from './text-model';

/** Features permuted one by one: those that add most to the scores of the explained posts. */
const permuted = 30;

/** Of trees only those that ask for a column have a say in what it does. */
function treeScorer(model: BoostedTrees, asking: ReadonlyMap<number, readonly number[]>): Scorer {
  return {
    classes: model.classes,
    scores: (x) => treeScores(model, x),
    partOf: (columns) => {
      const trees = Int32Array.from(new Set(columns.flatMap((j) => asking.get(j) ?? []))).sort();
      return (x) => treeScores(model, x, trees);
    },
  };
}

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

/**
 * What the model relies on, by permutation importance on the labels that the posts carry: whole kinds of features, and single ones. The
 * posts, `seen` as features, must not be those that it was trained on. Null where they carry no label that the model knows.
 */
export function heldOutImportance(
  model: TextModel,
  posts: Posts,
  seen: SparseMatrix,
  label: string,
  reliances: readonly Reliance[],
  nameOf: (one: FeatureReliance) => string,
  repeats: number,
  random: Random,
): Json {
  if (posts.attributes[label] === undefined) return null;
  const labelled = labelledPosts(posts.attributes, label);
  const classOf = labelled.classes.map((name) => model.classes.indexOf(name));
  const kept = Array.from(labelled.rows.keys()).filter((k) => classOf[labelled.y[k]!]! >= 0);
  if (kept.length === 0) return null;
  const classes = model.classes.length;
  const y = Int32Array.from(kept, (k) => classOf[labelled.y[k]!]!);
  const rows = selectRows(
    seen,
    kept.map((k) => labelled.rows[k]!),
  );
  const { fitted } = model;
  let x = rows;
  let scorer: Scorer = { classes, scores: (some) => scoresOf(fitted, some) };
  if (isTrees(fitted)) {
    const asking = treesByColumn(fitted);
    x = keepColumns(
      rows,
      Uint8Array.from({ length: rows.columns }, (_, j) => (asking.has(j) ? 1 : 0)),
    );
    scorer = treeScorer(fitted, asking);
  }
  // What features of a tree model add together is in no column.
  const features = leadingFeatures(reliances, permuted + 1)
    .filter(({ column }) => column >= 0)
    .slice(0, permuted);
  const kinds = kindsOf(model);
  const groups = [...kinds.map(({ columns }) => columns), ...features.map(({ column }) => [column])];
  const found = permutationImportance(x, y, scorer, groups, repeats, random);
  return {
    posts: kept.length,
    repeats,
    macroRecall: evaluate(y, mostProbable(scorer.scores(x), classes), classes).macroRecall,
    kinds: kinds.map(({ kind, columns }, k) => ({ kind, features: columns.length, ...found[k]! })),
    features: features
      .map((one, k) => ({ feature: nameOf(one), kind: one.kind, ...found[kinds.length + k]! }))
      .sort((a, b) => b.mean - a.mean || (a.feature < b.feature ? -1 : 1)),
  };
}
