import type { Worlds } from './worlds';

export interface Chosen {
  readonly seeds: number[];
  /** What each seed added to the mean spread, by the estimate that chose it. */
  readonly gain: number[];
}

/** A heap of candidates, largest gain first, then lowest number. */
class Candidates {
  readonly #node: number[] = [];
  readonly #gain: number[] = [];
  readonly #round: number[] = [];

  get size(): number {
    return this.#node.length;
  }

  push(node: number, gain: number, round: number): void {
    this.#node.push(node);
    this.#gain.push(gain);
    this.#round.push(round);
    for (let i = this.size - 1; i > 0; ) {
      const up = (i - 1) >> 1;
      if (!this.#before(i, up)) break;
      this.#swap(i, up);
      i = up;
    }
  }

  pop(): { readonly node: number; readonly gain: number; readonly round: number } {
    const top = { node: this.#node[0]!, gain: this.#gain[0]!, round: this.#round[0]! };
    this.#swap(0, this.size - 1);
    this.#node.pop();
    this.#gain.pop();
    this.#round.pop();
    for (let i = 0; ; ) {
      let best = i;
      for (const down of [2 * i + 1, 2 * i + 2]) if (down < this.size && this.#before(down, best)) best = down;
      if (best === i) break;
      this.#swap(i, best);
      i = best;
    }
    return top;
  }

  #before(i: number, j: number): boolean {
    const difference = this.#gain[i]! - this.#gain[j]!;
    return difference > 0 || (difference === 0 && this.#node[i]! < this.#node[j]!);
  }

  #swap(i: number, j: number): void {
    for (const list of [this.#node, this.#gain, this.#round]) {
      const held = list[i]!;
      list[i] = list[j]!;
      list[j] = held;
    }
  }
}

/**
 * CELF (Leskovec et al. 2007, doi:10.1145/1281192.1281239): greedy choice that looks again only at candidates whose old gain could still
 * be the largest; right because gains only fall. Exact greedy for the worlds given. Returns undefined once more than `budget` arcs
 * were looked at before the first seed was found. O(candidates · worlds · reach), then little more for each seed.
 */
export function celf(
  worlds: Worlds,
  nodes: number,
  candidates: ArrayLike<number>,
  k: number,
  budget: number,
  progress: (fraction: number) => void,
): Chosen & { readonly complete: boolean } {
  const covered = Array.from({ length: worlds.count }, () => new Uint8Array((nodes + 7) >> 3));
  const seen = new Int32Array(nodes).fill(-1);
  let stamp = 0;
  const gainOf = (node: number, keep: boolean): number => {
    let sum = 0;
    for (let world = 0; world < worlds.count; world++) {
      const cover = covered[world]!;
      stamp++;
      worlds.reach(world, node, (v) => {
        // What is covered already leads only to what is covered.
        if (seen[v] === stamp || (cover[v >> 3]! >> (v & 7)) & 1) return false;
        seen[v] = stamp;
        sum++;
        return true;
      });
      if (keep)
        worlds.reach(world, node, (v) => {
          if ((cover[v >> 3]! >> (v & 7)) & 1) return false;
          cover[v >> 3]! |= 1 << (v & 7);
          return true;
        });
    }
    return sum / worlds.count;
  };
  const heap = new Candidates();
  let complete = true;
  for (let i = 0; i < candidates.length; i++) {
    if (worlds.arcs() > budget && i >= k) {
      complete = false;
      break;
    }
    heap.push(candidates[i]!, gainOf(candidates[i]!, false), 0);
    if ((i & 15) === 0) progress(i / candidates.length);
  }
  const seeds: number[] = [];
  const gain: number[] = [];
  while (seeds.length < k && heap.size > 0) {
    const top = heap.pop();
    if (top.round !== seeds.length) {
      heap.push(top.node, gainOf(top.node, false), seeds.length);
      continue;
    }
    gainOf(top.node, true);
    seeds.push(top.node);
    gain.push(top.gain);
  }
  return { seeds, gain, complete };
}
