import path from 'node:path';
import { AssayError } from '../domain/errors';
import type { Row } from './row';

/** Rows read at a time. */
const chunk = 10_000;

/** Parquet with the usual compressions; 64-bit integers come as text so that no identifier loses digits. */
export async function* readParquet(file: string): AsyncGenerator<readonly Row[]> {
  const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } = await import('hyparquet');
  const { compressors } = await import('hyparquet-compressors');
  let metadata: Awaited<ReturnType<typeof parquetMetadataAsync>>;
  const buffer = await asyncBufferFromFile(file);
  try {
    metadata = await parquetMetadataAsync(buffer);
  } catch (error) {
    throw new AssayError(
      'ASSAY_FILE_UNREADABLE',
      `${path.basename(file)}: a Parquet file was expected: ${(error as Error).message}`,
    );
  }
  const total = Number(metadata.num_rows);
  for (let from = 0; from < total; from += chunk) {
    const rows = await parquetReadObjects({
      file: buffer,
      metadata,
      compressors,
      rowStart: from,
      rowEnd: Math.min(total, from + chunk),
    });
    yield rows.map((row, i) => ({
      line: from + i + 1,
      values: Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? value.toString() : value]),
      ),
    }));
  }
}
