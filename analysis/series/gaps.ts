const hour = 3_600_000;

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
  const silences: { from: number; to: number }[] = [];
  for (let i = 1; i < sorted.length; i++) if (sorted[i]! - sorted[i - 1]! >= shortest) silences.push({ from: sorted[i - 1]!, to: sorted[i]! });
  // Posts per hour of the day, over the days that were observed. Long silences are taken out first, so that an outage does not
  // lower what was to be expected of it.
  const posts = new Float64Array(24);
  const hours = new Float64Array(24);
  for (const time of sorted) posts[Math.floor(time / hour) % 24]!++;
  const long = silences.filter((one) => one.to - one.from >= 12 * hour);
  for (let at = Math.floor(first / hour) * hour; at <= last; at += hour) {
    if (!long.some((one) => at >= one.from && at + hour <= one.to)) hours[Math.floor(at / hour) % 24]!++;
  }
  const rate = (at: number): number => {
    const h = Math.floor(at / hour) % 24;
    // A half post of prior in each hour: an hour of the day never seen is quiet, not impossible.
    return (posts[h]! + 0.5) / (hours[h]! + 1);
  };
  return silences.filter(({ from, to }) => {
    let expected = 0;
    for (let at = from; at < to; ) {
      const end = Math.min(to, (Math.floor(at / hour) + 1) * hour);
      expected += (rate(at) * (end - at)) / hour;
      at = end;
    }
    return expected >= expectedInGap;
  });
}
