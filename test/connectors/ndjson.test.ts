import { readNdjson } from '../../connectors/ndjson';
import { fileOf, readAll, removeTemporaryFolders, rowsOf } from './rows';

afterAll(removeTemporaryFolders);

test('one object a line; a byte order mark, empty lines and Windows endings do not matter', async () => {
  const rows = await rowsOf(
    readNdjson,
    fileOf('\ufeff{"id":"1"}\r\n\r\n{"id":"2","deep":{"n":null}}\n   \n{"id":"3"}'),
  );
  expect(rows).toEqual([
    { line: 1, values: { id: '1' } },
    { line: 3, values: { id: '2', deep: { n: null } } },
    { line: 5, values: { id: '3' } },
  ]);
});

test.each(['{"id":', '[1,2]', '"text"', '7', 'null', 'id,text', '{"a":1} {"b":2}'])(
  'a line that is no object is broken: %s',
  async (line) => {
    expect(await readAll(readNdjson, `{"id":"1"}\n${line}\n{"id":"2"}\n`)).toEqual({
      values: [{ id: '1' }, { id: '2' }],
      broken: [2],
    });
  },
);

test('a line ends at a line feed only: JSON may hold U+2028 and U+2029 as they are', async () => {
  // RFC 8259 §7: only quotation mark, reverse solidus and U+0000 to U+001F must be escaped.
  const text = 'one\u2028two\u2029three\u0085four';
  expect(await readAll(readNdjson, `${JSON.stringify({ id: '1', text })}\n{"id":"2"}\n`)).toEqual({
    values: [{ id: '1', text }, { id: '2' }],
    broken: [],
  });
});

test('an empty file has no rows', async () => {
  expect(await readAll(readNdjson, '')).toEqual({ values: [], broken: [] });
});

test('long lines survive, also where a chunk of the stream cuts a character', async () => {
  const text = '😀é漢字'.repeat(30_000);
  expect((await readAll(readNdjson, `${JSON.stringify({ text })}\n`)).values[0]!.text).toBe(text);
});
