import type { Artefact } from '../../../domain/artefact';
import type { Json } from '../../../domain/json';
import type { MethodContext, Posts } from '../../../domain/method';
import { mostProbable } from '../../learning/logistic-regression';
import { drawRows } from '../../learning/splits';
import type { LabelledPosts } from './classifier';
import { againstMean, explainScore, type Explanation, kindOf, largest, namesOf, together } from './contributions';
import type { ExplainParameters } from './explain';
import { type FeatureSpace, ReadPost } from './feature-space';
import { heldOutImportance } from './held-out-importance';
import { calibrateByLanguage } from './language-calibration';
import { NearestOther } from './nearest-other';
import { flip, mostOccluded, occlusion, placeOf } from './occlusion';
import { postScores } from './post-scores';
import { type FeatureReliance, Reliance } from './reliance';
import { isTrees, scorePosts, scoresOf, type Trained } from './text-model';

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** The largest contributions by name, the rest in one: the sum stays the logit. */
function contributionsOf(post: ReadPost, found: Explanation, limit: number): Json {
  const { columns, contributions, intercept } = found;
  const shown = largest(found, limit);
  const names = namesOf(
    post,
    shown.map((k) => columns[k]!),
  );
  const more = columns.length - shown.length;
  const all = contributions.reduce((sum, one) => sum + one, 0);
  const rest = shown.reduce((sum, k) => sum - contributions[k]!, all);
  return [
    { feature: '(intercept)', kind: 'intercept', contribution: intercept },
    ...shown.map((k, n) => ({
      feature: names[n]!,
      kind: kindOf(post.space, columns[k]!),
      contribution: contributions[k]!,
    })),
    ...(more > 0 ? [{ feature: `(${more} more)`, kind: 'rest', contribution: rest }] : []),
  ];
}

/** What each figure is, in words. */
function figuresOf(occluded: boolean, model: string, compared: number): Json {
  const trees = model === 'trees';
  return {
    label: 'the class of the highest score',
    probability: 'of the label, calibrated on training posts that a fit had not seen',
    logit:
      model === 'naive-bayes'
        ? 'score of the label less the mean score of all classes: the sum of all contributions and the intercept'
        : 'score of the label before calibration: the sum of all contributions and the intercept',
    contributions: trees
      ? 'by how much the score of the label falls without the feature; "(together)" is what only several features do'
      : 'what each feature adds to the score of the label: its value times its weight; below 0 it speaks against the label',
    words: occluded
      ? 'by how much the probability of the label falls without the word, or without all words of a stretch; places in UTF-16 units'
      : 'the contributions of terms shared out over their words; places in UTF-16 units. Lexicon and manner have no place',
    flip: 'fewest words found whose removal changes the label, and to which; none where that of the ten strongest does not',
    nearest: `the most similar of ${compared} training posts that people gave another label: its row, from 0, and the cosine of the words, rare ones weighing more`,
    importance:
      'mean size of the contributions over the posts that got the class; none of this says that the model is right',
    permutation:
      'by how much macro recall on posts with labels of people falls when a feature, or a whole kind of them, is dealt to other posts at random',
  };
}

/** Posts of the same text in the same language, which are explained alike, by the first of them: many posts are copies. */
function copiesOf({ text, language }: Posts, count: number): ReadonlyMap<number, readonly number[]> {
  const first = new Map<string, number>();
  const copies = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const key = `${language[i]!} ${text[i]!}`;
    const known = first.get(key);
    if (known !== undefined) copies.get(known)!.push(i);
    else {
      first.set(key, i);
      copies.set(i, [i]);
    }
  }
  return copies;
}

/** What features are called, by column: of each the term in the first post that has it. O(length of these posts). */
function nameFeatures(space: FeatureSpace, posts: Posts, features: readonly FeatureReliance[]): Map<number, string> {
  const byPost = new Map<number, Set<number>>();
  for (const { post, column } of features) byPost.set(post, (byPost.get(post) ?? new Set()).add(column));
  const names = new Map<number, string>();
  for (const [post, columns] of byPost) {
    const read = new ReadPost(space, posts.text[post]!, posts.language[post]!);
    namesOf(read, [...columns]).forEach((name, k) => names.set([...columns][k]!, name));
  }
  return names;
}

/** Features shown of each class, and permuted one by one: those that add most to the scores of the explained posts. */
const leadingOfClass = 20;
const permuted = 30;
/** Training posts among which a near one of another label is looked for, drawn where there are more. */
const mostCompared = 10_000;

export const explainedColumns = ['contributions', 'words', 'flip', 'nearest'] as const;

/**
 * Compares posts by their words: they say in what two are alike; their letters would say it again, at many times the cost. A rare word says
 * more, unless the features weigh by rarity already.
 */
function nearestAmong({ model: { space }, matrix }: Trained, rows: readonly number[], y: Int32Array): NearestOther {
  const frequency = new Int32Array(space.blocks[0]!.weight.length);
  for (const row of rows)
    for (let e = matrix.start[row]!; e < matrix.start[row + 1]!; e++)
      if (matrix.index[e]! < frequency.length) frequency[matrix.index[e]!]!++;
  const weight = new Float64Array(frequency.length).fill(1);
  if (!space.options.idf)
    for (let j = 0; j < weight.length; j++) weight[j] = Math.log((1 + rows.length) / (1 + frequency[j]!)) + 1;
  const labels = Int32Array.from(rows, (row) => y[row]!);
  return new NearestOther(matrix, rows, labels, weight);
}

