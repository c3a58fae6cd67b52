import { createHash } from 'node:crypto';
import { heartbeat, cancellationSignal } from '@temporalio/activity';
import { fnv1a } from '../analysis/statistics/random';
import { textLanguage } from '../analysis/text/languages/language';
import { groupNearDuplicates, textNearDuplicates } from '../analysis/text/duplicates/near-duplicates';
import { textNormalise } from '../analysis/text/normalisation/text-normalise';
import { textPii } from '../analysis/text/personal-data/pii';
import { termsOf } from '../analysis/text/tokens';
import type { CopyValue } from '../db/copy';
import {
  type Corpus,
  type CorpusPost,
  type CorpusState,
  corpusState,
  inOneView,
  readCorpus,
  requireCollected,
} from '../db/corpus';
import { digestOf, stableJson } from '../db/digest';
import { type Shard, type Snapshot, snapshotByInput, snapshotOf, storeSnapshot } from '../db/snapshots';
import { runOf } from '../db/studies';
import type { Artefact } from '../domain/artefact';
import { AssayError } from '../domain/errors';
import type { Gap } from '../domain/method';
import { auditRun, type RunContext, runContext, type Stores } from './stores';

/** Posts a shard holds on average; it is cut after a post whose key hashes to 0, so that a new post changes one shard only. */
const shardPosts = 5000;
/** Posts cleaned in one piece of work. */
const cleanPosts = 2000;
/** Copies of other people's posts count as copies from this many words on: shorter ones are alike by chance. */
const copyWords = 6;
/** Hashtags and domains of fewer people are not kept in artefacts: a rare one can point at someone. */
const rarePeople = 3;
/** Raised when the same corpus gives other interactions. */
const interactionsVersion = 3;
const minimumLanguageConfidence = 0.45;

export interface CleaningInput {
  readonly run: string;
  /** Make the snapshot again although an equal one exists, and compare. */
  readonly fresh: boolean;
  /** What each source was read from when this run collected it; left out where it collected nothing itself. */
  readonly collected?: Readonly<Record<string, string>>;
}

export interface Cleaned {
  readonly snapshotId: number;
  readonly sha256: string;
  readonly posts: number;
  readonly reused: boolean;
  /** The corpus gave another snapshot than the run that is reproduced. */
  readonly different: boolean;
}

