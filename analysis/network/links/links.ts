import { z } from 'zod';
import { type Artefact, strings } from '../../../domain/artefact';
import { AssayError } from '../../../domain/errors';
import type { JsonObject } from '../../../domain/json';
import { defineMethod, type Random } from '../../../domain/method';
import { wilson } from '../../statistics/intervals';
import type { Csr } from '../graph/csr';
import { edgeList } from '../graph/graph';
import { auc } from './auc';
import { affordableNodes, bestByDegrees, bestLocal, bestNear, merged, type Pair, type PairScore } from './candidates';
import { factorise } from './factorisation';
import { type LocalScore, localScore, localScores } from './local-scores';
import { randomWalksWithRestart } from './random-walk';
import { csrOfTies, type LinkSplit, type SimpleTies, simpleTies, splitTies } from './split';

const id = 'network/links';
const scores = [...localScores, 'random-walk', 'factorisation'] as const;
type Score = (typeof scores)[number];
type Column = Int32Array | Float64Array;

/** Arc visits that walks may take: with larger graphs, pairs of fewer nodes are judged. */
const mostWalked = 300_000_000;

/**
 * Parts that the work is shared out to. The first factorises, which cannot be split, and does what is quickly done; the others take
 * every fifth node, and every fifth pair that is judged.
 */
const parts = 6;
const wholePart = 0;

/** Edges below which threads cost more than they save: about a second of work. */
const lightEdges = 50_000;

/** Ties below which nothing is held out. */
const leastTies = 10;

const parameters = z
  .object({
    score: z.enum(scores).default('resource-allocation'),
    top: z.number().int().min(1).max(1_000_000).default(100).describe('pairs in the result'),
    pairs: z
      .array(z.tuple([z.number().int().min(0), z.number().int().min(0)]))
      .optional()
      .describe('score these pairs of nodes instead of the best'),
    evaluate: z.boolean().default(true),
    holdout: z
      .number()
      .gt(0)
      .lt(1)
      .default(0.2)
      .describe('share of ties held out: the latest, or drawn where there are no times'),
    at: z.number().int().min(1).default(100).describe('k of precision@k'),
    restart: z.number().gt(0).lt(1).default(0.15),
    rank: z.number().int().min(1).max(200).default(16),
  })
  .strict();
type Settings = z.output<typeof parameters>;

/** Walks that go together. */
const walksTogether = 4;

/**
 * How likely walks from each end of a pair are at the other, added up. An undirected walk is reversible: π_b(a) = π_a(b) · degree(a) /
 * degree(b), so that one walk is enough. `from`: the first nodes of the pairs that will be asked for, in order.
 */
function walker(csr: Csr, restart: number, from: readonly number[]): PairScore {
  const degree = (v: number): number => csr.offsets[v + 1]! - csr.offsets[v]!;
  const coming = [...new Set(from)];
  let walked: readonly number[] = [];
  let share = (_walk: number, _node: number): number => 0;
  return {
    of(a, b) {
      if (!walked.includes(a)) {
        const next = coming.indexOf(a);
        walked = coming.slice(next, next + walksTogether);
        share = randomWalksWithRestart(csr, walked, restart);
      }
      return degree(b) === 0 ? 0 : share(walked.indexOf(a), b) * (1 + degree(a) / degree(b));
    },
  };
}

/** The nodes that can be walked from within the budget. */
function walkable(csr: Csr): number {
  return Math.max(20, Math.floor(mostWalked / (60 * Math.max(1, csr.targets.length + csr.nodes))));
}

type Pairs = readonly (readonly [number, number])[];

/** The scores of some pairs. `factors` are asked for where they are the score. */
function scoresOf(csr: Csr, score: Score, pairs: Pairs, { restart }: Settings, factors: () => PairScore): Float64Array {
  const from = (): number[] => pairs.map(([a]) => a);
  const local = { of: (a: number, b: number): number => localScore(csr, score as LocalScore, a, b) };
  const { of } = score === 'factorisation' ? factors() : score === 'random-walk' ? walker(csr, restart, from()) : local;
  return Float64Array.from(pairs, ([a, b]) => of(a, b));
}

