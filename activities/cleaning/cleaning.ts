import { cancellationSignal, heartbeat } from '@temporalio/activity';
import { textNearDuplicates } from '../../analysis/text/duplicates/near-duplicates';
import { textLanguage } from '../../analysis/text/languages/language';
import { textNormalise } from '../../analysis/text/normalisation/text-normalise';
import { textPii } from '../../analysis/text/personal-data/pii';
import { type Corpus, type CorpusState, corpusState, inOneView, readCorpus, requireCollected } from '../../db/corpus';
import { digestOf } from '../../db/digest';
import { type Snapshot, snapshotByInput, snapshotOf, storeSnapshot } from '../../db/snapshots';
import { runOf } from '../../db/studies';
import { AssayError } from '../../domain/errors';
import type { Gap } from '../../domain/method';
import { auditRun, type RunContext, runContext, type Stores } from '../stores';
import { copyWords, exclusionsOf } from './exclusions';
import { interactionsVersion, rarePeople } from './interactions';
import { type SnapshotContent, shardPosts, snapshotContent } from './snapshot-content';
import { TextCleaner } from './text-cleaner';

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
        const { mask, keepMentions } = context.protocol.cleaning;
        const cleaner = new TextCleaner(
          stores.pool,
          { mask, keepMentions, minimumLanguageConfidence },
          cancellationSignal(),
        );
        const { state, corpus } = await inOneView(stores.database, async (transaction) => {
          const found = await corpusState(transaction, run.studyId, sources);
          requireCollected(found, collected ?? {});
          const known = await snapshotByInput(stores.database, run.studyId, cleaningInput(context, found));
          if (known && !fresh) return { state: found, corpus: known };
          const take = (texts: readonly (string | null)[]): Promise<void> => cleaner.take(texts);
          return { state: found, corpus: await readCorpus(transaction, run.studyId, sources, take) };
        });
        if (!('posts' in corpus)) return await adopt(context, corpus, true);
        await cleaner.finish();
        const made = await build(context, state, corpus, cleaner);
        if (made.counts.posts === 0) {
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

  interface Made extends Omit<SnapshotContent, 'counts'> {
    readonly sha256: string;
    readonly counts: Record<string, unknown>;
    readonly gaps: readonly Gap[];
  }

  async function build(
    { protocol }: RunContext,
    state: CorpusState,
    corpus: Corpus,
    cleaned: TextCleaner,
  ): Promise<Made> {
    const reason = await exclusionsOf(corpus.posts, cleaned, protocol.cleaning, (texts, similarity) =>
      stores.pool.groupNearDuplicates({ texts, similarity }, cancellationSignal()),
    );
    const { text, language, confidence, masked } = cleaned;
    const content = await snapshotContent(corpus, { text, language, confidence, reason });
    const counts = {
      sources: state.sources,
      notices: state.notices,
      quarantine: state.quarantine,
      stored: corpus.posts.length,
      masked,
      ...content.counts,
    };
    const people = await stores.artefacts.put(content.people);
    const interactions = await stores.artefacts.put(content.interactions);
    return {
      ...content,
      counts,
      gaps: state.gaps,
      // Gaps, counts and shards together are what the snapshot is.
      sha256: digestOf({
        shards: content.shards.map((shard) => shard.sha256),
        people: people.sha256,
        interactions: interactions.sha256,
        gaps: state.gaps,
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
