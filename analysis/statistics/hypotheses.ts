import { z } from 'zod';
import { numbers } from '../../domain/artefact';
import { AssayError } from '../../domain/errors';
import type { Json } from '../../domain/json';
import { defineMethod, type Random } from '../../domain/method';
import { kindOf, type TestedHypothesis } from '../../domain/protocol';
import { bootstrap } from './bootstrap';
import { type ClusteredSample, clusteredPermutation, shareAccounts } from './clustered';
import { newcombe } from './intervals';
import { groupValues, measureValues } from '../../domain/measures';
import { holm } from './multiplicity';
import { mean } from './quantile';
import {
  cliffsDelta,
  cohensD,
  mannWhitney,
  midranks,
  permutation,
  type TestResult,
  twoProportions,
  welch,
} from './tests';

const level = 0.05;

/** An exploratory hypothesis is never supported or contradicted: a difference, or its opposite, is suggested. */
export type Verdict =
  | 'supported'
  | 'negligible'
  | 'not-supported'
  | 'contradicted'
  | 'suggested'
  | 'opposite-suggested'
  | 'not-enough-data';

interface Sample extends ClusteredSample {
  /** Keys of the authors; a post without one is its own, below 0. */
  readonly authors: ReadonlySet<number>;
  readonly posts: number;
}

/** Values of one group: each author's mean where persons are the unit. */
function sampleOf(
  values: Float64Array,
  rows: readonly number[],
  author: ArrayLike<number> | undefined,
  byPerson: boolean,
): Sample {
  const known = rows.filter((row) => !Number.isNaN(values[row]!));
  const accounts = known.map((row) => (author && author[row]! >= 0 ? author[row]! : -1 - row));
  const people = new Map<number, { sum: number; n: number }>();
  known.forEach((row, i) => {
    const one = people.get(accounts[i]!) ?? { sum: 0, n: 0 };
    one.sum += values[row]!;
    one.n++;
    people.set(accounts[i]!, one);
  });
  return {
    values: byPerson
      ? Float64Array.from(people.values(), (one) => one.sum / one.n)
      : Float64Array.from(known, (row) => values[row]!),
    accounts: byPerson ? [...people.keys()] : accounts,
    authors: new Set(people.keys()),
    posts: known.length,
  };
}

/** How a hypothesis was tested: as registered, or with the accounts kept whole because some stand behind several values. */
type Inference = 'as-registered' | 'permutation-by-account';

interface Tested extends TestResult {
  readonly inference: Inference;
}

function tagged(inference: Inference, result: TestResult | null): Tested | null {
  return result && { ...result, inference };
}

function hits(values: Float64Array): number {
  return values.reduce((sum, x) => sum + (x > 0 ? 1 : 0), 0);
}

function test(one: TestedHypothesis, a: Sample, b: Sample, random: Random): Tested | null {
  const { direction } = one;
  const [x, y] = [a.values, b.values];
  if (shareAccounts(a, b)) {
    const { ranks } = midranks([...x, ...y]);
    const [left, right] =
      one.test === 'mann-whitney' ? [ranks.subarray(0, x.length), ranks.subarray(x.length)] : [x, y];
    const result = clusteredPermutation({ ...a, values: left }, { ...b, values: right }, random, direction);
    return tagged('permutation-by-account', result);
  }
  if (one.test === 'welch') return tagged('as-registered', welch(x, y, direction));
  if (one.test === 'mann-whitney') return tagged('as-registered', mannWhitney(x, y, direction));
  if (one.test === 'permutation') return tagged('as-registered', permutation(x, y, random, direction));
  return tagged('as-registered', twoProportions(hits(x), x.length, hits(y), y.length, direction));
}

function effectOf(one: TestedHypothesis, a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  if (one.smallestEffect.metric === 'cohens-d') return cohensD(a, b);
  if (one.smallestEffect.metric === 'cliffs-delta') return cliffsDelta(a, b);
  return mean(a) - mean(b);
}

/** 95 % limits of the effect. The bootstrap draws whole accounts. */
function interval(
  one: TestedHypothesis,
  a: Sample,
  b: Sample,
  random: Random,
): { low: number | null; high: number | null } {
  const [x, y] = [a.values, b.values];
  if (one.test === 'two-proportions' && one.smallestEffect.metric === 'difference' && !shareAccounts(a, b))
    return newcombe(hits(x), x.length, hits(y), y.length) ?? { low: null, high: null };
  const all = new Float64Array(x.length + y.length);
  all.set(x);
  all.set(y, x.length);
  return bootstrap(
    all.length,
    (rows) => {
      const left: number[] = [];
      const right: number[] = [];
      for (const row of rows) (row < x.length ? left : right).push(all[row]!);
      return left.length < 2 || right.length < 2 ? null : effectOf(one, left, right);
    },
    random,
    {
      resamples: all.length > 5000 ? 200 : 500,
      groups: [...Array.from(a.accounts), ...Array.from(b.accounts)],
    },
  );
}

