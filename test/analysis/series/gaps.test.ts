import { collectionGaps } from '../../../analysis/series/gaps';
import { Xoshiro128 } from '../../../analysis/statistics/random';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.UTC(2024, 0, 8);

/** Times of a Poisson process whose rate per hour follows the hour of the day, but for the silences. */
function process(
  days: number,
  rate: (hourOfDay: number) => number,
  silences: readonly (readonly [number, number])[] = [],
  seed = 1,
): number[] {
  const random = new Xoshiro128(seed);
  const highest = Math.max(...Array.from({ length: 240 }, (_, i) => rate(i / 10)));
  const times: number[] = [];
  for (let at = start; at < start + days * day; ) {
    at += (-Math.log(1 - random.next()) / highest) * hour;
    const kept = random.next() < rate((at / hour) % 24) / highest;
    if (kept && at < start + days * day && !silences.some(([from, to]) => at >= from && at < to)) times.push(at);
  }
  return times;
}
const steady = (): number => 20;
const diurnal = (h: number): number => (h < 1 || h >= 7 ? 20 + 15 * Math.sin(((h - 7) / 18) * Math.PI) : 0.2);

test('an outage in a steady source is found, from the last post before to the first after', () => {
  const [from, to] = [start + 3 * day + 5 * hour, start + 3 * day + 11 * hour];
  const times = process(10, steady, [[from, to]]);
  const gaps = collectionGaps(times);
  expect(gaps).toEqual([
    { from: Math.max(...times.filter((time) => time < from)), to: Math.min(...times.filter((time) => time >= to)) },
  ]);
});

test.each([1, 2, 3, 4, 5])('a steady source without an outage has no gap (seed %s)', (seed) => {
  expect(collectionGaps(process(30, steady, [], seed))).toEqual([]);
});

test.each([1, 2, 3])('quiet nights are no gaps (seed %s)', (seed) => {
  expect(collectionGaps(process(14, diurnal, [], seed))).toEqual([]);
});

test('an outage by day is found also where nights are quiet', () => {
  const [from, to] = [start + 5 * day + 9 * hour, start + 5 * day + 17 * hour];
  const gaps = collectionGaps(process(14, diurnal, [[from, to]]));
  expect(gaps.length).toBe(1);
  expect(gaps[0]!.from).toBeLessThanOrEqual(from);
  expect(gaps[0]!.to).toBeGreaterThanOrEqual(to);
});

test('an outage of days is found once, and does not hide a shorter one', () => {
  const long = [start + 2 * day, start + 6 * day] as const;
  const short = [start + 9 * day + 10 * hour, start + 9 * day + 16 * hour] as const;
  const gaps = collectionGaps(process(14, steady, [long, short]));
  expect(gaps.length).toBe(2);
  expect(gaps[0]!.to - gaps[0]!.from).toBeGreaterThanOrEqual(4 * day);
});

test('nights of a busy source that begin and end within an hour are no gaps', () => {
  // Posts from 7:30 to 22:30, a hundred an hour: at 7:15 nothing is missing.
  expect(collectionGaps(process(14, (h) => (h >= 7.5 && h < 22.5 ? 100 : 0)))).toEqual([]);
});

test('a source of few posts says nothing', () => {
  const times = process(30, steady).slice(0, 99);
  expect(collectionGaps([...times, times[98]! + 20 * day].slice(1))).toEqual([]);
  expect(collectionGaps([])).toEqual([]);
});

test('a slow source has long silences by chance', () => {
  expect(collectionGaps(process(200, () => 0.6))).toEqual([]);
});

test('the order of times does not matter, and unknown times are skipped', () => {
  const times = process(10, steady, [[start + 3 * day, start + 3.5 * day]]);
  const mixed = new Xoshiro128(2).shuffle([...times, Number.NaN, Number.NaN]);
  expect(collectionGaps(mixed)).toEqual(collectionGaps(times));
  expect(collectionGaps(times).length).toBe(1);
});
