/**
 * Calibration: from a classifier's scores to probabilities that come true, learned from posts that the classifier was not trained on.
 * Guo et al. 2017, arXiv:1706.04599; Platt 1999; Zadrozny & Elkan 2002, doi:10.1145/775047.775151.
 */
export interface Calibration {
  readonly kind: 'temperature' | 'top-label' | 'temperature-bias' | 'platt' | 'isotonic' | 'none';
  /**
   * `temperature`: one slope, and with bias an intercept for each class. `platt`: slope and intercept of each class.
   * `top-label`: the temperature's slope, then for each class slope and intercept of its log-odds where it is the most probable one.
   */
  readonly slopes: readonly number[];
  readonly intercepts: readonly number[];
  /** `isotonic`: for each class scores, ascending, and the probability at each. */
  readonly steps?: readonly { readonly score: readonly number[]; readonly probability: readonly number[] }[];
}

/** What leaves scores alone that are logarithms of probabilities already, as those of trees are. */
export function softmaxOfScores(classes: number): Calibration {
  return { kind: 'temperature', slopes: [1], intercepts: new Array<number>(classes).fill(0) };
}

/** exp-normalised in place, rows of `classes`. */
function softmax(values: Float64Array, from: number, classes: number): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < classes; c++) most = Math.max(most, values[from + c]!);
  let total = 0;
  for (let c = 0; c < classes; c++) total += values[from + c] = Math.exp(values[from + c]! - most);
  for (let c = 0; c < classes; c++) values[from + c]! /= total;
}

/** Solves a·x = b by elimination with pivoting; a is small and positive definite but for rounding. */
function solve(a: number[][], b: number[]): number[] {
  const n = b.length;
  for (let p = 0; p < n; p++) {
    let best = p;
    for (let r = p + 1; r < n; r++) if (Math.abs(a[r]![p]!) > Math.abs(a[best]![p]!)) best = r;
    [a[p], a[best]] = [a[best]!, a[p]!];
    [b[p], b[best]] = [b[best]!, b[p]!];
    for (let r = p + 1; r < n; r++) {
      const factor = a[r]![p]! / a[p]![p]!;
      for (let c = p; c < n; c++) a[r]![c]! -= factor * a[p]![c]!;
      b[r]! -= factor * b[p]!;
    }
  }
  for (let p = n - 1; p >= 0; p--) {
    for (let c = p + 1; c < n; c++) b[p]! -= a[p]![c]! * b[c]!;
    b[p]! /= a[p]![p]!;
  }
  return b;
}

/** Weight on the squares of slope − 1 and the intercepts: keeps few or separable posts from sending them to infinity. */
const ridge = 1e-3;

/**
 * Temperature: softmax(slope · score) of least log-loss, by Newton's method; the class of highest score stays the most probable one.
 * With `bias`, softmax(slope · score + intercept of the class): that brings back the shares of classes that weighting took out, and the
 * class of highest score need no longer be the most probable (Alexandari et al. 2020, arXiv:1901.06852). O(steps · n · classes²).
 */
export function fitTemperature(scores: Float64Array, y: ArrayLike<number>, classes: number, bias = false): Calibration {
  const n = y.length;
  const theta = new Array<number>(classes + 1).fill(0);
  theta[0] = 1;
  const p = new Float64Array(classes);
  const loss = (t: readonly number[]): number => {
    let sum = (ridge * n * t.reduce((s, one, k) => s + (one - (k === 0 ? 1 : 0)) ** 2, 0)) / 2;
    for (let i = 0; i < n; i++) {
      for (let c = 0; c < classes; c++) p[c] = t[0]! * scores[i * classes + c]! + t[c + 1]!;
      softmax(p, 0, classes);
      sum -= Math.log(Math.max(p[y[i]!]!, 1e-300));
    }
    return sum;
  };
  let current = loss(theta);
  for (let step = 0; step < 100; step++) {
    const gradient = theta.map((one, k) => ridge * n * (one - (k === 0 ? 1 : 0)));
    const hessian = theta.map((_, a) => theta.map((_b, b) => (a === b ? ridge * n : 0)));
    for (let i = 0; i < n; i++) {
      const from = i * classes;
      for (let c = 0; c < classes; c++) p[c] = theta[0]! * scores[from + c]! + theta[c + 1]!;
      softmax(p, 0, classes);
      let mean = 0;
      let second = 0;
      for (let c = 0; c < classes; c++) {
        mean += p[c]! * scores[from + c]!;
        second += p[c]! * scores[from + c]! ** 2;
      }
      gradient[0]! += mean - scores[from + y[i]!]!;
      hessian[0]![0]! += second - mean * mean;
      for (let c = 0; c < classes; c++) {
        gradient[c + 1]! += p[c]! - (y[i] === c ? 1 : 0);
        const cross = p[c]! * (scores[from + c]! - mean);
        hessian[0]![c + 1]! += cross;
        hessian[c + 1]![0]! += cross;
        for (let d = 0; d < classes; d++) hessian[c + 1]![d + 1]! += (c === d ? p[c]! : 0) - p[c]! * p[d]!;
      }
    }
    if (!bias) {
      hessian.length = 1;
      hessian[0]!.length = 1;
      gradient.length = 1;
    }
    const direction = solve(hessian, gradient);
    let size = 1;
    let next = theta;
    let value = current;
    for (; size > 1e-6; size /= 2) {
      next = theta.map((one, k) => one - size * (direction[k] ?? 0));
      value = loss(next);
      if (value <= current) break;
    }
    if (size <= 1e-6 || current - value < 1e-10 * n) break;
    for (let k = 0; k < theta.length; k++) theta[k] = next[k]!;
    current = value;
  }
  // Where held-out posts were told worse than by chance nothing was learned: never is the least probable class the surest.
  return {
    kind: bias ? 'temperature-bias' : 'temperature',
    slopes: [Math.max(0, theta[0]!)],
    intercepts: theta.slice(1),
  };
}

