import { characterRunStart, mix, nextHigh, nextLow, wordRunStart, wordStart } from '../terms/term-hash';
import { TermTable } from '../terms/term-table';
import type { FeatureOptions, TermBlock } from './feature-options';
import { type Hash, hashOf, WordReader } from './word-reader';

/** With more columns of words' runs of characters held, all are forgotten before the next post. */
const mostColumns = 1 << 22;

function roomFor(array: Int32Array<ArrayBuffer>, size: number): Int32Array<ArrayBuffer> {
  if (size <= array.length) return array;
  const larger = new Int32Array(Math.max(size, array.length * 2));
  larger.set(array);
  return larger;
}

/**
 * The known terms of one kind in one post: columns in order of meeting, and how often each. A small table made anew for each post: it
 * stays in the processor's nearest memory, where a mark for each of a million columns would not.
 */
export class PostCounts {
  /** Place + 1 of a column; 0 is free. */
  #slots = new Int32Array(1 << 10);
  #shift = 0;
  #mask = 0;
  columns = new Int32Array(1 << 8);
  counts = new Int32Array(1 << 8);
  size = 0;
  #room = 0;

  /** Begins a post of at most so many terms, repeated ones counted each time. */
  begin(most: number): void {
    let bits = 4;
    while (1 << bits < most * 2) bits++;
    this.#shift = 32 - bits;
    this.#mask = (1 << bits) - 1;
    this.#slots = roomFor(this.#slots, 1 << bits);
    this.#slots.fill(0, 0, 1 << bits);
    this.beginApart(most);
  }

  /** Begins one of which no column comes twice: it is told by `append` alone. */
  beginApart(most: number): void {
    this.columns = roomFor(this.columns, most);
    this.counts = roomFor(this.counts, most);
    this.size = 0;
    this.#room = 0;
  }

  /** Makes room for so many more columns than were met, any of which may come again. */
  widen(more: number): void {
    if (this.size + more <= this.#room) return;
    const { size } = this;
    const columns = this.columns.slice(0, size);
    const counts = this.counts.slice(0, size);
    const room = (size + more) * 2;
    this.begin(room);
    this.#room = room;
    for (let place = 0; place < size; place++) this.add(columns[place]!, counts[place]!);
  }

  append(column: number, times: number): void {
    this.columns[this.size] = column;
    this.counts[this.size++] = times;
  }

  /** Counts a column; says at which place it stands. */
  add(column: number, times: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    // Multiplied by 2³² / φ neighbouring columns lie far apart (Knuth 1998, vol. 3, § 6.4).
    let at = Math.imul(column, 0x9e3779b9) >>> this.#shift;
    for (; ; at = (at + 1) & mask) {
      const place = slots[at]! - 1;
      if (place < 0) break;
      if (this.columns[place] === column) {
        this.counts[place]! += times;
        return place;
      }
    }
    this.append(column, times);
    slots[at] = this.size;
    return this.size - 1;
  }
}

/** A count of a kind of term, at a place, is one more or one less than before. */
export type Told = (kind: number, place: number, change: 1 | -1) => void;

interface Counted {
  readonly table: TermTable;
  readonly counts: PostCounts;
  readonly shortest: number;
  readonly longest: number;
}

/** Every run of characters of a word between two spaces: its hash, and where it begins and ends. O(characters · lengths). */
function eachRunOfCharacters(
  term: string,
  { shortest, longest }: Counted,
  visit: (hash: Hash, start: number, end: number) => void,
): void {
  const length = term.length + 2;
  for (let i = 0; i + shortest <= length; i++) {
    const most = Math.min(longest, length - i);
    let { low, high }: Hash = characterRunStart;
    for (let size = 1; size <= most; size++) {
      const at = i + size - 2;
      const unit = at < 0 || at >= term.length ? 32 : term.charCodeAt(at);
      low = nextLow(low, unit);
      high = nextHigh(high, unit);
      if (size >= shortest) visit({ low, high }, i, i + size);
    }
  }
}

/** Shared by all: words are told apart by their hash alone. */
let words: WordReader | undefined;

/**
 * Counts terms of posts without making strings: all of them, each new one in the next column, or those of a feature space. What a word holds is kept for when it comes again, as most words do (Zipf). O(characters + terms).
 */
export class PostTerms {
  /** Counts of the post read last, by kind. */
  readonly counts: readonly PostCounts[];
  readonly #counted: readonly Counted[];
  readonly #words: Counted | undefined;
  readonly #characters: Counted | undefined;
  readonly #kinds: readonly TermBlock['kind'][];
  readonly #options: FeatureOptions;
  readonly #reader = (words ??= new WordReader());
  readonly #learning: boolean;
  #epoch = 0;
  /** Of each word its column alone + 2; 1: it has none, 0: not yet known. */
  #alone = new Int32Array(0);
  /** Of each word where the columns of its runs of characters begin + 1, and where they end; 0: not yet known. */
  #runs = new Int32Array(0);
  #columns = new Int32Array(1 << 12);
  #columnCount = 0;
  /** Counts of the whole post, by kind, once words are left out. */
  #whole: Int32Array[] | undefined;
  /** Words of the post that are counted, in order. */
  #taken = new Int32Array(1 << 8);

