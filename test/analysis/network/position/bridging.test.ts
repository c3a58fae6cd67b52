import Graph from 'graphology';
import betweennessOf from 'graphology-metrics/centrality/betweenness';
import { bridges } from '../../../../analysis/network/position/bridges';
import { bridgingCoefficient, networkBridging } from '../../../../analysis/network/position/bridging';
import { weakComponents } from '../../../../analysis/network/graph/components';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { numbers } from '../../../../domain/artefact';
import { aboutOf, runMethod } from '../../run-method';
import { graphOf, listOf } from '../graphs';
import { expectClose, smallGraphs } from '../reference';

test.each(smallGraphs)(
  'bridges and articulation points of a random graph (%s) are as many as networkx finds',
  (_, graph, list) => {
    const found = bridges(list);
    expect(found.count).toBe(graph.whole.bridges);
    expect(found.articulation.reduce((a, b) => a + b, 0)).toBe(graph.whole.articulationPoints);
  },
);

test('a bridge is a tie, and an articulation point a node, without which there are more components', () => {
  for (let seed = 0; seed < 30; seed++) {
    const random = new Xoshiro128(seed);
    const n = 4 + random.below(12);
    const edges = new Map<string, [number, number]>();
    for (let k = 0; k < n + 3; k++) {
      const [a, b] = [random.below(n), random.below(n)];
      if (a !== b) edges.set([a, b].sort().join(' '), [a, b]);
    }
    const all = [...edges.values()];
    const components = (kept: readonly [number, number][]): number => weakComponents(listOf(n, false, kept)).count;
    const whole = components(all);
    const found = bridges(listOf(n, false, all));
    const wanted = all.filter((one) => components(all.filter((other) => other !== one)) > whole);
    const named = new Set<string>();
    found.bridgeTo.forEach((to, v) => to >= 0 && named.add([to, v].sort().join(' ')));
    expect(named).toEqual(new Set(wanted.map((one) => [...one].sort().join(' '))));
    for (let v = 0; v < n; v++) {
      const left = components(all.filter(([a, b]) => a !== v && b !== v));
      // The node itself stands alone once its ties are gone.
      const alone = all.some(([a, b]) => a === v || b === v) ? 1 : 0;
      expect(found.articulation[v]).toBe(left - alone > whole ? 1 : 0);
    }
  }
});

test('bridging centrality is betweenness times the coefficient of its definition', async () => {
  const list = listOf(7, false, [
    [0, 1],
    [0, 2],
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 5],
    [4, 6],
    [5, 6],
  ]);
  const graph = new Graph({ type: 'undirected' });
  for (let v = 0; v < 7; v++) graph.addNode(v);
  for (let e = 0; e < 8; e++) graph.addEdge(list.source[e], list.target[e]);
  const between = betweennessOf(graph, { normalized: false, getEdgeWeight: null });
  const coefficient = Array.from({ length: 7 }, (_, v) => {
    const near = graph.neighbors(v);
    return 1 / near.length / near.reduce((sum, u) => sum + 1 / graph.degree(u), 0);
  });
  expectClose(bridgingCoefficient(list), coefficient);
  const found = await runMethod(networkBridging, { graph: graphOf(list) });
  expect(numbers(found, 'node')[0]).toBe(3);
  expectClose(
    Array.from(numbers(found, 'value')),
    Array.from(numbers(found, 'node'), (v) => between[v]! * coefficient[v]!),
  );
  expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({ bridges: 2, articulationPoints: 3, exact: true });
});
