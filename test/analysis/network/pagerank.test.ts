import { networkPagerank } from '../../../analysis/network/pagerank';
import { Xoshiro128 } from '../../../analysis/statistics/random';
import { numbers } from '../../../domain/artefact';
import { sharedData } from '../../../settings';
import { known, withData } from '../../shared-data';
import { runMethod } from '../run-method';
import { byNode, furthest, graphOf, listOf, readEdges } from './graphs';

const values = known<{
  karate: { pagerank: number[] };
  lesmis: { pagerank: number[]; pagerankUnweighted: number[] };
  emaileu: { all: { pagerankTop: { node: number; pagerank: number }[] } };
}>('networkx.json');

async function ranks(list: Parameters<typeof graphOf>[0], parameters: object = {}): Promise<number[]> {
  return byNode(await runMethod(networkPagerank, { graph: graphOf(list) }, { tolerance: 1e-12, ...parameters }));
}

withData(sharedData('graphs', 'karate.edges'), 'PageRank of the karate club is networkx’s', async (file) => {
  expect(furthest(await ranks(readEdges(file)), values.karate.pagerank)).toBeLessThan(1e-9);
});

withData(
  sharedData('graphs', 'lesmis.edges'),
  'PageRank of Les Misérables is networkx’s, with and without weights',
  async (file) => {
    expect(furthest(await ranks(readEdges(file)), values.lesmis.pagerank)).toBeLessThan(1e-9);
    expect(furthest(await ranks(readEdges(file), { weighted: false }), values.lesmis.pagerankUnweighted)).toBeLessThan(
      1e-9,
    );
  },
);

withData(
  sharedData('graphs', 'emaileu.edges'),
  'PageRank of a directed graph with dead ends and lone nodes is networkx’s',
  async (file) => {
    const found = await ranks(readEdges(file));
    for (const { node, pagerank } of values.emaileu.all.pagerankTop)
      expect(Math.abs(found[node]! - pagerank)).toBeLessThan(1e-9);
    expect(found.length).toBe(1005);
  },
);

/** PageRank as the definition says, by many steps of the power method over a full matrix. */
function bruteForce(nodes: number, edges: readonly (readonly [number, number, number])[], damping: number): number[] {
  const out = new Array<number>(nodes).fill(0);
  for (const [from, , weight] of edges) out[from]! += weight;
  let rank = new Array<number>(nodes).fill(1 / nodes);
  for (let step = 0; step < 5000; step++) {
    const dangling = rank.reduce((sum, one, i) => sum + (out[i] === 0 ? one : 0), 0);
    const next = new Array<number>(nodes).fill((1 - damping) / nodes + (damping * dangling) / nodes);
    for (const [from, to, weight] of edges) next[to]! += (damping * rank[from]! * weight) / out[from]!;
    rank = next;
  }
  return rank;
}

test.each([0.5, 0.85, 0.95, 0.99])(
  'a small weighted, directed graph with a dead end has the ranks of the definition (damping %s)',
  async (damping) => {
    const edges = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 2, 5],
      [2, 0, 1],
      [3, 2, 1],
      [2, 4, 3],
    ] as const;
    expect(furthest(await ranks(listOf(6, true, edges), { damping }), bruteForce(6, edges, damping))).toBeLessThan(
      1e-9,
    );
  },
);

test('two passes rank a graph without circles, however its nodes are numbered', async () => {
  const random = new Xoshiro128(5);
  const number = random.shuffle(Array.from({ length: 60 }, (_, v) => v));
  const edges = Array.from({ length: 200 }, () => {
    const [a, b] = [random.below(60), random.below(60)].sort((x, y) => x - y) as [number, number];
    return [number[a]!, number[b]!, 1 + random.below(5)] as const;
  }).filter(([a, b]) => a !== b);
  const unique = [...new Map(edges.map((edge) => [`${edge[0]} ${edge[1]}`, edge])).values()];
  const found = await runMethod(networkPagerank, { graph: graphOf(listOf(60, true, unique)) });
  expect((found.about.summary as { steps: number }).steps).toBe(2);
  expect(furthest(byNode(found), bruteForce(60, unique, 0.85))).toBeLessThan(1e-12);
});

test('ranks add up to 1 and come in falling order', async () => {
  const found = await runMethod(networkPagerank, {
    graph: graphOf(
      listOf(4, true, [
        [0, 1],
        [1, 2],
        [2, 0],
        [3, 0],
      ]),
    ),
  });
  const value = Array.from(numbers(found, 'value'));
  expect(value.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
  expect(value).toEqual([...value].sort((a, b) => b - a));
});

test('a graph without edges gives every node the same', async () => {
  expect(await ranks(listOf(4, true, []))).toEqual([0.25, 0.25, 0.25, 0.25]);
});

test('a graph without nodes has no ranks: a corpus in which nobody addressed anybody', async () => {
  expect(await ranks(listOf(0, true, []), { tolerance: 1e-10 })).toEqual([]);
});
