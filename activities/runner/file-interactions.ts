import { canonicalUrl } from '../../analysis/text/normalisation/canonical-url';
import { textEdges } from '../../analysis/text/text-edges';
import { normaliseTag } from '../../connectors/mapping';
import type { Artefact } from '../../domain/artefact';
import type { Posts } from '../../domain/method';
import { Ordinals } from '../../domain/ordinals';

/** Columns in which exports name the post's own identifier and those that it refers to, and whose those were. */
const names = {
  id: ['id_str', 'id', 'post_id', 'tweet_id', 'status_id', 'native_id', 'uri'],
  reply: [
    'reply_to',
    'in_reply_to_id',
    'in_reply_to',
    'in_reply_to_status_id_str',
    'in_reply_to_status_id',
    'reply_to_id',
    'parent_id',
  ],
  repost: [
    'repost_of',
    'retweeted_id',
    'retweet_of',
    'retweeted_status_id_str',
    'retweeted_status_id',
    'retweeted_status.id_str',
    'retweeted_status.id',
    'reblog_of',
    'reblog_of_id',
    'repost_of_id',
  ],
  quote: [
    'quote_of',
    'quoted_id',
    'quoted_status_id_str',
    'quoted_status_id',
    'quoted_status.id_str',
    'quoted_status.id',
    'quote_id',
    'quote_of_id',
  ],
  replyAuthor: [
    'reply_to_author',
    'in_reply_to_user_id_str',
    'in_reply_to_user_id',
    'in_reply_to_author',
    'in_reply_to_screen_name',
    'reply_to_user',
  ],
  repostAuthor: ['repost_of_author', 'retweeted_user_id', 'retweeted_author', 'retweet_of_author', 'retweeted_user'],
  quoteAuthor: ['quote_of_author', 'quoted_user_id', 'quoted_author', 'quoted_user'],
  handle: ['username', 'screen_name', 'handle', 'author_username', 'user_screen_name', 'user.screen_name'],
  mentions: ['mentions', 'user_mentions', 'entities.user_mentions', 'entities.mentions'],
  hashtags: ['hashtags', 'tags', 'entities.hashtags'],
  urls: ['urls', 'url', 'link', 'links', 'entities.urls'],
} as const;

/** Columns that may hold lists, kept as JSON. */
export const listColumns: ReadonlySet<string> = new Set([...names.mentions, ...names.hashtags, ...names.urls]);

/** Characters of a text by which a repost written as `RT @name: …` finds its original; exports cut the end off. */
const openingLength = 40;

type Referring = 'reply' | 'repost' | 'quote';
const referring: readonly Referring[] = ['repost', 'quote', 'reply'];

function listOf(text: string): string[] {
  if (text.startsWith('[')) {
    try {
      const parsed: unknown = JSON.parse(text);
      if (Array.isArray(parsed))
        return parsed.flatMap((one) => {
          if (typeof one !== 'object' || one === null) return [String(one)];
          const { expanded_url, url, text: tag, tag: other, screen_name, username } = one as Record<string, unknown>;
          const found = expanded_url ?? url ?? tag ?? other ?? screen_name ?? username;
          return found === undefined ? [] : [String(found)];
        });
    } catch {
      // Not JSON after all: read as words.
    }
  }
  return text.split(/[\s,;|]+/).filter((one) => one !== '');
}

/** Handles in lower case with the identifier of their account, of a list of mentions that names both. */
function identified(text: string): [string, string][] {
  try {
    return (JSON.parse(text) as unknown[]).flatMap((one) => {
      const { screen_name, username, id_str, id } = (one ?? {}) as Record<string, unknown>;
      const [name, account] = [screen_name ?? username, id_str ?? id];
      return typeof name === 'string' && account !== undefined ? [[name.toLowerCase(), String(account)]] : [];
    });
  } catch {
    return [];
  }
}

export interface FileInteractions {
  readonly people: Artefact;
  readonly interactions: Artefact;
  /** What the file calls each person, by ordinal: authors first, as they appear, then those who are only addressed. */
  readonly names: readonly string[];
}

/**
 * Who addresses whom, what is passed on, and which tags and links a post carries. `reference` is the row of the post that is replied
 * to, reposted or quoted, −1 where the file does not hold it. O(length of the texts that hold @, # or a link).
 */
