import type { Posts } from '../../../../domain/method';
import type { SparseMatrix } from '../../../learning/sparse-matrix';
import type { Bag } from '../../terms/bag';
import { TermTable } from '../../terms/term-table';
import type { TokenLists } from '../kernels/gibbs-kernel';
import { postLanguages } from './post-languages';
import { TermScanner } from './term-scanner';
import { topicWord } from './topic-words';

export interface DocumentOptions {
  /** A word must occur in at least this many posts. */
  readonly minimumDocuments: number;
  /** … and in at most this share of them. */
  readonly maximumShare: number;
  /** Shortest word, in letters. */
  readonly minimumLength: number;
  /** Languages whose stop words are left out of every post; `auto`: each post those of its own language. */
  readonly stopwords: 'auto' | readonly string[];
}

/** Posts as the topics see them: their words in order, by places in the vocabulary. */
export interface Documents extends TokenLists {
  readonly vocabulary: readonly string[];
  /** Posts in each language, falling. */
  readonly languages: readonly (readonly [string, number])[];
}

/** Fewest posts that a word must occur in, where the study does not say: 2, and 5 from 2,000 posts on. */
export function usualMinimum(posts: number): number {
  return posts < 2000 ? 2 : 5;
}

/** Terms of a language met so far, and what each comes to: a place among all words, −1 for none. */
interface KnownTerms {
  readonly table: TermTable;
  readonly word: number[];
}

/** Reads posts into documents; the vocabulary is sorted by UTF-16 code unit. O(length of the texts). */
export async function readDocuments(
  posts: Posts,
  options: DocumentOptions,
  progress: (fraction: number) => void = () => {},
): Promise<Documents> {
  const languages = await postLanguages(posts);
  const ids = new Map<string, number>();
  let words = new Int32Array(1 << 16);
  let seen = new Int32Array(1 << 12);
  let frequency = new Int32Array(1 << 12);
  let size = 0;
  const start = new Int32Array(posts.count + 1);
  const tally = new Map<string, number>();
  // Terms are looked at once in each language: most of a corpus is the same few thousand over and over.
  const known = new Map<string, KnownTerms>();
  const scanner = new TermScanner();
  for (let i = 0; i < posts.count; i++) {
    const language = languages[i]!;
    tally.set(language, (tally.get(language) ?? 0) + 1);
    const key = options.stopwords === 'auto' ? language : '';
    let terms = known.get(key);
    if (!terms) known.set(key, (terms = { table: new TermTable(), word: [] }));
    scanner.read(posts.text[i]!);
    while (scanner.next()) {
      const place: number = terms.table.add(scanner.low, scanner.high);
      if (place === terms.word.length) {
        const word = wordOf(scanner.term(), language, options);
        const id = word === null ? -1 : (ids.get(word) ?? ids.size);
        if (word !== null) ids.set(word, id);
        terms.word.push(id);
        if (id >= seen.length) {
          seen = grown(seen);
          frequency = grown(frequency);
        }
      }
      const id = terms.word[place]!;
      if (id < 0) continue;
      if (seen[id] !== i + 1) {
        seen[id] = i + 1;
        frequency[id]!++;
      }
      if (size === words.length) words = grown(words);
      words[size++] = id;
    }
    start[i + 1] = size;
    if (i % 4096 === 0) progress(i / posts.count);
  }
  const most = options.maximumShare * posts.count;
  const vocabulary: string[] = [];
  for (const [word, id] of ids)
    if (frequency[id]! >= options.minimumDocuments && frequency[id]! <= most) vocabulary.push(word);
  vocabulary.sort();
  const place = new Int32Array(ids.size).fill(-1);
  vocabulary.forEach((word, j) => {
    place[ids.get(word)!] = j;
  });
  return {
    vocabulary,
    languages: [...tally].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
    ...renumbered(start, words.subarray(0, size), place),
  };
}

/** The word that a term comes to, in the post's language or after the stop words of all languages given; null for none. */
function wordOf(term: string, language: string, { stopwords, minimumLength }: DocumentOptions): string | null {
  if (stopwords === 'auto') return topicWord(term, language, minimumLength);
  let word: string | null = term;
  for (const one of stopwords.length > 0 ? stopwords : ['']) {
    word = topicWord(word, one, minimumLength);
    if (word === null) return null;
  }
  return word;
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

function renumbered(start: Int32Array, words: Int32Array, place: Int32Array): TokenLists {
  const out = new Int32Array(words.length);
  const from = new Int32Array(start.length);
  let size = 0;
  for (let i = 0; i + 1 < start.length; i++) {
    for (let t = start[i]!; t < start[i + 1]!; t++) {
      const j = place[words[t]!]!;
      if (j >= 0) out[size++] = j;
    }
    from[i + 1] = size;
  }
  return { start: from, words: out.slice(0, size) };
}

/** Documents of a bag of words: every term as often as it was counted, or once where the values are weights. */
export function documentsOfBag(bag: Bag, weights: boolean): Documents {
  const { matrix } = bag;
  const start = new Int32Array(matrix.rows + 1);
  const times = (e: number): number => (weights ? 1 : matrix.value[e]!);
  for (let i = 0; i < matrix.rows; i++) {
    start[i + 1] = start[i]!;
    for (let e = matrix.start[i]!; e < matrix.start[i + 1]!; e++) start[i + 1]! += times(e);
  }
  const words = new Int32Array(start[matrix.rows]!);
  for (let e = 0, at = 0; e < matrix.index.length; e++) {
    words.fill(matrix.index[e]!, at, at + times(e));
    at += times(e);
  }
  return { vocabulary: bag.vocabulary, languages: [], start, words };
}

/** Term counts of documents, each row's terms ascending. O(tokens · log of a document's). */
export function countsOf(documents: Documents): SparseMatrix {
  const rows = documents.start.length - 1;
  const start = new Int32Array(rows + 1);
  const index = new Int32Array(documents.words.length);
  const value = new Float64Array(documents.words.length);
  let size = 0;
  for (let d = 0; d < rows; d++) {
    const sorted = documents.words.slice(documents.start[d], documents.start[d + 1]).sort();
    for (let t = 0; t < sorted.length; t++) {
      if (t > 0 && sorted[t] === sorted[t - 1]) value[size - 1]!++;
      else {
        index[size] = sorted[t]!;
        value[size++] = 1;
      }
    }
    start[d + 1] = size;
  }
  return {
    rows,
    columns: documents.vocabulary.length,
    start,
    index: index.slice(0, size),
    value: value.slice(0, size),
  };
}
