import { z } from 'zod';
import { strings } from '../../../domain/artefact';
import { AssayError } from '../../../domain/errors';
import type { JsonObject } from '../../../domain/json';
import { defineMethod, type Random } from '../../../domain/method';
import { type EdgeList, edgeList } from '../graph/graph';
import { requireWeights } from '../graph/weights';
import { groupsOf, type NodeGroups } from './node-groups';
import { reversed, shuffleTest, socialCorrelation } from './social-correlation';

interface TieCounts {
  /** Weight of ties between labelled nodes, and inside groups. */
  readonly total: number;
  readonly same: number;
  /** Weight of tie ends in each group, and of ties inside it. */
  readonly ends: Float64Array;
  readonly inside: Float64Array;
}

/** Ties by the groups of their ends; self-loops and ties of nodes without a group are left out. O(m). */
function tieCounts(list: EdgeList, group: ArrayLike<number>, groups: number, weighted: boolean): TieCounts {
  const ends = new Float64Array(groups);
  const inside = new Float64Array(groups);
  let total = 0;
  let same = 0;
  for (let e = 0; e < list.source.length; e++) {
    const a = group[list.source[e]!]!;
    const b = group[list.target[e]!]!;
    if (a < 0 || b < 0 || list.source[e] === list.target[e]) continue;
    const w = weighted ? list.weight[e]! : 1;
    total += w;
    ends[a]! += w;
    ends[b]! += w;
    if (a === b) {
      same += w;
      inside[a]! += w;
    }
  }
  return { total, same, ends, inside };
}

/** Share of same-group ties where ends meet at random: Σ out·in/m², or Σ (ends/2m)² without direction. */
function expectedByTies(list: EdgeList, found: NodeGroups, weighted: boolean): number | null {
  const out = new Float64Array(found.names.length);
  const into = new Float64Array(found.names.length);
  let total = 0;
  for (let e = 0; e < list.source.length; e++) {
    const a = found.group[list.source[e]!]!;
    const b = found.group[list.target[e]!]!;
    if (a < 0 || b < 0 || list.source[e] === list.target[e]) continue;
    const w = weighted ? list.weight[e]! : 1;
    total += w;
    out[a]! += w;
    into[b]! += w;
  }
  if (total === 0) return null;
  let sum = 0;
  for (let g = 0; g < out.length; g++)
    sum += list.directed ? (out[g]! * into[g]!) / total ** 2 : ((out[g]! + into[g]!) / (2 * total)) ** 2;
  return sum;
}

interface Permuted {
  readonly mean: number;
  readonly sd: number;
  /** Share of shuffles with at least, at most, as many same-group ties, the observed one counted. */
  readonly pMore: number;
  readonly pLess: number;
  readonly insideMore: Float64Array;
}

/** Labels dealt anew to the labelled nodes, ties as they are. O(shuffles · (n + m)). */
function permuted(
  list: EdgeList,
  found: NodeGroups,
  observed: TieCounts,
  shuffles: number,
  weighted: boolean,
  random: Random,
  progress: (fraction: number) => void,
): Permuted {
  const group = found.group.slice();
  const places: number[] = [];
  group.forEach((g, v) => {
    if (g >= 0) places.push(v);
  });
  const slack = 1e-9 * Math.max(1, observed.total);
  const insideMore = new Float64Array(found.names.length).fill(1);
  let [sum, squares, more, less] = [0, 0, 1, 1];
  for (let s = 0; s < shuffles; s++) {
    for (let i = places.length - 1; i > 0; i--) {
      const [a, b] = [places[i]!, places[random.below(i + 1)]!];
      const held = group[a]!;
      group[a] = group[b]!;
      group[b] = held;
    }
    const one = tieCounts(list, group, found.names.length, weighted);
    const share = one.same / observed.total;
    sum += share;
    squares += share * share;
    if (one.same >= observed.same - slack) more++;
    if (one.same <= observed.same + slack) less++;
    for (let g = 0; g < insideMore.length; g++) if (one.inside[g]! >= observed.inside[g]! - slack) insideMore[g]!++;
    if (s % 16 === 0) progress(s / shuffles);
  }
  const mean = sum / shuffles;
  return {
    mean,
    sd: Math.sqrt(Math.max(0, (squares - shuffles * mean * mean) / Math.max(1, shuffles - 1))),
    pMore: more / (shuffles + 1),
    pLess: less / (shuffles + 1),
    insideMore: insideMore.map((hits) => hits / (shuffles + 1)),
  };
}

/** Influence against homophily: does who adopts follow the times at which friends did? */
function influence(
  list: EdgeList,
  adoption: readonly (string | null)[],
  parameters: { readonly steps: number; readonly shuffles: number; readonly influencer: 'source' | 'target' },
  random: Random,
): JsonObject {
  const times = adoption.map((one) => (one === null ? Number.NaN : Number(one)));
  const wrong = adoption.filter((one, v) => one !== null && Number.isNaN(times[v]!)).length;
  if (wrong > 0)
    throw new AssayError(
      'ASSAY_METHOD_INPUT',
      `network/homophily: a time of adoption as a number for each node was expected, found ${wrong} other values`,
    );
  const ties = parameters.influencer === 'source' && list.directed ? reversed(list) : list;
  const observed = socialCorrelation(ties, times, parameters.steps);
  const adopters = times.filter((one) => !Number.isNaN(one)).length;
  if (observed === null)
    return { adopters, correlation: null, reason: 'too few adopters, or none with friends who adopted before' };
  const shuffled = shuffleTest(ties, times, parameters.steps, Math.min(parameters.shuffles, 500), random);
  const back = list.directed ? socialCorrelation(reversed(ties), times, parameters.steps) : null;
  const difference = back === null ? null : observed.alpha - back.alpha;
  const error = back === null ? null : Math.hypot(observed.error, back.error);
  return {
    adopters,
    correlation: observed.alpha,
    error: observed.error,
    shuffle: shuffled as unknown as JsonObject,
    reversal:
      back === null
        ? {
            correlation: null,
            reason: list.directed ? 'no fit with reversed ties' : 'ties have no direction to reverse',
          }
        : { correlation: back.alpha, error: back.error, difference, z: error! > 0 ? difference! / error! : null },
  };
}

