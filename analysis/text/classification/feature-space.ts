import type { LinearWeights } from '../../learning/logistic-regression';
import type { SparseMatrix } from '../../learning/sparse-matrix';
import { RowsBuilder } from '../terms/bucket-counter';
import { dampedCount } from './damped-count';
import type { FeatureOptions, TermBlock } from './feature-options';
import { type PostCounts, PostTerms, type Told } from './post-terms';
import { TermScores } from './term-scores';
import { lexiconFeatures, lexiconValues } from './lexicon-features';
import { type ClassifierTokens, classifierTokens } from './tokens';

/** What was learned from training posts about features: enough to see a new post as a row of the same matrix. */
export interface FeatureSpace {
  readonly options: FeatureOptions;
  readonly blocks: readonly TermBlock[];
  readonly columns: number;
}

export interface Documents {
  readonly text: readonly string[];
  readonly language: readonly string[];
}

const kindsOf = (options: FeatureOptions): readonly TermBlock['kind'][] =>
  options.features === 'both' ? ['words', 'characters'] : [options.features];

const address = /\bhttps?\S*/g;

/** A post as it is read: spaces stand for addresses that do not count, so that offsets stay. */
function readable(text: string, { addresses }: FeatureOptions): string {
  return addresses || !text.includes('http') ? text : text.replace(address, (one) => ' '.repeat(one.length));
}

/** Rows of features being written: a block of terms after the other, the lexicon's values last. */
class FeatureRows {
  readonly #rows: RowsBuilder;
  readonly #manner = new Float64Array(lexiconFeatures.length);
  readonly #start: Int32Array;
  #row = 0;
  #offset = 0;

  constructor(rows: number, entries: number) {
    this.#rows = new RowsBuilder(entries);
    this.#start = new Int32Array(rows + 1);
  }

