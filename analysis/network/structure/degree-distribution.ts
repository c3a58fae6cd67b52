import { gammaUpper, normalLower, normalUpper } from '../../statistics/distributions';
import { hurwitzZeta } from '../../statistics/hurwitz-zeta';

/** How often each value above 0 occurs, in rising order. */
export interface Histogram {
  readonly value: readonly number[];
  readonly count: readonly number[];
}

export function histogramOf(values: ArrayLike<number>): Histogram {
  const counts = new Map<number, number>();
  for (let i = 0; i < values.length; i++) if (values[i]! > 0) counts.set(values[i]!, (counts.get(values[i]!) ?? 0) + 1);
  const value = [...counts.keys()].sort((a, b) => a - b);
  return { value, count: value.map((one) => counts.get(one)!) };
}

/** The values from `xmin` on. */
interface Tail extends Histogram {
  readonly n: number;
  readonly sumLog: number;
}

function tailFrom({ value, count }: Histogram, at: number): Tail {
  const [v, c] = [value.slice(at), count.slice(at)];
  let n = 0;
  let sumLog = 0;
  for (let i = 0; i < v.length; i++) {
    n += c[i]!;
    sumLog += c[i]! * Math.log(v[i]!);
  }
  return { value: v, count: c, n, sumLog };
}

/** Exponents are looked for between these. */
const [leastAlpha, mostAlpha] = [1.0001, 60];

