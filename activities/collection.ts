import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { heartbeat } from '@temporalio/activity';
import { collectionGaps } from '../analysis/series/gaps';
import { textEdges } from '../analysis/text/text-edges';
import { canonicalUrl } from '../analysis/text/normalisation/canonical-url';
import { hostOf, normaliseTag } from '../connectors/mapping';
import { type Item, readSource, sourceFile } from '../connectors/source';
import type { Transaction } from '../db/connection';
import { type CopyValue, copyIn } from '../db/copy';
import { digestOf, stableJson } from '../db/digest';
import { AssayError } from '../domain/errors';
import type { Account, Edge, NoticeKind, RawPost } from '../domain/post';
import type { Protocol, Source } from '../domain/protocol';
import { appendAudit } from '../db/audit-log';
import { auditRun, type RunContext, runContext, type Stores } from './stores';

/** Raised when the same file may give other rows. */
const connectorsVersion = 2;

/** Rows stored in one transaction: what a killed worker has to read again at most. */
const batchRows = 5000;

export interface Collected {
  readonly rows: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly withheld: number;
  readonly reused: boolean;
  /** Of what the rows were read from: files, mapping, kept fields. */
  readonly inputSha256: string;
}

async function fileDigest(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** The decision that allows a source; refused where there is none, where it says no, or where it has expired. */
function policyDecision(source: Source, studyId: string, version: number, now: Date): string {
  const { policy } = source;
  if (!policy)
    throw new AssayError(
      'ASSAY_POLICY_MISSING',
      `source ${source.id}: a decision on the platform’s terms was expected under policy, found none`,
    );
  if (policy.decision !== 'approved')
    throw new AssayError(
      'ASSAY_POLICY_MISSING',
      `source ${source.id}: an approval of the platform’s terms was expected, found "${policy.decision}"`,
    );
  if (Date.parse(policy.expires) < now.getTime())
    throw new AssayError(
      'ASSAY_POLICY_MISSING',
      `source ${source.id}: a decision that is in force was expected, found one that expired on ${policy.expires}`,
    );
  return `${studyId}/${source.id}/${version}`;
}

/** Edges of a post: what the file states, and what the text shows where the file states nothing. */
function edgesOf(post: RawPost, source: Source): { edges: Edge[]; kind: RawPost['kind'] } {
  const edges = [...post.edges];
  let kind = post.kind;
  if (post.text !== null) {
    const found = textEdges(post.text);
    const states = (column: 'mentions' | 'hashtags' | 'urls'): boolean =>
      source.columns?.[column] !== undefined || edges.some((edge) => edge.kind === column.slice(0, -1));
    if (!states('mentions'))
      for (const handle of found.mentions) edges.push({ kind: 'mention', targetAccount: handle });
    if (!states('hashtags'))
      for (const tag of found.hashtags) edges.push({ kind: 'hashtag', value: normaliseTag(tag) });
    if (!states('urls')) {
      for (const url of found.urls) {
        const host = hostOf(url);
        if (host) edges.push({ kind: 'url', value: host, page: url });
      }
    }
    if (found.repostOf && !edges.some((edge) => edge.kind === 'repost')) {
      edges.push({ kind: 'repost', targetAccount: found.repostOf });
      kind = 'repost';
    }
  }
  return { edges, kind };
}

const fieldOfEdge: Record<Edge['kind'], string> = {
  mention: 'mentions',
  hashtag: 'hashtags',
  url: 'urls',
  reply: 'replies',
  repost: 'reposts',
  quote: 'quotes',
};

/** Drops what the protocol does not list. What is left is all that is ever stored. */
function minimise(post: RawPost, source: Source, fields: ReadonlySet<string>): RawPost {
  const { edges, kind } = edgesOf(post, source);
  const { threadId, language, ...rest } = post;
  return {
    ...rest,
    ...(fields.has('thread') && threadId ? { threadId } : {}),
    ...(fields.has('language') && language ? { language } : {}),
    kind: fields.has('kind') || kind === 'repost' ? kind : 'post',
    createdAt: fields.has('created_at') ? post.createdAt : null,
    author: fields.has('author') ? post.author : {},
    edges: edges.filter((edge) => fields.has(fieldOfEdge[edge.kind])),
    counts: Object.fromEntries(Object.entries(post.counts).filter(([name]) => fields.has(`${name}_count`))),
    attributes: Object.fromEntries(Object.entries(post.attributes).filter(([name]) => fields.has(name))),
  };
}

interface Batch {
  readonly number: number;
  rows: number;
  readonly posts: { line: number; post: RawPost }[];
  readonly quarantined: { line: number; reason: string; column?: string }[];
  readonly notices: Partial<Record<NoticeKind, number>>;
  deleted: number;
}

function emptyBatch(number: number): Batch {
  return { number, rows: 0, posts: [], quarantined: [], notices: {}, deleted: 0 };
}

export function collectionActivities(stores: Stores) {
  /** Of a link the host and a keyed hash of the page: who shared the same page is seen, which one it was is not. */
  function storedValue(edge: Edge): string | null {
    if (edge.page === undefined) return edge.value ?? null;
    return `${edge.value}/${stores.vault.hash(canonicalUrl(edge.page))}`;
  }

  async function storeBatch(
    context: RunContext,
    source: Source,
    inputSha256: string,
    policy: string,
    batch: Batch,
  ): Promise<void> {
    const { run } = context;
    await stores.database.transaction(async (transaction) => {
      const { sql } = transaction;
      await sql`select pg_advisory_xact_lock(hashtext(${`study ${run.studyId}`}))`;
      if (batch.number === 0) {
        // The file, its mapping or the kept fields changed: what was read before is replaced, not doubled.
        const replaced =
          await sql`delete from corpus.batch where study_id = ${run.studyId} and source = ${source.id} and input_sha256 <> ${inputSha256}`;
        if (replaced.count > 0) {
          await auditRun(transaction, context, `replaced ${source.id}`, {
            action: 'batch.replaced',
            step: 'collection',
            policy: [policy],
            object: { kind: 'source', id: source.id, sha256: inputSha256 },
            counts: { batches: replaced.count },
          });
        }
      }
      const [known] =
        await sql`select 1 from corpus.batch where study_id = ${run.studyId} and source = ${source.id} and input_sha256 = ${inputSha256} and number = ${batch.number}`;
      if (known) return;
      const objecting = await objectionLookups(transaction, run.studyId);
      const objects = (account: Account): boolean =>
        objecting.size > 0 && stores.vault.lookups(source.platform, account).some((lookup) => objecting.has(lookup));
      // What an objecting person wrote stays out, also where someone else repeats or quotes it.
      const isWithheld = (post: RawPost): boolean =>
        objects(post.author) ||
        post.edges.some(
          (edge) =>
            (edge.kind === 'repost' || edge.kind === 'quote') &&
            edge.targetAccount !== undefined &&
            objects({ handle: edge.targetAccount }),
        );
      const kept = batch.posts.filter(({ post }) => !isWithheld(post));
      for (const { post } of batch.posts) {
        if (!objects(post.author)) continue;
        // Every name of theirs that this file shows: another source may know them by another one.
        for (const lookup of stores.vault.lookups(source.platform, post.author))
          await sql`insert into governance.objection (study_id, lookup) values (${run.studyId}, ${lookup}) on conflict do nothing`;
      }
      const withheld = batch.posts.length - kept.length + batch.deleted;

      const ids = kept.map(({ post }) => post.nativeId);
      const existing = new Set(
        (
          await sql<
            { native_id: string }[]
          >`select native_id from corpus.post where study_id = ${run.studyId} and source = ${source.id} and native_id = any(${ids})`
        ).map((row) => row.native_id),
      );
      const fresh: { line: number; post: RawPost }[] = [];
      for (const item of kept) {
        if (existing.has(item.post.nativeId)) batch.notices['duplicate-id'] = (batch.notices['duplicate-id'] ?? 0) + 1;
        else {
          existing.add(item.post.nativeId);
          fresh.push(item);
        }
      }

      const accounts: Account[] = [];
      const wanted = fresh.map(({ post }) => {
        const author = post.author.nativeId || post.author.handle ? accounts.push(post.author) - 1 : -1;
        const edges = post.edges.flatMap((edge) => {
          if (edge.targetAccount === undefined) return [{ edge, target: -1 }];
          const account: Account = { handle: edge.targetAccount };
          return objects(account) ? [] : [{ edge, target: accounts.push(account) - 1 }];
        });
        return { author, edges };
      });
      const subjects = await stores.vault.subjectsOf(transaction, run.studyId, source.platform, accounts);
      const [row] = await sql<{ id: string }[]>`insert into corpus.batch
        (study_id, source, input_sha256, number, rows, accepted, quarantined, withheld, notices, sha256, policy_decision_id)
        values (${run.studyId}, ${source.id}, ${inputSha256}, ${batch.number}, ${batch.rows}, ${fresh.length}, ${batch.quarantined.length}, ${withheld},
          ${sql.json(batch.notices as never)}, ${digestOf(fresh.map(({ post }) => [post.text, post.createdAt?.getTime() ?? null, post.kind, post.counts, post.attributes, post.nativeId, post.edges.map((edge) => [edge.kind, edge.value ?? null])]))}, ${policy})
        returning id`;
      const batchId = row!.id;
      const postIds =
        fresh.length === 0
          ? []
          : (
              await sql<
                { id: string }[]
              >`select nextval('corpus.post_id_seq') as id from generate_series(1, ${fresh.length})`
            ).map((one) => one.id);
      await copyIn(
        sql,
        'corpus.post',
        [
          'id',
          'study_id',
          'batch_id',
          'source',
          'platform',
          'native_id',
          'kind',
          'text',
          'created_at',
          'subject_id',
          'thread',
          'language',
          'attributes',
          'counts',
          'line',
        ],
        fresh.map(({ line, post }, i): CopyValue[] => [
          postIds[i]!,
          run.studyId,
          batchId,
          source.id,
          source.platform,
          post.nativeId,
          post.kind,
          post.text,
          post.createdAt,
          wanted[i]!.author < 0 ? null : subjects[wanted[i]!.author]!,
          post.threadId ?? null,
          post.language ?? null,
          stableJson(post.attributes),
          stableJson(post.counts),
          line,
        ]),
      );
      const edgeRows = function* (): Generator<CopyValue[]> {
        for (let i = 0; i < fresh.length; i++) {
          let place = 0;
          for (const { edge, target } of wanted[i]!.edges) {
            yield [
              postIds[i]!,
              place++,
              edge.kind,
              edge.targetNativeId ?? null,
              target < 0 ? null : subjects[target]!,
              storedValue(edge),
            ];
          }
        }
      };
      await copyIn(
        sql,
        'corpus.edge',
        ['post_id', 'place', 'kind', 'target_native_id', 'target_subject', 'value'],
        edgeRows(),
      );
      await copyIn(
        sql,
        'corpus.quarantine',
        ['batch_id', 'line', 'reason', 'column'],
        batch.quarantined.map((one) => [batchId, one.line, one.reason, one.column ?? null]),
      );
      await appendAudit(transaction, `${run.id} ${source.id} ${inputSha256} ${batch.number}`, {
        action: 'batch.collected',
        study: run.studyId,
        run: run.id,
        step: 'collection',
        protocol: { version: context.registered.version, sha256: context.registered.sha256 },
        object: { kind: 'batch', id: `${source.id}/${batch.number}`, sha256: inputSha256 },
        policy: [policy],
        counts: { rows: batch.rows, accepted: fresh.length, quarantined: batch.quarantined.length, withheld },
      });
    });
  }

  async function objectionLookups(transaction: Transaction, studyId: string): Promise<Set<string>> {
    const rows = await transaction.sql<
      { lookup: string }[]
    >`select lookup from governance.objection where study_id = ${studyId}`;
    return new Set(rows.map((row) => row.lookup));
  }

  async function totals(
    studyId: string,
    source: string,
    inputSha256: string,
  ): Promise<{ rows: number; accepted: number; quarantined: number; withheld: number }> {
    const [row] = await stores.database.sql<
      { rows: number; accepted: number; quarantined: number; withheld: number }[]
    >`
      select coalesce(sum(rows), 0)::int as rows, coalesce(sum(accepted), 0)::int as accepted, coalesce(sum(quarantined), 0)::int as quarantined,
        coalesce(sum(withheld), 0)::int as withheld
      from corpus.batch where study_id = ${studyId} and source = ${source} and input_sha256 = ${inputSha256}`;
    return row!;
  }

  return {
    /** Reads a source to its end, a batch a transaction; batches that are stored already are passed over. */
    async collectSource({ run: runId, source: sourceId }: { run: string; source: string }): Promise<Collected> {
      const context = await runContext(stores, runId);
      const { protocol, registered, run } = context;
      const source = protocol.sources.find((one) => one.id === sourceId)!;
      const policy = policyDecision(source, run.studyId, registered.version, new Date());
      const files = source.files.map((file) => ({ file, full: sourceFile(registered.folder, file) }));
      const digests = await Promise.all(files.map(({ full }) => fileDigest(full)));
      const inputSha256 = inputDigest(source, protocol, digests);
      const beat = setInterval(() => heartbeat(), 5000);
      try {
        const [state] = await stores.database.sql<
          { input_sha256: string }[]
        >`select input_sha256 from corpus.source_state where study_id = ${run.studyId} and source = ${source.id}`;
        const reused = state?.input_sha256 === inputSha256;
        if (!reused) {
          const stored = await totals(run.studyId, source.id, inputSha256);
          let passed = 0;
          let batch = emptyBatch(Math.floor(stored.rows / batchRows));
          const fields = new Set(protocol.fields);
          const now = Date.now();
          for (const { file } of files) {
            for await (const item of readSource(source, registered.folder, file, now)) {
              if (passed < stored.rows) {
                passed++;
                continue;
              }
              addItem(batch, item, source, fields);
              if (batch.rows === batchRows) {
                await storeBatch(context, source, inputSha256, policy, batch);
                heartbeat({ rows: stored.rows + batch.rows });
                batch = emptyBatch(batch.number + 1);
              }
            }
          }
          if (batch.rows > 0 || batch.number === 0) await storeBatch(context, source, inputSha256, policy, batch);
        }
        const sum = await totals(run.studyId, source.id, inputSha256);
        const times = await stores.database.sql<
          { at: Date }[]
        >`select created_at as at from corpus.post where study_id = ${run.studyId} and source = ${source.id} and created_at is not null`;
        const moments = times.map((row) => row.at.getTime());
        const gaps = collectionGaps(moments).map((gap) => ({ source: source.id, platform: source.platform, ...gap }));
        await stores.database.transaction(async (transaction) => {
          const { sql } = transaction;
          let first = Number.POSITIVE_INFINITY;
          let last = Number.NEGATIVE_INFINITY;
          for (const moment of moments) {
            first = Math.min(first, moment);
            last = Math.max(last, moment);
          }
          await sql`insert into corpus.source_state (study_id, source, input_sha256, rows, first_post, last_post, gaps)
          values (${run.studyId}, ${source.id}, ${inputSha256}, ${sum.rows}, ${moments.length ? new Date(first) : null}, ${moments.length ? new Date(last) : null}, ${sql.json(gaps)})
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
        return { ...sum, reused, inputSha256 };
      } finally {
        clearInterval(beat);
      }
    },
  };
}

/** What the stored rows of a source depend on: files, mapping and kept fields. */
export function inputDigest(source: Source, protocol: Protocol, fileDigests: readonly string[]): string {
  const { policy: _policy, ...mapping } = source;
  return digestOf({
    mapping: { ...mapping, files: fileDigests },
    fields: [...protocol.fields].sort(),
    connectors: connectorsVersion,
  });
}

function addItem(batch: Batch, item: Item, source: Source, fields: ReadonlySet<string>): void {
  batch.rows++;
  if ('quarantined' in item) {
    batch.quarantined.push(item.quarantined);
    return;
  }
  for (const notice of item.notices) batch.notices[notice] = (batch.notices[notice] ?? 0) + 1;
  if (item.post.state === 'deleted') batch.deleted++;
  else batch.posts.push({ line: item.line, post: minimise(item.post, source, fields) });
}
