import { bootstrap } from '../../../analysis/statistics/bootstrap';
import { Xoshiro128 } from '../../../analysis/statistics/random';

const random = new Xoshiro128(21);
const values = Array.from({ length: 120 }, () => random.normal() + 2);
const meanOf = (rows: Int32Array): number => rows.reduce((sum, row) => sum + values[row]!, 0) / rows.length;

test('the value is the statistic of all rows, once each', () => {
  let first: number[] | undefined;
  bootstrap(
    5,
    (rows) => {
      first ??= Array.from(rows);
      return 0;
    },
    new Xoshiro128(1),
  );
  expect(first).toEqual([0, 1, 2, 3, 4]);
});

test('the interval of a mean is near mean ± z · s / √n and holds the value', () => {
  const found = bootstrap(values.length, meanOf, new Xoshiro128(1), { resamples: 4000 });
  const s = Math.sqrt(values.reduce((sum, x) => sum + (x - found.value!) ** 2, 0) / (values.length - 1));
  const half = (1.96 * s) / Math.sqrt(values.length);
  expect(found.value! - found.low!).toBeCloseTo(half, 1);
  expect(found.high! - found.value!).toBeCloseTo(half, 1);
  expect(found.level).toBe(0.95);
});

test('a higher level gives a wider interval', () => {
  const narrow = bootstrap(values.length, meanOf, new Xoshiro128(1), { level: 0.5 });
  const wide = bootstrap(values.length, meanOf, new Xoshiro128(1), { level: 0.99 });
  expect(wide.low!).toBeLessThan(narrow.low!);
  expect(wide.high!).toBeGreaterThan(narrow.high!);
});

test('the same seed gives the same interval', () => {
  expect(bootstrap(50, meanOf, new Xoshiro128(4))).toEqual(bootstrap(50, meanOf, new Xoshiro128(4)));
});

test('groups are drawn whole, as many as there are', () => {
  const groups = [0, 0, 0, 1, 2, 2, -1, -1];
  const sizes = new Map([
    [0, 3],
    [1, 1],
    [2, 2],
    [-7, 1],
    [-8, 1],
  ]);
  let resamples = 0;
  bootstrap(
    groups.length,
    (rows) => {
      const count = new Map<number, number>();
      for (const row of rows) count.set(row, (count.get(row) ?? 0) + 1);
      // Rows of one group always come equally often; a row without a group is its own.
      expect(new Set([0, 1, 2].map((row) => count.get(row) ?? 0)).size).toBe(1);
      expect(count.get(4) ?? 0).toBe(count.get(5) ?? 0);
      let drawn = 0;
      for (const [group, size] of sizes) {
        const row = group < 0 ? -1 - group : groups.indexOf(group);
        drawn += ((count.get(row) ?? 0) * size) / size;
      }
      expect(drawn).toBe(5);
      resamples++;
      return rows.length;
    },
    new Xoshiro128(2),
    { groups, resamples: 200 },
  );
  expect(resamples).toBe(201);
});

test('posts of few people give a wider interval than posts of many', () => {
  // Ten people with the same 12 values each, against 120 people.
  const own = (row: number): number => Math.floor(row / 12);
  const statistic = (rows: Int32Array): number => rows.reduce((sum, row) => sum + own(row), 0) / rows.length;
  const apart = bootstrap(120, statistic, new Xoshiro128(1));
  const together = bootstrap(120, statistic, new Xoshiro128(1), {
    groups: Array.from({ length: 120 }, (_, row) => own(row)),
  });
  expect(together.high! - together.low!).toBeGreaterThan(2 * (apart.high! - apart.low!));
});

test('no limits for a single row, for a value that does not exist, or where most resamples have none', () => {
  expect(bootstrap(1, () => 3, new Xoshiro128(1))).toEqual({ value: 3, low: null, high: null, level: 0.95 });
  expect(bootstrap(9, () => null, new Xoshiro128(1))).toEqual({ value: null, low: null, high: null, level: 0.95 });
  let calls = 0;
  expect(bootstrap(9, () => (calls++ === 0 ? 1 : null), new Xoshiro128(1))).toEqual({
    value: 1,
    low: null,
    high: null,
    level: 0.95,
  });
});
