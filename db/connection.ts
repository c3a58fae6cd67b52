import postgres from 'postgres';

/**
 * A transaction. Queries are SQL through postgres.js: most of the work is COPY, upserts and advisory locks. The schema and its
 * migrations are drizzle's; its query builder is left out, because it turns off the client's JSON and date handling for all.
 */
export interface Transaction {
  readonly sql: postgres.TransactionSql;
}

export interface Database {
  readonly sql: postgres.Sql;
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export function connect(url: string, options: { readonly connections?: number } = {}): Database {
  const sql = postgres(url, {
    max: options.connections ?? 6,
    // Notices of `create … if not exists` are for a terminal, not for a log.
    onnotice: () => {},
    // Times leave as text that JavaScript and Postgres read alike, whatever the machine's locale.
    connection: { TimeZone: 'UTC', application_name: 'assay' },
    connect_timeout: 15,
    idle_timeout: 30,
  });
  return {
    sql,
    transaction: (work) => sql.begin((transaction) => work({ sql: transaction })) as Promise<never>,
    close: () => sql.end({ timeout: 5 }),
  };
}
