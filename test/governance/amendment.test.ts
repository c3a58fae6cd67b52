import { Xoshiro128 } from '../../analysis/statistics/random';
import type { Json } from '../../domain/json';
import { changesBetween } from '../../governance/amendment';

test('equal protocols have no changes, whatever the order of their keys', () => {
  expect(changesBetween({ a: 1, b: { c: [1, 2], d: null } }, { b: { d: null, c: [1, 2] }, a: 1 })).toEqual([]);
});

test('each changed leaf is named by its path, with before and after', () => {
  expect(
    changesBetween(
      { retention: { posts: 'P90D', audit: 'P10Y' }, seed: 1 },
      { retention: { posts: 'P1Y', audit: 'P10Y' }, seed: 2 },
    ),
  ).toEqual([
    { path: 'retention/posts', before: 'P90D', after: 'P1Y' },
    { path: 'seed', before: 1, after: 2 },
  ]);
});

test('what is added or taken away is undefined on the other side, and null is a value', () => {
  expect(changesBetween({ a: 1, n: null }, { b: [2], n: 0 })).toEqual([
    { path: 'a', before: 1, after: undefined },
    { path: 'b', before: undefined, after: [2] },
    { path: 'n', before: null, after: 0 },
  ]);
});

test('a list that became an object is one change', () => {
  expect(changesBetween({ x: ['a'] }, { x: { 0: 'a' } })).toEqual([{ path: 'x', before: ['a'], after: { 0: 'a' } }]);
});

/** A random tree of a few keys. */
function tree(random: Xoshiro128, depth: number): Json {
  const kind = random.below(depth > 0 ? 5 : 3);
  if (kind === 0) return random.below(3);
  if (kind === 1) return ['x', 'y'][random.below(2)]!;
  if (kind === 2) return null;
  if (kind === 3) return Array.from({ length: random.below(4) }, () => tree(random, depth - 1));
  return Object.fromEntries(
    ['a', 'b', 'c'].filter(() => random.below(2) === 0).map((key) => [key, tree(random, depth - 1)]),
  );
}

test('the changes carried out on the old version give the new one', () => {
  const random = new Xoshiro128(1);
  for (let round = 0; round < 500; round++) {
    const before = { root: tree(random, 3) };
    const after = { root: tree(random, 3) };
    const result = JSON.parse(JSON.stringify(before)) as Record<string, unknown>;
    // The last places of a list go first, so that the others keep their numbers.
    for (const change of changesBetween(before, after).reverse()) {
      const path = change.path.split('/');
      const last = path.pop()!;
      const here = path.reduce<Record<string, unknown>>((value, key) => value[key] as Record<string, unknown>, result);
      if (change.after !== undefined) here[last] = change.after;
      else if (Array.isArray(here)) here.splice(Number(last), 1);
      else delete here[last];
    }
    expect(result).toEqual(after);
  }
});
