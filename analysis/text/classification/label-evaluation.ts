import type { Json } from '../../../domain/json';
import type { Posts, Random } from '../../../domain/method';
import { brierScore, CalibrationGaps, calibrationErrorByChance } from '../../learning/calibration/calibration-error';
import { type Evaluation, evaluate } from '../../learning/evaluation';
import { bootstrap } from '../../statistics/bootstrap';

/** A slice with fewer labelled posts gets no figures: "not enough data" is an answer. */
export const minimumSlice = 30;
const resamples = 500;

/** Probabilities of chosen posts. */
function rowsOf(probabilities: Float64Array, classes: number, rows: ArrayLike<number>): Float64Array {
  const out = new Float64Array(rows.length * classes);
  for (let i = 0; i < rows.length; i++)
    out.set(probabilities.subarray(rows[i]! * classes, (rows[i]! + 1) * classes), i * classes);
  return out;
}

/**
 * Calibration error, what chance alone would show, and a basic bootstrap interval: the error of a sample lies above that of all posts,
 * as the error of a resample lies above the sample's, and the basic interval takes that off again (Davison & Hinkley 1997, § 5.2).
 */
function calibrationFigures(
  probabilities: Float64Array,
  truth: Int32Array,
  known: number,
  random: Random,
): { readonly [key: string]: Json } {
  const gaps = new CalibrationGaps(probabilities, truth, known);
  const drawn = random.fork('calibration');
  const { value, low, high } = bootstrap(truth.length, (rows) => gaps.error(rows), drawn, { resamples });
  return {
    calibrationError: value,
    calibrationErrorInterval:
      value === null || low === null || high === null
        ? null
        : { low: Math.max(0, 2 * value - high), high: Math.max(0, 2 * value - low) },
    calibrationErrorByChance: calibrationErrorByChance(probabilities, known, random.fork('chance')),
  };
}

type Figure = (found: Evaluation) => number | null;

/**
 * Accuracy, macro recall and F1, calibration and figures per class, each with a bootstrap interval over posts. `truth` may hold classes
 * that the guesser never knew: they count as missed. O(resamples · n).
 */
export function labelEvaluation(
  truth: Int32Array,
  guess: Int32Array,
  probabilities: Float64Array | undefined,
  classes: readonly string[],
  known: number,
  random: Random,
): { readonly [key: string]: Json } {
  const size = classes.length;
  const found = evaluate(truth, guess, size);
  const figures: Figure[] = [(one) => one.accuracy, (one) => one.macroRecall, (one) => one.macroF1];
  for (let c = 0; c < size; c++)
    figures.push(
      (one) => one.perClass[c]!.precision,
      (one) => one.perClass[c]!.recall,
      (one) => one.perClass[c]!.f1,
    );
  // One draw serves all figures: `bootstrap` is asked once, and the others are noted as they come.
  const drawn: (number | null)[][] = figures.map(() => []);
  bootstrap(
    truth.length,
    (rows) => {
      const one = evaluate(truth, guess, size, rows);
      figures.forEach((figure, k) => drawn[k]!.push(figure(one)));
      return one.accuracy;
    },
    random,
    { resamples },
  );
  const interval = (k: number): Json => {
    // The first is of the posts as they are.
    const values = drawn[k]!.slice(1)
      .filter((one): one is number => one !== null)
      .sort((a, b) => a - b);
    if (values.length < resamples / 2) return null;
    const at = (share: number): number => values[Math.round(share * (values.length - 1))]!;
    return { low: at(0.025), high: at(0.975) };
  };
  return {
    n: found.n,
    accuracy: found.accuracy,
    accuracyInterval: interval(0),
    macroRecall: found.macroRecall,
    macroRecallInterval: interval(1),
    macroF1: found.macroF1,
    macroF1Interval: interval(2),
    ...(probabilities ? calibrationFigures(probabilities, truth, known, random) : { calibrationError: null }),
    brierScore: probabilities ? brierScore(probabilities, truth, known) : null,
    perClass: found.perClass.map((one, c) => ({
      class: classes[c]!,
      ...one,
      precisionInterval: interval(3 + 3 * c),
      recallInterval: interval(4 + 3 * c),
      f1Interval: interval(5 + 3 * c),
      // The plain name holds the interval of the figure that both others enter.
      interval: interval(5 + 3 * c),
    })) as unknown as Json,
    confusion: found.confusion as unknown as Json,
    level: 0.95,
  };
}

/** Macro recall and calibration by platform and by language, and how far the worst falls below the best. */
export function evaluationBySlice(
  posts: Posts,
  rows: ArrayLike<number>,
  truth: Int32Array,
  guess: Int32Array,
  classes: number,
  probabilities: Float64Array | undefined,
  known: number,
  random: Random,
): { readonly slices: Json; readonly drops: Json } {
  const slices: Record<string, Json> = {};
  const drops: Record<string, Json> = {};
  for (const [name, values] of [
    ['platform', posts.platform],
    ['language', posts.language],
  ] as const) {
    const places = new Map<string, number[]>();
    for (let i = 0; i < rows.length; i++) {
      const value = values[rows[i]!]!;
      const list = places.get(value);
      if (list) list.push(i);
      else places.set(value, [i]);
    }
    const figures: number[] = [];
    slices[name] = [...places.keys()].sort().map((value) => {
      const at = places.get(value)!;
      if (at.length < minimumSlice) return { value, n: at.length, notEnoughData: true };
      const one = evaluate(truth, guess, classes, at);
      if (one.macroRecall !== null) figures.push(one.macroRecall);
      const calibration =
        probabilities &&
        calibrationFigures(
          rowsOf(probabilities, known, at),
          Int32Array.from(at, (i) => truth[i]!),
          known,
          random.fork(`${name} ${value}`),
        );
      const { accuracy, macroRecall, macroF1 } = one;
      return { value, n: at.length, accuracy, macroRecall, macroF1, ...calibration };
    });
    drops[name] = figures.length < 2 ? null : Math.max(...figures) - Math.min(...figures);
  }
  return { slices, drops };
}
