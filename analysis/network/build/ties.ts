/** Ties between numbered things, gathered one occurrence at a time. */
export interface Tie {
  readonly a: number;
  readonly b: number;
  weight: number;
  /** First occurrence, milliseconds since 1970; NaN where none has a time. */
  time: number;
  /** Sum of what the posts behind it say, for or against. */
  sign: number;
  readonly slice: number;
}

export class Ties {
  readonly #ties = new Map<string, Tie>();

  add(a: number, b: number, time: number, sign: number, slice: number): void {
    const key = `${slice} ${a} ${b}`;
    const known = this.#ties.get(key);
    if (!known) this.#ties.set(key, { a, b, weight: 1, time, sign, slice });
    else {
      known.weight++;
      known.sign += sign;
      if (Number.isNaN(known.time) || time < known.time) known.time = time;
    }
  }

  /** By slice, then by both ends. */
  sorted(): Tie[] {
    return [...this.#ties.values()].sort((x, y) => x.slice - y.slice || x.a - y.a || x.b - y.b);
  }
}
