import { canonicalUrl } from '../../analysis/text/normalisation/canonical-url';
import type { Transaction } from '../../db/connection';
import { type CopyValue, copyIn } from '../../db/copy';
import { digestOf, stableJson } from '../../db/digest';
import type { Vault } from '../../db/vault';
import type { Account, Edge, RawPost } from '../../domain/post';
import type { Source } from '../../domain/protocol';
import { auditRun, type RunContext, type Stores } from '../stores';
import { type Batch, notice } from './batch';

/** Where the rows of a source come from, and why they may be kept. */
export interface Origin {
  readonly source: Source;
  readonly inputSha256: string;
  /** The decision on the platform's terms. */
  readonly policy: string;
}

type Line = Batch['posts'][number];

/** Stores a batch with its people under pseudonyms and its audit entry, all or nothing; one that is stored already changes nothing. */
export function storeBatch(stores: Stores, context: RunContext, origin: Origin, batch: Batch): Promise<void> {
  const { vault } = stores;
  const { studyId } = context.run;
  const { source, inputSha256, policy } = origin;
  return stores.database.transaction(async (transaction) => {
    const { sql } = transaction;
    await sql`select pg_advisory_xact_lock(hashtext(${`study ${studyId}`}))`;
    if (batch.number === 0) await replaceEarlier(transaction, context, origin);
    const [known] =
      await sql`select 1 from corpus.batch where study_id = ${studyId} and source = ${source.id} and input_sha256 = ${inputSha256} and number = ${batch.number}`;
    if (known) return;
    const objects = await objections(transaction, vault, studyId, source.platform);
    const kept = batch.posts.filter(({ post }) => !isWithheld(post, objects));
    await rememberNames(transaction, vault, studyId, source.platform, batch.posts, objects);
    const withheld = batch.posts.length - kept.length + batch.deleted;
    const fresh = await withoutStored(transaction, studyId, source.id, kept);
    for (let i = fresh.length; i < kept.length; i++) notice(batch, 'duplicate-id');

    const [row] = await sql<{ id: string }[]>`insert into corpus.batch
      (study_id, source, input_sha256, number, rows, accepted, quarantined, withheld, notices, sha256, policy_decision_id)
      values (${studyId}, ${source.id}, ${inputSha256}, ${batch.number}, ${batch.rows}, ${fresh.length}, ${batch.quarantined.length}, ${withheld},
        ${sql.json(batch.notices as never)}, ${batchDigest(fresh)}, ${policy})
      returning id`;
    const batchId = row!.id;
    await storePosts(transaction, vault, { studyId, batchId, source }, fresh, objects);
    await copyIn(
      sql,
      'corpus.quarantine',
      ['batch_id', 'line', 'reason', 'column'],
      batch.quarantined.map((one) => [batchId, one.line, one.reason, one.column ?? null]),
    );
    await auditRun(transaction, context, `${source.id} ${inputSha256} ${batch.number}`, {
      action: 'batch.collected',
      step: 'collection',
      object: { kind: 'batch', id: `${source.id}/${batch.number}`, sha256: inputSha256 },
      policy: [policy],
      counts: { rows: batch.rows, accepted: fresh.length, quarantined: batch.quarantined.length, withheld },
    });
  });
}

/** The file, its mapping or the kept fields changed: what was read before is replaced, not doubled. */
async function replaceEarlier(
  transaction: Transaction,
  context: RunContext,
  { source, inputSha256, policy }: Origin,
): Promise<void> {
  const replaced =
    await transaction.sql`delete from corpus.batch where study_id = ${context.run.studyId} and source = ${source.id} and input_sha256 <> ${inputSha256}`;
  if (replaced.count === 0) return;
  await auditRun(transaction, context, `replaced ${source.id}`, {
    action: 'batch.replaced',
    step: 'collection',
    policy: [policy],
    object: { kind: 'source', id: source.id, sha256: inputSha256 },
    counts: { batches: replaced.count },
  });
}

type Objects = (account: Account) => boolean;

/** Tells whether the person behind an account objects. */
async function objections({ sql }: Transaction, vault: Vault, studyId: string, platform: string): Promise<Objects> {
  const rows = await sql<{ lookup: string }[]>`select lookup from governance.objection where study_id = ${studyId}`;
  const objecting = new Set(rows.map((row) => row.lookup));
  return (account) => objecting.size > 0 && vault.lookups(platform, account).some((lookup) => objecting.has(lookup));
}

