/** An ISO 8601 duration in its two usual shapes: `P90D`, `P1Y6M`, `PT12H`, `P2W`. */
const pattern = /^P(?!$)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?!$)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

export function isDuration(text: string): boolean {
  return pattern.test(text);
}

/**
 * The moment `text` after `start`: calendar years and months first (a month later than 31 January is the end of
 * February), then exact weeks, days, hours, minutes and seconds, in UTC.
 *
 * @example
 * addDuration(new Date('2026-01-31T00:00:00Z'), 'P1M').toISOString() // '2026-02-28T00:00:00.000Z'
 */
export function addDuration(start: Date, text: string): Date {
  const found = pattern.exec(text);
  if (!found) throw new RangeError(`an ISO 8601 duration such as P90D was expected, found "${text}"`);
  const [years, months, weeks, days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const end = new Date(start);
  const day = end.getUTCDate();
  end.setUTCDate(1);
  end.setUTCMonth(end.getUTCMonth() + years * 12 + months);
  const lastDay = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(day, lastDay));
  const result = new Date(end.getTime() + (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60_000 + seconds * 1000);
  if (Number.isNaN(result.getTime()))
    throw new RangeError(`a duration within the calendar was expected, found "${text}"`);
  return result;
}

/** Its length in milliseconds, counted from 1970-01-01: good for intervals of a schedule. */
export function durationMs(text: string): number {
  return addDuration(new Date(0), text).getTime();
}
