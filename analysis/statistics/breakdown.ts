import { z } from 'zod';
import { numbers } from '../../domain/artefact';
import { groupValues, measureValues } from '../../domain/measures';
import { defineMethod } from '../../domain/method';
import type { Grouping, Measure } from '../../domain/protocol';
import { clusteredMean, wilson } from './intervals';

/** Groups of fewer people get no figure: it would be about them. */
const minimumPeople = 5;

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

export const breakdown = defineMethod({
  id: 'statistics/breakdown',
  version: 1,
  step: 'modelling',
  title: 'Breakdown by group',
  description:
    'The mean of a measure, or the share of each category, in each group, with a 95 % interval that does not take the posts of one person for independent ones. Groups of few posts are shown without figures. It describes what was collected, not everyone.',
  references: [
    'Liang & Zeger 1986, doi:10.1093/biomet/73.1.13',
    'Wilson 1927, doi:10.1080/01621459.1927.10502953 (shares of 0 and 1)',
  ],
  parameters: z
    .object({
      by: z.custom<Grouping>(isObject),
      measure: z.custom<Measure>(isObject).optional(),
      of: z.custom<Grouping>(isObject).optional().describe('categories whose shares are wanted, in place of a measure'),
      minimumPosts: z.number().int().min(2).default(20),
    })
    .strict()
    .refine((one) => (one.measure === undefined) !== (one.of === undefined), 'either measure or of'),
  inputs: { posts: 'posts', people: 'people' },
  others: 'post-table',
  output: 'table',
  individuals: false,
  run({ posts, people, others }, { by, measure, of, minimumPosts }) {
    const tables = others ?? {};
    const author = numbers(people, 'author');
    const groups = groupValues(by, posts, tables);
    const values = measure && measureValues(measure, posts, tables);
    const categories = of && groupValues(of, posts, tables);
    const rowsOf = new Map<string, number[]>();
    const names = new Set<string>();
    for (let i = 0; i < posts.count; i++) {
      const group = groups[i];
      if (group === null || group === undefined) continue;
      if (values ? Number.isNaN(values[i]!) : categories![i] === null || categories![i] === '') continue;
      if (categories) names.add(categories[i]!);
      const list = rowsOf.get(group);
      if (list) list.push(i);
      else rowsOf.set(group, [i]);
    }
    const out = {
      group: [] as string[],
      category: [] as (string | null)[],
      value: [] as number[],
      low: [] as number[],
      high: [] as number[],
      posts: [] as number[],
      people: [] as number[],
    };
    const add = (
      group: string,
      category: string | null,
      rows: readonly number[],
      read: (row: number) => number,
      binary: boolean,
    ): void => {
      const list = Float64Array.from(rows, read);
      const clusters = rows.map((row) => author[row]!);
      const estimate = clusteredMean(list, clusters);
      const enough = rows.length >= minimumPosts && estimate.clusters >= minimumPeople;
      // At 0 or 1 the variance is 0 and says nothing: Wilson's limits over people do.
      const edge =
        binary && (estimate.value === 0 || estimate.value === 1)
          ? wilson(estimate.value * estimate.clusters, estimate.clusters)
          : null;
      out.group.push(group);
      out.category.push(category);
      out.value.push(enough ? estimate.value! : Number.NaN);
      const limit = (one: number | null): number =>
        one === null || !enough ? Number.NaN : binary ? Math.min(1, Math.max(0, one)) : one;
      out.low.push(limit(edge ? edge.low : estimate.low));
      out.high.push(limit(edge ? edge.high : estimate.high));
      out.posts.push(rows.length);
      out.people.push(estimate.clusters);
    };
    for (const group of [...rowsOf.keys()].sort()) {
      const rows = rowsOf.get(group)!;
      if (values) add(group, null, rows, (row) => values[row]!, measure !== undefined && 'attribute' in measure);
      else
        for (const name of [...names].sort())
          add(group, name, rows, (row) => (categories![row] === name ? 1 : 0), true);
    }
    const tooFew = out.value.filter((value) => Number.isNaN(value)).length;
    return {
      kind: 'table',
      columns: {
        group: out.group,
        ...(of ? { category: out.category } : {}),
        value: Float64Array.from(out.value),
        low: Float64Array.from(out.low),
        high: Float64Array.from(out.high),
        posts: Int32Array.from(out.posts),
        people: Int32Array.from(out.people),
      },
      about: {
        summary: {
          groups: rowsOf.size,
          rows: out.group.length,
          tooFew,
          ...(rowsOf.size === 0 || tooFew === out.group.length ? { notEnoughData: true } : {}),
        },
      },
    };
  },
});
