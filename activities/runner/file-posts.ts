import { readCsv } from '../../connectors/csv';
import { type ColumnOptions, fileColumns } from '../../connectors/file-columns';
import { readJson } from '../../connectors/json';
import { languageTag } from '../../connectors/language-names';
import { readNdjson } from '../../connectors/ndjson';
import { readParquet } from '../../connectors/parquet';
import type { Row, RowReader } from '../../connectors/row';
import { parseTime } from '../../connectors/time';
import { PostsBuilder } from '../../db/snapshots';
import type { Artefact } from '../../domain/artefact';
import { AssayError } from '../../domain/errors';
import type { Posts } from '../../domain/method';
import { type FileInteractions, interactionsOfFile, listColumns } from './file-interactions';
import { nameOf, nestedFields, nests } from './nested-fields';

/** The fields that a column is read for; columns with the language and the platform are at hand as attributes too. */
const fields = ['text', 'time', 'author'] as const;

/** Rows that are looked at for the names of columns: an object a line may leave out what it has no value for. */
const rowsForNames = 100;

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
  if (/\.json(\.gz)?$/i.test(file)) return readJson;
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

/** The first rows of a file, and the names of their columns. */
async function headOf(
  file: string,
  rows: AsyncGenerator<readonly Row[]>,
): Promise<{ readonly names: readonly string[]; readonly head: readonly Row[] }> {
  const head: Row[] = [];
  const names = new Set<string>();
  while (head.length < rowsForNames || names.size === 0) {
    const next = await rows.next();
    if (next.done) break;
    for (const row of next.value) {
      if ('values' in row && (head.length < rowsForNames || names.size === 0))
        for (const name of Object.keys(row.values)) names.add(name);
      head.push(row);
    }
  }
  if (head.length > 0 && names.size === 0)
    throw new AssayError(
      'ASSAY_FILE_UNREADABLE',
      `${file}: rows of posts were expected, found ${head.length} lines of which none parses; its ending says how it is read`,
    );
  return { names: [...names], head };
}

/** Posts of a file for one method, nothing stored. Every other column becomes an attribute, so that a label is at hand. */
export async function postsOfFile(
  file: string,
  given: Readonly<Record<string, string>>,
  options: ColumnOptions = {},
): Promise<FilePosts> {
  const builder = new PostsBuilder();
  const author: (string | null)[] = [];
  const brokenLines: number[] = [];
  const rows = reader(file)(file);
  const { names, head } = await headOf(file, rows);
  // A file without rows says nothing, and is no error.
  const columns = names.length > 0 ? fileColumns(file, names, given, options) : {};
  const taken = new Set(fields.flatMap((field) => columns[field] ?? []));
  const take = (item: Row): void => {
    const values = 'broken' in item ? {} : item.values;
    if ('broken' in item) brokenLines.push(item.line);
    const raw = (field: string): unknown => {
      const name = columns[field];
      return name === undefined ? undefined : values[name];
    };
    const get = (field: string): string | null => {
      const value = raw(field);
      return value === undefined || typeof value === 'object' ? null : String(value);
    };
    const time = raw('time');
    builder.add({
      text: get('text') ?? '',
      time: time instanceof Date ? time.getTime() : timeOf(get('time')),
      platform: get('platform') ?? 'file',
      language: languageTag(get('language') || 'en'),
      kind: 'post',
      attributes: {},
      counts: {},
    });
    for (const name of Object.keys(values)) {
      const value = values[name];
      if (value === null || value === undefined || taken.has(name)) continue;
      if (typeof value !== 'object') builder.attribute(name, String(value));
      else if (Array.isArray(value) && listColumns.has(name)) builder.attribute(name, JSON.stringify(value));
    }
    // What a column of its own says goes before what is nested.
    if (nests(values)) for (const [name, value] of Object.entries(nestedFields(values))) builder.attribute(name, value);
    author.push(nameOf(raw('author')));
  };
  head.forEach(take);
  for await (const some of rows) some.forEach(take);
  const posts = builder.posts();
  let found: FileInteractions | undefined;
  const links = (): FileInteractions => (found ??= interactionsOfFile(posts, author, given));
  return {
    brokenLines,
    columns,
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