function tiesOf(graph: Artefact): { readonly ties: SimpleTies; readonly csr: Csr } {
  const ties = simpleTies(edgeList(graph));
  return { ties, csr: csrOfTies(ties) };
}

function requireNodes(graph: Artefact, { pairs }: Settings): void {
  const { nodes } = edgeList(graph);
  if (pairs?.some(([a, b]) => a >= nodes || b >= nodes))
    throw new AssayError('ASSAY_METHOD_PARAMETERS', `${id}, parameter pairs: nodes of the graph were expected`);
}

/** Undefined where no evaluation is wanted, or too few ties are there to hold some out. */
function splitOf(ties: SimpleTies, { evaluate, holdout }: Settings, random: Random): LinkSplit | undefined {
  if (!evaluate || ties.a.length < leastTies) return undefined;
  const split = splitTies(ties, holdout, random.fork('split'));
  return split.test.length > 0 && split.without.length > 0 ? split : undefined;
}

/** The pairs of each side that a score is judged on: the first so many. */
function judgedPairs({ test, train }: LinkSplit, score: Score): number {
  return score === 'random-walk' ? Math.min(test.length, walkable(train) >> 1) : test.length;
}

/** The list of what the method was asked for, beside those that judge each score. */
const result = 'result';

function pairColumns(pairs: readonly Pair[]) {
  return {
    source: Int32Array.from(pairs, (one) => one.a),
    target: Int32Array.from(pairs, (one) => one.b),
    score: Float64Array.from(pairs, (one) => one.score),
  };
}

function putPairs(columns: Record<string, Column>, list: string, pairs: readonly Pair[] | undefined): void {
  for (const [name, column] of Object.entries(pairColumns(pairs ?? []))) columns[`${list} ${name}`] = column;
}

function pairsOf(columns: Artefact['columns'], list: string): Pair[] {
  const [source, target, score] = ['source', 'target', 'score'].map((name) => columns[`${list} ${name}`] as Column);
  return Array.from(source ?? [], (a, i) => ({ a, b: target![i]!, score: score![i]! }));
}

/** Values that were dealt out to the parts one by one, or that one part has whole, in their order. */
function dealtBack(done: readonly Artefact[], name: string): number[] {
  const hands = done.map(({ columns }) => columns[name] as Column | undefined).filter((one) => one !== undefined);
  const count = hands.reduce((sum, one) => sum + one.length, 0);
  return Array.from({ length: count }, (_, i) => hands[i % hands.length]![Math.floor(i / hands.length)]!);
}

const ofCommonNeighbours = localScores.filter((score) => score !== 'preferential-attachment');

/** The best pairs without a tie by each score, among the nodes of a part; undefined for scores that are another part's. */
function bestOf(
  csr: Csr,
  wanted: readonly Score[],
  { restart }: Settings,
  factors: () => PairScore,
  top: number,
  part: number,
  progress: (fraction: number) => void,
): Partial<Record<Score, readonly Pair[]>> {
  const found: Partial<Record<Score, readonly Pair[]>> = {};
  if (part === wholePart) {
    if (wanted.includes('preferential-attachment')) found['preferential-attachment'] = bestByDegrees(csr, top);
    if (wanted.includes('factorisation'))
      found.factorisation = bestNear(csr, factors(), csr.nodes, top, { first: 0, step: 1 }, progress);
    return found;
  }
  const own = { first: part - 1, step: parts - 1 };
  const local = ofCommonNeighbours.filter((score) => wanted.includes(score));
  if (local.length > 0)
    bestLocal(csr, local, top, own, progress).forEach((pairs, i) => {
      found[local[i]!] = pairs;
    });
  if (wanted.includes('random-walk')) {
    const nodes = Math.min(csr.nodes, walkable(csr));
    const from = Array.from({ length: nodes }, (_, v) => v).filter((v) => v % own.step === own.first);
    found['random-walk'] = bestNear(csr, walker(csr, restart, from), nodes, top, own, progress);
  }
  return found;
}

