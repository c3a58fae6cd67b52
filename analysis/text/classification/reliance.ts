import { type Explanation, together } from './contributions';

/** What one feature added to the scores of some posts. */
export interface FeatureReliance {
  readonly column: number;
  /** The first post that has it. */
  readonly post: number;
  readonly sum: number;
  /** Sum of the absolute contributions. */
  readonly size: number;
  readonly posts: number;
}

/** What the scores of posts rest on, by class, gathered post by post: no post's own explanation is kept. */
export class Reliance {
  readonly #classes: number;
  /** Posts of each class. */
  readonly posts: Int32Array;
  /** Place of a column + 1; that of `together` is the last. */
  readonly #place: Int32Array;
  readonly #columns: number[] = [];
  readonly #first: number[] = [];
  /** Three numbers for each class of each column: sum, sum of absolute values, posts. */
  #sums = new Float64Array(1 << 10);

  constructor(classes: number, columns: number) {
    this.#classes = classes;
    this.posts = new Int32Array(classes);
    this.#place = new Int32Array(columns + 1);
  }

  /** Adds a post that stands so many times in the corpus. O(features). */
  add(post: number, times: number, label: number, { columns, contributions }: Explanation): void {
    this.posts[label]! += times;
    const width = this.#classes * 3;
    const place = this.#place;
    this.#makeRoom((this.#first.length + columns.length) * width);
    const sums = this.#sums;
    for (let k = 0; k < columns.length; k++) {
      const column = columns[k]!;
      const slot = column === together ? place.length - 1 : column;
      if (place[slot] === 0) {
        this.#columns.push(column);
        place[slot] = this.#first.push(post);
      }
      const at = (place[slot]! - 1) * width + label * 3;
      sums[at]! += times * contributions[k]!;
      sums[at + 1]! += times * Math.abs(contributions[k]!);
      sums[at + 2]! += times;
    }
  }

  /** The features that add or take most over several posts, of one class or all; one of a single post may be somebody's name. O(features). */
  leading(count: number, label?: number): FeatureReliance[] {
    const width = this.#classes * 3;
    const from = label ?? 0;
    const to = label === undefined ? this.#classes : label + 1;
    const total = (k: number, which: number): number => {
      let sum = 0;
      for (let c = from; c < to; c++) sum += this.#sums[k * width + c * 3 + which]!;
      return sum;
    };
    const sizes = new Float64Array(this.#columns.length);
    for (let k = 0; k < sizes.length; k++) if (total(k, 2) > 1) sizes[k] = total(k, 1);
    const least = sizes.slice().sort()[Math.max(0, sizes.length - count)] ?? 0;
    const found: FeatureReliance[] = [];
    sizes.forEach((size, k) => {
      if (size === 0 || size < least) return;
      found.push({ column: this.#columns[k]!, post: this.#first[k]!, sum: total(k, 0), size, posts: total(k, 2) });
    });
    return found.sort((a, b) => b.size - a.size || a.column - b.column).slice(0, count);
  }

  #makeRoom(size: number): void {
    if (size <= this.#sums.length) return;
    const larger = new Float64Array(Math.max(size, this.#sums.length * 2));
    larger.set(this.#sums);
    this.#sums = larger;
  }
}
