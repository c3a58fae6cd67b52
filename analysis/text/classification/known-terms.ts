import { characterRunStart, mix, nextHigh, nextLow, wordRunStart, wordStart } from '../terms/term-hash';
import { TermTable } from '../terms/term-table';
import type { FeatureOptions, TermBlock } from './feature-space';
import { ClassifierScanner } from './token-scanner';
import { termAt } from './tokens';

/** With more words held, or more columns of their runs of characters, all are forgotten before the next post. */
const mostWords = 1 << 18;
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

  /** Begins a post of at most so many terms, repeated ones counted each time. */
  begin(most: number): void {
    let bits = 4;
    while (1 << bits < most * 2) bits++;
    this.#shift = 32 - bits;
    this.#mask = (1 << bits) - 1;
    this.#slots = roomFor(this.#slots, 1 << bits);
    this.#slots.fill(0, 0, 1 << bits);
    this.columns = roomFor(this.columns, most);
    this.counts = roomFor(this.counts, most);
    this.size = 0;
  }

  add(column: number): void {
    const slots = this.#slots;
    const mask = this.#mask;
    // Multiplied by 2³² / φ neighbouring columns lie far apart (Knuth 1998, vol. 3, § 6.4).
    let at = Math.imul(column, 0x9e3779b9) >>> this.#shift;
    for (; ; at = (at + 1) & mask) {
      const place = slots[at]! - 1;
      if (place < 0) break;
      if (this.columns[place] === column) {
        this.counts[place]!++;
        return;
      }
    }
    this.columns[this.size] = column;
    this.counts[this.size] = 1;
    slots[at] = ++this.size;
  }
}

interface Hash {
  readonly low: number;
  readonly high: number;
}

function hashOf(text: string, start: Hash): Hash {
  let { low, high } = start;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = nextLow(low, unit);
    high = nextHigh(high, unit);
  }
  return { low, high };
}

interface Counted {
  readonly table: TermTable;
  readonly counts: PostCounts;
  readonly shortest: number;
  readonly longest: number;
}

/** The runs of characters of a word between two spaces that are known. O(characters · lengths). */
function eachCharacterRun(
  term: string,
  { table, shortest, longest }: Counted,
  visit: (column: number, start: number, end: number) => void,
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
      if (size < shortest) continue;
      const column = table.find(mix(low), mix(high));
      if (column >= 0) visit(column, i, i + size);
    }
  }
}

/** Places of a word in `#words`: the two halves of its term's hash, its column alone (or −1), where the columns of its runs end. */
const fields = 4;

/**
 * Counts the terms of a feature space in posts, as `TermCounter` does over `classifierTokens`, without making strings: a word is hashed
 * where it stands in the post, and what it holds is kept for when it comes again, as most words do (Zipf). O(characters + terms).
 */
export class KnownTerms {
  /** Counts of the post read last, by block. */
  readonly blocks: readonly PostCounts[];
  readonly #words: Counted | undefined;
  readonly #characters: Counted | undefined;
  readonly #byLanguage: boolean;
  readonly #scanner = new ClassifierScanner();
  /** Words by the hash of how they stand in a post. */
  #met = new TermTable();
  /** Word + 1 of each sign of one ASCII unit: half of what stands in posts beside words. */
  readonly #signs = new Int32Array(128);
  #held = new Int32Array(1 << 12);
  /** Columns of the runs of characters of each word, one word after the other. */
  #columns = new Int32Array(1 << 12);
  #columnCount = 0;
  /** Words of the post, in order. */
  #post = new Int32Array(1 << 8);
  #size = 0;
  /** Those of them that are counted where some are left out. */
  #kept = new Int32Array(1 << 8);

  constructor(blocks: readonly TermBlock[], options: FeatureOptions) {
    this.#byLanguage = options.byLanguage;
    const counted = blocks.map((block): Counted => {
      const [shortest, longest] = options[block.kind];
      return { table: TermTable.of(block), counts: new PostCounts(), shortest, longest };
    });
    this.blocks = counted.map((one) => one.counts);
    this.#words = counted[blocks.findIndex((block) => block.kind === 'words')];
    this.#characters = counted[blocks.findIndex((block) => block.kind === 'characters')];
  }

  read(text: string, language: string): void {
    if (this.#met.size > mostWords || this.#columnCount > mostColumns) {
      this.#met = new TermTable();
      this.#columnCount = 0;
      this.#signs.fill(0);
    }
    // A word of its own language is the term `language:word`.
    const first = this.#byLanguage ? hashOf(`${language}:`, wordStart) : wordStart;
    const scanner = this.#scanner;
    scanner.read(text, first);
    let size = 0;
    while (scanner.next()) {
      this.#post = roomFor(this.#post, size + 1);
      this.#post[size++] = scanner.plain ? this.#plainWord(text) : this.#sign(text, first);
    }
    this.#size = size;
    this.#count(this.#post, size);
  }

