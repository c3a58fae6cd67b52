import { networkModels } from '../../../../analysis/network/models/models';
import { propertiesOf, reciprocity, simple } from '../../../../analysis/network/models/properties';
import { erdosRenyi } from '../../../../analysis/network/models/generators';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { numbers, strings } from '../../../../domain/artefact';
import { withData } from '../../../shared-data';
import { aboutOf, runMethod } from '../../run-method';
import { graphFile, knownCommunities, sharedGraph } from '../communities/known-communities';
import { graphOf, listOf } from '../graphs';

withData(graphFile('emaileu.edges'), 'properties of known graphs are networkx’s', () => {
  for (const [name, wanted] of Object.entries(knownCommunities.properties)) {
    const list = sharedGraph(name, name === 'emaileu');
    const found = propertiesOf(simple(list), new Xoshiro128(1), Number.POSITIVE_INFINITY) as unknown as Record<
      string,
      number
    >;
    for (const [property, value] of Object.entries(wanted))
      expect(Math.abs((property === 'reciprocity' ? reciprocity(list) : found[property]!) - value)).toBeLessThan(1e-9);
  }
});

interface Verdict {
  explains: string[];
  fails: string[];
}

test('a random graph is explained by its size; a ring of cliques is not', async () => {
  const random = graphOf(erdosRenyi(60, 150, new Xoshiro128(11)));
  const one = await runMethod(networkModels, { graph: random }, { models: ['erdos-renyi'], samples: 40 });
  const fitted = aboutOf<{ summary: { models: Record<string, Verdict> } }>(one).summary.models['erdos-renyi']!;
  expect(fitted.explains.length).toBeGreaterThanOrEqual(6);
  const edges: [number, number][] = [];
  for (let c = 0; c < 12; c++) {
    for (let i = 0; i < 5; i++) for (let j = 0; j < i; j++) edges.push([5 * c + j, 5 * c + i]);
    edges.push([5 * c, (5 * c + 9) % 60]);
  }
  const two = await runMethod(networkModels, { graph: graphOf(listOf(60, false, edges)) }, { samples: 20 });
  const { models } = aboutOf<{ summary: { models: Record<string, Verdict> } }>(two).summary;
  for (const model of ['erdos-renyi', 'barabasi-albert', 'configuration', 'rewiring'])
    expect(models[model]!.fails).toEqual(expect.arrayContaining(['transitivity', 'modularity']));
  // Degrees stay in rewiring: what follows from them alone is explained.
  expect(models.rewiring!.explains).toEqual(expect.arrayContaining(['degreeVariance', 'maximumDegree']));
});

test('z is the distance from the mean of the samples in their deviations', async () => {
  const graph = graphOf(erdosRenyi(40, 100, new Xoshiro128(3)));
  const found = await runMethod(networkModels, { graph }, { samples: 10 });
  const [observed, mean, sd, z] = ['observed', 'mean', 'sd', 'z'].map((name) => numbers(found, name));
  let checked = 0;
  strings(found, 'property').forEach((_, i) => {
    if (Number.isNaN(z![i]!)) return;
    expect(z![i]).toBeCloseTo((observed![i]! - mean![i]!) / sd![i]!, 10);
    checked++;
  });
  expect(checked).toBeGreaterThan(25);
});

test('a graph of a model is given on request, directed ones by rewiring', async () => {
  const edges: [number, number][] = Array.from({ length: 30 }, (_, v) => [v, (v * 7 + 1) % 30]);
  const list = listOf(
    30,
    true,
    edges.filter(([a, b]) => a !== b),
  );
  const found = await runMethod(networkModels, { graph: graphOf(list) }, { generate: 'rewiring' });
  expect([...numbers(found, 'source')].sort()).toEqual([...list.source].sort());
  expect([...numbers(found, 'target')].sort()).toEqual([...list.target].sort());
});

test('a graph without ties is not enough', async () => {
  for (const list of [listOf(0, false, []), listOf(9, true, []), listOf(4, false, [[1, 1]])]) {
    const found = await runMethod(networkModels, { graph: graphOf(list) });
    expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({ notEnoughData: true });
  }
});
