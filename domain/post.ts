/**
 * The common post record: what every connector makes of its file or platform, before minimisation.
 * `null` means unavailable, `''` means empty; a missing count is no row, never 0.
 */
export const postKinds = ['post', 'reply', 'repost', 'quote', 'comment', 'message', 'video', 'service'] as const;
export type PostKind = (typeof postKinds)[number];

export const edgeKinds = ['reply', 'repost', 'quote', 'mention', 'hashtag', 'url'] as const;
export type EdgeKind = (typeof edgeKinds)[number];

export const countNames = ['like', 'repost', 'reply', 'quote', 'view', 'bookmark', 'reach', 'followers'] as const;
export type CountName = (typeof countNames)[number];

export interface Edge {
  readonly kind: EdgeKind;
  readonly targetNativeId?: string;
  readonly targetAccount?: string;
  /** Normalised: NFKC, lower case, without `#`; for a URL its host name. */
  readonly value?: string;
  /** The whole URL: never stored, only a keyed hash of it. */
  readonly page?: string;
}

export interface Account {
  readonly nativeId?: string;
  readonly handle?: string;
}

/** A row of a source after mapping, still with its identifiers. It lives in memory until collection minimises it. */
export interface RawPost {
  readonly nativeId: string;
  readonly kind: PostKind;
  readonly text: string | null;
  readonly createdAt: Date | null;
  readonly createdAtPrecision: 'ms' | 's' | 'min' | 'day' | 'unknown';
  readonly author: Account;
  readonly threadId?: string;
  readonly language?: string;
  readonly edges: readonly Edge[];
  readonly counts: Readonly<Partial<Record<CountName, number>>>;
  readonly observedAt?: Date;
  readonly attributes: Readonly<Record<string, string>>;
  readonly state: 'live' | 'deleted';
}

/** Why a row was not stored. `column` is a column's name, never its content. */
export interface Quarantined {
  readonly line: number;
  readonly reason: QuarantineReason;
  readonly column?: string;
}

export const quarantineReasons = {
  'broken-row': 'the row does not parse',
  'missing-id': 'the row has no identifier',
  'missing-text': 'the row has no text column',
  'bad-time': 'the time does not match the stated format',
  'impossible-time': 'the time is before 2000 or more than a day after collection',
  'bad-count': 'a count is not a whole number',
} as const;
export type QuarantineReason = keyof typeof quarantineReasons;

/** What was noticed about a source and kept, by kind with the number of rows. */
export const noticeKinds = {
  'damaged-id':
    'identifiers went through a spreadsheet (5.70306E+17) and no longer identify; the place in the file is used instead',
  'missing-zone': 'times carry no zone; the protocol’s zone was applied',
  'missing-time': 'rows without a time are kept, outside every series',
  'duplicate-id': 'rows that repeat an identifier of the same file',
} as const;
export type NoticeKind = keyof typeof noticeKinds;

/** What may be kept of a post. The protocol's `fields` is a choice from these and from attribute names. */
export const keepableFields = [
  'text',
  'created_at',
  'author',
  'kind',
  'thread',
  'language',
  'mentions',
  'hashtags',
  'urls',
  'replies',
  'reposts',
  'quotes',
  ...countNames.map((name) => `${name}_count` as const),
] as const;
