import path from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { projectRoot } from '../settings';

/** Two processes that start at once migrate one after the other. */
const lock = 4_837_201;

/** Brings a database to the newest schema; running it again changes nothing. */
export async function migrate(adminUrl: string): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${lock})`;
    await applyMigrations(drizzle(sql), { migrationsFolder: path.join(projectRoot, 'db', 'migrations') });
    await sql`select pg_advisory_unlock(${lock})`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
