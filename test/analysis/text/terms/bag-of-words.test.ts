import { bagOf, bagOfWords, plainBag, termsArtefact } from '../../../../analysis/text/terms/bag';
import { stopwordsOf } from '../../../../analysis/text/terms/stopwords';
import { textBagOfWords } from '../../../../analysis/text/terms/bag-of-words';
import type { SparseMatrix } from '../../../../analysis/learning/sparse-matrix';
import { postsOf, runMethod } from '../../run-method';

/** Rows as term → count. */
function rowsOf(bag: { vocabulary: readonly string[]; matrix: SparseMatrix }): Record<string, number>[] {
  return Array.from({ length: bag.matrix.rows }, (_, i) => {
    const row: Record<string, number> = {};
    for (let e = bag.matrix.start[i]!; e < bag.matrix.start[i + 1]!; e++)
      row[bag.vocabulary[bag.matrix.index[e]!]!] = bag.matrix.value[e]!;
    return row;
  });
}

test('terms are counted, lower case, with hashtags as words and without mentions, links and numbers', () => {
  const bag = bagOfWords(['Late LATE #Late @united https://t.co/x 42', '', 'bag'], plainBag);
  expect(bag.vocabulary).toEqual(['bag', 'late']);
  expect(rowsOf(bag)).toEqual([{ late: 3 }, {}, { bag: 1 }]);
});

test('sequences of words are joined by a space and do not cross posts', () => {
  const bag = bagOfWords(['a bb ccc', 'bb ccc'], { ...plainBag, words: [1, 2] });
  expect(rowsOf(bag)).toEqual([
    { a: 1, bb: 1, ccc: 1, 'a bb': 1, 'bb ccc': 1 },
    { bb: 1, ccc: 1, 'bb ccc': 1 },
  ]);
});

/** Every run of a size within a word between two spaces, as strings. */
function runs(words: readonly string[], shortest: number, longest: number): string[] {
  return words.flatMap((word) => {
    const padded = ` ${word} `;
    return Array.from({ length: longest - shortest + 1 }, (_, k) => shortest + k).flatMap((size) =>
      Array.from({ length: Math.max(0, padded.length - size + 1) }, (_v, i) => padded.slice(i, i + size)),
    );
  });
}

test('sequences of characters stay within a word and its edges: as many are counted as there are, equal ones together', () => {
  const texts = ['no on', 'banana', 'bana nana', '', 'x'];
  const { vocabulary, buckets, matrix } = bagOfWords(texts, { ...plainBag, characters: [2, 4] });
  expect(matrix.columns).toBe(vocabulary.length + buckets.length);
  expect(Array.from(buckets)).toEqual([...new Set(buckets)].sort((a, b) => a - b));
  const counts = texts.map((_, i) => {
    const out: number[] = [];
    for (let e = matrix.start[i]!; e < matrix.start[i + 1]!; e++)
      if (matrix.index[e]! >= vocabulary.length) out.push(matrix.value[e]!);
    return out.sort((a, b) => a - b);
  });
  texts.forEach((text, i) => {
    const wanted = new Map<string, number>();
    for (const run of runs(
      text.split(' ').filter((word) => word !== ''),
      2,
      4,
    ))
      wanted.set(run, (wanted.get(run) ?? 0) + 1);
    // So few sequences do not share a bucket of 2^18.
    expect(counts[i]).toEqual([...wanted.values()].sort((a, b) => a - b));
  });
  const all = new Set(
    texts.flatMap((text) =>
      runs(
        text.split(' ').filter((word) => word !== ''),
        2,
        4,
      ),
    ),
  );
  expect(buckets.length).toBe(all.size);
});

test('character sequences of too few posts are left out, and known buckets are counted in new posts', () => {
  const options = { ...plainBag, characters: [3, 3] as const, minimumDocuments: 2 };
  const bag = bagOfWords(['abc', 'abd', 'xyz'], options);
  // Only " ab" stands in two posts.
  expect(bag.buckets.length).toBe(1);
  const fresh = bagOfWords(['abc abe', 'xyz'], options, bag);
  expect(Array.from(fresh.matrix.value)).toEqual([2]);
  expect(Array.from(fresh.matrix.start)).toEqual([0, 1, 1]);
});

