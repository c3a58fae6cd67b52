import { z } from 'zod';
import { type Artefact, numbers } from '../../../domain/artefact';
import { AssayError } from '../../../domain/errors';
import type { JsonObject } from '../../../domain/json';
import { defineMethod, type Random } from '../../../domain/method';
import { quantile } from '../../statistics/quantile';
import { type EdgeList, edgeList } from '../graph/graph';
import { clustering } from '../structure/clustering';
import { barabasiAlbert, configurationModel, erdosRenyi, rewired, wattsStrogatz } from './generators';
import { PairSet } from '../graph/pair-set';
import { degreesOf, type GraphProperties, propertiesOf, propertyNames, reciprocity, simple } from './properties';

const modelNames = ['erdos-renyi', 'barabasi-albert', 'watts-strogatz', 'configuration', 'rewiring'] as const;
type ModelName = (typeof modelNames)[number];

/** Every sample holds its edges in a set. */
const mostEdges = 5_000_000;
/** Edges up to which the usual number of samples is drawn; above, fewer. */
const usualUpTo = 20_000;
const samplesOf = { usual: 50, large: 10 };
/** Edges below which threads cost more than they save. */
const lightEdges = 5000;

/**
 * The chance of moving a tie that gives a small world the observed mean clustering: C(p) ≈ C(0)·(1 − p)³ (Barrat & Weigt 2000,
 * doi:10.1007/s100510050067).
 */
export function smallWorldChance(nodes: number, edges: number, clustering: number): number {
  const k = (2 * edges) / Math.max(1, nodes);
  const ring = k > 2 ? (3 * (k - 2)) / (4 * (k - 1)) : 0;
  if (!(ring > 0) || Number.isNaN(clustering)) return 1;
  return 1 - Math.cbrt(Math.min(1, Math.max(0, clustering / ring)));
}

/** What the models are fitted to. */
interface Observed {
  readonly list: EdgeList;
  readonly given: EdgeList;
  readonly degrees: Int32Array;
  readonly chance: number;
}

function generate(model: ModelName, observed: Observed, swaps: number, random: Random): EdgeList {
  const { list, given, degrees } = observed;
  switch (model) {
    case 'erdos-renyi':
      return erdosRenyi(list.nodes, list.source.length, random);
    case 'barabasi-albert':
      return barabasiAlbert(list.nodes, list.source.length, random);
    case 'watts-strogatz':
      return wattsStrogatz(list.nodes, list.source.length, observed.chance, random);
    case 'configuration':
      return configurationModel(degrees, random);
    case 'rewiring':
      return given.directed ? rewired(given, swaps, random) : rewired(list, swaps, random);
  }
}

/** Directed ties without self-loops, each once. */
function directedOnce(list: EdgeList): EdgeList {
  const seen = new PairSet(list.source.length);
  const kept: number[] = [];
  for (let e = 0; e < list.source.length; e++)
    if (list.source[e] !== list.target[e] && seen.add(list.source[e]!, list.target[e]!)) kept.push(e);
  return {
    nodes: list.nodes,
    directed: true,
    source: Int32Array.from(kept, (e) => list.source[e]!),
    target: Int32Array.from(kept, (e) => list.target[e]!),
    weight: new Float64Array(kept.length).fill(1),
  };
}

function observe(given: EdgeList): Observed {
  const list = simple(given);
  const chance = smallWorldChance(list.nodes, list.source.length, clustering(list).meanClustering ?? Number.NaN);
  return { list, given: given.directed ? directedOnce(given) : list, degrees: degreesOf(list), chance };
}

/** Properties of a graph, as it was given or as a model made it. */
function properties(made: EdgeList, random: Random): GraphProperties {
  const found = propertiesOf(made.directed ? simple(made) : made, random);
  return made.directed ? { ...found, reciprocity: reciprocity(made) } : found;
}

interface Compared {
  readonly model: ModelName;
  readonly property: string;
  readonly observed: number;
  readonly mean: number;
  readonly sd: number;
  readonly low: number;
  readonly high: number;
  readonly z: number;
  readonly explained: boolean | null;
}

