import { hostOf, type Mapped, mapRow, normaliseTag } from '../../connectors/mapping';
import type { RawPost } from '../../domain/post';
import type { Source } from '../../domain/protocol';
import { sampleProtocol } from '../domain/sample-protocol';

const columns = {
  id: 'id',
  text: 'text',
  created_at: 'at',
  author_id: 'uid',
  author_handle: 'user',
  kind: 'kind',
  thread: 'thread',
  language: 'lang',
  reply_to: 'reply',
  reply_to_author: 'reply_user',
  repost_of: 'rt',
  repost_of_author: 'rt_user',
  quote_of: 'qt',
  quote_of_author: 'qt_user',
  mentions: 'mentions',
  hashtags: 'tags',
  urls: 'urls',
  observed_at: 'seen',
  state: 'state',
  counts: { like: 'likes', view: 'views' },
} as const;
const source: Source = { ...sampleProtocol().sources[0]!, attributes: { side: 'side' } };
const latest = Date.UTC(2024, 5, 1);

function map(
  row: Readonly<Record<string, unknown>>,
  change: Partial<Source> = {},
  only: Partial<typeof columns> = columns,
): Mapped {
  return mapRow({ text: 'hello', ...row }, 7, {
    source: { ...source, ...change },
    columns: { text: 'text', counts: {}, ...only },
    fileKey: 'a.csv',
    latest,
  });
}
function post(row: Readonly<Record<string, unknown>>, change: Partial<Source> = {}): RawPost {
  const mapped = map({ id: '1', ...row }, change);
  if ('quarantined' in mapped) throw new Error(`a post was expected, found ${mapped.quarantined.reason}`);
  return mapped.post;
}

test('a full row becomes a post', () => {
  const found = post({
    at: '2024-05-01T10:00:00Z',
    uid: ' 9 ',
    user: '@ada',
    thread: '5',
    lang: 'en',
    likes: '3',
    views: ' 1000 ',
    side: ' left ',
    tags: ['#Fail'],
  });
  expect(found).toMatchObject({
    nativeId: '1',
    kind: 'post',
    text: 'hello',
    createdAt: new Date('2024-05-01T10:00:00Z'),
    createdAtPrecision: 's',
    author: { nativeId: '9', handle: 'ada' },
    threadId: '5',
    language: 'en',
    counts: { like: 3, view: 1000 },
    attributes: { side: 'left' },
    state: 'live',
    edges: [{ kind: 'hashtag', value: 'fail' }],
  });
});

test.each(['5.70306E+17', '5,70306E+17', '5.7E17', '6e+17'])(
  'the identifier %s went through a spreadsheet: its place stands in for it',
  (id) => {
    expect(map({ id })).toMatchObject({
      notices: expect.arrayContaining(['damaged-id']),
      post: { nativeId: 'a.csv:7' },
    });
  },
);

test.each(['570306133677760513', 'at://did:plc:x/app.bsky.feed.post/3k', 't3_abc', '12E4x', 'E17', '1.5'])(
  'the identifier %s is kept',
  (id) => {
    expect(map({ id })).toMatchObject({ post: { nativeId: id } });
  },
);

test('a row without identifier is refused where the protocol names a column for it, else named by its place', () => {
  for (const id of ['', '   ', null, undefined])
    expect(map({ id })).toEqual({ quarantined: { line: 7, reason: 'missing-id', column: 'id' } });
  expect(map({}, {}, {})).toMatchObject({ post: { nativeId: 'a.csv:7' } });
});

test('a missing text column is refused; an empty text is empty, null is unavailable', () => {
  expect(
    mapRow({ id: '1' }, 3, { source, columns: { id: 'id', text: 'text', counts: {} }, fileKey: 'a', latest }),
  ).toEqual({
    quarantined: { line: 3, reason: 'missing-text', column: 'text' },
  });
  expect(post({ text: '' }).text).toBe('');
  expect(post({ text: null }).text).toBeNull();
});

test('a time that does not read is refused, one that is missing is noticed and kept', () => {
  expect(map({ id: '1', at: 'yesterday' })).toEqual({ quarantined: { line: 7, reason: 'bad-time', column: 'at' } });
  for (const at of ['', null, undefined])
    expect(map({ id: '1', at })).toMatchObject({
      notices: ['missing-time'],
      post: { createdAt: null, createdAtPrecision: 'unknown' },
    });
});

test('a time before 2000 or more than a day after collection is impossible', () => {
  const reason = (at: string): unknown => {
    const mapped = map({ id: '1', at });
    return 'quarantined' in mapped ? mapped.quarantined.reason : 'kept';
  };
  expect(
    ['1999-12-31T23:59:59Z', '2000-01-01T00:00:00Z', '2024-06-02T00:00:00Z', '2024-06-02T00:00:01Z'].map(reason),
  ).toEqual(['impossible-time', 'kept', 'kept', 'impossible-time']);
});

test('a number beyond the calendar is no time either', () => {
  expect(map({ id: '1', at: '99999999999999999' }, { timeFormat: 'unix' })).toMatchObject({
    quarantined: { line: 7, column: 'at' },
  });
});

test('a time without zone is read in the source’s zone, and that is noticed', () => {
  expect(map({ id: '1', at: '2024-05-01T10:00:00' }, { timezone: 'Europe/Rome' })).toMatchObject({
    notices: ['missing-zone'],
    post: { createdAt: new Date('2024-05-01T08:00:00Z') },
  });
});

