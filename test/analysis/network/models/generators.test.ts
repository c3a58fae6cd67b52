import {
  barabasiAlbert,
  configurationModel,
  erdosRenyi,
  rewired,
  wattsStrogatz,
} from '../../../../analysis/network/models/generators';
import { degreesOf, propertiesOf } from '../../../../analysis/network/models/properties';
import type { EdgeList } from '../../../../analysis/network/graph/graph';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { listOf } from '../graphs';

function expectSimple(list: EdgeList): void {
  const keys = new Set<number>();
  let loops = 0;
  list.source.forEach((a, e) => {
    const b = list.target[e]!;
    if (a === b) loops++;
    keys.add(list.directed ? a * list.nodes + b : Math.min(a, b) * list.nodes + Math.max(a, b));
  });
  expect(loops).toBe(0);
  expect(keys.size).toBe(list.source.length);
}

const degrees = (list: EdgeList): number[] => Array.from(degreesOf(list));

test('every generator gives a simple graph with the edges asked for', () => {
  for (let seed = 0; seed < 5; seed++) {
    for (const [n, m] of [
      [50, 120],
      [10, 44],
      [6, 15],
      [5, 0],
      [40, 39],
    ] as const) {
      const random = new Xoshiro128(seed);
      const made = [erdosRenyi(n, m, random), wattsStrogatz(n, m, 0.2, random)];
      for (const list of made) {
        expectSimple(list);
        expect(list.source).toHaveLength(m);
      }
    }
    const grown = barabasiAlbert(500, 1400, new Xoshiro128(seed));
    expectSimple(grown);
    expect(Math.abs(grown.source.length - 1400)).toBeLessThanOrEqual(1);
  }
});

test('Erdős–Rényi gives each pair alike', () => {
  const random = new Xoshiro128(2);
  const seen = new Float64Array(10);
  for (let i = 0; i < 4000; i++) {
    const list = erdosRenyi(5, i % 2 === 0 ? 2 : 8, random);
    list.source.forEach((a, e) => {
      const [low, high] = [Math.min(a, list.target[e]!), Math.max(a, list.target[e]!)];
      seen[low * 4 - (low * (low - 1)) / 2 + (high - low - 1)]!++;
    });
  }
  // 4,000 graphs of 5 edges in the mean, so each pair in half of them; sd below 28.
  for (const count of seen) expect(Math.abs(count - 2000)).toBeLessThan(150);
});

test('Barabási–Albert has the degree distribution of the theory', () => {
  // P(degree ≥ k) = m(m+1)/(k(k+1)) for k ≥ m (Dorogovtsev et al. 2000, doi:10.1103/PhysRevLett.85.4633).
  const [n, m] = [20_000, 3];
  const degree = degrees(barabasiAlbert(n, n * m, new Xoshiro128(5)));
  for (const k of [4, 8, 16, 32]) {
    const share = degree.filter((one) => one >= k).length / n;
    const theory = (m * (m + 1)) / (k * (k + 1));
    expect(Math.abs(share / theory - 1)).toBeLessThan(0.15);
  }
});

test('Watts–Strogatz clusters as Barrat and Weigt say', () => {
  // C(p) ≈ 3(k − 2)/(4(k − 1)) · (1 − p)³, exact at p = 0.
  const [n, k] = [2000, 10];
  for (const p of [0, 0.05, 0.2, 0.5]) {
    const list = wattsStrogatz(n, (n * k) / 2, p, new Xoshiro128(3));
    const theory = ((3 * (k - 2)) / (4 * (k - 1))) * (1 - p) ** 3;
    const found = propertiesOf(list, new Xoshiro128(1)).meanClustering;
    expect(Math.abs(found - theory)).toBeLessThan(p === 0 ? 1e-12 : 0.015);
  }
});

test('rewiring keeps every degree, in and out, and moves nearly every tie', () => {
  for (const directed of [true, false]) {
    for (let seed = 0; seed < 5; seed++) {
      const random = new Xoshiro128(seed);
      const keys = new Set<number>();
      const edges: [number, number][] = [];
      while (edges.length < 300) {
        const [a, b] = [random.below(80), random.below(80)];
        const key = directed ? a * 80 + b : Math.min(a, b) * 80 + Math.max(a, b);
        if (a === b || keys.has(key)) continue;
        keys.add(key);
        edges.push([a, b]);
      }
      const list = listOf(80, directed, edges);
      const made = rewired(list, 10, random);
      expectSimple(made);
      expect(degrees(made)).toEqual(degrees(list));
      if (directed) {
        const count = (ends: Int32Array): number[] => {
          const out = new Array<number>(80).fill(0);
          for (const v of ends) out[v]!++;
          return out;
        };
        expect(count(made.source)).toEqual(count(list.source));
        expect(count(made.target)).toEqual(count(list.target));
      }
      let kept = 0;
      made.source.forEach((a, e) => {
        const b = made.target[e]!;
        if (keys.has(directed ? a * 80 + b : Math.min(a, b) * 80 + Math.max(a, b))) kept++;
      });
      expect(kept).toBeLessThan(60);
    }
  }
});

test('the configuration model never exceeds a degree and loses few ties of a sparse graph', () => {
  const wanted = Array.from({ length: 1000 }, (_, v) => 1 + (v % 5));
  const made = configurationModel(wanted, new Xoshiro128(4));
  expectSimple(made);
  degrees(made).forEach((degree, v) => {
    expect(degree).toBeLessThanOrEqual(wanted[v]!);
  });
  expect(made.source.length).toBeGreaterThan(1500 - 15);
});
