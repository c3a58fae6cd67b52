import { jsonAt } from '../../domain/json';

const value = { summary: { negative: { share: 0.4 }, list: [{ n: 1 }, { n: 2 }] }, none: null };

test('a path leads through objects and lists', () => {
  expect(jsonAt(value, 'summary/negative/share')).toBe(0.4);
  expect(jsonAt(value, 'summary/list/1/n')).toBe(2);
  expect(jsonAt(value, 'none')).toBeNull();
});

test.each(['summary/positive', 'none/deeper', 'summary/list/7/n', 'summary/negative/share/x', ''])(
  'a path to nothing is undefined: %j',
  (path) => {
    expect(jsonAt(value, path)).toBeUndefined();
  },
);

test('nothing is inherited: a path sees what the JSON holds', () => {
  expect(jsonAt(value, 'summary/constructor')).toBeUndefined();
  expect(jsonAt(value, 'toString')).toBeUndefined();
});
