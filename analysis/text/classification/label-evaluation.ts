import type { Json } from '../../../domain/json';
import type { Posts, Random } from '../../../domain/method';
import { brierScore, calibrationError, calibrationErrorByChance } from '../../learning/calibration/calibration-error';
import { type Evaluation, evaluate } from '../../learning/evaluation';
import { bootstrap } from '../../statistics/bootstrap';

/** A slice with fewer labelled posts gets no figures: "not enough data" is an answer. */
export const minimumSlice = 30;
const resamples = 500;

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
      const t = new Int32Array(rows.length);
      const g = new Int32Array(rows.length);
      for (let i = 0; i < rows.length; i++) {
        t[i] = truth[rows[i]!]!;
        g[i] = guess[rows[i]!]!;
      }
      const one = evaluate(t, g, size);
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
    calibrationError: probabilities ? calibrationError(probabilities, truth, known) : null,
    calibrationErrorByChance: probabilities
      ? calibrationErrorByChance(probabilities, known, random.fork('chance'))
      : null,
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

/** Macro recall by platform and by language, and how far the worst falls below the best. */
export function evaluationBySlice(
  posts: Posts,
  rows: ArrayLike<number>,
  truth: Int32Array,
  guess: Int32Array,
  classes: number,
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
      const one = evaluate(
        at.map((i) => truth[i]!),
        at.map((i) => guess[i]!),
        classes,
      );
      if (one.macroRecall !== null) figures.push(one.macroRecall);
      return { value, n: at.length, accuracy: one.accuracy, macroRecall: one.macroRecall, macroF1: one.macroF1 };
    });
    drops[name] = figures.length < 2 ? null : Math.max(...figures) - Math.min(...figures);
  }
  return { slices, drops };
}
