import * as stopwords from 'stopword';
import { z } from 'zod';
import type { Artefact } from '../../domain/artefact';
import { numbers } from '../../domain/artefact';
import type { Json } from '../../domain/json';
import { defineMethod } from '../../domain/method';
import type { SparseMatrix } from '../learning/sparse-matrix';
import { termsOf } from './tokens';

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

/** ISO 639-1 codes to the three-letter lists of the `stopword` package (stopwords-iso, MIT). */
const stopwordLists: Record<string, string> = {
  en: 'eng',
  es: 'spa',
  fr: 'fra',
  de: 'deu',
  it: 'ita',
  pt: 'por',
  hi: 'hin',
  ar: 'ara',
  nl: 'nld',
  sv: 'swe',
  tr: 'tur',
  pl: 'pol',
  ru: 'rus',
  ja: 'jpn',
  zh: 'zho',
  id: 'ind',
  fi: 'fin',
  da: 'dan',
};

export function stopwordsOf(languages: readonly string[]): Set<string> {
  const set = new Set<string>();
  for (const language of languages) {
    const list = (stopwords as unknown as Record<string, readonly string[] | undefined>)[stopwordLists[language] ?? ''];
    for (const word of list ?? []) set.add(word);
  }
  return set;
}

/** Calls `emit` with every sequence of words of a document, joined by a space. */
function eachWordTerm(terms: readonly string[], options: BagOptions, emit: (term: string) => void): void {
  for (let size = options.words[0]; size <= options.words[1]; size++) {
    for (let i = 0; i + size <= terms.length; i++) emit(size === 1 ? terms[i]! : terms.slice(i, i + size).join(' '));
  }
}

/**
 * Character sequences are counted by hash, not by name: a corpus has hundreds of thousands of them and nobody reads them
 * (Weinberger et al. 2009, doi:10.1145/1553374.1553516). About as many buckets as a corpus of tens of thousands of posts has sequences.
 */
const bucketBits = 18;

/** Buckets of every character sequence of a document's words, each word between two spaces; one entry an occurrence. */
function characterBuckets(terms: readonly string[], shortest: number, longest: number, out: number[]): void {
  out.length = 0;
  for (const term of terms) {
    const word = ` ${term} `;
    for (let i = 0; i + shortest <= word.length; i++) {
      let hash = 0x811c9dc5;
      const most = Math.min(longest, word.length - i);
      for (let size = 1; size <= most; size++) {
        hash = Math.imul(hash ^ word.charCodeAt(i + size - 1), 0x01000193);
        // The high bits of FNV are the well-mixed ones.
        if (size >= shortest) out.push(((hash ^ (hash >>> 15)) >>> 0) & ((1 << bucketBits) - 1));
      }
    }
  }
}

export interface Bag {
  /** Names of the first columns. */
  readonly vocabulary: readonly string[];
  /** Hash buckets of character sequences: the columns after the vocabulary, ascending. */
  readonly buckets: Int32Array;
  readonly matrix: SparseMatrix;
}

/** Entries of rows, growing. */
class RowsBuilder {
  index = new Int32Array(1 << 16);
  value = new Float64Array(1 << 16);
  size = 0;

  add(column: number, count: number): void {
    if (this.size === this.index.length) {
      const index = new Int32Array(this.size * 2);
      index.set(this.index);
      this.index = index;
      const value = new Float64Array(this.size * 2);
      value.set(this.value);
      this.value = value;
    }
    this.index[this.size] = column;
    this.value[this.size++] = count;
  }
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
  const ids = new Map<string, number>();
  const documents: number[] = [];
  known?.vocabulary.forEach((term, id) => ids.set(term, id));
  const withCharacters = options.characters[1] > 0;
  const bucketDocuments = new Int32Array(withCharacters ? 1 << bucketBits : 0);
  const words = new RowsBuilder();
  const characters = new RowsBuilder();
  const wordStart = new Int32Array(texts.length + 1);
  const characterStart = new Int32Array(texts.length + 1);
  const row = new Map<number, number>();
  const hits: number[] = [];
  texts.forEach((text, i) => {
    const terms = termsOf(text);
    row.clear();
    eachWordTerm(stops.size > 0 ? terms.filter((term) => !stops.has(term)) : terms, options, (term) => {
      let id = ids.get(term);
      if (id === undefined) {
        if (known) return;
        id = ids.size;
        ids.set(term, id);
        documents.push(0);
      }
      row.set(id, (row.get(id) ?? 0) + 1);
    });
    for (const [id, count] of row) {
      words.add(id, count);
      if (!known) documents[id]!++;
    }
    wordStart[i + 1] = words.size;
    if (!withCharacters) return;
    characterBuckets(terms, options.characters[0], options.characters[1], hits);
    const sortedHits = Int32Array.from(hits).sort();
    for (let k = 0; k < sortedHits.length; ) {
      const bucket = sortedHits[k]!;
      let end = k + 1;
      while (end < sortedHits.length && sortedHits[end] === bucket) end++;
      characters.add(bucket, end - k);
      bucketDocuments[bucket]!++;
      k = end;
    }
    characterStart[i + 1] = characters.size;
  });

