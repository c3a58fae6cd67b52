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
  /** Shortest and longest sequence of characters within word boundaries; `[0, 0]` for none. */
  readonly characters: readonly [number, number];
  /** A term must occur in at least this many documents. */
  readonly minimumDocuments: number;
  /** … and in at most this share of them. */
  readonly maximumShare: number;
  readonly stopwords: readonly string[];
}

export const plainBag: BagOptions = { words: [1, 1], characters: [0, 0], minimumDocuments: 1, maximumShare: 1, stopwords: [] };

/** ISO 639-1 codes to the three-letter lists of the `stopword` package (stopwords-iso, MIT). */
const stopwordLists: Record<string, string> = {
  en: 'eng', es: 'spa', fr: 'fra', de: 'deu', it: 'ita', pt: 'por', hi: 'hin', ar: 'ara', nl: 'nld', sv: 'swe', tr: 'tur', pl: 'pol',
  ru: 'rus', ja: 'jpn', zh: 'zho', id: 'ind', fi: 'fin', da: 'dan',
};

export function stopwordsOf(languages: readonly string[]): Set<string> {
  const set = new Set<string>();
  for (const language of languages) {
    const list = (stopwords as unknown as Record<string, readonly string[] | undefined>)[stopwordLists[language] ?? ''];
    for (const word of list ?? []) set.add(word);
  }
  return set;
}

/** Calls `emit` with every term of a document: word sequences joined by a space, character sequences marked by a leading tab. */
export function eachTerm(text: string, options: BagOptions, stops: ReadonlySet<string>, emit: (term: string) => void): void {
  let terms = termsOf(text);
  if (options.characters[1] > 0) {
    for (const word of terms) {
      const padded = ` ${word} `;
      for (let size = options.characters[0]; size <= options.characters[1]; size++) {
        for (let i = 0; i + size <= padded.length; i++) emit(`\t${padded.slice(i, i + size)}`);
      }
    }
  }
  if (stops.size > 0) terms = terms.filter((term) => !stops.has(term));
  for (let size = options.words[0]; size <= options.words[1]; size++) {
    for (let i = 0; i + size <= terms.length; i++) emit(size === 1 ? terms[i]! : terms.slice(i, i + size).join(' '));
  }
}

export interface Bag {
  readonly vocabulary: readonly string[];
  readonly matrix: SparseMatrix;
}

/**
 * Term counts of documents. The vocabulary is sorted by UTF-16 code unit so that it does not depend on the order of documents.
 * With a given vocabulary only its terms are counted. O(total terms).
 */
export function bagOfWords(texts: readonly string[], options: BagOptions, vocabulary?: readonly string[]): Bag {
  const stops = stopwordsOf(options.stopwords);
  const ids = new Map<string, number>();
  const documents: number[] = [];
  if (vocabulary) vocabulary.forEach((term, id) => ids.set(term, id));
  const start = new Int32Array(texts.length + 1);
  let index = new Int32Array(1 << 16);
  let value = new Float64Array(1 << 16);
  let size = 0;
  const row = new Map<number, number>();
  for (let i = 0; i < texts.length; i++) {
    row.clear();
    eachTerm(texts[i]!, options, stops, (term) => {
      let id = ids.get(term);
      if (id === undefined) {
        if (vocabulary) return;
        id = ids.size;
        ids.set(term, id);
        documents.push(0);
      }
      row.set(id, (row.get(id) ?? 0) + 1);
    });
    if (size + row.size > index.length) {
      const larger = Math.max(index.length * 2, size + row.size);
      const nextIndex = new Int32Array(larger);
      nextIndex.set(index);
      index = nextIndex;
      const nextValue = new Float64Array(larger);
      nextValue.set(value);
      value = nextValue;
    }
    for (const [id, count] of row) {
      index[size] = id;
      value[size++] = count;
      if (!vocabulary) documents[id]!++;
    }
    start[i + 1] = size;
  }
  if (vocabulary) return { vocabulary, matrix: sorted({ rows: texts.length, columns: vocabulary.length, start, index: index.slice(0, size), value: value.slice(0, size) }) };

  const maximum = options.maximumShare * texts.length;
  const kept: string[] = [];
  for (const [term, id] of ids) if (documents[id]! >= options.minimumDocuments && documents[id]! <= maximum) kept.push(term);
  kept.sort();
  const renumber = new Int32Array(ids.size).fill(-1);
  kept.forEach((term, id) => {
    renumber[ids.get(term)!] = id;
  });
  const keptStart = new Int32Array(texts.length + 1);
  let out = 0;
  for (let i = 0; i < texts.length; i++) {
    for (let k = start[i]!; k < start[i + 1]!; k++) {
      const id = renumber[index[k]!]!;
      if (id < 0) continue;
      index[out] = id;
      value[out++] = value[k]!;
    }
    keptStart[i + 1] = out;
  }
  return {
    vocabulary: kept,
    matrix: sorted({ rows: texts.length, columns: kept.length, start: keptStart, index: index.slice(0, out), value: value.slice(0, out) }),
  };
}

/** Each row's entries by column, so that sums run in one order however terms were met. */
function sorted(matrix: SparseMatrix): SparseMatrix {
  const { start, index, value } = matrix;
  for (let i = 0; i < matrix.rows; i++) {
    const from = start[i]!;
    const length = start[i + 1]! - from;
    if (length < 2) continue;
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
    return termsArtefact(bag, { summary: { posts: posts.count, terms: bag.vocabulary.length, entries: bag.matrix.index.length } });
  },
});

