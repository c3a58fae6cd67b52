import type { ColumnMapping } from '../domain/protocol';

type Item = Readonly<Record<string, unknown>>;

function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here = value;
  for (const part of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Record<string | number, unknown>)[part];
  }
  return here;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function fromSeconds(value: unknown): Date | null {
  return value === undefined || value === null ? null : new Date(Number(value) * 1000);
}

/** Twitter's and X's timeline items; a long post's whole text stands under note_tweet. */
function fromX(data: Item): Item {
  const legacy = (at(data, 'legacy') ?? {}) as Item;
  const user = at(data, 'core', 'user_results', 'result');
  const repeated = at(legacy, 'retweeted_status_result', 'result');
  return {
    id: at(data, 'rest_id') ?? legacy.id_str,
    text: at(data, 'note_tweet', 'note_tweet_results', 'result', 'text') ?? legacy.full_text,
    created_at: legacy.created_at,
    author_id: at(user, 'rest_id') ?? legacy.user_id_str,
    author_handle: at(user, 'legacy', 'screen_name') ?? at(user, 'core', 'screen_name'),
    language: legacy.lang,
    thread: legacy.conversation_id_str,
    reply_to: legacy.in_reply_to_status_id_str,
    reply_to_author: legacy.in_reply_to_screen_name,
    repost_of: at(repeated, 'rest_id') ?? at(repeated, 'tweet', 'rest_id'),
    quote_of: legacy.quoted_status_id_str,
    mentions: list(at(legacy, 'entities', 'user_mentions')).map((one) => at(one, 'screen_name')),
    hashtags: list(at(legacy, 'entities', 'hashtags')).map((one) => at(one, 'text')),
    urls: list(at(legacy, 'entities', 'urls')).map((one) => at(one, 'expanded_url')),
    like: legacy.favorite_count,
    repost: legacy.retweet_count,
    reply: legacy.reply_count,
    quote: legacy.quote_count,
    view: at(data, 'views', 'count'),
  };
}

function fromTikTok(data: Item): Item {
  const author = at(data, 'author');
  return {
    id: data.id,
    text: data.desc,
    created_at: fromSeconds(data.createTime),
    author_id: at(author, 'id'),
    author_handle: typeof author === 'string' ? author : at(author, 'uniqueId'),
    hashtags: list(data.challenges).map((one) => at(one, 'title')),
    like: at(data, 'stats', 'diggCount'),
    repost: at(data, 'stats', 'shareCount'),
    reply: at(data, 'stats', 'commentCount'),
    view: at(data, 'stats', 'playCount'),
  };
}

function fromInstagram(data: Item): Item {
  return {
    id: data.id ?? data.pk,
    text: at(data, 'caption', 'text') ?? '',
    created_at: fromSeconds(data.taken_at),
    author_id: at(data, 'user', 'pk') ?? at(data, 'user', 'id'),
    author_handle: at(data, 'user', 'username'),
    like: data.like_count,
    reply: data.comment_count,
    view: data.play_count,
  };
}

const platforms: Readonly<Record<string, (data: Item) => Item>> = {
  'twitter.com': fromX,
  'x.com': fromX,
  'tiktok.com': fromTikTok,
  'instagram.com': fromInstagram,
};

/** What `unwrap` returns has these columns. */
export const zeeschuimerColumns: ColumnMapping = {
  id: 'id',
  text: 'text',
  created_at: 'created_at',
  author_id: 'author_id',
  author_handle: 'author_handle',
  language: 'language',
  thread: 'thread',
  reply_to: 'reply_to',
  reply_to_author: 'reply_to_author',
  repost_of: 'repost_of',
  quote_of: 'quote_of',
  mentions: 'mentions',
  hashtags: 'hashtags',
  urls: 'urls',
  counts: { like: 'like', repost: 'repost', reply: 'reply', quote: 'quote', view: 'view' },
};

/**
 * A Zeeschuimer line as a flat row; null where it is not one or its platform is not known. `user_agent` and the page's address are
 * dropped: they identify the researcher's browser.
 */
export function unwrap(envelope: Item): Item | null {
  const platform = String(envelope.source_platform ?? '').replace(/^www\./, '');
  const read = Object.hasOwn(platforms, platform) ? platforms[platform] : undefined;
  const data = envelope.data;
  if (!read || typeof data !== 'object' || data === null) return null;
  const row = read(data as Item);
  return { ...row, id: row.id ?? envelope.item_id };
}