/** How each label fares: its part in what is recommended, among nodes, among ties that came; and how well its own ties are told apart. */
function fairness(
  label: readonly (string | null)[],
  recommended: readonly Pair[],
  split: LinkSplit,
  positive: readonly number[],
  negative: readonly number[],
): JsonObject[] {
  const names = [...new Set(label.filter((one) => one !== null))].sort();
  const ends = (pairs: Iterable<readonly [number, number]>, name: string): number | null => {
    let all = 0;
    let own = 0;
    for (const [a, b] of pairs) {
      for (const v of [a, b]) {
        if (label[v] === null) continue;
        all++;
        if (label[v] === name) own++;
      }
    }
    return all === 0 ? null : own / all;
  };
  const nodes = label.filter((one) => one !== null).length;
  return names.map((name) => {
    const touches = ([a, b]: readonly [number, number]): boolean => label[a] === name || label[b] === name;
    return {
      label: name,
      shareOfNodes: label.filter((one) => one === name).length / nodes,
      shareOfRecommended: ends(
        recommended.map((one) => [one.a, one.b] as const),
        name,
      ),
      shareOfLaterTies: ends(split.test, name),
      auc: {
        ...auc(
          positive.filter((_, i) => touches(split.test[i]!)),
          negative.filter((_, i) => touches(split.without[i]!)),
        ),
      },
    };
  });
}

/** Mean surprise of the nodes recommended, in bits: −log2 of the share of nodes that each is tied to (Zhou et al. 2010). */
function novelty(csr: Csr, pairs: readonly Pair[]): number | null {
  if (pairs.length === 0) return null;
  let sum = 0;
  for (const { a, b } of pairs)
    for (const v of [a, b]) sum -= Math.log2(Math.max(1, csr.offsets[v + 1]! - csr.offsets[v]!) / csr.nodes);
  return sum / (2 * pairs.length);
}

