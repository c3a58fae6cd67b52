import { networkDiffusion } from '../../../../analysis/network/diffusion/diffusion';
import { fitFromAdoption } from '../../../../analysis/network/diffusion/fit';
import { independentCascade } from '../../../../analysis/network/diffusion/independent-cascade';
import { spreadGraph } from '../../../../analysis/network/diffusion/spread-graph';
import { csrOf } from '../../../../analysis/network/graph/csr';
import { known } from '../../../shared-data';
import { aboutOf, contextOf, runMethod } from '../../run-method';
import { graphOf, listOf } from '../graphs';

interface Case {
  readonly p?: number;
  readonly recovery?: number;
  readonly steps?: number;
  readonly seeds: number[];
  readonly spread: number;
  readonly infected?: number;
}
interface Known {
  readonly spread: {
    readonly nodes: number;
    readonly arcs: [number, number][];
    readonly ic: Case[];
    readonly weightedCascade: Case[];
    readonly lt: Case[];
    readonly sir: Case[];
    readonly sis: Case[];
  };
}
interface Spread {
  readonly mean: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}
interface Summary {
  readonly summary: {
    readonly spread: Spread;
    readonly edgeTrials: number;
    readonly fit?: { readonly p: number | null; readonly low: number; readonly high: number; readonly reason?: string };
    readonly notEnoughData?: boolean;
  };
}

const { spread: exact } = known<Known>('diffusion.json');
const tiny = graphOf(listOf(exact.nodes, true, exact.arcs));

async function run(parameters: object, graph = tiny, seed = 7): Promise<Summary['summary']> {
  return aboutOf<Summary>(await runMethod(networkDiffusion, { graph }, parameters, contextOf(seed))).summary;
}

/** Within five standard errors: a wrong law is far outside, a right one fails once in millions of seeds. */
function near(found: Spread, wanted: number): void {
  expect(Math.abs(found.mean - wanted)).toBeLessThan(5 * found.standardError + 1e-9);
}

test.each(exact.ic)(
  'independent cascade spreads as the enumeration of all worlds says: $p from $seeds',
  async (one) => {
    near((await run({ p: one.p, seeds: one.seeds, runs: 100_000 })).spread, one.spread);
  },
);

test.each(exact.weightedCascade)('weighted cascade from $seeds', async (one) => {
  near((await run({ p: 'weighted-cascade', seeds: one.seeds, runs: 100_000 })).spread, one.spread);
});

test.each(exact.lt)('linear threshold from $seeds', async (one) => {
  const found = await run({ model: 'lt', seeds: one.seeds, runs: 40_000 });
  near(found.spread, one.spread);
});

test.each(exact.sir)('SIR ends as the chain of all states says: $p, $recovery', async (one) => {
  const { p, recovery, seeds } = one;
  near((await run({ model: 'sir', p, recovery, seeds, runs: 20_000 })).spread, one.spread);
});

test.each(exact.sis)('SIS has as many infected after $steps steps as the chain of all states says', async (one) => {
  const { p, recovery, steps, seeds } = one;
  const found = await runMethod(
    networkDiffusion,
    { graph: tiny },
    { model: 'sis', p, recovery, steps, seeds, runs: 20_000 },
  );
  const infected = found.columns.infected as Float64Array;
  const high = found.columns.high as Float64Array;
  expect(Math.abs(infected[steps!]! - one.infected!)).toBeLessThan(2.6 * (high[steps!]! - infected[steps!]!) + 1e-9);
});

test('skipping to the next arc that passes gives the same law as trying each arc', () => {
  // 0.025 is skipped, the same as weights is tried arc by arc.
  const edges: [number, number, number][] = [];
  for (let a = 0; a < 60; a++)
    for (let b = 0; b < 60; b++) if (a !== b && (a * 7 + b * 3) % 5 < 2) edges.push([a, b, 0.025]);
  const list = listOf(60, true, edges);
  const runs = 40_000;
  const [skipped, tried] = [0.025, 'weight' as const].map((option) => {
    const found = independentCascade(
      spreadGraph(list, option, 'test'),
      { fixed: [0], drawn: 0 },
      runs,
      contextOf(3).random,
    );
    const mean = found.size.reduce((sum, one) => sum + one, 0) / runs;
    return { mean, error: Math.sqrt(found.size.reduce((sum, one) => sum + (one - mean) ** 2, 0) / runs / runs) };
  });
  expect(skipped!.mean).toBeGreaterThan(1.5);
  expect(Math.abs(skipped!.mean - tried!.mean)).toBeLessThan(5 * Math.hypot(skipped!.error, tried!.error));
});

test('nothing passes at 0 and everything at 1', async () => {
  expect((await run({ p: 0, seeds: [0], runs: 50 })).spread).toMatchObject({ mean: 1 });
  const all = await run({ p: 1, seeds: [0], runs: 50 });
  expect(all.spread).toMatchObject({ mean: 7, low: 7, high: 7 });
  // Each arc is decided once in each run.
  expect(all.edgeTrials).toBe(50 * exact.arcs.length);
});

test('the same seed gives the same runs, another seed others', async () => {
  const parameters = { p: 0.4, runs: 200 };
  expect(await run(parameters)).toEqual(await run(parameters));
  expect((await run(parameters)).spread).not.toEqual((await run(parameters, tiny, 8)).spread);
});

test('an empty graph is not enough data; nodes that are not there and weights that are no probabilities are refused', async () => {
  expect(await run({}, graphOf(listOf(0, false, [])))).toMatchObject({ notEnoughData: true });
  await expect(run({ seeds: [7] })).rejects.toThrow('nodes of the graph were expected');
  await expect(run({ p: 'weight' }, graphOf(listOf(2, true, [[0, 1, 3]])))).rejects.toThrow('found 3');
});

test('a probability fitted to times of adoption is the share that adopted where each had one neighbour', () => {
  // Forty arms of one arc; ten targets adopt after their source.
  const list = listOf(
    80,
    true,
    Array.from({ length: 40 }, (_, i) => [2 * i, 2 * i + 1] as [number, number]),
  );
  const adopted = Float64Array.from({ length: 80 }, (_, v) => (v % 2 === 0 ? 0 : v < 20 ? 1 : Number.NaN));
  const { offsets, targets } = csrOf(list);
  const fit = fitFromAdoption(80, offsets, targets, adopted);
  expect(fit.p).toBeCloseTo(0.25, 9);
  // Profile likelihood of 10 in 40, where it has fallen by 1.9207 (solved by hand with scipy.optimize.brentq).
  const drop = (p: number): number => 10 * Math.log(p / 0.25) + 30 * Math.log((1 - p) / 0.75);
  expect(drop(fit.low!)).toBeCloseTo(-1.920729, 5);
  expect(drop(fit.high!)).toBeCloseTo(-1.920729, 5);
});

test('a probability fitted to sizes gives back the one that made them', async () => {
  const edges: [number, number][] = [];
  for (let a = 0; a < 200; a++) for (let step = 1; step <= 3; step++) edges.push([a, (a + step * step) % 200]);
  const graph = graphOf(listOf(200, true, edges));
  const made = independentCascade(
    spreadGraph(listOf(200, true, edges), 0.2, 'test'),
    { drawn: 1 },
    3000,
    contextOf(11).random,
  );
  const found = await run({ sizes: [...made.size], runs: 2000 }, graph);
  expect(found.fit!.p).toBeCloseTo(0.2, 1);
  expect(found.fit!.low).toBeLessThan(0.21);
  expect(found.fit!.high).toBeGreaterThan(0.19);
});
