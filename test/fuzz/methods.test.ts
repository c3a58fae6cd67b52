import { Xoshiro128 } from '../../analysis/statistics/random';
import { AssayError } from '../../domain/errors';
import { hostileString, longString } from './hostile';
import { answerOf, badOffsets, bytesOf, corpusOf, faultsOf, methodsOfPosts } from './run-hostile';

const seed = 20;
/** `bench/fuzz.ts` runs the million; here as many as a test may cost. */
const strings = 1000;
const corpusStrings = 80;

const random = new Xoshiro128(seed);
const many = Array.from({ length: strings }, () => hostileString(random));
const few = [...many.slice(0, corpusStrings), longString(random, 20_000)];

const taken = methodsOfPosts();
const singly = taken.filter((method) => method.perPost).map((method) => [method.id, method] as const);
const whole = taken.filter((method) => !method.perPost).map((method) => [method.id, method] as const);

test('there are methods to try', () => expect(singly.length + whole.length).toBeGreaterThan(5));

describe('hostile strings, post by post', () => {
  test.each(singly)('%s answers with valid places, the same twice', async (_, method) => {
    const posts = corpusOf(many);
    const answer = await answerOf(method, posts);
    if (answer instanceof AssayError) return;
    expect(faultsOf(method, posts, answer)).toEqual([]);
    const again = corpusOf(few);
    const once = await answerOf(method, again);
    const twice = await answerOf(method, again);
    if (!(once instanceof AssayError) && !(twice instanceof AssayError)) expect(bytesOf(twice)).toBe(bytesOf(once));
  });
});

describe('a hostile corpus', () => {
  test.each(whole)('%s answers, the same twice', async (_, method) => {
    const posts = corpusOf(few);
    const once = await answerOf(method, posts);
    const twice = await answerOf(method, posts);
    if (once instanceof AssayError || twice instanceof AssayError) {
      expect(String(twice)).toBe(String(once));
      return;
    }
    expect(faultsOf(method, posts, once)).toEqual([]);
    expect(bytesOf(twice)).toBe(bytesOf(once));
  });
});

describe.each([
  ['no posts', corpusOf([])],
  ['one post', corpusOf(['The battery of @ada dies after an hour, call +49 30 901820'])],
  ['one empty post', corpusOf([''])],
  ['identical posts', corpusOf(new Array<string>(40).fill('I like rain, but not on Mondays :)'))],
  [
    'one language, no labels',
    corpusOf(
      Array.from({ length: 40 }, (_, i) => `this is post ${i % 9} about the ${['rain', 'sun', 'snow'][i % 3]} in town`),
      () => 'en',
      false,
    ),
  ],
])('%s', (_, posts) => {
  test.each(taken.map((method) => [method.id, method] as const))('%s has an answer', async (__, method) => {
    const answer = await answerOf(method, posts);
    if (answer instanceof AssayError) expect(answer.message).not.toBe('');
    else expect(faultsOf(method, posts, answer)).toEqual([]);
  });
});

test('places that cannot be are noticed', () => {
  expect(badOffsets([{ start: 0, end: 3 }], 'ab')).toHaveLength(1);
  expect(badOffsets({ aspects: [{ start: 2, end: 1 }] }, 'abc')).toHaveLength(1);
  expect(badOffsets([{ start: 1, end: 2 }], '😀')).toHaveLength(1);
  expect(badOffsets([{ start: 0, end: 2 }], '😀')).toEqual([]);
});
