import type { Random } from '../../../domain/method';
import { balancedWeights } from '../../learning/balanced-weights';
import { type Calibration, softmaxOfScores } from '../../learning/calibration/scaling';
import { evaluate } from '../../learning/evaluation';
import { chiSquared, keepColumns, mutualInformation, strongest } from '../../learning/feature-selection';
import { fitElasticNet } from '../../learning/linear/elastic-net';
import { fitLogOdds, fitNaiveBayes } from '../../learning/linear/naive-bayes';
import { decisionScores, fitLinear, type LinearWeights, mostProbable } from '../../learning/logistic-regression';
import { selectRows, type SparseMatrix } from '../../learning/sparse-matrix';
import { stratifiedFolds } from '../../learning/splits';
import type { BoostedTrees } from '../../learning/trees/boosted-trees';
import { fitTermTrees } from '../../learning/trees/term-trees';
import { masksOf } from '../../learning/trees/tree-masks';
import type { FeatureOptions } from './feature-options';
import { type Documents, type FeatureSpace, learnFeatures, scoreDocuments, seeFeatures } from './feature-space';
import { calibrateByLanguage, fitByLanguage, type LanguageCalibration } from './language-calibration';

export interface ModelOptions {
  readonly model: 'logistic' | 'svm' | 'naive-bayes' | 'blend' | 'trees';
  readonly penalty: 'l2' | 'l1' | 'elastic-net';
  readonly l1Ratio: number;
  readonly c: number | 'auto';
  /** `balanced`, `none`, or a weight for each class. */
  readonly weights: 'balanced' | 'none' | readonly number[];
  readonly calibration: Calibration['kind'];
  readonly select: 'none' | 'chi2' | 'mutual-information' | 'l1';
  readonly keep: number;
}

export type Fitted = LinearWeights | BoostedTrees;

/** A trained classifier of texts. */
export interface TextModel {
  readonly classes: readonly string[];
  readonly space: FeatureSpace;
  readonly fitted: Fitted;
  readonly calibration: LanguageCalibration;
  readonly c: number | null;
}

/** A model with what is known of it from posts that it had not seen. */
export interface Trained {
  readonly model: TextModel;
  /** All training rows, in the order of folds, and what a fit without each says of it. */
  readonly unseen: {
    readonly rows: Int32Array;
    readonly guess: Int32Array;
    readonly probabilities: Float64Array;
  };
  /** Mean of macro recall and macro F1 on unseen training posts for each C tried. */
  readonly tried: readonly { readonly c: number; readonly score: number }[];
  /** Mean of macro recall and macro F1 on unseen training posts. */
  readonly score: number;
  readonly features: number;
  readonly matrix: SparseMatrix;
}

/** Strengths that may be tried where `c` is left to the data; the search starts in the middle. */
const logisticGrid = [0.06, 0.12, 0.25, 0.5, 1, 2, 4, 8, 16];
const svmGrid = [0.008, 0.015, 0.03, 0.06, 0.12, 0.25, 0.5, 1, 2];
/** How much naive Bayes counts in a blend, as a share of the spread of the logistic scores. */
const bayesShares = [0, 0.25, 0.5, 0.75, 1];
/** How much words count there against runs of characters, which overlap and so say the same several times. */
const bayesWords = 2;
/** From this many posts on the strength is chosen on part of them. */
const manyPosts = 20_000;
const choosingTrain = 24_000;
const choosingTest = 20_000;
const folds = 5;
/** Tolerances of the fits that choose, and of the one that stays. */
const roughly = 3;
const wellEnough = 0.6;

/** What a fit needs besides what was asked for: trees hold posts out by chance, and a blend asks how many columns are words. */
type Fitting = ModelOptions & { readonly random: Random; readonly words: number };

/** Naive Bayes and trees have no penalty whose strength is chosen. */
function hasStrength({ model }: ModelOptions): boolean {
  return model !== 'naive-bayes' && model !== 'trees';
}

export function isTrees(fitted: Fitted): fitted is BoostedTrees {
  return 'roots' in fitted;
}

/** Scores of posts for each class, row by row, before calibration. */
export function scoresOf(fitted: Fitted, x: SparseMatrix): Float64Array {
  return isTrees(fitted) ? masksOf(fitted).scores(x) : decisionScores(fitted, x);
}

/** The same from texts; of a linear model without making a matrix of them. */
export function scorePosts({ fitted, space }: TextModel, documents: Documents): Float64Array {
  return isTrees(fitted) ? scoresOf(fitted, seeFeatures(documents, space)) : scoreDocuments(documents, space, fitted);
}

