import { z } from 'zod';
import { numbers, strings } from '../../domain/artefact';
import type { Json } from '../../domain/json';
import { defineMethod } from '../../domain/method';
import { median } from '../statistics/quantile';

/** Anscombe 1948: makes the spread of counts about 1 whatever their mean, so that a quiet night and a busy noon compare. */
function stabilise(count: number): number {
  return 2 * Math.sqrt(count + 0.375);
}

/** Consistency factor of the median absolute deviation with the standard deviation of a normal. */
const madScale = 1.4826;

/** Fewer intervals than this and nothing is said. */
const minimumIntervals = 12;

export interface Scored {
  /** Robust z of each value; NaN where the value is missing. */
  readonly z: Float64Array;
  /** What was expected, on the scale of the values. */
  readonly expected: Float64Array;
}

/**
 * Robust z-scores of counts: after Anscombe's transformation, the median of the same phase of the cycle is taken away and the rest
 * is divided by its scaled median absolute deviation, at least 1, the spread of pure chance. NaN values are skipped, never read as
 * zero. `period` is the length of the cycle in intervals, 1 for none. O(n log n).
 */
export function robustScores(values: ArrayLike<number>, period: number): Scored {
  const x = Float64Array.from({ length: values.length }, (_, i) => stabilise(values[i]!));
  const centre = new Float64Array(period);
  for (let phase = 0; phase < period; phase++) {
    const same: number[] = [];
    for (let i = phase; i < x.length; i += period) if (!Number.isNaN(x[i]!)) same.push(x[i]!);
    centre[phase] = same.length ? median(same) : Number.NaN;
  }
  const rest = x.map((one, i) => one - centre[i % period]!);
  const deviations = Array.from(rest)
    .filter((one) => !Number.isNaN(one))
    .map(Math.abs);
  const scale = Math.max(1, madScale * median(deviations));
  return {
    z: rest.map((one) => one / scale),
    expected: Float64Array.from({ length: values.length }, (_, i) =>
      Math.max(0, (centre[i % period]! / 2) ** 2 - 0.375),
    ),
  };
}

/** Length of the natural cycle in intervals, and how many cycles must be there before it is used. */
const cycles: Record<string, number> = { hour: 24, day: 7, week: 1 };
const minimumCycles = 4;

export const seriesAnomalies = defineMethod({
  id: 'series/anomalies',
  version: 3,
  step: 'modelling',
  title: 'Anomalies in a series',
  description:
    'Marks intervals with far more or fewer posts than usual for the hour of day or day of week. Collection gaps are skipped. An anomaly says that something happened, not what; read the posts.',
  references: [
    'Anscombe 1948, doi:10.1093/biomet/35.3-4.246',
    'Leys et al. 2013, doi:10.1016/j.jesp.2013.03.013 (median absolute deviation)',
  ],
  parameters: z
    .object({
      threshold: z.number().positive().default(4),
      quiet: z
        .number()
        .int()
        .min(0)
        .default(3)
        .describe('intervals after a mark in which only a stronger one counts as new'),
    })
    .strict(),
  inputs: { series: 'series' },
  output: 'series',
  individuals: false,
  run({ series }, { threshold, quiet }) {
    const group = strings(series, 'group');
    const time = numbers(series, 'time');
    const posts = numbers(series, 'posts');
    const people = series.columns.people ? numbers(series, 'people') : new Float64Array(posts.length).fill(Number.NaN);
    const interval = (series.about as { interval: string }).interval;
    const z = new Float64Array(posts.length).fill(Number.NaN);
    const expected = new Float64Array(posts.length).fill(Number.NaN);
    const anomaly = new Uint8Array(posts.length);
    const list: { group: string; time: string; posts: number; people: number | null; expected: number; z: number }[] =
      [];
    let short = 0;
    for (let from = 0; from < posts.length; ) {
      let to = from;
      while (to < posts.length && group[to] === group[from]) to++;
      const values = posts.subarray(from, to);
      if (values.length < minimumIntervals) short++;
      else {
        const cycle = cycles[interval] ?? 1;
        const scored = robustScores(values, values.length >= cycle * minimumCycles ? cycle : 1);
        let lastMark = Number.NEGATIVE_INFINITY;
        let lastStrength = 0;
        for (let i = 0; i < values.length; i++) {
          z[from + i] = scored.z[i]!;
          expected[from + i] = scored.expected[i]!;
          // The first and the last interval are seldom observed whole.
          if (i === 0 || i === values.length - 1) continue;
          const strength = Math.abs(scored.z[i]!);
          if (!(strength >= threshold)) continue;
          if (i - lastMark <= quiet && strength <= lastStrength) continue;
          lastMark = i;
          lastStrength = strength;
          anomaly[from + i] = 1;
          list.push({
            group: group[from]!,
            time: new Date(time[from + i]!).toISOString(),
            posts: values[i]!,
            people: Number.isNaN(people[from + i]!) ? null : people[from + i]!,
            expected: Math.round(scored.expected[i]! * 10) / 10,
            z: Math.round(scored.z[i]! * 10) / 10,
          });
        }
      }
      from = to;
    }
    // Nothing was looked at, or too little of everything: none found is then not none.
    const tooLittle = list.length === 0 && (posts.length === 0 || short > 0);
    list.sort((a, b) => Math.abs(b.z) - Math.abs(a.z));
    return {
      kind: 'series',
      columns: {
        group: [...group],
        time: Float64Array.from(time),
        posts: Float64Array.from(posts),
        people: Float64Array.from(people),
        expected,
        z,
        anomaly,
      },
      about: {
        interval,
        strongest: list.slice(0, 20) as unknown as Json,
        summary: {
          count: tooLittle ? null : list.length,
          largestZ: list[0]?.z ?? null,
          threshold,
          tooShort: short,
          ...(tooLittle
            ? { notEnoughData: true, reason: posts.length === 0 ? 'no post has a time' : 'the series are too short' }
            : {}),
        },
      },
    };
  },
});