/** What an objecting person wrote stays out, also where someone else repeats or quotes it. */
function isWithheld(post: RawPost, objects: Objects): boolean {
  return (
    objects(post.author) ||
    post.edges.some(
      ({ kind, targetAccount }) =>
        (kind === 'repost' || kind === 'quote') && targetAccount !== undefined && objects({ handle: targetAccount }),
    )
  );
}

/** Keeps every name of objecting people that this file shows: another source may know them by another one. */
async function rememberNames(
  { sql }: Transaction,
  vault: Vault,
  studyId: string,
  platform: string,
  posts: readonly Line[],
  objects: Objects,
): Promise<void> {
  for (const { post } of posts) {
    if (!objects(post.author)) continue;
    for (const lookup of vault.lookups(platform, post.author))
      await sql`insert into governance.objection (study_id, lookup) values (${studyId}, ${lookup}) on conflict do nothing`;
  }
}

/** The first of the posts that share an identifier, and none that is stored already. */
async function withoutStored(
  { sql }: Transaction,
  studyId: string,
  source: string,
  posts: readonly Line[],
): Promise<Line[]> {
  const ids = posts.map(({ post }) => post.nativeId);
  const rows = await sql<
    { native_id: string }[]
  >`select native_id from corpus.post where study_id = ${studyId} and source = ${source} and native_id = any(${ids})`;
  const stored = new Set(rows.map((row) => row.native_id));
  return posts.filter(({ post }) => {
    const fresh = !stored.has(post.nativeId);
    stored.add(post.nativeId);
    return fresh;
  });
}

function batchDigest(posts: readonly Line[]): string {
  return digestOf(
    posts.map(({ post }) => [
      post.text,
      post.createdAt?.getTime() ?? null,
      post.kind,
      post.counts,
      post.attributes,
      post.nativeId,
      post.edges.map((edge) => [edge.kind, edge.value ?? null]),
    ]),
  );
}

const postColumns = [
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
];
const edgeColumns = ['post_id', 'place', 'kind', 'target_native_id', 'target_subject', 'value'];

/** Writes posts and their edges; of people only the subject ids that the vault gives them, of those who object nothing. */
async function storePosts(
  transaction: Transaction,
  vault: Vault,
  { studyId, batchId, source }: { studyId: string; batchId: string; source: Source },
  posts: readonly Line[],
  objects: Objects,
): Promise<void> {
  if (posts.length === 0) return;
  const { sql } = transaction;
  const accounts: Account[] = [];
  const place = (account: Account): number => accounts.push(account) - 1;
  const people = posts.map(({ post }) => ({
    author: post.author.nativeId || post.author.handle ? place(post.author) : -1,
    edges: post.edges.flatMap((edge) => {
      if (edge.targetAccount === undefined) return [{ edge, target: -1 }];
      const account: Account = { handle: edge.targetAccount };
      return objects(account) ? [] : [{ edge, target: place(account) }];
    }),
  }));
  const subjects = await vault.subjectsOf(transaction, studyId, source.platform, accounts);
  const subject = (at: number): string | null => (at < 0 ? null : subjects[at]!);
  const ids = await sql<
    { id: string }[]
  >`select nextval('corpus.post_id_seq') as id from generate_series(1, ${posts.length})`;
  await copyIn(
    sql,
    'corpus.post',
    postColumns,
    posts.map(({ line, post }, i): CopyValue[] => [
      ids[i]!.id,
      studyId,
      batchId,
      source.id,
      source.platform,
      post.nativeId,
      post.kind,
      post.text,
      post.createdAt,
      subject(people[i]!.author),
      post.threadId ?? null,
      post.language ?? null,
      stableJson(post.attributes),
      stableJson(post.counts),
      line,
    ]),
  );
  await copyIn(
    sql,
    'corpus.edge',
    edgeColumns,
    people.flatMap(({ edges }, i) =>
      edges.map(({ edge, target }, k): CopyValue[] => [
        ids[i]!.id,
        k,
        edge.kind,
        edge.targetNativeId ?? null,
        subject(target),
        storedValue(edge, vault),
      ]),
    ),
  );
}

/** Of a link the host and a keyed hash of the page: who shared the same page is seen, which one it was is not. */
function storedValue(edge: Edge, vault: Vault): string | null {
  if (edge.page === undefined) return edge.value ?? null;
  return `${edge.value}/${vault.hash(canonicalUrl(edge.page))}`;
}
