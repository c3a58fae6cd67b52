import { type CommunityGraph, communityGraph } from '../../../../analysis/network/communities/community-graph';
import { disconnectedCommunities } from '../../../../analysis/network/communities/connectedness';
import { communityMethods, search, surroundings } from '../../../../analysis/network/communities/detect';
import { leiden } from '../../../../analysis/network/communities/leiden';
import { louvain } from '../../../../analysis/network/communities/louvain';
import { codeLength, infomapLike } from '../../../../analysis/network/communities/map-equation';
import { communityCount, numberBySize, numberDensely } from '../../../../analysis/network/communities/numbering';
import { partitionQuality } from '../../../../analysis/network/communities/quality';
import { refine } from '../../../../analysis/network/communities/refinement';
import type { EdgeList } from '../../../../analysis/network/graph/graph';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { withData } from '../../../shared-data';
import { listOf } from '../graphs';
import { graphFile, knownCommunities, sharedGraph } from './known-communities';

function randomList(nodes: number, edges: number, seed: number, directed = false): EdgeList {
  const random = new Xoshiro128(seed);
  return listOf(
    nodes,
    directed,
    Array.from({ length: edges }, () => [random.below(nodes), random.below(nodes), 1 + random.below(5)] as const),
  );
}

function positiveTies(list: EdgeList): EdgeList {
  const kept = Array.from(list.weight.keys()).filter((e) => list.weight[e]! > 0 && !(list.sign && list.sign[e]! < 0));
  return listOf(
    list.nodes,
    list.directed,
    kept.map((e) => [list.source[e]!, list.target[e]!, list.weight[e]!] as const),
  );
}

function qualityOf(graph: CommunityGraph, labels: Int32Array, resolution = 1): number {
  const dense = labels.slice();
  return partitionQuality(graph, dense, numberDensely(dense), resolution).modularity!;
}

/** The graph of the clubs: both karate and lesmis have optima that are known (Brandes et al. 2008: 0.4198 for karate). */
withData(graphFile('karate.edges'), 'Leiden finds the best partition of the karate club from almost any seed', () => {
  const graph = communityGraph(sharedGraph('karate', false), { weighted: true, directed: false });
  let best = 0;
  for (let seed = 0; seed < 20; seed++) {
    const q = qualityOf(graph, leiden(graph, 1, new Xoshiro128(seed)));
    expect(q).toBeGreaterThan(0.41);
    expect(q).toBeLessThan(0.41979);
    best = Math.max(best, q);
  }
  expect(best).toBeCloseTo(0.4197896, 6);
});

withData(
  graphFile('karate.edges'),
  'Louvain reaches a modularity of 0.40 in the karate club, whatever the seed',
  () => {
    const graph = communityGraph(sharedGraph('karate', false), { weighted: true, directed: false });
    for (let seed = 0; seed < 20; seed++) {
      const q = qualityOf(graph, louvain(graph, 1, new Xoshiro128(seed)));
      expect(q).toBeGreaterThan(0.385);
      expect(q).toBeLessThan(0.41979);
    }
  },
);

withData(
  graphFile('emaileu.edges'),
  'the code length of a partition is infomap’s, and the search comes near its best',
  () => {
    for (const one of knownCommunities.codeLengths) {
      const graph = communityGraph(sharedGraph(one.graph, false), { weighted: true, directed: false });
      const labels = Int32Array.from(one.groups);
      expect(codeLength(graph, labels, communityCount(labels))).toBeCloseTo(one.codeLength, 9);
      const lengths = Array.from({ length: 5 }, (_, seed) => {
        const found = infomapLike(graph, new Xoshiro128(seed));
        return codeLength(graph, found, numberDensely(found))!;
      });
      // No search may beat the code that a partition has: infomap's best of 20 trials is a floor up to its own luck.
      expect(Math.min(...lengths)).toBeGreaterThan(one.best - 0.01);
      expect(Math.min(...lengths)).toBeLessThan(one.best * 1.02);
    }
  },
);

test('every community of Leiden is connected, directed or not, at any resolution', () => {
  for (let seed = 0; seed < 40; seed++) {
    const directed = seed % 2 === 1;
    const list = randomList(60 + seed, 80 + 3 * seed, seed, directed);
    const graph = communityGraph(list, { weighted: seed % 3 > 0, directed });
    const labels = leiden(graph, [0.3, 1, 3][seed % 3]!, new Xoshiro128(seed), [undefined, 1, 2, 3][seed % 4]);
    const count = numberDensely(labels);
    expect(disconnectedCommunities(graph, labels, count)).toBe(0);
  }
});

