import type { Config } from 'drizzle-kit';

// The audit schema is not listed: its tables and functions are written by hand in db/migrations/0001, so that no generated
// migration ever touches them.
export default {
  dialect: 'postgresql',
  schema: ['./db/schema/catalogue.ts', './db/schema/corpus.ts', './db/schema/vault.ts', './db/schema/governance.ts'],
  out: './db/migrations',
  schemaFilter: ['catalogue', 'corpus', 'vault', 'governance'],
} satisfies Config;
