import { fnv1a, Xoshiro128 } from '../../../analysis/statistics/random';
import { known } from '../../shared-data';

const { streams } = known<{ streams: { state: [number, number, number, number]; skipped: number; draws: number[] }[] }>(
  'xoshiro.json',
);

test.each(streams)('draws from state $state after $skipped are those of the C program', ({ state, skipped, draws }) => {
  const random = new Xoshiro128(0, state);
  for (let i = 0; i < skipped; i++) random.bits();
  expect(draws.map(() => random.bits())).toEqual(draws);
});

test('a seed repeats itself and another seed differs', () => {
  const draw = (seed: number): number[] => {
    const random = new Xoshiro128(seed);
    return Array.from({ length: 8 }, () => random.bits());
  };
  expect(draw(7)).toEqual(draw(7));
  const firsts = new Set(Array.from({ length: 1000 }, (_, seed) => draw(seed).join(' ')));
  expect(firsts.size).toBe(1000);
});

test('seed 0 has a state that is not all zero, which would only give zeros', () => {
  const random = new Xoshiro128(0);
  expect(new Set(Array.from({ length: 100 }, () => random.bits())).size).toBeGreaterThan(90);
});

test('below gives every value about equally often and never the bound', () => {
  const random = new Xoshiro128(1);
  const counts = new Array<number>(7).fill(0);
  for (let i = 0; i < 70_000; i++) counts[random.below(7)]!++;
  expect(counts.length).toBe(7);
  const chi = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  // Chi-squared with 6 degrees of freedom is above 27.9 once in 10,000.
  expect(chi).toBeLessThan(27.9);
});

test('normal draws have mean 0, variance 1 and the kurtosis of the normal', () => {
  const random = new Xoshiro128(12);
  const n = 100_000;
  let sum = 0;
  let square = 0;
  let fourth = 0;
  for (let i = 0; i < n; i++) {
    const z = random.normal();
    sum += z;
    square += z * z;
    fourth += z ** 4;
  }
  expect(Math.abs(sum / n)).toBeLessThan(4 / Math.sqrt(n));
  expect(Math.abs(square / n - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
  expect(Math.abs(fourth / n - 3)).toBeLessThan(4 * Math.sqrt(96 / n));
});

test('a fork does not depend on what was drawn, differs by name, and leaves its parent alone', () => {
  const fresh = new Xoshiro128(3);
  const used = new Xoshiro128(3);
  for (let i = 0; i < 5; i++) used.next();
  const first = fresh.fork('a').next();
  expect(used.fork('a').next()).toBe(first);
  expect(fresh.fork('b').next()).not.toBe(first);
  expect(fresh.next()).toBe(new Xoshiro128(3).next());
});

test('a shuffle is a permutation, and each of the six of three is as likely', () => {
  const random = new Xoshiro128(5);
  const seen = new Map<string, number>();
  for (let i = 0; i < 12_000; i++) {
    const key = random.shuffle([0, 1, 2]).join('');
    seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  expect([...seen.keys()].sort()).toEqual(['012', '021', '102', '120', '201', '210']);
  // Chi-squared with 5 degrees of freedom is above 25.7 once in 10,000.
  expect([...seen.values()].reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0)).toBeLessThan(25.7);
});

test('FNV-1a gives the published values of 32 bits', () => {
  // Fowler, Noll, Vo & Eastlake, draft-eastlake-fnv, appendix C: "", "a", "foobar".
  expect([fnv1a(''), fnv1a('a'), fnv1a('foobar')]).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
});