export function cleaningActivities(stores: Stores) {
  /** Everything that a snapshot depends on. */
  function cleaningInput({ protocol }: RunContext, state: CorpusState): string {
    return digestOf({
      corpus: state.sha256,
      constants: [copyWords, minimumLanguageConfidence, rarePeople],
      cleaning: protocol.cleaning,
      interactions: interactionsVersion,
      versions: [textNormalise, textLanguage, textPii, textNearDuplicates].map(
        (method) => `${method.id}@${method.version}`,
      ),
      shardPosts,
    });
  }

  return {
    /** Makes the frozen snapshot that everything later works on; an equal one that exists is used again unless `fresh`. */
    async cleanCorpus({ run: runId, fresh, collected }: CleaningInput): Promise<Cleaned> {
      const context = await runContext(stores, runId);
      const { run } = context;
      const sources = context.protocol.sources.map((one) => one.id);
      const beat = setInterval(() => heartbeat(), 2000);
      try {
        await withdrawObjecting(context);
        const { state, corpus } = await inOneView(stores.database, async (transaction) => {
          const found = await corpusState(transaction, run.studyId, sources);
          requireCollected(found, collected ?? {});
          const known = await snapshotByInput(stores.database, run.studyId, cleaningInput(context, found));
          return {
            state: found,
            corpus: known && !fresh ? known : await readCorpus(transaction, run.studyId, sources),
          };
        });
        if (!('posts' in corpus)) return await adopt(context, corpus, true);
        const made = await build(context, state, corpus);
        if (made.posts.length === 0) {
          const reasons = Object.entries(made.counts.quarantine as Record<string, number>).map(
            ([reason, count]) => `${reason} ${count}`,
          );
          throw new AssayError(
            'ASSAY_FILE_UNREADABLE',
            `posts that can be used were expected, found none${reasons.length > 0 ? `; quarantined: ${reasons.join(', ')}` : ''}`,
          );
        }
        if (fresh && run.baseRunId !== null) {
          // A reproduction compares with the snapshot of the run that it repeats, and goes on with that one.
          const base = await runOf(stores.database, run.baseRunId);
          const snapshot = base?.snapshotId ? await snapshotOf(stores.database, base.snapshotId) : undefined;
          if (snapshot) return await adopt(context, snapshot, false, made.sha256 === snapshot.sha256);
        }
        return await freeze(context, cleaningInput(context, state), made);
      } finally {
        clearInterval(beat);
      }
    },
  };

  /** Deletes posts of people whose objection came after collection. */
  async function withdrawObjecting(context: RunContext): Promise<void> {
    const { run } = context;
    await stores.database.transaction(async (transaction) => {
      const { sql } = transaction;
      const gone = await sql`delete from corpus.post where study_id = ${run.studyId} and subject_id in (
        select a.subject_id from vault.alias a join governance.objection o on o.study_id = a.study_id and o.lookup = a.lookup where a.study_id = ${run.studyId})`;
      await sql`delete from corpus.edge where target_subject in (
        select a.subject_id from vault.alias a join governance.objection o on o.study_id = a.study_id and o.lookup = a.lookup where a.study_id = ${run.studyId})`;
      if (gone.count > 0) {
        await auditRun(transaction, context, `withdrawn ${gone.count}`, {
          action: 'objection.received',
          step: 'cleaning',
          object: { kind: 'withdrawal', id: run.studyId, sha256: null },
          counts: { posts: gone.count },
        });
      }
    });
  }

  async function adopt(context: RunContext, snapshot: Snapshot, reused: boolean, same = true): Promise<Cleaned> {
    await stores.database.transaction(async (transaction) => {
      await transaction.sql`update catalogue.run set snapshot_id = ${snapshot.id} where id = ${context.run.id}`;
      await auditRun(transaction, context, 'snapshot', {
        action: 'snapshot.frozen',
        step: 'cleaning',
        object: { kind: 'snapshot', id: `${context.run.studyId}/${snapshot.id}`, sha256: snapshot.sha256 },
        outcome: same ? 'ok' : 'failed',
        reason: same ? null : 'digest-differs',
        counts: { reused: reused ? 1 : 0, posts: snapshot.shards.reduce((sum, shard) => sum + shard.posts, 0) },
      });
    });
    return {
      snapshotId: snapshot.id,
      sha256: snapshot.sha256,
      posts: snapshot.shards.reduce((sum, shard) => sum + shard.posts, 0),
      reused,
      different: !same,
    };
  }

  interface Made {
    readonly sha256: string;
    readonly shards: Shard[];
    readonly posts: CopyValue[][];
    readonly subjects: readonly string[];
    readonly people: Artefact;
    readonly interactions: Artefact;
    readonly exclusions: { post: string; reason: string }[];
    readonly counts: Record<string, unknown>;
    readonly gaps: readonly Gap[];
  }

  async function build({ protocol }: RunContext, state: CorpusState, { posts: rows, edges }: Corpus): Promise<Made> {
    const signal = cancellationSignal();
    const options = {
      mask: protocol.cleaning.mask,
      keepMentions: protocol.cleaning.keepMentions,
      minimumLanguageConfidence,
    };
    const pieces = await Promise.all(
      Array.from({ length: Math.ceil(rows.length / cleanPosts) }, (_, piece) =>
        stores.pool.clean(
          {
            texts: rows.slice(piece * cleanPosts, (piece + 1) * cleanPosts).map((row) => row.text),
            options,
          },
          signal,
        ),
      ),
    );
    const text = pieces.flatMap((piece) => piece.text);
    const language = pieces.flatMap((piece) => piece.language);
    const confidence = pieces.flatMap((piece) => Array.from(piece.confidence));
    const masked: Record<string, number> = {};
    for (const piece of pieces)
      for (const [type, count] of Object.entries(piece.masked)) masked[type] = (masked[type] ?? 0) + count;

    const reason = exclude(rows, text, language, protocol.cleaning);
    const reasons: Record<string, number> = {};
    for (const one of reason) if (one) reasons[one] = (reasons[one] ?? 0) + 1;

    const ordinals = new Map<string, number>();
    const ordinal = (subject: string | null): number => {
      if (subject === null) return -1;
      let found = ordinals.get(subject);
      if (found === undefined) ordinals.set(subject, (found = ordinals.size));
      return found;
    };
    const posts: CopyValue[][] = [];
    const shards: Shard[] = [];
    const author: number[] = [];
    const links = {
      post: [] as number[],
      source: [] as number[],
      target: [] as number[],
      time: [] as number[],
      kind: [] as string[],
      tag: [] as (string | null)[],
      /** The post that is replied to, reposted or quoted, as the platform names it. */
      refers: [] as (string | null)[],
    };
    const placeOf = new Map<string, number>();
    const languages: Record<string, number> = {};
    let hash = createHash('sha256');
    let inShard = 0;
    const exclusions: { post: string; reason: string }[] = [];
    const closeShard = (): void => {
      shards.push({ sha256: hash.digest('hex'), posts: inShard });
      hash = createHash('sha256');
      inShard = 0;
    };
    rows.forEach((row, i) => {
      const excluded = reason[i];
      if (excluded) exclusions.push({ post: row.id, reason: excluded });
      // A repost is no text of its own, but it is an interaction.
      if (excluded && excluded !== 'repost') return;
      const who = ordinal(row.subject);
      const at = excluded ? -1 : author.length;
      for (const edge of edges.get(row.id) ?? []) {
        links.post.push(at);
        links.source.push(who);
        links.kind.push(edge.kind);
        links.target.push(ordinal(edge.target));
        links.tag.push(edge.kind === 'hashtag' || edge.kind === 'url' ? edge.value : null);
        links.time.push(row.time ?? Number.NaN);
        links.refers.push(edge.targetNativeId === null ? null : `${row.platform} ${edge.targetNativeId}`);
      }
      if (excluded) return;
      placeOf.set(`${row.platform} ${row.nativeId}`, at);
      author.push(who);
      languages[language[i]!] = (languages[language[i]!] ?? 0) + 1;
      posts.push([
        shards.length,
        inShard,
        row.id,
        text[i]!,
        language[i]!,
        confidence[i]!,
        row.time,
        row.platform,
        row.kind,
        row.attributes,
        row.counts,
      ]);
      hash.update(
        `${stableJson([text[i], language[i], confidence[i], row.time, row.platform, row.kind, row.attributes, row.counts])}\n`,
      );
      inShard++;
      if (fnv1a(`${row.platform} ${row.nativeId}`) % shardPosts === 0) closeShard();
    });
    if (inShard > 0 || shards.length === 0) closeShard();

    links.tag = commonTags(links);
    // A post outside the corpus gets a number of its own, so that its reposts are seen to belong together; an artefact names none.
    const missing = new Map<string, number>();
    const reference = Int32Array.from(links.refers, (name, e) => {
      const place = name === null ? undefined : placeOf.get(name);
      if (name === null || place !== undefined) return place ?? -1;
      if (!missing.has(name)) missing.set(name, missing.size);
      links.tag[e] = `missing:${missing.get(name)}`;
      return -1;
    });
    const people: Artefact = {
      kind: 'people',
      columns: { author: Int32Array.from(author) },
      about: { summary: { people: ordinals.size, authors: new Set(author.filter((one) => one >= 0)).size } },
    };
    const interactions: Artefact = {
      kind: 'interactions',
      columns: {
        post: Int32Array.from(links.post),
        source: Int32Array.from(links.source),
        target: Int32Array.from(links.target),
        time: Float64Array.from(links.time),
        kind: links.kind,
        tag: links.tag,
        reference,
      },
      about: { people: ordinals.size },
    };
    const { gaps } = state;
    const times = posts.map((post) => post[6] as number | null).filter((time): time is number => time !== null);
    const counts = {
      sources: state.sources,
      notices: state.notices,
      quarantine: state.quarantine,
      stored: rows.length,
      excluded: reasons,
      posts: posts.length,
      people: ordinals.size,
      authors: new Set(author.filter((one) => one >= 0)).size,
      languages,
      masked,
      interactions: links.kind.length,
      // Posts are in order of time.
      first: times[0] ?? null,
      last: times.at(-1) ?? null,
    };
    // Gaps, counts and shards together are what the snapshot is.
    const peopleRef = await stores.artefacts.put(people);
    const interactionsRef = await stores.artefacts.put(interactions);
    return {
      shards,
      posts,
      people,
      interactions,
      exclusions,
      counts,
      gaps,
      subjects: [...ordinals.keys()],
      sha256: digestOf({
        shards: shards.map((shard) => shard.sha256),
        people: peopleRef.sha256,
        interactions: interactionsRef.sha256,
        gaps,
        counts,
      }),
    };
  }

  async function freeze(context: RunContext, inputSha256: string, made: Made): Promise<Cleaned> {
    const people = await stores.artefacts.put(made.people);
    const interactions = await stores.artefacts.put(made.interactions);
    const snapshot = await storeSnapshot(stores.database, {
      ...made,
      studyId: context.run.studyId,
      inputSha256,
      people,
      interactions,
    });
    return adopt(context, snapshot, false);
  }
}