/** Platt's sigmoid for each class against the rest, with his smoothed targets; then made to sum to 1. O(steps · n · classes). */
export function fitPlatt(scores: Float64Array, y: ArrayLike<number>, classes: number): Calibration {
  const slopes: number[] = [];
  const intercepts: number[] = [];
  const n = y.length;
  for (let c = 0; c < classes; c++) {
    let positive = 0;
    for (let i = 0; i < n; i++) if (y[i] === c) positive++;
    const high = (positive + 1) / (positive + 2);
    const low = 1 / (n - positive + 2);
    let a = 1;
    let b = Math.log((positive + 1) / (n - positive + 1));
    const loss = (slope: number, intercept: number): number => {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const f = slope * scores[i * classes + c]! + intercept;
        const target = y[i] === c ? high : low;
        sum += f >= 0 ? (1 - target) * f + Math.log1p(Math.exp(-f)) : -target * f + Math.log1p(Math.exp(f));
      }
      return sum;
    };
    let current = loss(a, b);
    for (let step = 0; step < 100; step++) {
      let ga = 0;
      let gb = 0;
      let haa = 1e-12;
      let hab = 0;
      let hbb = 1e-12;
      for (let i = 0; i < n; i++) {
        const s = scores[i * classes + c]!;
        const p = 1 / (1 + Math.exp(-(a * s + b)));
        const d = p - (y[i] === c ? high : low);
        const h = p * (1 - p);
        ga += d * s;
        gb += d;
        haa += h * s * s;
        hab += h * s;
        hbb += h;
      }
      const [da, db] = solve(
        [
          [haa, hab],
          [hab, hbb],
        ],
        [ga, gb],
      ) as [number, number];
      let size = 1;
      let value = current;
      for (; size > 1e-8; size /= 2) {
        value = loss(a - size * da, b - size * db);
        if (value <= current) break;
      }
      if (!(size > 1e-8) || !Number.isFinite(value) || current - value < 1e-10 * n) break;
      a -= size * da;
      b -= size * db;
      current = value;
    }
    slopes.push(a);
    intercepts.push(b);
  }
  return { kind: 'platt', slopes, intercepts };
}

/** The non-decreasing fit of least squares by pooling adjacent violators, for each class; between steps linear. O(n log n · classes). */
export function fitIsotonic(scores: Float64Array, y: ArrayLike<number>, classes: number): Calibration {
  const n = y.length;
  const steps = Array.from({ length: classes }, (_, c) => {
    const order = Array.from({ length: n }, (_v, i) => i).sort(
      (a, b) => scores[a * classes + c]! - scores[b * classes + c]! || a - b,
    );
    const blocks: { sum: number; count: number; from: number; to: number }[] = [];
    for (let k = 0; k < n; ) {
      const from = scores[order[k]! * classes + c]!;
      const block = { sum: 0, count: 0, from, to: from };
      for (; k < n && scores[order[k]! * classes + c]! === from; k++) {
        block.sum += y[order[k]!] === c ? 1 : 0;
        block.count++;
      }
      blocks.push(block);
      while (blocks.length > 1) {
        const last = blocks[blocks.length - 1]!;
        const before = blocks[blocks.length - 2]!;
        if (before.sum * last.count < last.sum * before.count) break;
        before.sum += last.sum;
        before.count += last.count;
        before.to = last.to;
        blocks.pop();
      }
    }
    const score: number[] = [];
    const probability: number[] = [];
    for (const { sum, count, from, to } of blocks) {
      score.push(from);
      probability.push(sum / count);
      if (to > from) {
        score.push(to);
        probability.push(sum / count);
      }
    }
    return { score, probability };
  });
  return { kind: 'isotonic', slopes: [], intercepts: [], steps };
}

