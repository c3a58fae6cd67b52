import { Xoshiro128 } from '../../../analysis/statistics/random';
import { unitsOf, WordTable } from '../../../analysis/text/word-table';

test('words are found where a map would find them', () => {
  const random = new Xoshiro128(1);
  const table = new WordTable(500, false);
  const oracle = new Map<string, number>();
  for (let i = 0; i < 5000; i++) {
    const word = String.fromCharCode(...Array.from({ length: random.below(4) }, () => 0x60 + random.below(8) * 37));
    const units = unitsOf(`x${word}y`);
    const found = table.find(units, 1, 1 + word.length);
    expect(found).toBe(oracle.get(word) ?? -1);
    if (found < 0 && oracle.size < 500) oracle.set(word, table.add(units, 1, 1 + word.length));
  }
  expect(table.size).toBe(oracle.size);
});

test('capitals of ASCII count as small letters where that is wanted', () => {
  const table = WordTable.of(['Ab', 'É'], true);
  expect(['ab', 'AB', 'É', 'é', 'a'].map((word) => table.find(unitsOf(word), 0, word.length))).toEqual([
    0, 0, 1, -1, -1,
  ]);
});

test('a table that is full takes no more', () => {
  const table = new WordTable(1, false);
  expect([table.add(unitsOf('a'), 0, 1), table.add(unitsOf('b'), 0, 1)]).toEqual([0, -1]);
});
