import {
  calibrate,
  type Calibration,
  fitIsotonic,
  fitPlatt,
  fitTemperature,
  fitTopLabel,
} from '../../learning/calibration/scaling';

/** A language with so many labelled posts has a calibration of its own: one model is not as good in all of them. */
const minimumPosts = 300;

export interface LanguageCalibration {
  readonly all: Calibration;
  readonly own: ReadonlyMap<string, Calibration>;
}

function fitCalibration(
  kind: Calibration['kind'],
  scores: Float64Array,
  y: ArrayLike<number>,
  classes: number,
): Calibration {
  if (kind === 'temperature' || kind === 'temperature-bias')
    return fitTemperature(scores, y, classes, kind === 'temperature-bias');
  if (kind === 'top-label') return fitTopLabel(scores, y, classes);
  if (kind === 'platt') return fitPlatt(scores, y, classes);
  if (kind === 'isotonic') return fitIsotonic(scores, y, classes);
  return { kind: 'none', slopes: [], intercepts: [] };
}

function rowsByLanguage(languages: readonly string[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  languages.forEach((language, row) => {
    const rows = found.get(language);
    if (rows) rows.push(row);
    else found.set(language, [row]);
  });
  return found;
}

function scoresOf(scores: Float64Array, rows: readonly number[], classes: number): Float64Array {
  const out = new Float64Array(rows.length * classes);
  rows.forEach((row, k) => out.set(scores.subarray(row * classes, (row + 1) * classes), k * classes));
  return out;
}

/** Learns from scores of posts that the classifier was not trained on. O(fit of a calibration). */
export function fitByLanguage(
  kind: Calibration['kind'],
  scores: Float64Array,
  y: ArrayLike<number>,
  languages: readonly string[],
  classes: number,
): LanguageCalibration {
  const own = new Map<string, Calibration>();
  const found = rowsByLanguage(languages);
  for (const [language, rows] of found) {
    if (rows.length < minimumPosts || found.size === 1) continue;
    const truth = rows.map((row) => y[row]!);
    // One that never had a class would rule it out.
    if (new Set(truth).size < classes) continue;
    own.set(language, fitCalibration(kind, scoresOf(scores, rows, classes), truth, classes));
  }
  return { all: fitCalibration(kind, scores, y, classes), own };
}

/** Probabilities, row by row; a language without a calibration of its own has that of all. O(n · classes). */
export function calibrateByLanguage(
  { all, own }: LanguageCalibration,
  scores: Float64Array,
  languages: readonly string[],
  classes: number,
): Float64Array {
  const out = calibrate(all, scores, classes);
  if (own.size === 0) return out;
  for (const [language, rows] of rowsByLanguage(languages)) {
    const calibration = own.get(language);
    if (!calibration) continue;
    const p = calibrate(calibration, scoresOf(scores, rows, classes), classes);
    rows.forEach((row, k) => out.set(p.subarray(k * classes, (k + 1) * classes), row * classes));
  }
  return out;
}