  /** Damped counts times weights, brought to length 1; a column below 0 is left out. */
  block(
    weight: Float64Array,
    columns: ArrayLike<number>,
    counts: ArrayLike<number>,
    from: number,
    to: number,
    columnOf?: Int32Array,
  ): void {
    const rows = this.#rows;
    const first = rows.size;
    let square = 0;
    for (let e = from; e < to; e++) {
      const column = columnOf ? columnOf[columns[e]!]! : columns[e]!;
      // Of a post of which words were left out a term may be there no more.
      if (column < 0 || counts[e] === 0) continue;
      const one = dampedCount(counts[e]!) * weight[column]!;
      rows.add(this.#offset + column, one);
      square += one * one;
    }
    const length = Math.sqrt(square);
    const { value } = rows;
    for (let e = first; e < rows.size; e++) value[e]! /= length;
    this.#offset += weight.length;
  }

  lexicon(text: string, language: string): void {
    this.#manner.fill(0);
    lexiconValues(text, language, this.#manner, 0);
    for (let d = 0; d < this.#manner.length; d++)
      if (this.#manner[d] !== 0) this.#rows.add(this.#offset + d, this.#manner[d]!);
  }

  /** Begins anew: matrices given before are written over. */
  clear(): void {
    this.#rows.size = 0;
    this.#row = 0;
  }

  end(): void {
    this.#start[++this.#row] = this.#rows.size;
    this.#offset = 0;
  }

  matrix(columns: number): SparseMatrix {
    const { index, value, size } = this.#rows;
    const start = this.#start;
    return { rows: this.#row, columns, start, index: index.subarray(0, size), value: value.subarray(0, size) };
  }
}

/** What words hold is kept as long as the space. */
const readers = new WeakMap<FeatureSpace, PostTerms>();

/**
 * Learns which terms there are, and sees the posts as a matrix. Columns by falling frequency: what is read most lies together in memory.
 * O(characters · lengths).
 */
export function learnFeatures(
  documents: Documents,
  options: FeatureOptions,
): { readonly space: FeatureSpace; readonly matrix: SparseMatrix } {
  const kinds = kindsOf(options);
  const terms = new PostTerms(kinds, options);
  const rows = documents.text.length;
  const counted = kinds.map(() => ({
    start: new Int32Array(rows + 1),
    entries: new RowsBuilder(Math.min(rows << 8, 1 << 16)),
  }));
  for (let i = 0; i < rows; i++) {
    terms.read(readable(documents.text[i]!, options), documents.language[i]!);
    counted.forEach(({ start, entries }, k) => {
      const { columns, counts, size } = terms.counts[k]!;
      for (let e = 0; e < size; e++) entries.add(columns[e]!, counts[e]!);
      start[i + 1] = entries.size;
    });
  }
  const columnOf: Int32Array[] = [];
  const blocks = terms.tables.map(({ size, low, high }, k): TermBlock => {
    const frequency = new Int32Array(size);
    const { entries } = counted[k]!;
    for (let e = 0; e < entries.size; e++) frequency[entries.index[e]!]!++;
    // Frequency and place in one number: sorted without calling back, equal ones in order of meeting.
    const keys = new Float64Array(size);
    let kept = 0;
    for (let id = 0; id < size; id++)
      if (frequency[id]! >= options.minimumDocuments) keys[kept++] = (rows - frequency[id]!) * 2 ** 26 + id;
    const sorted = keys.subarray(0, kept).sort();
    const columns = new Int32Array(size).fill(-1);
    const block: TermBlock = {
      kind: kinds[k]!,
      low: new Int32Array(kept),
      high: new Int32Array(kept),
      weight: new Float64Array(kept),
    };
    for (let column = 0; column < kept; column++) {
      const id = sorted[column]! % 2 ** 26;
      columns[id] = column;
      block.low[column] = low[id]!;
      block.high[column] = high[id]!;
      block.weight[column] = options.idf ? Math.log((1 + rows) / (1 + frequency[id]!)) + 1 : 1;
    }
    columnOf.push(columns);
    return block;
  });
  const out = new FeatureRows(rows, Math.min(rows << 8, 1 << 16));
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < blocks.length; k++) {
      const { start, entries } = counted[k]!;
      out.block(blocks[k]!.weight, entries.index, entries.value, start[i]!, start[i + 1]!, columnOf[k]);
    }
    if (options.lexicon) out.lexicon(readable(documents.text[i]!, options), documents.language[i]!);
    out.end();
  }
  const columns = blocks.reduce(
    (sum, block) => sum + block.weight.length,
    options.lexicon ? lexiconFeatures.length : 0,
  );
  const space = { options, blocks, columns };
  readers.set(space, terms.kept(blocks, columnOf));
  return { space, matrix: out.matrix(columns) };
}

function readerOf(space: FeatureSpace): PostTerms {
  const known = readers.get(space);
  if (known) return known;
  const reader = new PostTerms(kindsOf(space.options), space.options, space.blocks);
  readers.set(space, reader);
  return reader;
}

/** New posts as rows of the same matrix; what the space does not know is left out. O(characters + terms). */
export function seeFeatures({ text, language }: Documents, space: FeatureSpace): SparseMatrix {
  const terms = readerOf(space);
  const out = new FeatureRows(text.length, Math.min(text.length << 8, 1 << 16));
  for (let i = 0; i < text.length; i++) {
    const said = readable(text[i]!, space.options);
    terms.read(said, language[i]!);
    addRow(out, terms, space, said, language[i]!);
  }
  return out.matrix(space.columns);
}

function addRow(out: FeatureRows, terms: PostTerms, space: FeatureSpace, text: string, language: string): void {
  const { blocks, options } = space;
  for (let k = 0; k < blocks.length; k++) {
    const { columns, counts, size } = terms.counts[k]!;
    out.block(blocks[k]!.weight, columns, counts, 0, size);
  }
  if (options.lexicon) out.lexicon(text, language);
  out.end();
}

/** A mark for each column, kept for a space that is asked post after post; left as it was found. */
const marks = new WeakMap<FeatureSpace, Int32Array>();

function marksOf(space: FeatureSpace): Int32Array {
  const known = marks.get(space);
  if (known) return known;
  const made = new Int32Array(space.columns);
  marks.set(space, made);
  return made;
}

/** A post read once, to be seen with and without some of its words. Only until another post is read. */
export class ReadPost {
  readonly space: FeatureSpace;
  readonly text: string;
  readonly language: string;
  readonly tokens: ClassifierTokens;
  readonly #reader: PostTerms;
  /** Words left out are 1. */
  readonly #left: Uint8Array;
  #row: FeatureRows | undefined;

  constructor(space: FeatureSpace, text: string, language: string) {
    this.space = space;
    this.text = readable(text, space.options);
    this.language = language;
    this.tokens = classifierTokens(this.text);
    this.#left = new Uint8Array(this.tokens.terms.length);
    this.#reader = readerOf(space);
    this.#reader.read(this.text, language);
  }

  /** How often it has each term, a block after the other. */
  get counts(): readonly PostCounts[] {
    return this.#reader.counts;
  }

  /** Leaves out words `from` to before `to`, none of which is left out yet, and tells which counts change. O(their terms). */
  leave(from: number, to: number, told: Told = () => {}): void {
    this.#reader.leave(this.#left, from, to, told);
  }

  /** Brings back all words that were left out. O(terms). */
  restore(): void {
    this.#reader.restore();
    this.#left.fill(0);
  }

  /**
   * The post as a row, without the words left out: what stood around them is side by side, and lexicon and manner see spaces in their place.
   * Only until the next row. O(terms), and O(length) with a lexicon.
   */
  row(): SparseMatrix {
    const reader = this.#reader;
    this.#row ??= new FeatureRows(
      1,
      reader.counts.reduce<number>((sum, { size }) => sum + size, lexiconFeatures.length),
    );
    const out = this.#row;
    out.clear();
    addRow(out, reader, this.space, this.space.options.lexicon ? this.#blanked() : this.text, this.language);
    return out.matrix(this.space.columns);
  }

  /** What lexicon and manner say of what is left. O(length). */
  writeManner(out: Float64Array): void {
    out.fill(0);
    lexiconValues(this.#blanked(), this.language, out, 0);
  }

  #blanked(): string {
    const { starts, ends } = this.tokens;
    let out = '';
    let copied = 0;
    for (let w = this.#left.indexOf(1); w >= 0; w = this.#left.indexOf(1, w + 1)) {
      out += this.text.slice(copied, starts[w]) + ' '.repeat(ends[w]! - starts[w]!);
      copied = ends[w]!;
    }
    return copied === 0 ? this.text : out + this.text.slice(copied);
  }

  /** Every place of a known term, a block after the other: its column in the whole space, first word and number of words. O(terms). */
  eachRun(visit: (column: number, kind: TermBlock['kind'], from: number, words: number) => void): void {
    let first = 0;
    for (const { kind, weight } of this.space.blocks) {
      const offset = first;
      if (kind === 'words')
        this.#reader.eachWordRun((column, from, words) => visit(offset + column, kind, from, words));
      else this.#reader.eachCharacterColumn((column, from) => visit(offset + column, kind, from, 1));
      first += weight.length;
    }
  }

  /** Terms of the post as they stand where it has them first. O(terms + length of these words · lengths). */
  termsOf(columns: readonly number[]): string[] {
    const wanted = marksOf(this.space);
    const found = columns.map(() => '');
    /** Words with runs of characters that are asked for. */
    const words = new Set<number>();
    columns.forEach((column, k) => (wanted[column] = k + 1));
    this.eachRun((column, kind, from, count) => {
      if (wanted[column]! <= 0) return;
      if (kind === 'characters') words.add(from);
      else found[wanted[column]! - 1] = this.#words(from, count);
      // Met: below 0 until the word that holds it is looked at.
      wanted[column] = kind === 'characters' ? -wanted[column]! : 0;
    });
    const { blocks } = this.space;
    const offset = blocks[0]!.kind === 'words' ? blocks[0]!.weight.length : 0;
    for (const word of words) {
      const term = ` ${this.tokens.terms[word]!} `;
      this.#reader.eachCharacterRun(this.tokens.terms[word]!, (column, start, end) => {
        if (wanted[offset + column]! < 0) found[-wanted[offset + column]! - 1] = term.slice(start, end);
      });
    }
    for (const column of columns) wanted[column] = 0;
    return found;
  }

  /** Some words of the post as the space calls them. */
  #words(from: number, count: number): string {
    const terms = this.tokens.terms.slice(from, from + count);
    return (this.space.options.byLanguage ? terms.map((term) => `${this.language}:${term}`) : terms).join(' ');
  }
}