export const networkHomophily = defineMethod({
  id: 'network/homophily',
  version: 2,
  step: 'modelling',
  title: 'Homophily',
  description:
    'Whether ties join nodes of the same label more often than chance: share of such ties, the share expected, E–I index, and a permutation test. With times of adoption, whether adoption follows that of friends in time (influence) or merely resembles it (homophily, common causes): shuffled times and reversed ties keep the latter and break the former. Not a proof of influence: a common cause that itself spreads in time passes both tests.',
  references: [
    'McPherson, Smith-Lovin & Cook 2001, doi:10.1146/annurev.soc.27.1.415',
    'Krackhardt & Stern 1988, doi:10.2307/2786835 (E–I index)',
    'Coleman 1958 and Currarini, Jackson & Pin 2009, doi:10.3982/ECTA7528 (inbreeding homophily)',
    'Anagnostopoulos, Kumar & Mahdian 2008, doi:10.1145/1401890.1401897 (shuffle and edge-reversal tests)',
    'Shalizi & Thomas 2011, doi:10.1177/0049124111404820 (what such tests cannot tell)',
  ],
  parameters: z
    .object({
      shuffles: z.number().int().min(19).max(99_999).default(999),
      weighted: z.boolean().default(false),
      steps: z.number().int().min(2).max(1000).default(20).describe('steps of time in the tests of influence'),
      influencer: z
        .enum(['target', 'source'])
        .default('target')
        .describe('which end of a directed tie may influence the other: the one followed or addressed, or the source'),
    })
    .strict(),
  inputs: { graph: 'graph', labels: 'node-labels', adoption: 'node-labels' },
  optional: ['labels', 'adoption'],
  files: { labels: 'node-labels', adoption: 'node-labels' },
  output: 'table',
  individuals: false,
  seeded: true,
  run({ graph: artefact, labels, adoption }, parameters, context) {
    if (!labels && !adoption)
      throw new AssayError(
        'ASSAY_METHOD_INPUT',
        'network/homophily: labels of the nodes (--set labels=FILE) or times of adoption (--set adoption=FILE) were expected, found neither',
      );
    const list = edgeList(artefact);
    if (parameters.weighted) requireWeights(list, 'not negative', 'network/homophily');
    const spread = adoption
      ? { influence: influence(list, strings(adoption, 'label'), parameters, context.random.fork('influence')) }
      : {};
    const found = labels ? groupsOf(strings(labels, 'label'), list.nodes) : groupsOf([], list.nodes);
    const observed = tieCounts(list, found.group, found.names.length, parameters.weighted);
    const base = { nodes: list.nodes, edges: list.source.length, labels: found.names.length, labelled: found.labelled };
    if (!labels || observed.total === 0 || found.names.length < 2) {
      const reason = !labels
        ? 'no labels were given'
        : observed.total === 0
          ? 'no tie joins two labelled nodes'
          : 'all labelled nodes have the same label';
      return { kind: 'table', columns: {}, about: { summary: { ...base, share: null, reason, ...spread } } };
    }
    const chance = permuted(
      list,
      found,
      observed,
      parameters.shuffles,
      parameters.weighted,
      context.random.fork('labels'),
      context.progress,
    );
    const share = observed.same / observed.total;
    const expected = expectedByTies(list, found, parameters.weighted);
    const groups = found.names.map((_, g) => g);
    const degreeShare = groups.map((g) =>
      observed.ends[g]! > 0 ? (2 * observed.inside[g]!) / observed.ends[g]! : Number.NaN,
    );
    const baseline = groups.map((g) => (found.sizes[g]! - 1) / Math.max(1, found.labelled - 1));
    return {
      kind: 'table',
      columns: {
        label: found.names,
        nodes: Int32Array.from(found.sizes),
        inside: observed.inside,
        outside: Float64Array.from(groups, (g) => observed.ends[g]! - 2 * observed.inside[g]!),
        share: Float64Array.from(degreeShare),
        baseline: Float64Array.from(baseline),
        inbreeding: Float64Array.from(groups, (g) =>
          baseline[g]! < 1 ? (degreeShare[g]! - baseline[g]!) / (1 - baseline[g]!) : Number.NaN,
        ),
        ei: Float64Array.from(groups, (g) => {
          const out = observed.ends[g]! - 2 * observed.inside[g]!;
          const all = out + observed.inside[g]!;
          return all > 0 ? (out - observed.inside[g]!) / all : Number.NaN;
        }),
        p: Float64Array.from(chance.insideMore),
      },
      about: {
        summary: {
          ...base,
          ties: observed.total,
          share,
          expected: chance.mean,
          expectedByTies: expected,
          assortativity: expected !== null && expected < 1 ? (share - expected) / (1 - expected) : null,
          ei: 1 - 2 * share,
          expectedEi: 1 - 2 * chance.mean,
          z: chance.sd > 0 ? (share - chance.mean) / chance.sd : null,
          p: chance.pMore,
          pLess: chance.pLess,
          shuffles: parameters.shuffles,
          ...spread,
        },
      },
    };
  },
});
