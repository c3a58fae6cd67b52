import { createHash } from 'node:crypto';
import { fnv1a } from '../../analysis/statistics/random';
import type { CopyValue } from '../../db/copy';
import type { Corpus } from '../../db/corpus';
import { stableJson } from '../../db/digest';
import type { Shard } from '../../db/snapshots';
import type { Artefact } from '../../domain/artefact';
import { Ordinals } from '../../domain/ordinals';
import { inTurns } from './in-turns';
import { Interactions } from './interactions';

/** Posts a shard holds on average; it is cut after a post whose key hashes to 0, so that a new post changes one shard only. */
export const shardPosts = 5000;

/** What cleaning made of each post of the corpus, in its order. */
export interface CleanedPosts {
  readonly text: readonly string[];
  readonly language: readonly string[];
  readonly confidence: readonly number[];
  /** Why a post is left out, or null. */
  readonly reason: readonly (string | null)[];
}

export interface SnapshotContent {
  readonly shards: Shard[];
  /** Rows as they are stored, made one at a time. */
  posts(): Iterable<readonly CopyValue[]>;
  /** Subjects in the order of their numbers in the artefacts. */
  readonly subjects: readonly string[];
  readonly people: Artefact;
  readonly interactions: Artefact;
  readonly exclusions: { post: string; reason: string }[];
  readonly counts: {
    readonly excluded: Readonly<Record<string, number>>;
    readonly posts: number;
    readonly people: number;
    readonly authors: number;
    readonly languages: Readonly<Record<string, number>>;
    readonly interactions: number;
    readonly first: number | null;
    readonly last: number | null;
  };
}

/** Cuts the posts that stay into shards, numbers people in the order in which they are met, and gathers interactions. */
export async function snapshotContent({ posts: rows, edges }: Corpus, cleaned: CleanedPosts): Promise<SnapshotContent> {
  const people = new Ordinals();
  const interactions = new Interactions(people);
  const shards: Shard[] = [];
  /** The rows of the corpus that stay. */
  const kept: number[] = [];
  const author: number[] = [];
  const placeOf = new Map<string, number>();
  const languages: Record<string, number> = {};
  const excluded: Record<string, number> = {};
  const exclusions: { post: string; reason: string }[] = [];
  let hash = createHash('sha256');
  let inShard = 0;
  const closeShard = (): void => {
    shards.push({ sha256: hash.digest('hex'), posts: inShard });
    hash = createHash('sha256');
    inShard = 0;
  };
  /** What the snapshot keeps of a post. */
  const valuesOf = (i: number): CopyValue[] => {
    const { time, platform, kind, attributes, counts } = rows[i]!;
    return [cleaned.text[i]!, cleaned.language[i]!, cleaned.confidence[i]!, time, platform, kind, attributes, counts];
  };
  await inTurns(rows.length, (i) => {
    const row = rows[i]!;
    const reason = cleaned.reason[i];
    if (reason) {
      exclusions.push({ post: row.id, reason });
      excluded[reason] = (excluded[reason] ?? 0) + 1;
      // A repost is no text of its own, but it is an interaction.
      if (reason !== 'repost') return;
    }
    const who = row.subject === null ? -1 : people.of(row.subject);
    interactions.add(row, reason ? -1 : author.length, edges.get(row.id) ?? []);
    if (reason) return;
    placeOf.set(`${row.platform} ${row.nativeId}`, author.length);
    author.push(who);
    kept.push(i);
    const language = cleaned.language[i]!;
    languages[language] = (languages[language] ?? 0) + 1;
    hash.update(`${stableJson(valuesOf(i))}\n`);
    inShard++;
    if (fnv1a(`${row.platform} ${row.nativeId}`) % shardPosts === 0) closeShard();
  });
  if (inShard > 0 || shards.length === 0) closeShard();

  const interactionsArtefact = interactions.artefact(placeOf);
  const authors = new Set(author.filter((one) => one >= 0)).size;
  return {
    shards,
    *posts() {
      let at = 0;
      for (const [shard, { posts }] of shards.entries())
        for (let place = 0; place < posts; place++, at++)
          yield [shard, place, rows[kept[at]!]!.id, ...valuesOf(kept[at]!)];
    },
    subjects: people.names(),
    people: {
      kind: 'people',
      columns: { author: Int32Array.from(author) },
      about: { summary: { people: people.size, authors } },
    },
    interactions: interactionsArtefact,
    exclusions,
    counts: {
      excluded,
      posts: kept.length,
      people: people.size,
      authors,
      languages,
      interactions: interactions.count,
      // Posts are in order of time.
      first: rows[kept.find((i) => rows[i]!.time !== null) ?? -1]?.time ?? null,
      last: rows[kept.findLast((i) => rows[i]!.time !== null) ?? -1]?.time ?? null,
    },
  };
}
