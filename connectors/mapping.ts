import type {
  Account,
  CountName,
  Edge,
  NoticeKind,
  PostKind,
  Quarantined,
  QuarantineReason,
  RawPost,
} from '../domain/post';
import { postKinds } from '../domain/post';
import type { ColumnMapping, Source } from '../domain/protocol';
import { parseTime } from './time';

/** A number that a spreadsheet rewrote: its digits are gone for good. */
const damagedId = /^\d(?:[.,]\d+)?E\+?\d+$/i;
const earliest = Date.UTC(2000, 0, 1);
const day = 86_400_000;

export type Mapped =
  | { readonly post: RawPost; readonly notices: readonly NoticeKind[] }
  | { readonly quarantined: Quarantined };

export interface MappingContext {
  readonly source: Source;
  readonly columns: ColumnMapping;
  /** Stands for the file in identifiers made from a place in it. */
  readonly fileKey: string;
  /** No post can be younger than this. */
  readonly latest: number;
}

/** Without what Postgres cannot hold: NUL, and halves of characters that an export cut in two. */
function storable(text: string): string {
  return /[\0\ud800-\udfff]/.test(text)
    ? text.replaceAll('\0', '').replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    : text;
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return storable(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  try {
    return storable(typeof value === 'object' ? JSON.stringify(value) : String(value));
  } catch {
    // A value that no text can stand for is as good as missing.
    return null;
  }
}

/** A list from an array, a JSON array, or words split at commas or spaces. */
function listOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  const text = textOf(value)?.trim() ?? '';
  if (text.startsWith('[')) {
    try {
      const parsed: unknown = JSON.parse(text);
      if (Array.isArray(parsed)) return parsed.map(String);
    } catch {
      // Not JSON after all: read it as words.
    }
  }
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

function account(nativeId: unknown, handle: unknown): Account {
  const id = textOf(nativeId)?.trim();
  const name = textOf(handle)?.trim().replace(/^@/, '');
  return { ...(id ? { nativeId: id } : {}), ...(name ? { handle: name } : {}) };
}

/** Hashtags as they compare: NFKC, lower case, no `#`. */
export function normaliseTag(tag: string): string {
  return tag
    .replace(/^[#＃]/, '')
    .normalize('NFKC')
    .toLowerCase();
}

/** Second levels below which countries register names: example.co.uk. */
const secondLevels = new Set([
  'ac',
  'co',
  'com',
  'edu',
  'go',
  'gob',
  'gov',
  'ltd',
  'me',
  'mil',
  'ne',
  'net',
  'nom',
  'or',
  'org',
  'plc',
  'sch',
]);

/** The registered domain of a URL, about: where a link leads, without path and subdomain, which may name a person. Null for an address. */
export function hostOf(url: string): string | null {
  try {
    const host = new URL(/^https?:/i.test(url) ? url : `https://${url}`).hostname;
    // A subdomain or an address may name a person: maria.blog.example, 192.0.2.7.
    if (/^[\d.]+$|:/.test(host)) return null;
    const labels = host.split('.');
    const short = labels.at(-1)!.length === 2 && secondLevels.has(labels.at(-2)!) ? 3 : 2;
    return labels.slice(-short).join('.');
  } catch {
    return null;
  }
}

/** Maps a row to the common post record, or says why it cannot. Never throws: bad rows are counted, not fatal. */
export function mapRow(values: Readonly<Record<string, unknown>>, line: number, context: MappingContext): Mapped {
  const { columns, source } = context;
  const get = (column: string | undefined): unknown => (column === undefined ? undefined : values[column]);
  const refuse = (reason: QuarantineReason, column?: string): Mapped => ({
    quarantined: { line, reason, ...(column ? { column } : {}) },
  });
  const notices: NoticeKind[] = [];

  const place = `${context.fileKey}:${line}`;
  let nativeId = place;
  if (columns.id !== undefined) {
    const given = textOf(values[columns.id])?.trim() ?? '';
    if (given === '') return refuse('missing-id', columns.id);
    if (damagedId.test(given)) notices.push('damaged-id');
    else nativeId = given;
  }
  if (!Object.hasOwn(values, columns.text)) return refuse('missing-text', columns.text);

  let createdAt: Date | null = null;
  let precision: RawPost['createdAtPrecision'] = 'unknown';
  const time = get(columns.created_at);
  if (time === undefined || time === null || time === '') notices.push('missing-time');
  else {
    const parsed = parseTime(time, source.timeFormat, source.timezone);
    if (!parsed) return refuse('bad-time', columns.created_at);
    if (parsed.at.getTime() < earliest || parsed.at.getTime() > context.latest + day)
      return refuse('impossible-time', columns.created_at);
    createdAt = parsed.at;
    precision = parsed.precision;
    if (parsed.zoneApplied) notices.push('missing-zone');
  }

  const counts: Partial<Record<CountName, number>> = {};
  for (const [name, column] of Object.entries(columns.counts) as [CountName, string][]) {
    const text = textOf(values[column])?.trim() ?? '';
    if (text === '') continue;
    const number = Number(text);
    if (!Number.isFinite(number) || number < 0 || !Number.isInteger(number)) return refuse('bad-count', column);
    counts[name] = number;
  }

  const edges: Edge[] = [];
  const reference = (kind: 'reply' | 'repost' | 'quote', id: unknown, who: unknown): boolean => {
    const target = textOf(id)?.trim();
    const person = textOf(who)?.trim().replace(/^@/, '');
    if (!target && !person) return false;
    edges.push({ kind, ...(target ? { targetNativeId: target } : {}), ...(person ? { targetAccount: person } : {}) });
    return true;
  };
  const isReply = reference('reply', get(columns.reply_to), get(columns.reply_to_author));
  const isRepost = reference('repost', get(columns.repost_of), get(columns.repost_of_author));
  const isQuote = reference('quote', get(columns.quote_of), get(columns.quote_of_author));
  if (columns.mentions !== undefined)
    for (const handle of listOf(values[columns.mentions]))
      edges.push({ kind: 'mention', targetAccount: handle.replace(/^@/, '') });
  if (columns.hashtags !== undefined)
    for (const tag of listOf(values[columns.hashtags])) edges.push({ kind: 'hashtag', value: normaliseTag(tag) });
  if (columns.urls !== undefined) {
    for (const url of listOf(values[columns.urls])) {
      const host = hostOf(url);
      if (host) edges.push({ kind: 'url', value: host, page: url });
    }
  }

  const stated = textOf(get(columns.kind))?.trim().toLowerCase();
  const kind: PostKind =
    postKinds.find((one) => one === stated) ?? (isRepost ? 'repost' : isQuote ? 'quote' : isReply ? 'reply' : 'post');
  const attributes = Object.create(null) as Record<string, string>;
  for (const [name, column] of Object.entries(source.attributes)) {
    const value = textOf(values[column])?.trim();
    if (value) attributes[name] = value;
  }
  const thread = textOf(get(columns.thread))?.trim();
  const language = textOf(get(columns.language))?.trim();
  const observed = parseTime(get(columns.observed_at) ?? '', 'iso', source.timezone);
  return {
    notices,
    post: {
      nativeId,
      kind,
      text: textOf(values[columns.text]),
      createdAt,
      createdAtPrecision: precision,
      author: account(get(columns.author_id), get(columns.author_handle)),
      ...(thread ? { threadId: thread } : {}),
      ...(language ? { language } : {}),
      ...(observed ? { observedAt: observed.at } : {}),
      edges,
      counts,
      attributes,
      state: /^deleted/i.test(textOf(get(columns.state)) ?? '') ? 'deleted' : 'live',
    },
  };
}
