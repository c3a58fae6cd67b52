import { z } from 'zod';
import { numbers, strings } from '../../domain/artefact';
import type { Json } from '../../domain/json';
import { defineMethod, type Posts } from '../../domain/method';
import { sliceValues } from '../learning/cross-validation';

export const intervals = { hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;

/** Monday 5 January 1970: weeks begin on Mondays. */
const weekOrigin = 4 * intervals.day;

function bucketOf(time: number, interval: keyof typeof intervals): number {
  const origin = interval === 'week' ? weekOrigin : 0;
  return Math.floor((time - origin) / intervals[interval]) * intervals[interval] + origin;
}

/** What a rate divides by: what was shown, else who was reached, else who follows; the first that the data has. */
const engagementBases = ['view', 'reach', 'followers'] as const;
const engagementActions = ['like', 'repost', 'reply', 'quote'] as const;

function engagement(posts: Posts): { basis: string | null; actions: Float64Array; base: Float64Array | null } {
  const actions = new Float64Array(posts.count).fill(Number.NaN);
  for (const name of engagementActions) {
    const column = posts.counts[name];
    if (!column) continue;
    for (let i = 0; i < posts.count; i++)
      if (!Number.isNaN(column[i]!)) actions[i] = (Number.isNaN(actions[i]!) ? 0 : actions[i]!) + column[i]!;
  }
  const basis = engagementBases.find((name) => posts.counts[name]?.some((value) => !Number.isNaN(value))) ?? null;
  return { basis, actions, base: basis === null ? null : posts.counts[basis]! };
}

export const seriesActivity = defineMethod({
  id: 'series/activity',
  version: 1,
  step: 'features',
  title: 'Volume, engagement and sentiment over time',
  description:
    'Posts, distinct authors, engagement and, where a sentiment is given, its mean and the share of negative posts, for each interval and group, in UTC. An interval that a collection gap touches is marked and its volume is missing, not zero. Reposts are not counted as posts.',
  references: [],
  parameters: z
    .object({
      interval: z.enum(['hour', 'day', 'week']).default('day'),
      by: z.string().optional().describe('platform, language or an attribute; without it one series'),
      minimumPosts: z.number().int().min(1).default(5).describe('means of fewer posts are left out'),
    })
    .strict(),
  inputs: { posts: 'posts', people: 'people', sentiment: 'post-table' },
  optional: ['people', 'sentiment'],
  output: 'series',
  individuals: false,
  run({ posts, people, sentiment }, { interval, by, minimumPosts }, context) {
    const author = people && numbers(people, 'author');
    const compound = sentiment && numbers(sentiment, 'compound');
    const label = sentiment && strings(sentiment, 'label');
    const groups = by === undefined ? undefined : sliceValues(posts, by);
    const { basis, actions, base } = engagement(posts);
    interface Cell {
      posts: number;
      people: Set<number>;
      actions: number;
      base: number;
      rated: number;
      engaged: number;
      sentiment: number;
      scored: number;
      negative: number;
    }
    const cells = new Map<string, Map<number, Cell>>();
    let first = Number.POSITIVE_INFINITY;
    let last = Number.NEGATIVE_INFINITY;
    let untimed = 0;
    for (let i = 0; i < posts.count; i++) {
      const time = posts.time[i]!;
      if (Number.isNaN(time)) {
        untimed++;
        continue;
      }
      const at = bucketOf(time, interval);
      first = Math.min(first, at);
      last = Math.max(last, at);
      const name = groups ? (groups[i] ?? 'none') : 'all';
      let series = cells.get(name);
      if (!series) cells.set(name, (series = new Map()));
      let one = series.get(at);
      if (!one)
        series.set(
          at,
          (one = {
            posts: 0,
            people: new Set(),
            actions: 0,
            base: 0,
            rated: 0,
            engaged: 0,
            sentiment: 0,
            scored: 0,
            negative: 0,
          }),
        );
      one.posts++;
      if (author && author[i]! >= 0) one.people.add(author[i]!);
      if (!Number.isNaN(actions[i]!)) {
        one.actions += actions[i]!;
        one.engaged++;
        if (base && base[i]! > 0) {
          one.base += base[i]!;
          one.rated += actions[i]!;
        }
      }
      // A post without text has a score of 0 and no label: it is not rated.
      if (compound && label![i] !== null) {
        one.sentiment += compound[i]!;
        one.scored++;
        if (label![i] === 'negative') one.negative++;
      }
    }
    const names = [...cells.keys()].sort();
    const step = intervals[interval];
    const buckets = first <= last ? Math.round((last - first) / step) + 1 : 0;
    const rows = names.length * buckets;
    const column = (): Float64Array => new Float64Array(rows).fill(Number.NaN);
    const columns = {
      time: column(),
      posts: column(),
      people: column(),
      actions: column(),
      rate: column(),
      sentiment: column(),
      negative: column(),
      gap: new Uint8Array(rows),
    };
    const group: string[] = [];
    names.forEach((name, g) => {
      for (let b = 0; b < buckets; b++) {
        const row = g * buckets + b;
        const at = first + b * step;
        columns.time[row] = at;
        group.push(name);
        const touched = context.gaps.some(
          (gap) => gap.from < at + step && gap.to > at && (by !== 'platform' || gap.platform === name),
        );
        columns.gap[row] = touched ? 1 : 0;
        const one = cells.get(name)!.get(at);
        if (!touched) columns.posts[row] = one?.posts ?? 0;
        if (author && !touched) columns.people[row] = one?.people.size ?? 0;
        if (!one) continue;
        if (one.engaged > 0 && !touched) columns.actions[row] = one.actions;
        if (one.base > 0) columns.rate[row] = one.rated / one.base;
        if (one.scored >= minimumPosts) {
          columns.sentiment[row] = one.sentiment / one.scored;
          columns.negative[row] = one.negative / one.scored;
        }
      }
    });
    let totalActions = 0;
    let totalBase = 0;
    for (let i = 0; i < posts.count; i++) {
      if (base && base[i]! > 0 && !Number.isNaN(actions[i]!)) {
        totalActions += actions[i]!;
        totalBase += base[i]!;
      }
    }
    const summary: Record<string, Json> = {
      posts: posts.count,
      untimed,
      groups: names.length,
      intervals: buckets,
      gapIntervals: columns.gap.reduce((sum, one) => sum + one, 0),
      engagementBasis: basis,
      engagementRate: totalBase > 0 ? totalActions / totalBase : null,
    };
    return { kind: 'series', columns: { group, ...columns }, about: { interval, by: by ?? null, summary } };
  },
});
