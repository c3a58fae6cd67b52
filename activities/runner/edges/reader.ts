import { AssayError } from '../../../domain/errors';
import { chunksOfLines } from './chunks';
import { type Layout, layoutOf, roles } from './layout';
import { NameTable, type NodeNames, NumberedNodes } from './node-names';
import { decimalAt, timeAt } from './numbers';
import type { RawEdges } from './repeated';

const [tab, newline, carriageReturn, space, quote, hash, percent, zero] = [9, 10, 13, 32, 34, 35, 37, 48];
/** Whole numbers up to here are kept as they are; longer ones are treated as names. */
const largestNumber = 999_999_999;
/** Room for numbers that are few in a large range, beyond which names are cheaper. */
const sparseRange = 1 << 24;

/** Thrown to begin again with names: an id is not a whole number that fits. */
class NotNumbers extends Error {}

class Lines {
  readonly #file: string;
  readonly #names: NameTable | undefined;
  #layout: Layout | undefined;
  #line = 0;
  #capacity = 1 << 16;
  count = 0;
  source = new Int32Array(this.#capacity);
  target = new Int32Array(this.#capacity);
  weight: Float64Array | undefined;
  sign: Int8Array | undefined;
  time: Float64Array | undefined;
  largest = -1;
  /** Nodes that a comment promises: ` n=34`. */
  stated: number | undefined;
  // The token that was read last: its place, its value where it is a whole number, else −1, and where the bytes are.
  #start = 0;
  #stop = 0;
  #value = -1;
  #bytes: Uint8Array = new Uint8Array();

  constructor(file: string, names: NameTable | undefined) {
    this.#file = file;
    this.#names = names;
  }

  #refuse(expected: string): never {
    throw new AssayError('ASSAY_FILE_UNREADABLE', `${this.#file}:${this.#line} ${expected} was expected`);
  }

  read(bytes: Uint8Array): void {
    let at = this.#line === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    const end = bytes.length;
    while (at < end) {
      this.#line++;
      const begin = at;
      while (bytes[at] === space || bytes[at] === tab || bytes[at] === carriageReturn) at++;
      const first = bytes[at]!;
      if (first === newline) {
        at++;
        continue;
      }
      if (first === hash || first === percent || !this.#layout) {
        const stop = bytes.indexOf(newline, at);
        const text = Buffer.from(bytes.buffer, bytes.byteOffset + begin, stop - begin).toString();
        if (first === hash || first === percent) {
          const stated = this.count === 0 ? /(?:^|\s)n=(\d{1,9})\b/.exec(text) : null;
          if (stated) this.stated = Number(stated[1]);
          at = stop + 1;
          continue;
        }
        this.#layout = layoutOf(text, /\.csv(\.gz)?$/i.test(this.#file));
        if (this.#layout.header) {
          at = stop + 1;
          continue;
        }
      }
      // An empty first field of a tab-separated list is a field.
      at = this.#edge(bytes, this.#layout.separator === 0 ? at : begin);
    }
  }

  #edge(bytes: Uint8Array, begin: number): number {
    const { separator, fields } = this.#layout!;
    if (this.count === this.#capacity) this.#grow();
    const e = this.count;
    let at = begin;
    let ends = 0;
    for (let field = 0; field < fields.length; field++) {
      at = separator === 0 ? this.#word(bytes, at) : this.#cell(bytes, at, separator);
      const role = fields[field]!;
      if (this.#stop > this.#start) {
        if (role === roles.source) {
          this.source[e] = this.#node();
          ends |= 1;
        } else if (role === roles.target) {
          this.target[e] = this.#node();
          ends |= 2;
        } else if (role === roles.weight) this.#setWeight(e);
        else if (role === roles.sign) this.#setSign(e);
        else if (role === roles.time) this.#setTime(e);
      }
      if (bytes[at] === newline) break;
      if (separator !== 0) at++;
    }
    if (ends !== 3) this.#refuse('a source and a target');
    this.count++;
    while (bytes[at] !== newline) at++;
    return at + 1;
  }

  /** Reads up to white space. */
  #word(bytes: Uint8Array, from: number): number {
    let at = from;
    while (bytes[at] === space || bytes[at] === tab || bytes[at] === carriageReturn) at++;
    this.#start = at;
    let value = 0;
    let c = bytes[at]!;
    while (c > space) {
      value = c >= zero && c <= 57 && value >= 0 ? value * 10 + c - zero : -1;
      if (value > largestNumber) value = -1;
      c = bytes[++at]!;
    }
    while (c !== newline && c < space && c !== tab && c !== carriageReturn) c = bytes[++at]!;
    this.#token(bytes, at, value);
    return at;
  }

