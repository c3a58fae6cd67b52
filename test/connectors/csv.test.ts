import { Xoshiro128 } from '../../analysis/statistics/random';
import { readCsv } from '../../connectors/csv';
import { fileOf, readAll, removeTemporaryFolders, rowsOf, temporaryFolder } from './rows';

afterAll(removeTemporaryFolders);

test('a byte order mark, Windows line endings and spaces around names of the header do not reach the values', async () => {
  expect(await readAll(readCsv, '\ufeffid, text \r\n1,hello\r\n2,you\r\n')).toEqual({
    values: [
      { id: '1', text: 'hello' },
      { id: '2', text: 'you' },
    ],
    broken: [],
  });
});

test('lines of a carriage return alone are told by the header, whatever stands in quotes', async () => {
  expect((await readAll(readCsv, 'id,text\r1,"two\nlines"\r2,b\r')).values).toEqual([
    { id: '1', text: 'two\nlines' },
    { id: '2', text: 'b' },
  ]);
});

test('a last line without an ending is read', async () => {
  expect((await readAll(readCsv, 'id,text\n1,a\n2,b')).values).toEqual([
    { id: '1', text: 'a' },
    { id: '2', text: 'b' },
  ]);
});

test('quoted cells hold commas, quotes and line breaks', async () => {
  const { values, broken } = await readAll(readCsv, 'id,text\r\n1,"a, ""b""\r\nc\nd"\r\n2,e\r\n');
  expect(values).toEqual([
    { id: '1', text: 'a, "b"\r\nc\nd' },
    { id: '2', text: 'e' },
  ]);
  expect(broken).toEqual([]);
});

test('rows with too few or too many cells are broken at their line, the others are kept', async () => {
  const { values, broken } = await readAll(readCsv, 'id,text\n1,a\n2\n3,c\n4,d,e\n5,f\n');
  expect(values.map((row) => row.id)).toEqual(['1', '3', '5']);
  expect(broken).toEqual([3, 5]);
});

test.each(['2,b"c', '2,"b"c', '2,b" c', '2,"b" "c"', '2,"he said "hi" to, me"'])(
  'a stray quote costs its own row at most: %s',
  async (row) => {
    const { values, broken } = await readAll(readCsv, `id,text\n1,a\n${row}\n3,c\n4,d\n`);
    expect(values.map((one) => one.id).filter((id) => id !== '2')).toEqual(['1', '3', '4']);
    // Its own row is read with the quote or handed on as broken, but once.
    const read = values.filter((one) => one.id === '2').length;
    expect([...new Array<number>(read).fill(3), ...broken]).toEqual([3]);
  },
);

test('a quote that is never closed breaks its line; what stands before and behind is kept', async () => {
  const { values, broken } = await readAll(readCsv, 'id,text\n1,a\n2,b\n3,"never closed\n4,d\n');
  expect(values.map((row) => row.id)).toEqual(['1', '2', '4']);
  expect(broken).toEqual([4]);
});

test('lines of rows are those of the file, also behind a cell of several lines', async () => {
  const rows = await rowsOf(readCsv, fileOf('id,text\n1,"a\nb\nc"\n2,d\n'));
  // The first row stands in lines 2 to 4.
  expect(rows[0]!.line).toBeGreaterThanOrEqual(2);
  expect(rows[0]!.line).toBeLessThanOrEqual(4);
  expect(rows[1]!.line).toBe(5);
});

test('broken rows of a long file each have their line, and no good row is lost', async () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => (i % 1000 === 7 ? `${i},x,y` : `${i},text ${i}`));
  const { values, broken } = await readAll(readCsv, `id,text\n${lines.join('\n')}\n`);
  expect(values.map((row) => Number(row.id))).toEqual(lines.flatMap((_, i) => (i % 1000 === 7 ? [] : [i])));
  expect(broken).toEqual(lines.flatMap((_, i) => (i % 1000 === 7 ? [i + 2] : [])));
});

test('empty lines are no rows; an empty file and a header alone have none', async () => {
  expect((await readAll(readCsv, 'id,text\n\n1,a\n\n\n2,b\n\n')).values.length).toBe(2);
  expect(await readAll(readCsv, '')).toEqual({ values: [], broken: [] });
  expect(await readAll(readCsv, 'id,text\n')).toEqual({ values: [], broken: [] });
});

test('old Mac line endings are read too', async () => {
  expect((await readAll(readCsv, 'id,text\r1,a\r2,b\r')).values).toEqual([
    { id: '1', text: 'a' },
    { id: '2', text: 'b' },
  ]);
});

test('line endings that change within the file do not stick to values', async () => {
  // Exports that were joined together: a Unix header, Windows rows.
  expect((await readAll(readCsv, 'id,text\n1,a\r\n2,b\r\n')).values).toEqual([
    { id: '1', text: 'a' },
    { id: '2', text: 'b' },
  ]);
});

test('emoji and all scripts survive, also where a chunk of the stream cuts a character', async () => {
  const text = '😀é漢字🏳️‍🌈'.repeat(20_000);
  expect((await readAll(readCsv, `id,text\n1,${text}\n`)).values[0]!.text).toBe(text);
});

test('a quote that is never closed loses no other row, also where quotes follow', async () => {
  const { values, broken } = await readAll(readCsv, 'id,text\n1,"never closed\n2,b\n3,"c"\n4,d\n5,"e, f"\n');
  expect(values.map((row) => row.id)).toEqual(['2', '3', '4', '5']);
  expect(broken).toEqual([2]);
});

/** A cell as RFC 4180 §2 writes it; quoted only where it must be, or always. */
function written(cell: string, always: boolean): string {
  return always || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

test.each(['\n', '\r\n'])(
  'whatever stands in the cells comes back, over many chunks of the file (lines end in %j)',
  async (newline) => {
    const random = new Xoshiro128(1);
    const parts = ['a', '"', ',', '\n', '\r\n', ' ', 'é', '😀', '""', 'word '];
    const cell = (): string =>
      Array.from({ length: random.below(12) }, () => parts[random.below(parts.length)]).join('');
    const rows = Array.from({ length: 20_000 }, (_, i) => ({ id: String(i), text: cell(), more: cell() }));
    const text = rows
      .map(
        (row) =>
          Object.values(row)
            .map((one) => written(one, random.below(3) === 0))
            .join(',') + newline,
      )
      .join('');
    expect(await readAll(readCsv, `id,text,more${newline}${text}`)).toEqual({ values: rows, broken: [] });
  },
);

test('a folder in place of a file is an error that the caller gets, not one that ends the process', async () => {
  const result = await Promise.race([
    rowsOf(readCsv, temporaryFolder()).then(
      () => 'read',
      () => 'rejected',
    ),
    new Promise<string>((resolve) => setTimeout(() => resolve('never answered'), 2000)),
  ]);
  expect(result).toBe('rejected');
});

test.each([';', '\t', '|'])('cells parted by %j are told by the header', async (comma) => {
  const text = ['id', '"a, b"', 'text'].join(comma).concat(`\n1${comma}x, y${comma}"p ""q""${comma} r\ns"\n`);
  expect(await readAll(readCsv, text)).toEqual({
    values: [{ id: '1', 'a, b': 'x, y', text: `p "q"${comma} r\ns` }],
    broken: [],
  });
});

test('a comma in the header, and a header of one column, leave commas in force', async () => {
  expect((await readAll(readCsv, 'a;b,c\n1;2,3\n')).values).toEqual([{ 'a;b': '1;2', c: '3' }]);
  expect((await readAll(readCsv, 'text\nx;y\n')).values).toEqual([{ text: 'x;y' }]);
});
