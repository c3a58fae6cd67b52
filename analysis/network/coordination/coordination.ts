import { z } from 'zod';
import { type Artefact, numbers } from '../../../domain/artefact';
import type { JsonObject } from '../../../domain/json';
import { defineMethod } from '../../../domain/method';
import { quantile } from '../../statistics/quantile';
import { interactionRows } from '../posts/interaction-rows';
import { type Actions, actionsOf } from './actions';
import { chanceOf, expectedOf, pairCounts, type SlotPairs, slotPairs, smallestByChance } from './null-model';

const ways = ['repost', 'url', 'text', 'hashtag', 'reply'] as const;

/** Map operations that all blind deals may take together. */
const mostWork = 40_000_000;

interface Tie {
  readonly a: number;
  readonly b: number;
  readonly items: number;
  readonly expected: number;
  readonly chance: number;
  readonly p: number;
}

/** Connected groups of the tied, largest first; each person's group, −1 for none of the size. */
function groupsOf(ties: readonly Tie[], people: number, minimum: number): { of: Int32Array; members: number[][] } {
  const up = Int32Array.from({ length: people }, (_, v) => v);
  const top = (v: number): number => {
    let at = v;
    while (up[at] !== at) at = up[at] = up[up[at]!]!;
    return at;
  };
  for (const { a, b } of ties) up[Math.max(top(a), top(b))] = Math.min(top(a), top(b));
  const byTop = new Map<number, number[]>();
  for (const v of [...new Set(ties.flatMap(({ a, b }) => [a, b]))].sort((x, y) => x - y)) {
    const list = byTop.get(top(v));
    if (list) list.push(v);
    else byTop.set(top(v), [v]);
  }
  const members = [...byTop.values()]
    .filter((list) => list.length >= minimum)
    .sort((x, y) => y.length - x.length || x[0]! - y[0]!);
  const of = new Int32Array(people).fill(-1);
  members.forEach((list, group) => {
    for (const v of list) of[v] = group;
  });
  return { of, members };
}

/** Median seconds between the actions of tied people upon the same item within the window, for each pair. */
function delays(actions: Actions, slots: SlotPairs, people: number, wanted: ReadonlySet<number>): Map<number, number> {
  const all = new Map<number, number[]>();
  for (let s = 0; s < slots.first.length; s++) {
    const [i, j] = [slots.first[s]!, slots.second[s]!];
    const [x, y] = [actions.person[i]!, actions.person[j]!];
    const key = x < y ? x * people + y : y * people + x;
    if (!wanted.has(key)) continue;
    const seconds = (actions.time[j]! - actions.time[i]!) / 1000;
    const list = all.get(key);
    if (list) list.push(seconds);
    else all.set(key, [seconds]);
  }
  return new Map([...all].map(([key, list]) => [key, quantile(Float64Array.from(list).sort(), 0.5)]));
}

