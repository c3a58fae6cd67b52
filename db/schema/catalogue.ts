import {
  bigint,
  boolean,
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

/** Studies, runs, artefacts and their lineage. Nothing here identifies a person in the data. */
export const catalogue = pgSchema('catalogue');

export const study = catalogue.table('study', {
  id: text().primaryKey(),
  title: text().notNull(),
  folder: text().notNull(),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
});

export const protocol = catalogue.table(
  'protocol',
  {
    studyId: text('study_id')
      .notNull()
      .references(() => study.id),
    version: integer().notNull(),
    sha256: text().notNull(),
    /** The validated protocol, with defaults filled in. */
    body: jsonb().notNull(),
    /** The file as the author wrote it. */
    source: text().notNull(),
    reason: text(),
    registeredAt: timestamp('registered_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.version] })],
);

/** Staff: the person keys of protocols, by the random id that records carry. */
export const person = catalogue.table(
  'person',
  {
    id: text().primaryKey(),
    studyId: text('study_id').notNull(),
    key: text().notNull(),
    name: text().notNull(),
    role: text().notNull(),
  },
  (table) => [unique().on(table.studyId, table.key)],
);

export const run = catalogue.table('run', {
  id: text().primaryKey(),
  studyId: text('study_id')
    .notNull()
    .references(() => study.id),
  protocolVersion: integer('protocol_version').notNull(),
  kind: text().notNull(),
  /** Made from collected files, or from the snapshot of an earlier run. */
  baseRunId: text('base_run_id'),
  seed: bigint({ mode: 'number' }).notNull(),
  codeVersion: text('code_version').notNull(),
  status: text().notNull(),
  /** Why a run failed, in words that name no one. */
  problem: text(),
  snapshotId: bigint('snapshot_id', { mode: 'number' }),
  headline: jsonb(),
  startedAt: timestamp('started_at', { withTimezone: true }).notNull().defaultNow(),
  finishedAt: timestamp('finished_at', { withTimezone: true }),
});

export const runStep = catalogue.table(
  'run_step',
  {
    runId: text('run_id')
      .notNull()
      .references(() => run.id),
    step: text().notNull(),
    finishedAt: timestamp('finished_at', { withTimezone: true }).notNull().defaultNow(),
    counts: jsonb().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.step] })],
);

export const artefact = catalogue.table('artefact', {
  sha256: text().primaryKey(),
  kind: text().notNull(),
  bytes: bigint({ mode: 'number' }).notNull(),
  madeAt: timestamp('made_at', { withTimezone: true }).notNull().defaultNow(),
});

/** A method run on inputs: its key is the digest of all that determines its output. */
export const computation = catalogue.table('computation', {
  key: text().primaryKey(),
  method: text().notNull(),
  version: integer().notNull(),
  parameters: jsonb().notNull(),
  inputs: jsonb().notNull(),
  seed: bigint({ mode: 'number' }),
  output: jsonb().notNull(),
  seconds: doublePrecision().notNull(),
  codeVersion: text('code_version').notNull(),
  madeAt: timestamp('made_at', { withTimezone: true }).notNull().defaultNow(),
});

/** Lineage: which computation a run used for a task, under which protocol version and policy decisions. */
export const lineage = catalogue.table(
  'lineage',
  {
    runId: text('run_id')
      .notNull()
      .references(() => run.id),
    task: text().notNull(),
    /** Shard for methods that work post by post, 0 for the others. */
    part: integer().notNull(),
    step: text().notNull(),
    computationKey: text('computation_key')
      .notNull()
      .references(() => computation.key),
    reused: boolean().notNull(),
    protocolVersion: integer('protocol_version').notNull(),
    policyDecisions: jsonb('policy_decisions').notNull(),
    actor: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.task, table.part] }), index().on(table.computationKey)],
);

export const model = catalogue.table(
  'model',
  {
    studyId: text('study_id').notNull(),
    task: text().notNull(),
    version: integer().notNull(),
    status: text().notNull(),
    runId: text('run_id')
      .notNull()
      .references(() => run.id),
    artefactSha256: text('artefact_sha256').notNull(),
    cardSha256: text('card_sha256').notNull(),
    registeredAt: timestamp('registered_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.studyId, table.task, table.version] }),
    unique().on(table.runId, table.task),
  ],
);

export const alert = catalogue.table(
  'alert',
  {
    runId: text('run_id')
      .notNull()
      .references(() => run.id),
    rule: text().notNull(),
    value: doublePrecision(),
    fired: boolean().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.rule] })],
);

/** Finished files of a run: report, exports, releases, cards. */
export const product = catalogue.table(
  'product',
  {
    runId: text('run_id')
      .notNull()
      .references(() => run.id),
    name: text().notNull(),
    kind: text().notNull(),
    sha256: text().notNull(),
    bytes: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.name] })],
);
