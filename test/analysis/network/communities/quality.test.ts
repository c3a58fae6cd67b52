import { communityGraph } from '../../../../analysis/network/communities/community-graph';
import { communityCount, numberBySize } from '../../../../analysis/network/communities/numbering';
import { partitionQuality } from '../../../../analysis/network/communities/quality';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { withData } from '../../../shared-data';
import { listOf } from '../graphs';
import { graphFile, type KnownPartition, knownCommunities, sharedGraph } from './known-communities';

function check(one: KnownPartition): void {
  const list = one.graph === null ? listOf(one.nodes!, one.directed, one.edges!) : sharedGraph(one.graph, one.directed);
  const graph = communityGraph(list, { weighted: true, directed: one.directed });
  const found = partitionQuality(graph, one.groups, communityCount(Int32Array.from(one.groups)), one.resolution);
  expect(Math.abs(found.modularity! - one.modularity)).toBeLessThan(1e-12);
  expect(Math.abs(found.coverage! - one.coverage)).toBeLessThan(1e-12);
  one.conductance?.forEach((value, c) => {
    expect(Math.abs(found.conductance[c]! - value)).toBeLessThan(1e-12);
  });
}

test('modularity with self-loops, weights and direction is networkx’s and igraph’s', () => {
  const own = knownCommunities.partitions.filter((one) => one.graph === null);
  expect(own).toHaveLength(2);
  own.forEach(check);
});

withData(
  graphFile('emaileu.edges'),
  'modularity, coverage and conductance of known graphs are networkx’s, at several resolutions',
  () => {
    const shared = knownCommunities.partitions.filter((one) => one.graph !== null);
    expect(shared.length).toBeGreaterThan(7);
    shared.forEach(check);
  },
);

/** Directed modularity as a sum over all ordered pairs. */
test('directed modularity is the sum over all pairs of nodes', () => {
  const random = new Xoshiro128(4);
  for (let round = 0; round < 10; round++) {
    const n = 9;
    const a = Array.from({ length: n }, () =>
      Array.from({ length: n }, () => (random.below(3) === 0 ? 1 + random.below(3) : 0)),
    );
    const edges = a.flatMap((row, i) => row.flatMap((w, j) => (w > 0 ? [[i, j, w] as [number, number, number]] : [])));
    const community = Array.from({ length: n }, () => random.below(3));
    const m = edges.reduce((sum, edge) => sum + edge[2], 0);
    const out = a.map((row) => row.reduce((x, y) => x + y, 0));
    const into = a.map((_, j) => a.reduce((sum, row) => sum + row[j]!, 0));
    let q = 0;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) if (community[i] === community[j]) q += (a[i]![j]! - (out[i]! * into[j]!) / m) / m;
    const graph = communityGraph(listOf(n, true, edges), { weighted: true, directed: true });
    expect(partitionQuality(graph, community, 3, 1).modularity).toBeCloseTo(q, 12);
  }
});

test('a tie that stands several times counts with all its weight, and once without weights', () => {
  const edges: [number, number, number][] = [
    [0, 1, 2],
    [1, 0, 3],
    [1, 2, 0],
  ];
  const weighted = communityGraph(listOf(3, true, edges), { weighted: true, directed: false });
  expect(Array.from(weighted.out)).toEqual([5, 5, 0]);
  const plain = communityGraph(listOf(3, true, edges), { weighted: false, directed: false });
  expect(Array.from(plain.out)).toEqual([1, 2, 1]);
  expect(plain.weights).toBeUndefined();
});

test('communities are numbered by falling size, ties by their first node', () => {
  expect(Array.from(numberBySize(Int32Array.of(3, 0, 0, 2, 2, 1)))).toEqual([2, 0, 0, 1, 1, 3]);
  expect(Array.from(numberBySize(new Int32Array(0)))).toEqual([]);
});