  /** With `blocks`, by kind, only their terms are counted. */
  constructor(kinds: readonly TermBlock['kind'][], options: FeatureOptions, blocks?: readonly TermBlock[]) {
    this.#kinds = kinds;
    this.#options = options;
    this.#learning = blocks === undefined;
    const counted = kinds.map((kind, k): Counted => {
      const [shortest, longest] = options[kind];
      const table = blocks ? TermTable.of(blocks[k]!) : new TermTable(1 << 14);
      return { table, counts: new PostCounts(), shortest, longest };
    });
    this.#counted = counted;
    this.counts = counted.map((one) => one.counts);
    this.#words = counted[kinds.indexOf('words')];
    this.#characters = counted[kinds.indexOf('characters')];
  }

  /** The terms met so far, by kind: their ids are their columns. */
  get tables(): readonly TermTable[] {
    return this.#counted.map((one) => one.table);
  }

  /** One that counts the terms of these blocks alone. `columnOf` says which column each term met here has there, or −1. */
  kept(blocks: readonly TermBlock[], columnOf: readonly Int32Array[]): PostTerms {
    const kept = new PostTerms(this.#kinds, this.#options, blocks);
    kept.#epoch = this.#epoch;
    this.#counted.forEach((one, k) => {
      const columns = columnOf[k]!;
      if (one === this.#words) kept.#alone = this.#alone.map((held) => (held < 2 ? held : columns[held - 2]! + 2));
      else kept.#columns = this.#columns.map((column, e) => (e < this.#columnCount ? columns[column]! : 0));
    });
    kept.#runs = this.#runs;
    kept.#columnCount = this.#columnCount;
    return kept;
  }

