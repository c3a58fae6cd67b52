import type { Contribution } from './contributions';

/** What one feature added to the scores of some posts. */
export interface FeatureReliance {
  readonly one: Contribution;
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

  add(features: readonly Contribution[]): void {
    this.posts++;
    for (const one of features) {
      let entry = this.byColumn.get(one.column);
      if (!entry) this.byColumn.set(one.column, (entry = { one, sum: 0, size: 0, posts: 0 }));
      entry.sum += one.contribution;
      entry.size += Math.abs(one.contribution);
      entry.posts++;
    }
  }
}

/** The features that add or take most over several posts; one of a single post may be somebody's name. */
export function leadingFeatures(reliances: readonly Reliance[], count: number): FeatureReliance[] {
  const all = new Map<number, FeatureReliance>();
  for (const { byColumn } of reliances)
    for (const [column, { one, sum, size, posts }] of byColumn) {
      const entry = all.get(column) ?? { one, sum: 0, size: 0, posts: 0 };
      all.set(column, { one, sum: entry.sum + sum, size: entry.size + size, posts: entry.posts + posts });
    }
  return [...all.values()]
    .filter(({ posts }) => posts > 1)
    .sort((a, b) => b.size - a.size || a.one.column - b.one.column)
    .slice(0, count);
}
