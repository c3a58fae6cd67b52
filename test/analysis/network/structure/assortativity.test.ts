import { degreeAssortativity, networkAssortativity } from '../../../../analysis/network/structure/assortativity';
import type { Artefact } from '../../../../domain/artefact';
import { aboutOf, runMethod } from '../../run-method';
import { graphOf, listOf } from '../graphs';
import { expectClose, smallGraphs } from '../reference';

interface Summary {
  assortativity: number | null;
  standardError: number | null;
  edgesUsed: number;
  mixing?: number[][];
}

async function summaryOf(list: Parameters<typeof graphOf>[0], label: (string | null)[], by?: string): Promise<Summary> {
  const labels: Artefact = { kind: 'node-labels', columns: { label }, about: {} };
  const found = await runMethod(networkAssortativity, { graph: graphOf(list), labels }, by ? { by } : {});
  return aboutOf<{ summary: Summary }>(found).summary;
}

test.each(smallGraphs)(
  'assortativity by degree, strength, label and value (%s) is networkx’s',
  async (_, graph, list) => {
    expectClose([degreeAssortativity(list).value], [graph.whole.degreeAssortativity!]);
    if (graph.strengthAssortativity !== undefined)
      expectClose([degreeAssortativity(list, true).value], [graph.strengthAssortativity]);
    expectClose([(await summaryOf(list, [...graph.groups])).assortativity], [graph.byLabel]);
    expectClose([(await summaryOf(list, graph.values.map(String), 'value')).assortativity], [graph.byValue]);
  },
);

test('the error is what leaving out one edge at a time gives', async () => {
  const [, graph, list] = smallGraphs[0]!;
  for (const by of ['label', 'value']) {
    const label = by === 'label' ? [...graph.groups] : graph.values.map(String);
    const whole = await summaryOf(list, label, by);
    let square = 0;
    for (let e = 0; e < list.source.length; e++) {
      const kept = graph.edges.filter((_, i) => i !== e);
      const without = await summaryOf(listOf(graph.nodes, graph.directed, kept), label, by);
      square += (without.assortativity! - whole.assortativity!) ** 2;
    }
    expectClose([whole.standardError], [Math.sqrt(square)]);
  }
});

test('edges with an unknown end are left out and counted', async () => {
  const list = listOf(5, false, [
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
  ]);
  const found = await summaryOf(list, ['a', 'a', 'b', 'b', null]);
  expect(found.edgesUsed).toBe(3);
  expect(found.mixing).toEqual([
    [2, 1],
    [1, 2],
  ]);
  expectClose([found.assortativity], [1 / 3]);
});

test('without edges, or with one group alone, assortativity is undefined', async () => {
  expect((await summaryOf(listOf(2, false, []), ['a', 'b'])).assortativity).toBeNull();
  expect((await summaryOf(listOf(2, false, [[0, 1]]), ['a', 'a'])).assortativity).toBeNull();
  expect((await summaryOf(listOf(2, false, [[0, 1]]), ['3', '3'], 'value')).assortativity).toBeNull();
  expect(
    degreeAssortativity(
      listOf(4, false, [
        [0, 1],
        [2, 3],
      ]),
    ).value,
  ).toBeNull();
});

test('text as a value and missing labels are refused', async () => {
  await expect(summaryOf(listOf(2, false, [[0, 1]]), ['3', 'x'], 'value')).rejects.toThrow('found text at node 2');
  await expect(
    runMethod(networkAssortativity, { graph: graphOf(listOf(2, false, [[0, 1]])) }, { by: 'label' }),
  ).rejects.toThrow('--set labels=FILE');
});
