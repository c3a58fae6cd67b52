import { statSync } from 'node:fs';
import { AssayError } from '../../../domain/errors';
import { chunksOfLines } from './chunks';
import { type Layout, layoutOf, roles } from './layout';
import { NameTable, type NodeNames, NumberedNodes } from './node-names';
import { DecimalReader, decimalAt, timeAt } from './numbers';
import type { RawEdges } from './repeated';
import { sharedArray, type SharedNumbers, type SharedType } from './shared-array';

const [tab, newline, carriageReturn, space, quote, hash, percent, zero] = [9, 10, 13, 32, 34, 35, 37, 48];
/** Whole numbers of so many digits are kept as they are; longer ones are treated as names. */
const mostDigits = 9;
/** Room for numbers that are few in a large range, beyond which names are cheaper. */
const sparseRange = 1 << 24;

/** Thrown to begin again with names: an id is not a whole number that fits. */
class NotNumbers extends Error {}

class Lines {
  readonly #file: string;
  readonly #names: NameTable | undefined;
  readonly #decimals = new DecimalReader();
  /** Bytes of the file, and those before the piece that is read. */
  readonly #size: number;
  #before = 0;
  #layout: Layout | undefined;
  #line = 0;
  #capacity = 1 << 16;
  count = 0;
  source = sharedArray(Int32Array, this.#capacity);
  target = sharedArray(Int32Array, this.#capacity);
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
    this.#size = statSync(file).size;
  }

  #refuse(expected: string): never {
    throw new AssayError('ASSAY_FILE_UNREADABLE', `${this.#file}:${this.#line} ${expected} was expected`);
  }

