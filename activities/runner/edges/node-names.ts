/** The names that a file gives to the nodes of its graph, made when asked for: a million strings that nobody reads cost memory. */
export interface NodeNames {
  readonly count: number;
  name(node: number): string;
  /** The node of this name; undefined where the graph has none. */
  node(name: string): number | undefined;
}

const plainNumber = /^(?:0|[1-9]\d{0,14})$/;

/** Nodes that are named by whole numbers, in rising order; all from 0 on where no list is given. */
export class NumberedNodes implements NodeNames {
  readonly count: number;
  readonly #numbers: Int32Array | undefined;

  constructor(count: number, numbers?: Int32Array) {
    this.count = count;
    this.#numbers = numbers;
  }

  name(node: number): string {
    return String(this.#numbers ? this.#numbers[node]! : node);
  }

  node(name: string): number | undefined {
    const number = plainNumber.test(name) ? Number(name) : -1;
    if (number < 0) return undefined;
    if (!this.#numbers) return number < this.count ? number : undefined;
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#numbers[middle]! < number) low = middle + 1;
      else high = middle;
    }
    return this.#numbers[low] === number ? low : undefined;
  }
}

/** Nodes whose names stand in a list, in node order. */
export class ListedNodes implements NodeNames {
  readonly #names: readonly string[];

  constructor(names: readonly string[]) {
    this.#names = names;
  }

  get count(): number {
    return this.#names.length;
  }

  name(node: number): string {
    return this.#names[node]!;
  }

  node(name: string): number | undefined {
    const found = this.#names.indexOf(name);
    return found < 0 ? undefined : found;
  }
}

/**
 * Nodes that are named by text: an open-addressing table over the bytes of the names, each name stored once (FNV-1a over bytes; Fowler,
 * Noll & Vo). Numbered as they appear, until `ranks` orders them.
 */
export class NameTable implements NodeNames {
  count = 0;
  #slots = new Int32Array(1 << 12).fill(-1);
  #hashes = new Int32Array(1 << 11);
  #starts = new Int32Array((1 << 11) + 1);
  #arena = new Uint8Array(1 << 16);
  #order: Int32Array | undefined;
  #ranks: Int32Array | undefined;

  /** The node of the name in `bytes[start … stop)`, a new one where it was not seen before. */
  place(bytes: Uint8Array, start: number, stop: number): number {
    const hash = hashOf(bytes, start, stop);
    const slot = this.#slot(hash, bytes, start, stop);
    const known = this.#slots[slot]!;
    return known >= 0 ? known : this.#add(slot, hash, bytes, start, stop);
  }

  /** Where the name is, or would be. */
  #slot(hash: number, bytes: Uint8Array, start: number, stop: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const known = this.#slots[slot]!;
      if (known < 0 || (this.#hashes[known] === hash && this.#same(known, bytes, start, stop))) return slot;
    }
  }

  #same(known: number, bytes: Uint8Array, start: number, stop: number): boolean {
    const at = this.#starts[known]!;
    if (this.#starts[known + 1]! - at !== stop - start) return false;
    for (let i = start; i < stop; i++) if (this.#arena[at + i - start] !== bytes[i]) return false;
    return true;
  }

  #add(slot: number, hash: number, bytes: Uint8Array, start: number, stop: number): number {
    const node = this.count++;
    const at = this.#starts[node]!;
    const end = at + stop - start;
    while (end > this.#arena.length) this.#arena = grown(this.#arena, new Uint8Array(this.#arena.length * 2));
    this.#arena.set(bytes.subarray(start, stop), at);
    if (this.count === this.#hashes.length) {
      this.#hashes = grown(this.#hashes, new Int32Array(this.count * 2));
      this.#starts = grown(this.#starts, new Int32Array(this.count * 2 + 1));
    }
    this.#hashes[node] = hash;
    this.#starts[node + 1] = end;
    this.#slots[slot] = node;
    if (this.count * 2 > this.#slots.length) this.#rehash();
    return node;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    for (let node = 0; node < this.count; node++) {
      let slot = this.#hashes[node]! & mask;
      while (slots[slot]! >= 0) slot = (slot + 1) & mask;
      slots[slot] = node;
    }
    this.#slots = slots;
  }

  #text(place: number): string {
    return Buffer.from(
      this.#arena.buffer,
      this.#starts[place]!,
      this.#starts[place + 1]! - this.#starts[place]!,
    ).toString();
  }

  /**
   * Where all names are whole numbers of at most 15 digits, orders the nodes by them and returns the rank of each place of appearance;
   * undefined, and no change, where they are not.
   */
  ranks(): Int32Array | undefined {
    const numbers = new Float64Array(this.count);
    for (let node = 0; node < this.count; node++) {
      const text = this.#text(node);
      if (!plainNumber.test(text)) return undefined;
      numbers[node] = Number(text);
    }
    const order = Int32Array.from({ length: this.count }, (_, i) => i).sort((a, b) => numbers[a]! - numbers[b]!);
    const ranks = new Int32Array(this.count);
    order.forEach((place, rank) => {
      ranks[place] = rank;
    });
    this.#order = order;
    this.#ranks = ranks;
    return ranks;
  }

  name(node: number): string {
    return this.#text(this.#order ? this.#order[node]! : node);
  }

  node(name: string): number | undefined {
    const bytes = Buffer.from(name);
    const place = this.#slots[this.#slot(hashOf(bytes, 0, bytes.length), bytes, 0, bytes.length)]!;
    if (place < 0) return undefined;
    return this.#ranks ? this.#ranks[place] : place;
  }
}

function hashOf(bytes: Uint8Array, start: number, stop: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < stop; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return hash ^ (hash >>> 15);
}

function grown<A extends Uint8Array | Int32Array>(old: A, larger: A): A {
  larger.set(old);
  return larger;
}