/** Weights are copied once for each model; it has one space. */
const scorers = new WeakMap<LinearWeights, TermScores>();

function scorerOf(model: LinearWeights, { blocks }: FeatureSpace): TermScores {
  const known = scorers.get(model);
  if (known) return known;
  const scorer = new TermScores(
    model,
    blocks.map((block) => block.weight),
  );
  scorers.set(model, scorer);
  return scorer;
}

/** `decisionScores` of `seeFeatures`, without the matrix in between. O(characters + terms · classes). */
export function scoreDocuments({ text, language }: Documents, space: FeatureSpace, model: LinearWeights): Float64Array {
  const { blocks, options } = space;
  const { classes, weights } = model;
  const terms = readerOf(space);
  const out = new Float64Array(text.length * classes);
  const scorer = scorerOf(model, space);
  const manner = new Float64Array(lexiconFeatures.length);
  for (let i = 0; i < text.length; i++) {
    const base = i * classes;
    const said = readable(text[i]!, options);
    terms.read(said, language[i]!);
    scorer.begin();
    let offset = 0;
    for (let k = 0; k < blocks.length; k++) {
      scorer.add(terms.counts[k]!, offset);
      offset += blocks[k]!.weight.length;
    }
    scorer.end(out, base);
    if (!options.lexicon) continue;
    manner.fill(0);
    lexiconValues(said, language[i]!, manner, 0);
    for (let d = 0; d < manner.length; d++)
      for (let c = 0; c < classes; c++) out[base + c]! += manner[d]! * weights[(offset + d) * classes + c]!;
  }
  return out;
}
