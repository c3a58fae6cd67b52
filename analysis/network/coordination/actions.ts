import type { Posts } from '../../../domain/method';
import { groupNearDuplicates } from '../../text/duplicates/near-duplicates';
import { type InteractionRows, itemOf } from '../posts/interaction-rows';

export type CoordinationBy = 'repost' | 'url' | 'text' | 'hashtag' | 'reply';

/** What people did: actions upon the same item stand together, in order of time. */
export interface Actions {
  readonly count: number;
  readonly person: Int32Array;
  readonly time: Float64Array;
  /** Where the actions of each item begin, and the end. */
  readonly offsets: Int32Array;
}

/** Shorter texts are alike by chance. */
const fewestCharacters = 20;

/** A person who does the same thing to the same item again is counted once, with the first time. */
export function actionsOf(
  posts: Posts,
  author: ArrayLike<number>,
  rows: InteractionRows,
  by: readonly CoordinationBy[],
  similarity: number,
  progress: (fraction: number) => void,
): Actions {
  const items = new Map<string, Map<number, number>>();
  const add = (item: string, person: number, time: number): void => {
    if (person < 0 || Number.isNaN(time)) return;
    let people = items.get(item);
    if (!people) items.set(item, (people = new Map()));
    const before = people.get(person);
    if (before === undefined || time < before) people.set(person, time);
  };
  const kinds = new Set<string>(by);
  for (let row = 0; row < rows.count; row++) {
    if (!kinds.has(rows.kind[row]!)) continue;
    const item = itemOf(rows, row);
    if (item !== undefined) add(`${rows.kind[row]} ${item}`, rows.source[row]!, rows.time[row]!);
  }
  if (by.includes('text')) {
    const group = groupNearDuplicates(posts.text, similarity, progress);
    for (let post = 0; post < posts.count; post++) {
      if (posts.text[post]!.length >= fewestCharacters) add(`text ${group[post]}`, author[post]!, posts.time[post]!);
    }
  }
  const person: number[] = [];
  const time: number[] = [];
  const offsets = [0];
  for (const people of items.values()) {
    const list = [...people].sort((x, y) => x[1] - y[1] || x[0] - y[0]);
    for (const [who, at] of list) {
      person.push(who);
      time.push(at);
    }
    offsets.push(person.length);
  }
  return {
    count: person.length,
    person: Int32Array.from(person),
    time: Float64Array.from(time),
    offsets: Int32Array.from(offsets),
  };
}
