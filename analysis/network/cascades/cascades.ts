import { z } from 'zod';
import { type Artefact, numbers } from '../../../domain/artefact';
import { defineMethod, type Gap } from '../../../domain/method';
import { mean, quantile } from '../../statistics/quantile';
import { interactionRows } from '../posts/interaction-rows';
import { withLeftOutReposts } from '../posts/left-out-reposts';
import { cascadeForest, type Forest } from './forest';
import { treeShape } from './tree';

const ways = ['repost', 'quote', 'reply', 'url', 'text'] as const;

/** Members of each tree, root first, a parent before its children, siblings by number. */
function trees(forest: Forest): Int32Array[] {
  const { parent } = forest;
  const n = parent.length;
  const first = new Int32Array(n + 1);
  for (let v = 0; v < n; v++) if (parent[v]! >= 0) first[parent[v]! + 1]!++;
  for (let v = 0; v < n; v++) first[v + 1]! += first[v]!;
  const next = first.slice();
  const children = new Int32Array(first[n]!);
  for (let v = 0; v < n; v++) if (parent[v]! >= 0) children[next[parent[v]!]!++] = v;
  const out: Int32Array[] = [];
  for (let root = 0; root < n; root++) {
    if (parent[root]! >= 0 || first[root + 1] === first[root]) continue;
    const members = [root];
    for (let i = 0; i < members.length; i++)
      for (let k = first[members[i]!]!; k < first[members[i]! + 1]!; k++) members.push(children[k]!);
    out.push(Int32Array.from(members));
  }
  return out;
}

/** Whether a cascade may have begun unseen: it starts soon, compared with its own length, after observation or a gap did end. */
function nearStart(start: number, duration: number, observed: number, gaps: readonly Gap[]): boolean {
  if (Number.isNaN(start)) return false;
  const since = gaps.reduce((last, gap) => (gap.to <= start ? Math.max(last, gap.to) : last), observed);
  return start - since < duration;
}

interface Cascade {
  readonly members: Int32Array;
  readonly root: number;
  readonly source: number;
  readonly certainty: number;
  readonly size: number;
  readonly people: number;
  readonly depth: number;
  readonly breadth: number;
  readonly virality: number;
  readonly start: number;
  readonly seconds: number;
  readonly halfSeconds: number;
  readonly perHour: number;
  readonly collected: boolean;
  readonly early: boolean;
}

export const networkCascades = defineMethod({
  id: 'network/cascades',
  version: 2,
  step: 'modelling',
  title: 'Cascades',
  description:
    'What was passed on, as trees: size, depth, breadth, structural virality (near 2: one broadcast; larger: passed from person to person), speed, and the first source with its certainty. Reposts, quotes and replies are stated by the platform, which often names only the original: then a chain looks like a star. Ties through a shared link or text are inferred. The first post in the data need not be the first in the world.',
  references: [
    'Goel, Anderson, Hofman & Watts 2016, doi:10.1287/mnsc.2015.2158',
    'Vosoughi, Roy & Aral 2018, doi:10.1126/science.aap9559',
    'Taxidou & Fischer 2014, doi:10.1145/2567948.2580068',
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
        .default(['repost', 'quote', 'reply'])
        .describe('what ties a post to an earlier one, the first that applies'),
      similarity: z.number().min(0.5).max(1).default(0.8).describe('of texts, as in text/near-duplicates'),
      minimumSize: z.number().int().min(2).default(2),
      coverage: z
        .number()
        .gt(0)
        .lte(1)
        .optional()
        .describe(
          'share of all posts that the collection holds, where known: the certainty of a first source falls with it',
        ),
      detail: z
        .enum(['cascades', 'posts'])
        .default('cascades')
        .describe('posts: a row for each post with its parent and depth'),
    })
    .strict(),
  inputs: { posts: 'posts', people: 'people', interactions: 'interactions' },
  output: 'table',
  individuals: true,
  run(inputs, { by, similarity, minimumSize, coverage, detail }, context): Artefact {
    const { posts, author, rows } = withLeftOutReposts({
      posts: inputs.posts,
      author: numbers(inputs.people, 'author'),
      rows: interactionRows(inputs.interactions),
    });
    const forest = cascadeForest(posts, author, rows, by, similarity, context.progress);
    const observed = posts.time.reduce(
      (least, one) => (Number.isNaN(one) ? least : Math.min(least, one)),
      Number.POSITIVE_INFINITY,
    );
    const place = new Int32Array(forest.parent.length);
    const found: Cascade[] = [];
    for (const members of trees(forest)) {
      members.forEach((v, i) => {
        place[v] = i;
      });
      const root = members[0]!;
      const collected = root < posts.count;
      const shape = treeShape(Int32Array.from(members, (v, i) => (i === 0 ? -1 : place[forest.parent[v]!]!)));
      // A post that is not in the data is a place in the tree, not a post that was counted.
      const own = collected ? members : members.subarray(1);
      if (own.length < minimumSize) continue;
      const times = Float64Array.from(own, (v) => posts.time[v]!)
        .filter((one) => !Number.isNaN(one))
        .sort();
      const start = times[0] ?? Number.NaN;
      const seconds = times.length < 2 ? Number.NaN : (times.at(-1)! - start) / 1000;
      const stated = forest.cause[members[1]!]! >= 0 && !['url', 'text'].includes(by[forest.cause[members[1]!]!]!);
      // Of inferred cascades, all posts with the first time are candidates.
      const candidates = stated ? 1 : Math.max(1, times.filter((one) => one === start).length);
      const persons = new Set<number>();
      for (const v of own) if (author[v]! >= 0) persons.add(author[v]!);
      found.push({
        members,
        root: collected ? root : -1,
        source: collected && author[root]! >= 0 ? author[root]! : Number.NaN,
        // A stated original is the first of its cascade whatever else was collected.
        certainty: !collected ? Number.NaN : stated ? 1 : (coverage ?? 1) / candidates,
        size: own.length,
        people: persons.size,
        depth: shape.depth,
        breadth: shape.breadth,
        virality: shape.structuralVirality,
        start,
        seconds,
        halfSeconds: times.length < 2 ? Number.NaN : (times[Math.ceil(times.length / 2) - 1]! - start) / 1000,
        perHour: seconds > 0 ? ((times.length - 1) / seconds) * 3600 : Number.NaN,
        collected,
        early: !stated && nearStart(start, seconds * 1000, observed, context.gaps),
      });
    }
    found.sort((a, b) => b.size - a.size || a.members[0]! - b.members[0]!);
    const sizes = Float64Array.from(found, (one) => one.size).sort();
    const inCascades = found.reduce((sum, one) => sum + one.size, 0);
    const passedOn = forest.cause.reduce((sum, one) => sum + (one >= 0 ? 1 : 0), 0);
    const viralities = found.map((one) => one.virality).filter((one) => !Number.isNaN(one));
    const speeds = Float64Array.from(found, (one) => one.perHour)
      .filter((one) => !Number.isNaN(one))
      .sort();
    const known = found.length > 0;
    const summary = {
      posts: posts.count,
      cascades: found.length,
      inCascades,
      by: [...by],
      largest: known ? found[0]!.size : null,
      medianSize: known ? quantile(sizes, 0.5) : null,
      meanSize: known ? inCascades / found.length : null,
      deepest: known ? found.reduce((most, one) => Math.max(most, one.depth), 0) : null,
      meanStructuralVirality: viralities.length > 0 ? mean(viralities) : null,
      medianPerHour: speeds.length > 0 ? quantile(speeds, 0.5) : null,
      // Posts passed on for each post: below 1 cascades die out by themselves.
      branching: posts.count > 0 ? passedOn / posts.count : null,
      sourceOutside: found.filter((one) => !one.collected).length,
      unplaced: forest.unplaced,
      coverage: coverage ?? null,
      ...(known
        ? {}
        : {
            notEnoughData: true,
            reason:
              forest.unplaced > 0
                ? 'the data does not say which post was passed on'
                : `no ${minimumSize} posts that passed on the same`,
          }),
    };
    return {
      kind: 'table',
      columns: detail === 'posts' ? postColumns(found, forest, posts.time, author, by) : cascadeColumns(found),
      about: { people: true, summary },
    };
  },
});

