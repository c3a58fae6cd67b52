import { strongComponents, weakComponents } from '../../../../analysis/network/graph/components';
import { fallingOrder } from '../../../../analysis/network/graph/order';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { listOf } from '../graphs';

/** Who reaches whom, by closing over every middle node (Warshall). */
function reach(n: number, edges: readonly (readonly [number, number])[], directed: boolean): boolean[][] {
  const r = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => i === j));
  for (const [a, b] of edges) {
    r[a]![b] = true;
    if (!directed) r[b]![a] = true;
  }
  for (let k = 0; k < n; k++)
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) r[i]![j] ||= r[i]![k]! && r[k]![j]!;
  return r;
}

test('components are those of who reaches whom, numbered by their first node', () => {
  for (let seed = 0; seed < 60; seed++) {
    const random = new Xoshiro128(seed);
    const n = 1 + random.below(18);
    const edges = Array.from({ length: random.below(26) }, () => [random.below(n), random.below(n)] as const);
    const list = listOf(n, true, edges);
    for (const [found, together] of [
      [weakComponents(list), reach(n, edges, false)],
      [strongComponents(list), reach(n, edges, true)],
    ] as const) {
      let next = 0;
      for (let a = 0; a < n; a++) {
        for (let b = 0; b < n; b++) expect(found.of[a] === found.of[b]).toBe(together[a]![b]! && together[b]![a]!);
        if (found.of[a]! >= next) expect(found.of[a]).toBe(next++);
      }
      expect(found.count).toBe(next);
      expect([...found.sizes]).toEqual(
        Array.from({ length: next }, (_, c) => [...found.of].filter((one) => one === c).length),
      );
    }
  }
});

test('a path of 200,000 nodes needs no deep stack', () => {
  const n = 200_000;
  const edges = Array.from({ length: n - 1 }, (_, i) => [i + 1, i] as const);
  expect(weakComponents(listOf(n, true, edges)).count).toBe(1);
  expect(strongComponents(listOf(n, true, [...edges, [0, n - 1]])).count).toBe(1);
  expect(strongComponents(listOf(n, true, edges)).count).toBe(n);
});

test('falling order is that of a plain sort, also for many values, negative, equal and undefined ones', () => {
  const random = new Xoshiro128(1);
  for (const n of [0, 1, 100, 5000]) {
    const values = Float64Array.from({ length: n }, () => {
      const kind = random.below(10);
      if (kind === 0) return Number.NaN;
      if (kind < 3) return [0, -0, 1, -1, Number.POSITIVE_INFINITY, 5e-324][random.below(6)]!;
      return (random.next() - 0.5) * 10 ** (random.below(600) - 300);
    });
    const wanted = Array.from(values.keys()).sort((a, b) => {
      const [x, y] = [values[a]!, values[b]!].map((one) => (Number.isNaN(one) ? Number.NEGATIVE_INFINITY : one));
      return x === y ? a - b : y! > x! ? 1 : -1;
    });
    const real = wanted.filter((i) => !Number.isNaN(values[i]));
    expect(Array.from(fallingOrder(values)).slice(0, real.length)).toEqual(real);
    expect(Array.from(fallingOrder(values)).slice(real.length)).toEqual(
      [...values.keys()].filter((i) => Number.isNaN(values[i])),
    );
  }
});
