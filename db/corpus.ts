import { AssayError } from '../domain/errors';
import type { Gap } from '../domain/method';
import type { EdgeKind } from '../domain/post';
import type { Database, Transaction } from './connection';
import { copyOut } from './copy';
import { digestOf, stableJson } from './digest';
import { alone, interning } from '../domain/interned';

/** A stored post without its text. */
export interface CorpusPost {
  readonly id: string;
  readonly platform: string;
  readonly nativeId: string;
  readonly kind: string;
  /** Milliseconds since 1970. */
  readonly time: number | null;
  readonly subject: string | null;
  /** JSON with sorted keys. */
  readonly attributes: string;
  readonly counts: string;
}

export interface CorpusEdge {
  readonly kind: EdgeKind;
  readonly target: string | null;
  readonly targetNativeId: string | null;
  readonly value: string | null;
}

/** What is stored of a study's sources, without the posts themselves. */
export interface CorpusState {
  /** What the stored rows of each source were read from. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Of everything that the posts of a snapshot follow from. */
  readonly sha256: string;
  readonly sources: readonly {
    readonly source: string;
    readonly rows: number;
    readonly accepted: number;
    readonly quarantined: number;
    readonly withheld: number;
  }[];
  readonly notices: Readonly<Record<string, number>>;
  readonly quarantine: Readonly<Record<string, number>>;
  readonly gaps: readonly Gap[];
}

export interface Corpus {
  readonly posts: readonly CorpusPost[];
  readonly edges: ReadonlyMap<string, readonly CorpusEdge[]>;
}

/** Reads in one view of the database: a run that stores posts meanwhile changes nothing of it. */
export function inOneView<T>(database: Database, read: (transaction: Transaction) => Promise<T>): Promise<T> {
  return database.transaction(async (transaction) => {
    await transaction.sql`set transaction isolation level repeatable read, read only`;
    return read(transaction);
  });
}

export async function corpusState(
  { sql }: Transaction,
  studyId: string,
  sources: readonly string[],
): Promise<CorpusState> {
  const wanted = [...sources];
  const batches = await sql`
    select source, input_sha256, number, sha256, rows, withheld, quarantined from corpus.batch
    where study_id = ${studyId} and source = any(${wanted}) order by source collate "C", input_sha256, number`;
  const states = await sql<{ source: string; input_sha256: string; gaps: Gap[] }[]>`
    select source, input_sha256, gaps from corpus.source_state
    where study_id = ${studyId} and source = any(${wanted}) order by source collate "C"`;
  const [objections] = await sql<{ digest: string }[]>`
    select coalesce(string_agg(lookup, ',' order by lookup collate "C"), '') as digest from governance.objection where study_id = ${studyId}`;
  const collected = await sql<CorpusState['sources'][number][]>`
    select source, sum(rows)::int as rows, sum(accepted)::int as accepted, sum(quarantined)::int as quarantined, sum(withheld)::int as withheld
    from corpus.batch where study_id = ${studyId} and source = any(${wanted}) group by source order by source collate "C"`;
  const notices = await sql<{ notice: string; count: number }[]>`
    select key as notice, sum(value::int)::int as count from corpus.batch, jsonb_each_text(notices)
    where study_id = ${studyId} and source = any(${wanted}) group by key order by key collate "C"`;
  const quarantine = await sql<{ reason: string; count: number }[]>`
    select q.reason, count(*)::int as count from corpus.quarantine q join corpus.batch b on b.id = q.batch_id
    where b.study_id = ${studyId} and b.source = any(${wanted}) group by q.reason order by q.reason collate "C"`;
  return {
    inputs: Object.fromEntries(states.map((row) => [row.source, row.input_sha256])),
    sha256: digestOf({
      batches: [...batches],
      states: states.map(({ source, gaps }) => ({ source, gaps })),
      objections: digestOf(objections!.digest),
    }),
    sources: collected.map((row) => ({ ...row })),
    notices: Object.fromEntries(notices.map((row) => [row.notice, row.count])),
    quarantine: Object.fromEntries(quarantine.map((row) => [row.reason, row.count])),
    gaps: states.flatMap((row) => row.gaps),
  };
}

/**
 * A study never changes under its feet: throws where a source holds other posts than those that a run collected, because another run
 * stored its own since, under another protocol or from changed files.
 */
export function requireCollected(
  state: Pick<CorpusState, 'inputs'>,
  collected: Readonly<Record<string, string>>,
): void {
  for (const [source, inputSha256] of Object.entries(collected)) {
    if (state.inputs[source] === inputSha256) continue;
    throw new AssayError(
      'ASSAY_STUDY_CHANGED',
      `source ${source}: the posts that this run collected were expected, found those of another run of the study; run it again`,
    );
  }
}

/** `id` is a study's or a source's slug, checked by the protocol's schema: COPY takes no parameters. */
function quoted(id: string): string {
  return `'${id.replaceAll("'", "''")}'`;
}

/** Texts that are handed on together. */
const textsAtOnce = 2000;

/**
 * The stored posts of some sources with their edges, in the order (time, platform, native id) in which a snapshot holds them. Their texts
 * are handed on as they are read, some at a time, in the same order.
 */
export async function readCorpus(
  { sql }: Transaction,
  studyId: string,
  sources: readonly string[],
  take: (texts: readonly (string | null)[]) => Promise<void>,
): Promise<Corpus> {
  const same = interning();
  // jsonb prints with spaces and its own key order: put it in ours once.
  const ordered = (json: string): string => (json === '{}' ? '{}' : stableJson(JSON.parse(json)));
  const posts: CorpusPost[] = [];
  let texts: (string | null)[] = [];
  // Collation C: the same order on every machine.
  const query = `select id, platform, native_id, kind, text, (extract(epoch from created_at) * 1000)::bigint, subject_id, attributes, counts
    from corpus.post where study_id = ${quoted(studyId)} and source in (${sources.map(quoted).join(', ')})
    order by created_at nulls last, platform collate "C", native_id collate "C", source collate "C"`;
  for await (const [id, platform, nativeId, kind, text, time, subject, attributes, counts] of copyOut(sql, query)) {
    posts.push({
      id: id!,
      platform: same(platform!),
      nativeId: alone(nativeId!),
      kind: same(kind!),
      time: time === null ? null : Number(time),
      subject: subject === null ? null : same(subject!),
      attributes: ordered(attributes!),
      counts: ordered(counts!),
    });
    texts.push(text!);
    if (texts.length < textsAtOnce) continue;
    await take(texts);
    texts = [];
  }
  if (texts.length > 0) await take(texts);
  const edges = new Map<string, CorpusEdge[]>();
  const edgeQuery = `select e.post_id, e.kind, e.target_subject, e.target_native_id, e.value from corpus.edge e join corpus.post p on p.id = e.post_id
    where p.study_id = ${quoted(studyId)} order by e.post_id, e.place`;
  for await (const [post, kind, target, native, value] of copyOut(sql, edgeQuery)) {
    const edge: CorpusEdge = {
      kind: same(kind!) as EdgeKind,
      target: target === null ? null : same(target!),
      targetNativeId: native === null ? null : alone(native!),
      value: value === null ? null : same(value!),
    };
    const list = edges.get(post!);
    if (list) list.push(edge);
    else edges.set(post!, [edge]);
  }
  return { posts, edges };
}
