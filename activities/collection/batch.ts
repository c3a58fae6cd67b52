import type { Item } from '../../connectors/source';
import type { NoticeKind, RawPost } from '../../domain/post';
import type { Source } from '../../domain/protocol';
import { minimise } from './minimise';

/** Rows of a file that are stored in one transaction. */
export interface Batch {
  readonly number: number;
  rows: number;
  readonly posts: { line: number; post: RawPost }[];
  readonly quarantined: { line: number; reason: string; column?: string }[];
  readonly notices: Partial<Record<NoticeKind, number>>;
  /** Posts that the file says were deleted: they are counted, never stored. */
  deleted: number;
}

export function emptyBatch(number: number): Batch {
  return { number, rows: 0, posts: [], quarantined: [], notices: {}, deleted: 0 };
}

export function notice(batch: Batch, kind: NoticeKind): void {
  batch.notices[kind] = (batch.notices[kind] ?? 0) + 1;
}

/** Takes a row into the batch, without what the protocol does not list in `fields`. */
export function addItem(batch: Batch, item: Item, source: Source, fields: ReadonlySet<string>): void {
  batch.rows++;
  if ('quarantined' in item) {
    batch.quarantined.push(item.quarantined);
    return;
  }
  for (const kind of item.notices) notice(batch, kind);
  if (item.post.state === 'deleted') batch.deleted++;
  else batch.posts.push({ line: item.line, post: minimise(item.post, source, fields) });
}
