import type { ColumnMapping } from '../domain/protocol';

/** Names under which 4CAT's exports of several platforms hold the same thing, first match wins. */
const candidates = {
  author_id: ['author_id'],
  author_handle: ['author', 'author_username'],
  language: ['language_guess', 'languages'],
  reply_to: ['reply_to', 'replied_to_post'],
  reply_to_author: ['replied_author', 'replied_to_user', 'replied_user'],
  repost_of_author: ['retweeted_user'],
  quote_of: ['quote_tweet_id', 'quoted_post'],
  quote_of_author: ['quote_author', 'quoted_user'],
  mentions: ['mentions'],
  hashtags: ['hashtags', 'tags'],
  urls: ['urls', 'links', 'link_url'],
  thread: ['thread_id'],
} as const;

const countCandidates = {
  like: ['like_count', 'likes', 'num_likes'],
  repost: ['retweet_count', 'repost_count', 'reposts', 'shares'],
  reply: ['reply_count', 'replies', 'comments', 'num_comments'],
  quote: ['quote_count', 'quotes'],
  view: ['impression_count', 'plays', 'views', 'play_count'],
  followers: ['author_followers'],
} as const;

/**
 * Column mapping of a 4CAT CSV export, from its header: `id`, `body` and a timestamp are in every one (4CAT's `map_item`), the rest
 * differs by platform. `unix_timestamp` is preferred: `timestamp` carries no zone but is UTC.
 */
export function fourcatMapping(header: readonly string[]): {
  readonly columns: ColumnMapping;
  readonly timeFormat: string;
} {
  const has = new Set(header);
  const first = (names: readonly string[]): string | undefined => names.find((name) => has.has(name));
  const columns: ColumnMapping = { id: 'id', text: 'body', counts: {} };
  const unix = has.has('unix_timestamp');
  columns.created_at = unix ? 'unix_timestamp' : 'timestamp';
  for (const [field, names] of Object.entries(candidates)) {
    const found = first(names);
    if (found) Object.assign(columns, { [field]: found });
  }
  for (const [name, names] of Object.entries(countCandidates)) {
    const found = first(names);
    if (found) Object.assign(columns.counts, { [name]: found });
  }
  return { columns, timeFormat: unix ? 'unix' : 'iso' };
}