  const maximum = options.maximumShare * texts.length;
  const wanted = (count: number): boolean => count >= options.minimumDocuments && count <= maximum;
  const vocabulary = known
    ? [...known.vocabulary]
    : [...ids].flatMap(([term, id]) => (wanted(documents[id]!) ? [term] : [])).sort();
  const buckets = known
    ? known.buckets
    : Int32Array.from(bucketDocuments.keys()).filter((bucket) => wanted(bucketDocuments[bucket]!));
  const wordColumn = new Int32Array(ids.size).fill(-1);
  vocabulary.forEach((term, column) => {
    wordColumn[ids.get(term)!] = column;
  });
  const bucketColumn = new Int32Array(bucketDocuments.length).fill(-1);
  buckets.forEach((bucket, k) => {
    bucketColumn[bucket] = vocabulary.length + k;
  });
  const start = new Int32Array(texts.length + 1);
  const index = new Int32Array(words.size + characters.size);
  const value = new Float64Array(index.length);
  let out = 0;
  const keep = (column: number, count: number): void => {
    if (column < 0) return;
    index[out] = column;
    value[out++] = count;
  };
  for (let i = 0; i < texts.length; i++) {
    for (let e = wordStart[i]!; e < wordStart[i + 1]!; e++) keep(wordColumn[words.index[e]!]!, words.value[e]!);
    for (let e = characterStart[i]!; e < characterStart[i + 1]!; e++)
      keep(bucketColumn[characters.index[e]!]!, characters.value[e]!);
    start[i + 1] = out;
  }
  return {
    vocabulary,
    buckets,
    matrix: sorted({
      rows: texts.length,
      columns: vocabulary.length + buckets.length,
      start,
      index: index.slice(0, out),
      value: value.slice(0, out),
    }),
  };
}

/** Each row's entries by column, so that sums run in one order however terms were met. */
function sorted(matrix: SparseMatrix): SparseMatrix {
  const { start, index, value } = matrix;
  for (let i = 0; i < matrix.rows; i++) {
    const from = start[i]!;
    const length = start[i + 1]! - from;
    if (length < 2) continue;
    let ordered = true;
    for (let k = from + 1; k < from + length && ordered; k++) ordered = index[k - 1]! < index[k]!;
    if (ordered) continue;
    const order = Array.from({ length }, (_, k) => from + k).sort((a, b) => index[a]! - index[b]!);
    const columns = order.map((k) => index[k]!);
    const values = order.map((k) => value[k]!);
    index.set(columns, from);
    value.set(values, from);
  }
  return matrix;
}

/** A matrix as an artefact: entries as columns, the vocabulary beside. */
export function termsArtefact(bag: Bag, about: { readonly [key: string]: Json } = {}): Artefact {
  const { matrix } = bag;
  const row = new Int32Array(matrix.index.length);
  for (let i = 0; i < matrix.rows; i++) row.fill(i, matrix.start[i], matrix.start[i + 1]);
  return {
    kind: 'terms',
    columns: { row, term: matrix.index, value: matrix.value },
    about: { ...about, documents: matrix.rows, vocabulary: bag.vocabulary },
  };
}

export function bagOf(artefact: Artefact): Bag {
  const about = artefact.about as unknown as { documents: number; vocabulary: readonly string[] };
  const row = numbers(artefact, 'row');
  const start = new Int32Array(about.documents + 1);
  for (const i of row) start[i + 1]!++;
  for (let i = 0; i < about.documents; i++) start[i + 1]! += start[i]!;
  return {
    vocabulary: about.vocabulary,
    buckets: new Int32Array(0),
    matrix: {
      rows: about.documents,
      columns: about.vocabulary.length,
      start,
      index: numbers(artefact, 'term') as Int32Array,
      value: numbers(artefact, 'value') as Float64Array,
    },
  };
}

export const bagParameters = {
  words: z.tuple([z.number().int().min(1), z.number().int().min(1).max(5)]).default([1, 1]),
  minimumDocuments: z.number().int().min(1).default(2),
  maximumShare: z.number().gt(0).max(1).default(0.5),
  stopwords: z.array(z.string()).default([]).describe('languages whose stop words are left out'),
};

export const textBagOfWords = defineMethod({
  id: 'text/bag-of-words',
  version: 1,
  step: 'features',
  title: 'Bag of words',
  description:
    'Counts the terms of each post. A term that fewer than the stated number of posts use is left out: it says little, and a rare term can be a person’s name.',
  references: ['Manning, Raghavan & Schütze 2008, Introduction to Information Retrieval, ch. 6'],
  parameters: z.object(bagParameters).strict(),
  inputs: { posts: 'posts' },
  output: 'terms',
  individuals: false,
  run({ posts }, parameters) {
    const bag = bagOfWords(posts.text, { ...parameters, characters: [0, 0] });
    return termsArtefact(bag, {
      summary: { posts: posts.count, terms: bag.vocabulary.length, entries: bag.matrix.index.length },
    });
  },
});