/** The exponent of greatest likelihood, by Brent's golden steps over a concave function: −α Σ ln x − n ln ζ(α, xmin). */
function bestAlpha({ value, n, sumLog }: Tail): number {
  const mean = sumLog / n;
  const xmin = value[0]!;
  const loss = (alpha: number): number => alpha * mean + Math.log(hurwitzZeta(alpha, xmin));
  // The derivative of the loss rises; bisection on it is sure and precise.
  let [low, high] = [leastAlpha, mostAlpha];
  const slope = (alpha: number): number => {
    const step = 1e-5 * alpha;
    return loss(alpha + step) - loss(alpha - step);
  };
  for (let round = 0; round < 60 && high - low > 1e-12 * high; round++) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** Greatest distance between the tail's distribution and the fitted one. */
function kolmogorovSmirnov({ value, count, n }: Tail, alpha: number): number {
  const whole = hurwitzZeta(alpha, value[0]!);
  let seen = 0;
  let largest = 0;
  for (let i = 0; i < value.length; i++) {
    seen += count[i]!;
    const fitted = 1 - hurwitzZeta(alpha, value[i]! + 1) / whole;
    const below = 1 - hurwitzZeta(alpha, value[i]!) / whole;
    // Between two observed values the empirical function is flat, the fitted one rises.
    largest = Math.max(largest, Math.abs(seen / n - fitted), Math.abs((seen - count[i]!) / n - below));
  }
  return largest;
}

export interface PowerLaw {
  readonly alpha: number;
  readonly alphaStandardError: number;
  readonly xmin: number;
  /** Kolmogorov–Smirnov distance of the tail. */
  readonly ks: number;
  readonly tail: number;
}

/**
 * A discrete power law for the tail: for each xmin the exponent of greatest likelihood, of which the xmin with the least
 * Kolmogorov–Smirnov distance is taken (Clauset, Shalizi & Newman 2009, doi:10.1137/070710111). Null with fewer than two distinct
 * values. O(distinct²).
 */
export function powerLaw(histogram: Histogram): PowerLaw | null {
  let best: PowerLaw | null = null;
  for (let at = 0; at + 1 < histogram.value.length; at++) {
    const tail = tailFrom(histogram, at);
    const alpha = bestAlpha(tail);
    const ks = kolmogorovSmirnov(tail, alpha);
    if (best && ks >= best.ks) continue;
    best = { alpha, alphaStandardError: standardError(alpha, tail), xmin: tail.value[0]!, ks, tail: tail.n };
  }
  return best;
}

/** From the curvature of ln ζ at the estimate. */
function standardError(alpha: number, { value, n }: Tail): number {
  const h = 1e-3;
  const ln = (a: number): number => Math.log(hurwitzZeta(a, value[0]!));
  return 1 / Math.sqrt((n * (ln(alpha + h) - 2 * ln(alpha) + ln(alpha - h))) / (h * h));
}

export interface LogNormal {
  readonly mu: number;
  readonly sigma: number;
}

/** ln of the chance of each value of the tail under a log-normal rounded to whole numbers and cut below xmin. */
function logNormalChances({ value }: Histogram, { mu, sigma }: LogNormal): number[] {
  const z = (x: number): number => (Math.log(x) - mu) / sigma;
  const whole = normalUpper(z(value[0]! - 0.5));
  return value.map((x) => {
    const [a, b] = [z(x - 0.5), z(x + 0.5)];
    // On the side where both terms are small, so that the difference keeps its digits.
    const mass = a > 0 ? normalUpper(a) - normalUpper(b) : normalLower(b) - normalLower(a);
    return Math.log(Math.max(mass, Number.MIN_VALUE)) - Math.log(Math.max(whole, Number.MIN_VALUE));
  });
}

/** Nelder & Mead's simplex in two dimensions (1965, doi:10.1093/comjnl/7.4.308). */
function minimise(f: (x: readonly [number, number]) => number, start: readonly [number, number]): [number, number] {
  type Point = { x: [number, number]; f: number };
  const point = (x: [number, number]): Point => ({ x, f: f(x) });
  let simplex: Point[] = [
    point([start[0], start[1]]),
    point([start[0] + 0.5, start[1]]),
    point([start[0], start[1] + 0.5]),
  ];
  const along = (from: readonly number[], to: readonly number[], t: number): [number, number] => [
    from[0]! + t * (to[0]! - from[0]!),
    from[1]! + t * (to[1]! - from[1]!),
  ];
  for (let round = 0; round < 2000; round++) {
    simplex.sort((a, b) => a.f - b.f);
    const [best, middle, worst] = simplex as [Point, Point, Point];
    const size = Math.hypot(worst.x[0] - best.x[0], worst.x[1] - best.x[1]);
    if (size < 1e-10 && Math.abs(worst.f - best.f) < 1e-13 * (1 + Math.abs(best.f))) break;
    const centre = along(best.x, middle.x, 0.5);
    const reflected = point(along(worst.x, centre, 2));
    if (reflected.f < best.f) {
      const further = point(along(worst.x, centre, 3));
      simplex[2] = further.f < reflected.f ? further : reflected;
    } else if (reflected.f < middle.f) simplex[2] = reflected;
    else {
      const nearer = point(along(reflected.f < worst.f ? reflected.x : worst.x, centre, 0.5));
      if (nearer.f < Math.min(reflected.f, worst.f)) simplex[2] = nearer;
      else simplex = [best, point(along(best.x, middle.x, 0.5)), point(along(best.x, worst.x, 0.5))];
    }
  }
  return simplex[0]!.x;
}

/** The log-normal of greatest likelihood for the tail from `xmin` on; sigma is kept above 0 by its logarithm. */
export function fitLogNormal(histogram: Histogram, xmin: number): LogNormal {
  const tail = tailFrom(histogram, histogram.value.indexOf(xmin));
  const mean = tail.sumLog / tail.n;
  let spread = 0;
  for (let i = 0; i < tail.value.length; i++)
    spread += (tail.count[i]! * (Math.log(tail.value[i]!) - mean) ** 2) / tail.n;
  const loss = ([mu, logSigma]: readonly [number, number]): number => {
    // A log-normal far to the left imitates a power law without end: kept within what the data can tell.
    if (Math.abs(mu) > 50 || logSigma > 4 || logSigma < -6) return Number.POSITIVE_INFINITY;
    const chance = logNormalChances(tail, { mu, sigma: Math.exp(logSigma) });
    return -chance.reduce((sum, one, i) => sum + one * tail.count[i]!, 0) / tail.n;
  };
  const [mu, logSigma] = minimise(loss, [mean, Math.log(Math.max(0.2, Math.sqrt(spread)))]);
  return { mu, sigma: Math.exp(logSigma) };
}

export interface Comparison {
  /** Log-likelihood of the power law less that of the log-normal: above 0 favours the power law. */
  readonly logLikelihoodRatio: number;
  /** Divided by its standard deviation. */
  readonly normalised: number | null;
  /** Two-sided: how often a ratio so far from 0 comes by chance. */
  readonly p: number | null;
}

/** Vuong's likelihood ratio of the two fits over the same tail (1989, doi:10.2307/1912557; Clauset et al. 2009, §5). */
export function compareWithLogNormal(histogram: Histogram, law: PowerLaw, other: LogNormal): Comparison {
  const tail = tailFrom(histogram, histogram.value.indexOf(law.xmin));
  const normaliser = Math.log(hurwitzZeta(law.alpha, law.xmin));
  const chance = logNormalChances(tail, other);
  const difference = tail.value.map((x, i) => -law.alpha * Math.log(x) - normaliser - chance[i]!);
  const ratio = difference.reduce((sum, one, i) => sum + one * tail.count[i]!, 0);
  const mean = ratio / tail.n;
  const variance = difference.reduce((sum, one, i) => sum + tail.count[i]! * (one - mean) ** 2, 0) / tail.n;
  if (!(variance > 1e-24)) return { logLikelihoodRatio: ratio, normalised: null, p: null };
  const normalised = ratio / Math.sqrt(variance * tail.n);
  return { logLikelihoodRatio: ratio, normalised, p: gammaUpper(0.5, (normalised * normalised) / 2) };
}
