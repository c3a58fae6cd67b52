import { normalQuantile } from '../statistics/distributions';

export interface SurvivalStep {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  readonly survival: number;
  /** Log-log (Kalbfleisch & Prentice) limits; null where they are not defined. */
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Kaplan–Meier estimate of the share that survives past each event time (Kaplan & Meier 1958, doi:10.1080/01621459.1958.10501452),
 * with Greenwood's variance and limits on the log-log scale, which stay within 0 and 1. `observed` is 1 for an end that was seen, 0
 * for a life still going on when observation ended. O(n log n).
 */
export function kaplanMeier(durations: ArrayLike<number>, observed: ArrayLike<number>, level = 0.95): SurvivalStep[] {
  const order = Array.from({ length: durations.length }, (_, i) => i).sort((a, b) => durations[a]! - durations[b]!);
  const z = normalQuantile((1 + level) / 2);
  const steps: SurvivalStep[] = [];
  let survival = 1;
  let greenwood = 0;
  for (let i = 0; i < order.length; ) {
    const time = durations[order[i]!]!;
    const atRisk = order.length - i;
    let events = 0;
    while (i < order.length && durations[order[i]!] === time) if (observed[order[i++]!]) events++;
    if (events === 0) continue;
    survival *= 1 - events / atRisk;
    greenwood += events / (atRisk * (atRisk - events));
    const spread = survival > 0 && survival < 1 ? (z * Math.sqrt(greenwood)) / Math.log(survival) : null;
    steps.push({
      time,
      atRisk,
      events,
      survival,
      low: spread === null ? null : survival ** Math.exp(-spread),
      high: spread === null ? null : survival ** Math.exp(spread),
    });
  }
  return steps;
}

/** The first time at which at most half survive; null where more than half do to the end. */
export function medianSurvival(steps: readonly SurvivalStep[]): number | null {
  return steps.find((step) => step.survival <= 0.5)?.time ?? null;
}
