import { Xoshiro128 } from '../../statistics/random';
import type { SparseMatrix } from '../sparse-matrix';

export type Loss = 'logistic' | 'squared-hinge';

export interface DualProblem {
  readonly x: SparseMatrix;
  /** Class of each row. */
  readonly y: ArrayLike<number>;
  /** Fits, each one class against the rest: the classes fitted. */
  readonly fitted: readonly number[];
  /** C of each row, with the weight of its class. */
  readonly cost: Float64Array;
  readonly loss: Loss;
  /** A fit ends when the largest violation of optimality is below this, or the mean one below a tenth of it. */
  readonly tolerance: number;
  readonly sweeps: number;
}

export interface DualSolution {
  /** Weight of feature j in fit k at j * stride + k; the intercepts stand in the row after the last feature. */
  readonly weights: Float64Array;
  readonly stride: number;
  readonly converged: boolean;
}

/** Newton steps that one dual variable gets in one visit, at most. */
const innerSteps = 100;

/**
 * Several classes, each against the rest, by dual coordinate descent in one pass: at each row the scores of all classes are read
 * together, since fetching a weight from memory costs more than multiplying it. A class that has converged is left out. The dual of the
 * L2-regularised problem has one variable per row, in (0, C) for the logistic loss (Yu, Huang & Lin 2011,
 * doi:10.1007/s10994-010-5221-8, algorithm 5), from 0 for the squared hinge (Hsieh et al. 2008, doi:10.1145/1390156.1390208).
 * O(sweeps · entries · classes).
 */
