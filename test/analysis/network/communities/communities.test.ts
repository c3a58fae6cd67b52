import { networkCommunities } from '../../../../analysis/network/communities/communities';
import { numbers } from '../../../../domain/artefact';
import { withData } from '../../../shared-data';
import { aboutOf, contextOf, runMethod } from '../../run-method';
import { byNode, graphOf, listOf } from '../graphs';
import { graphFile, labelsArtefact, sharedGraph } from './known-communities';

interface Summary {
  communities: number;
  sizes: number[];
  modularity: number | null;
  stability: number | null;
  nmi: number | null;
  ari: number | null;
  starts: number;
  directed: boolean;
}
const summaryOf = (found: Parameters<typeof aboutOf>[0]): Summary => aboutOf<{ summary: Summary }>(found).summary;

withData(
  graphFile('karate.edges'),
  'the method gives community by community, with what the runs agree on',
  async () => {
    const list = sharedGraph('karate', false);
    const found = await runMethod(networkCommunities, { graph: graphOf(list) }, { starts: 10 });
    const summary = summaryOf(found);
    expect(summary.modularity).toBeCloseTo(0.4197896, 6);
    expect(summary.sizes.reduce((a, b) => a + b, 0)).toBe(34);
    expect(summary.communities).toBe(new Set(byNode(found)).size);
    expect(summary.stability).toBeGreaterThan(0.8);
    const value = Array.from(numbers(found, 'value'));
    expect(value).toEqual([...value].sort((a, b) => a - b));
    for (const one of numbers(found, 'certainty')) expect(one).toBeGreaterThan(0.5);
  },
);

withData(
  graphFile('emaileu.edges'),
  'communities of the e-mails lie near the departments, in every method',
  async () => {
    const list = sharedGraph('emaileu', true);
    const labels = labelsArtefact(Array.from({ length: list.nodes }, (_, v) => (v % 50 === 0 ? null : `d${v % 7}`)));
    const found = await runMethod(networkCommunities, { graph: graphOf(list), labels }, { starts: 2 });
    const summary = summaryOf(found);
    expect(summary.directed).toBe(true);
    // Labels dealt out in turn have nothing to do with the ties.
    expect(Math.abs(summary.ari!)).toBeLessThan(0.02);
    expect(summary.modularity).toBeGreaterThan(0.42);
  },
);

test('the same seed gives the same bytes, and the consensus of runs is a partition as well', async () => {
  const edges: [number, number, number][] = [];
  for (let v = 0; v < 60; v++) for (const d of [1, 2, 7]) edges.push([v, (v + d) % 60, 1 + (v % 3)]);
  const graph = graphOf(listOf(60, true, edges));
  const one = await runMethod(networkCommunities, { graph }, { consensus: true }, contextOf(5));
  const two = await runMethod(networkCommunities, { graph }, { consensus: true }, contextOf(5));
  expect(one).toEqual(two);
  const sizes = summaryOf(one).sizes;
  expect(sizes.reduce((a, b) => a + b, 0)).toBe(60);
});

test('two cliques are one partition in every run, so the consensus is the same and sure', async () => {
  const edges: [number, number][] = [[0, 5]];
  for (const from of [0, 5]) for (let i = 0; i < 5; i++) for (let j = 0; j < i; j++) edges.push([from + j, from + i]);
  const found = await runMethod(networkCommunities, { graph: graphOf(listOf(10, false, edges)) }, { consensus: true });
  expect(summaryOf(found)).toMatchObject({ communities: 2, stability: 1, sizes: [5, 5] });
  expect(Array.from(numbers(found, 'certainty'))).toEqual(new Array(10).fill(1));
});

test('negative and endless weights are refused with the way out', async () => {
  const negative = graphOf(
    listOf(3, false, [
      [0, 1, -2],
      [1, 2, 1],
    ]),
  );
  await expect(async () => runMethod(networkCommunities, { graph: negative })).rejects.toThrow(
    /0 or more were expected, found 1 negative ties; set weighted=false .* network\/signed/,
  );
  const found = await runMethod(networkCommunities, { graph: negative }, { weighted: false });
  expect(summaryOf(found).communities).toBe(1);
  const endless = graphOf(listOf(2, false, [[0, 1, Number.POSITIVE_INFINITY]]));
  await expect(async () => runMethod(networkCommunities, { graph: endless })).rejects.toThrow(/finite weights/);
});

test('graphs without ties, with one node, with none, and with a self-loop alone have an answer', async () => {
  for (const method of ['leiden', 'louvain', 'label-propagation', 'infomap-like']) {
    const without = await runMethod(networkCommunities, { graph: graphOf(listOf(3, true, [])) }, { method });
    expect(summaryOf(without)).toMatchObject({ modularity: null, communities: 3, sizes: [1, 1, 1] });
    const empty = await runMethod(networkCommunities, { graph: graphOf(listOf(0, false, [])) }, { method });
    expect(summaryOf(empty)).toMatchObject({ communities: 0, sizes: [], modularity: null });
    const loop = await runMethod(networkCommunities, { graph: graphOf(listOf(1, false, [[0, 0]])) }, { method });
    expect(summaryOf(loop)).toMatchObject({ communities: 1, modularity: 0 });
  }
});