  /** Reads up to the separator, without the white space around; a quoted cell may hold the separator, and a quote twice. */
  #cell(bytes: Uint8Array, from: number, separator: number): number {
    let at = from;
    while (bytes[at] === space) at++;
    if (bytes[at] === quote) return this.#quoted(bytes, at + 1, separator);
    this.#start = at;
    let value = 0;
    let c = bytes[at]!;
    while (c !== separator && c !== newline) {
      value = c >= zero && c <= 57 && value >= 0 ? value * 10 + c - zero : -1;
      if (value > largestNumber) value = -1;
      c = bytes[++at]!;
    }
    let stop = at;
    while (stop > this.#start && bytes[stop - 1]! <= space) stop--;
    if (stop < at) {
      value = 0;
      for (let i = this.#start; i < stop && value >= 0; i++) {
        const digit = bytes[i]! - zero;
        value = digit >= 0 && digit <= 9 ? value * 10 + digit : -1;
        if (value > largestNumber) value = -1;
      }
    }
    this.#token(bytes, stop, value);
    return at;
  }

  #quoted(bytes: Uint8Array, from: number, separator: number): number {
    const inside: number[] = [];
    let at = from;
    for (; ; at++) {
      const c = bytes[at]!;
      if (c === newline) this.#refuse('a closing quote');
      if (c === quote && bytes[++at] !== quote) break;
      inside.push(c);
    }
    this.#start = 0;
    this.#token(Uint8Array.from(inside), inside.length, -1);
    while (bytes[at] !== separator && bytes[at] !== newline) at++;
    return at;
  }

  #token(bytes: Uint8Array, stop: number, value: number): void {
    this.#bytes = bytes;
    this.#stop = stop;
    // Leading zeros belong to a name: 007 is not 7.
    this.#value = bytes[this.#start] === zero && stop - this.#start > 1 ? -1 : value;
  }

  #node(): number {
    if (this.#names) return this.#names.place(this.#bytes, this.#start, this.#stop);
    if (this.#value < 0) throw new NotNumbers();
    if (this.#value > this.largest) this.largest = this.#value;
    return this.#value;
  }

  #setWeight(e: number): void {
    if (this.#value === 1 && !this.weight) return;
    const weight = this.#value >= 0 ? this.#value : decimalAt(this.#bytes, this.#start, this.#stop);
    if (!Number.isFinite(weight)) this.#refuse('a numeric weight');
    if (weight === 1 && !this.weight) return;
    this.weight ??= new Float64Array(this.#capacity).fill(1);
    this.weight[e] = weight;
    // A sign that stands in its own column wins over the weight's.
    if (weight < 0 && !this.#layout!.fields.includes(roles.sign)) {
      this.sign ??= new Int8Array(this.#capacity).fill(1);
      this.sign[e] = -1;
    }
  }

  #setSign(e: number): void {
    const one = this.#stop - this.#start === 1 ? this.#bytes[this.#start] : 0;
    const sign = one === 43 ? 1 : one === 45 ? -1 : decimalAt(this.#bytes, this.#start, this.#stop);
    if (!Number.isFinite(sign)) this.#refuse('a numeric sign');
    this.sign ??= new Int8Array(this.#capacity).fill(1);
    this.sign[e] = Math.sign(sign);
  }

  #setTime(e: number): void {
    const time = this.#value >= 0 ? this.#value : timeAt(this.#bytes, this.#start, this.#stop);
    if (!Number.isFinite(time)) this.#refuse('a numeric time, or one such as 2026-03-01T12:00:00Z,');
    this.time ??= new Float64Array(this.#capacity).fill(Number.NaN);
    this.time[e] = time;
  }

  #grow(): void {
    const old = this.#capacity;
    this.#capacity = old * 2;
    const larger = <A extends Int32Array | Float64Array | Int8Array>(from: A, to: A, otherwise: number): A => {
      to.set(from);
      if (otherwise !== 0) to.fill(otherwise, old);
      return to;
    };
    this.source = larger(this.source, new Int32Array(this.#capacity), 0);
    this.target = larger(this.target, new Int32Array(this.#capacity), 0);
    if (this.weight) this.weight = larger(this.weight, new Float64Array(this.#capacity), 1);
    if (this.sign) this.sign = larger(this.sign, new Int8Array(this.#capacity), 1);
    if (this.time) this.time = larger(this.time, new Float64Array(this.#capacity), Number.NaN);
  }
}

/** Numbers the nodes of whole-number ids in rising order, in place; undefined where the numbers are too far apart. */
function numbered(lines: Lines): NodeNames | undefined {
  const { count, source, target, largest, stated } = lines;
  if (stated !== undefined && largest < stated) return new NumberedNodes(stated);
  if (largest > Math.max(sparseRange, 8 * count)) return undefined;
  const place = new Int32Array(largest + 1);
  for (let e = 0; e < count; e++) {
    place[source[e]!] = 1;
    place[target[e]!] = 1;
  }
  let nodes = 0;
  for (let id = 0; id <= largest; id++)
    if (place[id] === 1) place[id] = nodes++;
    else place[id] = -1;
  if (nodes === largest + 1) return new NumberedNodes(nodes);
  const ids = new Int32Array(nodes);
  for (let id = 0; id <= largest; id++) if (place[id]! >= 0) ids[place[id]!] = id;
  for (let e = 0; e < count; e++) {
    source[e] = place[source[e]!]!;
    target[e] = place[target[e]!]!;
  }
  return new NumberedNodes(nodes, ids);
}

function edgesOf(lines: Lines, nodes: number): RawEdges {
  const { count, weight, sign, time } = lines;
  return {
    nodes,
    source: lines.source.subarray(0, count),
    target: lines.target.subarray(0, count),
    ...(weight ? { weight: weight.subarray(0, count) } : {}),
    // A sign column without a negative one says nothing.
    ...(sign?.subarray(0, count).some((one) => one < 0) ? { sign: sign.subarray(0, count) } : {}),
    ...(time ? { time: time.subarray(0, count) } : {}),
  };
}

/**
 * Every edge of a list in the order of its lines, read byte by byte. Nodes are numbered by their number where all are whole numbers
 * (all of 0 … n − 1 where a comment before the first edge says ` n=` how many), else as they appear. O(bytes).
 */
export function readEdges(file: string): { readonly edges: RawEdges; readonly names: NodeNames } {
  try {
    const lines = new Lines(file, undefined);
    for (const chunk of chunksOfLines(file)) lines.read(chunk);
    const names = numbered(lines);
    if (names) return { names, edges: edgesOf(lines, names.count) };
  } catch (error) {
    if (!(error instanceof NotNumbers)) throw error;
  }
  const names = new NameTable();
  const lines = new Lines(file, names);
  for (const chunk of chunksOfLines(file)) lines.read(chunk);
  const ranks = names.ranks();
  if (ranks)
    for (let e = 0; e < lines.count; e++) {
      lines.source[e] = ranks[lines.source[e]!]!;
      lines.target[e] = ranks[lines.target[e]!]!;
    }
  return { names, edges: edgesOf(lines, names.count) };
}
