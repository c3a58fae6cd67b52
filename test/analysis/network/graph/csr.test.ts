import { csrOf } from '../../../../analysis/network/graph/csr';
import { packed, weightAt } from '../../../../analysis/network/graph/packed-weights';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { listOf } from '../graphs';

/** How weights are held, and what they are when read back. */
function held(weights: readonly number[]): { type: string; values: number[] } {
  const found = packed(Float64Array.from(weights))!;
  const values = weights.map((_, entry) => weightAt(found, entry));
  return { type: found.codes.constructor.name, values };
}

const differing = (count: number, of: (i: number) => number): number[] =>
  Array.from({ length: count }, (_, i) => of(i));

test.each<[string, readonly number[], string]>([
  ['counts below 256', differing(256, (i) => i), 'Uint8Array'],
  ['a few decimals, ratings below 0, what is no number', [0.1, -10, 0, -0, 1e300, Number.NaN, Infinity], 'Uint8Array'],
  ['257 different ones', differing(257, (i) => Math.sqrt(i)), 'Uint16Array'],
  ['65,536 different ones', differing(65_536, (i) => i / 7), 'Uint16Array'],
  ['more counts than that', differing(65_537, (i) => i * 30_000), 'Int32Array'],
  ['more decimals with a common unit', differing(70_000, (i) => (i - 35_000) / 1e6), 'Int32Array'],
  ['units that are found late', [...differing(70_000, (i) => i), 0.123456], 'Float64Array'],
  ['counts too large for their unit', [...differing(70_000, (i) => i), 2 ** 31], 'Float64Array'],
  ['more with −0 among them', [...differing(70_000, (i) => i), -0], 'Float64Array'],
  ['more of any kind', differing(65_537, (i) => i / 7), 'Float64Array'],
])('%s are held exactly, in the least memory', (_, weights, type) => {
  expect(held(weights)).toEqual({ type, values: weights });
});

test('weights that are all 1 take no memory', () => {
  expect(csrOf(listOf(2, true, [[0, 1, 1]])).weights).toBeUndefined();
});

test('rows are the sorted neighbours with their weights and edges, whatever the direction', () => {
  const random = new Xoshiro128(5);
  for (let round = 0; round < 60; round++) {
    const nodes = 1 + random.below(12);
    const ties = Array.from(
      { length: random.below(40) },
      () => [random.below(nodes), random.below(nodes), random.below(5) / 3] as const,
    );
    for (const directed of [false, true])
      for (const direction of ['out', 'in', 'both'] as const)
        for (const loops of [false, true]) {
          const rows = csrOf(listOf(nodes, directed, ties), { direction, loops, edges: true });
          const wanted = Array.from({ length: nodes }, (): number[][] => []);
          ties.forEach(([a, b, weight], e) => {
            if (a === b) {
              if (loops) wanted[a]!.push([b, weight, e]);
              return;
            }
            if (!directed || direction !== 'in') wanted[a]!.push([b, weight, e]);
            if (!directed || direction !== 'out') wanted[b]!.push([a, weight, e]);
          });
          wanted.forEach((row) => row.sort((one, other) => one[0]! - other[0]! || one[2]! - other[2]!));
          const found = wanted.map((_, v) =>
            Array.from({ length: rows.offsets[v + 1]! - rows.offsets[v]! }, (_, i) => {
              const k = rows.offsets[v]! + i;
              return [rows.targets[k]!, rows.weights ? weightAt(rows.weights, k) : 1, rows.edges![k]!];
            }),
          );
          expect(found).toEqual(wanted);
        }
  }
});

test('counted interactions take at most 12 bytes an edge, without direction', () => {
  const m = 20_000;
  const edges = Array.from({ length: m }, (_, e) => [e % 500, (e * 7919) % 500, 1 + (e % 200)] as const);
  const rows = csrOf(listOf(500, false, edges));
  const bytes = rows.offsets.byteLength + rows.targets.byteLength + rows.weights!.codes.byteLength;
  expect(bytes / m).toBeLessThanOrEqual(12);
});