function compare(model: ModelName, observed: GraphProperties, samples: readonly GraphProperties[]): Compared[] {
  return propertyNames.flatMap((property) => {
    const wanted = observed[property];
    const values = samples
      .flatMap((one) => one[property] ?? [])
      .filter((one) => !Number.isNaN(one))
      .sort((a, b) => a - b);
    if (wanted === undefined || values.length === 0) return [];
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const sd = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, values.length - 1));
    const fixed = sd <= 1e-9 * Math.max(1e-9, Math.abs(mean));
    const z = fixed ? Number.NaN : (wanted - mean) / sd;
    const same = Math.abs(wanted - mean) <= 1e-9 * Math.max(1, Math.abs(mean));
    return {
      model,
      property,
      observed: wanted,
      mean,
      sd,
      low: quantile(values, 0.025),
      high: quantile(values, 0.975),
      z,
      explained: Number.isNaN(wanted) ? null : fixed ? same : Math.abs(z) <= 2,
    };
  });
}

/** Parts that the samples are shared out to. */
const mostParts = 20;

interface Settings {
  readonly models: readonly ModelName[];
  readonly samples?: number | undefined;
  readonly generate?: ModelName | undefined;
}

function partCount({ models, samples, generate: wanted }: Settings): number {
  return wanted === undefined ? Math.min(mostParts, models.length * (samples ?? samplesOf.large)) : 1;
}

function sampleCount(given: EdgeList, samples: number | undefined): number {
  return samples ?? (given.source.length <= usualUpTo ? samplesOf.usual : samplesOf.large);
}

/** The samples of one part, of all of every model in turn: the place of the model, and of the sample. */
function samplesOfPart(settings: Settings, count: number, part: number): readonly (readonly [number, number])[] {
  const own: [number, number][] = [];
  for (let i = part; i < settings.models.length * count; i += partCount(settings))
    own.push([Math.floor(i / count), i % count]);
  return own;
}

/** Why there is nothing to fit; undefined where there is. Refuses what is too large. */
function lacking(given: EdgeList): string | undefined {
  if (given.source.length > mostEdges)
    throw new AssayError(
      'ASSAY_METHOD_INPUT',
      `network/models: at most ${mostEdges} edges were expected, found ${given.source.length}; draw a sample first`,
    );
  const tied = given.source.some((a, e) => a !== given.target[e]);
  return given.nodes < 3 || !tied ? 'no ties between 3 nodes or more' : undefined;
}

