import { z } from 'zod';
import type { Artefact } from '../../../domain/artefact';
import { AssayError } from '../../../domain/errors';
import type { JsonObject } from '../../../domain/json';
import { defineMethod, type Random } from '../../../domain/method';
import { quantile } from '../../statistics/quantile';
import { type EdgeList, edgeList } from '../graph/graph';
import { barabasiAlbert, configurationModel, erdosRenyi, rewired, wattsStrogatz } from './generators';
import { degreesOf, type GraphProperties, propertiesOf, propertyNames, reciprocity, simple } from './properties';

const modelNames = ['erdos-renyi', 'barabasi-albert', 'watts-strogatz', 'configuration', 'rewiring'] as const;
type ModelName = (typeof modelNames)[number];

/** Every sample holds its edges in a set. */
const mostEdges = 5_000_000;
/** Edges up to which the usual number of samples is drawn; above, fewer. */
const usualUpTo = 20_000;
const samplesOf = { usual: 50, large: 10 };

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

interface Observed {
  readonly list: EdgeList;
  readonly given: EdgeList;
  readonly degrees: Int32Array;
  readonly properties: GraphProperties;
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
  const seen = new Set<number>();
  const kept: number[] = [];
  for (let e = 0; e < list.source.length; e++) {
    const key = list.source[e]! * list.nodes + list.target[e]!;
    if (list.source[e] === list.target[e] || seen.has(key)) continue;
    seen.add(key);
    kept.push(e);
  }
  return {
    nodes: list.nodes,
    directed: true,
    source: Int32Array.from(kept, (e) => list.source[e]!),
    target: Int32Array.from(kept, (e) => list.target[e]!),
    weight: new Float64Array(kept.length).fill(1),
  };
}

function observe(given: EdgeList, random: Random): Observed {
  const list = simple(given);
  const found = propertiesOf(list, random);
  const once = given.directed ? directedOnce(given) : list;
  const properties = given.directed ? { ...found, reciprocity: reciprocity(once) } : found;
  return {
    list,
    given: once,
    degrees: degreesOf(list),
    properties,
    chance: smallWorldChance(list.nodes, list.source.length, found.meanClustering),
  };
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

function edgeTable(list: EdgeList, about: JsonObject): Artefact {
  return { kind: 'table', columns: { source: list.source, target: list.target }, about };
}

export const networkModels = defineMethod({
  id: 'network/models',
  version: 2,
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
  run({ graph }, { models, samples, swaps, generate: wanted }, context) {
    const given = edgeList(graph);
    const base = { nodes: given.nodes, edges: given.source.length, directed: given.directed };
    if (given.source.length > mostEdges)
      throw new AssayError(
        'ASSAY_METHOD_INPUT',
        `network/models: at most ${mostEdges} edges were expected, found ${given.source.length}; draw a sample first`,
      );
    if (given.nodes < 3 || simple(given).source.length === 0)
      return {
        kind: 'table',
        columns: {},
        about: { summary: { ...base, notEnoughData: true, reason: 'no ties between 3 nodes or more' } },
      };
    const observed = observe(given, context.random.fork('observed'));
    const fitted: JsonObject = {
      'erdos-renyi': { nodes: given.nodes, edges: observed.list.source.length },
      'barabasi-albert': { tiesPerNode: observed.list.source.length / given.nodes },
      'watts-strogatz': { degree: (2 * observed.list.source.length) / given.nodes, chance: observed.chance },
      configuration: { degrees: 'observed' },
      rewiring: { degrees: 'observed', swapsPerTie: swaps },
    };
    if (wanted !== undefined) {
      const made = generate(wanted, observed, swaps, context.random.fork(wanted));
      return edgeTable(made, {
        summary: { model: wanted, nodes: made.nodes, edges: made.source.length, parameters: fitted[wanted]! },
      });
    }
    const count = samples ?? (given.source.length <= usualUpTo ? samplesOf.usual : samplesOf.large);
    const rows = models.flatMap((model, place) => {
      const drawn = Array.from({ length: count }, (_, s) => {
        const random = context.random.fork(`${model} ${s}`);
        const made = generate(model, observed, swaps, random);
        const found = propertiesOf(made.directed ? simple(made) : made, random);
        context.progress((place + (s + 1) / count) / models.length);
        return made.directed ? { ...found, reciprocity: reciprocity(made) } : found;
      });
      return compare(model, observed.properties, drawn);
    });
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
});