function fitModel(
  x: SparseMatrix,
  y: Int32Array,
  classes: number,
  c: number,
  options: Fitting,
  tolerance: number,
): Fitted {
  const { model, penalty, select } = options;
  const balanced = options.weights === 'balanced';
  const weights = balanced
    ? { classWeights: balancedWeights(y, classes) }
    : options.weights === 'none'
      ? {}
      : { classWeights: options.weights };
  let kept = x;
  if (select === 'l1') {
    const sparse = fitElasticNet(x, y, classes, { c, l1Ratio: 1, tolerance: 0.01, ...weights });
    const found = new Float64Array(x.columns);
    for (let at = 0; at < sparse.weights.length; at++)
      found[Math.floor(at / classes)]! += Math.abs(sparse.weights[at]!);
    kept = keepColumns(
      x,
      strongest(
        found.map((one) => (one === 0 ? Number.NaN : one)),
        options.keep,
      ),
    );
  } else if (select !== 'none') {
    const score = (select === 'chi2' ? chiSquared : mutualInformation)(x, y, classes);
    kept = keepColumns(x, strongest(score, options.keep));
  }
  if (model === 'trees') return fitTermTrees(kept, y, classes, options.random, weights.classWeights);
  if (model === 'naive-bayes') return fitNaiveBayes(kept, y, classes, { balanced });
  if (penalty === 'l2')
    return fitLinear(kept, y, classes, {
      c,
      tolerance,
      loss: model === 'svm' ? 'squared-hinge' : 'logistic',
      ...weights,
    });
  return fitElasticNet(kept, y, classes, {
    c,
    l1Ratio: penalty === 'l1' ? 1 : options.l1Ratio,
    tolerance: 0.01,
    ...weights,
  });
}

interface Unseen {
  readonly rows: Int32Array;
  readonly scores: Float64Array;
  readonly score: number;
  /** Factor of naive Bayes' weights in a blend. */
  readonly bayes: number;
}

interface Split {
  readonly train: SparseMatrix;
  readonly trainY: Int32Array;
  readonly test: SparseMatrix;
  readonly testRows: readonly number[];
}

function splitsOf(x: SparseMatrix, y: Int32Array, random: Random): Split[] {
  const fold = stratifiedFolds(y, folds, random);
  return Array.from({ length: folds }, (_, f) => {
    const train: number[] = [];
    const test: number[] = [];
    for (let i = 0; i < x.rows; i++) (fold[i] === f ? test : train).push(i);
    return splitOf(x, y, train, test);
  });
}

function splitOf(x: SparseMatrix, y: Int32Array, train: readonly number[], test: readonly number[]): Split {
  return {
    train: selectRows(x, train),
    trainY: Int32Array.from(train, (i) => y[i]!),
    test: selectRows(x, test),
    testRows: test,
  };
}

/** A part of many posts, on which a strength is chosen: which one is best hardly depends on their number. */
function choosingSplit(x: SparseMatrix, y: Int32Array, random: Random): Split {
  const order = Array.from(random.shuffle(Int32Array.from({ length: x.rows }, (_, i) => i)));
  return splitOf(x, y, order.slice(0, choosingTrain), order.slice(choosingTrain, choosingTrain + choosingTest));
}

/** Scores of the posts that each split holds back, by what `learn` makes from the others. */
function heldBack(
  splits: readonly Split[],
  classes: number,
  learn: (x: SparseMatrix, y: Int32Array) => Fitted,
): Float64Array {
  const scores = new Float64Array(splits.reduce((sum, split) => sum + split.test.rows, 0) * classes);
  let at = 0;
  for (const { train, trainY, test } of splits) {
    const piece = scoresOf(learn(train, trainY), test);
    scores.set(piece, at);
    at += piece.length;
  }
  return scores;
}

/** Naive Bayes as it enters a blend. */
function fitBayes(x: SparseMatrix, y: Int32Array, classes: number, words: number): LinearWeights {
  const odds = fitLogOdds(x, y, classes);
  for (let at = 0; at < words * classes; at++) odds.weights[at]! *= bayesWords;
  return odds;
}

/** Standard deviation. */
function spread(values: Float64Array): number {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  return Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length);
}

function scoreUnseen(splits: readonly Split[], y: Int32Array, classes: number, c: number, options: Fitting): Unseen {
  const rows = Int32Array.from(splits.flatMap((split) => split.testRows));
  const truth = rows.map((i) => y[i]!);
  const judged = (scores: Float64Array, bayes: number): Unseen => {
    const found = evaluate(truth, mostProbable(scores, classes), classes);
    return { rows, scores, score: ((found.macroRecall ?? 0) + (found.macroF1 ?? 0)) / 2, bayes };
  };
  const scores = heldBack(splits, classes, (x, labels) => fitModel(x, labels, classes, c, options, roughly));
  // What a selection left out naive Bayes must not bring back.
  if (options.model !== 'blend' || options.select !== 'none') return judged(scores, 0);
  const odds = heldBack(splits, classes, (x, labels) => fitBayes(x, labels, classes, options.words));
  const unit = spread(scores) / (spread(odds) || 1);
  return bayesShares
    .map((share) =>
      judged(share === 0 ? scores : scores.map((one, at) => one + share * unit * odds[at]!), share * unit),
    )
    .reduce((best, one) => (one.score > best.score ? one : best));
}

