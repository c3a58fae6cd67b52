import { z } from 'zod';
import { type Artefact, numbers, strings } from '../../../domain/artefact';
import { AssayError } from '../../../domain/errors';
import type { JsonObject } from '../../../domain/json';
import { defineMethod, type MethodContext } from '../../../domain/method';
import { normalQuantile } from '../../statistics/distributions';
import { quantile } from '../../statistics/quantile';
import { csrOf } from '../graph/csr';
import { type EdgeList, edgeList } from '../graph/graph';
import type { EpidemicRuns } from './epidemic';
import { fitFromAdoption, fitFromSizes, type FittedProbability } from './fit';
import type { Runs, Seeds } from './independent-cascade';
import { joinedRuns, partCount, partOf, runsOfPart } from './shared-runs';
import { isEpidemic, modelOption, simulate } from './simulate';
import { probabilityOption, spreadGraph } from './spread-graph';

const id = 'network/diffusion';

const parameters = z
  .object({
    model: modelOption,
    p: probabilityOption
      .optional()
      .describe(
        'of each arc: a number, weighted-cascade (1 / in-degree of the receiver) or weight; left out, 0.1, and weighted-cascade under linear threshold',
      ),
    recovery: z.number().gt(0).max(1).default(0.2).describe('probability of recovering in a step, SIR and SIS'),
    steps: z.number().int().min(1).max(100_000).default(1000).describe('SIR and SIS: longest run'),
    seeds: z
      .union([
        z.array(z.number().int().min(0)),
        z
          .number()
          .int()
          .min(0)
          .transform((one) => [one]),
      ])
      .optional()
      .describe('nodes at which it begins; where left out, drawn at random in each run'),
    seedCount: z.number().int().min(1).default(1).describe('nodes drawn in each run where no seeds are named'),
    runs: z.number().int().min(1).max(10_000_000).default(1000),
    sizes: z.array(z.number().min(1)).optional().describe('sizes of observed cascades that p is fitted to'),
  })
  .strict();
type Settings = z.output<typeof parameters>;

/** Refuses nodes that are not in the graph. */
export function checkedSeeds(
  seeds: readonly number[] | undefined,
  count: number,
  nodes: number,
  method: string,
): Seeds {
  if (!seeds) return { drawn: count };
  const fixed = [...new Set(seeds)];
  if (fixed.some((node) => node >= nodes))
    throw new AssayError('ASSAY_METHOD_PARAMETERS', `${method}, parameter seeds: nodes of the graph were expected`);
  return { fixed, drawn: 0 };
}

/** Mean of the runs with a normal interval of the mean, and where single runs lie. */
export function spreadSummary(size: ArrayLike<number>): JsonObject {
  const n = size.length;
  const sorted = Float64Array.from(size).sort();
  let sum = 0;
  for (let i = 0; i < n; i++) sum += sorted[i]!;
  const mean = sum / n;
  let square = 0;
  for (let i = 0; i < n; i++) square += (sorted[i]! - mean) ** 2;
  const error = n < 2 ? Number.NaN : Math.sqrt(square / (n - 1) / n);
  const half = normalQuantile(0.975) * error;
  const known = !Number.isNaN(half);
  return {
    mean,
    low: known ? Math.max(0, mean - half) : null,
    high: known ? mean + half : null,
    level: 0.95,
    standardError: known ? error : null,
    median: quantile(sorted, 0.5),
    percentile5: quantile(sorted, 0.05),
    percentile95: quantile(sorted, 0.95),
    largest: sorted[n - 1]!,
  };
}

function curve(runs: Runs | EpidemicRuns, count: number): Artefact['columns'] {
  const length = runs.newly.length;
  const reached = new Float64Array(length);
  let sum = 0;
  for (let t = 0; t < length; t++) {
    sum += runs.newly[t]!;
    reached[t] = sum / count;
  }
  const columns: Record<string, Int32Array | Float64Array> = {
    step: Int32Array.from({ length }, (_, t) => t),
    newly: Float64Array.from(runs.newly, (one) => one / count),
    reached,
  };
  if (isEpidemic(runs)) {
    const mean = Float64Array.from(runs.infected, (one) => one / count);
    const half = Float64Array.from(runs.infectedSquare, (square, t) =>
      count < 2
        ? Number.NaN
        : normalQuantile(0.975) * Math.sqrt(Math.max(0, square / count - mean[t]! ** 2) / (count - 1)),
    );
    columns.infected = mean;
    columns.low = mean.map((one, t) => Math.max(0, one - half[t]!));
    columns.high = mean.map((one, t) => one + half[t]!);
  }
  return columns;
}

/** Times of adoption, in node order; NaN where a node has none. */
export function adoptionTimes(labels: Artefact, nodes: number, method: string): Float64Array {
  const text = strings(labels, 'label');
  const times = Float64Array.from({ length: nodes }, (_, v) => {
    const value = text[v];
    if (value === null || value === undefined || value === '') return Number.NaN;
    const number = Number(value);
    return Number.isNaN(number) ? Date.parse(value) : number;
  });
  const given = text.filter((one) => one !== null && one !== '').length;
  if (given > 0 && times.every((one) => Number.isNaN(one)))
    throw new AssayError('ASSAY_METHOD_INPUT', `${method}, adopted: a time for each node that adopted was expected`);
  return times;
}

