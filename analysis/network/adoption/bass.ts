import { studentUpper } from '../../statistics/distributions';

export interface Interval {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface BassFit {
  /** Innovation: adoption that does not depend on others. */
  readonly p: Interval;
  /** Imitation: adoption that grows with those who have adopted. */
  readonly q: Interval;
  /** All who will ever adopt. */
  readonly market: Interval;
  readonly level: number;
  readonly residualSquares: number;
  readonly rSquared: number;
  /** Periods after the beginning at which adoption is fastest; null where it falls from the start. */
  readonly peak: number | null;
  /** Share of all adopters who follow others rather than adopt by themselves, 1 − (p/q) ln(1 + q/p) (Mahajan, Muller & Srivastava 1990). */
  readonly imitators: number | null;
  readonly converged: boolean;
}

/**
 * Share of the market that has adopted by `t`.
 *
 * @example
 * bassCumulative(0, 0.03, 0.38) // 0
 */
export function bassCumulative(t: number, p: number, q: number): number {
  const fade = Math.exp(-(p + q) * t);
  return (1 - fade) / (1 + (q / p) * fade);
}

/** Solves the 3 × 3 system by elimination with pivots; null where singular. */
function solve3(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let c = 0; c < 3; c++) {
    let pivot = c;
    for (let r = c + 1; r < 3; r++) if (Math.abs(rows[r]![c]!) > Math.abs(rows[pivot]![c]!)) pivot = r;
    if (Math.abs(rows[pivot]![c]!) < 1e-300) return null;
    [rows[c], rows[pivot]] = [rows[pivot]!, rows[c]!];
    for (let r = 0; r < 3; r++) {
      if (r === c) continue;
      const factor = rows[r]![c]! / rows[c]![c]!;
      for (let k = c; k < 4; k++) rows[r]![k]! -= factor * rows[c]![k]!;
    }
  }
  return rows.map((row, i) => row[3]! / row[i]!);
}

/**
 * Bass 1969's regression: adopters of a period on all before and their square. Gives starting values; its discrete p and q are biased.
 */
export function bassRegression(adopters: ArrayLike<number>): { p: number; q: number; market: number } | null {
  const n = adopters.length;
  const sums = Array.from({ length: 3 }, () => [0, 0, 0]);
  const right = [0, 0, 0];
  let before = 0;
  // Scaled, so that squares of large markets do not drown the rest.
  let total = 0;
  for (let i = 0; i < n; i++) total += adopters[i]!;
  if (total <= 0) return null;
  for (let i = 0; i < n; i++) {
    const x = before / total;
    const basis = [1, x, x * x];
    for (let r = 0; r < 3; r++) {
      right[r]! += (basis[r]! * adopters[i]!) / total;
      for (let c = 0; c < 3; c++) sums[r]![c]! += basis[r]! * basis[c]!;
    }
    before += adopters[i]!;
  }
  const found = solve3(sums, right);
  if (!found) return null;
  const [a, b, c] = found as [number, number, number];
  const root = Math.sqrt(b * b - 4 * a * c);
  const market = (-b - root) / (2 * c);
  return Number.isNaN(market) || c >= 0 || market <= 0
    ? null
    : { p: a / market, q: -c * market, market: market * total };
}

