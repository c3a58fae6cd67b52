import { z } from 'zod';
import type { Artefact } from '../../../domain/artefact';
import { AssayError } from '../../../domain/errors';
import { defineMethod, type Posts } from '../../../domain/method';
import { benjaminiHochberg } from '../../statistics/multiplicity';
import type { EdgeList } from '../graph/graph';
import { type InteractionRows, interactionRows, itemOf } from '../posts/interaction-rows';
import { disparity } from './disparity';
import { hypergeometricUpper } from './hypergeometric';
import { type Tie, Ties } from './ties';

const id = 'network/build';

const addressing = ['mention', 'reply', 'repost', 'quote'] as const;
const together = {
  'co-hashtag': ['hashtag'],
  'co-url': ['url'],
  'co-repost': ['repost'],
  'co-reply': ['reply'],
} as const;
type Together = keyof typeof together | 'co-action';

const relations = [
  'interaction',
  ...addressing,
  'hashtag',
  'url',
  'co-action',
  ...(Object.keys(together) as (keyof typeof together)[]),
] as const;

/** An item that more people share says little of any two of them, and costs the square of their number. */
const mostOfItem = 2000;

const words: Record<string, number> = { positive: 1, negative: -1, neutral: 0, pos: 1, neg: -1, for: 1, against: -1 };

/** What each post says, for or against: the sign of a number, or a word. Missing is 0. */
function signsOf(posts: Posts, attribute: string | undefined): (post: number) => number {
  if (attribute === undefined) return () => 0;
  const column = posts.attributes[attribute];
  if (!column)
    throw new AssayError(
      'ASSAY_METHOD_PARAMETERS',
      `${id}, parameter sign: an attribute of the posts was expected, found "${attribute}"`,
    );
  return (post) => {
    const value = post < 0 ? null : column[post];
    if (value === null || value === undefined) return 0;
    const number = words[value.toLowerCase()] ?? Number(value);
    return Number.isNaN(number) ? 0 : Math.sign(number);
  };
}

interface Items {
  /** For each item: who shared it when, in order of time. */
  readonly uses: Map<string, { person: number; time: number; post: number }[]>;
}

function itemsOf(rows: InteractionRows, kinds: ReadonlySet<string>): Items['uses'] {
  const uses: Items['uses'] = new Map();
  for (let row = 0; row < rows.count; row++) {
    if (!kinds.has(rows.kind[row]!) || rows.source[row]! < 0) continue;
    const item = itemOf(rows, row);
    if (item === undefined) continue;
    const key = `${rows.kind[row]} ${item}`;
    const use = { person: rows.source[row]!, time: rows.time[row]!, post: rows.post[row]! };
    const list = uses.get(key);
    if (list) list.push(use);
    else uses.set(key, [use]);
  }
  for (const list of uses.values()) list.sort((x, y) => x.time - y.time || x.person - y.person);
  return uses;
}

/** Which slice a time falls into, given its length; slice 0 where there are none. */
function slicer(rows: InteractionRows, seconds: number | undefined): { of: (time: number) => number; from: number } {
  if (seconds === undefined) return { of: () => 0, from: Number.NaN };
  let from = Number.POSITIVE_INFINITY;
  for (let row = 0; row < rows.count; row++) if (rows.time[row]! < from) from = rows.time[row]!;
  return { of: (time) => (Number.isNaN(time) ? -1 : Math.floor((time - from) / (seconds * 1000))), from };
}

function graphOf(ties: readonly Tie[], p: ArrayLike<number> | undefined, signed: boolean, sliced: boolean) {
  const source = Int32Array.from(ties, (one) => one.a);
  return {
    source,
    target: Int32Array.from(ties, (one) => one.b),
    weight: Float64Array.from(ties, (one) => one.weight),
    ...(ties.some((one) => !Number.isNaN(one.time)) ? { time: Float64Array.from(ties, (one) => one.time) } : {}),
    ...(signed ? { sign: Int8Array.from(ties, (one) => (one.sign < 0 ? -1 : 1)) } : {}),
    ...(sliced ? { slice: Int32Array.from(ties, (one) => one.slice) } : {}),
    ...(p ? { p: Float64Array.from(p) } : {}),
  };
}

