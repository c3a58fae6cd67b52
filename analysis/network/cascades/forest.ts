import type { Posts } from '../../../domain/method';
import { groupNearDuplicates } from '../../text/duplicates/near-duplicates';
import type { InteractionRows } from '../posts/interaction-rows';

export type CascadeBy = 'repost' | 'quote' | 'reply' | 'url' | 'text';

/** Posts as trees: `parent` of each post, −1 for a root. Posts beyond `posts` stand for what is referred to but not in the data. */
export interface Forest {
  readonly parent: Int32Array;
  /** What made the tie: place in `by`; −1 for a root. */
  readonly cause: Int8Array;
  readonly posts: number;
  /** Reposts, quotes or replies of which the data does not say to what post they refer. */
  readonly unplaced: number;
}

const referring = new Set(['repost', 'quote', 'reply']);

/** Who has addressed whom at all: those are likelier to have seen a post than others. */
function acquaintances(rows: InteractionRows): Set<string> {
  const pairs = new Set<string>();
  for (let row = 0; row < rows.count; row++)
    if (rows.source[row]! >= 0 && rows.target[row]! >= 0) pairs.add(`${rows.source[row]} ${rows.target[row]}`);
  return pairs;
}

/** Groups of posts, each in order of time; posts without a time are left out. */
function inOrder(groups: Iterable<number[]>, posts: Posts): number[][] {
  const out: number[][] = [];
  for (const group of groups) {
    const timed = [...new Set(group)].filter((post) => !Number.isNaN(posts.time[post]!));
    if (timed.length > 1) out.push(timed.sort((a, b) => posts.time[a]! - posts.time[b]! || a - b));
  }
  return out;
}

/** How many earlier posts of a group are asked whether their author is known to the one who shares again. */
const lookBack = 200;

/**
 * References first: they are stated. Where posts share only a link or a text, a post hangs below the latest earlier one by somebody
 * whom its author has addressed, else below the first: an inference (Taxidou & Fischer 2014), not an observation. O(posts + rows).
 */
export function cascadeForest(
  posts: Posts,
  author: ArrayLike<number>,
  rows: InteractionRows,
  by: readonly CascadeBy[],
  similarity: number,
  progress: (fraction: number) => void,
): Forest {
  const parents: number[] = new Array<number>(posts.count).fill(-1);
  const causes: number[] = new Array<number>(posts.count).fill(-1);
  const outside = new Map<string, number>();
  let unplaced = 0;
  for (const [cause, kind] of by.entries()) {
    if (!referring.has(kind)) continue;
    for (let row = 0; row < rows.count; row++) {
      if (rows.kind[row] !== kind) continue;
      const post = rows.post[row]!;
      let to = rows.reference[row]!;
      const missing = rows.tag[row];
      if (to < 0 && missing) {
        to = outside.get(missing) ?? -1;
        if (to < 0) {
          to = parents.length;
          outside.set(missing, to);
          parents.push(-1);
          causes.push(-1);
        }
      }
      if (post < 0 || to < 0) unplaced++;
      else if (parents[post] === -1 && post !== to) {
        parents[post] = to;
        causes[post] = cause;
      }
    }
  }
  const groups: [number, number[][]][] = [];
  if (by.includes('url')) {
    const byUrl = new Map<string, number[]>();
    for (let row = 0; row < rows.count; row++) {
      const url = rows.tag[row];
      if (rows.kind[row] !== 'url' || !url || rows.post[row]! < 0) continue;
      const list = byUrl.get(url);
      if (list) list.push(rows.post[row]!);
      else byUrl.set(url, [rows.post[row]!]);
    }
    groups.push([by.indexOf('url'), inOrder(byUrl.values(), posts)]);
  }
  if (by.includes('text')) {
    const first = groupNearDuplicates(posts.text, similarity, (fraction) => progress(fraction / 2));
    const byText = new Map<number, number[]>();
    first.forEach((one, post) => {
      if (posts.text[post] === '') return;
      const list = byText.get(one);
      if (list) list.push(post);
      else byText.set(one, [post]);
    });
    groups.push([by.indexOf('text'), inOrder(byText.values(), posts)]);
  }
  const known = groups.length > 0 ? acquaintances(rows) : new Set<string>();
  for (const [cause, lists] of groups) {
    for (const group of lists) {
      for (let i = 1; i < group.length; i++) {
        const post = group[i]!;
        if (parents[post] !== -1) continue;
        let to = group[0]!;
        for (let j = i - 1; j >= Math.max(0, i - lookBack); j--) {
          if (!known.has(`${author[post]} ${author[group[j]!]}`)) continue;
          to = group[j]!;
          break;
        }
        parents[post] = to;
        causes[post] = cause;
      }
    }
  }
  const parent = Int32Array.from(parents);
  const cause = Int8Array.from(causes);
  cutCycles(parent, cause);
  return { parent, cause, posts: posts.count, unplaced };
}

/** Damaged data can make a post its own ancestor; the tie that closes the circle is cut. O(posts). */
function cutCycles(parent: Int32Array, cause: Int8Array): void {
  const state = new Int32Array(parent.length);
  for (let start = 0; start < parent.length; start++) {
    let v = start;
    while (v >= 0 && state[v] === 0) {
      state[v] = start + 1;
      const up = parent[v]!;
      if (up >= 0 && state[up] === start + 1) {
        parent[v] = -1;
        cause[v] = -1;
        break;
      }
      v = up;
    }
  }
}
