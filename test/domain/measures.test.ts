import type { Artefact } from '../../domain/artefact';
import { groupValues, measureValues, tasksOf } from '../../domain/measures';
import { postsOf } from '../analysis/run-method';

const posts = postsOf({
  count: 4,
  platform: ['a', 'b', 'a', 'b'],
  language: ['en', 'und', 'de', 'en'],
  kind: ['post', 'reply', 'post', 'post'],
  attributes: { mood: ['bad', 'good', null, ''] },
  counts: { like: Float64Array.from([1, Number.NaN, 0, 3]) },
});
const tables: Record<string, Artefact> = {
  score: {
    kind: 'post-table',
    columns: {
      value: Float64Array.from([0.5, Number.NaN, -1, 0]),
      label: ['x', null, 'y', 'x'],
      code: Int32Array.from([1, 2, 3, 4]),
    },
    about: {},
  },
};

test('an attribute compared with a value is 1 or 0, and missing where the attribute is missing or empty', () => {
  expect(Array.from(measureValues({ attribute: 'mood', equals: 'bad' }, posts, {}))).toEqual([
    1,
    0,
    Number.NaN,
    Number.NaN,
  ]);
});

test('a column of a task is its values, and numbers of any width are read', () => {
  expect(Array.from(measureValues({ task: 'score', column: 'value' }, posts, tables))).toEqual([
    0.5,
    Number.NaN,
    -1,
    0,
  ]);
  expect(Array.from(measureValues({ task: 'score', column: 'code' }, posts, tables))).toEqual([1, 2, 3, 4]);
});

test('a count keeps zero and missing apart, and a count that no source has is missing everywhere', () => {
  expect(Array.from(measureValues({ count: 'like' }, posts, {}))).toEqual([1, Number.NaN, 0, 3]);
  expect(Array.from(measureValues({ count: 'view' }, posts, {}))).toEqual(new Array(4).fill(Number.NaN));
});

test('groups come from a field, an attribute or a task', () => {
  expect(groupValues({ field: 'language' }, posts, {})).toEqual(['en', 'und', 'de', 'en']);
  expect(groupValues({ attribute: 'mood' }, posts, {})).toEqual(['bad', 'good', null, '']);
  expect(groupValues({ attribute: 'none' }, posts, {})).toEqual([null, null, null, null]);
  expect(groupValues({ task: 'score', column: 'label' }, posts, tables)).toEqual(['x', null, 'y', 'x']);
  expect(groupValues({ task: 'score', column: 'value' }, posts, tables)).toEqual(['0.5', null, '-1', '0']);
});

test('a column or task that is not there is an error by name; text is no measure', () => {
  expect(() => measureValues({ task: 'score', column: 'none' }, posts, tables)).toThrow(
    expect.objectContaining({ code: 'ASSAY_METHOD_INPUT' }),
  );
  expect(() => groupValues({ task: 'ghost', column: 'value' }, posts, tables)).toThrow(/ghost/);
  expect(() => measureValues({ task: 'score', column: 'label' }, posts, tables)).toThrow(TypeError);
});

test('a measure is a copy: writing to it changes no artefact', () => {
  measureValues({ task: 'score', column: 'value' }, posts, tables)[0] = 99;
  expect((tables.score!.columns.value as Float64Array)[0]).toBe(0.5);
});

test('the tasks that measures and groupings read, once each', () => {
  expect(
    tasksOf([
      { task: 'b', column: 'x' },
      undefined,
      { field: 'kind' },
      { task: 'a', column: 'y' },
      { task: 'b', column: 'z' },
    ]),
  ).toEqual(['b', 'a']);
});
