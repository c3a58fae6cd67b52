import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Item, readSource, sourceFile } from '../../connectors/source';
import type { Source } from '../../domain/protocol';
import { sharedData } from '../../settings';
import { sampleProtocol } from '../domain/sample-protocol';
import { withData } from '../shared-data';
import { removeTemporaryFolders, temporaryFolder } from './rows';

afterAll(removeTemporaryFolders);

const source: Source = {
  ...sampleProtocol().sources[0]!,
  columns: { id: 'id', text: 'text', created_at: 'at', counts: {} },
  attributes: {},
};
const now = Date.UTC(2024, 5, 1);

async function read(content: string, change: Partial<Source> = {}, name = 'posts.csv'): Promise<Item[]> {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, name), content);
  const items: Item[] = [];
  for await (const item of readSource({ ...source, ...change }, folder, name, now)) items.push(item);
  return items;
}

test('posts, refused rows and broken rows all come, each with its line', async () => {
  const items = await read(
    'id,text,at\n1,a,2024-01-01T00:00:00Z\n,b,2024-01-01T00:00:00Z\n3,c\n4,d,never\n5,e,2024-01-01T00:00:00Z\n',
  );
  const kinds = items
    .map((item) => [item.line, 'post' in item ? item.post.nativeId : item.quarantined.reason] as const)
    .sort((a, b) => a[0] - b[0]);
  expect(kinds).toEqual([
    [2, '1'],
    [3, 'missing-id'],
    [4, 'broken-row'],
    [5, 'bad-time'],
    [6, '5'],
  ]);
});

test('a file without the stated column is refused as a whole; its own columns are not named, for a headless file would show a post', async () => {
  await expect(read('identifier,text,at\n1,a,\n')).rejects.toMatchObject({
    code: 'ASSAY_FILE_UNREADABLE',
    message: expect.stringMatching(/^posts\.csv: a column "id" for id was expected(?!.*identifier)/),
  });
});

test('a missing file is named as the protocol names it', () => {
  expect(() => sourceFile('/nowhere', 'posts.csv')).toThrow(
    expect.objectContaining({ code: 'ASSAY_FILE_MISSING', message: expect.stringMatching(/^posts\.csv: /) }),
  );
});

test('lines of NDJSON need not have every column, but the text', async () => {
  const items = await read(
    '{"id":"1","text":"a"}\n{"id":"2"}\n{"id":"3","text":"c","at":"2024-01-01T00:00:00Z"}\n',
    { format: 'ndjson' },
    'posts.ndjson',
  );
  expect(items.map((item) => ('post' in item ? item.post.text : item.quarantined.reason))).toEqual([
    'a',
    'missing-text',
    'c',
  ]);
});

test('a 4CAT export is read by its own header, its times as UTC whatever the source’s zone', async () => {
  const { columns: _, ...plain } = source;
  const items = await read('id,thread_id,author,body,timestamp,likes\n1,1,ada,hi,2024-01-01 10:00:00,3\n', {
    ...plain,
    columns: undefined as never,
    format: '4cat-csv',
    timezone: 'America/New_York',
  });
  expect(items[0]).toMatchObject({
    post: { text: 'hi', author: { handle: 'ada' }, createdAt: new Date('2024-01-01T10:00:00Z'), counts: { like: 3 } },
  });
});

test('a line of a platform that is not known is broken, the others are read', async () => {
  const video = {
    source_platform: 'tiktok.com',
    item_id: '1',
    data: { id: '1', desc: 'a', createTime: 1700000000, author: 'ada' },
  };
  const items = await read(
    `${JSON.stringify({ source_platform: 'myspace.com', data: {} })}\n${JSON.stringify(video)}\n`,
    {
      format: 'zeeschuimer',
      columns: undefined as never,
    },
  );
  expect(items).toMatchObject([
    { line: 1, quarantined: { reason: 'broken-row' } },
    { line: 2, post: { nativeId: '1' } },
  ]);
});

test('nothing is younger than its collection', async () => {
  const items = await read('id,text,at\n1,a,2024-03-01T00:00:00Z\n', { collectedAt: '2024-02-01T00:00:00Z' });
  expect(items).toMatchObject([{ quarantined: { reason: 'impossible-time' } }]);
});

withData(
  sharedData('posts', 'airline-tweets.csv'),
  'every row of a real export is a post or refused with its reason',
  async (file) => {
    const airline: Source = {
      ...source,
      timezone: 'America/Los_Angeles',
      timeFormat: 'dd-MM-yyyy HH.mm',
      collectedAt: '2015-02-25T00:00:00Z',
      columns: {
        id: 'tweet_id',
        text: 'text',
        created_at: 'tweet_created',
        author_handle: 'name',
        counts: { repost: 'retweet_count' },
      },
    };
    let posts = 0;
    let refused = 0;
    let damaged = 0;
    const ids = new Set<string>();
    for await (const item of readSource(airline, path.dirname(file), path.basename(file), now)) {
      if ('post' in item) {
        posts++;
        ids.add(item.post.nativeId);
        if (item.notices.includes('damaged-id')) damaged++;
      } else refused++;
    }
    // The data's README: 14,640 tweets, whose ids went through a spreadsheet.
    expect(posts + refused).toBe(14_640);
    expect(refused).toBe(0);
    expect(damaged).toBe(14_640);
    expect(ids.size).toBe(posts);
  },
);
