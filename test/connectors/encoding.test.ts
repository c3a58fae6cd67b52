import { gzipSync } from 'node:zlib';
import { Xoshiro128 } from '../../analysis/statistics/random';
import { readCsv } from '../../connectors/csv';
import { FileDecoder } from '../../connectors/encoding';
import { readJson } from '../../connectors/json';
import { readNdjson } from '../../connectors/ndjson';
import { fileOf, readAll, removeTemporaryFolders, rowsOf } from './rows';

afterAll(removeTemporaryFolders);

// Bytes as Python's str.encode writes them.
const csv = {
  'UTF-16, little end first':
    '690064002c0074006500780074000a0031002c0047007200f600df0065002000e900ac203dd800de0a0032002c002e094709300940090a00',
  'UTF-16, big end first':
    '00690064002c0074006500780074000a0031002c0047007200f600df0065002000e920acd83dde00000a0032002c092e094709300940000a',
  'UTF-8': '69642c746578740a312c4772c3b6c39f6520c3a9e282acf09f98800a322ce0a4aee0a587e0a4b0e0a5800a',
};
const marks = { 'UTF-16, little end first': 'fffe', 'UTF-16, big end first': 'feff', 'UTF-8': 'efbbbf' };
const rows = [
  { id: '1', text: 'Größe é€😀' },
  { id: '2', text: 'मेरी' },
];

test.each(Object.entries(csv))('%s is read with a byte order mark and without', async (name, hex) => {
  const mark = marks[name as keyof typeof marks];
  for (const bytes of [hex, mark + hex])
    expect(await readAll(readCsv, Buffer.from(bytes, 'hex'))).toEqual({ values: rows, broken: [] });
});

test('objects on lines and lists of objects are read in UTF-16 too, packed or not', async () => {
  const lines = Buffer.from(
    'fffe7b002200740065007800740022003a00220047007200f600df0065002000e900ac203dd800de22007d000a007b002200740065007800740022003a0022002e0947093009400922007d000a00',
    'hex',
  );
  const list = Buffer.from(
    '005b007b002200740065007800740022003a00220047007200f600df0065002000e920acd83dde000022007d002c007b002200740065007800740022003a0022092e0947093009400022007d005d',
    'hex',
  );
  const texts = async (found: Promise<readonly object[]>): Promise<unknown[]> =>
    (await found).map((row) => (row as { values: { text: string } }).values.text);
  const wanted = rows.map(({ text }) => text);
  expect(await texts(rowsOf(readNdjson, fileOf(lines, 'a.ndjson')))).toEqual(wanted);
  expect(await texts(rowsOf(readNdjson, fileOf(gzipSync(lines), 'a.ndjson.gz')))).toEqual(wanted);
  expect(await texts(rowsOf(readJson, fileOf(list, 'a.json')))).toEqual(wanted);
});

const windows = Buffer.from('69642c746578740a312c6f6b0a322c4772f6df652093789420800a', 'hex');

test('bytes that are no UTF-8 are refused with file, place and line: nothing is replaced', async () => {
  const found = /data\.txt: text in UTF-8 or UTF-16 was expected, found the byte 0xF6 at byte 18, line 3.*WINDOWS-1252/;
  await expect(readAll(readCsv, windows)).rejects.toThrow(found);
  await expect(readAll(readNdjson, windows)).rejects.toThrow(found);
  const far = Buffer.concat([Buffer.from('id,text\n'), Buffer.alloc(300_000, '1,ü\n'), windows]);
  await expect(readAll(readCsv, far)).rejects.toThrow('at byte 300026, line 60004;');
});

test('a replacement character that stands in the file is text', async () => {
  expect((await readAll(readCsv, 'id,text\n1,\ufffd\n')).values).toEqual([{ id: '1', text: '\ufffd' }]);
  const both = Buffer.concat([Buffer.from('id\n\ufffdé\ufffd'), Buffer.from([0xff, 0x0a])]);
  await expect(readAll(readCsv, both)).rejects.toThrow('0xFF at byte 12, line 2');
});

test.each([
  ['a character cut off', [0x61, 0x0a, 0xe2, 0x82], '0xE2 at byte 3, line 2'],
  ['half a unit', [0xff, 0xfe, 0x61, 0x00, 0x62], 'a single byte at the end, byte 5'],
])('%s at the end of the file is refused', async (_, bytes, message) => {
  await expect(readAll(readCsv, Uint8Array.from(bytes))).rejects.toThrow(message);
});

test('however the bytes come in pieces, the text is the same', () => {
  const random = new Xoshiro128(4);
  for (const [name, hex] of Object.entries(csv)) {
    const bytes = Buffer.from(marks[name as keyof typeof marks] + hex, 'hex');
    for (let i = 0; i < 200; i++) {
      const decoder = new FileDecoder('data.txt');
      let text = '';
      for (let at = 0; at < bytes.length; ) {
        const next = Math.min(bytes.length, at + random.below(5));
        text += decoder.decode(bytes.subarray(at, next), false);
        at = next;
      }
      expect(text + decoder.decode(Buffer.alloc(0), true)).toBe('id,text\n1,Größe é€😀\n2,मेरी\n');
    }
  }
});
