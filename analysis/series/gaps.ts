const hour = 3_600_000;
/** The day is looked at in parts of ten minutes: whole hours would blur where a night begins. */
const part = 600_000;
const parts = 144;

/** A silence in which this many posts were to be expected has a chance of e^-12, 6 in a million. */
const expectedInGap = 12;
/** Silences shorter than this are never called a gap. */
const shortest = 3 * hour;
/** Fewer posts than this and nothing can be said. */
const minimumPosts = 100;

/**
 * Silences of a source too long to be chance, given how many posts it has at each hour of the day: most likely the collection was
 * down. Times in milliseconds, UTC, any order; NaN is skipped. A quiet night is not a gap. O(n log n).
 */
export function collectionGaps(times: ArrayLike<number>): { from: number; to: number }[] {
  const sorted = Float64Array.from(Array.from(times).filter((time) => !Number.isNaN(time))).sort();
  if (sorted.length < minimumPosts) return [];
  const first = sorted[0]!;
  const last = sorted[sorted.length - 1]!;
  // A source that is silent on most days has no rhythm that a silence could break.
  const spoken = new Set(Array.from(sorted, (time) => Math.floor(time / (24 * hour)))).size;
  if (spoken < 0.6 * (Math.floor(last / (24 * hour)) - Math.floor(first / (24 * hour)) + 1)) return [];
  const silences: { from: number; to: number }[] = [];
  for (let i = 1; i < sorted.length; i++)
    if (sorted[i]! - sorted[i - 1]! >= shortest) silences.push({ from: sorted[i - 1]!, to: sorted[i]! });
  // Posts per part of the day, over the days that were observed. Long silences are taken out first, so that an outage does not
  // lower what was to be expected of it.
  const posts = new Float64Array(parts);
  const days = new Float64Array(parts);
  for (const time of sorted) posts[Math.floor(time / part) % parts]!++;
  const long = silences.filter((one) => one.to - one.from >= 12 * hour);
  for (let at = Math.floor(first / part) * part; at <= last; at += part) {
    if (!long.some((one) => at >= one.from && at + part <= one.to)) days[Math.floor(at / part) % parts]!++;
  }
  const rate = (at: number): number => {
    const p = Math.floor(at / part) % parts;
    return posts[p]! / Math.max(1, days[p]!);
  };
  return silences.filter(({ from, to }) => {
    let expected = 0;
    for (let at = from; at < to; ) {
      const end = Math.min(to, (Math.floor(at / part) + 1) * part);
      expected += (rate(at) * (end - at)) / part;
      at = end;
    }
    return expected >= expectedInGap;
  });
}