  read(bytes: Uint8Array): void {
    let at = this.#line === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    const end = bytes.length;
    for (;;) {
      at = this.#usual(bytes, at);
      if (at === end) break;
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
    this.#before += end;
  }

  /**
   * Lines of two whole numbers and further decimals, one separator between each two: nearly all of nearly all files. Returns where the
   * first line begins that is anything else; it is left to be read with care.
   */
  #usual(bytes: Uint8Array, from: number): number {
    const fields = this.#layout?.fields;
    if (this.#names || fields?.[0] !== roles.source || fields[1] !== roles.target) return from;
    const separator = this.#layout!.separator || tab;
    const otherSeparator = this.#layout!.separator || space;
    const decimals = this.#decimals;
    for (let begin = from; ; ) {
      if (begin === bytes.length) return begin;
      if (this.count === this.#capacity) this.#grow(begin);
      let at = begin;
      let a = 0;
      for (let digit = bytes[at]! ^ zero; digit <= 9; digit = bytes[++at]! ^ zero) a = a * 10 + digit;
      const aDigits = at - begin;
      // Leading zeros belong to a name: 007 is not 7.
      if (aDigits === 0 || aDigits > mostDigits || (bytes[begin] === zero && aDigits > 1)) return begin;
      if (bytes[at] !== separator && bytes[at] !== otherSeparator) return begin;
      const second = ++at;
      let b = 0;
      for (let digit = bytes[at]! ^ zero; digit <= 9; digit = bytes[++at]! ^ zero) b = b * 10 + digit;
      const bDigits = at - second;
      if (bDigits === 0 || bDigits > mostDigits || (bytes[second] === zero && bDigits > 1)) return begin;
      for (let field = 2; bytes[at] === separator || bytes[at] === otherSeparator; field++) {
        const value = decimals.read(bytes, at + 1);
        if (!Number.isFinite(value) || field >= fields.length) return begin;
        at = decimals.stop;
        const role = fields[field]!;
        if (role === roles.weight) this.#keepWeight(this.count, value);
        else if (role === roles.time) this.#keepTime(this.count, value);
        else if (role === roles.sign) this.#keepSign(this.count, value);
      }
      if (bytes[at] === carriageReturn) at++;
      if (bytes[at] !== newline) return begin;
      this.#line++;
      if (a > this.largest) this.largest = a;
      if (b > this.largest) this.largest = b;
      this.source[this.count] = a;
      this.target[this.count++] = b;
      begin = at + 1;
    }
  }

  #edge(bytes: Uint8Array, begin: number): number {
    const { separator, fields } = this.#layout!;
    if (this.count === this.#capacity) this.#grow(begin);
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
    let c = bytes[at]!;
    while (c > space) c = bytes[++at]!;
    while (c !== newline && c < space && c !== tab && c !== carriageReturn) c = bytes[++at]!;
    this.#token(bytes, at);
    return at;
  }

  /** Reads up to the separator, without the white space around; a quoted cell may hold the separator, and a quote twice. */
  #cell(bytes: Uint8Array, from: number, separator: number): number {
    let at = from;
    while (bytes[at] === space || (bytes[at] === tab && separator !== tab)) at++;
    if (bytes[at] === quote) return this.#quoted(bytes, at + 1, separator);
    this.#start = at;
    while (bytes[at] !== separator && bytes[at] !== newline) at++;
    let stop = at;
    while (stop > this.#start && bytes[stop - 1]! <= space) stop--;
    this.#token(bytes, stop);
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
    this.#token(Uint8Array.from(inside), inside.length);
    while (bytes[at] !== separator && bytes[at] !== newline) at++;
    return at;
  }

  #token(bytes: Uint8Array, stop: number): void {
    this.#bytes = bytes;
    this.#stop = stop;
    const digits = stop - this.#start;
    // Leading zeros belong to a name: 007 is not 7.
    this.#value = digits === 0 || digits > mostDigits || (bytes[this.#start] === zero && digits > 1) ? -1 : 0;
    for (let at = this.#start; at < stop && this.#value >= 0; at++) {
      const digit = bytes[at]! ^ zero;
      this.#value = digit <= 9 ? this.#value * 10 + digit : -1;
    }
  }

  #node(): number {
    if (this.#names) return this.#names.place(this.#bytes, this.#start, this.#stop);
    if (this.#value < 0) throw new NotNumbers();
    if (this.#value > this.largest) this.largest = this.#value;
    return this.#value;
  }

  #setWeight(e: number): void {
    const weight = this.#value >= 0 ? this.#value : decimalAt(this.#bytes, this.#start, this.#stop);
    if (!Number.isFinite(weight)) this.#refuse('a numeric weight');
    this.#keepWeight(e, weight);
  }

  #setSign(e: number): void {
    const one = this.#stop - this.#start === 1 ? this.#bytes[this.#start] : 0;
    const sign = one === 43 ? 1 : one === 45 ? -1 : decimalAt(this.#bytes, this.#start, this.#stop);
    if (!Number.isFinite(sign)) this.#refuse('a numeric sign');
    this.#keepSign(e, sign);
  }

  #setTime(e: number): void {
    const time = this.#value >= 0 ? this.#value : timeAt(this.#bytes, this.#start, this.#stop);
    if (!Number.isFinite(time)) this.#refuse('a numeric time, or one such as 2026-03-01T12:00:00Z,');
    this.#keepTime(e, time);
  }

  #keepWeight(e: number, weight: number): void {
    if (weight === 1 && !this.weight) return;
    this.weight ??= sharedArray(Float64Array, this.#capacity).fill(1);
    this.weight[e] = weight;
    // A sign that stands in its own column wins over the weight's.
    if (weight < 0 && !this.#layout!.fields.includes(roles.sign)) this.#keepSign(e, -1);
  }

  #keepSign(e: number, sign: number): void {
    this.sign ??= sharedArray(Int8Array, this.#capacity).fill(1);
    this.sign[e] = Math.sign(sign);
  }

  #keepTime(e: number, time: number): void {
    this.time ??= sharedArray(Float64Array, this.#capacity).fill(Number.NaN);
    this.time[e] = time;
  }

  /** Makes room for as many edges as the rest of the file holds if it is like what was read, at least for twice as many. */
  #grow(place: number): void {
    const old = this.#capacity;
    this.#capacity = Math.max(2 * old, Math.ceil((1.1 * old * this.#size) / (this.#before + place)));
    const larger = <A extends SharedNumbers>(from: A, otherwise: number): A => {
      const to = sharedArray(from.constructor as SharedType<A>, this.#capacity);
      to.set(from);
      if (otherwise !== 0) to.fill(otherwise, old);
      return to;
    };
    this.source = larger(this.source, 0);
    this.target = larger(this.target, 0);
    if (this.weight) this.weight = larger(this.weight, 1);
    if (this.sign) this.sign = larger(this.sign, 1);
    if (this.time) this.time = larger(this.time, Number.NaN);
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
