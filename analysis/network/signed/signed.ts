import { z } from 'zod';
import type { JsonObject } from '../../../domain/json';
import { documentOf } from '../../../domain/artefact';
import { defineMethod } from '../../../domain/method';
import { wilson } from '../../statistics/intervals';
import { edgeList } from '../graph/graph';
import { frustration } from './frustration';
import { type SignedPairs, signedPairs } from './signed-pairs';
import { type Foretold, theories, triadCounts } from './triads';

function share(hits: number, all: number): JsonObject {
  const interval = wilson(hits, all);
  return { value: all > 0 ? hits / all : null, low: interval?.low ?? null, high: interval?.high ?? null, of: all };
}

/** Triangles by negatives, with what the same triangles would be if signs fell on ties at random. */
function triads(counts: readonly [number, number, number, number], positive: number, negative: number): JsonObject {
  const all = counts.reduce((a, b) => a + b, 0);
  const p = positive / Math.max(1, positive + negative);
  const chance = [p ** 3, 3 * p * p * (1 - p), 3 * p * (1 - p) ** 2, (1 - p) ** 3];
  return {
    triangles: all,
    byNegatives: counts.map((count, k) => ({
      negatives: k,
      count,
      share: all > 0 ? count / all : null,
      expected: chance[k]!,
      // Triangles share ties, so this is a size of surprise and no test.
      surprise:
        all > 0 && chance[k]! > 0 && chance[k]! < 1
          ? (count - all * chance[k]!) / Math.sqrt(all * chance[k]! * (1 - chance[k]!))
          : null,
    })),
    balanced: share(counts[0] + counts[2], all),
    weaklyBalanced: share(counts[0] + counts[2] + counts[3], all),
    ...(all === 0 ? { reason: 'no three nodes are all tied by ties with a sign' } : {}),
  };
}

function judged(one: Foretold, base: number): JsonObject {
  return {
    predicted: one.predicted,
    right: one.predicted > 0 ? one.right / one.predicted : null,
    positiveRight: one.predictedPositive > 0 ? one.rightPositive / one.predictedPositive : null,
    negativeRight:
      one.predicted > one.predictedPositive
        ? (one.right - one.rightPositive) / (one.predicted - one.predictedPositive)
        : null,
    /** What always saying the more frequent sign would get. */
    base,
  };
}

/** How far two camps explain who is tied how. */
function polarisation(pairs: SignedPairs, camp: Uint8Array, upper: number): JsonObject {
  let [ties, positiveInside, positive, negativeBetween, negative] = [0, 0, 0, 0, 0];
  pairs.sign.forEach((sign, i) => {
    if (sign === 0) return;
    ties++;
    const same = camp[pairs.first[i]!] === camp[pairs.second[i]!];
    if (sign > 0) {
      positive++;
      if (same) positiveInside++;
    } else {
      negative++;
      if (!same) negativeBetween++;
    }
  });
  const tied = new Uint8Array(pairs.nodes);
  pairs.sign.forEach((sign, i) => {
    if (sign !== 0) tied[pairs.first[i]!] = tied[pairs.second[i]!] = 1;
  });
  let second = 0;
  let all = 0;
  for (let v = 0; v < pairs.nodes; v++) {
    if (!tied[v]) continue;
    all++;
    second += camp[v]!;
  }
  return {
    camps: [Math.max(second, all - second), Math.min(second, all - second)],
    satisfied: share(ties - upper, ties),
    positiveInside: share(positiveInside, positive),
    negativeBetween: share(negativeBetween, negative),
    /** 1 where two camps explain every tie, 0 where they explain no more than half. */
    index: ties > 0 ? 1 - (2 * upper) / ties : null,
  };
}

export const networkSigned = defineMethod({
  id: 'network/signed',
  version: 1,
  step: 'modelling',
  title: 'Signed network',
  description:
    'Friends and foes: triangles by number of negative ties (balance), how many ties no split into two camps can satisfy (frustration), whether ties point upwards in status, and how far two camps explain the whole (polarisation). Needs ties with a sign; the absence of a tie says nothing. A few negative ties in many positive ones look balanced for that reason alone: compare with what is expected.',
  references: [
    'Cartwright & Harary 1956, doi:10.1037/h0046049',
    'Davis 1967, doi:10.1177/001872676702000206 (weak balance)',
    'Leskovec, Huttenlocher & Kleinberg 2010, doi:10.1145/1753326.1753532 (status, surprise)',
    'Aref & Wilson 2018, doi:10.1093/comnet/cny015 (frustration)',
  ],
  parameters: z
    .object({
      tries: z.number().int().min(1).max(10_000).default(40).describe('descents where no exact split is found'),
    })
    .strict(),
  inputs: { graph: 'graph' },
  output: 'document',
  individuals: false,
  seeded: true,
  run({ graph }, { tries }, context) {
    const list = edgeList(graph);
    const pairs = signedPairs(list);
    let [positive, negative, reciprocal, agreeing] = [0, 0, 0, 0];
    pairs.sign.forEach((sign, i) => {
      if (sign > 0) positive++;
      if (sign < 0) negative++;
      if (list.directed && pairs.forth[i] !== 0 && pairs.back[i] !== 0) {
        reciprocal++;
        if (sign !== 0) agreeing++;
      }
    });
    const counts = triadCounts(pairs);
    const triangles = counts.reduce((sum, one) => sum + one, 0);
    const found = frustration(pairs, tries, context.random);
    context.progress(0.6);
    const base = Math.max(positive, negative) / Math.max(1, positive + negative);
    const told = list.directed ? theories(pairs) : undefined;
    return documentOf({
      triads: triads(counts, positive, negative),
      frustration: {
        index: found.exact ? found.upper : null,
        lower: found.lower,
        upper: found.upper,
        exact: found.exact,
        ...(found.exact ? {} : { reason: 'too many nodes to try every split: the index lies between the bounds' }),
      },
      status: told
        ? { ...judged(told.status, base), balance: judged(told.balance, base) }
        : { predicted: 0, right: null, reason: 'ties have no direction; set directed=true' },
      polarisation: polarisation(pairs, found.camp, found.upper),
      summary: {
        nodes: list.nodes,
        edges: list.source.length,
        directed: list.directed,
        pairs: pairs.first.length,
        positive,
        negative,
        conflicting: pairs.conflicting,
        leftOut: pairs.leftOut,
        reciprocal,
        reciprocalAgreement: reciprocal > 0 ? agreeing / reciprocal : null,
        triads: {
          '0': counts[0],
          '1': counts[1],
          '2': counts[2],
          '3': counts[3],
          balanced: triangles > 0 ? (counts[0] + counts[2]) / triangles : null,
        },
        frustration: found.exact ? found.upper : null,
        frustrationBounds: [found.lower, found.upper],
        polarisation: positive + negative > 0 ? 1 - (2 * found.upper) / (positive + negative) : null,
        ...(negative === 0 ? { reason: 'no tie is negative: balance says nothing' } : {}),
      },
    });
  },
});
