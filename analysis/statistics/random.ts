import type { Random } from '../../domain/method';

/**
 * xoshiro128** 1.1 (Blackman & Vigna 2018, https://prng.di.unimi.it/xoshiro128starstar.c), 32 bits a draw, state from
 * SplitMix32. Seeded: the same seed gives the same stream on every machine.
 */
export class Xoshiro128 implements Random {
  readonly #state: Uint32Array;
  readonly #seed: number;
  #spare = Number.NaN;

  constructor(seed: number, state?: readonly [number, number, number, number]) {
    this.#seed = seed >>> 0;
    this.#state = Uint32Array.from(state ?? [0, 0, 0, 0]);
    if (!state) {
      let x = this.#seed;
      for (let i = 0; i < 4; i++) {
        x = (x + 0x9e3779b9) >>> 0;
        let z = x;
        z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
        z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
        this.#state[i] = z ^ (z >>> 16);
      }
    }
  }

  /** The next 32 bits, unsigned. */
  bits(): number {
    const s = this.#state;
    const s1 = s[1]!;
    const product = Math.imul(s1, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const t = s1 << 9;
    s[2] = s[2]! ^ s[0]!;
    s[3] = s[3]! ^ s1;
    s[1] = s1 ^ s[2]!;
    s[0] = s[0]! ^ s[3]!;
    s[2] = s[2]! ^ t;
    s[3] = (s[3]! << 11) | (s[3]! >>> 21);
    return result;
  }

  next(): number {
    return this.bits() / 4294967296;
  }

  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  /** Marsaglia's polar method. */
  normal(): number {
    if (!Number.isNaN(this.#spare)) {
      const value = this.#spare;
      this.#spare = Number.NaN;
      return value;
    }
    for (;;) {
      const u = 2 * this.next() - 1;
      const v = 2 * this.next() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) {
        const scale = Math.sqrt((-2 * Math.log(s)) / s);
        this.#spare = v * scale;
        return u * scale;
      }
    }
  }

  fork(name: string): Random {
    return new Xoshiro128((fnv1a(name) ^ Math.imul(this.#seed + 1, 0x9e3779b1)) >>> 0);
  }

  shuffle<T extends { length: number; [index: number]: unknown }>(list: T): T {
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const held = list[i];
      list[i] = list[j];
      list[j] = held;
    }
    return list;
  }
}

/** FNV-1a over UTF-16 units, 32 bits, unsigned (Fowler, Noll & Vo). */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
