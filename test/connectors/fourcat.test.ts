import { fourcatMapping } from '../../connectors/fourcat';

// Headers as 4CAT's map_item writes them (datasources/*/search_*.py), read in its source.
const headers = {
  x: [
    'id',
    'thread_id',
    'timestamp',
    'unix_timestamp',
    'link',
    'body',
    'author',
    'author_fullname',
    'author_id',
    'source',
    'language_guess',
    'retweet_count',
    'reply_count',
    'like_count',
    'quote_count',
    'impression_count',
    'is_retweet',
    'retweeted_user',
    'is_quote_tweet',
    'quoted_user',
    'is_reply',
    'replied_user',
    'hashtags',
    'urls',
    'images',
    'mentions',
  ],
  tiktok: [
    'id',
    'thread_id',
    'author',
    'author_full',
    'author_followers',
    'body',
    'timestamp',
    'unix_timestamp',
    'likes',
    'comments',
    'shares',
    'plays',
    'hashtags',
    'challenges',
  ],
  instagram: [
    'id',
    'thread_id',
    'body',
    'author',
    'author_fullname',
    'author_id',
    'timestamp',
    'num_likes',
    'num_comments',
    'play_count',
    'hashtags',
    'usertags',
  ],
  bluesky: [
    'id',
    'thread_id',
    'body',
    'author',
    'author_id',
    'timestamp',
    'like_count',
    'quote_count',
    'reply_count',
    'repost_count',
    'quoted_post',
    'quoted_user',
    'replied_to_post',
    'replied_to_user',
    'mentions',
    'tags',
    'links',
    'languages',
  ],
  telegram: [
    'id',
    'thread_id',
    'chat',
    'author',
    'author_username',
    'body',
    'reply_to',
    'views',
    'timestamp',
    'unix_timestamp',
  ],
};

test.each(Object.entries(headers))('an export of %s has id, body, time, thread and author', (_, header) => {
  const { columns } = fourcatMapping(header);
  expect(columns).toMatchObject({ id: 'id', text: 'body', thread: 'thread_id', author_handle: 'author' });
});

test('the unix timestamp is preferred to the one without a zone', () => {
  expect(fourcatMapping(headers.x)).toMatchObject({ timeFormat: 'unix', columns: { created_at: 'unix_timestamp' } });
  expect(fourcatMapping(headers.instagram)).toMatchObject({ timeFormat: 'iso', columns: { created_at: 'timestamp' } });
});

test('X: counts, references and lists', () => {
  expect(fourcatMapping(headers.x).columns).toMatchObject({
    author_id: 'author_id',
    language: 'language_guess',
    reply_to_author: 'replied_user',
    repost_of_author: 'retweeted_user',
    quote_of_author: 'quoted_user',
    mentions: 'mentions',
    hashtags: 'hashtags',
    urls: 'urls',
    counts: {
      like: 'like_count',
      repost: 'retweet_count',
      reply: 'reply_count',
      quote: 'quote_count',
      view: 'impression_count',
    },
  });
});

test('TikTok, Instagram, Bluesky and Telegram: counts', () => {
  expect(fourcatMapping(headers.tiktok).columns.counts).toEqual({
    like: 'likes',
    repost: 'shares',
    reply: 'comments',
    view: 'plays',
    followers: 'author_followers',
  });
  expect(fourcatMapping(headers.instagram).columns.counts).toEqual({
    like: 'num_likes',
    reply: 'num_comments',
    view: 'play_count',
  });
  expect(fourcatMapping(headers.bluesky).columns.counts).toEqual({
    like: 'like_count',
    repost: 'repost_count',
    reply: 'reply_count',
    quote: 'quote_count',
  });
  expect(fourcatMapping(headers.telegram).columns).toMatchObject({ reply_to: 'reply_to', counts: { view: 'views' } });
});

test('Bluesky: whom a post answers and quotes', () => {
  expect(fourcatMapping(headers.bluesky).columns).toMatchObject({
    reply_to: 'replied_to_post',
    reply_to_author: 'replied_to_user',
    quote_of: 'quoted_post',
    quote_of_author: 'quoted_user',
    hashtags: 'tags',
    urls: 'links',
  });
});

test('no column is named that the header does not have', () => {
  for (const header of [...Object.values(headers), ['id', 'thread_id', 'author', 'body', 'timestamp']]) {
    const { counts, ...fields } = fourcatMapping(header).columns;
    for (const name of [...Object.values(fields), ...Object.values(counts)]) expect(header).toContain(name);
  }
});