export const networkModels = defineMethod({
  id: 'network/models',
  version: 3,
  step: 'validation',
  title: 'Models of the network',
  description:
    'Which properties of a graph follow from its size (Erdős–Rényi), from growth by preference (Barabási–Albert), from a ring with shortcuts (Watts–Strogatz), or from its degrees alone (configuration model, rewiring), and which none of them explains: z-scores against random graphs of each. A model that fits is not how the graph came about. `generate` gives one such graph instead. Direction counts only for rewiring and reciprocity, weights not at all.',
  references: [
    'Erdős & Rényi 1959, Publicationes Mathematicae 6, 290–297',
    'Barabási & Albert 1999, doi:10.1126/science.286.5439.509',
    'Watts & Strogatz 1998, doi:10.1038/30918',
    'Molloy & Reed 1995, doi:10.1002/rsa.3240060204 (configuration model)',
    'Maslov & Sneppen 2002, doi:10.1126/science.1065103 (rewiring)',
  ],
  parameters: z
    .object({
      models: z
        .array(z.enum(modelNames))
        .min(1)
        .default([...modelNames]),
      samples: z
        .number()
        .int()
        .min(3)
        .max(10_000)
        .optional()
        .describe(`graphs of each model; ${samplesOf.usual} up to ${usualUpTo} edges, else ${samplesOf.large}`),
      swaps: z.number().positive().max(1000).default(10).describe('tries of a swap, per tie'),
      generate: z.enum(modelNames).optional().describe('give one graph of this model, fitted to the input'),
    })
    .strict(),
  inputs: { graph: 'graph' },
  output: 'table',
  individuals: false,
  seeded: true,
  parts: {
    count: partCount,
    light: ({ graph }) => {
      const given = edgeList(graph);
      return lacking(given) !== undefined || given.source.length < lightEdges;
    },
    run({ graph }, settings, part, context): Artefact {
      const { models, samples, swaps, generate: wanted } = settings;
      const given = edgeList(graph);
      if (lacking(given)) return { kind: 'table', columns: {}, about: {} };
      const observed = observe(given);
      if (wanted !== undefined) {
        const { source, target } = generate(wanted, observed, swaps, context.common.fork(wanted));
        return { kind: 'table', columns: { source, target }, about: {} };
      }
      const own = samplesOfPart(settings, sampleCount(given, samples), part);
      const found = own.map(([model, sample], i) => {
        context.progress(i / own.length);
        const random = context.common.fork(`${models[model]!} ${sample}`);
        return properties(generate(models[model]!, observed, swaps, random), random);
      });
      const column = (name: keyof GraphProperties): Float64Array =>
        Float64Array.from(found, (one) => one[name] ?? Number.NaN);
      return {
        kind: 'table',
        columns: Object.fromEntries(propertyNames.map((name) => [name, column(name)])),
        about: {},
      };
    },
    join(parts, { graph }, settings, context): Artefact {
      const { models, samples, swaps, generate: wanted } = settings;
      const given = edgeList(graph);
      const base = { nodes: given.nodes, edges: given.source.length, directed: given.directed };
      const reason = lacking(given);
      if (reason) return { kind: 'table', columns: {}, about: { summary: { ...base, notEnoughData: true, reason } } };
      const observed = observe(given);
      const fitted: JsonObject = {
        'erdos-renyi': { nodes: given.nodes, edges: observed.list.source.length },
        'barabasi-albert': { tiesPerNode: observed.list.source.length / given.nodes },
        'watts-strogatz': { degree: (2 * observed.list.source.length) / given.nodes, chance: observed.chance },
        configuration: { degrees: 'observed' },
        rewiring: { degrees: 'observed', swapsPerTie: swaps },
      };
      if (wanted !== undefined) {
        const { columns } = parts[0]!;
        const summary = { model: wanted, nodes: given.nodes, edges: columns.source!.length };
        return { kind: 'table', columns, about: { summary: { ...summary, parameters: fitted[wanted]! } } };
      }
      const count = sampleCount(given, samples);
      const drawn = models.map(() => new Array<GraphProperties>(count));
      parts.forEach((one, part) =>
        samplesOfPart(settings, count, part).forEach(([model, sample], i) => {
          const values = propertyNames.map((name) => [name, numbers(one, name)[i]]);
          drawn[model]![sample] = Object.fromEntries(values) as unknown as GraphProperties;
        }),
      );
      const wantedProperties = properties(observed.given, context.random.fork('observed'));
      const rows = models.flatMap((model, place) => compare(model, wantedProperties, drawn[place]!));
      const verdicts = Object.fromEntries(
        models.map((model): [string, JsonObject] => {
          const of = rows.filter((row) => row.model === model);
          return [
            model,
            {
              parameters: fitted[model]!,
              explains: of.filter((row) => row.explained === true).map((row) => row.property),
              fails: of.filter((row) => row.explained === false).map((row) => row.property),
            },
          ];
        }),
      );
      return {
        kind: 'table',
        columns: {
          model: rows.map((row) => row.model),
          property: rows.map((row) => row.property),
          observed: Float64Array.from(rows, (row) => row.observed),
          mean: Float64Array.from(rows, (row) => row.mean),
          sd: Float64Array.from(rows, (row) => row.sd),
          low: Float64Array.from(rows, (row) => row.low),
          high: Float64Array.from(rows, (row) => row.high),
          z: Float64Array.from(rows, (row) => row.z),
          explained: rows.map((row) => (row.explained === null ? null : row.explained ? 'yes' : 'no')),
        },
        about: { summary: { ...base, samples: count, models: verdicts } },
      };
    },
  },
});
