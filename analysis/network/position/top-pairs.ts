/** Keeps the pairs with the largest values; equal ones by source, then target. A heap with the least of them on top. */
export class TopPairs {
  readonly #most: number;
  readonly #source: number[] = [];
  readonly #target: number[] = [];
  readonly #value: number[] = [];
  /** Pairs offered in all. */
  offered = 0;

  constructor(most: number) {
    this.#most = most;
  }

  offer(source: number, target: number, value: number): void {
    this.offered++;
    const size = this.#value.length;
    if (size < this.#most) {
      this.#source.push(source);
      this.#target.push(target);
      this.#value.push(value);
      for (let at = size; at > 0; ) {
        const up = (at - 1) >> 1;
        if (!this.#less(at, up)) break;
        this.#swap(at, up);
        at = up;
      }
      return;
    }
    if (value < this.#value[0]!) return;
    if (value === this.#value[0] && !before(source, target, this.#source[0]!, this.#target[0]!)) return;
    this.#source[0] = source;
    this.#target[0] = target;
    this.#value[0] = value;
    for (let at = 0; ; ) {
      let down = 2 * at + 1;
      if (down >= size) break;
      if (down + 1 < size && this.#less(down + 1, down)) down++;
      if (!this.#less(down, at)) break;
      this.#swap(down, at);
      at = down;
    }
  }

  /** Whether a is the worse pair. */
  #less(a: number, b: number): boolean {
    const difference = this.#value[a]! - this.#value[b]!;
    if (difference !== 0) return difference < 0;
    return before(this.#source[b]!, this.#target[b]!, this.#source[a]!, this.#target[a]!);
  }

  #swap(a: number, b: number): void {
    for (const list of [this.#source, this.#target, this.#value]) {
      const held = list[a]!;
      list[a] = list[b]!;
      list[b] = held;
    }
  }

  /** The pairs kept, best first. */
  sorted(): { readonly source: Int32Array; readonly target: Int32Array; readonly value: Float64Array } {
    const order = this.#value.map((_, i) => i).sort((a, b) => (this.#less(a, b) ? 1 : -1));
    return {
      source: Int32Array.from(order, (i) => this.#source[i]!),
      target: Int32Array.from(order, (i) => this.#target[i]!),
      value: Float64Array.from(order, (i) => this.#value[i]!),
    };
  }
}

function before(a: number, b: number, c: number, d: number): boolean {
  return a < c || (a === c && b < d);
}