function fitted(
  list: EdgeList,
  inputs: { readonly adopted?: Artefact; readonly cascades?: Artefact },
  settings: Settings,
  context: MethodContext,
): FittedProbability | undefined {
  if (inputs.adopted) {
    const { offsets, targets } = csrOf(list, { loops: false });
    return fitFromAdoption(list.nodes, offsets, targets, adoptionTimes(inputs.adopted, list.nodes, id));
  }
  const sizes = settings.sizes ?? (inputs.cascades ? [...numbers(inputs.cascades, 'people')] : undefined);
  if (!sizes || list.nodes === 0) return undefined;
  const runs = Math.min(2000, settings.runs);
  return fitFromSizes(list, settings, sizes, runs, context.random, (f) => context.progress(f / 2));
}

/** Runs times edges below which threads cost more than they save. */
const lightTrials = 1e8;

function fits(inputs: { readonly adopted?: Artefact; readonly cascades?: Artefact }, settings: Settings): boolean {
  return inputs.adopted !== undefined || inputs.cascades !== undefined || settings.sizes !== undefined;
}

function probabilityOf(fit: FittedProbability | undefined, { p, model }: Settings) {
  return fit?.p ?? p ?? (model === 'linear-threshold' ? 'weighted-cascade' : 0.1);
}

export const networkDiffusion = defineMethod({
  id,
  version: 4,
  step: 'modelling',
  title: 'Diffusion on a graph',
  description:
    'How far and how fast something would spread along the ties, under independent cascade, linear threshold, SIR or SIS, over many runs with intervals. The probability of an arc is given, or fitted to times of adoption or to sizes of observed cascades. The intervals tell of chance in the model, not of whether the model is right; ties that were not collected make every spread too small.',
  references: [
    'Kempe, Kleinberg & Tardos 2003, doi:10.1145/956750.956769',
    'Granovetter 1978, doi:10.1086/226707',
    'Pastor-Satorras, Castellano, Van Mieghem & Vespignani 2015, doi:10.1103/RevModPhys.87.925',
    'Goyal, Bonchi & Lakshmanan 2010, doi:10.1145/1718487.1718518',
  ],
  parameters,
  inputs: { graph: 'graph', adopted: 'node-labels', cascades: 'table' },
  optional: ['adopted', 'cascades'],
  files: { adopted: 'node-labels' },
  nodes: ['seeds'],
  output: 'table',
  individuals: false,
  seeded: true,
  parts: {
    count: ({ runs }) => partCount(runs),
    light: (inputs, settings) => {
      const list = edgeList(inputs.graph);
      if (fits(inputs, settings) || settings.runs * list.source.length < lightTrials) return true;
      // Refused before threads start, so that the error arrives whole.
      checkedSeeds(settings.seeds, settings.seedCount, list.nodes, id);
      spreadGraph(list, probabilityOf(undefined, settings), id);
      return false;
    },
    prepare: (inputs, settings) =>
      fits(inputs, settings) ? undefined : spreadGraph(edgeList(inputs.graph), probabilityOf(undefined, settings), id),
    run(inputs, settings, part, context, prepared): Artefact {
      const list = edgeList(inputs.graph);
      const { seeds, seedCount, runs } = settings;
      // One part does the runs whose probability is fitted, so that it is fitted once.
      const whole = fits(inputs, settings);
      if (list.nodes === 0 || (whole && part > 0)) return { kind: 'table', columns: {}, about: {} };
      const from = checkedSeeds(seeds, seedCount, list.nodes, id);
      const fit = fitted(list, inputs, settings, context);
      const spread = prepared ?? spreadGraph(list, probabilityOf(fit, settings), id);
      const count = whole ? runs : runsOfPart(runs, part);
      return partOf(simulate(spread, settings, from, count, context.random, context.progress), fit);
    },
    join(parts, { graph }, settings): Artefact {
      const { model, recovery, steps, seeds, seedCount, runs } = settings;
      const list = edgeList(graph);
      const about = { model, nodes: list.nodes, edges: list.source.length };
      if (list.nodes === 0)
        return {
          kind: 'table',
          columns: {},
          about: { summary: { ...about, notEnoughData: true, reason: 'the graph has no node' } },
        };
      const from = checkedSeeds(seeds, seedCount, list.nodes, id);
      const { found, fit } = joinedRuns(parts);
      const epidemic = isEpidemic(found);
      return {
        kind: 'table',
        columns: curve(found, runs),
        about: {
          summary: {
            ...about,
            p: probabilityOf(fit, settings),
            ...(model === 'sir' || model === 'sis' ? { recovery } : {}),
            seeds: from.fixed?.length ?? from.drawn,
            runs,
            spread: spreadSummary(found.size),
            duration: spreadSummary(found.steps),
            edgeTrials: found.trials,
            ...(epidemic && model === 'sis'
              ? {
                  prevalence: spreadSummary(found.prevalence),
                  stillInfected: found.steps.reduce((sum, one) => sum + (one >= steps ? 1 : 0), 0) / runs,
                }
              : {}),
            ...(fit ? { fit: { ...fit } } : {}),
          },
        },
      };
    },
  },
});