export function dualDescent(problem: DualProblem): DualSolution {
  const { x, y, fitted, cost, loss, tolerance, sweeps } = problem;
  const { rows, start, index, value } = x;
  const k = fitted.length;
  const w = new Float64Array((x.columns + 1) * k);
  const bias = x.columns * k;
  const square = new Float64Array(rows);
  const alpha = new Float64Array(rows * k);
  for (let i = 0; i < rows; i++) {
    let sum = 1;
    for (let e = start[i]!; e < start[i + 1]!; e++) sum += value[e]! * value[e]!;
    square[i] = sum;
    // The logistic dual starts just inside its bounds; the sum over rows is what the weights are.
    if (loss === 'squared-hinge') continue;
    const low = Math.min(0.001 * cost[i]!, 1e-8);
    for (let c = 0; c < k; c++) alpha[i * k + c] = low;
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      const from = index[e]! * k;
      for (let c = 0; c < k; c++) w[from + c]! += (y[i] === fitted[c] ? low : -low) * value[e]!;
    }
    for (let c = 0; c < k; c++) w[bias + c]! += y[i] === fitted[c] ? low : -low;
  }
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  // The order of visits changes how fast, not where it ends: a stream of its own keeps the fit the same for the same rows.
  const random = new Xoshiro128(rows);
  const least = Math.min(1e-8, tolerance);
  const innerTolerance = new Float64Array(k).fill(1e-2);
  const largest = new Float64Array(k);
  const total = new Float64Array(k);
  const newton = new Float64Array(k);
  const score = new Float64Array(k);
  const change = new Float64Array(k);
  let active = Int32Array.from({ length: k }, (_, c) => c);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    random.shuffle(order);
    largest.fill(0);
    total.fill(0);
    newton.fill(0);
    const all = active.length === k;
    for (let at = 0; at < rows; at++) {
      const i = order[at]!;
      const from = start[i]!;
      const to = start[i + 1]!;
      if (k === 1) {
        let sum = w[bias]!;
        for (let e = from; e < to; e++) sum += w[index[e]!]! * value[e]!;
        score[0] = sum;
      } else if (k === 3 && all) {
        let a = w[bias]!;
        let b = w[bias + 1]!;
        let d = w[bias + 2]!;
        for (let e = from; e < to; e++) {
          const j = index[e]! * 3;
          const v = value[e]!;
          a += w[j]! * v;
          b += w[j + 1]! * v;
          d += w[j + 2]! * v;
        }
        score[0] = a;
        score[1] = b;
        score[2] = d;
      } else if (all) {
        for (let c = 0; c < k; c++) score[c] = w[bias + c]!;
        for (let e = from; e < to; e++) {
          const j = index[e]! * k;
          const v = value[e]!;
          for (let c = 0; c < k; c++) score[c]! += w[j + c]! * v;
        }
      } else {
        for (let n = 0; n < active.length; n++) {
          const c = active[n]!;
          let sum = w[bias + c]!;
          for (let e = from; e < to; e++) sum += w[index[e]! * k + c]! * value[e]!;
          score[c] = sum;
        }
      }
      const limit = cost[i]!;
      const a = square[i]!;
      let moved = 0;
      let last = 0;
      for (let n = 0; n < active.length; n++) {
        const c = active[n]!;
        const sign = y[i] === fitted[c] ? 1 : -1;
        const margin = sign * score[c]!;
        const slot = i * k + c;
        change[c] = 0;
        if (loss === 'squared-hinge') {
          const gradient = margin - 1 + alpha[slot]! / (2 * limit);
          const projected = alpha[slot]! === 0 ? Math.min(gradient, 0) : gradient;
          total[c]! += Math.abs(projected);
          if (Math.abs(projected) > largest[c]!) largest[c] = Math.abs(projected);
          if (Math.abs(projected) < 1e-12) continue;
          const next = Math.max(alpha[slot]! - gradient / (a + 1 / (2 * limit)), 0);
          change[c] = (next - alpha[slot]!) * sign;
          alpha[slot] = next;
          moved++;
          last = c;
          continue;
        }
        // Work on whichever of alpha and C − alpha keeps the logarithm well away from its pole.
        const flip = 0.5 * a * (limit - 2 * alpha[slot]!) + margin < 0;
        const old = flip ? limit - alpha[slot]! : alpha[slot]!;
        const b = flip ? -margin : margin;
        let gradient = b + Math.log(old / (limit - old));
        total[c]! += Math.abs(gradient);
        if (Math.abs(gradient) > largest[c]!) largest[c] = Math.abs(gradient);
        if (Math.abs(gradient) < innerTolerance[c]!) continue;
        // From the far side of the pole Newton's steps could leave the interval: start near it.
        let z = old;
        if (limit - old < 0.5 * limit) {
          z = 0.1 * old;
          gradient = a * (z - old) + b + Math.log(z / (limit - z));
        }
        let steps = 0;
        while (steps <= innerSteps && Math.abs(gradient) >= innerTolerance[c]!) {
          const next = z - gradient / (a + limit / (limit - z) / z);
          z = next <= 0 ? 0.1 * z : next;
          gradient = a * (z - old) + b + Math.log(z / (limit - z));
          steps++;
        }
        newton[c]! += steps;
        alpha[slot] = flip ? limit - z : z;
        change[c] = (flip ? old - z : z - old) * sign;
        moved++;
        last = c;
      }
      if (moved === 0) continue;
      if (moved === 1) {
        const step = change[last]!;
        for (let e = from; e < to; e++) w[index[e]! * k + last]! += step * value[e]!;
        w[bias + last]! += step;
      } else if (k === 3 && all) {
        const p = change[0]!;
        const q = change[1]!;
        const r = change[2]!;
        for (let e = from; e < to; e++) {
          const j = index[e]! * 3;
          const v = value[e]!;
          w[j]! += p * v;
          w[j + 1]! += q * v;
          w[j + 2]! += r * v;
        }
        w[bias]! += p;
        w[bias + 1]! += q;
        w[bias + 2]! += r;
      } else {
        for (let n = 0; n < active.length; n++) {
          const c = active[n]!;
          const step = change[c]!;
          if (step === 0) continue;
          for (let e = from; e < to; e++) w[index[e]! * k + c]! += step * value[e]!;
          w[bias + c]! += step;
        }
      }
    }
    active = active.filter((c) => largest[c]! >= tolerance && total[c]! >= (tolerance / 10) * rows);
    if (active.length === 0) return { weights: w, stride: k, converged: true };
    for (const c of active) {
      if (newton[c]! <= rows / 10) innerTolerance[c] = Math.max(least, 0.1 * innerTolerance[c]!);
    }
  }
  return { weights: w, stride: k, converged: false };
}