  read(text: string, language: string): void {
    const reader = this.#reader;
    // A word of its own language is the term `language:word`.
    reader.read(text, this.#options.byLanguage ? hashOf(`${language}:`, wordStart) : wordStart);
    if (reader.epoch !== this.#epoch || this.#columnCount > mostColumns) {
      this.#epoch = reader.epoch;
      this.#columnCount = 0;
      this.#alone.fill(0);
      this.#runs.fill(0);
    }
    this.#alone = roomFor(this.#alone, reader.size);
    this.#runs = roomFor(this.#runs, reader.size * 2);
    if (this.#words) {
      if (this.#words.longest === 1) this.#countWords(this.#words);
      else this.#countRuns(this.#words, this.#take());
    }
    if (this.#characters) this.#countCharacters(this.#characters);
    this.#whole = undefined;
  }

  /**
   * Takes words `from` to before `to` out of the counts of the post read last, and marks them; those marked are out already. What then
   * stands side by side is a run of words. Tells of each change by one. O(their terms), and
   * O(terms of the post) the first time.
   */
  leave(left: Uint8Array, from: number, to: number, told: Told): void {
    this.#taken = roomFor(this.#taken, this.#reader.length);
    this.#whole ??= this.counts.map(({ counts, size }) => counts.slice(0, size));
    if (this.#words) {
      const { counts, longest } = this.#words;
      const kind = this.counts.indexOf(counts);
      counts.widen((longest * (longest - 1)) / 2);
      const [before, length] = this.#takeAround(left, from, to, longest - 1);
      const after = before + to - from;
      this.#eachRunAcross(length, before, after, (column) => told(kind, counts.add(column, -1), -1));
      this.#taken.copyWithin(before, after, length);
      this.#eachRunAcross(length - (to - from), before, before, (column) => told(kind, counts.add(column, 1), 1));
    }
    if (this.#characters) {
      const { counts } = this.#characters;
      const kind = this.counts.indexOf(counts);
      for (let w = from; w < to; w++)
        this.#eachCharacterColumnOf(w, (column) => told(kind, counts.add(column, -1), -1));
    }
    left.fill(1, from, to);
  }

  /** Brings all words back into the counts; a column that the post has not keeps a count of 0. O(terms). */
  restore(): void {
    this.counts.forEach(({ counts, size }, k) => {
      const whole = this.#whole?.[k];
      if (!whole) return;
      counts.set(whole);
      counts.fill(0, whole.length, size);
    });
  }

  /** Brings together some words that are left on either side of a stretch, and the stretch; says how many stand before it, and in all. */
  #takeAround(left: Uint8Array, from: number, to: number, reach: number): [number, number] {
    const reader = this.#reader;
    let first = from;
    for (let found = 0; first > 0 && found < reach; ) if (left[--first] === 0) found++;
    let end = to;
    for (let found = 0; end < reader.length && found < reach; ) if (left[end++] === 0) found++;
    let before = 0;
    let length = 0;
    for (let w = first; w < end; w++) {
      if (w === from) before = length;
      if (left[w] === 0) this.#taken[length++] = reader.wordAt(w);
    }
    return [before, length];
  }

  /** The known runs of the first `length` words taken that begin before place `to` and end after place `from`. */
  #eachRunAcross(length: number, from: number, to: number, visit: (column: number) => void): void {
    const { table, shortest, longest } = this.#words!;
    const reader = this.#reader;
    for (let at = Math.max(0, from - longest + 1); at < to; at++) {
      let { low, high }: Hash = wordRunStart;
      for (let run = 1; run <= longest && at + run <= length; run++) {
        const word = this.#taken[at + run - 1]!;
        low = nextLow(low, reader.low(word)) + run;
        high = nextHigh(high, reader.high(word));
        if (run < shortest || at + run <= from) continue;
        const column = table.find(mix(low), mix(high));
        if (column >= 0) visit(column);
      }
    }
  }

  /** Every known run of words of the post read last: its column, first word and number of words. O(words · lengths). */
  eachWordRun(visit: (column: number, from: number, words: number) => void): void {
    const { table, shortest, longest } = this.#words!;
    const reader = this.#reader;
    for (let w = 0; w < reader.length; w++) {
      let { low, high }: Hash = wordRunStart;
      for (let run = 1; run <= longest && w + run <= reader.length; run++) {
        const word = reader.wordAt(w + run - 1);
        low = nextLow(low, reader.low(word)) + run;
        high = nextHigh(high, reader.high(word));
        if (run < shortest) continue;
        const column = table.find(mix(low), mix(high));
        if (column >= 0) visit(column, w, run);
      }
    }
  }

  /** Every known run of characters of the post read last: its column and its word. O(runs). */
  eachCharacterColumn(visit: (column: number, word: number) => void): void {
    for (let w = 0; w < this.#reader.length; w++) this.#eachCharacterColumnOf(w, visit);
  }

  #eachCharacterColumnOf(place: number, visit: (column: number, word: number) => void): void {
    const at = this.#reader.wordAt(place) * 2;
    const to = this.#runs[at + 1]!;
    for (let e = this.#runs[at]! - 1; e < to; e++) if (this.#columns[e]! >= 0) visit(this.#columns[e]!, place);
  }

  /** Every known run of characters of a term: its column, and where it begins and ends in the term between two spaces. */
  eachCharacterRun(term: string, visit: (column: number, start: number, end: number) => void): void {
    const { table } = this.#characters!;
    eachRunOfCharacters(term, this.#characters!, ({ low, high }, start, end) => {
      const column = table.find(mix(low), mix(high));
      if (column >= 0) visit(column, start, end);
    });
  }

  /** Brings the words of the post together, and says how many. */
  #take(): number {
    const reader = this.#reader;
    this.#taken = roomFor(this.#taken, reader.length);
    let length = 0;
    for (let w = 0; w < reader.length; w++) this.#taken[length++] = reader.wordAt(w);
    return length;
  }

