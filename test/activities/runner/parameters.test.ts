import { z } from 'zod';
import { parametersOf } from '../../../activities/runner/parameters';
import type { Method } from '../../../domain/method';

const method = {
  id: 'test/method',
  files: { train: 'posts' },
  parameters: z
    .object({
      query: z.string().optional(),
      model: z.enum(['a', 'b']).optional(),
      limit: z.number().int().positive().optional(),
      terms: z.array(z.string()).optional(),
      either: z.union([z.literal('auto'), z.number()]).optional(),
    })
    .strict(),
} as unknown as Method;

const read = (...settings: [string, string][]): unknown => parametersOf(method, settings);

test('text stays as written where the method takes text', () => {
  for (const query of ['"a b"', 'a "b c" d', '2012', 'true', 'null', '["x"]', '{}'])
    expect(read(['query', query])).toEqual({ query });
});

test('numbers, lists and choices are read as what they are', () => {
  expect(read(['limit', '5'], ['terms', '["x","y"]'], ['either', '0.5'])).toEqual({
    limit: 5,
    terms: ['x', 'y'],
    either: 0.5,
  });
  expect(read(['model', '"a"'], ['either', 'auto'], ['query', '7'])).toEqual({
    model: 'a',
    either: 'auto',
    query: '7',
  });
});

test.each([
  ['.5', 0.5],
  ['1.', 1],
  ['+3', 3],
  ['-.25', -0.25],
  ['.5e-1', 0.05],
])('%s is a number as people write it', (text, value) => {
  expect(read(['either', text], ['query', text])).toEqual({ either: value, query: text });
});

test('errors name the parameter and what it takes', () => {
  expect(() => read(['limit', '0'])).toThrow('test/method, parameter limit: more than 0, found 0');
  expect(() => read(['limit', 'few'])).toThrow('test/method, parameter limit: a number, found "few"');
  expect(() => read(['query', '7'], ['model', 'c'])).toThrow('test/method, parameter model: one of a, b, found "c"');
  expect(() => read(['either', 'most'])).toThrow(
    'test/method, parameter either: one of auto or a number, found "most"',
  );
  expect(() => read(['model', '"a"'], ['bogus', '1'])).toThrow(
    'test/method: no other keys than the known ones, found "bogus"; it takes query, model, limit, terms, either, train',
  );
});
