import {
  bigint,
  bigserial,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  unique,
} from 'drizzle-orm/pg-core';

/** Posts as collected and as cleaned. Erasable; no account stands here, only random subject ids. */
export const corpus = pgSchema('corpus');

export const batch = corpus.table(
  'batch',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    studyId: text('study_id').notNull(),
    source: text().notNull(),
    /** Digest of the file, the mapping and the kept fields: what the rows depend on. */
    inputSha256: text('input_sha256').notNull(),
    number: integer().notNull(),
    rows: integer().notNull(),
    accepted: integer().notNull(),
    quarantined: integer().notNull(),
    withheld: integer().notNull(),
    notices: jsonb().notNull(),
    /** Digest of the accepted rows without identifiers. */
    sha256: text().notNull(),
    policyDecisionId: text('policy_decision_id').notNull(),
    collectedAt: timestamp('collected_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [unique().on(table.studyId, table.source, table.inputSha256, table.number)],
);

export const post = corpus.table(
  'post',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    studyId: text('study_id').notNull(),
    batchId: bigint('batch_id', { mode: 'number' })
      .notNull()
      .references(() => batch.id, { onDelete: 'cascade' }),
    source: text().notNull(),
    platform: text().notNull(),
    nativeId: text('native_id').notNull(),
    kind: text().notNull(),
    text: text(),
    createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }),
    subjectId: text('subject_id'),
    thread: text(),
    language: text(),
    attributes: jsonb().notNull(),
    /** Observed counts by name: a missing one is missing, not 0. */
    counts: jsonb().notNull(),
    line: integer().notNull(),
  },
  (table) => [unique().on(table.studyId, table.source, table.nativeId), index().on(table.subjectId)],
);

export const edge = corpus.table(
  'edge',
  {
    postId: bigint('post_id', { mode: 'number' })
      .notNull()
      .references(() => post.id, { onDelete: 'cascade' }),
    /** Order within the post. */
    place: integer().notNull(),
    kind: text().notNull(),
    targetNativeId: text('target_native_id'),
    targetSubject: text('target_subject'),
    value: text(),
  },
  (table) => [index().on(table.postId), index().on(table.targetSubject)],
);

/** Rows that were not stored: place and reason, never content. */
export const quarantine = corpus.table(
  'quarantine',
  {
    batchId: bigint('batch_id', { mode: 'number' })
      .notNull()
      .references(() => batch.id, { onDelete: 'cascade' }),
    line: integer().notNull(),
    reason: text().notNull(),
    column: text(),
  },
  (table) => [index().on(table.batchId)],
);

/** What is known of a source once it has been read to its end. */
export const sourceState = corpus.table(
  'source_state',
  {
    studyId: text('study_id').notNull(),
    source: text().notNull(),
    inputSha256: text('input_sha256').notNull(),
    rows: integer().notNull(),
    firstPost: timestamp('first_post', { withTimezone: true, precision: 3 }),
    lastPost: timestamp('last_post', { withTimezone: true, precision: 3 }),
    gaps: jsonb().notNull(),
    completedAt: timestamp('completed_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.source] })],
);

export const snapshot = corpus.table(
  'snapshot',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    studyId: text('study_id').notNull(),
    /** Digest of everything that the snapshot was made from: corpus state and cleaning parameters. */
    inputSha256: text('input_sha256').notNull(),
    sha256: text().notNull(),
    shards: jsonb().notNull(),
    people: jsonb().notNull(),
    interactions: jsonb().notNull(),
    counts: jsonb().notNull(),
    gaps: jsonb().notNull(),
    frozenAt: timestamp('frozen_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [unique().on(table.studyId, table.inputSha256)],
);

export const snapshotPost = corpus.table(
  'snapshot_post',
  {
    snapshotId: bigint('snapshot_id', { mode: 'number' })
      .notNull()
      .references(() => snapshot.id, { onDelete: 'cascade' }),
    shard: integer().notNull(),
    place: integer().notNull(),
    postId: bigint('post_id', { mode: 'number' }).notNull(),
    text: text().notNull(),
    language: text().notNull(),
    confidence: doublePrecision().notNull(),
    time: doublePrecision(),
    platform: text().notNull(),
    kind: text().notNull(),
    attributes: text().notNull(),
    counts: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.snapshotId, table.shard, table.place] }), index().on(table.postId)],
);

export const snapshotPerson = corpus.table(
  'snapshot_person',
  {
    snapshotId: bigint('snapshot_id', { mode: 'number' })
      .notNull()
      .references(() => snapshot.id, { onDelete: 'cascade' }),
    ordinal: integer().notNull(),
    subjectId: text('subject_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.snapshotId, table.ordinal] }), index().on(table.subjectId)],
);

/** Posts that cleaning left out, with the reason. */
export const exclusion = corpus.table(
  'exclusion',
  {
    snapshotId: bigint('snapshot_id', { mode: 'number' })
      .notNull()
      .references(() => snapshot.id, { onDelete: 'cascade' }),
    postId: bigint('post_id', { mode: 'number' }).notNull(),
    reason: text().notNull(),
  },
  (table) => [index().on(table.snapshotId), index().on(table.postId)],
);