/** Where the most probable class of a row stands, and its log-odds. */
function topOf(p: Float64Array, from: number, classes: number): { readonly top: number; readonly odds: number } {
  let top = from;
  for (let c = from + 1; c < from + classes; c++) if (p[c]! > p[top]!) top = c;
  const stated = Math.min(p[top]!, 1 - 1e-12);
  return { top, odds: Math.log(stated / (1 - stated)) };
}

/**
 * Weight on the squares of what the sigmoid of one class has beyond that of all: what a class needs of its own hangs on its share of the
 * posts, which other posts have otherwise.
 */
const classRidge = 0.3;

interface Tops {
  readonly odds: Float64Array;
  /** The most probable class. */
  readonly top: Int32Array;
  /** 1 where it is the right one. */
  readonly right: Int32Array;
}

/** Logarithm of the likelihood of right and wrong, as slopes and intercepts of the classes state them. */
function logLikelihood({ odds, top, right }: Tops, slopes: readonly number[], intercepts: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < odds.length; i++) {
    const f = slopes[top[i]!]! * odds[i]! + intercepts[top[i]!]!;
    sum -= Math.log1p(Math.exp(right[i] === 1 ? -f : f));
  }
  return sum;
}

/**
 * Slope and intercept of the log-odds of each class where it is the most probable one: those of all classes and its own beyond, the latter
 * held near 0. By Newton's method, slopes before intercepts, all before each class. O(steps · n).
 */
function fitSigmoids(tops: Tops, classes: number): { readonly slopes: number[]; readonly intercepts: number[] } {
  const { odds, top, right } = tops;
  const n = odds.length;
  const size = 2 + 2 * classes;
  const start = Array.from({ length: size }, (_, k) => (k === 0 ? 1 : 0));
  const weight = start.map((_, k) => n * (k < 2 ? ridge : classRidge));
  const parts = (t: readonly number[]): { readonly slopes: number[]; readonly intercepts: number[] } => ({
    slopes: Array.from({ length: classes }, (_, c) => t[0]! + t[2 + 2 * c]!),
    intercepts: Array.from({ length: classes }, (_, c) => t[1]! + t[3 + 2 * c]!),
  });
  const loss = (t: readonly number[]): number => {
    const { slopes, intercepts } = parts(t);
    return (
      t.reduce((sum, one, k) => sum + (weight[k]! * (one - start[k]!) ** 2) / 2, 0) -
      logLikelihood(tops, slopes, intercepts)
    );
  };
  let theta: readonly number[] = start;
  let current = loss(theta);
  for (let step = 0; step < 100; step++) {
    const { slopes, intercepts } = parts(theta);
    const gradient = theta.map((one, k) => weight[k]! * (one - start[k]!));
    const hessian = theta.map((_, a) => theta.map((_b, b) => (a === b ? weight[a]! : 0)));
    for (let i = 0; i < n; i++) {
      const c = top[i]!;
      const p = 1 / (1 + Math.exp(-(slopes[c]! * odds[i]! + intercepts[c]!)));
      const value = [odds[i]!, 1];
      // Each row moves four numbers: slope and intercept of all, and of its class.
      for (let a = 0; a < 4; a++) {
        const row = a < 2 ? a : 2 * c + a;
        gradient[row]! += (p - right[i]!) * value[a & 1]!;
        for (let b = 0; b < 4; b++)
          hessian[row]![b < 2 ? b : 2 * c + b]! += p * (1 - p) * value[a & 1]! * value[b & 1]!;
      }
    }
    const direction = solve(hessian, gradient);
    let length = 1;
    let next = theta;
    let value = current;
    for (; length > 1e-6; length /= 2) {
      next = theta.map((one, k) => one - length * direction[k]!);
      value = loss(next);
      if (value <= current) break;
    }
    if (!(length > 1e-6) || current - value < 1e-10 * n) break;
    theta = next;
    current = value;
  }
  return parts(theta);
}

