import { Xoshiro128 } from '../../analysis/statistics/random';
import { type Cell, protectCells, type ReleasedCell } from '../../governance/disclosure';

function cell(keys: string[], people: number, more: Partial<Cell> = {}): Cell {
  return { keys, people, posts: people * 2, topShare: 0.1, means: { mood: 0.12345 }, ...more };
}

/** Reasons by the first key, for tables of one dimension. */
function reasons(released: readonly ReleasedCell[]): Record<string, string | null> {
  return Object.fromEntries(released.map((one) => [one.keys.join('/'), one.suppressed]));
}

test('a cell of too few people is held back, and the next smallest so that the total does not give it away', () => {
  const released = protectCells([cell(['a'], 3), cell(['b'], 50), cell(['c'], 20), cell(['d'], 30)], 10, 5);
  expect(reasons(released)).toEqual({ a: 'small', b: null, c: 'complementary', d: null });
});

test('two small cells protect each other', () => {
  expect(reasons(protectCells([cell(['a'], 3), cell(['b'], 4), cell(['c'], 20)], 10, 5))).toEqual({
    a: 'small',
    b: 'small',
    c: null,
  });
});

test('a cell of exactly the minimum is shown', () => {
  expect(reasons(protectCells([cell(['a'], 10), cell(['b'], 11)], 10, 5))).toEqual({ a: null, b: null });
});

test('a cell in which one person wrote more than half is held back', () => {
  const released = protectCells(
    [cell(['a'], 40, { topShare: 0.51 }), cell(['b'], 60), cell(['c'], 50, { topShare: 0.5 })],
    10,
    5,
  );
  expect(reasons(released)).toEqual({ a: 'dominated', b: null, c: 'complementary' });
});

test('what is held back shows no figure at all', () => {
  const [one] = protectCells([cell(['a'], 3), cell(['b'], 50)], 10, 5);
  expect(one).toEqual({ keys: ['a'], people: null, posts: null, means: { mood: null }, suppressed: 'small' });
});

test('counts are rounded to the step, means to three digits, missing means stay missing', () => {
  const [one] = protectCells(
    [cell(['a'], 22, { posts: 48, means: { mood: 0.12345, none: null } }), cell(['b'], 50)],
    10,
    5,
  );
  expect(one).toMatchObject({ people: 20, posts: 50, means: { mood: 0.123, none: null } });
});

test('complementary cells spread through rows and columns until no line gives one away', () => {
  // Rows a, b; columns x, y, z: one small cell takes another in its row and its column, and those take the fourth corner.
  const cells = [
    cell(['a', 'x'], 2),
    cell(['a', 'y'], 30),
    cell(['a', 'z'], 60),
    cell(['b', 'x'], 40),
    cell(['b', 'y'], 50),
    cell(['b', 'z'], 70),
  ];
  expect(reasons(protectCells(cells, 10, 5))).toEqual({
    'a/x': 'small',
    'a/y': 'complementary',
    'a/z': null,
    'b/x': 'complementary',
    'b/y': 'complementary',
    'b/z': null,
  });
});

test.each([1, 2, 3])(
  'in random tables of %s dimensions no line that has others holds back just one cell',
  (dimensions) => {
    const random = new Xoshiro128(dimensions);
    for (let round = 0; round < 200; round++) {
      const sizes = Array.from({ length: dimensions }, () => 1 + random.below(5));
      let keys: string[][] = [[]];
      for (const size of sizes) keys = keys.flatMap((one) => Array.from({ length: size }, (_, i) => [...one, `k${i}`]));
      // Some combinations do not occur.
      const cells = keys
        .filter(() => random.below(5) > 0)
        .map((one) => cell(one, random.below(60), { topShare: random.next() * 0.7 }));
      const released = protectCells(cells, 10, 5);
      expect(released.map((one) => one.keys)).toEqual(cells.map((one) => one.keys));
      released.forEach((one, i) => {
        if (cells[i]!.people < 10 || cells[i]!.topShare > 0.5) expect(one.suppressed).not.toBeNull();
        expect(one.people === null).toBe(one.suppressed !== null);
      });
      for (let open = 0; open < dimensions; open++) {
        const lines = new Map<string, ReleasedCell[]>();
        for (const one of released) {
          const key = one.keys.filter((_, d) => d !== open).join('/');
          lines.set(key, [...(lines.get(key) ?? []), one]);
        }
        for (const line of lines.values())
          if (line.length > 1) expect(line.filter((one) => one.suppressed !== null).length).not.toBe(1);
      }
    }
  },
);

test('a table where nothing is at risk is left whole', () => {
  const cells = [cell(['a', 'x'], 20), cell(['a', 'y'], 30), cell(['b', 'x'], 40), cell(['b', 'y'], 50)];
  expect(protectCells(cells, 10, 1).every((one) => one.suppressed === null)).toBe(true);
  expect(protectCells([], 10, 5)).toEqual([]);
});
