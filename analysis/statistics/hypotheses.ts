import { z } from 'zod';
import { numbers } from '../../domain/artefact';
import { AssayError } from '../../domain/errors';
import type { Json } from '../../domain/json';
import { defineMethod, type Random } from '../../domain/method';
import type { Hypothesis } from '../../domain/protocol';
import { bootstrap } from './bootstrap';
import { newcombe } from './intervals';
import { groupValues, measureValues } from '../../domain/measures';
import { holm } from './multiplicity';
import { mean } from './quantile';
import { cliffsDelta, cohensD, mannWhitney, permutation, twoProportions, welch } from './tests';

const level = 0.05;

export type Verdict = 'supported' | 'negligible' | 'not-supported' | 'contradicted' | 'not-enough-data';

interface Sample {
  readonly values: Float64Array;
  /** Keys of the authors; a post without one is its own. */
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
  const people = new Map<number, { sum: number; n: number }>();
  for (const row of known) {
    const key = author && author[row]! >= 0 ? author[row]! : -1 - row;
    const one = people.get(key) ?? { sum: 0, n: 0 };
    one.sum += values[row]!;
    one.n++;
    people.set(key, one);
  }
  const out = byPerson ? [...people.values()].map((one) => one.sum / one.n) : known.map((row) => values[row]!);
  return { values: Float64Array.from(out), authors: new Set(people.keys()), posts: known.length };
}

function test(
  one: Hypothesis,
  a: Float64Array,
  b: Float64Array,
  random: Random,
): { statistic: number; p: number } | null {
  if (one.test === 'welch') return welch(a, b, one.direction);
  if (one.test === 'mann-whitney') return mannWhitney(a, b, one.direction);
  if (one.test === 'permutation') return permutation(a, b, random, one.direction);
  const hits = (values: Float64Array): number => values.reduce((sum, x) => sum + (x > 0 ? 1 : 0), 0);
  return twoProportions(hits(a), a.length, hits(b), b.length, one.direction);
}

function effectOf(one: Hypothesis, a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  if (one.smallestEffect.metric === 'cohens-d') return cohensD(a, b);
  if (one.smallestEffect.metric === 'cliffs-delta') return cliffsDelta(a, b);
  return mean(a) - mean(b);
}

function interval(
  one: Hypothesis,
  a: Float64Array,
  b: Float64Array,
  random: Random,
): { low: number | null; high: number | null } {
  if (one.test === 'two-proportions' && one.smallestEffect.metric === 'difference') {
    const hits = (values: Float64Array): number => values.reduce((sum, x) => sum + (x > 0 ? 1 : 0), 0);
    return newcombe(hits(a), a.length, hits(b), b.length) ?? { low: null, high: null };
  }
  const all = new Float64Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return bootstrap(
    all.length,
    (rows) => {
      const left: number[] = [];
      const right: number[] = [];
      for (const row of rows) (row < a.length ? left : right).push(all[row]!);
      return left.length < 2 || right.length < 2 ? null : effectOf(one, left, right);
    },
    random,
    { resamples: all.length > 5000 ? 200 : 500 },
  );
}

export const hypotheses = defineMethod({
  id: 'statistics/hypotheses',
  version: 2,
  step: 'validation',
  title: 'Hypotheses judged',
  description:
    'Tests each registered hypothesis as it was registered. Confirmatory ones share Holm’s correction; exploratory ones are marked and corrected among themselves. An effect smaller than the registered smallest effect of interest is called negligible however small its p-value; too few people or posts is an answer of its own. The tests take the two groups as independent: where people are in both, `inBoth` says how many, and p-values and intervals are then only near.',
  references: [
    'Holm 1979, Scandinavian Journal of Statistics 6:65–70',
    'Lakens 2017, doi:10.1177/1948550617697177 (smallest effect of interest)',
    'Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<873',
  ],
  parameters: z
    .object({ hypotheses: z.array(z.custom<Hypothesis>((value) => typeof value === 'object' && value !== null)) })
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
      const enough = Math.min(a.values.length, b.values.length) >= one.minimumPerGroup;
      const result = enough ? test(one, a.values, b.values, random) : null;
      // Only an effect that chance does not explain either way round contradicts.
      const reversed = one.direction === 'greater' ? 'less' : 'greater';
      const opposite =
        result && one.direction !== 'two-sided'
          ? (test({ ...one, direction: reversed }, a.values, b.values, random)?.p ?? null)
          : null;
      return {
        one,
        a,
        b,
        opposite,
        result,
        effect: result ? effectOf(one, a.values, b.values) : null,
        limits: result ? interval(one, a.values, b.values, random) : { low: null, high: null },
      };
    });
    const adjusted = new Map<string, number>();
    for (const kind of ['confirmatory', 'exploratory'] as const) {
      const tested = drafts.filter((draft) => draft.one.kind === kind && draft.result);
      holm(tested.map((draft) => draft.result!.p)).forEach((p, i) => adjusted.set(tested[i]!.one.id, p));
    }
    const judged = drafts.map(({ one, a, b, opposite, result, effect, limits }) => {
      const p = adjusted.get(one.id) ?? null;
      const wanted =
        one.direction === 'two-sided' || effect === null ? true : one.direction === 'greater' ? effect > 0 : effect < 0;
      let verdict: Verdict;
      if (!result || effect === null || p === null) verdict = 'not-enough-data';
      else if (p < level && wanted) verdict = Math.abs(effect) >= one.smallestEffect.value ? 'supported' : 'negligible';
      else
        verdict =
          !wanted && Math.abs(effect) >= one.smallestEffect.value && opposite !== null && opposite < level
            ? 'contradicted'
            : 'not-supported';
      return {
        id: one.id,
        statement: one.statement,
        kind: one.kind,
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
            mean: sample.values.length ? mean(sample.values) : null,
          };
        }),
        // Who is in both makes the samples depend on each other, which the tests do not know.
        inBoth: [...a.authors].filter((one) => b.authors.has(one)).length,
        statistic: result?.statistic ?? null,
        p: result?.p ?? null,
        adjustedP: p,
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
      about: { level, correction: 'Holm', judged: judged as unknown as Json, summary },
    };
  },
});
