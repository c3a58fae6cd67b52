import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type postgres from 'postgres';

export type CopyValue = string | number | boolean | null | Date;

const special = /[\\\t\n\r]/g;
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function field(value: CopyValue): string {
  if (value === null || (typeof value === 'number' && Number.isNaN(value))) return '\\N';
  // Postgres stores no NUL; it is the one character that a text column cannot hold.
  if (typeof value === 'string') return value.replaceAll('\0', '').replace(special, (character) => escapes[character]!);
  return value instanceof Date ? value.toISOString() : String(value);
}

/** Writes rows by COPY (text format) inside a transaction; hundreds of thousands of rows a second. */
export async function copyIn(
  sql: postgres.TransactionSql,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const stream =
    await sql`copy ${sql.unsafe(table)} (${sql.unsafe(columns.map((name) => `"${name}"`).join(', '))}) from stdin`.writable();
  let failed: unknown;
  stream.on('error', (error: unknown) => {
    failed = error;
  });
  let chunk = '';
  for (const row of rows) {
    chunk += `${row.map(field).join('\t')}\n`;
    if (chunk.length < 1 << 16) continue;
    if (!stream.write(chunk) && !failed) await once(stream, 'drain');
    chunk = '';
    if (failed) break;
  }
  if (!failed) {
    stream.end(chunk);
    await once(stream, 'finish').catch((error: unknown) => {
      failed = error;
    });
  }
  if (failed) throw failed;
}

const unescapes: Record<string, string> = { '\\': '\\', t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', v: '\v' };

/** Reads rows by COPY as arrays of text, `null` for NULL. `query` holds no user input: COPY takes no parameters. */
export async function* copyOut(
  sql: postgres.Sql | postgres.TransactionSql,
  query: string,
): AsyncGenerator<(string | null)[]> {
  const stream = await sql`copy (${sql.unsafe(query)}) to stdout`.readable();
  let rest = '';
  const decoder = new TextDecoder();
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    const text = rest + decoder.decode(chunk, { stream: true });
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      yield parseLine(text.slice(from, end));
      from = end + 1;
    }
    rest = text.slice(from);
  }
  // postgres.js pauses its socket when this stream's buffer is full and resumes it when more is read. If the end arrived in the same
  // packet nothing is read any more, the socket stays paused, and the connection's next query would wait for ever.
  (stream as Readable)._read(0);
}

function parseLine(line: string): (string | null)[] {
  return line.split('\t').map((part) => {
    if (part === '\\N') return null;
    return part.includes('\\')
      ? part.replace(/\\(.)/g, (_, character: string) => unescapes[character] ?? character)
      : part;
  });
}
