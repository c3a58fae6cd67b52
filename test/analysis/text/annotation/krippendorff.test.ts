import {
  alphaInterval,
  krippendorffAlpha,
  levels,
  type ReliabilityTable,
} from '../../../../analysis/text/annotation/krippendorff';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { known } from '../../../shared-data';

interface Known {
  tables: { name: string; table: (number | null)[][]; alpha: Record<string, number> }[];
}

/** Rows are coders, as in Krippendorff's tables. */
function tableOf(coders: readonly (readonly (number | null)[])[]): ReliabilityTable {
  const values = [...new Set(coders.flat().filter((one): one is number => one !== null))].sort((a, b) => a - b);
  return {
    values,
    counts: coders[0]!.map((_, unit) =>
      Float64Array.from(values, (value) => coders.filter((coder) => coder[unit] === value).length),
    ),
  };
}

const { tables } = known<Known>('krippendorff.json');

test.each(tables)('alpha of $name equals the Python package at all four levels', ({ table, alpha }) => {
  for (const level of levels) expect(krippendorffAlpha(tableOf(table), level)).toBeCloseTo(alpha[level]!, 10);
});

test('the table with missing data has the values that Krippendorff printed', () => {
  const printed = { nominal: 0.743, ordinal: 0.815, interval: 0.849, ratio: 0.797 };
  for (const level of levels)
    expect(krippendorffAlpha(tableOf(tables[0]!.table), level)).toBeCloseTo(printed[level], 3);
});

test('nothing to disagree on is null, full agreement is 1, and the interval holds the value', () => {
  expect(
    krippendorffAlpha(
      tableOf([
        [1, 1],
        [1, 1],
      ]),
      'nominal',
    ),
  ).toBeNull();
  expect(
    krippendorffAlpha(
      tableOf([
        [1, 2],
        [null, null],
      ]),
      'nominal',
    ),
  ).toBeNull();
  expect(
    krippendorffAlpha(
      tableOf([
        [1, 2, 3],
        [1, 2, 3],
      ]),
      'interval',
    ),
  ).toBe(1);
  const { value, low, high } = alphaInterval(tableOf(tables[0]!.table), 'nominal', new Xoshiro128(1));
  expect(low!).toBeLessThan(value!);
  expect(high!).toBeGreaterThan(value!);
});

test('about 95 in 100 intervals of random tables hold the alpha of a very large one', () => {
  // Two coders who copy the truth (0 or 1, equally often) with chance 0.8, else guess: P(agree) = 0.64 + 0.36/2, so alpha = 0.64.
  const random = new Xoshiro128(7);
  const coder = (truth: number): number => (random.next() < 0.8 ? truth : random.below(2));
  let holds = 0;
  for (let k = 0; k < 50; k++) {
    const truth = Array.from({ length: 100 }, () => random.below(2));
    const { low, high } = alphaInterval(tableOf([truth.map(coder), truth.map(coder)]), 'nominal', random, 200);
    if (low! <= 0.64 && high! >= 0.64) holds++;
  }
  expect(holds).toBeGreaterThanOrEqual(43);
});
