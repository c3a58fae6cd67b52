import { csrOf, type Weights } from '../../../../analysis/network/graph/csr';
import { listOf } from '../graphs';

/** Weights of a path 0 – 1 – 2 … in order of the edges, read back from the rows. */
function kept(weights: readonly number[], directed = true): { type: string; values: number[] } {
  const rows = csrOf(
    listOf(
      weights.length + 1,
      directed,
      weights.map((weight, i) => [i, i + 1, weight] as const),
    ),
  );
  const found: Weights = rows.weights ?? new Float64Array(0);
  return { type: found.constructor.name, values: weights.map((_, v) => found[rows.offsets[v + 1]! - 1]!) };
}

test.each<[string, readonly number[], string]>([
  ['counts below 256', [0, 1, 255], 'Uint8Array'],
  ['larger counts', [1, 256, 65_535], 'Uint16Array'],
  ['counts that two bytes do not hold', [1, 65_536], 'Float32Array'],
  ['negative ratings', [-10, 3], 'Float32Array'],
  ['halves', [0.5, 2], 'Float32Array'],
  ['tenths', [1, 0.1], 'Float64Array'],
  ['a count beyond single precision', [3, 16_777_217], 'Float64Array'],
  ['an infinite one', [1, Number.POSITIVE_INFINITY], 'Float32Array'],
  ['one that is no number', [1, 2, Number.NaN], 'Float64Array'],
])('%s are held exactly in the narrowest type', (_, weights, type) => {
  expect(kept(weights)).toEqual({ type, values: weights });
  expect(kept(weights, false)).toEqual({ type, values: weights });
});

test('weights that are all 1 take no memory', () => {
  expect(csrOf(listOf(2, true, [[0, 1, 1]])).weights).toBeUndefined();
});

test('counted interactions take at most 12 bytes an edge, without direction', () => {
  const m = 20_000;
  const edges = Array.from({ length: m }, (_, e) => [e % 500, (e * 7919) % 500, 1 + (e % 200)] as const);
  const rows = csrOf(listOf(500, false, edges));
  const bytes = rows.offsets.byteLength + rows.targets.byteLength + rows.weights!.byteLength;
  expect(bytes / m).toBeLessThanOrEqual(12);
});
