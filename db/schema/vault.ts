import { customType, index, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core';

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/** The only place with identifiers: subject ↔ platform account, encrypted with a key per subject. */
export const vault = pgSchema('vault');

export const subject = vault.table('subject', {
  id: text().primaryKey(),
  studyId: text('study_id').notNull(),
  /** The subject's data key, wrapped by the vault key: 12 bytes nonce, ciphertext, 16 bytes tag (AES-256-GCM). */
  wrappedKey: bytea('wrapped_key').notNull(),
  /** The accounts, sealed with the data key in the same form. */
  sealed: bytea().notNull(),
});

/** Finds a subject by a keyed hash of platform and account. */
export const alias = vault.table(
  'alias',
  { studyId: text('study_id').notNull(), lookup: text().notNull(), subjectId: text('subject_id').notNull() },
  (table) => [primaryKey({ columns: [table.studyId, table.lookup] }), index().on(table.subjectId)],
);
