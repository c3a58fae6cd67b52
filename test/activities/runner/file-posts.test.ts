import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runOnFile } from '../../../activities/runner/on-file';
import { postsOfFile } from '../../../activities/runner/file-posts';
import { canonicalUrl } from '../../../analysis/text/normalisation/canonical-url';
import { methodOf } from '../../../methods';

const folder = mkdtempSync(path.join(tmpdir(), 'assay-file-posts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const where = path.join(folder, name);
  writeFileSync(where, content);
  return where;
}

interface Row {
  readonly kind: string;
  readonly post: number;
  readonly source: number;
  readonly target: number;
  readonly tag: string | null;
  readonly reference: number;
}

async function rows(where: string): Promise<Row[]> {
  const { interactions } = await postsOfFile(where, {}, { textOptional: true });
  const { columns } = interactions;
  return (columns.kind as string[]).map((kind, i) => ({
    kind,
    post: (columns.post as Int32Array)[i]!,
    source: (columns.source as Int32Array)[i]!,
    target: (columns.target as Int32Array)[i]!,
    tag: (columns.tag as string[])[i]!,
    reference: (columns.reference as Int32Array)[i]!,
  }));
}

test('columns of a CSV say what is replied to, reposted and quoted; people are numbered as they appear', async () => {
  const where = file(
    'posts.csv',
    'id,author,created_at,text,reply_to,repost_of,quote_of\n' +
      'a,Ann,2024-01-01T00:00:00Z,hello,,,\n' +
      'b,ben,2024-01-01T00:01:00Z,"@ann hi #Rain",a,,\n' +
      'c,cy,2024-01-01T00:02:00Z,,,a,\n' +
      'd,ann,2024-01-01T00:03:00Z,see https://www.Example.org/x/?utm_source=y,,zz,b\n',
  );
  expect(await rows(where)).toEqual([
    { kind: 'reply', post: 1, source: 1, target: 0, tag: null, reference: 0 },
    { kind: 'mention', post: 1, source: 1, target: 0, tag: null, reference: -1 },
    { kind: 'hashtag', post: 1, source: 1, target: -1, tag: 'rain', reference: -1 },
    { kind: 'repost', post: 2, source: 2, target: 0, tag: null, reference: 0 },
    { kind: 'repost', post: 3, source: 0, target: -1, tag: 'missing:zz', reference: -1 },
    { kind: 'quote', post: 3, source: 0, target: 1, tag: null, reference: 1 },
    { kind: 'url', post: 3, source: 0, target: -1, tag: 'example.org/x', reference: -1 },
  ]);
  const { names, posts } = await postsOfFile(where, {});
  expect(names).toEqual(['ann', 'ben', 'cy']);
  expect(posts.time[1]).toBe(Date.UTC(2024, 0, 1, 0, 1));
});

test('NDJSON may nest authors, list tags and come without text; times may be seconds or milliseconds', async () => {
  const where = file(
    'posts.ndjson',
    [
      { id: 1, user: { id_str: '77', screen_name: 'Ann' }, timestamp: 1_700_000_000, hashtags: ['Sun', 'sun'] },
      { id: 2, user: { id_str: '78' }, timestamp: 1_700_000_005_000, retweeted_id: 1 },
    ]
      .map((one) => JSON.stringify(one))
      .join('\n'),
  );
  expect((await rows(where)).map((row) => [row.kind, row.tag, row.reference])).toEqual([
    ['hashtag', 'sun', -1],
    ['repost', null, 0],
  ]);
  const { posts } = await postsOfFile(where, {}, { textOptional: true });
  expect(posts.time[1]! - posts.time[0]!).toBe(5000);
  await expect(postsOfFile(where, {})).rejects.toThrow('a column with text was expected');
});

test('RT @name: finds the original by its beginning', async () => {
  const where = file(
    'rt.csv',
    'author,text\nann,The sky is blue today\nben,RT @ann: The sky is blue today\ncy,RT @zoe: nothing known\n',
  );
  expect((await rows(where)).filter((row) => row.kind === 'repost').map((row) => [row.target, row.reference])).toEqual([
    [0, 0],
    [3, -1],
  ]);
});

test('a link has one spelling', () => {
  expect(canonicalUrl('HTTP://Example.ORG')).toBe('example.org');
  expect(canonicalUrl('https://example.org/A?utm_medium=x&id=3#top')).toBe('example.org/A?id=3');
});

const options = { columns: {}, settings: {}, seed: 1, threads: 1 };

test('results on a file name the people and nodes of the file', async () => {
  const where = file('tie.csv', 'id,author,text,repost_of\n1,ann,a b c,\n2,ben,,1\n');
  const built = await runOnFile(methodOf('network/build')!, where, options, () => {});
  expect((built.result.toJSON() as { rows: object[] }).rows).toEqual([{ source: 'ben', target: 'ann', weight: 1 }]);
  const edges = file('path.edges', '10 20\n20 30\n');
  const settings = { seeds: '30', p: '1', directed: 'true' };
  const spread = await runOnFile(methodOf('network/diffusion')!, edges, { ...options, settings }, () => {});
  expect(spread.result.toJSON()).toMatchObject({ summary: { spread: { mean: 1 } } });
  await expect(
    runOnFile(methodOf('network/diffusion')!, edges, { ...options, settings: { seeds: '40' } }, () => {}),
  ).rejects.toThrow('nodes of the graph were expected');
});

test('the node whose beliefs are spread is given by its name', async () => {
  const edges = file('trust.edges', 'ann ben 1\nben 7 -1\n');
  const beliefs = async (source: string): Promise<unknown> => {
    const settings = { directed: 'true', source };
    return (await runOnFile(methodOf('network/trust')!, edges, { ...options, settings }, () => {})).result.toJSON();
  };
  expect(await beliefs('ann')).toMatchObject({
    summary: { negativeBelief: 1 },
    nodes: [{ id: 'ben' }, {}, { id: '7' }],
  });
  await expect(beliefs('0')).rejects.toThrow('parameter source: nodes of the graph were expected');
});

test('adoption takes a list of edges with times of adoption as well as posts', async () => {
  const edges = file('ring.edges', Array.from({ length: 12 }, (_, i) => `${i} ${(i + 1) % 12}`).join('\n'));
  const adopted = file('when.csv', `node,label\n${Array.from({ length: 12 }, (_, i) => `${i},${i}`).join('\n')}\n`);
  const found = await runOnFile(methodOf('network/adoption')!, edges, { ...options, settings: { adopted } }, () => {});
  expect(found.result.toJSON()).toMatchObject({ summary: { adopters: 12, exposure: { ties: 24 } } });
  const sales = file(
    'sales.csv',
    `period,sales\n${[5, 9, 16, 24, 28, 24, 15, 8].map((n, i) => `${i + 1},${n}`).join('\n')}\n`,
  );
  const curve = await runOnFile(methodOf('network/adoption')!, sales, options, () => {});
  expect(curve.result.toJSON()).toMatchObject({ summary: { adopters: 129, periods: 8, bass: { converged: true } } });
});

test('objects that leave out what they have no value for do not hide the column of text', async () => {
  const where = file('sparse.jsonl', '{"id":1}\n{"id":2,"Text":"hello","Lang":"English"}\n');
  const { posts } = await postsOfFile(where, {});
  expect(posts.text).toEqual(['', 'hello']);
  expect(posts.language).toEqual(['en', 'en']);
});

test('the language of a post is also at hand as its label', async () => {
  const { posts } = await postsOfFile(file('label.csv', 'text,language,platform\nhola,ES,x\n'), {});
  expect(posts.attributes).toMatchObject({ language: ['ES'], platform: ['x'] });
  expect(posts.language).toEqual(['es']);
});

test('a file that is not what its name says is refused by name', async () => {
  const refused = { code: 'ASSAY_FILE_UNREADABLE' };
  await expect(postsOfFile(file('plain.jsonl.gz', 'no gzip'), {})).rejects.toMatchObject(refused);
  await expect(postsOfFile(file('lines.jsonl', 'a,b\nc,d\n'), {})).rejects.toMatchObject(refused);
});

const ann = { id_str: '11', screen_name: 'Ann' };
const original = { id: 1, id_str: '1000000000000000001', user: ann };
const asVersionOne = [
  {
    ...original,
    created_at: 'Mon Jan 01 00:00:00 +0000 2024',
    full_text: 'hello',
    entities: { hashtags: [{ text: 'One' }] },
  },
  {
    id_str: '1000000000000000002',
    user: { id_str: '12', screen_name: 'ben' },
    full_text: '',
    in_reply_to_status_id: 1000000000000000000,
    in_reply_to_status_id_str: '1000000000000000001',
    in_reply_to_screen_name: 'ann',
  },
  {
    id_str: '1000000000000000003',
    user: { id_str: '13', screen_name: 'cy' },
    full_text: '',
    retweeted_status: original,
  },
  { id_str: '1000000000000000004', user: { id_str: '14', screen_name: 'di' }, full_text: '', quoted_status: original },
];
const asVersionTwo = [
  { id: '1', author_id: '11', text: 'hello', entities: { hashtags: [{ tag: 'One' }] } },
  { id: '2', author_id: '12', text: '', referenced_tweets: [{ type: 'replied_to', id: '1' }] },
  { id: '3', author_id: '13', text: '', referenced_tweets: [{ type: 'retweeted', id: '1' }] },
  { id: '4', author_id: '14', text: '', referenced_tweets: [{ type: 'quoted', id: '1' }] },
];

test.each([
  ['version 1', asVersionOne],
  ['version 2', asVersionTwo],
])('posts as the Twitter API, %s, nests them: references, entities and authors are found', async (name, posts) => {
  const where = file(`${name}.ndjson`, posts.map((one) => JSON.stringify(one)).join('\n'));
  expect(await rows(where)).toEqual([
    { kind: 'hashtag', post: 0, source: 0, target: -1, tag: 'one', reference: -1 },
    { kind: 'reply', post: 1, source: 1, target: 0, tag: null, reference: 0 },
    { kind: 'repost', post: 2, source: 2, target: 0, tag: null, reference: 0 },
    { kind: 'quote', post: 3, source: 3, target: 0, tag: null, reference: 0 },
  ]);
  expect((await postsOfFile(where, {})).names).toEqual(['11', '12', '13', '14']);
});

test('a list of mentions that names handle and identifier makes one person of both', async () => {
  const mentions = [{ username: 'Ann', id: '11' }];
  const where = file(
    'mentioned.ndjson',
    [
      { id: '1', author_id: '11', text: 'hello' },
      { id: '2', author_id: '12', text: '@ann hi', entities: { mentions } },
    ]
      .map((one) => JSON.stringify(one))
      .join('\n'),
  );
  expect(await rows(where)).toEqual([{ kind: 'mention', post: 1, source: 1, target: 0, tag: null, reference: -1 }]);
});

test('broken JSON in a cell that could nest something is passed over', async () => {
  const where = file('broken.csv', 'id,author,text,entities,referenced_tweets\n1,a,hello,"{oops","[1,null]"\n');
  expect(await rows(where)).toEqual([]);
});

test('columns and times of a spreadsheet: the day first; the answer says what was read', async () => {
  const where = file('sheet.csv', 'name,text,tweet_created\nann,hello,24-02-2015 11.35\nben,hi,31-02-2015 11.35\n');
  const found = await postsOfFile(where, {});
  expect(found.posts.time[0]).toBe(Date.UTC(2015, 1, 24, 11, 35));
  expect(found.posts.time[1]).toBeNaN();
  expect(found.names).toEqual(['ann', 'ben']);
  const answer = await runOnFile(
    methodOf('network/build')!,
    where,
    { columns: {}, settings: {}, seed: 1, threads: 1 },
    () => {},
  );
  expect(answer.input.columns).toEqual({ text: 'text', time: 'tweet_created', author: 'name' });
});

test('an edge list with quoted, capital columns behind a byte order mark is a graph to methods that take posts as well', async () => {
  const where = file('edges.csv', '\uFEFF"Source","Target"\na,b\nb,c\n');
  const { result } = await runOnFile(
    methodOf('network/adoption')!,
    where,
    { columns: {}, settings: { adopted: file('adopted.csv', 'node,label\na,1\nb,2\n') }, seed: 1, threads: 1 },
    () => {},
  );
  expect(result.toJSON()).toHaveProperty('summary');
});

test.each([
  ['screen_name', 'ann', 'ben'],
  ['user_id', '11', '12'],
])('of those who are answered the column is taken that names people as %s does', async (column, ann, ben) => {
  const where = file(
    `answered-${column}.csv`,
    `id,${column},text,in_reply_to_status_id,in_reply_to_screen_name,in_reply_to_user_id\n1,${ann},hello,,,\n2,${ben},hi,99,Ann,11\n`,
  );
  expect((await rows(where)).map(({ source, target }) => [source, target])).toEqual([[1, 0]]);
});
