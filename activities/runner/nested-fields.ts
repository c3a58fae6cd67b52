type Values = Readonly<Record<string, unknown>>;

function objectOf(value: unknown): Values | undefined {
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) {
    try {
      return objectOf(JSON.parse(value));
    } catch {
      return undefined;
    }
  }
  return typeof value === 'object' && value !== null ? (value as Values) : undefined;
}

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null || value === '' || typeof value === 'object' ? undefined : String(value);
}

/** An account as platforms nest one: by its identifier, else by its handle. Long identifiers are exact only as text. */
export function nameOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value !== 'object') return String(value);
  const { id_str, id, screen_name, username } = value as Values;
  const found = id_str ?? id ?? username ?? screen_name;
  return found === undefined || found === null ? null : String(found);
}

/** How a reference of the Twitter API v2 is called, and the field that holds it here. */
const referenceFields: Readonly<Record<string, string>> = {
  replied_to: 'reply_to',
  retweeted: 'repost_of',
  quoted: 'quote_of',
};

function addPost(found: Record<string, string>, field: string, value: unknown): void {
  const post = objectOf(value);
  const id = textOf(post?.id_str) ?? textOf(post?.id);
  if (!post || id === undefined) return;
  found[field] = id;
  const author = nameOf(post.user) ?? textOf(post.author_id);
  if (author) found[`${field}_author`] = author;
}

/**
 * What exports of platforms nest and interactions are made of, under plain names: the posts that a post refers to
 * (`referenced_tweets`, `retweeted_status`, `quoted_status`), its entities, and the handle of its author. Objects and JSON in cells of
 * a table are both taken; what cannot be read is passed over.
 */
export function nestedFields(values: Values): Record<string, string> {
  const found: Record<string, string> = {};
  const references = objectOf(values.referenced_tweets);
  if (Array.isArray(references))
    for (const one of references as unknown[]) {
      const { type, id } = (objectOf(one) ?? {}) as { type?: unknown; id?: unknown };
      const field = typeof type === 'string' ? referenceFields[type] : undefined;
      const post = textOf(id);
      if (field && post !== undefined) found[field] = post;
    }
  addPost(found, 'repost_of', values.retweeted_status);
  addPost(found, 'quote_of', values.quoted_status);
  const entities = objectOf(values.entities);
  if (entities) {
    const lists = {
      hashtags: entities.hashtags,
      urls: entities.urls,
      mentions: entities.user_mentions ?? entities.mentions,
    };
    for (const [name, list] of Object.entries(lists))
      if (Array.isArray(list) && list.length > 0) found[name] = JSON.stringify(list);
  }
  const user = objectOf(values.user) ?? objectOf(values.author);
  const handle = textOf(user?.screen_name) ?? textOf(user?.username);
  if (handle) found.username = handle;
  return found;
}

const nesting = ['referenced_tweets', 'retweeted_status', 'quoted_status', 'entities', 'user', 'author'] as const;

/** Whether a row nests something that `nestedFields` reads: most do not, and need no look. */
export function nests(values: Values): boolean {
  for (const name of nesting) {
    const value = values[name];
    if (typeof value === 'object' ? value !== null : typeof value === 'string' && /^\s*[[{]/.test(value)) return true;
  }
  return false;
}
