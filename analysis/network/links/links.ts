import { z } from 'zod';
import { type Artefact, strings } from '../../../domain/artefact';
import { AssayError } from '../../../domain/errors';
import type { JsonObject } from '../../../domain/json';
import { defineMethod, type Random } from '../../../domain/method';
import { wilson } from '../../statistics/intervals';
import type { Csr } from '../graph/csr';
import { edgeList } from '../graph/graph';
import { auc } from './auc';
import { bestPairs, byScore, type Pair } from './candidates';
import { factorise } from './factorisation';
import { localScore, localScores } from './local-scores';
import { randomWalkWithRestart } from './random-walk';
import { csrOfTies, type LinkSplit, simpleTies, splitTies } from './split';

const id = 'network/links';
const scores = [...localScores, 'random-walk', 'factorisation'] as const;
type Score = (typeof scores)[number];

/** Arc visits that walks may take: with larger graphs, pairs of fewer nodes are judged. */
const mostWalked = 300_000_000;

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

/** A score of pairs; walks are kept for the last node asked for. */
function scorer(csr: Csr, score: Score, settings: Settings, random: Random): (a: number, b: number) => number {
  if (score === 'factorisation') return factorise(csr, settings.rank, random.fork('factorisation'));
  if (score !== 'random-walk') return (a, b) => localScore(csr, score, a, b);
  let from = -1;
  let of = (_: number): number => 0;
  return (a, b) => {
    if (a !== from) {
      from = a;
      of = walkScores(csr, a, settings.restart);
    }
    return of(b);
  };
}

/**
 * How likely walks from each end are at the other, added up. An undirected walk is reversible: π_b(a) = π_a(b) · degree(a) / degree(b),
 * so that one walk is enough.
 */
function walkScores(csr: Csr, a: number, restart: number): (b: number) => number {
  const walk = randomWalkWithRestart(csr, a, restart);
  const degree = csr.offsets[a + 1]! - csr.offsets[a]!;
  return (b) => {
    const other = csr.offsets[b + 1]! - csr.offsets[b]!;
    return other === 0 ? 0 : walk[b]! * (1 + degree / other);
  };
}

/** The nodes that can be walked from within the budget. */
function walkable(csr: Csr): number {
  return Math.max(20, Math.floor(mostWalked / (60 * Math.max(1, csr.targets.length + csr.nodes))));
}

function best(csr: Csr, score: Score, settings: Settings, top: number, random: Random, progress: (f: number) => void) {
  if (score !== 'random-walk' && score !== 'factorisation') return bestPairs(csr, score, top, progress);
  if (score === 'factorisation') {
    const of = scorer(csr, score, settings, random);
    return bestPairs(csr, { prepare: (a) => (b) => of(a, b), nodes: csr.nodes }, top, progress);
  }
  const prepare = (a: number) => walkScores(csr, a, settings.restart);
  return bestPairs(csr, { prepare, nodes: Math.min(csr.nodes, walkable(csr)) }, top, progress);
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
  version: 1,
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
  run({ graph, labels }, settings, context): Artefact {
    const { score, top, pairs, evaluate, holdout, at } = settings;
    const list = edgeList(graph);
    if (pairs?.some(([a, b]) => a >= list.nodes || b >= list.nodes))
      throw new AssayError('ASSAY_METHOD_PARAMETERS', `${id}, parameter pairs: nodes of the graph were expected`);
    const ties = simpleTies(list);
    const csr = csrOfTies(ties);
    const random = context.random;
    let rows: readonly Pair[];
    let scored = csr.nodes;
    if (pairs) {
      const of = scorer(csr, score, settings, random);
      rows = pairs.map(([a, b]) => ({ a, b, score: of(a, b) }));
    } else {
      const found = best(csr, score, settings, top, random, (f) => context.progress(f / 3));
      rows = found.pairs;
      scored = found.nodes;
    }
    const enough = evaluate && ties.a.length >= 10;
    const split = enough ? splitTies(ties, holdout, random.fork('split')) : undefined;
    const label = labels && strings(labels, 'label');
    const evaluation: JsonObject[] = [];
    if (split && split.test.length > 0 && split.without.length > 0) {
      const later = new Set(split.test.map(([a, b]) => a * csr.nodes + b));
      scores.forEach((name, i) => {
        context.progress(0.33 + (0.67 * i) / scores.length);
        const of = scorer(split.train, name, settings, random);
        const judged =
          name === 'random-walk' ? Math.min(split.test.length, walkable(split.train) >> 1) : split.test.length;
        const positive = split.test.slice(0, judged).map(([a, b]) => of(a, b));
        const negative = split.without.slice(0, judged).map(([a, b]) => of(a, b));
        const recommended = best(split.train, name, settings, at, random, () => {}).pairs;
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
      });
    }
    const sorted = pairs ? rows : [...rows].sort(byScore);
    return {
      kind: 'table',
      columns: {
        source: Int32Array.from(sorted, (one) => one.a),
        target: Int32Array.from(sorted, (one) => one.b),
        score: Float64Array.from(sorted, (one) => one.score),
      },
      about: {
        summary: {
          nodes: csr.nodes,
          ties: ties.a.length,
          score,
          pairs: sorted.length,
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
          ...(evaluate && evaluation.length === 0
            ? { notEnoughData: true, reason: 'too few ties to hold some out' }
            : {}),
        },
      },
    };
  },
});