export const networkCoordination = defineMethod({
  id: 'network/coordination',
  version: 2,
  step: 'modelling',
  title: 'Coordinated accounts',
  description:
    'Accounts that repost the same posts, share the same links or write nearly the same texts within seconds of each other, more often than blind chance would have it given how active each account and how popular each item is; groups of them with the evidence. Fans of one thing, news tickers and colleagues coordinate too: it says neither automation nor deceit. For a person to check.',
  references: [
    'Pacheco et al. 2021, doi:10.1609/icwsm.v15i1.18075',
    'Nizzoli, Tardelli, Avvenuti, Cresci & Tesconi 2021, doi:10.1609/icwsm.v15i1.18074',
    'Giglietto, Righetti, Rossi & Marino 2020, doi:10.1080/1369118X.2020.1739732',
    'Westfall & Young 1993, Resampling-based multiple testing',
  ],
  parameters: z
    .object({
      by: z
        .union([
          z.array(z.enum(ways)).min(1),
          z
            .string()
            .transform((text) => text.split(','))
            .pipe(z.array(z.enum(ways))),
        ])
        .default(['repost', 'url', 'text']),
      window: z.number().positive().default(60).describe('seconds'),
      minimumItems: z.number().int().min(1).default(2).describe('different items that two must share'),
      minimumGroup: z.number().int().min(2).default(3).describe('accounts in a group; fewer are not shown'),
      alpha: z.number().gt(0).lt(1).default(0.05).describe('chance of a single pair by chance in all of the data'),
      deals: z
        .number()
        .int()
        .min(19)
        .max(10_000)
        .default(200)
        .describe('blind deals of the actions among the accounts'),
      block: z
        .number()
        .positive()
        .optional()
        .describe('seconds: deal only within stretches so long, keeping when accounts are active'),
      similarity: z.number().min(0.5).max(1).default(0.85).describe('of texts'),
    })
    .strict(),
  inputs: { posts: 'posts', people: 'people', interactions: 'interactions' },
  output: 'table',
  individuals: true,
  seeded: true,
  run({ posts, people, interactions }, settings, context): Artefact {
    const { by, window, minimumItems, minimumGroup, alpha, block, similarity } = settings;
    const author = numbers(people, 'author');
    const rows = interactionRows(interactions);
    const actions = actionsOf(posts, author, rows, by, similarity, (f) => context.progress(f / 4));
    const count = actions.person.reduce((most, one) => Math.max(most, one), -1) + 1;
    const activity = new Int32Array(count);
    for (const one of actions.person) activity[one]!++;
    const slots = slotPairs(actions, window * 1000);
    const observed: Omit<Tie, 'p'>[] = [];
    for (const [key, items] of pairCounts(actions.person, slots, count)) {
      if (items < minimumItems) continue;
      const [a, b] = [Math.floor(key / count), key % count];
      const expected = expectedOf(activity[a]!, activity[b]!, actions.count, slots.first.length);
      observed.push({ a, b, items, expected, chance: chanceOf(items, expected) });
    }
    const fewest = Math.ceil(1 / alpha);
    const deals = Math.max(fewest, Math.min(settings.deals, Math.floor(mostWork / Math.max(1, slots.first.length))));
    const smallest =
      observed.length === 0
        ? new Float64Array(0)
        : smallestByChance(
            actions,
            slots,
            activity,
            minimumItems,
            deals,
            block === undefined ? undefined : block * 1000,
            context.random,
            (f) => context.progress(0.25 + 0.7 * f),
          );
    const atMost = (chance: number): number => {
      let n = 0;
      while (n < smallest.length && smallest[n]! <= chance * (1 + 1e-12)) n++;
      return n;
    };
    const ties = observed
      .map((one): Tie => ({ ...one, p: (1 + atMost(one.chance)) / (1 + deals) }))
      .filter((one) => one.p <= alpha);
    const { of, members } = groupsOf(ties, count, minimumGroup);
    const shown = ties
      .filter((one) => of[one.a]! >= 0)
      .sort((x, y) => of[x.a]! - of[y.a]! || y.items - x.items || x.a - y.a || x.b - y.b);
    const keys = new Set(shown.map((one) => one.a * count + one.b));
    const seconds = delays(actions, slots, count, keys);
    const groups = members.map((list, group): JsonObject => {
      const own = shown.filter((one) => of[one.a] === group);
      const between = Float64Array.from(own, (one) => seconds.get(one.a * count + one.b)!).sort();
      return {
        group,
        accounts: list.length,
        ties: own.length,
        density: own.length / ((list.length * (list.length - 1)) / 2),
        actions: list.reduce((sum, v) => sum + activity[v]!, 0),
        medianItems: quantile(Float64Array.from(own, (one) => one.items).sort(), 0.5),
        expectedItems: own.reduce((sum, one) => sum + one.expected, 0) / own.length,
        medianSeconds: quantile(between, 0.5),
      };
    });
    return {
      kind: 'table',
      columns: {
        group: Int32Array.from(shown, (one) => of[one.a]!),
        source: Int32Array.from(shown, (one) => one.a),
        target: Int32Array.from(shown, (one) => one.b),
        items: Int32Array.from(shown, (one) => one.items),
        expected: Float64Array.from(shown, (one) => one.expected),
        medianSeconds: Float64Array.from(shown, (one) => seconds.get(one.a * count + one.b)!),
        sharedOfActions: Float64Array.from(shown, (one) => one.items / Math.min(activity[one.a]!, activity[one.b]!)),
        p: Float64Array.from(shown, (one) => one.p),
      },
      about: {
        people: true,
        groups,
        summary: {
          posts: posts.count,
          actions: actions.count,
          by: [...by],
          window,
          pairsTested: observed.length,
          ties: ties.length,
          groups: groups.length,
          accounts: members.reduce((sum, list) => sum + list.length, 0),
          deals: observed.length === 0 ? 0 : deals,
          alpha,
          ...(slots.cut ? { stormsCut: true } : {}),
          note: 'for a person to check: acting together is neither automation nor deceit',
          ...(actions.count === 0
            ? { notEnoughData: true, reason: 'no account and time of something that others could share' }
            : {}),
        },
      },
    };
  },
});
