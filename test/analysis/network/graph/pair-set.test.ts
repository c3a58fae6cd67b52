import { PairSet } from '../../../../analysis/network/graph/pair-set';
import { Xoshiro128 } from '../../../../analysis/statistics/random';

test('pairs come and go as in a Set of their names', () => {
  const random = new Xoshiro128(4);
  const set = new PairSet(60);
  const oracle = new Set<string>();
  for (let step = 0; step < 20_000; step++) {
    const [a, b] = [random.below(12), random.below(12)];
    const name = `${a} ${b}`;
    expect(set.has(a, b)).toBe(oracle.has(name));
    if (random.below(2) === 0) {
      set.delete(a, b);
      oracle.delete(name);
    } else if (oracle.size < 60) {
      expect(set.add(a, b)).toBe(!oracle.has(name));
      oracle.add(name);
    }
    expect(set.size).toBe(oracle.size);
  }
});