/**
 * Temperature, then a sigmoid on the log-odds of the most probable class, for each class its own but near that of all, so that as many
 * labels are right as it says. One slope for all cannot do that where classes were weighted to count alike: rare ones are then stated too
 * surely. Where the sigmoids say no more than their numbers cost (BIC, Schwarz 1978), as with few posts, the temperature stands alone. The
 * most probable class stays the same. Gupta & Ramdas 2022, arXiv:2107.08353 (top-label calibration, class by class).
 * O(steps · n · classes²).
 */
export function fitTopLabel(scores: Float64Array, y: ArrayLike<number>, classes: number): Calibration {
  const temperature = fitTemperature(scores, y, classes);
  const slope = temperature.slopes[0]!;
  const alone = { slopes: new Array<number>(classes).fill(1), intercepts: new Array<number>(classes).fill(0) };
  const stated = ({ slopes, intercepts }: typeof alone): Calibration => ({
    kind: 'top-label',
    slopes: [slope, ...slopes],
    intercepts,
  });
  if (slope === 0) return stated(alone);
  const p = calibrate(temperature, scores, classes);
  const tops = { odds: new Float64Array(y.length), top: new Int32Array(y.length), right: new Int32Array(y.length) };
  for (let i = 0; i < y.length; i++) {
    const found = topOf(p, i * classes, classes);
    tops.odds[i] = found.odds;
    tops.top[i] = found.top - i * classes;
    tops.right[i] = tops.top[i] === y[i] ? 1 : 0;
  }
  const own = fitSigmoids(tops, classes);
  const gain = logLikelihood(tops, own.slopes, own.intercepts) - logLikelihood(tops, alone.slopes, alone.intercepts);
  return stated(2 * gain > 2 * classes * Math.log(y.length) ? own : alone);
}

/** Moves the most probable class of a row to its calibrated probability, not below the next one; the others keep their ratios. */
function restateTop(p: Float64Array, from: number, classes: number, { slopes, intercepts }: Calibration): void {
  const { top, odds } = topOf(p, from, classes);
  const rest = 1 - p[top]!;
  if (rest <= 0) return;
  let next = 0;
  for (let c = from; c < from + classes; c++) if (c !== top) next = Math.max(next, p[c]! / rest);
  const stated = Math.max(
    1 / (1 + Math.exp(-(slopes[1 + top - from]! * odds + intercepts[top - from]!))),
    next / (1 + next),
  );
  for (let c = from; c < from + classes; c++) if (c !== top) p[c]! *= (1 - stated) / rest;
  p[top] = stated;
}

function along({ score, probability }: NonNullable<Calibration['steps']>[number], at: number): number {
  const last = score.length - 1;
  if (last < 0) return 0;
  if (at <= score[0]!) return probability[0]!;
  if (at >= score[last]!) return probability[last]!;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (score[middle]! <= at) low = middle;
    else high = middle;
  }
  const share = (at - score[low]!) / (score[high]! - score[low]!);
  return probability[low]! + share * (probability[high]! - probability[low]!);
}

/** Probabilities, row by row, from scores; each row sums to 1. O(n · classes). */
export function calibrate(calibration: Calibration, scores: Float64Array, classes: number): Float64Array {
  const out = new Float64Array(scores.length);
  for (let from = 0; from < scores.length; from += classes) {
    if (calibration.kind === 'top-label') {
      for (let c = 0; c < classes; c++) out[from + c] = calibration.slopes[0]! * scores[from + c]!;
      softmax(out, from, classes);
      restateTop(out, from, classes, calibration);
      continue;
    }
    if (calibration.kind === 'temperature' || calibration.kind === 'temperature-bias') {
      for (let c = 0; c < classes; c++)
        out[from + c] = calibration.slopes[0]! * scores[from + c]! + calibration.intercepts[c]!;
      softmax(out, from, classes);
      continue;
    }
    let total = 0;
    for (let c = 0; c < classes; c++) {
      const s = scores[from + c]!;
      if (calibration.kind === 'isotonic') out[from + c] = along(calibration.steps![c]!, s);
      else {
        const scaled = calibration.kind === 'platt' ? calibration.slopes[c]! * s + calibration.intercepts[c]! : s;
        out[from + c] = 1 / (1 + Math.exp(-scaled));
      }
      total += out[from + c]!;
    }
    for (let c = 0; c < classes; c++) out[from + c] = total === 0 ? 1 / classes : out[from + c]! / total;
  }
  return out;
}
