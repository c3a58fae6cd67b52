import type { Random } from '../../../domain/method';

function binOf(stated: number, bins: number): number {
  return Math.min(bins - 1, Math.max(0, Math.ceil(stated * bins) - 1));
}

/** What each row adds to a calibration error, so that the error of some of them, drawn again and again, costs only a sum. */
export class CalibrationGaps {
  readonly #bin: Int32Array;
  /** How far the stated probability of the most probable class lies above 1 where it was right, above 0 where it was not. */
  readonly #gap: Float64Array;
  readonly #sums: Float64Array;

  /** O(n · classes). */
  constructor(probabilities: ArrayLike<number>, truth: ArrayLike<number>, classes: number, bins = 15) {
    const n = truth.length;
    this.#bin = new Int32Array(n);
    this.#gap = new Float64Array(n);
    this.#sums = new Float64Array(bins);
    for (let i = 0; i < n; i++) {
      let best = 0;
      for (let c = 1; c < classes; c++)
        if (probabilities[i * classes + c]! > probabilities[i * classes + best]!) best = c;
      const stated = probabilities[i * classes + best]!;
      this.#bin[i] = binOf(stated, bins);
      this.#gap[i] = stated - (truth[i] === best ? 1 : 0);
    }
  }

  /** The expected calibration error of these rows, which may repeat. Null without rows. O(rows). */
  error(rows: ArrayLike<number>): number | null {
    if (rows.length === 0) return null;
    const sums = this.#sums.fill(0);
    for (let k = 0; k < rows.length; k++) sums[this.#bin[rows[k]!]!]! += this.#gap[rows[k]!]!;
    return sums.reduce((sum, one) => sum + Math.abs(one), 0) / rows.length;
  }
}

/**
 * Expected calibration error: how far the stated probability of the most probable class is from how often it is right, in `bins` of equal
 * width, weighted by their posts (Naeini et al. 2015, doi:10.1609/aaai.v29i1.9602). Null without posts. O(n · classes).
 */
export function calibrationError(
  probabilities: ArrayLike<number>,
  truth: ArrayLike<number>,
  classes: number,
  bins = 15,
): number | null {
  return new CalibrationGaps(probabilities, truth, classes, bins).error(
    Int32Array.from({ length: truth.length }, (_, i) => i),
  );
}

/**
 * The calibration error that perfectly calibrated probabilities would show on so few posts: each bin's gap is then chance alone. The mean
 * over `draws` of right and wrong as stated. Null without posts. O(draws · n).
 */
export function calibrationErrorByChance(
  probabilities: ArrayLike<number>,
  classes: number,
  random: Random,
  bins = 15,
  draws = 100,
): number | null {
  const n = probabilities.length / classes;
  if (n === 0) return null;
  const stated = Float64Array.from({ length: n }, (_, i) => {
    let most = 0;
    for (let c = 0; c < classes; c++) most = Math.max(most, probabilities[i * classes + c]!);
    return most;
  });
  let sum = 0;
  const gap = new Float64Array(bins);
  for (let draw = 0; draw < draws; draw++) {
    gap.fill(0);
    for (const one of stated) gap[binOf(one, bins)]! += one - (random.next() < one ? 1 : 0);
    for (let bin = 0; bin < bins; bin++) sum += Math.abs(gap[bin]!) / n;
  }
  return sum / draws;
}

/** Mean squared distance of the probabilities from what was, summed over classes, 0 to 2 (Brier 1950). Null without posts. */
export function brierScore(probabilities: ArrayLike<number>, truth: ArrayLike<number>, classes: number): number | null {
  const n = truth.length;
  if (n === 0) return null;
  let sum = 0;
  for (let i = 0; i < n; i++)
    for (let c = 0; c < classes; c++) sum += (probabilities[i * classes + c]! - (truth[i] === c ? 1 : 0)) ** 2;
  return sum / n;
}