/**
 * Says of each post why `trained`, which learned from `labelled`, gives it its label, and what the model relies on over them. `heldOut`:
 * the posts are not those that it learned from.
 */
export function explainPosts(
  trained: Trained,
  labelled: LabelledPosts,
  posts: Posts,
  parameters: ExplainParameters,
  heldOut: boolean,
  context: MethodContext,
): Artefact {
  const { model } = trained;
  const { classes, space, fitted } = model;
  const explained = Math.min(posts.count, parameters.posts);
  // Those of a label side by side: a post looks at the others alone.
  const compared = [...drawRows(Array.from(labelled.y.keys()), mostCompared, context.random.fork('nearest'))].sort(
    (a, b) => labelled.y[a]! - labelled.y[b]! || a - b,
  );
  const nearest = nearestAmong(trained, compared, labelled.y);
  const occluded = parameters.method === 'occlusion' || parameters.model === 'trees';
  const logit = new Float64Array(posts.count).fill(Number.NaN);
  const cells = Object.fromEntries(explainedColumns.map((name) => [name, new Array<string>(posts.count).fill('null')]));
  const told = parameters.model === 'naive-bayes' && !isTrees(fitted) ? againstMean(fitted) : fitted;
  const allScores = new Float64Array(posts.count * classes.length);
  const reliance = new Reliance(classes.length, space.columns);
  let done = 0;
  for (const [first, copies] of copiesOf(posts, explained)) {
    const post = new ReadPost(space, posts.text[first]!, posts.language[first]!);
    const row = post.row();
    const scores = scoresOf(fitted, row);
    const own = mostProbable(scores, classes.length)[0]!;
    const found = explainScore(told, post, row, own);
    const near = nearest.find(row, own);
    reliance.add(first, copies.length, own, found);
    const seen = postScores(model, post);
    const spans = occluded
      ? occlusion(model, post, seen, scores, own, found.words)
      : Array.from(found.words, (contribution, w) => ({ from: w, to: w + 1, contribution }));
    const said = {
      contributions: contributionsOf(post, found, parameters.limit),
      words: spans.map((span) => {
        const { term, start, end } = placeOf(post, span);
        return { term, start, end, contribution: span.contribution };
      }),
      flip: flip(model, post, seen, own, spans),
      nearest: near && {
        row: labelled.rows[compared[near.row]!]!,
        label: labelled.classes[labelled.y[compared[near.row]!]!]!,
        similarity: rounded(near.similarity),
      },
    };
    const written = explainedColumns.map((name) => JSON.stringify(said[name]));
    for (const i of copies) {
      logit[i] = found.logit;
      allScores.set(scores, i * classes.length);
      explainedColumns.forEach((name, k) => (cells[name]![i] = written[k]!));
    }
    if (done++ % 100 === 0) context.progress(0.8 + (0.2 * done) / explained);
  }
  const others = { text: posts.text.slice(explained), language: posts.language.slice(explained) };
  if (explained < posts.count) allScores.set(scorePosts(model, others), explained * classes.length);
  const labels = mostProbable(allScores, classes.length);
  const probabilities = calibrateByLanguage(model.calibration, allScores, posts.language, classes.length);
  const byClass = classes.map((_, c) => reliance.leading(leadingOfClass, c));
  // What features of a tree model add together is in no column.
  const overall = reliance
    .leading(permuted + 1)
    .filter(({ column }) => column !== together)
    .slice(0, permuted);
  const names = nameFeatures(space, posts, [...byClass.flat(), ...overall]);
  // Without a training file these posts are those that the model learned from.
  const permutation =
    heldOut && parameters.repeats > 0
      ? heldOutImportance(
          model,
          posts,
          parameters.label,
          overall.map(({ column }) => ({ column, feature: names.get(column)!, kind: kindOf(space, column) })),
          parameters.repeats,
          context.random.fork('permutation'),
        )
      : null;
  return {
    kind: 'post-table',
    columns: {
      label: Array.from(labels, (one) => classes[one]!),
      probability: Float64Array.from(labels, (one, i) => probabilities[i * classes.length + one]!),
      logit,
      ...cells,
    },
    about: {
      classes,
      json: [...explainedColumns],
      importance: classes.map((name, c) => ({
        class: name,
        posts: reliance.posts[c]!,
        features: byClass[c]!.map((one) => ({
          feature: names.get(one.column)!,
          kind: kindOf(space, one.column),
          meanContribution: rounded(one.sum / reliance.posts[c]!),
          importance: rounded(one.size / reliance.posts[c]!),
          posts: one.posts,
        })),
      })),
      permutation,
      figures: figuresOf(occluded, parameters.model, compared.length),
      summary: {
        posts: posts.count,
        explained,
        trainedOn: labelled.rows.length,
        nearestAmong: compared.length,
        c: model.c,
        method: occluded ? 'occlusion' : parameters.method,
        ...(occluded ? { wordByWordUpTo: mostOccluded } : {}),
      },
    },
  };
}