test.each(['-1', '1.5', 'many', '1,234', 'NaN', 'Infinity'])(
  'the count %s is refused, not read as something else',
  (likes) => {
    expect(map({ id: '1', likes })).toEqual({ quarantined: { line: 7, reason: 'bad-count', column: 'likes' } });
  },
);

test('a count that is missing is no count, never 0; a float that is whole is a count', () => {
  expect(post({ likes: '', views: null }).counts).toEqual({});
  expect(post({ likes: 0, views: '12.0' }).counts).toEqual({ like: 0, view: 12 });
});

test('references become edges, and the kind follows from them unless it is stated', () => {
  expect(post({ reply: '5', reply_user: '@bob' })).toMatchObject({
    kind: 'reply',
    edges: [{ kind: 'reply', targetNativeId: '5', targetAccount: 'bob' }],
  });
  expect(post({ rt: '6' })).toMatchObject({ kind: 'repost', edges: [{ kind: 'repost', targetNativeId: '6' }] });
  expect(post({ qt_user: 'eve' })).toMatchObject({ kind: 'quote', edges: [{ kind: 'quote', targetAccount: 'eve' }] });
  expect(post({ reply: '5', kind: ' Comment ' }).kind).toBe('comment');
  expect(post({ kind: 'shout' }).kind).toBe('post');
});

test('lists are read from arrays, JSON and words', () => {
  const values = (tags: unknown): unknown => post({ tags }).edges.map((edge) => edge.value);
  for (const tags of [['#A', 'b'], '["#A","b"]', '#A, b', 'A b', ' A,b ']) expect(values(tags)).toEqual(['a', 'b']);
  for (const tags of ['', null, undefined, []]) expect(values(tags)).toEqual([]);
  expect(post({ mentions: '@ada,bob' }).edges).toEqual([
    { kind: 'mention', targetAccount: 'ada' },
    { kind: 'mention', targetAccount: 'bob' },
  ]);
});

test('a link has its host, and the page that storing takes a keyed hash of', () => {
  expect(post({ urls: ['https://www.example.org/~ada?q=1', 'news.example/x', '::::'] }).edges).toEqual([
    { kind: 'url', value: 'example.org', page: 'https://www.example.org/~ada?q=1' },
    { kind: 'url', value: 'news.example', page: 'news.example/x' },
  ]);
  expect(hostOf('https://user:secret@example.org/x')).toBe('example.org');
});

test.each([
  ['https://www.nos.nl/artikel', 'nos.nl'],
  ['https://nos.nl/artikel', 'nos.nl'],
  ['https://maria.web.de/', 'web.de'],
  ['https://maria.blogspot.com/', 'blogspot.com'],
  ['https://news.bbc.co.uk/1', 'bbc.co.uk'],
  ['https://www.abc.net.au/news', 'abc.net.au'],
  ['https://192.0.2.7/x', null],
  ['https://[2001:db8::1]/x', null],
])('of %s the registered domain is %s', (url, wanted) => expect(hostOf(url)).toBe(wanted));

test('what a database cannot hold is taken out of texts', () => {
  expect(post({ text: 'a\u0000b\ud800c😀' }).text).toBe('abc😀');
});

test('hashtags compare in one form', () => {
  expect(['#Fail', '＃ＦＡＩＬ', 'FAIL', '#ﬁsh'].map(normaliseTag)).toEqual(['fail', 'fail', 'fail', 'fish']);
});

test('a post that its author removed is marked', () => {
  expect(post({ state: 'deleted by author' }).state).toBe('deleted');
  expect(post({ state: 'undeleted' }).state).toBe('live');
});

test('the time of observation is read from its column', () => {
  expect(post({ seen: '2024-05-20T00:00:00Z' }).observedAt).toEqual(new Date('2024-05-20T00:00:00Z'));
});

test('attributes come as text; empty ones are none; a time among them reads as ISO', () => {
  expect(post({ side: 7 }).attributes).toEqual({ side: '7' });
  expect(post({ side: '  ' }).attributes).toEqual({});
  expect(post({ side: new Date('2024-05-20T00:00:00Z') }).attributes).toEqual({ side: '2024-05-20T00:00:00.000Z' });
});

test('no value makes it throw: bad rows are counted, not fatal', () => {
  const odd: unknown[] = [
    undefined,
    null,
    '',
    0,
    -0,
    Number.NaN,
    true,
    {},
    [],
    [null],
    { id: 1n },
    10n,
    new Date(Number.NaN),
    '\u0000',
    '\ud800',
    '[',
    '{"a"',
    'x'.repeat(100_000),
  ];
  for (const value of odd) {
    for (const name of [
      'id',
      'text',
      'at',
      'uid',
      'user',
      'kind',
      'reply',
      'rt',
      'mentions',
      'tags',
      'urls',
      'likes',
      'side',
      'state',
      'seen',
    ]) {
      expect(() => map({ id: '1', [name]: value })).not.toThrow();
    }
  }
});

test('what is refused names the column, never its content', () => {
  for (const row of [{ at: 'secret' }, { likes: 'secret' }, { id: '', uid: 'secret' }])
    expect(JSON.stringify(map({ id: '1', ...row }))).not.toContain('secret');
});
