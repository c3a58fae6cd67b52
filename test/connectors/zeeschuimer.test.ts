import { mapRow } from '../../connectors/mapping';
import { unwrap, zeeschuimerColumns } from '../../connectors/zeeschuimer';
import type { RawPost } from '../../domain/post';
import { sampleProtocol } from '../domain/sample-protocol';

// Shapes as 4CAT reads them: datasources/twitter-import, tiktok and instagram, map_item.
function envelope(platform: string, data: object): Record<string, unknown> {
  return {
    nav_index: '1',
    item_id: 'fallback-id',
    timestamp_collected: 1700000000000,
    source_platform: platform,
    source_platform_url: 'https://x.com/home',
    source_url: 'https://x.com/home',
    user_agent: 'Mozilla/5.0 of the researcher',
    data,
  };
}
const tweet = {
  rest_id: '1800000000000000001',
  core: { user_results: { result: { rest_id: '42', legacy: { screen_name: 'ada', name: 'Ada' } } } },
  views: { count: '1234', state: 'EnabledWithCount' },
  legacy: {
    id_str: '1800000000000000001',
    full_text: 'Hello @bob #Fail https://t.co/x',
    created_at: 'Wed Oct 10 20:19:24 +0000 2018',
    user_id_str: '42',
    lang: 'en',
    conversation_id_str: '1799999999999999999',
    in_reply_to_status_id_str: '1799999999999999998',
    in_reply_to_screen_name: 'bob',
    favorite_count: 5,
    retweet_count: 2,
    reply_count: 1,
    quote_count: 0,
    entities: {
      hashtags: [{ text: 'Fail' }],
      user_mentions: [{ screen_name: 'bob', id_str: '7' }],
      urls: [{ expanded_url: 'https://www.example.org/page' }],
    },
  },
};

function post(platform: string, data: object): RawPost {
  const row = unwrap(envelope(platform, data));
  if (row === null) throw new Error('a row was expected, found none');
  const mapped = mapRow(row, 1, {
    source: sampleProtocol().sources[0]!,
    columns: zeeschuimerColumns,
    fileKey: 'z',
    latest: Date.UTC(2030, 0, 1),
  });
  if ('quarantined' in mapped)
    throw new Error(`a post was expected, found ${mapped.quarantined.reason} ${mapped.quarantined.column}`);
  return mapped.post;
}

test.each(['twitter.com', 'x.com', 'www.x.com'])('a post of %s', (platform) => {
  expect(post(platform, tweet)).toMatchObject({
    nativeId: '1800000000000000001',
    kind: 'reply',
    text: 'Hello @bob #Fail https://t.co/x',
    createdAt: new Date('2018-10-10T20:19:24Z'),
    author: { nativeId: '42', handle: 'ada' },
    threadId: '1799999999999999999',
    language: 'en',
    edges: [
      { kind: 'reply', targetNativeId: '1799999999999999998', targetAccount: 'bob' },
      { kind: 'mention', targetAccount: 'bob' },
      { kind: 'hashtag', value: 'fail' },
      { kind: 'url', value: 'example.org', page: 'https://www.example.org/page' },
    ],
    counts: { like: 5, repost: 2, reply: 1, quote: 0, view: 1234 },
  });
});

test('a long post of X has its whole text', () => {
  const long = { ...tweet, note_tweet: { note_tweet_results: { result: { text: 'A very long text that goes on' } } } };
  expect(post('x.com', long).text).toBe('A very long text that goes on');
});

test('the handle is found where X put it in 2025', () => {
  const moved = {
    ...tweet,
    core: { user_results: { result: { rest_id: '42', core: { screen_name: 'ada' }, legacy: {} } } },
  };
  expect(post('x.com', moved).author).toEqual({ nativeId: '42', handle: 'ada' });
});

const original = { rest_id: '17', core: tweet.core, legacy: { ...tweet.legacy, full_text: 'The original' } };

