import { readCsv } from '../../connectors/csv';
import { readNdjson } from '../../connectors/ndjson';
import { readParquet } from '../../connectors/parquet';
import type { RowReader } from '../../connectors/row';
import { parseTime } from '../../connectors/time';
import { PostsBuilder } from '../../db/snapshots';
import type { Artefact } from '../../domain/artefact';
import { AssayError } from '../../domain/errors';
import type { Posts } from '../../domain/method';
import { type FileInteractions, interactionsOfFile, listColumns } from './file-interactions';
import { nameOf, nestedFields, nests } from './nested-fields';

const guesses: Record<string, readonly string[]> = {
  text: ['text', 'body', 'full_text', 'content', 'message'],
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

/** What a file of posts holds for a method. People and interactions are found when they are first asked for. */
export interface FilePosts {
  readonly posts: Posts;
  readonly people: Artefact;
  readonly interactions: Artefact;
  /** What the file calls each person, by ordinal. */
  readonly names: readonly string[];
  /** Field of a post → the column of the file that it was read from; a field that is not named was not found. */
  readonly columns: Readonly<Record<string, string>>;
  /** Lines that do not parse: each stands as an empty post, so that rows keep their places. */
  readonly brokenLines: readonly number[];
}

function reader(file: string): RowReader {
  if (/\.parquet$/i.test(file)) return readParquet;
  return /\.(ndjson|jsonl)(\.gz)?$/i.test(file) ? readNdjson : readCsv;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** As spreadsheets in many countries write times: the day first, 24-02-2015 11.35. */
const dayFirst = /^(\d{1,2})-(\d{1,2})-(\d{4})(?:[ T](\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?)?$/;

/** Plain numbers are seconds since 1970, twelve digits and more milliseconds; everything else is a written date. NaN where neither. */
function timeOf(text: string | null): number {
  if (text === null || text === '') return Number.NaN;
  if (isDigit(text, text.length - 1) && isDigit(text, 0) && text.indexOf('-') < 0 && text.indexOf(':') < 0) {
    const value = Number(text);
    if (Number.isFinite(value) && value < 1e13) return value >= 1e11 ? value : value * 1000;
  }
  const parts = dayFirst.exec(text);
  if (parts) {
    const [day, month, year, hour, minute, second] = parts.slice(1).map((one) => one ?? '0');
    const two = (one: string): string => one.padStart(2, '0');
    const iso = `${year}-${two(month!)}-${two(day!)}T${two(hour!)}:${two(minute!)}:${two(second!)}`;
    return parseTime(iso, 'iso', 'UTC')?.at.getTime() ?? Number.NaN;
  }
  return parseTime(text, 'iso', 'UTC')?.at.getTime() ?? Number.NaN;
}

export interface FilePostsOptions {
  /** A file without a column of text is taken too: who passed on what, and when, needs none. */
  readonly textOptional?: boolean;
}

/** Posts of a file for one method, nothing stored. Every other column becomes an attribute, so that a label is at hand. */
export async function postsOfFile(
  file: string,
  given: Readonly<Record<string, string>>,
  { textOptional = false }: FilePostsOptions = {},
): Promise<FilePosts> {
  const builder = new PostsBuilder();
  const author: (string | null)[] = [];
  const brokenLines: number[] = [];
  let columns: Record<string, string> | undefined;
  let taken: ReadonlySet<string> = new Set();
  for await (const item of reader(file)(file)) {
    const values = 'broken' in item ? {} : item.values;
    if ('broken' in item) brokenLines.push(item.line);
    else if (!columns) {
      columns = { ...given };
      for (const [field, names] of Object.entries(guesses)) {
        if (columns[field] === undefined) {
          const found = names.find((name) => name in values);
          if (found) columns[field] = found;
        }
      }
      if (!textOptional && (columns.text === undefined || !(columns.text in values))) {
        throw new AssayError(
          'ASSAY_FILE_UNREADABLE',
          `${file}: a column with text was expected (say which with --column text=NAME), found ${Object.keys(values).slice(0, 20).join(', ')}`,
        );
      }
      taken = new Set(Object.keys(guesses).flatMap((field) => columns![field] ?? []));
    }
    const raw = (field: string): unknown => {
      const name = columns?.[field];
      return name === undefined ? undefined : values[name];
    };
    const get = (field: string): string | null => {
      const value = raw(field);
      return value === null || value === undefined ? null : String(value);
    };
    const attributes: Record<string, string> = {};
    for (const name of Object.keys(values)) {
      const value = values[name];
      if (value === null || value === undefined || taken.has(name)) continue;
      if (typeof value !== 'object') attributes[name] = String(value);
      else if (Array.isArray(value) && listColumns.has(name)) attributes[name] = JSON.stringify(value);
    }
    if (nests(values)) for (const [name, value] of Object.entries(nestedFields(values))) attributes[name] ??= value;
    const time = raw('time');
    builder.add({
      text: get('text') ?? '',
      time: time instanceof Date ? time.getTime() : timeOf(get('time')),
      platform: get('platform') ?? 'file',
      language: get('language') ?? 'en',
      kind: 'post',
      attributes,
      counts: {},
    });
    author.push(nameOf(raw('author')));
  }
  const posts = builder.posts();
  let found: FileInteractions | undefined;
  const links = (): FileInteractions => (found ??= interactionsOfFile(posts, author, given));
  return {
    brokenLines,
    columns: columns ?? {},
    posts,
    get people() {
      return links().people;
    },
    get interactions() {
      return links().interactions;
    },
    get names() {
      return links().names;
    },
  };
}
