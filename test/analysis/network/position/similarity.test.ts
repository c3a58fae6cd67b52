import { networkSimilarity } from '../../../../analysis/network/position/similarity';
import { TopPairs } from '../../../../analysis/network/position/top-pairs';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { numbers } from '../../../../domain/artefact';
import { aboutOf, runMethod } from '../../run-method';
import { graphOf, listOf } from '../graphs';
import { expectClose, reference } from '../reference';

const measures = ['jaccard', 'adamic-adar', 'structural', 'simrank', 'regular'];

describe.each(Object.entries(reference.pairs))('a random graph, %s', (_, graph) => {
  const list = listOf(graph.nodes, graph.directed, graph.edges);
  test.each(measures)('%s of all pairs is networkx’s or numpy’s', async (measure) => {
    const found = await runMethod(networkSimilarity, { graph: graphOf(list) }, { measure, top: 0 });
    const wanted = new Map(graph[measure]!.map(([a, b, value]) => [`${a} ${b}`, value]));
    const [source, target] = [numbers(found, 'source'), numbers(found, 'target')];
    const keys = Array.from(source, (a, i) => `${a} ${target[i]}`);
    expect(new Set(keys)).toEqual(new Set(wanted.keys()));
    expectClose(
      Array.from(numbers(found, 'value')),
      keys.map((key) => wanted.get(key)!),
      1e-9,
    );
    const between = new Set(graph.edges.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));
    expect(Array.from(numbers(found, 'tied'))).toEqual(keys.map((key) => Number(between.has(key))));
  });
});

test('the best pairs are the first of all sorted pairs', () => {
  const random = new Xoshiro128(4);
  const all = Array.from({ length: 500 }, (_, i) => [random.below(20), i, random.below(30)] as const);
  const top = new TopPairs(40);
  for (const [a, b, value] of all) top.offer(a, b, value);
  const wanted = [...all].sort((x, y) => y[2] - x[2] || x[0] - y[0] || x[1] - y[1]).slice(0, 40);
  const { source, target, value } = top.sorted();
  expect(Array.from(source, (a, i) => [a, target[i], value[i]])).toEqual(wanted);
  expect(top.offered).toBe(500);
});

test('SimRank of far ends is as precise as of near ones: each value follows from those of the neighbours', async () => {
  const n = 40;
  const list = listOf(
    n,
    false,
    Array.from({ length: n - 1 }, (_, v) => [v, v + 1] as const),
  );
  const found = await runMethod(networkSimilarity, { graph: graphOf(list) }, { measure: 'simrank', top: 0 });
  const [source, target, value] = ['source', 'target', 'value'].map((name) => numbers(found, name));
  const of = new Map(Array.from(value!, (one, i) => [`${source![i]} ${target![i]}`, one]));
  const alike = (a: number, b: number): number => (a === b ? 1 : (of.get(`${Math.min(a, b)} ${Math.max(a, b)}`) ?? 0));
  const around = (v: number): number[] => [v - 1, v + 1].filter((one) => one >= 0 && one < n);
  for (let a = 0; a < n; a++)
    for (let b = a + 1; b < n; b++) {
      const pairs = around(a).flatMap((x) => around(b).map((y) => alike(x, y)));
      const wanted = (0.9 * pairs.reduce((sum, one) => sum + one, 0)) / pairs.length;
      expect(Math.abs(alike(a, b) - wanted)).toBeLessThanOrEqual(1e-10 * wanted);
    }
});

test('a graph in which nobody shares a neighbour has no pairs, and says so', async () => {
  for (const measure of measures) {
    const found = await runMethod(networkSimilarity, { graph: graphOf(listOf(3, false, [])) }, { measure });
    expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({ pairs: 0, largest: null });
  }
});

test('measures of every pair refuse a graph that is too large for them', async () => {
  const list = listOf(5000, false, [[0, 1]]);
  await expect(runMethod(networkSimilarity, { graph: graphOf(list) }, { measure: 'simrank' })).rejects.toThrow(
    'at most 4000 nodes were expected for simrank',
  );
});