  #find(table: TermTable, { low, high }: Hash): number {
    return this.#learning ? table.add(mix(low), mix(high)) : table.find(mix(low), mix(high));
  }

  /** The column of a word alone, −1 where it has none. */
  #columnAlone(word: number, table: TermTable): number {
    const known = this.#alone[word]!;
    if (known !== 0) return known - 2;
    const reader = this.#reader;
    const column = this.#find(table, {
      low: nextLow(wordRunStart.low, reader.low(word)) + 1,
      high: nextHigh(wordRunStart.high, reader.high(word)),
    });
    this.#alone[word] = column + 2;
    return column;
  }

  #countWords({ table, counts }: Counted): void {
    const reader = this.#reader;
    const { different } = reader;
    // Two words are one term only where one of them was folded.
    if (reader.folded) counts.begin(different);
    else counts.beginApart(different);
    for (let n = 0; n < different; n++) {
      const column = this.#columnAlone(reader.word(n), table);
      if (column < 0) continue;
      if (reader.folded) counts.add(column, reader.times(n));
      else counts.append(column, reader.times(n));
    }
  }

  #countRuns({ table, counts, shortest, longest }: Counted, length: number): void {
    const reader = this.#reader;
    const taken = this.#taken;
    counts.begin(length * longest);
    for (let w = 0; w < length; w++) {
      if (shortest === 1) {
        const column = this.#columnAlone(taken[w]!, table);
        if (column >= 0) counts.add(column, 1);
      }
      let { low, high }: Hash = wordRunStart;
      for (let run = 1; run <= longest && w + run <= length; run++) {
        const word = taken[w + run - 1]!;
        low = nextLow(low, reader.low(word)) + run;
        high = nextHigh(high, reader.high(word));
        if (run === 1 || run < shortest) continue;
        const column = this.#find(table, { low, high });
        if (column >= 0) counts.add(column, 1);
      }
    }
  }

  #countCharacters(characters: Counted): void {
    const reader = this.#reader;
    let most = 0;
    for (let n = 0; n < reader.different; n++) {
      const at = reader.word(n) * 2;
      if (this.#runs[at] === 0) this.#holdRuns(at, reader.term(n), characters);
      most += this.#runs[at + 1]! - this.#runs[at]! + 1;
    }
    const { counts } = characters;
    const runs = this.#runs;
    const columns = this.#columns;
    counts.begin(most);
    for (let n = 0; n < reader.different; n++) {
      const at = reader.word(n) * 2;
      const times = reader.times(n);
      const to = runs[at + 1]!;
      for (let e = runs[at]! - 1; e < to; e++) if (columns[e]! >= 0) counts.add(columns[e]!, times);
    }
  }

  #holdRuns(at: number, term: string, characters: Counted): void {
    this.#runs[at] = this.#columnCount + 1;
    eachRunOfCharacters(term, characters, (hash) => {
      const column = this.#find(characters.table, hash);
      if (column < 0) return;
      this.#columns = roomFor(this.#columns, this.#columnCount + 1);
      this.#columns[this.#columnCount++] = column;
    });
    this.#runs[at + 1] = this.#columnCount;
  }
}
