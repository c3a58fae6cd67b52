import type { SparseMatrix } from '../../learning/sparse-matrix';
import { TermCounter } from '../terms/term-counter';
import { lexiconFeatures, lexiconValues } from './lexicon-features';
import { classifierTokens } from './tokens';

export interface FeatureOptions {
  readonly features: 'words' | 'characters' | 'both';
  /** Shortest and longest run of words. */
  readonly words: readonly [number, number];
  /** Shortest and longest run of characters within a word and its ends. */
  readonly characters: readonly [number, number];
  readonly minimumDocuments: number;
  /** Weight by rarity. Good for topics; where everyday words decide, as in sentiment, plain counts are better. */
  readonly idf: boolean;
  /** Lexicon and manner among the features. */
  readonly lexicon: boolean;
  /** Prefix each word with the post's language, so that "die" is not one word in two languages. */
  readonly byLanguage: boolean;
}

/** One kind of term: what the columns are and how they weigh. */
export interface TermBlock {
  readonly kind: 'words' | 'characters';
  /** Hash of the term of each column. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly weight: Float64Array;
}

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

function count({ text, language }: Documents, options: FeatureOptions, counters: readonly TermCounter[]): void {
  const kinds = kindsOf(options);
  for (let i = 0; i < text.length; i++) {
    const { terms } = classifierTokens(text[i]!);
    for (let k = 0; k < kinds.length; k++) {
      if (kinds[k] === 'words') {
        const named = options.byLanguage ? terms.map((term) => `${language[i]}:${term}`) : terms;
        counters[k]!.words(named, options.words[0], options.words[1]);
      } else counters[k]!.characters(terms, options.characters[0], options.characters[1]);
      counters[k]!.document();
    }
  }
}

/** Damped counts times weights, each block of a row of length 1; the lexicon's values last. */
function assemble(
  documents: Documents,
  options: FeatureOptions,
  counted: readonly SparseMatrix[],
  columnOf: readonly (Int32Array | undefined)[],
  blocks: readonly TermBlock[],
): SparseMatrix {
  const rows = documents.text.length;
  const extra = options.lexicon ? lexiconFeatures.length : 0;
  const terms = blocks.reduce((sum, block) => sum + block.weight.length, 0);
  const capacity = counted.reduce((sum, one) => sum + one.index.length, 0) + rows * extra;
  const start = new Int32Array(rows + 1);
  const index = new Int32Array(capacity);
  const value = new Float64Array(capacity);
  const damped = Float64Array.from({ length: 256 }, (_, n) => (n < 1 ? 0 : 1 + Math.log(n)));
  const manner = new Float64Array(extra);
  let out = 0;
  for (let i = 0; i < rows; i++) {
    let offset = 0;
    for (let k = 0; k < blocks.length; k++) {
      const { weight } = blocks[k]!;
      const { start: first, index: ids, value: counts } = counted[k]!;
      const columns = columnOf[k];
      const from = out;
      let square = 0;
      for (let e = first[i]!; e < first[i + 1]!; e++) {
        const column = columns ? columns[ids[e]!]! : ids[e]!;
        if (column < 0) continue;
        const n = counts[e]!;
        const one = (n < 256 ? damped[n]! : 1 + Math.log(n)) * weight[column]!;
        index[out] = offset + column;
        value[out++] = one;
        square += one * one;
      }
      const length = Math.sqrt(square);
      for (let e = from; e < out; e++) value[e]! /= length;
      offset += weight.length;
    }
    if (extra > 0) {
      manner.fill(0);
      lexiconValues(documents.text[i]!, documents.language[i]!, manner, 0);
      for (let d = 0; d < extra; d++) {
        if (manner[d] === 0) continue;
        index[out] = terms + d;
        value[out++] = manner[d]!;
      }
    }
    start[i + 1] = out;
  }
  return { rows, columns: terms + extra, start, index: index.subarray(0, out), value: value.subarray(0, out) };
}

/**
 * Learns which terms there are, and sees the posts as a matrix. Columns by falling frequency: what is read most lies together in memory.
 * O(characters · lengths).
 */
export function learnFeatures(
  documents: Documents,
  options: FeatureOptions,
): { readonly space: FeatureSpace; readonly matrix: SparseMatrix } {
  const kinds = kindsOf(options);
  const counters = kinds.map(() => new TermCounter());
  count(documents, options, counters);
  const rows = documents.text.length;
  const columnOf: Int32Array[] = [];
  const blocks = counters.map((counter, k): TermBlock => {
    const { size, low, high } = counter.table;
    const frequency = counter.documents;
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
  const matrix = assemble(
    documents,
    options,
    counters.map((counter) => counter.counts()),
    columnOf,
    blocks,
  );
  return { space: { options, blocks, columns: matrix.columns }, matrix };
}

/** New posts as rows of the same matrix; what the space does not know is left out. O(characters · lengths). */
export function seeFeatures(documents: Documents, space: FeatureSpace): SparseMatrix {
  const counters = space.blocks.map((block) => new TermCounter(block));
  count(documents, space.options, counters);
  const counted = counters.map((counter) => counter.counts());
  return assemble(
    documents,
    space.options,
    counted,
    counted.map(() => undefined),
    space.blocks,
  );
}