export const hypotheses = defineMethod({
  id: 'statistics/hypotheses',
  version: 3,
  step: 'validation',
  title: 'Hypotheses judged',
  description:
    'Tests each registered hypothesis as it was registered. Confirmatory ones share Holm’s correction; exploratory ones, and those added or changed after a run had seen the data (post hoc), are marked, keep their uncorrected p and only suggest. An effect smaller than the registered smallest effect of interest is called negligible however small its p-value; too few people or posts is an answer of its own. Where an account stands behind several values, in one group or in both, p comes from permutations that keep it whole and limits from a bootstrap that does. Posts without a known author are taken as independent, and counted.',
  references: [
    'Holm 1979, Scandinavian Journal of Statistics 6:65–70',
    'Lakens 2017, doi:10.1177/1948550617697177 (smallest effect of interest)',
    'Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873',
    'Edgington & Onghena 2007, Randomization Tests, ch. 5–6 (permutation within and between people)',
  ],
  parameters: z
    .object({ hypotheses: z.array(z.custom<TestedHypothesis>((value) => typeof value === 'object' && value !== null)) })
    .strict(),
  inputs: { posts: 'posts', people: 'people' },
  others: 'post-table',
  output: 'document',
  individuals: false,
  seeded: true,
  run({ posts, people, others }, parameters, context) {
    const tables = others ?? {};
    const author = numbers(people, 'author');
    const drafts = parameters.hypotheses.map((one, at) => {
      context.progress(at / parameters.hypotheses.length);
      const values = measureValues(one.measure, posts, tables);
      if (
        one.test === 'two-proportions' &&
        values.some((value) => value !== 0 && value !== 1 && !Number.isNaN(value))
      ) {
        throw new AssayError(
          'ASSAY_METHOD_PARAMETERS',
          `hypothesis ${one.id}: a yes or no measure was expected for two-proportions, found other values`,
        );
      }
      const groups = groupValues(one.comparison.by, posts, tables);
      const where = one.where && groupValues(one.where.by, posts, tables);
      const rows: [number[], number[]] = [[], []];
      for (let i = 0; i < posts.count; i++) {
        if (where && where[i] !== one.where!.is) continue;
        const place = one.comparison.groups.indexOf(groups[i] ?? '');
        if (place >= 0) rows[place]!.push(i);
      }
      const a = sampleOf(values, rows[0], author, one.unit === 'person');
      const b = sampleOf(values, rows[1], author, one.unit === 'person');
      const random = context.random.fork(one.id);
      // However many posts there are, those of few accounts are few.
      const enough = Math.min(a.authors.size, b.authors.size) >= one.minimumPerGroup;
      const result = enough ? test(one, a, b, random) : null;
      // Only an effect that chance does not explain either way round contradicts.
      const reversed = one.direction === 'greater' ? 'less' : 'greater';
      const opposite =
        result && one.direction !== 'two-sided'
          ? (test({ ...one, direction: reversed }, a, b, random)?.p ?? null)
          : null;
      return {
        one,
        a,
        b,
        opposite,
        result,
        effect: result ? effectOf(one, a.values, b.values) : null,
        limits: result ? interval(one, a, b, random) : { low: null, high: null },
      };
    });
    const family = drafts.filter((draft) => kindOf(draft.one) === 'confirmatory' && draft.result);
    const adjusted = new Map<string, number>();
    holm(family.map((draft) => draft.result!.p)).forEach((p, i) => adjusted.set(family[i]!.one.id, p));
    const judged = drafts.map(({ one, a, b, opposite, result, effect, limits }) => {
      const kind = kindOf(one);
      const p = adjusted.get(one.id) ?? result?.p ?? null;
      const wanted =
        one.direction === 'two-sided' || effect === null ? true : one.direction === 'greater' ? effect > 0 : effect < 0;
      let verdict: Verdict;
      if (!result || effect === null || p === null) verdict = 'not-enough-data';
      else {
        const matters = Math.abs(effect) >= one.smallestEffect.value;
        const confirms = kind === 'confirmatory';
        if (p < level && wanted) verdict = !matters ? 'negligible' : confirms ? 'supported' : 'suggested';
        else if (!wanted && matters && opposite !== null && opposite < level)
          verdict = confirms ? 'contradicted' : 'opposite-suggested';
        else verdict = 'not-supported';
      }
      return {
        id: one.id,
        statement: one.statement,
        kind,
        postHoc: one.postHoc ?? null,
        test: one.test,
        direction: one.direction,
        unit: one.unit,
        groups: one.comparison.groups.map((name, i) => {
          const sample = i === 0 ? a : b;
          return {
            name,
            n: sample.values.length,
            people: sample.authors.size,
            posts: sample.posts,
            // Each stands for itself: whether one account wrote several is not known.
            unknownAuthors: [...sample.authors].filter((key) => key < 0).length,
            mean: sample.values.length ? mean(sample.values) : null,
          };
        }),
        inference: result?.inference ?? null,
        inBoth: [...a.authors].filter((key) => b.authors.has(key)).length,
        statistic: result?.statistic ?? null,
        p: result?.p ?? null,
        adjustedP: adjusted.get(one.id) ?? null,
        effect: {
          metric: one.smallestEffect.metric,
          value: effect,
          low: limits.low,
          high: limits.high,
          smallest: one.smallestEffect.value,
        },
        needed: one.minimumPerGroup,
        verdict,
      };
    });
    const summary: Record<string, number> = {};
    for (const one of judged) summary[one.verdict] = (summary[one.verdict] ?? 0) + 1;
    return {
      kind: 'document',
      columns: {},
      about: { level, correction: 'Holm, among the confirmatory', judged: judged as unknown as Json, summary },
    };
  },
});