test('more passes of Leiden reach as much or more, and more than greedy moves where nodes lie at random', () => {
  let won = 0;
  for (let seed = 0; seed < 24; seed++) {
    const directed = seed % 2 === 1;
    const resolution = [0.5, 1, 2][seed % 3]!;
    const graph = communityGraph(randomList(80, 300, seed, directed), { weighted: seed % 4 < 2, directed });
    const reached = (passes: number): number =>
      qualityOf(graph, leiden(graph, resolution, new Xoshiro128(seed), passes), resolution);
    // Of more than two passes the best is kept, and the first passes of the same seed are the same.
    expect(reached(12)).toBeGreaterThanOrEqual(reached(3) - 1e-12);
    won += reached(12) - reached(1);
  }
  expect(won / 24).toBeGreaterThan(0.005);
});

withData(
  graphFile('emaileu.edges'),
  'the best of five runs comes within .002 of the best of ten by igraph’s Leiden run to the end, and .005 of its Louvain',
  () => {
    for (const one of knownCommunities.searches) {
      const list = one.graph ? sharedGraph(one.graph, one.directed) : listOf(one.nodes!, false, one.edges!);
      const { graph } = surroundings(
        positiveTies(list),
        { method: 'leiden', weighted: true, directed: one.directed },
        '',
      );
      const bestOfFive = (method: 'leiden' | 'louvain'): number =>
        Math.max(
          ...[1, 2, 3, 4, 5].map((seed) =>
            qualityOf(graph, search(graph, { method, resolution: 1 }, new Xoshiro128(seed))),
          ),
        );
      expect(bestOfFive('leiden')).toBeGreaterThan(one.leiden - 0.002);
      if (one.louvain !== undefined) expect(bestOfFive('louvain')).toBeGreaterThan(one.louvain - 0.005);
    }
  },
);

test('the disconnected communities are counted', () => {
  const graph = communityGraph(
    listOf(5, false, [
      [0, 1],
      [2, 3],
    ]),
    { weighted: true, directed: false },
  );
  expect(disconnectedCommunities(graph, Int32Array.of(0, 0, 0, 1, 2), 3)).toBe(1);
  expect(disconnectedCommunities(graph, Int32Array.of(0, 0, 1, 1, 2), 3)).toBe(0);
});

test('refinement only splits communities, into connected parts', () => {
  for (let seed = 0; seed < 20; seed++) {
    const graph = communityGraph(randomList(50, 120, seed), { weighted: true, directed: false });
    const whole = Int32Array.from({ length: 50 }, (_, v) => v % 4);
    const parts = refine(graph, whole, 1, new Xoshiro128(seed));
    const count = numberDensely(parts);
    const community = new Map<number, number>();
    parts.forEach((part, v) => {
      if (!community.has(part)) community.set(part, whole[v]!);
      expect(community.get(part)).toBe(whole[v]);
    });
    expect(disconnectedCommunities(graph, parts, count)).toBe(0);
  }
});

test('no single node could raise modularity by moving after many passes of Leiden', () => {
  for (let seed = 0; seed < 16; seed++) {
    const directed = seed % 2 === 1;
    const graph = communityGraph(randomList(30, 70, seed, directed), { weighted: true, directed });
    const labels = leiden(graph, 1, new Xoshiro128(seed), 50);
    const q = qualityOf(graph, labels);
    const count = numberDensely(labels);
    for (let v = 0; v < 30; v++)
      for (let c = 0; c <= count && c < 30; c++) {
        const moved = labels.slice();
        moved[v] = c;
        expect(qualityOf(graph, moved)).toBeLessThanOrEqual(q + 1e-9);
      }
  }
});

test('planted cliques are found by every method, also directed', () => {
  // A clique of six, one of five and one of four, joined by single ties.
  const edges: [number, number][] = [
    [0, 6],
    [6, 11],
  ];
  for (const [from, to] of [
    [0, 6],
    [6, 11],
    [11, 15],
  ] as const)
    for (let i = from; i < to; i++) for (let j = from; j < to; j++) if (i !== j) edges.push([j, i]);
  for (const method of communityMethods) {
    for (let seed = 0; seed < 5; seed++) {
      for (const directed of [true, false]) {
        const around = surroundings(listOf(15, true, edges), { method, weighted: true, directed }, 'test');
        expect(
          Array.from(numberBySize(search(around.searched, { method, resolution: 1 }, new Xoshiro128(seed)))),
        ).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2]);
      }
    }
  }
});

test('label propagation leaves every node with a label that weighs most around it', () => {
  for (let seed = 0; seed < 10; seed++) {
    const graph = communityGraph(randomList(60, 150, seed), { weighted: true, directed: false });
    const labels = search(graph, { method: 'label-propagation', resolution: 1 }, new Xoshiro128(seed));
    for (let v = 0; v < 60; v++) {
      const weight = new Map<number, number>();
      for (let k = graph.offsets[v]!; k < graph.offsets[v + 1]!; k++) {
        const label = labels[graph.targets[k]!]!;
        weight.set(label, (weight.get(label) ?? 0) + (graph.weights?.[k] ?? 1));
      }
      if (weight.size > 0) expect(weight.get(labels[v]!)).toBe(Math.max(...weight.values()));
    }
  }
});
