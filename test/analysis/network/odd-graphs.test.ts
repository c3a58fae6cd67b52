import type { EdgeList } from '../../../analysis/network/graph/graph';
import { numbers } from '../../../domain/artefact';
import { AssayError } from '../../../domain/errors';
import { methodOf } from '../../../methods';
import { aboutOf, runMethod } from '../run-method';
import { byNode, graphOf, listOf } from './graphs';
import { expectClose } from './reference';

const nodeMeasures = [
  'degree',
  'pagerank',
  'betweenness',
  'closeness',
  'eigenvector',
  'katz',
  'hits',
  'core',
  'constraint',
  'bridging',
];

async function values(name: string, list: EdgeList, parameters: object = {}): Promise<number[]> {
  return byNode(await runMethod(methodOf(`network/${name}`)!, { graph: graphOf(list) }, parameters));
}

const pair = listOf(2, false, [[0, 1]]);

describe.each(nodeMeasures)('%s', (name) => {
  test('of a graph without nodes is empty', async () => {
    for (const directed of [false, true]) expect(await values(name, listOf(0, directed, []))).toEqual([]);
  });

  test('of one node alone is a number or undefined, never an error', async () => {
    const [value] = await values(name, listOf(1, false, []));
    const wanted: Record<string, number> = { degree: 0, pagerank: 1, betweenness: 0, closeness: 0, katz: 1, core: 0 };
    expect(value).toBe(wanted[name] ?? Number.NaN);
  });

  test('of two components counts each by itself', async () => {
    const twice = listOf(5, false, [
      [0, 1],
      [2, 3],
    ]);
    const found = await values(name, twice);
    expect(found[0]).toBeCloseTo(found[2]!, 12);
    expect(found.length).toBe(5);
  });
});

test('negative weights are refused with the way out where they have no meaning', async () => {
  const signed = listOf(3, false, [
    [0, 1, 2],
    [1, 2, -3],
  ]);
  for (const name of ['pagerank', 'eigenvector', 'katz', 'hits', 'constraint', 'betweenness', 'closeness']) {
    const refused = values(name, signed, { weighted: true });
    await expect(refused).rejects.toBeInstanceOf(AssayError);
    await expect(refused).rejects.toThrow(/were expected, found -3 \(edge 2\); --set weighted=false/);
    expect((await values(name, signed, { weighted: false })).length).toBe(3);
  }
  expect(await values('degree', signed, { weighted: true })).toEqual([2, -1, -3]);
});

test('an edge of weight 0 ties nobody where weights count', async () => {
  const list = listOf(3, true, [
    [0, 1, 0],
    [1, 2, 1],
    [2, 1, 1],
  ]);
  // Node 0 gives to all evenly, as one without edges.
  const without = listOf(3, true, [
    [1, 2, 1],
    [2, 1, 1],
  ]);
  for (const name of ['pagerank', 'eigenvector', 'katz', 'hits', 'constraint'])
    expectClose(await values(name, list, { weighted: true }), await values(name, without, { weighted: true }));
});

test('self-loops: two ends of degree, nothing for paths, cores and triangles', async () => {
  const loop = listOf(3, false, [
    [0, 1],
    [1, 2],
    [1, 1],
  ]);
  expect(await values('degree', loop)).toEqual([1, 4, 1]);
  expect(await values('betweenness', loop)).toEqual([0, 1, 0]);
  expect(await values('core', loop)).toEqual([1, 1, 1]);
  expectClose(await values('closeness', loop), [2 / 3, 1, 2 / 3]);
});

test('eigenvector centrality is undefined where no one vector leads, with the reason', async () => {
  const noteOf = async (list: EdgeList): Promise<unknown> => {
    const found = await runMethod(methodOf('network/eigenvector')!, { graph: graphOf(list) });
    expect(numbers(found, 'value').every((one) => Number.isNaN(one))).toBe(true);
    return aboutOf<{ summary: { note: string } }>(found).summary.note;
  };
  expect(
    await noteOf(
      listOf(3, true, [
        [0, 1],
        [1, 2],
      ]),
    ),
  ).toMatch('no tie leads back');
  expect(
    await noteOf(
      listOf(4, true, [
        [0, 1],
        [1, 0],
        [2, 3],
        [3, 2],
      ]),
    ),
  ).toMatch('2 strongly connected parts');
});

