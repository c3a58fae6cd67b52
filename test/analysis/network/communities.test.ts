import { louvainPartition, modularity, networkCommunities } from '../../../analysis/network/communities';
import { undirected } from '../../../analysis/network/graph';
import { Xoshiro128 } from '../../../analysis/statistics/random';
import { sharedData } from '../../../settings';
import { known, withData } from '../../shared-data';
import { aboutOf, runMethod } from '../run-method';
import { byNode, graphOf, listOf, readEdges } from './graphs';

interface Partition {
  groups: number[];
  count: number;
  modularity: number;
}
const values = known<{
  karate: { louvain: Partition; factions: Partition };
  lesmis: { louvain: Partition; louvainUnweighted: Partition };
}>('networkx.json');

withData(
  sharedData('graphs', 'karate.edges'),
  'modularity of two partitions of the karate club is networkx’s',
  (file) => {
    const list = readEdges(file);
    for (const one of [values.karate.louvain, values.karate.factions])
      expect(modularity(list, one.groups)).toBeCloseTo(one.modularity, 10);
  },
);

withData(
  sharedData('graphs', 'lesmis.edges'),
  'modularity with weights is networkx’s, and without when all weigh 1',
  (file) => {
    const list = readEdges(file);
    expect(modularity(list, values.lesmis.louvain.groups)).toBeCloseTo(values.lesmis.louvain.modularity, 10);
    const plain = { ...list, weight: list.weight.map(() => 1) };
    expect(modularity(plain, values.lesmis.louvainUnweighted.groups)).toBeCloseTo(
      values.lesmis.louvainUnweighted.modularity,
      10,
    );
  },
);

withData(
  sharedData('graphs', 'karate.edges'),
  'Louvain reaches a modularity of 0.41 in the karate club, whatever the seed',
  (file) => {
    const list = readEdges(file);
    for (let seed = 0; seed < 20; seed++) {
      const q = modularity(list, louvainPartition(list, 1, new Xoshiro128(seed)))!;
      // 0.4198 is the optimum (Brandes et al. 2008).
      expect(q).toBeGreaterThan(0.38);
      expect(q).toBeLessThan(0.41979);
    }
  },
);

withData(
  sharedData('graphs', 'karate.edges'),
  'the best of the method’s starts reaches 0.41 in the karate club',
  async (file) => {
    const list = readEdges(file);
    const found = await runMethod(networkCommunities, { graph: graphOf(list) }, { starts: 20 });
    const summary = aboutOf<{
      summary: { modularity: number; communities: number; largest: number[]; stability: number };
    }>(found).summary;
    expect(summary.modularity).toBeGreaterThanOrEqual(0.41);
    expect(summary.modularity).toBeCloseTo(modularity(list, byNode(found))!, 12);
    expect(summary.largest.reduce((a, b) => a + b, 0)).toBe(34);
    expect(summary.communities).toBe(new Set(byNode(found)).size);
    expect(summary.stability).toBeGreaterThan(0.5);
    expect(summary.stability).toBeLessThanOrEqual(1 + 1e-12);
  },
);

/** Modularity as a sum over all pairs: (1/2m) Σ (Aᵢⱼ − kᵢkⱼ/2m) where i and j share a community. */
function overPairs(
  nodes: number,
  edges: readonly (readonly [number, number, number])[],
  community: readonly number[],
): number {
  const a = Array.from({ length: nodes }, () => new Array<number>(nodes).fill(0));
  for (const [i, j, w] of edges) {
    a[i]![j]! += w;
    a[j]![i]! += w;
  }
  const k = a.map((row) => row.reduce((x, y) => x + y, 0));
  const m2 = k.reduce((x, y) => x + y, 0);
  let q = 0;
  for (let i = 0; i < nodes; i++)
    for (let j = 0; j < nodes; j++) if (community[i] === community[j]) q += (a[i]![j]! - (k[i]! * k[j]!) / m2) / m2;
  return q;
}

test('modularity is the sum over all pairs', () => {
  const random = new Xoshiro128(5);
  for (let round = 0; round < 20; round++) {
    const edges: [number, number, number][] = [];
    for (let i = 0; i < 12; i++)
      for (let j = 0; j < i; j++) if (random.below(3) === 0) edges.push([i, j, 1 + random.below(4)]);
    const community = Array.from({ length: 12 }, () => random.below(4));
    expect(modularity(listOf(12, false, edges), community)).toBeCloseTo(overPairs(12, edges, community), 10);
  }
  expect(modularity(listOf(3, false, []), [0, 1, 2])).toBeNull();
});

test('planted communities are found, numbered by falling size', () => {
  // A clique of six and one of four, joined by one edge.
  const edges: [number, number][] = [[0, 6]];
  for (const [from, to] of [
    [0, 6],
    [6, 10],
  ] as const)
    for (let i = from; i < to; i++) for (let j = from; j < i; j++) edges.push([j, i]);
  for (let seed = 0; seed < 10; seed++) {
    expect(Array.from(louvainPartition(listOf(10, false, edges), 1, new Xoshiro128(seed)))).toEqual([
      0, 0, 0, 0, 0, 0, 1, 1, 1, 1,
    ]);
  }
});

test('the same seed gives the same communities', () => {
  const random = new Xoshiro128(2);
  const list = undirected(
    listOf(
      80,
      true,
      Array.from({ length: 200 }, () => [random.below(80), random.below(80)] as const),
    ),
  );
  expect(louvainPartition(list, 1, new Xoshiro128(9))).toEqual(louvainPartition(list, 1, new Xoshiro128(9)));
});

test('a graph without ties has no communities to speak of', async () => {
  const found = await runMethod(networkCommunities, { graph: graphOf(listOf(3, true, [])) });
  expect(aboutOf<{ summary: { modularity: number | null; communities: number } }>(found).summary).toMatchObject({
    modularity: null,
    communities: 3,
  });
});
