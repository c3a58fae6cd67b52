import { z } from 'zod';
import { numbers } from '../../../domain/artefact';
import { groupValues, measureValues } from '../../../domain/measures';
import { defineMethod } from '../../../domain/method';
import type { Grouping, Measure } from '../../../domain/protocol';
import { clusteredMean } from '../../statistics/intervals';

/** Cells of fewer people get no figure: it would be about them. */
const minimumPeople = 5;

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** Community of each person by ordinal, −1 where the graph does not hold them. */
function communityOfPerson(people: readonly number[], node: ArrayLike<number>, value: ArrayLike<number>): Int32Array {
  const community = new Int32Array(people.reduce((most, one) => Math.max(most, one + 1), 0)).fill(-1);
  for (let i = 0; i < node.length; i++) community[people[node[i]!]!] = value[i]!;
  return community;
}

export const networkOpinions = defineMethod({
  id: 'network/opinions',
  version: 2,
  step: 'modelling',
  title: 'Opinions within and between communities',
  description:
    'Who carries which topic with what sentiment, and between which communities: the mean of a measure over the posts of each community, and over the posts that one community addresses to another, by category if asked. Posts of one person are not taken for independent. The collection saw only a part: someone who is not in the graph is not someone without ties, and their posts are counted apart.',
  references: [
    'Conover et al. 2011, ICWSM, Political polarization on Twitter',
    'Liang & Zeger 1986, doi:10.1093/biomet/73.1.13',
  ],
  parameters: z
    .object({
      measure: z.custom<Measure>(isObject).describe('what is averaged, such as a sentiment score'),
      of: z.custom<Grouping>(isObject).optional().describe('categories that are kept apart, such as topics'),
      minimumPosts: z.number().int().min(2).default(10),
      communities: z.number().int().min(1).max(50).default(8).describe('the largest communities; the rest are joined'),
    })
    .strict(),
  inputs: {
    posts: 'posts',
    people: 'people',
    interactions: 'interactions',
    graph: 'graph',
    communities: 'node-measure',
  },
  others: 'post-table',
  output: 'table',
  individuals: false,
  run({ posts, people, interactions, graph, communities, others }, parameters) {
    const tables = others ?? {};
    const author = numbers(people, 'author');
    const values = measureValues(parameters.measure, posts, tables);
    const categories = parameters.of && groupValues(parameters.of, posts, tables);
    const persons = (graph.about.people as readonly number[] | undefined) ?? [];
    const community = communityOfPerson(persons, numbers(communities, 'node'), numbers(communities, 'value'));
    // Communities come numbered by falling size.
    const groupOf = (person: number): number => {
      const found = community[person] ?? -1;
      return found < 0 ? -1 : Math.min(found, parameters.communities);
    };

    const cells = new Map<string, Set<number>>();
    const put = (from: number, to: number, row: number): void => {
      const key = `${from} ${to} ${categories ? (categories[row] ?? '') : ''}`;
      const set = cells.get(key);
      // A post that mentions two people of one community counts once.
      if (set) set.add(row);
      else cells.set(key, new Set([row]));
    };
    const usable = (row: number): boolean => !Number.isNaN(values[row]!) && (!categories || !!categories[row]);
    let outside = 0;
    for (let row = 0; row < posts.count; row++) {
      if (!usable(row)) continue;
      const from = groupOf(author[row]!);
      if (from < 0) outside++;
      else put(from, -1, row);
    }
    const post = numbers(interactions, 'post');
    const target = numbers(interactions, 'target');
    for (let e = 0; e < post.length; e++) {
      const row = post[e]!;
      if (row < 0 || target[e]! < 0 || !usable(row)) continue;
      const [from, to] = [groupOf(author[row]!), groupOf(target[e]!)];
      if (from >= 0 && to >= 0) put(from, to, row);
    }

    const name = (at: number): string | null =>
      at < 0 ? null : at === parameters.communities ? 'others' : `community ${at}`;
    const keys = [...cells.keys()]
      .map((key) => {
        const [from, to, ...category] = key.split(' ');
        return { key, from: Number(from), to: Number(to), category: category.join(' ') };
      })
      .sort((a, b) => a.to - b.to || a.from - b.from || (a.category < b.category ? -1 : 1));
    const estimates = keys.map(({ key }) => {
      const rows = [...cells.get(key)!].sort((a, b) => a - b);
      const estimate = clusteredMean(
        Float64Array.from(rows, (row) => values[row]!),
        rows.map((row) => author[row]!),
      );
      return { rows, estimate, enough: rows.length >= parameters.minimumPosts && estimate.clusters >= minimumPeople };
    });
    const figure = (read: (one: (typeof estimates)[number]) => number | null): Float64Array =>
      Float64Array.from(estimates, (one) => (one.enough ? (read(one) ?? Number.NaN) : Number.NaN));
    const figures = estimates.filter((one) => one.enough).length;
    return {
      kind: 'table',
      columns: {
        from: keys.map((one) => name(one.from)),
        to: keys.map((one) => name(one.to)),
        ...(categories ? { category: keys.map((one) => one.category) } : {}),
        value: figure((one) => one.estimate.value),
        low: figure((one) => one.estimate.low),
        high: figure((one) => one.estimate.high),
        posts: Int32Array.from(estimates, (one) => one.rows.length),
        people: Int32Array.from(estimates, (one) => one.estimate.clusters),
      },
      about: {
        summary: {
          rows: keys.length,
          withFigures: figures,
          postsOutsideGraph: outside,
          ...(figures === 0 ? { notEnoughData: true } : {}),
        },
      },
    };
  },
});