test('eigenvector centrality of equal components is the limit of the power method, of a smaller one 0', async () => {
  const half = 1 / Math.sqrt(4);
  expectClose(
    await values(
      'eigenvector',
      listOf(4, false, [
        [0, 1],
        [2, 3],
      ]),
    ),
    [half, half, half, half],
  );
  const third = 1 / Math.sqrt(3);
  expect(
    (
      await values(
        'eigenvector',
        listOf(5, false, [
          [0, 1],
          [1, 2],
          [0, 2],
          [3, 4],
        ]),
      )
    ).slice(3),
  ).toEqual([0, 0]);
  expectClose(
    (
      await values(
        'eigenvector',
        listOf(5, false, [
          [0, 1],
          [1, 2],
          [0, 2],
          [3, 4],
        ]),
      )
    ).slice(0, 3),
    [third, third, third],
  );
});

test('eigenvector centrality of a long path has the sines of its closed form, where the power method would need a hundred thousand steps', async () => {
  const n = 120;
  const path = listOf(
    n,
    false,
    Array.from({ length: n - 1 }, (_, i) => [i, i + 1] as const),
  );
  const sine = Array.from({ length: n }, (_, i) => Math.sin(((i + 1) * Math.PI) / (n + 1)) * Math.sqrt(2 / (n + 1)));
  expectClose(await values('eigenvector', path), sine);
});

test('Katz takes 0.1 where that converges, else less, and refuses what does not', async () => {
  const complete = listOf(
    20,
    false,
    Array.from({ length: 190 }, (_, e) => {
      const a = Math.floor((1 + Math.sqrt(1 + 8 * e)) / 2);
      return [a, e - (a * (a - 1)) / 2] as const;
    }),
  );
  const found = await runMethod(methodOf('network/katz')!, { graph: graphOf(complete) });
  // Of a complete graph λ = 19, and x = 1 / (1 − 19 alpha) for all.
  expect(aboutOf<{ summary: { alpha: number } }>(found).summary.alpha).toBeCloseTo(0.9 / 19, 12);
  expectClose(byNode(found), new Array<number>(20).fill(10));
  await expect(values('katz', complete, { alpha: 0.1 })).rejects.toThrow(
    'a number below 0.052631579 (1 / largest eigenvalue) was expected, found 0.1',
  );
  expect((await values('katz', pair))[0]).toBeCloseTo(1 / 0.9, 12);
});

test('the summary of odd graphs gives null with a reason', async () => {
  const summaryOf = async (list: EdgeList): Promise<Record<string, unknown>> =>
    aboutOf<{ summary: Record<string, unknown> }>(
      await runMethod(methodOf('network/summary')!, { graph: graphOf(list) }),
    ).summary;
  expect(await summaryOf(listOf(0, true, []))).toMatchObject({
    nodes: 0,
    edges: 0,
    density: null,
    meanClustering: null,
    components: 0,
    undefined: { density: 'fewer than two nodes', reciprocity: 'no edges', transitivity: 'no node has two neighbours' },
  });
  expect(await summaryOf(listOf(1, false, [[0, 0]]))).toMatchObject({
    nodes: 1,
    edges: 1,
    selfLoops: 1,
    density: null,
  });
  expect(await summaryOf(pair)).toMatchObject({
    density: 1,
    transitivity: null,
    meanClustering: 0,
    degreeAssortativity: null,
    distances: { diameter: 1, meanPath: 1, reachablePairs: 1 },
  });
});

test('very large and very small weights change nothing but the eigenvalue', async () => {
  const edges = [
    [0, 1, 1],
    [1, 2, 3],
    [2, 0, 2],
    [2, 3, 5],
  ] as const;
  for (const scale of [2 ** 900, 2 ** -900])
    for (const name of ['eigenvector', 'hits']) {
      const scaled = edges.map(([a, b, weight]) => [a, b, weight * scale] as const);
      const own = { weighted: true };
      expect(await values(name, listOf(4, false, scaled), own)).toEqual(
        await values(name, listOf(4, false, edges), own),
      );
    }
  const huge = listOf(
    4,
    false,
    edges.map(([a, b, weight]) => [a, b, weight * 2 ** 900] as const),
  );
  await expect(values('katz', huge, { weighted: true, alpha: 0.1 })).rejects.toThrow('1 / largest eigenvalue');
});
