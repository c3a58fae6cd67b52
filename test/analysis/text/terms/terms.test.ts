import { TermCounter } from '../../../../analysis/text/terms/term-counter';
import { termMatrix } from '../../../../analysis/text/terms/term-matrix';
import { TermTable } from '../../../../analysis/text/terms/term-table';
import { plainBag } from '../../../../analysis/text/terms/bag';
import { Xoshiro128 } from '../../../../analysis/statistics/random';

test('the table gives each pair of hashes one id, in order of meeting, while it grows', () => {
  const random = new Xoshiro128(3);
  const table = new TermTable(4);
  const ids = new Map<string, number>();
  for (let n = 0; n < 3000; n++) {
    // Few values, so that one half alone often agrees.
    const low = random.below(60) - 30;
    const high = random.below(60) * 65_536;
    const key = `${low} ${high}`;
    if (!ids.has(key)) {
      expect(table.find(low, high)).toBe(-1);
      ids.set(key, ids.size);
    }
    expect(table.add(low, high)).toBe(ids.get(key));
  }
  expect(table.size).toBe(ids.size);
});

/** Counts by name, the slow and obvious way. */
function obvious(
  words: readonly string[],
  kind: 'words' | 'characters',
  shortest: number,
  longest: number,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (let size = shortest; size <= longest; size++) {
    if (kind === 'words')
      for (let i = 0; i + size <= words.length; i++) {
        const name = words.slice(i, i + size).join(' ');
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    else
      for (const word of words)
        for (let i = 0; i + size <= word.length + 2; i++) {
          const name = ` ${word} `.slice(i, i + size);
          counts.set(name, (counts.get(name) ?? 0) + 1);
        }
  }
  return counts;
}

test.each(['words', 'characters'] as const)('%s are counted as by name', (kind) => {
  const random = new Xoshiro128(5);
  const documents = Array.from({ length: 60 }, () =>
    Array.from({ length: random.below(12) }, () =>
      Array.from({ length: 1 + random.below(4) }, () => 'abé日'[random.below(4)]).join(''),
    ),
  );
  const counter = new TermCounter();
  const names: string[] = [];
  for (const words of documents) {
    if (kind === 'words')
      counter.words(words, 1, 3, (_id, from, size) => names.push(words.slice(from, from + size).join(' ')));
    else counter.characters(words, 2, 4, (_id, word, from, to) => names.push(` ${word} `.slice(from, to)));
    counter.document();
  }
  const { start, index, value, rows } = counter.counts();
  expect(rows).toBe(60);
  documents.forEach((words, i) => {
    const found = new Map<string, number>();
    for (let e = start[i]!; e < start[i + 1]!; e++) found.set(names[index[e]!]!, value[e]!);
    expect(found).toEqual(kind === 'words' ? obvious(words, kind, 1, 3) : obvious(words, kind, 2, 4));
  });
});

test('words and named characters stand side by side, and hashing keeps every count', () => {
  const texts = ['ab ab b', '', 'b'];
  const options = { ...plainBag, characters: [2, 2] as const, hashed: false, dimensions: 64 };
  const { vocabulary, matrix } = termMatrix(texts, options);
  expect(vocabulary).toEqual(['ab', 'b', ' a', ' b', 'ab', 'b ']);
  expect(Array.from(matrix.index)).toEqual([0, 1, 2, 3, 4, 5, 1, 3, 5]);
  expect(Array.from(matrix.value)).toEqual([2, 1, 2, 1, 2, 3, 1, 1, 1]);
  const hashed = termMatrix(texts, { ...options, hashed: true });
  expect(hashed.matrix.columns).toBe(64);
  expect(Array.from(hashed.matrix.start).slice(1, 3)).toEqual([hashed.matrix.start[1], hashed.matrix.start[1]]);
  expect(hashed.matrix.value.reduce((a, b) => a + b, 0)).toBe(matrix.value.reduce((a, b) => a + b, 0));
  for (let i = 0; i < 3; i++)
    for (let e = hashed.matrix.start[i]! + 1; e < hashed.matrix.start[i + 1]!; e++)
      expect(hashed.matrix.index[e]!).toBeGreaterThan(hashed.matrix.index[e - 1]!);
});

test('nothing but characters can be counted', () => {
  const { vocabulary } = termMatrix(['ab'], {
    ...plainBag,
    words: [0, 0],
    characters: [3, 3],
    hashed: false,
    dimensions: 2,
  });
  expect(vocabulary).toEqual([' ab', 'ab ']);
});
