import path from 'node:path';
import { readParquet } from '../../connectors/parquet';
import { fileOf, readAll, removeTemporaryFolders, rowsOf, temporaryFolder } from './rows';

afterAll(removeTemporaryFolders);

type Columns = { name: string; data: unknown[]; type?: string }[];

/** A file made by hyparquet-writer, which writes what the format's specification says. */
async function parquet(columnData: Columns): Promise<string> {
  const { parquetWriteFile } = await import('hyparquet-writer');
  const filename = path.join(temporaryFolder(), 'data.parquet');
  parquetWriteFile({ filename, columnData: columnData as never });
  return filename;
}

test('64-bit identifiers keep every digit', async () => {
  const ids = [1234567890123456789n, 9223372036854775807n, -1n, 9007199254740993n];
  const rows = await rowsOf(
    readParquet,
    await parquet([
      { name: 'id', data: ids, type: 'INT64' },
      { name: 'text', data: ['a', 'b', 'c', '😀'], type: 'STRING' },
    ]),
  );
  expect(rows).toEqual(
    ids.map((id, i) => ({ line: i + 1, values: { id: id.toString(), text: ['a', 'b', 'c', '😀'][i] } })),
  );
});

test('numbers, yes and no, times and missing values come as what they are', async () => {
  const at = new Date('2024-03-10T09:30:00.000Z');
  const file = await parquet([
    { name: 'n', data: [1, 2], type: 'INT32' },
    { name: 'x', data: [0.5, -1.5], type: 'DOUBLE' },
    { name: 'yes', data: [true, false], type: 'BOOLEAN' },
    { name: 'at', data: [at, at], type: 'TIMESTAMP' },
    { name: 'maybe', data: ['here', null], type: 'STRING' },
  ]);
  const rows = await rowsOf(readParquet, file);
  expect(rows[0]).toEqual({ line: 1, values: { n: 1, x: 0.5, yes: true, at, maybe: 'here' } });
  expect('values' in rows[1]! && (rows[1].values.maybe ?? null)).toBeNull();
});

test('more rows than are read at a time come in order, each once', async () => {
  const n = 25_001;
  const rows = await rowsOf(
    readParquet,
    await parquet([{ name: 'id', data: Array.from({ length: n }, (_, i) => BigInt(i)), type: 'INT64' }]),
  );
  expect(rows.length).toBe(n);
  expect(rows.every((row, i) => row.line === i + 1 && 'values' in row && row.values.id === String(i))).toBe(true);
});

test('a file that is no Parquet is refused by name, without its content', async () => {
  const file = fileOf('id,text\n1,a secret\n', 'posts.parquet');
  await expect(rowsOf(readParquet, file)).rejects.toMatchObject({
    code: 'ASSAY_FILE_UNREADABLE',
    message: expect.stringMatching(/posts\.parquet(?!.*secret)/),
  });
});

test('an empty table has no rows', async () => {
  expect(await rowsOf(readParquet, await parquet([{ name: 'id', data: [], type: 'STRING' }]))).toEqual([]);
  await expect(readAll(readParquet, '')).rejects.toMatchObject({ code: 'ASSAY_FILE_UNREADABLE' });
});
