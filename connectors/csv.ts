import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import type { Row } from './row';

interface Info {
  readonly lines: number;
}

/**
 * CSV with a header (RFC 4180; byte order mark, any line ending). A row with too few or too many cells, or a stray quote, is handed
 * on as broken with its line; the rows after it are read.
 */
export async function* readCsv(file: string): AsyncGenerator<Row> {
  const broken: number[] = [];
  const parser = createReadStream(file).pipe(
    parse({ columns: (header: string[]) => header.map((name) => name.trim()), bom: true, info: true, skip_empty_lines: true, skip_records_with_error: true, max_record_size: 8_000_000 }),
  );
  parser.on('skip', (error: { lines?: number } | undefined) => broken.push(error?.lines ?? 0));
  for await (const item of parser as AsyncIterable<{ record: Record<string, string>; info: Info }>) {
    for (const line of broken.splice(0)) yield { line, broken: true };
    yield { line: item.info.lines, values: item.record };
  }
  for (const line of broken.splice(0)) yield { line, broken: true };
}
