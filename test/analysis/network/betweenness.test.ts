import Graph from 'graphology';
import betweennessOf from 'graphology-metrics/centrality/betweenness';
import { betweenness, networkBetweenness } from '../../../analysis/network/betweenness';
import { sampleSize, sourcesOfPart } from '../../../analysis/network/graph/sources';
import { Xoshiro128 } from '../../../analysis/statistics/random';
import { numbers } from '../../../domain/artefact';
import { sharedData } from '../../../settings';
import { known, withData } from '../../shared-data';
import { aboutOf, contextOf, runMethod } from '../run-method';
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

test.each([false, true])('betweenness in random graphs (directed: %s) is graphology-metrics’', (directed) => {
  for (let seed = 0; seed < 5; seed++) {
    const edges = randomEdges(60, 130, seed);
    const graph = new Graph({ type: directed ? 'directed' : 'undirected' });
    for (let i = 0; i < 60; i++) graph.addNode(String(i));
    for (const [a, b] of edges) graph.addEdge(String(a), String(b));
    const wanted = betweennessOf(graph, { normalized: false, getEdgeWeight: null });
    const list = listOf(60, directed, edges);
    const names = Array.from({ length: 60 }, (_, i) => wanted[String(i)]!);
    expect(furthest(Array.from(betweenness(list)), names)).toBeLessThan(1e-9);
  }
});

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

test('the estimate from some sources is right on average, within its bound, and its error is as said', async () => {
  const list = listOf(160, false, randomEdges(160, 400, 3));
  const exact = betweenness(list);
  const draws = 150;
  const strongest = exact.indexOf(Math.max(...exact));
  const found: number[] = [];
  let said = 0;
  for (let seed = 0; seed < draws; seed++) {
    const measure = await runMethod(networkBetweenness, { graph: graphOf(list) }, { sources: 32 }, contextOf(seed));
    const { summary } = aboutOf<{ summary: { exact: boolean; sources: number; errorBound: number } }>(measure);
    expect(summary).toMatchObject({ exact: false, sources: 32 });
    const values = byNode(measure);
    values.forEach((one, v) => expect(Math.abs(one - exact[v]!)).toBeLessThan(summary.errorBound));
    found.push(values[strongest]!);
    said += numbers(measure, 'standardError')[Array.from(numbers(measure, 'node')).indexOf(strongest)]! / draws;
  }
  const mean = found.reduce((a, b) => a + b, 0) / draws;
  const deviation = Math.sqrt(found.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (draws - 1));
  expect(Math.abs(mean - exact[strongest]!)).toBeLessThan((4 * deviation) / Math.sqrt(draws));
  expect(deviation / said).toBeGreaterThan(0.7);
  expect(deviation / said).toBeLessThan(1.4);
});

test('as many sources as nodes is exact, and a sample takes each source once', async () => {
  const list = listOf(60, false, randomEdges(60, 130, 1));
  const all = await runMethod(networkBetweenness, { graph: graphOf(list) }, { sources: 60 });
  expect(aboutOf<{ summary: object }>(all).summary).toMatchObject({ exact: true, sources: 60, errorBound: 0 });
  expect(furthest(byNode(all), Array.from(betweenness(list)))).toBeLessThan(1e-12);
  for (let part = 0; part < 16; part++) {
    const drawn = sourcesOfPart(1000, 160, part, new Xoshiro128(part));
    expect(new Set(drawn).size).toBe(10);
    for (const one of drawn) expect(one % 16).toBe(part);
  }
  expect(sampleSize(100_000, 10_000_000, 'auto')).toBe(500);
  expect(sampleSize(100_000, 10_000_000, 'all')).toBeUndefined();
});

test('weights are lengths of ways: a detour of two short edges wins over one long one', () => {
  const list = listOf(3, false, [
    [0, 1, 1],
    [1, 2, 1],
    [0, 2, 3],
  ]);
  expect(Array.from(betweenness(list, true))).toEqual([0, 1, 0]);
  expect(Array.from(betweenness(list))).toEqual([0, 0, 0]);
});

test('lengths that are not above 0 are refused', async () => {
  const list = listOf(2, false, [[0, 1, 0]]);
  await expect(runMethod(networkBetweenness, { graph: graphOf(list) }, { weighted: true })).rejects.toThrow(
    'network/betweenness: weights above 0 were expected, found 0 (edge 1); --set weighted=false leaves weights out',
  );
});
