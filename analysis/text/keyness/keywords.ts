import { z } from 'zod';
import type { Artefact } from '../../../domain/artefact';
import { AssayError } from '../../../domain/errors';
import { defineMethod, type Posts } from '../../../domain/method';
import { chiSquaredUpper } from '../../statistics/distributions';
import { benjaminiHochberg } from '../../statistics/multiplicity';
import { stopwordsOf } from '../terms/stopwords';
import {
  collocations,
  normalisedMutualInformation,
  pairLogLikelihood,
  pointwiseMutualInformation,
} from './collocations';
import { logLikelihood, logRatio } from './log-likelihood';
import { countPost, emptyCounts, sumCounts, type TermCounts } from './term-counts';
import { timeOf } from '../retrieval/filters';
import { termsOf } from '../tokens';

const parameters = z
  .object({
    mode: z.enum(['auto', 'keyness', 'collocations']).default('auto'),
    /** Attribute whose groups are compared, each with all others. */
    by: z.string().optional(),
    /** Only this group of `by`. */
    group: z.union([z.string(), z.number()]).transform(String).optional(),
    /** Compares posts from this time on with those before. */
    since: z.string().optional(),
    /** Longest sequence of words. */
    words: z.number().int().min(1).max(5).default(1),
    minimumCount: z.number().int().min(1).default(5),
    minimumPosts: z.number().int().min(1).default(3),
    cells: z.union([z.literal(2), z.literal(4)]).default(4),
    direction: z.enum(['over', 'under', 'both']).default('over'),
    /** Largest adjusted p that is listed; 1 lists all. */
    maximumQ: z.number().min(0).max(1).default(0.05),
    /** Places that two words of a collocation are apart at most; 2 is side by side. */
    window: z.number().int().min(2).max(10).default(2),
    /** Leaves out pairs with a function word. */
    stopwords: z.boolean().default(true),
    sort: z.enum(['g2', 'effect']).default('g2'),
    limit: z.number().int().min(1).max(100_000).default(200),
  })
  .strict();
type Parameters = z.output<typeof parameters>;

/** More groups are no groups but names. */
const mostGroups = 200;

interface Comparison {
  readonly group: string;
  readonly own: TermCounts;
  readonly reference: TermCounts;
}

function countAll(posts: Posts, words: number, chosen: (post: number) => boolean): TermCounts {
  const counts = emptyCounts();
  for (let i = 0; i < posts.count; i++) if (chosen(i)) countPost(counts, posts.text[i]!, words);
  return counts;
}

function byAttribute(posts: Posts, { by, group, words }: Parameters): Comparison[] {
  const column = posts.attributes[by!];
  if (!column) {
    if (posts.count === 0) return [];
    throw new AssayError(
      'ASSAY_METHOD_INPUT',
      `text/keywords, parameter by: a column of the posts was expected (${Object.keys(posts.attributes).slice(0, 20).join(', ') || 'there is none'}), found "${by}"`,
    );
  }
  const counts = new Map<string, TermCounts>();
  for (let i = 0; i < posts.count; i++) {
    const value = column[i];
    if (value === null || value === undefined) continue;
    // With one group asked for, all others are one.
    const name = group === undefined || value === group ? value : '';
    let own = counts.get(name);
    if (!own) counts.set(name, (own = emptyCounts()));
    countPost(own, posts.text[i]!, words);
  }
  const names = [...counts.keys()].sort();
  if (names.length > mostGroups)
    throw new AssayError(
      'ASSAY_METHOD_INPUT',
      `text/keywords, parameter by: a column of at most ${mostGroups} groups was expected, found ${names.length}; name one with group`,
    );
  return names
    .filter((name) => group === undefined || name === group)
    .map((name) => ({
      group: name,
      own: counts.get(name)!,
      reference: sumCounts(names.filter((other) => other !== name).map((other) => counts.get(other)!)),
    }));
}

