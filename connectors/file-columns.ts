import { AssayError } from '../domain/errors';

/** What exports call a field, the likeliest first; written in lower case with `_` between words. */
const guesses: Readonly<Record<string, readonly string[]>> = {
  text: [
    'text',
    'body',
    'full_text',
    'content',
    'message',
    'tweet',
    'tweet_text',
    'post',
    'post_text',
    'comment',
    'comment_text',
    'comment_body',
    'review',
    'review_text',
    'review_body',
    'sentence',
    'caption',
    'document',
    'selftext',
  ],
  time: [
    'created_at',
    'timestamp',
    'time',
    'date',
    'datetime',
    'posted_at',
    'published_at',
    'created_utc',
    'tweet_created',
  ],
  author: [
    'author',
    'author_id',
    'user',
    'user_id',
    'user.id_str',
    'user.id',
    'username',
    'screen_name',
    'user_screen_name',
    'user.screen_name',
    'account',
    'from_user',
    'handle',
    'name',
  ],
  language: ['language', 'lang'],
  platform: ['platform'],
};

export interface ColumnOptions {
  /** A file without a column of text is taken too: who passed on what, and when, needs none. */
  readonly textOptional?: boolean;
  /** The columns were named for another file: what this one lacks is guessed. */
  readonly namedElsewhere?: boolean;
}

/**
 * Which column of a file holds which field of a post: as given, else by its name, exactly or in another case.
 *
 * @throws AssayError ASSAY_METHOD_INPUT where a given column, or one with text, is not in the file
 */
export function fileColumns(
  file: string,
  names: readonly string[],
  given: Readonly<Record<string, string>>,
  { textOptional = false, namedElsewhere = false }: ColumnOptions,
): Record<string, string> {
  const found = `found ${names.slice(0, 20).join(', ') || 'none'}`;
  const columns: Record<string, string> = {};
  for (const [field, name] of Object.entries(given)) {
    if (names.includes(name)) columns[field] = name;
    else if (!namedElsewhere && field === 'text' && !textOptional)
      throw new AssayError('ASSAY_METHOD_INPUT', `${file}: the column ${name} was expected, ${found}`);
  }
  const plain = new Map<string, string>();
  for (const name of names) {
    const key = name.trim().toLowerCase().replace(/[ -]/g, '_');
    if (!plain.has(key)) plain.set(key, name);
  }
  for (const [field, likely] of Object.entries(guesses)) {
    if (columns[field] !== undefined || (given[field] !== undefined && !namedElsewhere)) continue;
    const alike = likely.find((one) => plain.has(one));
    const name = likely.find((one) => names.includes(one)) ?? (alike === undefined ? undefined : plain.get(alike));
    if (name !== undefined) columns[field] = name;
  }
  if (columns.text === undefined && !textOptional)
    throw new AssayError(
      'ASSAY_METHOD_INPUT',
      `${file}: a column with text was expected (say which with --column text=NAME), ${found}`,
    );
  return columns;
}
