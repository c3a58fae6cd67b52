import type { Contribution } from './contributions';

/** What one feature added to the scores of some posts. */
export interface FeatureReliance extends Pick<Contribution, 'column' | 'kind' | 'from' | 'words'> {
  /** The first post that has it, where `from` and `words` say at which. */
  readonly post: number;
  sum: number;
  /** Sum of the absolute contributions. */
  size: number;
  posts: number;
}

/** What the scores of the posts of one class rest on, gathered post by post: no post's own explanation is kept. */
export class Reliance {
  readonly name: string;
  readonly byColumn = new Map<number, FeatureReliance>();
  posts = 0;

  constructor(name: string) {
    this.name = name;
  }

  add(post: number, features: readonly Contribution[]): void {
    this.posts++;
    for (const { column, kind, from, words, contribution } of features) {
      let entry = this.byColumn.get(column);
      if (!entry) this.byColumn.set(column, (entry = { column, kind, from, words, post, sum: 0, size: 0, posts: 0 }));
      entry.sum += contribution;
      entry.size += Math.abs(contribution);
      entry.posts++;
    }
  }
}

/** The features that add or take most over several posts; one of a single post may be somebody's name. */
export function leadingFeatures(reliances: readonly Reliance[], count: number): FeatureReliance[] {
  const all = new Map<number, FeatureReliance>();
  for (const { byColumn } of reliances)
    for (const [column, one] of byColumn) {
      const entry = all.get(column);
      if (!entry) all.set(column, { ...one });
      else {
        entry.sum += one.sum;
        entry.size += one.size;
        entry.posts += one.posts;
      }
    }
  return [...all.values()]
    .filter(({ posts }) => posts > 1)
    .sort((a, b) => b.size - a.size || a.column - b.column)
    .slice(0, count);
}
