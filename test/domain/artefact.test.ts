import { type Artefact, cell, documentOf, joinParts, numbers, rowCount, strings } from '../../domain/artefact';

const table: Artefact = {
  kind: 'table',
  columns: { n: Float64Array.from([1, Number.NaN]), s: ['x', null] },
  about: { k: 1 },
};

test('columns are read by what they hold, and a missing or other column is a TypeError', () => {
  expect(Array.from(numbers(table, 'n'))).toEqual([1, Number.NaN]);
  expect(strings(table, 's')).toEqual(['x', null]);
  expect(() => numbers(table, 's')).toThrow(TypeError);
  expect(() => strings(table, 'n')).toThrow(TypeError);
  expect(() => numbers(table, 'none')).toThrow(TypeError);
});

test('a missing cell is null', () => {
  expect([
    cell(table.columns.n!, 0),
    cell(table.columns.n!, 1),
    cell(table.columns.s!, 1),
    cell(table.columns.s!, 7),
  ]).toEqual([1, null, null, null]);
});

test('rows are counted by any column, a document has none', () => {
  expect(rowCount(table)).toBe(2);
  expect(rowCount(documentOf({ a: 1 }))).toBe(0);
});

test('parts of shards join in their order and keep their types', () => {
  const part = (a: number[], s: (string | null)[]): Artefact => ({
    kind: 'post-table',
    columns: { a: Int32Array.from(a), s },
    about: { k: 1 },
  });
  const whole = joinParts([part([1, 2], ['x', null]), part([], []), part([3], ['z'])]);
  expect(whole.columns.a).toEqual(Int32Array.from([1, 2, 3]));
  expect(whole.columns.s).toEqual(['x', null, 'z']);
  expect(whole).toMatchObject({ kind: 'post-table', about: { k: 1 } });
  expect(joinParts([part([1], ['x'])])).toEqual(part([1], ['x']));
});

test('counts of the parts’ summaries are added, leaf by leaf; what is no count is the first’s', () => {
  const part = (about: Artefact['about']): Artefact => ({
    kind: 'post-table',
    columns: { n: Int32Array.of(1) },
    about,
  });
  const joined = joinParts([
    part({ json: ['spans'], summary: { posts: 3, found: { url: 2 }, note: 'a' } }),
    part({ json: ['spans'], summary: { posts: 4, found: { url: 1, email: 5 }, note: 'a' } }),
    part({ json: ['spans'], summary: { posts: 0, found: {}, note: 'a' } }),
  ]);
  expect(joined.about).toEqual({
    json: ['spans'],
    summary: { posts: 7, found: { email: 5, url: 3 }, note: 'a' },
  });
  expect(joined.columns.n).toEqual(Int32Array.of(1, 1, 1));
  // The same bytes, however the posts were parted.
  const whole = joinParts([part({ json: ['spans'], summary: { posts: 7, found: { url: 3, email: 5 }, note: 'a' } })]);
  expect(JSON.stringify(whole.about)).toBe(JSON.stringify(joined.about));
});