export function interactionsOfFile(
  posts: Posts,
  author: readonly (string | null)[],
  given: Readonly<Record<string, string>>,
): FileInteractions {
  // Where a file has several columns for a field, the one that suits best; the first of those that suit alike.
  const column = (
    field: keyof typeof names,
    stated?: string,
    suits?: (value: string) => boolean,
  ): readonly (string | null)[] | undefined => {
    const chosen = given[stated ?? field];
    if (chosen !== undefined) return posts.attributes[chosen];
    const columns = names[field].filter((one) => one in posts.attributes).map((one) => posts.attributes[one]!);
    if (!suits || columns.length < 2) return columns[0];
    const counts = columns.map((values) => values.reduce((sum, one) => sum + (one && suits(one) ? 1 : 0), 0));
    return columns[counts.indexOf(Math.max(...counts))];
  };
  const ordinals = new Ordinals();
  const ordinal = (name: string): number => ordinals.of(name.toLowerCase());
  const who = Int32Array.from(author, (name) => (name === null ? -1 : ordinal(name)));
  const handles = new Map<string, number>();
  const handle = column('handle');
  if (handle)
    handle.forEach((name, row) => {
      if (name && who[row]! >= 0) handles.set(name.toLowerCase().replace(/^@/, ''), who[row]!);
    });
  // Lists of mentions say which account a handle is of, also where no row does.
  for (const list of column('mentions') ?? [])
    if (list?.startsWith('['))
      for (const [name, id] of identified(list)) {
        const known = ordinals.known(id);
        if (known !== undefined && !handles.has(name)) handles.set(name, known);
      }
  const person = (name: string): number => handles.get(name.toLowerCase()) ?? ordinal(name);
  // Exports name those who are answered by identifier and by handle: people of the file should not stand in it twice.
  const known = (name: string): boolean => {
    const key = name.toLowerCase().replace(/^@/, '');
    return ordinals.known(key) !== undefined || handles.has(key);
  };
  const rowOf = new Map<string, number>();
  column('id')?.forEach((id, row) => {
    if (id && !rowOf.has(id)) rowOf.set(id, row);
  });
  const references = referring.map((kind) => ({
    kind,
    post: column(kind, kind === 'reply' ? 'reply_to' : `${kind}_of`),
    author: column(`${kind}Author`, kind === 'reply' ? 'reply_to_author' : `${kind}_of_author`, known),
  }));
  const [mentionLists, tagLists, urlLists] = [column('mentions'), column('hashtags'), column('urls')];
  // Only where a text begins with RT is it worth while to know how the others begin.
  let openings: Map<string, number> | undefined;
  const opening = (of: number, text: string): string => `${of} ${text.slice(0, openingLength)}`;
  const original = (of: number, text: string, before: number): number => {
    if (!openings) {
      openings = new Map();
      for (let row = 0; row < posts.count; row++) {
        const key = opening(who[row]!, posts.text[row]!);
        if (!openings.has(key)) openings.set(key, row);
      }
    }
    const found = openings.get(opening(of, text));
    return found === undefined || found === before ? -1 : found;
  };
  const post: number[] = [];
  const source: number[] = [];
  const target: number[] = [];
  const reference: number[] = [];
  const time: number[] = [];
  const kinds: string[] = [];
  const tags: (string | null)[] = [];
  const link = (row: number, kind: string, to: number, referred: number, tag: string | null): void => {
    post.push(row);
    source.push(who[row]!);
    target.push(to);
    reference.push(referred);
    time.push(posts.time[row]!);
    kinds.push(kind);
    tags.push(tag);
  };
  for (let row = 0; row < posts.count; row++) {
    const text = posts.text[row]!;
    let reposted = false;
    for (const { kind, post: ids, author: authors } of references) {
      const id = ids?.[row];
      const stated = authors?.[row];
      if (!id && !stated) continue;
      const referred = id ? (rowOf.get(id) ?? -1) : -1;
      const to = referred >= 0 && who[referred]! >= 0 ? who[referred]! : stated ? person(stated.replace(/^@/, '')) : -1;
      // A post that refers to something outside the file keeps the name of it, so that its reposts are seen to belong together.
      link(row, kind, to, referred, referred < 0 && id ? `missing:${id}` : null);
      if (kind === 'repost') reposted = true;
    }
    const holdsMention = text.includes('@') || text.includes('＠');
    const holdsTag = text.includes('#') || text.includes('＃');
    const edges =
      holdsMention || holdsTag || text.includes('http') || text.includes('www.') ? textEdges(text) : undefined;
    if (edges?.repostOf && !reposted) {
      const to = person(edges.repostOf);
      const colon = text.indexOf(': ');
      link(row, 'repost', to, colon < 0 ? -1 : original(to, text.slice(colon + 2), row), null);
    }
    const mentions = edges?.mentions ?? [];
    for (const name of mentions) link(row, 'mention', person(name), -1, null);
    const stated = mentionLists?.[row];
    if (stated) {
      const known = new Set(mentions.map((one) => one.toLowerCase()));
      for (const name of listOf(stated).map((one) => one.replace(/^@/, '')))
        if (!known.has(name.toLowerCase())) link(row, 'mention', person(name), -1, null);
    }
    const carried = new Set((edges?.hashtags ?? []).map(normaliseTag));
    if (tagLists?.[row]) for (const tag of listOf(tagLists[row]!)) carried.add(normaliseTag(tag));
    for (const tag of carried) link(row, 'hashtag', -1, -1, tag);
    const urls = new Set((edges?.urls ?? []).map(canonicalUrl));
    if (urlLists?.[row]) for (const url of listOf(urlLists[row]!)) urls.add(canonicalUrl(url));
    for (const url of urls) link(row, 'url', -1, -1, url);
  }
  return {
    names: ordinals.names(),
    people: { kind: 'people', columns: { author: who }, about: {} },
    interactions: {
      kind: 'interactions',
      columns: {
        post: Int32Array.from(post),
        source: Int32Array.from(source),
        target: Int32Array.from(target),
        time: Float64Array.from(time),
        kind: kinds,
        tag: tags,
        reference: Int32Array.from(reference),
      },
      about: { people: ordinals.size },
    },
  };
}
