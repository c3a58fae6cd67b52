import type { Posts } from '../../../domain/method';
import { groupNearDuplicates } from '../../text/duplicates/near-duplicates';
import type { InteractionRows } from '../posts/interaction-rows';

/** What is measured of an account, and the direction that spam tends to take. Each can be told to the account's owner. */
export const accountFeatures = {
  postsPerDay: { high: true, meaning: 'posts a day, between the first and the last' },
  shareWithLink: { high: true, meaning: 'share of posts with a link' },
  linksPerDomain: { high: true, meaning: 'links for each different site linked to' },
  mentionsPerPost: { high: true, meaning: 'accounts addressed in a post' },
  shareUnanswered: { high: true, meaning: 'share of those addressed who never address the account' },
  hashtagsPerPost: { high: true, meaning: 'hashtags in a post' },
  shareRepeated: { high: true, meaning: 'share of posts nearly the same as another of the account' },
  shareCopied: { high: true, meaning: 'share of posts nearly the same as one of another account' },
  shareReposts: { high: true, meaning: 'share of reposts' },
  regularity: { high: true, meaning: 'evenness of the times between posts, 0 bursty or by chance to 1 clockwork' },
  shareWithinMinute: { high: true, meaning: 'share of posts within a minute of the one before' },
  hoursActive: {
    high: true,
    meaning: 'share of the 24 hours of the day in which the account has posted, for its number of posts',
  },
} as const;
export type AccountFeature = keyof typeof accountFeatures;
export const featureNames = Object.keys(accountFeatures) as AccountFeature[];

export interface AccountTable {
  /** Ordinals of the accounts, rising. */
  readonly accounts: Int32Array;
  readonly posts: Int32Array;
  /** By feature, aligned to `accounts`; NaN where undefined. */
  readonly values: Record<AccountFeature, Float64Array>;
}

/** Hours of the day that so many posts at random hours would touch: what activity must be compared with. */
function hoursByChance(posts: number): number {
  return 24 * (1 - (23 / 24) ** posts);
}

/** 1 − coefficient of variation of the times between posts, cut at 0; NaN for fewer than four times. */
function regularityOf(times: readonly number[]): number {
  if (times.length < 4) return Number.NaN;
  const gaps = times.slice(1).map((one, i) => one - times[i]!);
  const mean = gaps.reduce((sum, one) => sum + one, 0) / gaps.length;
  if (mean === 0) return 1;
  const deviation = Math.sqrt(gaps.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (gaps.length - 1));
  return Math.max(0, 1 - deviation / mean);
}

interface Account {
  posts: number;
  times: number[];
  links: number;
  withLink: Set<number>;
  domains: Set<string>;
  mentions: number;
  addressed: Set<number>;
  tags: number;
  reposts: number;
  repeated: number;
  copied: number;
}

