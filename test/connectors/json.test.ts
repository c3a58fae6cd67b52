import { gzipSync } from 'node:zlib';
import { readJson } from '../../connectors/json';
import { fileOf, readAll, removeTemporaryFolders, rowsOf } from './rows';

afterAll(removeTemporaryFolders);

const rows = [{ text: 'a', n: 1 }, { text: 'b' }];

test('a list of objects, packed or not, is read as rows', async () => {
  expect(await readAll(readJson, `\ufeff${JSON.stringify(rows, null, 2)}`)).toEqual({ values: rows, broken: [] });
  const packed = fileOf(gzipSync(JSON.stringify(rows)), 'rows.json.gz');
  expect((await rowsOf(readJson, packed)).map((row) => 'values' in row && row.values)).toEqual(rows);
});

test('a wrapped list, one object, and an object a line are read too', async () => {
  expect((await readAll(readJson, JSON.stringify({ meta: { count: 2 }, data: rows }))).values).toEqual(rows);
  expect((await readAll(readJson, '{"text":"a","spans":[{"start":0}]}')).values).toEqual([
    { text: 'a', spans: [{ start: 0 }] },
  ]);
  expect((await readAll(readJson, '{"text":"a"}\n{"text":\n{"text":"b"}\n')).values).toEqual([
    { text: 'a' },
    { text: 'b' },
  ]);
});

test('what is no object keeps its place as a broken row; an empty file has none', async () => {
  expect(await readAll(readJson, '[{"text":"a"},7,{"text":"b"}]')).toEqual({
    values: [{ text: 'a' }, { text: 'b' }],
    broken: [2],
  });
  expect(await readAll(readJson, ' \n')).toEqual({ values: [], broken: [] });
});

test.each([
  ['[\n{"text":"a"},\n{"text":"b" "c"}]', ' at line 3, character 13'],
  ['[{"text":"a"},{"text":"b"', ' at line 1, character 26'],
  // The parser quotes this one and names no place.
  ['[{"text":"secret"},]', ''],
])(
  'a list that is cut off or broken is refused with the place, and without what stands there',
  async (content, place) => {
    await expect(readAll(readJson, content)).rejects.toMatchObject({
      message: expect.stringMatching(new RegExp(`a list of JSON objects was expected, found no JSON${place}$`)),
    });
  },
);

test('anything else is said to be none', async () => {
  for (const content of ['7', '[{"text":', 'text,label\na,b\n'])
    await expect(readAll(readJson, content)).rejects.toMatchObject({ code: 'ASSAY_FILE_UNREADABLE' });
});
