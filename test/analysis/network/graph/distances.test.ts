import { csrOf, wideCsrOf } from '../../../../analysis/network/graph/csr';
import { addDistances, emptySums } from '../../../../analysis/network/graph/distances';
import { pathLengths } from '../../../../analysis/network/structure/path-lengths';
import { dijkstra, DistanceHeap } from '../../../../analysis/network/graph/shortest-paths';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { listOf } from '../graphs';

/** All distances by Floyd and Warshall. */
function all(n: number, edges: readonly (readonly [number, number, number])[], weighted: boolean): number[][] {
  const d = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? 0 : Number.POSITIVE_INFINITY)),
  );
  for (const [a, b, w] of edges) if (a !== b) d[a]![b] = Math.min(d[a]![b]!, weighted ? w : 1);
  for (let k = 0; k < n; k++)
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) d[i]![j] = Math.min(d[i]![j]!, d[i]![k]! + d[k]![j]!);
  return d;
}

function drawn(seed: number): { n: number; edges: [number, number, number][] } {
  const random = new Xoshiro128(seed);
  const n = 2 + random.below(50);
  const edges = new Map<string, [number, number, number]>();
  for (let k = 0; k < 2 * n; k++) {
    const edge: [number, number, number] = [random.below(n), random.below(n), 1 + random.below(5)];
    edges.set(`${edge[0]} ${edge[1]}`, edge);
  }
  return { n, edges: [...edges.values()] };
}

test('many searches at once, and Dijkstra’s, find the distances of Floyd and Warshall', () => {
  for (let seed = 0; seed < 12; seed++) {
    const { n, edges } = drawn(seed);
    const list = listOf(n, true, edges);
    const steps = all(n, edges, false);
    const sums = emptySums(n, true);
    const sources = Int32Array.from({ length: n }, (_, i) => i);
    // Two calls, so that the place of each source is counted on.
    addDistances(csrOf(list, { unweighted: true }), sources.subarray(0, n >> 1), sums);
    addDistances(csrOf(list, { unweighted: true }), sources.subarray(n >> 1), sums);
    const finite = (row: readonly number[]): number[] => row.filter((one) => one > 0 && one < Number.POSITIVE_INFINITY);
    const sum = (row: readonly number[]): number => row.reduce((a, b) => a + b, 0);
    for (let v = 0; v < n; v++) {
      const into = finite(steps.map((row) => row[v]!));
      expect([sums.far[v], sums.reachedBy[v]]).toEqual([sum(into), into.length]);
      expect(sums.near[v]).toBeCloseTo(sum(into.map((one) => 1 / one)), 10);
      expect([sums.fromEach!.far[v], sums.fromEach!.reached[v]]).toEqual([
        sum(finite(steps[v]!)),
        finite(steps[v]!).length,
      ]);
    }
    const lengths = all(n, edges, true);
    const distance = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
    const order = new Int32Array(n);
    const reached = dijkstra(wideCsrOf(list), 0, distance, order, new DistanceHeap(n, distance));
    expect(Array.from(distance)).toEqual(lengths[0]);
    expect(reached).toBe(finite(lengths[0]!).length + 1);
  }
});

test('the interval of a sampled mean distance holds the exact one about as often as it says', () => {
  const random = new Xoshiro128(9);
  const edges = Array.from({ length: 900 }, () => [random.below(400), random.below(400)] as const);
  const list = listOf(400, false, edges);
  const exact = pathLengths(list, 'all', random, () => {}).meanPath as number;
  let held = 0;
  for (let seed = 0; seed < 200; seed++) {
    const found = pathLengths(list, 60, new Xoshiro128(seed), () => {}) as {
      low: number;
      high: number;
      exact: boolean;
    };
    expect(found.exact).toBe(false);
    if (found.low <= exact && exact <= found.high) held++;
  }
  expect(held).toBeGreaterThanOrEqual(180);
});