test('terms of too few posts and of too large a share are left out', () => {
  const texts = ['a b', 'a b', 'a c', 'a d'];
  expect(bagOfWords(texts, { ...plainBag, minimumDocuments: 2 }).vocabulary).toEqual(['a', 'b']);
  expect(bagOfWords(texts, { ...plainBag, maximumShare: 0.5 }).vocabulary).toEqual(['b', 'c', 'd']);
  expect(rowsOf(bagOfWords(texts, { ...plainBag, minimumDocuments: 2, maximumShare: 0.5 }))).toEqual([
    { b: 1 },
    { b: 1 },
    {},
    {},
  ]);
});

test('a repeated term is one post for the minimum', () => {
  expect(bagOfWords(['a a a', 'b', 'b'], { ...plainBag, minimumDocuments: 2 }).vocabulary).toEqual(['b']);
});

test('stop words of a language are left out of words, and an unknown language has none', () => {
  expect(bagOfWords(['the plane was late'], { ...plainBag, stopwords: ['en'] }).vocabulary).toEqual(['late', 'plane']);
  expect(stopwordsOf(['xx']).size).toBe(0);
  for (const language of ['en', 'de', 'es', 'fr', 'it', 'pt', 'hi', 'ar'])
    expect(stopwordsOf([language]).size).toBeGreaterThan(20);
});

test('the order of the posts changes the rows, not the vocabulary', () => {
  const texts = ['zebra apple', 'mango', 'apple mango kiwi'];
  const turned = bagOfWords([...texts].reverse(), plainBag);
  expect(turned.vocabulary).toEqual(bagOfWords(texts, plainBag).vocabulary);
  expect(rowsOf(turned).reverse()).toEqual(rowsOf(bagOfWords(texts, plainBag)));
});

test('with a given vocabulary only its terms are counted, in its order', () => {
  const bag = bagOfWords(['b a b x'], plainBag, { vocabulary: ['b', 'a', 'none'], buckets: new Int32Array(0) });
  expect(bag.vocabulary).toEqual(['b', 'a', 'none']);
  expect(rowsOf(bag)).toEqual([{ b: 2, a: 1 }]);
});

test('columns of each row ascend, and more entries than the first buffer holds are kept', () => {
  const texts = Array.from({ length: 400 }, (_, i) =>
    Array.from({ length: 300 }, (_v, k) => `w${(i * 7 + k * 13) % 5000}x`).join(' '),
  );
  const { matrix } = bagOfWords(texts, plainBag);
  expect(matrix.index.length).toBeGreaterThan(1 << 16);
  expect(matrix.value.reduce((a, b) => a + b, 0)).toBe(400 * 300);
  for (let i = 0; i < matrix.rows; i++)
    for (let e = matrix.start[i]! + 1; e < matrix.start[i + 1]!; e++)
      expect(matrix.index[e]! > matrix.index[e - 1]!).toBe(true);
});

test('a bag as an artefact reads back, with posts that have no term', () => {
  const bag = bagOfWords(['', 'a b', '', 'b', ''], plainBag);
  expect(bagOf(termsArtefact(bag)).matrix).toEqual(bag.matrix);
  expect(bagOf(termsArtefact(bag)).vocabulary).toEqual(bag.vocabulary);
});

test('terms that could be anything else by name are terms', () => {
  const bag = bagOfWords(['constructor toString __proto__ hasOwnProperty'], plainBag);
  expect(bag.vocabulary).toEqual(expect.arrayContaining(['constructor', 'tostring', 'hasownproperty']));
});

test('the method leaves rare terms out by default: they can be a name', async () => {
  const posts = postsOf({ count: 5, text: ['late bag', 'late smith', 'bag', 'x y', 'z w'] });
  expect(bagOf(await runMethod(textBagOfWords, { posts })).vocabulary).toEqual(['bag', 'late']);
});