function cascadeColumns(found: readonly Cascade[]): Artefact['columns'] {
  return {
    cascade: Int32Array.from(found, (_, i) => i),
    rootPost: Int32Array.from(found, (one) => one.root),
    source: Float64Array.from(found, (one) => one.source),
    certainty: Float64Array.from(found, (one) => one.certainty),
    sourceCollected: Uint8Array.from(found, (one) => (one.collected ? 1 : 0)),
    mayHaveBegunUnseen: Uint8Array.from(found, (one) => (one.early ? 1 : 0)),
    size: Int32Array.from(found, (one) => one.size),
    people: Int32Array.from(found, (one) => one.people),
    depth: Int32Array.from(found, (one) => one.depth),
    breadth: Int32Array.from(found, (one) => one.breadth),
    structuralVirality: Float64Array.from(found, (one) => one.virality),
    start: Float64Array.from(found, (one) => one.start),
    seconds: Float64Array.from(found, (one) => one.seconds),
    halfSeconds: Float64Array.from(found, (one) => one.halfSeconds),
    perHour: Float64Array.from(found, (one) => one.perHour),
  };
}

function postColumns(
  found: readonly Cascade[],
  forest: Forest,
  time: Float64Array,
  author: ArrayLike<number>,
  by: readonly string[],
): Artefact['columns'] {
  const rows = found.flatMap((one, cascade) => [...one.members].map((post) => ({ post, cascade })));
  const depth = new Int32Array(forest.parent.length);
  for (const { post } of rows) depth[post] = forest.parent[post]! < 0 ? 0 : depth[forest.parent[post]!]! + 1;
  const inData = (post: number): number => (post < forest.posts ? post : -1);
  return {
    cascade: Int32Array.from(rows, (row) => row.cascade),
    post: Int32Array.from(rows, (row) => inData(row.post)),
    parent: Int32Array.from(rows, (row) => (forest.parent[row.post]! < 0 ? -1 : inData(forest.parent[row.post]!))),
    node: Float64Array.from(rows, ({ post }) =>
      post < forest.posts && author[post]! >= 0 ? author[post]! : Number.NaN,
    ),
    depth: Int32Array.from(rows, (row) => depth[row.post]!),
    by: rows.map(({ post }) => (forest.cause[post]! < 0 ? null : by[forest.cause[post]!]!)),
    time: Float64Array.from(rows, ({ post }) => (post < forest.posts ? time[post]! : Number.NaN)),
  };
}
