import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { heartbeat } from '@temporalio/activity';
import { collectionGaps } from '../../analysis/series/gaps';
import { readSource, sourceFile } from '../../connectors/source';
import { digestOf } from '../../db/digest';
import type { Protocol, Source } from '../../domain/protocol';
import { auditRun, type RunContext, runContext, type Stores } from '../stores';
import { addItem, emptyBatch } from './batch';
import { policyDecision } from './policy';
import { type Origin, storeBatch } from './store-batch';

/** Raised when the same file may give other rows. */
const connectorsVersion = 2;

/** Rows stored in one transaction: what a killed worker has to read again at most. */
const batchRows = 5000;

interface Totals {
  readonly rows: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly withheld: number;
}

export interface Collected extends Totals {
  readonly reused: boolean;
  /** Of what the rows were read from: files, mapping, kept fields. */
  readonly inputSha256: string;
}

async function fileDigest(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

export function collectionActivities(stores: Stores) {
  const { sql } = stores.database;

  return {
    /** Reads a source to its end, a batch a transaction; batches that are stored already are passed over. */
    async collectSource({ run: runId, source: sourceId }: { run: string; source: string }): Promise<Collected> {
      const context = await runContext(stores, runId);
      const { protocol, registered, run } = context;
      const source = protocol.sources.find((one) => one.id === sourceId)!;
      const policy = policyDecision(source, run.studyId, registered.version, new Date());
      const digests = await Promise.all(source.files.map((file) => fileDigest(sourceFile(registered.folder, file))));
      const origin = { source, inputSha256: inputDigest(source, protocol, digests), policy };
      const beat = setInterval(() => heartbeat(), 5000);
      try {
        const [state] = await sql<
          { input_sha256: string }[]
        >`select input_sha256 from corpus.source_state where study_id = ${run.studyId} and source = ${source.id}`;
        const reused = state?.input_sha256 === origin.inputSha256;
        if (!reused) await readRows(context, origin);
        return { ...(await complete(context, origin, reused)), reused, inputSha256: origin.inputSha256 };
      } finally {
        clearInterval(beat);
      }
    },
  };

  /** Stores the rows of the source's files from the first one that is not stored on. */
  async function readRows(context: RunContext, origin: Origin): Promise<void> {
    const { source } = origin;
    const { protocol, registered } = context;
    const stored = await totals(context, origin);
    let passed = 0;
    let batch = emptyBatch(Math.floor(stored.rows / batchRows));
    const fields = new Set(protocol.fields);
    const now = Date.now();
    for (const file of source.files) {
      for await (const item of readSource(source, registered.folder, file, now)) {
        if (passed < stored.rows) {
          passed++;
          continue;
        }
        addItem(batch, item, source, fields);
        if (batch.rows < batchRows) continue;
        await storeBatch(stores, context, origin, batch);
        heartbeat({ rows: stored.rows + batch.rows });
        batch = emptyBatch(batch.number + 1);
      }
    }
    if (batch.rows > 0 || batch.number === 0) await storeBatch(stores, context, origin, batch);
  }

  async function totals({ run }: RunContext, { source, inputSha256 }: Origin): Promise<Totals> {
    const [row] = await sql<Totals[]>`
      select coalesce(sum(rows), 0)::int as rows, coalesce(sum(accepted), 0)::int as accepted, coalesce(sum(quarantined), 0)::int as quarantined,
        coalesce(sum(withheld), 0)::int as withheld
      from corpus.batch where study_id = ${run.studyId} and source = ${source.id} and input_sha256 = ${inputSha256}`;
    return row!;
  }

  /** Records that a source was read to its end: how many rows, which time they span, and where posts seem to be missing. */
  async function complete(context: RunContext, origin: Origin, reused: boolean): Promise<Totals> {
    const { run } = context;
    const { source, inputSha256, policy } = origin;
    const sum = await totals(context, origin);
    const times = await sql<
      { at: Date }[]
    >`select created_at as at from corpus.post where study_id = ${run.studyId} and source = ${source.id} and created_at is not null order by created_at`;
    const moments = times.map(({ at }) => at.getTime());
    const gaps = collectionGaps(moments).map((gap) => ({ source: source.id, platform: source.platform, ...gap }));
    await stores.database.transaction(async (transaction) => {
      await transaction.sql`insert into corpus.source_state (study_id, source, input_sha256, rows, first_post, last_post, gaps)
        values (${run.studyId}, ${source.id}, ${inputSha256}, ${sum.rows}, ${times[0]?.at ?? null}, ${times.at(-1)?.at ?? null}, ${transaction.sql.json(gaps)})
        on conflict (study_id, source) do update set input_sha256 = excluded.input_sha256, rows = excluded.rows, first_post = excluded.first_post,
          last_post = excluded.last_post, gaps = excluded.gaps, completed_at = now()`;
      await auditRun(transaction, context, source.id, {
        action: 'source.completed',
        step: 'collection',
        policy: [policy],
        object: { kind: 'source', id: source.id, sha256: inputSha256 },
        counts: { ...sum, gaps: gaps.length, reused: reused ? 1 : 0 },
      });
    });
    return sum;
  }
}

/** What the stored rows of a source depend on: files, mapping and kept fields. */
function inputDigest(source: Source, protocol: Protocol, fileDigests: readonly string[]): string {
  const { policy: _policy, ...mapping } = source;
  return digestOf({
    mapping: { ...mapping, files: fileDigests },
    fields: [...protocol.fields].sort(),
    connectors: connectorsVersion,
  });
}