/** Two-sided quantile of Student's t by halving its upper tail. */
function studentQuantile(level: number, df: number): number {
  let [low, high] = [0, 1e6];
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (studentUpper(middle, df) > (1 - level) / 2) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Adopters of each period under the model, and the derivatives by the logarithms of p, q and market. */
function expected(n: number, [logP, logQ, logM]: readonly number[]): number[] {
  const [p, q, m] = [Math.exp(logP!), Math.exp(logQ!), Math.exp(logM!)];
  return Array.from({ length: n }, (_, i) => m * (bassCumulative(i + 1, p, q) - bassCumulative(i, p, q)));
}

function derivatives(n: number, at: readonly number[]): number[][] {
  return [0, 1, 2].map((k) => {
    const step = 1e-6;
    const up = at.map((one, j) => (j === k ? one + step : one));
    const down = at.map((one, j) => (j === k ? one - step : one));
    const [above, below] = [expected(n, up), expected(n, down)];
    return above.map((one, i) => (one - below[i]!) / (2 * step));
  });
}

/**
 * Bass curve by non-linear least squares on adopters in each period (Srinivasan & Mason 1986, doi:10.1287/mksc.5.2.169), Levenberg–
 * Marquardt on logarithms so that all stay positive; intervals from the curvature, of Student's t. Null for fewer than five periods or
 * where nothing adopts. Before the peak has passed, the market is guesswork: the intervals say so. O(rounds · periods).
 */
export function fitBass(adopters: ArrayLike<number>, level = 0.95): BassFit | null {
  const n = adopters.length;
  let total = 0;
  for (let i = 0; i < n; i++) total += adopters[i]!;
  if (n < 5 || !(total > 0)) return null;
  const regression = bassRegression(adopters);
  const starts = [
    ...(regression && regression.p > 0 && regression.q > 0 ? [regression] : []),
    { p: 0.03, q: 0.38, market: 1.2 * total },
    { p: 0.3 / n, q: 8 / n, market: 1.1 * total },
    { p: 0.01 / n, q: 16 / n, market: 1.1 * total },
    { p: 2 / n, q: 0.5 / n, market: 1.5 * total },
  ];
  const squares = (at: readonly number[]): number =>
    expected(n, at).reduce((sum, one, i) => sum + (one - adopters[i]!) ** 2, 0);
  let best: { at: number[]; value: number; converged: boolean } | undefined;
  for (const start of starts) {
    let at = [Math.log(start.p), Math.log(start.q), Math.log(start.market)];
    let value = squares(at);
    let damping = 1e-3;
    let converged = false;
    for (let round = 0; round < 500 && !converged; round++) {
      const columns = derivatives(n, at);
      const model = expected(n, at);
      const gram = columns.map((x) => columns.map((y) => x.reduce((sum, one, i) => sum + one * y[i]!, 0)));
      const slope = columns.map((x) => x.reduce((sum, one, i) => sum + one * (adopters[i]! - model[i]!), 0));
      let moved = false;
      while (damping < 1e12) {
        const step = solve3(
          gram.map((row, r) => row.map((one, c) => (r === c ? one * (1 + damping) + 1e-300 : one))),
          slope,
        );
        const next = step && at.map((one, k) => one + Math.max(-2, Math.min(2, step[k]!)));
        const there = next ? squares(next) : Number.NaN;
        if (next && there <= value) {
          converged = value - there <= 1e-14 * value && step.every((one) => Math.abs(one) < 1e-8);
          at = next;
          value = there;
          damping = Math.max(1e-12, damping / 10);
          moved = true;
          break;
        }
        damping *= 10;
      }
      // No step of any length makes it better: the bottom.
      if (!moved) converged = true;
    }
    if (Number.isFinite(value) && (!best || value < best.value)) best = { at, value, converged };
  }
  if (!best) return null;
  const { at, value } = best;
  const columns = derivatives(n, at);
  const gram = columns.map((x) => columns.map((y) => x.reduce((sum, one, i) => sum + one * y[i]!, 0)));
  const quantile = studentQuantile(level, n - 3);
  const intervals = at.map((log, k): Interval => {
    const estimate = Math.exp(log);
    const unit = [0, 1, 2].map((j) => (j === k ? 1 : 0));
    const inverse = solve3(gram, unit);
    const error = inverse && inverse[k]! >= 0 ? estimate * Math.sqrt(inverse[k]! * (value / (n - 3))) : Number.NaN;
    return Number.isFinite(error)
      ? { value: estimate, low: estimate - quantile * error, high: estimate + quantile * error }
      : { value: estimate, low: null, high: null };
  });
  const [p, q, market] = intervals as [Interval, Interval, Interval];
  const centre = total / n;
  let spread = 0;
  for (let i = 0; i < n; i++) spread += (adopters[i]! - centre) ** 2;
  return {
    p,
    q,
    market,
    level,
    residualSquares: value,
    rSquared: spread === 0 ? Number.NaN : 1 - value / spread,
    peak: q.value > p.value ? Math.log(q.value / p.value) / (p.value + q.value) : null,
    imitators: q.value > 0 ? 1 - (p.value / q.value) * Math.log1p(q.value / p.value) : null,
    converged: best.converged,
  };
}
