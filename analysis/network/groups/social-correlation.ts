import type { Random } from '../../../domain/method';
import { csrOf } from '../graph/csr';
import type { EdgeList } from '../graph/graph';

/** How much more likely adoption is with more friends who adopted: the slope on ln(1 + friends) of a logistic curve. */
export interface SocialCorrelation {
  readonly alpha: number;
  readonly error: number;
  /** Steps and people that went into the fit. */
  readonly trials: number;
}

export function reversed(list: EdgeList): EdgeList {
  return { ...list, source: list.target, target: list.source };
}

/** Steps of time 0 … steps − 1 in which nodes adopt, by equal counts of adopters; −1 for those who do not. */
function adoptionSteps(times: readonly number[], steps: number): Int32Array {
  const sorted = times.filter((one) => !Number.isNaN(one)).sort((a, b) => a - b);
  const step = new Map<number, number>();
  sorted.forEach((time, rank) => {
    if (!step.has(time)) step.set(time, Math.floor((rank * steps) / sorted.length));
  });
  return Int32Array.from(times, (time) => (Number.isNaN(time) ? -1 : step.get(time)!));
}

/** Two-parameter logistic fit by Newton's method on counts of adoptions and trials by number of friends. */
function logisticSlope(adopted: Float64Array, trials: Float64Array): SocialCorrelation | null {
  let total = 0;
  let hits = 0;
  let reached = 0;
  for (let a = 0; a < trials.length; a++) {
    total += trials[a]!;
    hits += adopted[a]!;
    if (a > 0) reached += trials[a]!;
  }
  if (hits === 0 || hits === total || reached === 0 || reached === total) return null;
  let [alpha, beta] = [0, Math.log(hits / (total - hits))];
  for (let round = 0; round < 100; round++) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 0, 0, 0];
    for (let a = 0; a < trials.length; a++) {
      const n = trials[a]!;
      if (n === 0) continue;
      const x = Math.log(a + 1);
      const p = 1 / (1 + Math.exp(-alpha * x - beta));
      const rest = adopted[a]! - n * p;
      const weight = n * p * (1 - p);
      ga += rest * x;
      gb += rest;
      haa += weight * x * x;
      hab += weight * x;
      hbb += weight;
    }
    const determinant = haa * hbb - hab * hab;
    if (!(determinant > 1e-300)) return null;
    const stepAlpha = (hbb * ga - hab * gb) / determinant;
    const stepBeta = (haa * gb - hab * ga) / determinant;
    // A long step overshoots where the curve is flat.
    const shorter = Math.min(1, 2 / Math.max(Math.abs(stepAlpha), Math.abs(stepBeta), 1e-12));
    alpha += shorter * stepAlpha;
    beta += shorter * stepBeta;
    if (Math.abs(alpha) > 50) return null;
    if (Math.max(Math.abs(stepAlpha), Math.abs(stepBeta)) < 1e-10)
      return { alpha, error: Math.sqrt(hbb / determinant), trials: total };
  }
  return null;
}

/**
 * Social correlation: at each step, every node that has not adopted is a trial with so many friends who have. A node's friends are the
 * targets of its ties, or all neighbours without direction. Null where there is nothing to fit. O(m + steps · most friends).
 * Anagnostopoulos et al. 2008, doi:10.1145/1401890.1401897, eq. 1.
 */
export function socialCorrelation(list: EdgeList, times: readonly number[], steps: number): SocialCorrelation | null {
  const fans = csrOf(list, { direction: 'in', loops: false });
  const step = adoptionSteps(times, steps);
  const byStep: number[][] = Array.from({ length: steps }, () => []);
  step.forEach((s, v) => {
    if (s >= 0) byStep[s]!.push(v);
  });
  const friends = new Int32Array(list.nodes);
  let most = 0;
  const degree = new Int32Array(list.nodes);
  for (const v of fans.targets) if (++degree[v]! > most) most = degree[v]!;
  /** Nodes yet to adopt, by number of friends who have. */
  const waiting = new Float64Array(most + 1);
  waiting[0] = list.nodes;
  const trials = new Float64Array(most + 1);
  const adopted = new Float64Array(most + 1);
  const active = new Uint8Array(list.nodes);
  for (const now of byStep) {
    for (let a = 0; a <= most; a++) trials[a]! += waiting[a]!;
    for (const v of now) {
      adopted[friends[v]!]!++;
      waiting[friends[v]!]!--;
      active[v] = 1;
    }
    for (const v of now) {
      for (let k = fans.offsets[v]!; k < fans.offsets[v + 1]!; k++) {
        const u = fans.targets[k]!;
        if (active[u] === 0) {
          waiting[friends[u]!]!--;
          waiting[friends[u]! + 1]!++;
        }
        friends[u]!++;
      }
    }
  }
  return logisticSlope(adopted, trials);
}

/** Chance of a slope outside the interval of the shuffle test. */
const outside = 0.05;

/**
 * The same slope after the times of adoption were dealt anew among the adopters: what resembles, without the order in time. `p` is
 * two-sided, and at most .05 exactly where the observed slope lies outside `low` to `high`; fewer than 39 shuffles bound no interval.
 */
export function shuffleTest(
  list: EdgeList,
  times: readonly number[],
  steps: number,
  shuffles: number,
  random: Random,
): { mean: number | null; low: number | null; high: number | null; p: number | null; shuffles: number } {
  const observed = socialCorrelation(list, times, steps);
  const adopters = times.flatMap((time, v) => (Number.isNaN(time) ? [] : [v]));
  const values: number[] = [];
  const dealt = [...times];
  for (let s = 0; s < shuffles; s++) {
    for (let i = adopters.length - 1; i > 0; i--) {
      const [a, b] = [adopters[i]!, adopters[random.below(i + 1)]!];
      [dealt[a], dealt[b]] = [dealt[b]!, dealt[a]!];
    }
    const one = socialCorrelation(list, dealt, steps);
    if (one) values.push(one.alpha);
  }
  if (!observed || values.length < shuffles / 2) return { mean: null, low: null, high: null, p: null, shuffles };
  values.sort((a, b) => a - b);
  const n = values.length;
  const more = values.filter((one) => one >= observed.alpha - 1e-12).length;
  const less = values.filter((one) => one <= observed.alpha + 1e-12).length;
  // Slopes on each side so far out that fewer than half of `outside` lie beyond.
  const tail = Math.floor((outside / 2) * (n + 1) + 1e-9);
  return {
    mean: values.reduce((a, b) => a + b, 0) / n,
    low: values[tail - 1] ?? null,
    high: tail > 0 ? values[n - tail]! : null,
    p: Math.min(1, (2 * (1 + Math.min(more, less))) / (n + 1)),
    shuffles,
  };
}
