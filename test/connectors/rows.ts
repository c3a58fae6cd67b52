import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Row, RowReader } from '../../connectors/row';

const folders: string[] = [];

/** A folder that is removed after the tests of the file that asked for it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-test-'));
  folders.push(folder);
  return folder;
}

export function removeTemporaryFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function fileOf(content: string | Uint8Array, name = 'data.txt'): string {
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, content);
  return file;
}

export async function rowsOf(reader: RowReader, file: string): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const some of reader(file)) rows.push(...some);
  return rows;
}

/** Values of the rows that parse, and the lines of those that do not. */
export async function readAll(
  reader: RowReader,
  content: string | Uint8Array,
): Promise<{ values: Readonly<Record<string, unknown>>[]; broken: number[] }> {
  const rows = await rowsOf(reader, fileOf(content));
  return {
    values: rows.flatMap((row) => ('values' in row ? [row.values] : [])),
    broken: rows.flatMap((row) => ('broken' in row ? [row.line] : [])).sort((a, b) => a - b),
  };
}
