import type { Posts } from '../../../domain/method';
import type { InteractionRows } from './interaction-rows';

/** Posts with their authors and what they refer to. */
export interface Passing {
  readonly posts: Posts;
  readonly author: ArrayLike<number>;
  readonly rows: InteractionRows;
}

function longer<A>(list: readonly A[], more: number, value: A): A[] {
  return [...list, ...new Array<A>(more).fill(value)];
}

/**
 * Reposts that cleaning left out, since they are no texts of their own, taken as posts again: without text, with their time and author,
 * behind the posts of the snapshot. Who passed on what, and when, is known of them. O(posts + rows).
 */
export function withLeftOutReposts({ posts, author, rows }: Passing): Passing {
  const left: number[] = [];
  for (let row = 0; row < rows.count; row++) if (rows.kind[row] === 'repost' && rows.post[row]! < 0) left.push(row);
  if (left.length === 0) return { posts, author, rows };
  const post = Int32Array.from(rows.post);
  left.forEach((row, i) => {
    post[row] = posts.count + i;
  });
  const count = posts.count + left.length;
  const time = new Float64Array(count);
  time.set(posts.time);
  time.set(
    left.map((row) => rows.time[row]!),
    posts.count,
  );
  return {
    posts: {
      count,
      time,
      text: longer(posts.text, left.length, ''),
      platform: longer(posts.platform, left.length, ''),
      language: longer(posts.language, left.length, 'und'),
      kind: longer(posts.kind, left.length, 'repost'),
      attributes: {},
      counts: {},
    },
    author: Int32Array.from([...Array.from(author), ...left.map((row) => rows.source[row]!)]),
    rows: { ...rows, post },
  };
}
