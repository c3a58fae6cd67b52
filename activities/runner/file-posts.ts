import { textEdges } from '../../analysis/text/clean';
import { readCsv } from '../../connectors/csv';
import { normaliseTag } from '../../connectors/mapping';
import { readNdjson } from '../../connectors/ndjson';
import { readParquet } from '../../connectors/parquet';
import type { RowReader } from '../../connectors/row';
import { parseTime } from '../../connectors/time';
import { PostsBuilder } from '../../db/snapshots';
import type { Artefact } from '../../domain/artefact';
import { AssayError } from '../../domain/errors';
import type { Posts } from '../../domain/method';

const guesses: Record<string, readonly string[]> = {
  text: ['text', 'body', 'full_text', 'content', 'message'],
  time: ['created_at', 'timestamp', 'time', 'date'],
  author: ['author', 'author_id', 'user', 'username'],
  language: ['language', 'lang'],
  platform: ['platform'],
};

/** What a file of posts holds for a method. */
export interface FilePosts {
  readonly posts: Posts;
  readonly people: Artefact;
  readonly interactions: Artefact;
  /** Lines that do not parse: each stands as an empty post, so that rows keep their places. */
  readonly brokenLines: readonly number[];
}

function reader(file: string): RowReader {
  if (/\.parquet$/i.test(file)) return readParquet;
  return /\.(ndjson|jsonl)(\.gz)?$/i.test(file) ? readNdjson : readCsv;
}

/** Posts of a file for one method, nothing stored. Every other column becomes an attribute, so that a label is at hand. */
export async function postsOfFile(
  file: string,
  given: Readonly<Record<string, string>>,
  textless = false,
): Promise<FilePosts> {
  const builder = new PostsBuilder();
  const ordinals = new Map<string, number>();
  const ordinal = (name: string): number => {
    let found = ordinals.get(name);
    if (found === undefined) ordinals.set(name, (found = ordinals.size));
    return found;
  };
  const author: number[] = [];
  const links = {
    post: [] as number[],
    source: [] as number[],
    target: [] as number[],
    time: [] as number[],
    kind: [] as string[],
    tag: [] as (string | null)[],
  };
  const brokenLines: number[] = [];
  let columns: Record<string, string> | undefined;
  let row = 0;
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
      if (!textless && (columns.text === undefined || !(columns.text in values))) {
        throw new AssayError(
          'ASSAY_FILE_UNREADABLE',
          `${file}: a column with text was expected (say which with --column text=NAME), found ${Object.keys(values).slice(0, 20).join(', ')}`,
        );
      }
    }
    const get = (field: string): string | null => {
      const name = columns?.[field];
      const value = name === undefined ? undefined : values[name];
      return value === null || value === undefined ? null : String(value);
    };
    const text = get('text') ?? '';
    const time =
      get('time') === null ? null : parseTime(get('time'), /^\d{9,10}$/.test(get('time')!) ? 'unix' : 'iso', 'UTC');
    const taken = new Set(Object.values(columns ?? {}));
    const attributes: Record<string, string> = {};
    for (const [name, value] of Object.entries(values)) {
      if (!taken.has(name) && value !== null && value !== undefined && typeof value !== 'object')
        attributes[name] = String(value);
    }
    builder.add({
      text,
      time: time?.at.getTime() ?? null,
      platform: get('platform') ?? 'file',
      language: get('language') ?? 'en',
      kind: 'post',
      attributes,
      counts: {},
    });
    const who = get('author') === null ? -1 : ordinal(get('author')!.toLowerCase());
    author.push(who);
    const edges = textEdges(text);
    const link = (kind: string, target: number, tag: string | null): void => {
      links.post.push(row);
      links.source.push(who);
      links.kind.push(kind);
      links.target.push(target);
      links.tag.push(tag);
      links.time.push(time?.at.getTime() ?? Number.NaN);
    };
    for (const handle of edges.mentions) link('mention', ordinal(handle.toLowerCase()), null);
    for (const tag of edges.hashtags) link('hashtag', -1, normaliseTag(tag));
    row++;
  }
  return {
    brokenLines,
    posts: builder.posts(),
    people: { kind: 'people', columns: { author: Int32Array.from(author) }, about: {} },
    interactions: {
      kind: 'interactions',
      columns: {
        post: Int32Array.from(links.post),
        source: Int32Array.from(links.source),
        target: Int32Array.from(links.target),
        time: Float64Array.from(links.time),
        kind: links.kind,
        tag: links.tag,
      },
      about: {},
    },
  };
}