/**
 * Tags as artefacts hold them: a hashtag of few people is left out; of a link the page is a number, counted in the order of the posts,
 * after its host, or after `link` where few people share that host.
 */
function commonTags({
  tag,
  kind,
  source,
}: {
  tag: (string | null)[];
  kind: string[];
  source: number[];
}): (string | null)[] {
  const shown = tag.map((one, e) => (kind[e] === 'url' ? one!.split('/')[0]! : one));
  const users = new Map<string, Set<number>>();
  shown.forEach((name, e) => {
    if (name === null) return;
    const set = users.get(name);
    if (set) set.add(source[e]!);
    else users.set(name, new Set([source[e]!]));
  });
  const pages = new Map<string, number>();
  return tag.map((one, e) => {
    if (one === null) return null;
    const name = users.get(shown[e]!)!.size < rarePeople ? null : shown[e]!;
    if (kind[e] !== 'url') return name;
    if (!pages.has(one)) pages.set(one, pages.size + 1);
    return `${name ?? 'link'}/${pages.get(one)}`;
  });
}

/** Why each post is left out, or null. Reposts are told apart from copies: they are marked as such by the platform or by "RT @". */
function exclude(
  rows: readonly CorpusPost[],
  text: readonly string[],
  language: readonly string[],
  cleaning: {
    nearDuplicates: { similarity: number; keep: 'first' | 'all' };
    languages: readonly string[];
    minimumCharacters: number;
  },
): (string | null)[] {
  const wanted = new Set(cleaning.languages);
  const seen = new Set<string>();
  const reason = rows.map((row, i): string | null => {
    // Two sources of one platform may hold the same post: the first in order stays.
    const id = `${row.platform} ${row.nativeId}`;
    if (seen.has(id)) return 'same-id-in-another-source';
    seen.add(id);
    if (row.kind === 'repost') return 'repost';
    if (text[i]!.length < cleaning.minimumCharacters) return 'empty';
    return wanted.size > 0 && !wanted.has(language[i]!) ? 'language' : null;
  });
  const first = new Map<string, number>();
  rows.forEach((row, i) => {
    if (reason[i]) return;
    const earlier = first.get(text[i]!);
    if (earlier === undefined) {
      first.set(text[i]!, i);
      return;
    }
    if (row.subject !== null && rows[earlier]!.subject === row.subject) reason[i] = 'exact-copy-same-author';
    else if (termsOf(text[i]!).length >= copyWords) reason[i] = 'exact-copy-other-author';
  });
  if (cleaning.nearDuplicates.keep === 'first') {
    const places = rows.flatMap((_, i) => (reason[i] === null && termsOf(text[i]!).length >= copyWords ? [i] : []));
    const group = groupNearDuplicates(
      places.map((i) => text[i]!),
      cleaning.nearDuplicates.similarity,
    );
    group.forEach((head, k) => {
      if (head !== k) reason[places[k]!] = 'near-copy';
    });
  }
  return reason;
}