test.each([
  ['as it is', original],
  ['one level deeper, as X sometimes has it', { __typename: 'TweetWithVisibilityResults', tweet: original }],
])('a repost of X names what it repeats: %s', (_, result) => {
  const { in_reply_to_status_id_str: _a, in_reply_to_screen_name: _b, ...legacy } = tweet.legacy;
  const found = post('x.com', {
    ...tweet,
    legacy: { ...legacy, full_text: 'RT @ada: The orig…', retweeted_status_result: { result } },
  });
  expect(found.kind).toBe('repost');
  expect(found.edges).toContainEqual(expect.objectContaining({ kind: 'repost', targetNativeId: '17' }));
});

test('a quote of X names what it quotes', () => {
  const { in_reply_to_status_id_str: _a, in_reply_to_screen_name: _b, ...legacy } = tweet.legacy;
  expect(post('x.com', { ...tweet, legacy: { ...legacy, quoted_status_id_str: '18' } })).toMatchObject({
    kind: 'quote',
    edges: expect.arrayContaining([{ kind: 'quote', targetNativeId: '18' }]),
  });
});

const video = {
  id: '7300000000000000001',
  desc: 'A dance #Fun',
  createTime: 1700000000,
  author: { id: '99', uniqueId: 'dancer', nickname: 'D' },
  challenges: [{ title: 'Fun' }],
  stats: { diggCount: 10, shareCount: 3, commentCount: 2, playCount: 1000 },
};

test('a video of TikTok', () => {
  expect(post('tiktok.com', video)).toMatchObject({
    nativeId: '7300000000000000001',
    text: 'A dance #Fun',
    createdAt: new Date(1700000000000),
    author: { nativeId: '99', handle: 'dancer' },
    edges: [{ kind: 'hashtag', value: 'fun' }],
    counts: { like: 10, repost: 3, reply: 2, view: 1000 },
  });
});

test('a video of TikTok from the page itself has its author and time as text', () => {
  expect(post('www.tiktok.com', { ...video, author: 'dancer', createTime: '1700000000' })).toMatchObject({
    author: { handle: 'dancer' },
    createdAt: new Date(1700000000000),
  });
});

const picture = {
  id: '123_42',
  pk: '123',
  code: 'Cx',
  taken_at: 1700000000,
  caption: { text: 'Sunset' },
  user: { pk: '42', username: 'ada' },
  like_count: 7,
  comment_count: 1,
};

test('a post of Instagram, also without a caption', () => {
  expect(post('instagram.com', picture)).toMatchObject({
    nativeId: '123_42',
    text: 'Sunset',
    createdAt: new Date(1700000000000),
    author: { nativeId: '42', handle: 'ada' },
    counts: { like: 7, reply: 1 },
  });
  expect(post('instagram.com', { ...picture, caption: null }).text).toBe('');
});

test('a post without a time is kept, outside every series', () => {
  const { createTime: _a, ...untimed } = video;
  expect(post('tiktok.com', untimed).createdAt).toBeNull();
  const { taken_at: _b, ...undated } = picture;
  expect(post('instagram.com', undated).createdAt).toBeNull();
});

test('the envelope’s id stands in where the item has none', () => {
  const { id: _, ...nameless } = video;
  expect(post('tiktok.com', nameless).nativeId).toBe('fallback-id');
});

test('nothing of the researcher’s browser is left', () => {
  const row = JSON.stringify(unwrap(envelope('x.com', tweet)));
  for (const part of ['Mozilla', 'x.com/home', '1700000000000']) expect(row).not.toContain(part);
});

test.each([
  {},
  { source_platform: 'myspace.com', data: {} },
  { source_platform: 'x.com' },
  { source_platform: 'x.com', data: null },
  { source_platform: 'x.com', data: 'text' },
  { source_platform: 'toString', data: {} },
])('what is no line of a known platform is none: %j', (line) => expect(unwrap(line)).toBeNull());
