import { networkInfluence } from '../../../../analysis/network/influence/influence';
import { known } from '../../../shared-data';
import { aboutOf, contextOf, runMethod } from '../../run-method';
import { graphOf, listOf } from '../graphs';

interface Greedy {
  readonly seeds: number[];
  readonly spread: number;
  readonly optimum: number;
}
const { spread: exact } = known<{
  spread: { nodes: number; arcs: [number, number][]; greedy: { ic: Greedy; lt: Greedy }; sir: { spread: number }[] };
}>('diffusion.json');
const tiny = graphOf(listOf(exact.nodes, true, exact.arcs));

interface Summary {
  readonly summary: {
    readonly guarantee?: number;
    readonly guaranteeReached?: boolean;
    readonly allCandidates?: boolean;
    readonly method: string;
    readonly spread: { readonly mean: number; readonly low: number; readonly high: number };
    readonly comparison: { readonly strategy: string; readonly spread: { readonly mean: number } }[];
  };
}

const models = [
  { model: 'ic', p: 0.3, wanted: exact.greedy.ic },
  { model: 'lt', p: 'weighted-cascade', wanted: exact.greedy.lt },
];

test.each(models.flatMap((one) => ['ris', 'celf'].map((method) => ({ ...one, method }))))(
  '$method chooses under $model what the exact greedy chooses, within 1 − 1/e of the optimum',
  async ({ model, p, method, wanted }) => {
    const found = await runMethod(
      networkInfluence,
      { graph: tiny },
      { model, p, method, k: 2, worlds: 2000, runs: 10_000 },
    );
    const seeds = [...(found.columns.node as Int32Array)];
    expect(seeds[0]).toBe(wanted.seeds[0]);
    const { summary } = aboutOf<Summary>(found);
    expect(summary.method).toBe(method);
    // Whichever second seed: its spread must be as good as the exact greedy's, up to chance.
    expect(summary.spread.high).toBeGreaterThan(0.99 * wanted.spread);
    expect(wanted.spread).toBeGreaterThan((1 - 1 / Math.E) * wanted.optimum);
    if (method === 'ris') {
      expect(summary.guaranteeReached).toBe(true);
      expect(summary.guarantee).toBeGreaterThan(1 - 1 / Math.E - 0.1);
      expect(summary.guarantee! * wanted.optimum).toBeLessThanOrEqual(summary.spread.high);
    }
  },
);

/** Two stars and a pair: the hubs of the stars are the two best, whatever spreads. */
const stars = listOf(24, true, [
  ...Array.from({ length: 12 }, (_, i) => [0, i + 1] as [number, number]),
  ...Array.from({ length: 8 }, (_, i) => [13, i + 14] as [number, number]),
  [22, 23],
]);

test.each(['ic', 'lt', 'sir', 'sis'])('the hubs of two stars are chosen under %s', async (model) => {
  const found = await runMethod(
    networkInfluence,
    { graph: graphOf(stars) },
    { model, p: 0.5, k: 2, steps: 3, runs: 200 },
  );
  expect([...(found.columns.node as Int32Array)]).toEqual([0, 13]);
  const { comparison } = aboutOf<Summary>(found).summary;
  expect(comparison.map((one) => one.strategy).slice(1)).toEqual(['degree', 'single-discount', 'pagerank', 'random']);
  expect(comparison[0]!.spread.mean).toBeGreaterThan(comparison.at(-1)!.spread.mean);
});

test('the gain of a seed is its spread: 1 + 12 · 0.5 for the larger star', async () => {
  const found = await runMethod(
    networkInfluence,
    { graph: graphOf(stars) },
    { p: 0.5, k: 1, method: 'celf', worlds: 2000 },
  );
  expect((found.columns.value as Float64Array)[0]).toBeCloseTo(7, 0);
});

test('a budget ends the search and the summary says what is proved', async () => {
  const edges: [number, number][] = [];
  for (let a = 0; a < 300; a++) for (let b = 0; b < 300; b += 7) if (a !== b) edges.push([a, b]);
  const graph = graphOf(listOf(300, true, edges));
  const found = await runMethod(networkInfluence, { graph }, { p: 0.9, k: 3, arcs: 20_000, runs: 10 }, contextOf(2));
  const { summary } = aboutOf<Summary>(found);
  expect(summary.guaranteeReached).toBe(false);
  expect(summary.guarantee).toBeLessThan(1);
});

test('more seeds than nodes are all nodes; an empty graph has none', async () => {
  const two = await runMethod(networkInfluence, { graph: graphOf(listOf(2, true, [[0, 1]])) }, { k: 10, runs: 10 });
  expect([...(two.columns.node as Int32Array)].sort()).toEqual([0, 1]);
  const none = await runMethod(networkInfluence, { graph: graphOf(listOf(0, true, [])) });
  expect(aboutOf<{ summary: object }>(none).summary).toMatchObject({ notEnoughData: true });
});
