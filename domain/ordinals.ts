/** Names numbered from 0 in the order in which they are first met. */
export class Ordinals {
  readonly #numbers = new Map<string, number>();

  /** The number of a name, a new one where it was not met before. */
  of(name: string): number {
    let number = this.#numbers.get(name);
    if (number === undefined) this.#numbers.set(name, (number = this.#numbers.size));
    return number;
  }

  /** The number of a name that was met. */
  known(name: string): number | undefined {
    return this.#numbers.get(name);
  }

  get size(): number {
    return this.#numbers.size;
  }

  /** In order of their numbers. */
  names(): string[] {
    return [...this.#numbers.keys()];
  }
}
