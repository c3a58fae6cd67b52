import type { Artefact } from '../../../domain/artefact';
import { numbers } from '../../../domain/artefact';
import type { Json } from '../../../domain/json';
import { type SparseMatrix, sortEntries } from '../../learning/sparse-matrix';
import { termsOf } from '../tokens';
import { BucketCounter, bucketBits, RowsBuilder } from './bucket-counter';
import { stopwordsOf } from './stopwords';
import { TermCounter } from './term-counter';

export interface BagOptions {
  /** Shortest and longest sequence of words. */
  readonly words: readonly [number, number];
  /** Shortest and longest sequence of characters within a word and its ends; `[0, 0]` for none. */
  readonly characters: readonly [number, number];
  /** A term must occur in at least this many documents. */
  readonly minimumDocuments: number;
  /** … and in at most this share of them. */
  readonly maximumShare: number;
  readonly stopwords: readonly string[];
}

export const plainBag: BagOptions = {
  words: [1, 1],
  characters: [0, 0],
  minimumDocuments: 1,
  maximumShare: 1,
  stopwords: [],
};

export interface Bag {
  /** Names of the first columns. */
  readonly vocabulary: readonly string[];
  /** Hash buckets of character sequences: the columns after the vocabulary, ascending. */
  readonly buckets: Int32Array;
  readonly matrix: SparseMatrix;
}

/**
 * Term counts of documents. The vocabulary is sorted by UTF-16 code unit so that it does not depend on the order of documents.
 * With a known vocabulary and buckets only those are counted. O(total terms).
 */
export function bagOfWords(
  texts: readonly string[],
  options: BagOptions,
  known?: Pick<Bag, 'vocabulary' | 'buckets'>,
): Bag {
  const stops = stopwordsOf(options.stopwords);
  const withCharacters = options.characters[1] > 0;
  const sequences = withCharacters ? new BucketCounter() : undefined;
  const characters = new RowsBuilder();
  const characterStart = new Int32Array(texts.length + 1);
  const counter = new TermCounter();
  const names: string[] = [];
  let words: readonly string[] = [];
  const named = (_id: number, from: number, size: number): void => {
    names.push(size === 1 ? words[from]! : words.slice(from, from + size).join(' '));
  };
  // Known terms are met first: their ids are then their columns.
  for (const term of known?.vocabulary ?? []) {
    words = term.split(' ');
    counter.words(words, words.length, words.length, named);
  }
  if (known) counter.close();
  texts.forEach((text, i) => {
    const terms = termsOf(text);
    words = stops.size > 0 ? terms.filter((term) => !stops.has(term)) : terms;
    counter.words(words, options.words[0], options.words[1], named);
    counter.document();
    sequences?.document(terms, options.characters[0], options.characters[1], characters);
    characterStart[i + 1] = characters.size;
  });

  const counted = counter.counts();
  const maximum = options.maximumShare * texts.length;
  const wanted = (count: number): boolean => count >= options.minimumDocuments && count <= maximum;
  const kept = known
    ? names.map((_, id) => id)
    : names
        .flatMap((_, id) => (wanted(counter.documents[id]!) ? [id] : []))
        .sort((a, b) => compare(names[a]!, names[b]!));
  const vocabulary = kept.map((id) => names[id]!);
  const met = sequences?.documents ?? new Int32Array(0);
  const buckets = known?.buckets ?? Int32Array.from(met.keys()).filter((bucket) => wanted(met[bucket]!));
  const wordColumn = new Int32Array(names.length).fill(-1);
  kept.forEach((id, column) => {
    wordColumn[id] = column;
  });
  const bucketColumn = new Int32Array(1 << bucketBits).fill(-1);
  buckets.forEach((bucket, k) => {
    bucketColumn[bucket] = vocabulary.length + k;
  });
  const start = new Int32Array(texts.length + 1);
  const index = new Int32Array(counted.index.length + characters.size);
  const value = new Float64Array(index.length);
  let out = 0;
  for (let i = 0; i < texts.length; i++) {
    const from = out;
    for (let e = counted.start[i]!; e < counted.start[i + 1]!; e++) {
      const column = wordColumn[counted.index[e]!]!;
      if (column < 0) continue;
      index[out] = column;
      value[out++] = counted.value[e]!;
    }
    sortEntries(index, value, from, out);
    for (let e = characterStart[i]!; e < characterStart[i + 1]!; e++) {
      const column = bucketColumn[characters.index[e]!]!;
      if (column < 0) continue;
      index[out] = column;
      value[out++] = characters.value[e]!;
    }
    start[i + 1] = out;
  }
  return {
    vocabulary,
    buckets,
    matrix: {
      rows: texts.length,
      columns: vocabulary.length + buckets.length,
      start,
      index: index.slice(0, out),
      value: value.slice(0, out),
    },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A matrix as an artefact: entries as columns, the vocabulary beside. */
export function termsArtefact(bag: Bag, about: { readonly [key: string]: Json } = {}): Artefact {
  const { matrix } = bag;
  const row = new Int32Array(matrix.index.length);
  for (let i = 0; i < matrix.rows; i++) row.fill(i, matrix.start[i], matrix.start[i + 1]);
  return {
    kind: 'terms',
    columns: { row, term: matrix.index, value: matrix.value },
    about: {
      ...about,
      documents: matrix.rows,
      vocabulary: bag.vocabulary,
      // Hashed terms have no names: their number must be said.
      ...(matrix.columns === bag.vocabulary.length ? {} : { dimensions: matrix.columns }),
    },
  };
}

export function bagOf(artefact: Artefact): Bag {
  const about = artefact.about as unknown as {
    documents: number;
    vocabulary: readonly string[];
    dimensions?: number;
  };
  const row = numbers(artefact, 'row');
  const start = new Int32Array(about.documents + 1);
  for (const i of row) start[i + 1]!++;
  for (let i = 0; i < about.documents; i++) start[i + 1]! += start[i]!;
  return {
    vocabulary: about.vocabulary,
    buckets: new Int32Array(0),
    matrix: {
      rows: about.documents,
      columns: about.dimensions ?? about.vocabulary.length,
      start,
      index: numbers(artefact, 'term') as Int32Array,
      value: numbers(artefact, 'value') as Float64Array,
    },
  };
}
