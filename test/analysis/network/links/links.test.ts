import { auc } from '../../../../analysis/network/links/auc';
import { factorise } from '../../../../analysis/network/links/factorisation';
import { networkLinks } from '../../../../analysis/network/links/links';
import { csrOfTies, simpleTies, splitTies } from '../../../../analysis/network/links/split';
import { known } from '../../../shared-data';
import { aboutOf, contextOf, runMethod } from '../../run-method';
import { furthest, graphOf, listOf } from '../graphs';

interface Known {
  readonly links: {
    readonly name: string;
    readonly nodes: number;
    readonly edges: [number, number][];
    readonly pairs: [number, number][];
    readonly scores: Readonly<Record<string, number[]>>;
    readonly factorisation: { readonly rank: number; readonly values: number[] };
  }[];
  readonly auc: { readonly positive: number[]; readonly negative: number[]; readonly value: number };
}
const reference = known<Known>('diffusion.json');
const cases = reference.links.flatMap((one) => Object.keys(one.scores).map((score) => ({ ...one, score })));

test.each(cases)('$score on $name equals networkx', async ({ nodes, edges, pairs, score, scores }) => {
  const graph = graphOf(listOf(nodes, false, edges));
  const found = await runMethod(networkLinks, { graph }, { score, pairs, evaluate: false });
  const tolerance = score === 'random-walk' ? 1e-7 : 1e-9;
  expect(furthest([...(found.columns.score as Float64Array)], scores[score]!)).toBeLessThan(tolerance);
});

test.each(reference.links)(
  'factorisation on $name equals the leading eigenvectors of numpy',
  ({ nodes, edges, pairs, factorisation }) => {
    const csr = csrOfTies(simpleTies(listOf(nodes, false, edges)));
    const { of } = factorise(csr, factorisation.rank, contextOf(1).random, 3000);
    expect(
      furthest(
        pairs.map(([a, b]) => of(a, b)),
        factorisation.values,
      ),
    ).toBeLessThan(1e-6);
  },
);

test('the area under the curve equals scikit-learn, ties counting half', () => {
  const { positive, negative, value } = reference.auc;
  expect(auc(positive, negative).value).toBeCloseTo(value, 12);
  expect(auc([], [1]).value).toBeNull();
});

test.each([
  'common-neighbours',
  'jaccard',
  'adamic-adar',
  'resource-allocation',
  'preferential-attachment',
  'factorisation',
  'random-walk',
])('the best pairs by %s are those that scoring every pair without a tie finds', async (score) => {
  const { nodes, edges } = reference.links[1]!;
  const graph = graphOf(listOf(nodes, false, edges));
  const tied = new Set(edges.map(([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}`));
  const near = new Set<string>();
  for (const [a, b] of edges)
    for (const [c, d] of edges)
      for (const [x, y] of [
        [a, b],
        [b, a],
      ])
        for (const [u, v] of [
          [c, d],
          [d, c],
        ])
          if (x === u && y !== v) near.add(`${Math.min(y!, v!)} ${Math.max(y!, v!)}`);
  const all: [number, number][] = [];
  for (let a = 0; a < nodes; a++)
    for (let b = a + 1; b < nodes; b++)
      if (!tied.has(`${a} ${b}`) && (score === 'preferential-attachment' || near.has(`${a} ${b}`))) all.push([a, b]);
  const every = await runMethod(networkLinks, { graph }, { score, pairs: all, evaluate: false });
  const wanted = [...(every.columns.score as Float64Array)].sort((x, y) => y - x).slice(0, 25);
  const best = await runMethod(networkLinks, { graph }, { score, top: 25, evaluate: false });
  expect(furthest([...(best.columns.score as Float64Array)], wanted)).toBeLessThan(1e-9);
  for (let i = 0; i < 25; i++) {
    const [a, b] = [(best.columns.source as Int32Array)[i]!, (best.columns.target as Int32Array)[i]!];
    expect(tied.has(`${a} ${b}`)).toBe(false);
  }
});

test('nobody walks to or from a node without ties', async () => {
  const graph = graphOf(
    listOf(4, false, [
      [0, 1],
      [1, 2],
    ]),
  );
  const pairs = [
    [3, 0],
    [0, 3],
    [0, 2],
  ];
  const found = await runMethod(networkLinks, { graph }, { score: 'random-walk', pairs, evaluate: false });
  const [from, to, between] = found.columns.score as Float64Array;
  expect([from, to]).toEqual([0, 0]);
  expect(between).toBeGreaterThan(0.1);
});

test('with times the latest ties are held out, without them some are drawn; pairs without a tie are none', () => {
  const { nodes, edges } = reference.links[1]!;
  const list = listOf(nodes, false, edges);
  const timed = { ...list, time: Float64Array.from(edges, (_, e) => e) };
  const split = splitTies(simpleTies(timed), 0.2, contextOf(1).random);
  expect(split.by).toBe('time');
  const late = new Set(edges.slice(144).map(([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}`));
  for (const [a, b] of split.test) expect(late.has(`${a} ${b}`)).toBe(true);
  expect(split.test.length + split.newcomers).toBe(36);
  const tied = new Set(edges.map(([a, b]) => `${Math.min(a, b)} ${Math.max(a, b)}`));
  for (const [a, b] of split.without) expect(tied.has(`${a} ${b}`)).toBe(false);
  expect(splitTies(simpleTies(list), 0.2, contextOf(1).random).by).toBe('random');
});

test('in a graph of two cliques the missing ties are told from those across, and groups are compared', async () => {
  const { random } = contextOf(9);
  const edges: [number, number][] = [];
  for (let a = 0; a < 40; a++)
    for (let b = a + 1; b < 40; b++) if (a % 2 === b % 2 && random.next() < 0.75) edges.push([a, b]);
  const labels = {
    kind: 'node-labels' as const,
    columns: { label: Array.from({ length: 40 }, (_, v) => (v % 2 === 0 ? 'even' : 'odd')) },
    about: {},
  };
  const found = await runMethod(networkLinks, { graph: graphOf(listOf(40, false, edges)), labels }, { rank: 2 });
  const { evaluation } = aboutOf<{
    summary: {
      evaluation: {
        score: string;
        auc: { value: number };
        byGroup?: { label: string; shareOfNodes: number; shareOfLaterTies: number }[];
      }[];
    };
  }>(found).summary;
  // Most pairs without a tie lie across the cliques; the rest cannot be told apart from those held out.
  for (const name of ['common-neighbours', 'factorisation', 'random-walk'])
    expect(evaluation.find((one) => one.score === name)!.auc.value).toBeGreaterThan(0.8);
  const groups = evaluation.find((one) => one.score === 'resource-allocation')!.byGroup!;
  expect(groups.map((one) => one.label)).toEqual(['even', 'odd']);
  expect(groups[0]!.shareOfNodes).toBe(0.5);
  expect(groups[0]!.shareOfLaterTies! + groups[1]!.shareOfLaterTies!).toBeCloseTo(1, 12);
});

test('an empty graph and one tie are not enough to judge by', async () => {
  for (const graph of [listOf(0, false, []), listOf(2, false, [[0, 1]])])
    expect(
      aboutOf<{ summary: object }>(await runMethod(networkLinks, { graph: graphOf(graph) })).summary,
    ).toMatchObject({
      notEnoughData: true,
      pairs: 0,
    });
});
