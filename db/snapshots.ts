import type { ArtefactRef } from '../domain/artefact';
import type { Json } from '../domain/json';
import type { Gap, Posts } from '../domain/method';
import type { Database } from './connection';
import { type CopyValue, copyIn, copyOut } from './copy';

export interface Shard {
  readonly sha256: string;
  readonly posts: number;
}

export interface Snapshot {
  readonly id: number;
  readonly studyId: string;
  readonly sha256: string;
  readonly inputSha256: string;
  readonly shards: readonly Shard[];
  readonly people: ArtefactRef;
  readonly interactions: ArtefactRef;
  readonly counts: { readonly [key: string]: Json };
  readonly gaps: readonly Gap[];
}

const columns = `id::float8 as id, study_id as "studyId", sha256, input_sha256 as "inputSha256", shards, people, interactions, counts, gaps`;

export async function snapshotOf(database: Database, id: number): Promise<Snapshot | undefined> {
  const [row] = await database.sql<
    Snapshot[]
  >`select ${database.sql.unsafe(columns)} from corpus.snapshot where id = ${id}`;
  return row;
}

export async function snapshotByInput(
  database: Database,
  studyId: string,
  inputSha256: string,
): Promise<Snapshot | undefined> {
  const [row] = await database.sql<Snapshot[]>`
    select ${database.sql.unsafe(columns)} from corpus.snapshot where study_id = ${studyId} and input_sha256 = ${inputSha256}`;
  return row;
}

/** What a cleaned corpus becomes when it is frozen. */
export interface NewSnapshot {
  readonly studyId: string;
  readonly inputSha256: string;
  readonly sha256: string;
  readonly shards: readonly Shard[];
  readonly people: ArtefactRef;
  readonly interactions: ArtefactRef;
  readonly counts: Readonly<Record<string, unknown>>;
  readonly gaps: readonly Gap[];
  /** Rows of corpus.snapshot_post without the snapshot's id: shard, place, post and what is kept of it. */
  posts(): Iterable<readonly CopyValue[]>;
  /** Subject of each ordinal. */
  readonly subjects: readonly string[];
  readonly exclusions: readonly { readonly post: string; readonly reason: string }[];
}

/** Stores a snapshot whole, in one transaction; one that was made of the same input before is left as it is. */
export async function storeSnapshot(database: Database, made: NewSnapshot): Promise<Snapshot> {
  await database.transaction(async ({ sql }) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`study ${made.studyId}`}))`;
    const [row] = await sql<
      { id: string }[]
    >`insert into corpus.snapshot (study_id, input_sha256, sha256, shards, people, interactions, counts, gaps)
      values (${made.studyId}, ${made.inputSha256}, ${made.sha256}, ${sql.json(made.shards as never)}, ${sql.json(made.people as never)},
        ${sql.json(made.interactions as never)}, ${sql.json(made.counts as never)}, ${sql.json(made.gaps as never)})
      on conflict (study_id, input_sha256) do nothing returning id`;
    if (!row) return;
    const snapshot = Number(row.id);
    await copyIn(
      sql,
      'corpus.snapshot_post',
      [
        'snapshot_id',
        'shard',
        'place',
        'post_id',
        'text',
        'language',
        'confidence',
        'time',
        'platform',
        'kind',
        'attributes',
        'counts',
      ],
      (function* () {
        for (const post of made.posts()) yield [snapshot, ...post];
      })(),
    );
    await copyIn(
      sql,
      'corpus.snapshot_person',
      ['snapshot_id', 'ordinal', 'subject_id'],
      made.subjects.map((subject, ordinal) => [snapshot, ordinal, subject]),
    );
    await copyIn(
      sql,
      'corpus.exclusion',
      ['snapshot_id', 'post_id', 'reason'],
      made.exclusions.map((one) => [snapshot, one.post, one.reason]),
    );
    for (const ref of [made.people, made.interactions])
      await sql`insert into catalogue.artefact (sha256, kind, bytes) values (${ref.sha256}, ${ref.kind}, ${ref.bytes}) on conflict do nothing`;
  });
  return (await snapshotByInput(database, made.studyId, made.inputSha256))!;
}

/** Builds `Posts` row by row. */
export class PostsBuilder {
  readonly #text: string[] = [];
  readonly #time: number[] = [];
  readonly #platform: string[] = [];
  readonly #language: string[] = [];
  readonly #kind: string[] = [];
  // Without a prototype: a file of races has a column called "constructor".
  readonly #attributes = Object.create(null) as Record<string, (string | null)[]>;
  readonly #counts = Object.create(null) as Record<string, number[]>;

  add(post: {
    readonly text: string;
    readonly time: number | null;
    readonly platform: string;
    readonly language: string;
    readonly kind: string;
    readonly attributes: Readonly<Record<string, string>>;
    readonly counts: Readonly<Record<string, number>>;
  }): void {
    const row = this.#text.length;
    this.#text.push(post.text);
    this.#time.push(post.time ?? Number.NaN);
    this.#platform.push(post.platform);
    this.#language.push(post.language);
    this.#kind.push(post.kind);
    for (const name of Object.keys(post.attributes)) this.attribute(name, post.attributes[name]!);
    for (const name of Object.keys(post.counts)) {
      const column = (this.#counts[name] ??= new Array<number>(row).fill(Number.NaN));
      while (column.length < row) column.push(Number.NaN);
      column.push(post.counts[name]!);
    }
  }

  /** Another attribute of the row added last; the first of a name stays. */
  attribute(name: string, value: string): void {
    const row = this.#text.length - 1;
    const column = (this.#attributes[name] ??= new Array<string | null>(row).fill(null));
    while (column.length < row) column.push(null);
    if (column.length === row) column.push(value);
  }

  posts(): Posts {
    const count = this.#text.length;
    for (const column of Object.values(this.#attributes)) while (column.length < count) column.push(null);
    for (const column of Object.values(this.#counts)) while (column.length < count) column.push(Number.NaN);
    return {
      count,
      text: this.#text,
      time: Float64Array.from(this.#time),
      platform: this.#platform,
      language: this.#language,
      kind: this.#kind,
      attributes: this.#attributes,
      counts: Object.fromEntries(
        Object.entries(this.#counts).map(([name, column]) => [name, Float64Array.from(column)]),
      ),
    };
  }
}

/** Posts of a snapshot, one shard or all, by COPY. */
export async function loadPosts(database: Database, snapshotId: number, shard?: number): Promise<Posts> {
  const builder = new PostsBuilder();
  const where = `snapshot_id = ${Number(snapshotId)}${shard === undefined ? '' : ` and shard = ${Number(shard)}`}`;
  const query = `select text, time, platform, language, kind, attributes, counts from corpus.snapshot_post where ${where} order by shard, place`;
  for await (const [text, time, platform, language, kind, attributes, counts] of copyOut(database.sql, query)) {
    builder.add({
      text: text!,
      time: time === null ? null : Number(time),
      platform: platform!,
      language: language!,
      kind: kind!,
      attributes: JSON.parse(attributes!) as Record<string, string>,
      counts: JSON.parse(counts!) as Record<string, number>,
    });
  }
  return builder.posts();
}