function comparisonsOf(posts: Posts, reference: Posts | undefined, given: Parameters): Comparison[] {
  const { by, since, words } = given;
  if (reference) {
    const own = countAll(posts, words, () => true);
    return [{ group: 'posts', own, reference: countAll(reference, words, () => true) }];
  }
  if (since !== undefined) {
    const from = timeOf(since, 'text/keywords, parameter since');
    const own = countAll(posts, words, (i) => posts.time[i]! >= from);
    return [{ group: `from ${since}`, own, reference: countAll(posts, words, (i) => posts.time[i]! < from) }];
  }
  if (by !== undefined) return byAttribute(posts, given);
  throw new AssayError(
    'ASSAY_METHOD_PARAMETERS',
    'text/keywords: what to compare with was expected (reference=FILE, by=COLUMN or since=DATE), found none of them',
  );
}

function keyness(comparisons: readonly Comparison[], given: Parameters): Artefact {
  const { cells, direction, minimumCount, minimumPosts, maximumQ, sort, limit } = given;
  const tested = comparisons.flatMap(({ group, own, reference }) => {
    if (own.size === 0 || reference.size === 0) return [];
    const terms = new Set([...own.count.keys(), ...reference.count.keys()]);
    return [...terms].flatMap((term) => {
      const count = own.count.get(term) ?? 0;
      const referenceCount = reference.count.get(term) ?? 0;
      const documents = own.documents.get(term) ?? 0;
      const referenceDocuments = reference.documents.get(term) ?? 0;
      if (count + referenceCount < minimumCount || documents + referenceDocuments < minimumPosts) return [];
      const counts = { count, size: own.size, referenceCount, referenceSize: reference.size };
      const g2 = logLikelihood(counts, cells);
      return [
        {
          group,
          term,
          ...counts,
          documents,
          referenceDocuments,
          g2,
          ratio: logRatio(counts),
          p: chiSquaredUpper(g2, 1),
        },
      ];
    });
  });
  const q = benjaminiHochberg(tested.map((one) => one.p));
  const listed = tested
    .map((one, i) => ({ ...one, q: q[i]! }))
    .filter((one) => one.q <= maximumQ)
    .filter((one) => direction === 'both' || (direction === 'over' ? one.ratio.value > 0 : one.ratio.value < 0));
  const effect = (one: (typeof listed)[number]): number => Math.abs(one.ratio.value);
  listed.sort((a, b) => {
    const difference = sort === 'g2' ? b.g2 - a.g2 : effect(b) - effect(a);
    return difference || (a.term < b.term ? -1 : a.term > b.term ? 1 : a.group < b.group ? -1 : 1);
  });
  // The limit holds for each group, so that a large one does not crowd out the others.
  const shown = new Map<string, number>();
  const rows = listed.filter(({ group }) => {
    const number = (shown.get(group) ?? 0) + 1;
    shown.set(group, number);
    return number <= limit;
  });
  const enough = comparisons.filter(({ own, reference }) => own.size > 0 && reference.size > 0).length;
  return {
    kind: 'table',
    columns: {
      group: rows.map((one) => one.group),
      term: rows.map((one) => one.term),
      count: Float64Array.from(rows, (one) => one.count),
      referenceCount: Float64Array.from(rows, (one) => one.referenceCount),
      perMillion: Float64Array.from(rows, (one) => (one.count / one.size) * 1e6),
      referencePerMillion: Float64Array.from(rows, (one) => (one.referenceCount / one.referenceSize) * 1e6),
      posts: Float64Array.from(rows, (one) => one.documents),
      referencePosts: Float64Array.from(rows, (one) => one.referenceDocuments),
      g2: Float64Array.from(rows, (one) => one.g2),
      p: Float64Array.from(rows, (one) => one.p),
      q: Float64Array.from(rows, (one) => one.q),
      logRatio: Float64Array.from(rows, (one) => one.ratio.value),
      logRatioLow: Float64Array.from(rows, (one) => one.ratio.low),
      logRatioHigh: Float64Array.from(rows, (one) => one.ratio.high),
    },
    about: {
      summary: {
        mode: 'keyness',
        tested: tested.length,
        listed: listed.length,
        groups: comparisons.map(({ group, own, reference }) => ({
          group,
          posts: own.posts,
          words: own.size,
          referencePosts: reference.posts,
          referenceWords: reference.size,
        })),
        ...(enough < comparisons.length || comparisons.length === 0
          ? { notEnoughData: true, reason: 'a comparison needs words on both sides' }
          : {}),
      },
    },
  };
}

