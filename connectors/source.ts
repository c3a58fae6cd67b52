import { existsSync } from 'node:fs';
import path from 'node:path';
import { AssayError } from '../domain/errors';
import type { NoticeKind, Quarantined, RawPost } from '../domain/post';
import type { ColumnMapping, Source } from '../domain/protocol';
import { readCsv } from './csv';
import { fourcatMapping } from './fourcat';
import { mapRow } from './mapping';
import { readNdjson } from './ndjson';
import { readParquet } from './parquet';
import type { RowReader } from './row';
import { unwrap, zeeschuimerColumns } from './zeeschuimer';

const readers: Record<Source['format'], RowReader> = {
  csv: readCsv,
  '4cat-csv': readCsv,
  ndjson: readNdjson,
  zeeschuimer: readNdjson,
  parquet: readParquet,
};

export type Item =
  | { readonly line: number; readonly post: RawPost; readonly notices: readonly NoticeKind[] }
  | { readonly line: number; readonly quarantined: Quarantined };

/** Absolute path of a source's file; the error names the file as the protocol does. */
export function sourceFile(folder: string, file: string): string {
  const full = path.resolve(folder, file);
  if (!existsSync(full))
    throw new AssayError('ASSAY_FILE_MISSING', `${file}: a file was expected in the folder of study.yaml, found none`);
  return full;
}

/** The columns that are there are not named: a file without a header has somebody's post in its first line. */
function requireColumns(
  file: string,
  source: Source,
  columns: ColumnMapping,
  row: Readonly<Record<string, unknown>>,
): void {
  const { counts, ...fields } = columns;
  const missing = [...Object.entries(fields), ...Object.entries(counts), ...Object.entries(source.attributes)].flatMap(
    ([field, column]) => (column !== undefined && !Object.hasOwn(row, column) ? [`"${column}" for ${field}`] : []),
  );
  if (missing.length > 0)
    throw new AssayError(
      'ASSAY_FILE_UNREADABLE',
      `${file}: a column ${missing.join(', a column ')} was expected, found ${Object.keys(row).length} others`,
    );
}

/**
 * The rows of one file of a source as posts, streamed, in file order. A row that cannot be one comes as quarantined with line and
 * reason. Throws where the file is missing or is not what the protocol says: then nothing of it is imported.
 */
export async function* readSource(source: Source, folder: string, file: string, now: number): AsyncGenerator<Item> {
  // Files of one name in two folders must not share the places that stand for lost identifiers.
  const fileKey = `${source.id}/${source.files.indexOf(file) + 1}`;
  const full = sourceFile(folder, file);
  const latest = source.collectedAt ? Date.parse(source.collectedAt) : now;
  let effective = source;
  let columns = source.columns ?? zeeschuimerColumns;
  let first = true;
  for await (const rows of readers[source.format](full))
    for (const row of rows) {
      if ('broken' in row) {
        yield { line: row.line, quarantined: { line: row.line, reason: 'broken-row' } };
        continue;
      }
      let values: Readonly<Record<string, unknown>> | null = row.values;
      if (source.format === 'zeeschuimer') values = unwrap(row.values);
      if (values === null) {
        yield { line: row.line, quarantined: { line: row.line, reason: 'broken-row', column: 'source_platform' } };
        continue;
      }
      if (first) {
        if (source.format === '4cat-csv') {
          const mapping = fourcatMapping(Object.keys(values));
          columns = mapping.columns;
          effective = { ...source, timeFormat: mapping.timeFormat, timezone: 'UTC' };
        }
        // NDJSON lines may leave out what they have no value for; tables have every column in every row.
        if (source.format === 'csv' || source.format === 'parquet' || source.format === '4cat-csv')
          requireColumns(file, source, columns, values);
        first = false;
      }
      const mapped = mapRow(values, row.line, { source: effective, columns, fileKey, latest });
      if ('quarantined' in mapped) yield { line: row.line, quarantined: mapped.quarantined };
      else yield { line: row.line, post: mapped.post, notices: mapped.notices };
    }
}