  /** Counts the post read last anew, without the words that are marked. O(terms). */
  recount(left: Uint8Array): void {
    this.#kept = roomFor(this.#kept, this.#size);
    let size = 0;
    for (let w = 0; w < this.#size; w++) if (left[w] !== 1) this.#kept[size++] = this.#post[w]!;
    this.#count(this.#kept, size);
  }

  /** Every known run of words of the post read last: its column, first word and number of words. O(words · lengths). */
  eachWordRun(visit: (column: number, from: number, words: number) => void): void {
    const { table, shortest, longest } = this.#words!;
    for (let w = 0; w < this.#size; w++) {
      let { low, high }: Hash = wordRunStart;
      for (let run = 1; run <= longest && w + run <= this.#size; run++) {
        const at = this.#post[w + run - 1]! * fields;
        low = nextLow(low, this.#held[at]!) + run;
        high = nextHigh(high, this.#held[at + 1]!);
        if (run < shortest) continue;
        const column = table.find(mix(low), mix(high));
        if (column >= 0) visit(column, w, run);
      }
    }
  }

  /** Every known run of characters of a term: its column, and where it begins and ends in the term between two spaces. */
  eachCharacterRun(term: string, visit: (column: number, start: number, end: number) => void): void {
    eachCharacterRun(term, this.#characters!, visit);
  }

  /** The word at which the scanner stands, lower-casing being all that folds it. */
  #plainWord(text: string): number {
    const { low, high } = this.#scanner;
    const met = this.#met;
    const before = met.size;
    const word = met.add(mix(low), mix(high));
    if (word === before) this.#learn(word, text, low, high);
    return word;
  }

  #sign(text: string, first: Hash): number {
    const { kind, start, end } = this.#scanner;
    const unit = text.charCodeAt(start);
    // Under `byLanguage` a sign is another term in each language.
    if (this.#byLanguage || kind !== 'sign' || end - start > 1 || unit > 127) return this.#otherTerm(text, first);
    if (this.#signs[unit] === 0) this.#signs[unit] = this.#otherTerm(text, first) + 1;
    return this.#signs[unit]! - 1;
  }

  /** Other terms are known by how they stand in the post: folding costs more. Their keys begin elsewhere than those of plain words. */
  #otherTerm(text: string, first: Hash): number {
    const { kind, from, end } = this.#scanner;
    const asItStands = kind === 'word' || kind === 'sign' ? text.slice(from, end) : termAt(this.#scanner, text);
    const key = hashOf(
      asItStands,
      kind === 'word' ? { low: ~first.low, high: first.high } : { low: first.low, high: ~first.high },
    );
    const before = this.#met.size;
    const word = this.#met.add(mix(key.low), mix(key.high));
    if (word === before) {
      const { low, high } = hashOf(termAt(this.#scanner, text), first);
      this.#learn(word, text, low, high);
    }
    return word;
  }

  /** Keeps what the term at which the scanner stands holds: it is met for the first time. */
  #learn(word: number, text: string, low: number, high: number): void {
    const at = word * fields;
    this.#held = roomFor(this.#held, at + fields);
    this.#held[at] = low;
    this.#held[at + 1] = high;
    this.#held[at + 2] = this.#words
      ? this.#words.table.find(mix(nextLow(wordRunStart.low, low) + 1), mix(nextHigh(wordRunStart.high, high)))
      : -1;
    if (this.#characters) this.#learnRuns(termAt(this.#scanner, text), this.#characters);
    this.#held[at + 3] = this.#columnCount;
  }

  #learnRuns(term: string, counted: Counted): void {
    eachCharacterRun(term, counted, (column) => {
      this.#columns = roomFor(this.#columns, this.#columnCount + 1);
      this.#columns[this.#columnCount++] = column;
    });
  }

  #count(post: Int32Array, size: number): void {
    const held = this.#held;
    const columns = this.#columns;
    if (this.#words) {
      const { table, counts, shortest, longest } = this.#words;
      counts.begin(size * longest);
      for (let w = 0; w < size; w++) {
        const alone = held[post[w]! * fields + 2]!;
        if (shortest === 1 && alone >= 0) counts.add(alone);
        if (longest === 1) continue;
        let { low, high }: { low: number; high: number } = wordRunStart;
        for (let run = 1; run <= longest && w + run <= size; run++) {
          const at = post[w + run - 1]! * fields;
          low = nextLow(low, held[at]!) + run;
          high = nextHigh(high, held[at + 1]!);
          if (run === 1 || run < shortest) continue;
          const column = table.find(mix(low), mix(high));
          if (column >= 0) counts.add(column);
        }
      }
    }
    if (this.#characters) {
      const { counts } = this.#characters;
      // A word's runs end where its field says and begin where those of the word before end.
      const first = (word: number): number => (word === 0 ? 0 : held[word * fields - 1]!);
      let most = 0;
      for (let w = 0; w < size; w++) most += first(post[w]! + 1) - first(post[w]!);
      counts.begin(most);
      for (let w = 0; w < size; w++) {
        const to = first(post[w]! + 1);
        for (let e = first(post[w]!); e < to; e++) counts.add(columns[e]!);
      }
    }
  }
}