function pairs(posts: Posts, given: Parameters): Artefact {
  const { window, minimumCount, minimumPosts, stopwords, sort, maximumQ, limit } = given;
  const left = stopwords ? stopwordsOf([...new Set(posts.language)].sort()) : new Set<string>();
  const found = collocations(posts.text.map(termsOf), window, minimumCount, (word) => !left.has(word)).filter(
    ({ documents }) => documents >= minimumPosts,
  );
  const measured = found.map((one) => {
    const g2 = pairLogLikelihood(one);
    return {
      ...one,
      g2,
      pmi: pointwiseMutualInformation(one),
      npmi: normalisedMutualInformation(one),
      p: chiSquaredUpper(g2, 1),
    };
  });
  const q = benjaminiHochberg(measured.map((one) => one.p));
  const listed = measured.map((one, i) => ({ ...one, q: q[i]! })).filter((one) => one.q <= maximumQ && one.pmi > 0);
  listed.sort((a, b) => {
    const difference = sort === 'g2' ? b.g2 - a.g2 : b.npmi - a.npmi;
    const [x, y] = [a.pair.join(' '), b.pair.join(' ')];
    return difference || (x < y ? -1 : 1);
  });
  const rows = listed.slice(0, limit);
  return {
    kind: 'table',
    columns: {
      term: rows.map(({ pair }) => pair.join(' ')),
      first: rows.map(({ pair }) => pair[0]),
      second: rows.map(({ pair }) => pair[1]),
      count: Float64Array.from(rows, ({ together }) => together),
      firstCount: Float64Array.from(rows, ({ first }) => first),
      secondCount: Float64Array.from(rows, ({ second }) => second),
      posts: Float64Array.from(rows, ({ documents }) => documents),
      pmi: Float64Array.from(rows, ({ pmi }) => pmi),
      npmi: Float64Array.from(rows, ({ npmi }) => npmi),
      g2: Float64Array.from(rows, ({ g2 }) => g2),
      p: Float64Array.from(rows, ({ p }) => p),
      q: Float64Array.from(rows, (one) => one.q),
    },
    about: {
      summary: {
        mode: 'collocations',
        posts: posts.count,
        tested: measured.length,
        listed: listed.length,
        ...(measured.length === 0
          ? { notEnoughData: true, reason: 'no two words stand together as often as asked for' }
          : {}),
      },
    },
  };
}

export const textKeywords = defineMethod({
  id: 'text/keywords',
  version: 3,
  step: 'modelling',
  title: 'Keywords and collocations',
  description:
    'Words that one set of posts uses more than another (a reference file, the other groups of an attribute, the time before a date): log-likelihood G² says how sure, the log ratio with its interval how much; p adjusted by Benjamini–Hochberg. Without a comparison, pairs of words that stand together more than chance has it (PMI, G²). Words of one post are not independent: look at the number of posts too, and do not read a keyword as a theme.',
  references: [
    'Dunning 1993, Accurate methods for the statistics of surprise and coincidence, Computational Linguistics 19(1)',
    'Rayson & Garside 2000, Comparing corpora using frequency profiling, doi:10.3115/1604683.1604686',
    'Hardie 2014, Log Ratio: an informal introduction',
    'Church & Hanks 1990, Word association norms, mutual information, and lexicography',
  ],
  parameters,
  inputs: { posts: 'posts', reference: 'posts' },
  optional: ['reference'],
  files: { reference: 'posts' },
  output: 'table',
  individuals: false,
  run(inputs, given) {
    const posts = inputs.posts as Posts;
    const reference = inputs.reference as Posts | undefined;
    const compares = reference !== undefined || given.by !== undefined || given.since !== undefined;
    const mode = given.mode === 'auto' ? (compares ? 'keyness' : 'collocations') : given.mode;
    return mode === 'keyness' ? keyness(comparisonsOf(posts, reference, given), given) : pairs(posts, given);
  },
});
