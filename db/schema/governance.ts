import { date, integer, jsonb, pgSchema, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** Records that say what may be done, and who decided. */
export const governance = pgSchema('governance');

export const processingRecord = governance.table(
  'processing_record',
  {
    studyId: text('study_id').notNull(),
    version: integer().notNull(),
    body: jsonb().notNull(),
    writtenAt: timestamp('written_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.version] })],
);

export const impactAssessment = governance.table(
  'impact_assessment',
  {
    studyId: text('study_id').notNull(),
    version: integer().notNull(),
    sha256: text().notNull(),
    screening: jsonb().notNull(),
    draft: jsonb().notNull(),
    writtenAt: timestamp('written_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.version] })],
);

export const policyDecision = governance.table('policy_decision', {
  id: text().primaryKey(),
  studyId: text('study_id').notNull(),
  source: text().notNull(),
  platform: text().notNull(),
  document: text().notNull(),
  decision: text().notNull(),
  decidedBy: text('decided_by').notNull(),
  decidedOn: date('decided_on').notNull(),
  expires: date().notNull(),
  conditions: jsonb().notNull(),
});

export const gate = governance.table(
  'gate',
  {
    runId: text('run_id').notNull(),
    gate: text().notNull(),
    status: text().notNull(),
    because: text().notNull(),
    openedAt: timestamp('opened_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.gate] })],
);

export const decision = governance.table(
  'decision',
  {
    runId: text('run_id').notNull(),
    gate: text().notNull(),
    answer: text().notNull(),
    personId: text('person_id').notNull(),
    role: text().notNull(),
    reasonSha256: text('reason_sha256').notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.gate] })],
);

/** Reasons in people's own words: free text may hold personal data, so it stands here, where it can be erased, by its digest. */
export const reason = governance.table('reason', { sha256: text().primaryKey(), text: text().notNull() });

/** Accounts that object, as keyed hashes: kept so that nothing of theirs is collected again (art. 21; art. 17(3)(b)). */
export const objection = governance.table(
  'objection',
  {
    studyId: text('study_id').notNull(),
    lookup: text().notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.studyId, table.lookup] })],
);
