import type { Artefact } from '../../../domain/artefact';
import type { Posts } from '../../../domain/method';
import { peopleOf, postsOf } from '../run-method';

/** A post of a test: who, when in seconds, what; and the place of a post that it passes on or answers. */
export interface TestPost {
  readonly who: number;
  readonly at?: number;
  readonly text?: string;
  readonly repostOf?: number;
  readonly replyTo?: number;
  /** A repost of a post that is not in the data. */
  readonly repostOfOutside?: string;
  readonly urls?: readonly string[];
  readonly tags?: readonly string[];
  readonly mentions?: readonly number[];
}

export interface TestData {
  readonly posts: Posts;
  readonly people: Artefact;
  readonly interactions: Artefact;
}

export function dataOf(list: readonly TestPost[], attributes: Posts['attributes'] = {}): TestData {
  const rows: { post: number; kind: string; target: number; tag: string | null; reference: number }[] = [];
  list.forEach((one, post) => {
    const row = (kind: string, target = -1, tag: string | null = null, reference = -1): void => {
      rows.push({ post, kind, target, tag, reference });
    };
    if (one.repostOf !== undefined) row('repost', list[one.repostOf]!.who, null, one.repostOf);
    if (one.repostOfOutside !== undefined) row('repost', -1, `missing:${one.repostOfOutside}`);
    if (one.replyTo !== undefined) row('reply', list[one.replyTo]!.who, null, one.replyTo);
    for (const target of one.mentions ?? []) row('mention', target);
    for (const tag of one.tags ?? []) row('hashtag', -1, tag);
    for (const url of one.urls ?? []) row('url', -1, url);
  });
  const time = (post: number): number => (list[post]!.at === undefined ? Number.NaN : list[post]!.at! * 1000);
  return {
    posts: postsOf({
      count: list.length,
      text: list.map((one) => one.text ?? ''),
      time: Float64Array.from(list, (_, post) => time(post)),
      attributes,
    }),
    people: peopleOf(list.map((one) => one.who)),
    interactions: {
      kind: 'interactions',
      columns: {
        post: Int32Array.from(rows, (row) => row.post),
        source: Int32Array.from(rows, (row) => list[row.post]!.who),
        target: Int32Array.from(rows, (row) => row.target),
        time: Float64Array.from(rows, (row) => time(row.post)),
        kind: rows.map((row) => row.kind),
        tag: rows.map((row) => row.tag),
        reference: Int32Array.from(rows, (row) => row.reference),
      },
      about: {},
    },
  };
}
