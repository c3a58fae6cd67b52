import { canonicalJson } from '../../governance/canonical-json';
import type { Json } from '../../domain/json';
import { known } from '../shared-data';

const values = known<{
  cases: { from: string; input: string; canonicalHex: string }[];
  withFractions: { input: string }[];
  refused: string[];
}>('jcs.json');

test.each(values.cases)('$from is written as RFC 8785 says', ({ input, canonicalHex }) => {
  expect(Buffer.from(canonicalJson(JSON.parse(input) as Json), 'utf8').toString('hex')).toBe(canonicalHex);
});

test.each(values.refused)('lone surrogates are refused: %s', (input) => {
  expect(() => canonicalJson(JSON.parse(input) as Json)).toThrow(TypeError);
});

test.each(values.withFractions)('what holds a fraction is refused: its text could differ by language', ({ input }) => {
  expect(() => canonicalJson(JSON.parse(input) as Json)).toThrow(TypeError);
});

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53)])('the number %p is refused', (value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
  expect(() => canonicalJson({ deep: [{ value }] })).toThrow(TypeError);
});

test('the largest integers and negative zero', () => {
  expect(canonicalJson([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, -0])).toBe(
    '[9007199254740991,-9007199254740991,0]',
  );
});

test('undefined, functions and holes in an array are refused: what is hashed has one form only', () => {
  for (const value of [undefined, { a: undefined }, [undefined], () => 1, 1n, Symbol('x'), new Array(2)]) {
    expect(() => canonicalJson(value as unknown as Json)).toThrow(TypeError);
  }
});

test('the order in which keys were set does not matter, and the text reads back as the same value', () => {
  const a = { b: [1, { d: null, c: 'x' }], a: true, '': 'é', '\u{1f600}': 1, '\ufb33': 2 };
  const b = { '\ufb33': 2, '\u{1f600}': 1, '': 'é', a: true, b: [1, { c: 'x', d: null }] };
  expect(canonicalJson(a)).toBe(canonicalJson(b));
  expect(JSON.parse(canonicalJson(a))).toEqual(a);
});

test('the docstring’s example', () => {
  expect(canonicalJson({ b: 1, a: 'x' })).toBe('{"a":"x","b":1}');
});
