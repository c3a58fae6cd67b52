import { benjaminiHochberg, holm } from '../../../analysis/statistics/multiplicity';
import { Xoshiro128 } from '../../../analysis/statistics/random';
import { known } from '../../shared-data';

const { adjusted } = known<{ adjusted: { p: number[]; holm: number[]; benjaminiHochberg: number[] }[] }>(
  'statistics.json',
);

function close(found: readonly number[], wanted: readonly number[]): void {
  expect(found.length).toBe(wanted.length);
  found.forEach((one, i) => expect(one).toBeCloseTo(wanted[i]!, 11));
}

test.each(adjusted)('Holm’s p-values are those of statsmodels: $p', ({ p, holm: wanted }) => close(holm(p), wanted));

test.each(adjusted)(
  'Benjamini & Hochberg’s p-values are those of statsmodels: $p',
  ({ p, benjaminiHochberg: wanted }) => {
    close(benjaminiHochberg(p), wanted);
  },
);

test('Holm’s values of the docstring', () => close(holm([0.01, 0.04, 0.03]), [0.03, 0.06, 0.06]));

test('no p-values, no adjusted ones', () => {
  expect(holm([])).toEqual([]);
  expect(benjaminiHochberg([])).toEqual([]);
});

test('adjusted values keep the order of the raw ones, are never smaller, never above 1, and do not depend on the order given', () => {
  const random = new Xoshiro128(6);
  for (let k = 0; k < 40; k++) {
    const p = Array.from({ length: 1 + random.below(15) }, () => Math.round(random.next() * 50) / 50);
    const order = random.shuffle(p.map((_, i) => i));
    for (const adjust of [holm, benjaminiHochberg]) {
      const found = adjust(p);
      const shuffled = adjust(order.map((i) => p[i]!));
      order.forEach((i, place) => expect(shuffled[place]).toBeCloseTo(found[i]!, 12));
      for (let i = 0; i < p.length; i++) {
        expect(found[i]!).toBeGreaterThanOrEqual(p[i]! - 1e-12);
        expect(found[i]!).toBeLessThanOrEqual(1);
        for (let j = 0; j < p.length; j++) if (p[i]! < p[j]!) expect(found[i]!).toBeLessThanOrEqual(found[j]! + 1e-12);
      }
    }
  }
});