/** The best strength by climbing the grid from its middle, first towards the stronger penalty, which costs less to fit. */
function chooseStrength(
  splits: readonly Split[],
  y: Int32Array,
  classes: number,
  options: Fitting,
  progress: (fraction: number) => void,
): { readonly best: Unseen & { readonly c: number }; readonly tried: { c: number; score: number }[] } {
  const tried: { c: number; score: number }[] = [];
  const attempt = (c: number): Unseen & { readonly c: number } => {
    const unseen = scoreUnseen(splits, y, classes, c, options);
    tried.push({ c, score: unseen.score });
    progress(1 - 0.7 ** tried.length);
    return { ...unseen, c };
  };
  if (!hasStrength(options)) return { best: attempt(1), tried };
  if (options.c !== 'auto') return { best: attempt(options.c), tried };
  const grid = options.model === 'svm' ? svmGrid : logisticGrid;
  let at = grid.length >> 1;
  let best = attempt(grid[at]!);
  for (const step of [-1, 1]) {
    let moved = false;
    for (let next = at + step; next >= 0 && next < grid.length; next += step) {
      const one = attempt(grid[next]!);
      if (one.score <= best.score) break;
      best = one;
      at = next;
      moved = true;
    }
    if (moved) break;
  }
  return { best, tried: tried.sort((a, b) => a.c - b.c) };
}

/**
 * Trains on labelled posts: features, strength of the penalty and calibration are all chosen within them. The label of a post is the
 * class of highest score; where classes are balanced that is the guess for classes that are equally frequent, while the calibrated
 * probabilities are those for posts like the training posts. O(strengths · folds · fit).
 */
export function trainTextModel(
  documents: Documents,
  y: Int32Array,
  classes: readonly string[],
  features: FeatureOptions,
  options: ModelOptions,
  random: Random,
  progress: (fraction: number) => void = () => {},
): Trained {
  const { space, matrix } = learnFeatures(documents, features);
  const splits = splitsOf(matrix, y, random.fork('folds'));
  const [first] = space.blocks;
  const fitting = { ...options, random, words: first!.kind === 'words' ? first!.weight.length : 0 };
  const apart = options.c === 'auto' && hasStrength(options) && matrix.rows > manyPosts;
  const { best, tried } = chooseStrength(
    apart ? [choosingSplit(matrix, y, random.fork('strength'))] : splits,
    y,
    classes.length,
    fitting,
    (fraction) => progress(0.7 * fraction),
  );
  const { c } = best;
  const { rows, scores, score, bayes } = apart ? scoreUnseen(splits, y, classes.length, c, fitting) : best;
  const languages = Array.from(rows, (row) => documents.language[row]!);
  const calibration: LanguageCalibration =
    options.model === 'trees' && options.calibration === 'none'
      ? { all: softmaxOfScores(classes.length), own: new Map() }
      : fitByLanguage(
          options.calibration,
          scores,
          Int32Array.from(rows, (i) => y[i]!),
          languages,
          classes.length,
        );
  const fitted = fitModel(matrix, y, classes.length, c, fitting, wellEnough);
  if (bayes > 0 && !isTrees(fitted)) {
    const odds = fitBayes(matrix, y, classes.length, fitting.words).weights;
    for (let at = 0; at < odds.length; at++) fitted.weights[at]! += bayes * odds[at]!;
  }
  progress(1);
  return {
    model: { classes, space, fitted, calibration, c: hasStrength(options) ? c : null },
    unseen: {
      rows,
      guess: mostProbable(scores, classes.length),
      probabilities: calibrateByLanguage(calibration, scores, languages, classes.length),
    },
    tried,
    score,
    features: matrix.columns,
    matrix,
  };
}

export interface Guesses {
  readonly scores: Float64Array;
  readonly probabilities: Float64Array;
  /** Class of each post. */
  readonly label: Int32Array;
}

/** Labels posts. O(characters + terms · classes). */
export function applyTextModel(model: TextModel, documents: Documents): Guesses {
  const classes = model.classes.length;
  const scores = scorePosts(model, documents);
  return {
    scores,
    probabilities: calibrateByLanguage(model.calibration, scores, documents.language, classes),
    label: mostProbable(scores, classes),
  };
}
