/** Value at `point`; the gradient is written into `gradient`. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

export interface LbfgsOptions {
  readonly memory?: number;
  readonly iterations?: number;
  /** Ends when the largest absolute gradient entry is at most this. */
  readonly tolerance?: number;
}

export interface LbfgsResult {
  readonly point: Float64Array;
  readonly value: number;
  readonly iterations: number;
  readonly converged: boolean;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/**
 * Minimises a smooth function by limited-memory BFGS with a line search that meets the weak Wolfe conditions.
 * Nocedal & Wright 2006, Numerical Optimization, algorithms 7.4 and 7.5; line search by bisection (Lewis & Overton 2013).
 */
export function lbfgs(objective: Objective, start: Float64Array, options: LbfgsOptions = {}): LbfgsResult {
  const { memory = 10, iterations = 200, tolerance = 1e-4 } = options;
  const n = start.length;
  let point = Float64Array.from(start);
  let gradient = new Float64Array(n);
  let value = objective(point, gradient);
  const steps: Float64Array[] = [];
  const changes: Float64Array[] = [];
  const curvature: number[] = [];
  for (let iteration = 0; iteration < iterations; iteration++) {
    let largest = 0;
    for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(gradient[i]!));
    if (largest <= tolerance) return { point, value, iterations: iteration, converged: true };

    const direction = gradient.map((g) => -g);
    const alpha: number[] = [];
    for (let k = steps.length - 1; k >= 0; k--) {
      const a = dot(steps[k]!, direction) / curvature[k]!;
      alpha[k] = a;
      for (let i = 0; i < n; i++) direction[i]! -= a * changes[k]![i]!;
    }
    if (steps.length > 0) {
      const last = steps.length - 1;
      const scale = curvature[last]! / dot(changes[last]!, changes[last]!);
      for (let i = 0; i < n; i++) direction[i]! *= scale;
    }
    for (let k = 0; k < steps.length; k++) {
      const b = dot(changes[k]!, direction) / curvature[k]!;
      for (let i = 0; i < n; i++) direction[i]! += (alpha[k]! - b) * steps[k]![i]!;
    }

    const slope = dot(direction, gradient);
    if (!(slope < 0)) return { point, value, iterations: iteration, converged: false };
    let low = 0;
    let high = Number.POSITIVE_INFINITY;
    let step = iteration === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1;
    const next = new Float64Array(n);
    const nextGradient = new Float64Array(n);
    let nextValue = value;
    let moved = false;
    for (let tries = 0; tries < 40; tries++) {
      for (let i = 0; i < n; i++) next[i] = point[i]! + step * direction[i]!;
      nextValue = objective(next, nextGradient);
      if (!(nextValue <= value + 1e-4 * step * slope)) high = step;
      else {
        moved = true;
        if (dot(nextGradient, direction) >= 0.9 * slope) break;
        low = step;
      }
      step = Number.isFinite(high) ? (low + high) / 2 : low * 2;
    }
    if (!moved || !(nextValue < value)) return { point, value, iterations: iteration, converged: largest <= tolerance * 10 };
    const s = new Float64Array(n);
    const y = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      s[i] = next[i]! - point[i]!;
      y[i] = nextGradient[i]! - gradient[i]!;
    }
    const sy = dot(s, y);
    if (sy > 1e-12) {
      steps.push(s);
      changes.push(y);
      curvature.push(sy);
      if (steps.length > memory) {
        steps.shift();
        changes.shift();
        curvature.shift();
      }
    }
    point = next;
    gradient = nextGradient;
    value = nextValue;
  }
  return { point, value, iterations, converged: false };
}