export const networkLinks = defineMethod({
  id,
  version: 2,
  step: 'modelling',
  title: 'Link prediction',
  description:
    'Which ties are likely to come, or are there but were not collected, by common neighbours and their kin, random walks and factorisation; each score is judged on later ties. Local scores know only pairs two steps apart. Direction, weight and sign are not looked at. Recommending by such scores makes the well connected better connected: read novelty and the figures by group.',
  references: [
    'Liben-Nowell & Kleinberg 2007, doi:10.1002/asi.20591',
    'Zhou, Lü & Zhang 2009, doi:10.1140/epjb/e2009-00335-8',
    'Tong, Faloutsos & Pan 2006, doi:10.1109/ICDM.2006.70',
    'Menon & Elkan 2011, doi:10.1007/978-3-642-23783-6_28',
    'Hanley & McNeil 1982, doi:10.1148/radiology.143.1.7063747',
  ],
  parameters,
  inputs: { graph: 'graph', labels: 'node-labels' },
  optional: ['labels'],
  files: { labels: 'node-labels' },
  nodes: ['pairs'],
  output: 'table',
  individuals: true,
  seeded: true,
  parts: {
    count: () => parts,
    light: ({ graph }, settings) => {
      // Refused before threads start, so that the error arrives whole.
      requireNodes(graph, settings);
      return edgeList(graph).source.length < lightEdges;
    },
    prepare: ({ graph }) => tiesOf(graph),
    run({ graph }, settings, part, context, { ties, csr }): Artefact {
      requireNodes(graph, settings);
      const { score, top, pairs, at, rank } = settings;
      const random = context.common;
      const columns: Record<string, Column> = {};
      const progress = (from: number, to: number) => (f: number) => context.progress(from + (to - from) * f);
      const factors = (): PairScore => factorise(csr, rank, random.fork('factorisation'));
      if (!pairs) {
        const found = bestOf(csr, [score], settings, factors, top, part, progress(0, 0.3));
        putPairs(columns, result, found[score]);
      } else if (part === (score === 'factorisation' ? wholePart : 1)) {
        const found = scoresOf(csr, score, pairs, settings, factors);
        putPairs(
          columns,
          result,
          pairs.map(([a, b], i) => ({ a, b, score: found[i]! })),
        );
      }
      const split = splitOf(ties, settings, random);
      if (!split) return { kind: 'table', columns, about: {} };
      let trained: PairScore | undefined;
      const factorsOfTrain = (): PairScore => {
        trained ??= factorise(split.train, rank, random.fork('factorisation'));
        return trained;
      };
      const found = bestOf(split.train, scores, settings, factorsOfTrain, at, part, progress(0.3, 0.8));
      scores.forEach((name, i) => {
        putPairs(columns, name, found[name]);
        if ((part === wholePart) !== (name === 'factorisation')) return;
        const mine = (pair: number): boolean => part === wholePart || pair % (parts - 1) === part - 1;
        for (const side of ['test', 'without'] as const) {
          const judged = split[side].slice(0, judgedPairs(split, name)).filter((_, pair) => mine(pair));
          columns[`${name} ${side}`] = scoresOf(split.train, name, judged, settings, factorsOfTrain);
        }
        context.progress(0.8 + (0.2 * i) / scores.length);
      });
      return { kind: 'table', columns, about: {} };
    },
    join(done, { graph, labels }, settings, context): Artefact {
      const { score, top, pairs, evaluate, at } = settings;
      const { ties, csr } = tiesOf(graph);
      const listed = done.flatMap(({ columns }) => pairsOf(columns, result));
      const rows = pairs ? listed : merged([listed], top);
      const limit = score === 'preferential-attachment' ? csr.nodes : affordableNodes(csr);
      const scored = pairs ? csr.nodes : score === 'random-walk' ? Math.min(limit, walkable(csr)) : limit;
      const split = splitOf(ties, settings, context.random.fork('common'));
      const label = labels && strings(labels, 'label');
      const evaluation: JsonObject[] = [];
      if (split) {
        const later = new Set(split.test.map(([a, b]) => a * csr.nodes + b));
        for (const name of scores) {
          const judged = (side: 'test' | 'without'): number[] => dealtBack(done, `${name} ${side}`);
          const [positive, negative] = [judged('test'), judged('without')];
          const recommended = merged(
            done.map(({ columns }) => pairsOf(columns, name)),
            at,
          );
          const hits = recommended.filter((one) => later.has(one.a * csr.nodes + one.b)).length;
          const interval = wilson(hits, recommended.length);
          evaluation.push({
            score: name,
            pairs: positive.length,
            auc: { ...auc(positive, negative) },
            precisionAtK: {
              k: recommended.length,
              value: recommended.length === 0 ? null : hits / recommended.length,
              low: interval?.low ?? null,
              high: interval?.high ?? null,
            },
            novelty: novelty(split.train, recommended),
            ...(label && name === score ? { byGroup: fairness(label, recommended, split, positive, negative) } : {}),
          });
        }
      }
      return {
        kind: 'table',
        columns: pairColumns(rows),
        about: {
          summary: {
            nodes: csr.nodes,
            ties: ties.a.length,
            score,
            pairs: rows.length,
            ...(scored < csr.nodes ? { nodesScored: scored } : {}),
            ...(split
              ? {
                  split: split.by,
                  heldOut: split.test.length,
                  newcomers: split.newcomers,
                  // What drawing pairs blindly would hit.
                  chance:
                    split.test.length / Math.max(1, (csr.nodes * (csr.nodes - 1)) / 2 - split.train.targets.length / 2),
                  evaluation,
                }
              : {}),
            ...(evaluate && !split ? { notEnoughData: true, reason: 'too few ties to hold some out' } : {}),
          },
        },
      };
    },
  },
});
