import Graph from 'graphology';
import betweennessOf from 'graphology-metrics/centrality/betweenness';
import { betweenness, choosePivots, networkBetweenness } from '../../../analysis/network/betweenness';
import { Xoshiro128 } from '../../../analysis/statistics/random';
import { sharedData } from '../../../settings';
import { known, withData } from '../../shared-data';
import { aboutOf, runMethod } from '../run-method';
import { byNode, furthest, graphOf, listOf, readEdges } from './graphs';

const values = known<{ karate: { betweenness: number[] }; lesmis: { betweenness: number[] } }>('networkx.json');

withData(sharedData('graphs', 'karate.edges'), 'betweenness in the karate club is networkx’s', (file) => {
  expect(furthest(Array.from(betweenness(readEdges(file))), values.karate.betweenness)).toBeLessThan(1e-9);
});

withData(sharedData('graphs', 'lesmis.edges'), 'betweenness in Les Misérables is networkx’s', (file) => {
  expect(furthest(Array.from(betweenness(readEdges(file))), values.lesmis.betweenness)).toBeLessThan(1e-9);
});

function randomEdges(nodes: number, count: number, seed: number): [number, number][] {
  const random = new Xoshiro128(seed);
  const seen = new Map<string, [number, number]>();
  while (seen.size < count) {
    const edge: [number, number] = [random.below(nodes), random.below(nodes)];
    if (edge[0] !== edge[1] && !seen.has(`${edge[1]} ${edge[0]}`)) seen.set(edge.join(' '), edge);
  }
  return [...seen.values()];
}

test.each([false, true])(
  'betweenness in random graphs (directed: %s) is graphology-metrics’, from every source and with all nodes as pivots',
  (directed) => {
    for (let seed = 0; seed < 5; seed++) {
      const edges = randomEdges(60, 130, seed);
      const graph = new Graph({ type: directed ? 'directed' : 'undirected' });
      for (let i = 0; i < 60; i++) graph.addNode(String(i));
      for (const [a, b] of edges) graph.addEdge(String(a), String(b));
      const wanted = betweennessOf(graph, { normalized: false, getEdgeWeight: null });
      const list = listOf(60, directed, edges);
      const names = Array.from({ length: 60 }, (_, i) => wanted[String(i)]!);
      expect(furthest(Array.from(betweenness(list)), names)).toBeLessThan(1e-9);
      expect(
        furthest(
          Array.from(betweenness(list, new Xoshiro128(seed).shuffle(Array.from({ length: 60 }, (_, i) => i)))),
          names,
        ),
      ).toBeLessThan(1e-9);
    }
  },
);

test('on a path the middle carries every pair, and a self-loop changes nothing', () => {
  expect(
    Array.from(
      betweenness(
        listOf(5, false, [
          [0, 1],
          [1, 2],
          [2, 3],
          [3, 4],
        ]),
      ),
    ),
  ).toEqual([0, 3, 4, 3, 0]);
  expect(
    Array.from(
      betweenness(
        listOf(3, false, [
          [0, 1],
          [1, 2],
          [1, 1],
        ]),
      ),
    ),
  ).toEqual([0, 1, 0]);
  expect(
    Array.from(
      betweenness(
        listOf(3, true, [
          [0, 1],
          [1, 2],
        ]),
      ),
    ),
  ).toEqual([0, 1, 0]);
  expect(betweenness(listOf(0, false, [])).length).toBe(0);
});

test('the estimate from some sources is right on average', () => {
  const list = listOf(60, false, randomEdges(60, 130, 3));
  const exact = betweenness(list);
  const random = new Xoshiro128(1);
  const mean = new Float64Array(60);
  const draws = 400;
  for (let k = 0; k < draws; k++) {
    const pivots = random.shuffle(Array.from({ length: 60 }, (_, i) => i)).slice(0, 15);
    betweenness(list, pivots).forEach((one, i) => {
      mean[i]! += one / draws;
    });
  }
  // A pivot's own row is left out of its score, as in the exact sum: over all draws the scores agree within a few per cent.
  const total = exact.reduce((a, b) => a + b, 0);
  expect(mean.reduce((a, b) => a + b, 0) / total).toBeCloseTo(1, 1);
  const strongest = exact.indexOf(Math.max(...exact));
  expect(mean[strongest]! / exact[strongest]!).toBeCloseTo(1, 1);
});

test('small graphs are computed exactly; large ones from a sample, each source once', async () => {
  expect(choosePivots(listOf(60, false, randomEdges(60, 130, 1)), new Xoshiro128(1))).toBeUndefined();
  const large = {
    nodes: 20_000,
    directed: false,
    source: new Int32Array(30_000),
    target: new Int32Array(30_000),
    weight: new Float64Array(30_000),
  };
  const pivots = choosePivots(large, new Xoshiro128(1))!;
  expect(new Set(pivots).size).toBe(pivots.length);
  expect(pivots.length).toBeLessThan(20_000);
  const found = await runMethod(networkBetweenness, {
    graph: graphOf(
      listOf(3, false, [
        [0, 1],
        [1, 2],
      ]),
    ),
  });
  expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({ exact: true, sources: 3 });
  expect(byNode(found)).toEqual([0, 1, 0]);
});