/** O(posts + rows), and near duplicates of the texts. */
export function accountTable(
  posts: Posts,
  author: ArrayLike<number>,
  rows: InteractionRows,
  minimumPosts: number,
  progress: (fraction: number) => void,
): AccountTable {
  const all = new Map<number, Account>();
  const account = (person: number): Account => {
    let found = all.get(person);
    if (!found)
      all.set(
        person,
        (found = {
          posts: 0,
          times: [],
          links: 0,
          withLink: new Set(),
          domains: new Set(),
          mentions: 0,
          addressed: new Set(),
          tags: 0,
          reposts: 0,
          repeated: 0,
          copied: 0,
        }),
      );
    return found;
  };
  const group = groupNearDuplicates(posts.text, 0.8, progress);
  // Of each group of like texts: how many each account wrote.
  const writers = new Map<number, Map<number, number>>();
  for (let post = 0; post < posts.count; post++) {
    const who = author[post]!;
    if (who < 0) continue;
    const one = account(who);
    one.posts++;
    if (!Number.isNaN(posts.time[post]!)) one.times.push(posts.time[post]!);
    if (posts.text[post] === '') continue;
    let of = writers.get(group[post]!);
    if (!of) writers.set(group[post]!, (of = new Map()));
    of.set(who, (of.get(who) ?? 0) + 1);
  }
  for (const of of writers.values())
    for (const [who, number] of of) {
      if (number > 1) account(who).repeated += number;
      if (of.size > 1) account(who).copied += number;
    }
  const addressedBy = new Set<string>();
  for (let row = 0; row < rows.count; row++) {
    const who = rows.source[row]!;
    const to = rows.target[row]!;
    if (who >= 0 && to >= 0) addressedBy.add(`${who} ${to}`);
    const one = all.get(who);
    if (!one) continue;
    const kind = rows.kind[row];
    if (kind === 'url') {
      one.links++;
      one.withLink.add(rows.post[row]!);
      one.domains.add((rows.tag[row] ?? '').split('/')[0]!);
    } else if (kind === 'hashtag') one.tags++;
    else if (kind === 'repost') one.reposts++;
    else if (kind === 'mention') one.mentions++;
    if (to >= 0 && to !== who && kind !== 'repost') one.addressed.add(to);
  }
  const accounts = Int32Array.from([...all.keys()].filter((who) => all.get(who)!.posts >= minimumPosts)).sort();
  const values = Object.fromEntries(
    featureNames.map((name) => [name, new Float64Array(accounts.length).fill(Number.NaN)]),
  ) as Record<AccountFeature, Float64Array>;
  accounts.forEach((who, i) => {
    const one = all.get(who)!;
    const times = one.times.sort((a, b) => a - b);
    const days = times.length < 2 ? Number.NaN : (times.at(-1)! - times[0]!) / 86_400_000;
    const set = (name: AccountFeature, value: number): void => {
      values[name][i] = value;
    };
    // A day at least: two posts in a minute are not thousands a day.
    set('postsPerDay', times.length / Math.max(1, days));
    set('shareWithLink', one.withLink.size / one.posts);
    set('linksPerDomain', one.domains.size === 0 ? 0 : one.links / one.domains.size);
    set('mentionsPerPost', one.mentions / one.posts);
    const unanswered = [...one.addressed].filter((to) => !addressedBy.has(`${to} ${who}`)).length;
    set('shareUnanswered', one.addressed.size === 0 ? Number.NaN : unanswered / one.addressed.size);
    set('hashtagsPerPost', one.tags / one.posts);
    set('shareRepeated', one.repeated / one.posts);
    set('shareCopied', one.copied / one.posts);
    set('shareReposts', one.reposts / one.posts);
    set('regularity', regularityOf(times));
    if (times.length > 1) {
      let soon = 0;
      for (let k = 1; k < times.length; k++) if (times[k]! - times[k - 1]! <= 60_000) soon++;
      set('shareWithinMinute', soon / (times.length - 1));
      const hours = new Set(times.map((time) => Math.floor(time / 3_600_000) % 24)).size;
      set('hoursActive', Math.min(1, hours / hoursByChance(times.length)));
    }
  });
  return { accounts, posts: Int32Array.from(accounts, (who) => all.get(who)!.posts), values };
}

/**
 * How far each value lies above the others in robust units, (x − median) / (1.4826 · MAD); where more than half are equal, by the mean
 * absolute deviation. Missing is 0: nothing is held against an account that could not be measured.
 */
export function robustUnits(values: Float64Array): { units: Float64Array; centre: number } {
  const known = values.filter((one) => !Number.isNaN(one)).sort();
  if (known.length === 0) return { units: new Float64Array(values.length), centre: Number.NaN };
  const middle = (sorted: Float64Array): number =>
    (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
  const centre = middle(known);
  const away = known.map((one) => Math.abs(one - centre)).sort();
  const mad = 1.4826 * middle(away);
  const spread = mad > 0 ? mad : (1.2533 * away.reduce((sum, one) => sum + one, 0)) / away.length;
  return {
    centre,
    units: values.map((one) => (Number.isNaN(one) || spread === 0 ? 0 : (one - centre) / spread)),
  };
}
