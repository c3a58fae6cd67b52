import { z } from 'zod';
import type { Artefact } from '../../../domain/artefact';
import type { JsonObject } from '../../../domain/json';
import { defineMethod } from '../../../domain/method';
import { normalQuantile } from '../../statistics/distributions';
import { spreadSummary } from '../diffusion/diffusion';
import type { EpidemicRuns } from '../diffusion/epidemic';
import type { Runs } from '../diffusion/independent-cascade';
import { isEpidemic, modelOption, simulate } from '../diffusion/simulate';
import { probabilityOption, spreadGraph } from '../diffusion/spread-graph';
import { edgeList } from '../graph/graph';
import { celf } from './celf';
import { drawnNodes, singleDiscount, topDegree, topPagerank } from './heuristics';
import { reverseReachable } from './reverse-reachable';
import { worldsOf } from './worlds';

const id = 'network/influence';

/** Runs that tell how dear a run is, and fewest in which a set is judged however dear. */
const pilotRuns = 5;
const leastRuns = 30;

/** Bytes of what the seeds reach in every world, a bit for each node. */
const mostCoverBytes = 200_000_000;

export const networkInfluence = defineMethod({
  id,
  version: 3,
  step: 'modelling',
  title: 'Influence maximisation',
  description:
    'Which k nodes together would reach most under a model of diffusion, with what is proved about the choice, against those with most ties, the highest PageRank and nodes drawn at random; each set is then simulated anew. It says who could reach many in the model, not who persuades. Meant for reach of information to people who want it; singling people out as targets is profiling.',
  references: [
    'Kempe, Kleinberg & Tardos 2003, doi:10.1145/956750.956769',
    'Leskovec et al. 2007 (CELF), doi:10.1145/1281192.1281239',
    'Borgs, Brautbar, Chayes & Lucier 2014, doi:10.1137/1.9781611973402.70',
    'Tang, Tang, Xiao & Yuan 2018 (OPIM-C), doi:10.1145/3183713.3183749',
    'Chen, Wang & Yang 2009, doi:10.1145/1557019.1557047',
  ],
  parameters: z
    .object({
      k: z.number().int().min(1).max(10_000).default(10),
      model: modelOption,
      p: probabilityOption.default('weighted-cascade'),
      recovery: z.number().gt(0).max(1).default(0.2),
      steps: z
        .number()
        .int()
        .min(1)
        .max(10_000)
        .default(50)
        .describe('SIS: the step at which the infected are counted'),
      method: z
        .enum(['auto', 'ris', 'celf'])
        .default('auto')
        .describe(
          'auto: ris for independent cascade and linear threshold, celf for SIR and SIS, which ris does not know',
        ),
      worlds: z.number().int().min(10).max(100_000).default(500).describe('CELF: worlds in which spread is counted'),
      epsilon: z.number().gt(0).lt(0.63).default(0.1).describe('RIS: the guarantee asked for is 1 − 1/e − epsilon'),
      arcs: z
        .number()
        .int()
        .min(1000)
        .default(300_000_000)
        .describe('arcs to look at, at most, while choosing, and a third of it while judging'),
      runs: z
        .number()
        .int()
        .min(10)
        .max(1_000_000)
        .default(1000)
        .describe('runs in which each set of seeds is judged; fewer where they would look at more arcs'),
    })
    .strict(),
  inputs: { graph: 'graph' },
  output: 'node-measure',
  individuals: true,
  seeded: true,
  run({ graph }, settings, context): Artefact {
    const { k, model, p, worlds: wantedWorlds, epsilon, arcs } = settings;
    const list = edgeList(graph);
    const { nodes } = list;
    if (nodes === 0)
      return {
        kind: 'node-measure',
        columns: { node: new Int32Array(0), value: new Float64Array(0) },
        about: { summary: { nodes: 0, model, notEnoughData: true, reason: 'the graph has no node' } },
      };
    const spread = spreadGraph(list, p, id);
    const count = Math.min(k, nodes);
    const reverseKnows = model === 'independent-cascade' || model === 'linear-threshold';
    const reverse = settings.method !== 'celf' && reverseKnows;
    const choosing = (fraction: number): void => context.progress(0.7 * fraction);
    let chosen: { readonly seeds: readonly number[]; readonly gain: readonly number[] };
    let proof: JsonObject;
    if (reverse) {
      const options = { epsilon, budget: arcs };
      const found = reverseReachable(spread, model, count, options, context.random.fork('choose'), choosing);
      chosen = found;
      proof = {
        method: 'ris',
        sets: found.sets,
        arcs: found.arcs,
        guarantee: found.guarantee,
        guaranteeReached: found.reached,
      };
    } else {
      const cover = (nodes + 7) >> 3;
      const number = Math.max(10, Math.min(wantedWorlds, Math.floor(mostCoverBytes / cover)));
      const worlds = worldsOf(spread, settings, number, context.random.fork('choose').below(4294967296) | 0);
      // By degree, so that where the budget ends it has gone to the likeliest.
      const found = celf(worlds, nodes, topDegree(spread, nodes), count, arcs, choosing);
      chosen = found;
      proof = {
        method: 'celf',
        worlds: number,
        arcs: worlds.arcs(),
        allCandidates: found.complete,
      };
    }
    const order = chosen.seeds.map((_, i) => i).sort((a, b) => chosen.gain[b]! - chosen.gain[a]! || a - b);
    const sets = [
      { strategy: proof.method as string, seeds: chosen.seeds },
      { strategy: 'degree', seeds: topDegree(spread, count) },
      { strategy: 'single-discount', seeds: singleDiscount(spread, count) },
      { strategy: 'pagerank', seeds: topPagerank(spread, count) },
      { strategy: 'random', seeds: drawnNodes(spread, count, context.random.fork('random seeds')) },
    ];
    const pilot = simulate(
      spread,
      settings,
      { fixed: chosen.seeds, drawn: 0 },
      pilotRuns,
      context.random.fork('pilot'),
    );
    const affordable = Math.floor(arcs / 3 / sets.length / Math.max(1, pilot.trials / pilotRuns));
    const runs = Math.min(settings.runs, Math.max(leastRuns, affordable));
    const comparison = sets.map(({ strategy, seeds }, i) => {
      const judging = (fraction: number): void => context.progress(0.7 + (0.3 * (i + fraction)) / sets.length);
      const found = simulate(
        spread,
        settings,
        { fixed: seeds, drawn: 0 },
        runs,
        // One stream for all: what differs is the seeds.
        context.random.fork('judge'),
        judging,
      );
      return { strategy, spread: isEpidemic(found) && model === 'sis' ? atEnd(found, settings.steps) : meanOf(found) };
    });
    return {
      kind: 'node-measure',
      columns: {
        node: Int32Array.from(order, (i) => chosen.seeds[i]!),
        value: Float64Array.from(order, (i) => chosen.gain[i]!),
        rank: Int32Array.from(order, (i) => i + 1),
      },
      about: {
        summary: {
          nodes,
          edges: list.source.length,
          model,
          p,
          k: count,
          ...proof,
          runs,
          spread: comparison[0]!.spread,
          comparison,
          ...(settings.method === 'ris' && !reverseKnows
            ? { note: 'ris holds for independent cascade and linear threshold only; celf was used' }
            : {}),
        },
      },
    };
  },
});

interface Spread extends JsonObject {
  readonly mean: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly level: number;
}

function meanOf(found: Runs): Spread {
  const { mean, low, high, level } = spreadSummary(found.size) as Spread;
  return { mean, low, high, level };
}

/** Mean number infected after the last step, with its interval; 0 where every run had ended before. */
function atEnd(found: EpidemicRuns, step: number): Spread {
  const n = found.size.length;
  const mean = (found.infected[step] ?? 0) / n;
  const variance = Math.max(0, (found.infectedSquare[step] ?? 0) / n - mean ** 2);
  const half = normalQuantile(0.975) * Math.sqrt(variance / Math.max(1, n - 1));
  return { mean, low: Math.max(0, mean - half), high: mean + half, level: 0.95 };
}
