import type { Json } from '../../../domain/json';

export const periods = ['hour', 'day', 'week', 'month', 'year'] as const;
export type Period = (typeof periods)[number];

const hour = 3_600_000;
const day = 24 * hour;

/** No more periods than this where the period is chosen here: a chart of more cannot be read. */
const mostPeriods = 60;

/** The period's beginning in ISO 8601, UTC; weeks begin on Monday. */
function beginning(time: number, period: Period): string {
  if (period === 'hour') return new Date(Math.floor(time / hour) * hour).toISOString().slice(0, 13);
  const date = new Date(time);
  if (period === 'week') return new Date(time - ((date.getUTCDay() + 6) % 7) * day).toISOString().slice(0, 10);
  return date.toISOString().slice(0, { day: 10, month: 7, year: 4 }[period]);
}

function usualPeriod(times: readonly number[]): Period {
  const span = times.reduce((a, b) => Math.max(a, b), -Infinity) - times.reduce((a, b) => Math.min(a, b), Infinity);
  const length: Record<Period, number> = { hour, day, week: 7 * day, month: 30 * day, year: 365 * day };
  return (
    ((span <= 2 * day ? 'hour' : periods.slice(1).find((one) => span / length[one] <= mostPeriods)) as Period) ?? 'year'
  );
}

/**
 * How posts spread over the topics in each period: posts with a topic, and the share of each topic among them. Null where no post has
 * a time. Periods without posts are left out: they are not zero.
 */
export function topicsOverTime(
  time: Float64Array,
  topic: Int32Array,
  topics: number,
  period: Period | 'auto',
): { period: Period; periods: Json } | null {
  const dated = Array.from({ length: topic.length }, (_, i) => i).filter(
    (i) => topic[i]! >= 0 && Math.abs(time[i]!) < 8.64e15,
  );
  if (dated.length === 0) return null;
  const chosen = period === 'auto' ? usualPeriod(dated.map((i) => time[i]!)) : period;
  const counts = new Map<string, Float64Array>();
  for (const i of dated) {
    const key = beginning(time[i]!, chosen);
    let row = counts.get(key);
    if (!row) counts.set(key, (row = new Float64Array(topics)));
    row[topic[i]!]!++;
  }
  const rows = [...counts].sort((a, b) => (a[0] < b[0] ? -1 : 1));
  return {
    period: chosen,
    periods: rows.map(([from, row]) => {
      const posts = row.reduce((a, b) => a + b, 0);
      return { from, posts, shares: Array.from(row, (n) => round(n / posts)) };
    }),
  };
}

function round(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}
