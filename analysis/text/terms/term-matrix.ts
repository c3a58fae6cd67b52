import { type SparseMatrix, sortEntries } from '../../learning/sparse-matrix';
import { type Bag, type BagOptions, bagOfWords } from './bag';
import { stopwordsOf } from './stopwords';
import { termsOf } from '../tokens';
import { TermCounter } from './term-counter';

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export interface TermOptions extends BagOptions {
  readonly hashed: boolean;
  readonly dimensions: number;
}

/**
 * Terms of documents as a matrix: words and their runs, runs of characters (named with their spaces, after the words), or all of them by
 * hash into `dimensions` columns without names (Weinberger et al. 2009, doi:10.1145/1553374.1553516). O(characters · lengths).
 */
export function termMatrix(texts: readonly string[], options: TermOptions): Bag {
  if (options.hashed) return hashedTerms(texts, options);
  if (options.characters[1] === 0 && options.words[1] > 0) return bagOfWords(texts, options);
  const words = options.words[1] > 0 ? bagOfWords(texts, { ...options, characters: [0, 0] }) : undefined;
  const counter = new TermCounter();
  const names: string[] = [];
  for (const text of texts) {
    counter.characters(
      termsOf(text),
      Math.max(1, options.characters[0]),
      options.characters[1],
      (_id, word, from, to) => {
        names.push(` ${word} `.slice(from, to));
      },
    );
    counter.document();
  }
  const counted = counter.counts();
  const maximum = options.maximumShare * texts.length;
  const kept = names
    .flatMap((_, id) => {
      const documents = counter.documents[id]!;
      return documents >= options.minimumDocuments && documents <= maximum ? [id] : [];
    })
    .sort((a, b) => compare(names[a]!, names[b]!));
  const offset = words?.matrix.columns ?? 0;
  const columns = new Int32Array(names.length).fill(-1);
  kept.forEach((id, k) => {
    columns[id] = offset + k;
  });
  return {
    vocabulary: [...(words?.vocabulary ?? []), ...kept.map((id) => names[id]!)],
    buckets: new Int32Array(0),
    matrix: joined(words?.matrix, counted, (id) => columns[id]!, offset + kept.length),
  };
}

/** The entries of each row of `first`, then those of `second` under other columns, ascending; a column below 0 is left out. */
function joined(
  first: SparseMatrix | undefined,
  second: SparseMatrix,
  columnOf: (id: number) => number,
  columns: number,
): SparseMatrix {
  const capacity = (first?.index.length ?? 0) + second.index.length;
  const start = new Int32Array(second.rows + 1);
  const index = new Int32Array(capacity);
  const value = new Float64Array(capacity);
  let out = 0;
  for (let i = 0; i < second.rows; i++) {
    for (let e = first?.start[i] ?? 0; e < (first?.start[i + 1] ?? 0); e++) {
      index[out] = first!.index[e]!;
      value[out++] = first!.value[e]!;
    }
    const from = out;
    for (let e = second.start[i]!; e < second.start[i + 1]!; e++) {
      const column = columnOf(second.index[e]!);
      if (column < 0) continue;
      index[out] = column;
      value[out++] = second.value[e]!;
    }
    sortEntries(index, value, from, out);
    // Terms that share a hashed column are one.
    let last = from;
    for (let e = from + 1; e < out; e++) {
      if (index[e] === index[last]) value[last]! += value[e]!;
      else {
        last++;
        index[last] = index[e]!;
        value[last] = value[e]!;
      }
    }
    if (out > from) out = last + 1;
    start[i + 1] = out;
  }
  return { rows: second.rows, columns, start, index: index.slice(0, out), value: value.slice(0, out) };
}

function hashedTerms(texts: readonly string[], options: TermOptions): Bag {
  const stops = stopwordsOf(options.stopwords);
  const counter = new TermCounter();
  for (const text of texts) {
    const terms = termsOf(text);
    if (options.words[1] > 0)
      counter.words(
        stops.size > 0 ? terms.filter((term) => !stops.has(term)) : terms,
        Math.max(1, options.words[0]),
        options.words[1],
      );
    if (options.characters[1] > 0) counter.characters(terms, Math.max(1, options.characters[0]), options.characters[1]);
    counter.document();
  }
  const { low } = counter.table;
  return {
    vocabulary: [],
    buckets: new Int32Array(0),
    matrix: joined(undefined, counter.counts(), (id) => (low[id]! >>> 0) % options.dimensions, options.dimensions),
  };
}