export const networkBuild = defineMethod({
  id,
  version: 1,
  step: 'features',
  title: 'Graphs from posts',
  description:
    'Who mentions, answers, reposts or quotes whom; which hashtags or links stand together; which people share the same hashtags, links or posts, in a time window if wanted. Weights count posts, times are of the first, signs follow an attribute. Projections tie everybody who shared something popular: use a significance filter, and read no friendship into co-occurrence.',
  references: [
    'Serrano, Boguñá & Vespignani 2009, doi:10.1073/pnas.0808904106',
    'Tumminello, Miccichè, Lillo, Piilo & Mantegna 2011, doi:10.1371/journal.pone.0017994',
    'Neal 2014, doi:10.1016/j.socnet.2014.06.001',
  ],
  parameters: z
    .object({
      relation: z
        .enum(relations)
        .default('interaction')
        .describe(
          'interaction: mention, reply, repost and quote; hashtag and url: tags or links in one post; co-…: people who share one',
        ),
      window: z.number().positive().optional().describe('seconds within which people must share the same thing'),
      minimumWeight: z.number().int().min(1).default(1),
      minimumPeople: z.number().int().min(1).default(1).describe('hashtag and url: those of fewer people are left out'),
      filter: z
        .enum(['none', 'hypergeometric', 'disparity'])
        .default('none')
        .describe(
          'hypergeometric: more in common than chance given how many each has; disparity: a large share of what either end gives',
        ),
      alpha: z.number().gt(0).lte(1).default(0.05),
      correction: z
        .enum(['none', 'bonferroni', 'fdr'])
        .default('fdr')
        .describe('hypergeometric: for the number of pairs'),
      slice: z.number().positive().optional().describe('seconds of a time slice; ties are then counted in each'),
      sign: z
        .string()
        .optional()
        .describe('attribute of the posts that says for or against: a number or positive/negative'),
    })
    .strict(),
  inputs: { posts: 'posts', interactions: 'interactions' },
  output: 'graph',
  individuals: true,
  run({ posts, interactions }, settings, context): Artefact {
    const { relation, window, minimumWeight, minimumPeople, filter, alpha, correction, slice, sign } = settings;
    const rows = interactionRows(interactions);
    const signOf = signsOf(posts, sign);
    const slices = slicer(rows, slice);
    const ties = new Ties();
    /** For the hypergeometric filter: how many units (posts or items) each thing has, and of how many. */
    let extent = new Map<number, number>();
    let population = 0;
    let names: string[] | undefined;
    let leftOut = 0;
    const count = (thing: number): void => void extent.set(thing, (extent.get(thing) ?? 0) + 1);
    const directed = relation === 'interaction' || (addressing as readonly string[]).includes(relation);
    if (directed) {
      if (filter === 'hypergeometric')
        throw new AssayError(
          'ASSAY_METHOD_PARAMETERS',
          `${id}, parameter filter: hypergeometric is for what stands together or is shared; for ${relation} none or disparity was expected`,
        );
      const kinds = new Set<string>(relation === 'interaction' ? addressing : [relation]);
      for (let row = 0; row < rows.count; row++) {
        const [a, b] = [rows.source[row]!, rows.target[row]!];
        if (!kinds.has(rows.kind[row]!) || a < 0 || b < 0 || a === b) continue;
        ties.add(a, b, rows.time[row]!, signOf(rows.post[row]!), slices.of(rows.time[row]!));
      }
    } else if (relation === 'hashtag' || relation === 'url') {
      const people = new Map<string, Set<number>>();
      const byPost = new Map<number, { tags: Set<string>; time: number }>();
      for (let row = 0; row < rows.count; row++) {
        const tag = rows.tag[row];
        if (rows.kind[row] !== relation || tag === null || tag === undefined || rows.post[row]! < 0) continue;
        const users = people.get(tag);
        if (users) users.add(rows.source[row]!);
        else people.set(tag, new Set([rows.source[row]!]));
        const known = byPost.get(rows.post[row]!);
        if (known) known.tags.add(tag);
        else byPost.set(rows.post[row]!, { tags: new Set([tag]), time: rows.time[row]! });
      }
      names = [...people.keys()].filter((one) => people.get(one)!.size >= minimumPeople).sort();
      leftOut = people.size - names.length;
      const place = new Map(names.map((one, node) => [one, node]));
      population = byPost.size;
      for (const [post, { tags, time }] of byPost) {
        const nodes = [...tags].flatMap((one) => place.get(one) ?? []).sort((x, y) => x - y);
        nodes.forEach(count);
        for (let i = 0; i < nodes.length; i++)
          for (let j = i + 1; j < nodes.length; j++)
            ties.add(nodes[i]!, nodes[j]!, time, signOf(post), slices.of(time));
      }
    } else {
      const kinds = new Set<string>(
        relation === 'co-action'
          ? ['hashtag', 'url', 'repost', 'reply', 'quote']
          : together[relation as Exclude<Together, 'co-action'>],
      );
      const uses = itemsOf(rows, kinds);
      extent = new Map();
      let done = 0;
      for (const list of uses.values()) {
        context.progress(done++ / uses.size);
        const persons = new Set(list.map((one) => one.person));
        for (const person of persons) count(person);
        population++;
        if (persons.size > mostOfItem && window === undefined) {
          leftOut++;
          continue;
        }
        // A pair counts an item once, in each slice, however often both shared it.
        const seen = new Set<string>();
        for (let i = 0; i < list.length; i++) {
          for (let j = i + 1; j < list.length; j++) {
            const [x, y] = [list[i]!, list[j]!];
            if (window !== undefined && !(y.time - x.time <= window * 1000)) break;
            if (x.person === y.person) continue;
            const [a, b] = x.person < y.person ? [x.person, y.person] : [y.person, x.person];
            const at = slices.of(y.time);
            const key = `${at} ${a} ${b}`;
            if (seen.has(key)) continue;
            seen.add(key);
            ties.add(a, b, y.time, signOf(y.post), at);
          }
        }
      }
    }
    let kept = ties.sorted().filter((one) => one.slice >= 0);
    const before = kept.length;
    let p: number[] | undefined;
    if (filter !== 'none' && kept.length > 0) {
      if (filter === 'hypergeometric') {
        if (slice !== undefined || window !== undefined)
          throw new AssayError(
            'ASSAY_METHOD_PARAMETERS',
            `${id}, parameter filter: hypergeometric compares all that two share; without window and slice was expected`,
          );
        p = kept.map((one) => hypergeometricUpper(one.weight, population, extent.get(one.a)!, extent.get(one.b)!));
        // Pairs that share nothing were tests as well: their p is 1.
        const pairs = (extent.size * (extent.size - 1)) / 2;
        if (correction === 'bonferroni') p = p.map((one) => Math.min(1, one * pairs));
        else if (correction === 'fdr') p = falseDiscovery(p, pairs);
      } else p = disparityBySlice(kept, directed);
      const below = p.map((one) => one < alpha);
      p = p.filter((_, i) => below[i]);
      kept = kept.filter((_, i) => below[i]);
    }
    if (minimumWeight > 1) {
      p = p?.filter((_, i) => kept[i]!.weight >= minimumWeight);
      kept = kept.filter((one) => one.weight >= minimumWeight);
    }
    let people: number[] | undefined;
    if (!names) {
      people = [...new Set(kept.flatMap((one) => [one.a, one.b]))].sort((x, y) => x - y);
      const place = new Map(people.map((person, node) => [person, node]));
      kept = kept.map((one) => ({ ...one, a: place.get(one.a)!, b: place.get(one.b)! }));
    }
    const nodes = names?.length ?? people!.length;
    const inSlice = new Map<number, number>();
    for (const one of kept) inSlice.set(one.slice, (inSlice.get(one.slice) ?? 0) + 1);
    return {
      kind: 'graph',
      columns: graphOf(kept, p, sign !== undefined, slice !== undefined),
      about: {
        ...(names ? { names } : { people: people! }),
        nodes,
        directed,
        ...(slice !== undefined
          ? {
              slices: [...inSlice].map(([at, edges]) => ({
                slice: at,
                from: slices.from + at * slice * 1000,
                to: slices.from + (at + 1) * slice * 1000,
                edges,
              })),
            }
          : {}),
        summary: {
          relation,
          nodes,
          edges: kept.length,
          directed,
          ...(filter !== 'none' ? { filter, alpha, edgesBefore: before } : {}),
          ...(slice !== undefined ? { slices: inSlice.size } : {}),
          ...(sign !== undefined ? { negative: kept.filter((one) => one.sign < 0).length } : {}),
          ...(leftOut > 0 ? { leftOut } : {}),
          ...(kept.length === 0 ? { notEnoughData: true, reason: `no ${relation} between two of the data` } : {}),
        },
      },
    };
  },
});

/** Disparity within each slice: strengths of other times say nothing. */
function disparityBySlice(ties: readonly Tie[], directed: boolean): number[] {
  const out: number[] = [];
  for (let from = 0; from < ties.length; ) {
    let to = from;
    while (to < ties.length && ties[to]!.slice === ties[from]!.slice) to++;
    const part = ties.slice(from, to);
    const list: EdgeList = {
      nodes: part.reduce((most, one) => Math.max(most, one.a, one.b), 0) + 1,
      directed,
      source: Int32Array.from(part, (one) => one.a),
      target: Int32Array.from(part, (one) => one.b),
      weight: Float64Array.from(part, (one) => one.weight),
    };
    for (const one of disparity(list)) out.push(one);
    from = to;
  }
  return out;
}

/** Benjamini & Hochberg where all tests but these had p = 1. */
function falseDiscovery(p: readonly number[], tests: number): number[] {
  return benjaminiHochberg(p).map((one) => Math.min(1, (one * tests) / p.length));
}
