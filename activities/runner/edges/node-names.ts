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

/** Bytes of a name that stand in its slot of the table, as words of four. */
const keyBytes = 24;
/** A slot: the node + 1, 0 where it is free; the hash of the name; the name's first bytes, filled up with zeros. */
const slotWords = 2 + keyBytes / 4;

/**
 * Nodes that are named by text: an open-addressing table over the bytes of the names, none of them 0. Most names stand whole in their slot,
 * so that finding one looks at one place in memory; all stand one behind the other to be written out. Numbered as they appear, until
 * `ranks` orders them.
 */
export class NameTable implements NodeNames {
  count = 0;
  #slots = new Int32Array(slotWords << 12);
  /** What a slot of the name that is looked for would hold. */
  readonly #key = new Int32Array(slotWords);
  #starts = new Int32Array((1 << 11) + 1);
  #arena = new Uint8Array(1 << 16);
  #order: Int32Array | undefined;
  #ranks: Int32Array | undefined;

  /** The node of the name in `bytes[start … stop)`, a new one where it was not seen before. */
  place(bytes: Uint8Array, start: number, stop: number): number {
    const slot = this.#slot(bytes, start, stop);
    const known = this.#slots[slot]!;
    return known > 0 ? known - 1 : this.#add(slot, bytes, start, stop);
  }

  /** Where the slot of the name begins, or would. */
  #slot(bytes: Uint8Array, start: number, stop: number): number {
    const hash = this.#readKey(bytes, start, stop);
    const long = stop - start >= keyBytes;
    const slots = this.#slots;
    const [a, b, c, d, e, f] = [this.#key[2], this.#key[3], this.#key[4], this.#key[5], this.#key[6], this.#key[7]];
    const mask = slots.length / slotWords - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const at = slot * slotWords;
      if (slots[at] === 0) return at;
      if (
        slots[at + 1] === hash &&
        slots[at + 2] === a &&
        slots[at + 3] === b &&
        slots[at + 4] === c &&
        slots[at + 5] === d &&
        slots[at + 6] === e &&
        slots[at + 7] === f &&
        // A shorter name ends in a 0, which a longer one has nowhere.
        (!long || this.#same(slots[at]! - 1, bytes, start, stop))
      )
        return at;
    }
  }

  /** Leaves the name's hash and first bytes in the key, and returns the hash: words are multiplied in one by one. */
  #readKey(bytes: Uint8Array, start: number, stop: number): number {
    const key = this.#key;
    let hash = 0x811c9dc5;
    let at = start;
    let word = 2;
    for (; at < stop; at += 4) {
      let four = bytes[at]!;
      if (at + 1 < stop) four |= bytes[at + 1]! << 8;
      if (at + 2 < stop) four |= bytes[at + 2]! << 16;
      if (at + 3 < stop) four |= bytes[at + 3]! << 24;
      if (word < slotWords) key[word++] = four;
      hash = Math.imul(hash ^ four, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    while (word < slotWords) key[word++] = 0;
    key[1] = hash;
    return hash;
  }

  #same(known: number, bytes: Uint8Array, start: number, stop: number): boolean {
    const at = this.#starts[known]!;
    if (this.#starts[known + 1]! - at !== stop - start) return false;
    for (let i = start; i < stop; i++) if (this.#arena[at + i - start] !== bytes[i]) return false;
    return true;
  }

  #add(slot: number, bytes: Uint8Array, start: number, stop: number): number {
    const node = this.count++;
    const at = this.#starts[node]!;
    const end = at + stop - start;
    while (end > this.#arena.length) this.#arena = grown(this.#arena, new Uint8Array(this.#arena.length * 2));
    this.#arena.set(bytes.subarray(start, stop), at);
    if (this.count === this.#starts.length - 1) this.#starts = grown(this.#starts, new Int32Array(this.count * 2 + 1));
    this.#starts[node + 1] = end;
    this.#key[0] = node + 1;
    this.#slots.set(this.#key, slot);
    if (this.count * 4 * slotWords > this.#slots.length * 3) this.#rehash();
    return node;
  }

  #rehash(): void {
    const old = this.#slots;
    const slots = new Int32Array(old.length * 2);
    const mask = slots.length / slotWords - 1;
    for (let at = 0; at < old.length; at += slotWords) {
      if (old[at] === 0) continue;
      let slot = old[at + 1]! & mask;
      while (slots[slot * slotWords] !== 0) slot = (slot + 1) & mask;
      slots.set(old.subarray(at, at + slotWords), slot * slotWords);
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
    const place = this.#slots[this.#slot(bytes, 0, bytes.length)]! - 1;
    if (place < 0) return undefined;
    return this.#ranks ? this.#ranks[place] : place;
  }
}

function grown<A extends Uint8Array | Int32Array>(old: A, larger: A): A {
  larger.set(old);
  return larger;
}
