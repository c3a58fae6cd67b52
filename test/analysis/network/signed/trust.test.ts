import { networkTrust } from '../../../../analysis/network/signed/trust';
import { propagate, trustGraph } from '../../../../analysis/network/signed/trust-propagation';
import { numbers } from '../../../../domain/artefact';
import { withData } from '../../../shared-data';
import { aboutOf, runMethod } from '../../run-method';
import { graphFile, knownCommunities } from '../communities/known-communities';
import { byNode, graphOf, listOf, readEdges } from '../graphs';

test('each model of propagation is the product of the matrices of Guha et al.', () => {
  const { nodes, edges, steps, decay } = knownCommunities.trust;
  const graph = trustGraph(listOf(nodes, true, edges));
  for (const model of ['trust-only', 'one-step', 'propagated'] as const) {
    for (let v = 0; v < nodes; v++) {
      const start = new Float64Array(nodes);
      start[v] = 1;
      const found = propagate(graph, start, model, { steps, decay });
      found.forEach((value, u) => {
        expect(Math.abs(value - knownCommunities.trust[model][v]![u]!)).toBeLessThan(1e-12);
      });
    }
  }
});

test('who the trusted distrust is told apart from who the distrusted do', async () => {
  // 0 to 3 trust 4; 4 distrusts 5; 6, whom nobody trusts, distrusts 7.
  const list = listOf(8, true, [
    [0, 4, 1],
    [1, 4, 1],
    [2, 4, 1],
    [3, 4, 1],
    [4, 5, -1],
    [6, 7, -1],
  ]);
  const found = await runMethod(networkTrust, { graph: graphOf(list) });
  const value = byNode(found);
  expect(value[4]).toBe(Math.max(...value));
  expect(value[5]).toBe(Math.min(...value));
  const node = Array.from(numbers(found, 'node'));
  const blamed = numbers(found, 'distrustedByTrusted');
  expect(blamed[node.indexOf(5)]).toBeGreaterThan(0);
  expect(blamed[node.indexOf(7)]).toBe(0);
  expect(aboutOf<{ summary: { hidden: object } }>(found).summary.hidden).toMatchObject({ auc: null });
});

withData(
  graphFile('bitcoinotc.edges'),
  'hidden distrust in the trust network is foretold far better than by chance',
  async (file) => {
    const found = await runMethod(networkTrust, { graph: graphOf(readEdges(file)) }, { steps: 2 });
    expect(aboutOf<{ summary: { hidden: { auc: number } } }>(found).summary.hidden.auc).toBeGreaterThan(0.7);
  },
);

test('a source beyond the graph is refused, an empty graph is answered', async () => {
  await expect(async () =>
    runMethod(networkTrust, { graph: graphOf(listOf(2, true, [[0, 1]])) }, { source: 2 }),
  ).rejects.toThrow(/below 2 was expected, found 2/);
  const empty = await runMethod(networkTrust, { graph: graphOf(listOf(0, true, [])) });
  expect(byNode(empty)).toEqual([]);
});
