import { readFileSync } from 'node:fs';
import path from 'node:path';
import wabt from 'wabt';
import { bytes } from '../../../../../analysis/network/diffusion/kernels/cascade-bytes';
import { cascadeState } from '../../../../../analysis/network/diffusion/kernels/cascade-kernel';
import { type SpreadGraph, thresholdOf } from '../../../../../analysis/network/diffusion/spread-graph';
import { Xoshiro128 } from '../../../../../analysis/statistics/random';
import { projectRoot } from '../../../../../settings';

test('the bytes of the kernel are its text, compiled', async () => {
  const file = path.join(projectRoot, 'analysis/network/diffusion/kernels/cascade.wat');
  const compiler = await wabt();
  const module = compiler.parseWat(file, readFileSync(file, 'utf8'), { simd: true, bulk_memory: true });
  expect(bytes).toBe(Buffer.from(module.toBinary({}).buffer).toString('base64'));
});

/** Arcs of the given numbers out of the first nodes, to nodes drawn at random; chances of all sizes, 1 among them. */
function drawnGraph(nodes: number, degrees: readonly number[], random: Xoshiro128): SpreadGraph {
  const offsets = new Int32Array(nodes + 1);
  for (let v = 0; v < nodes; v++) offsets[v + 1] = offsets[v]! + (degrees[v] ?? 0);
  const arcs = offsets[nodes]!;
  const targets = Int32Array.from({ length: arcs }, () => random.below(nodes));
  const probability = Float64Array.from({ length: arcs }, (_, arc) => (arc % 7 === 0 ? 1 : random.next() ** 2));
  return { nodes, arcs, offsets, targets, probability };
}

/** The same runs, arc by arc: rows are tried four arcs at a time, each with the draw of its own stream of xoshiro128+. */
function plainCascade(
  { nodes, offsets, targets, probability }: SpreadGraph,
  seeds: number[],
  state: Int32Array,
): number[] {
  const draw = (): number[] =>
    [0, 1, 2, 3].map((lane) => {
      let [a, b, c, d] = [0, 4, 8, 12].map((word) => state[word + lane]!) as [number, number, number, number];
      const out = (a + d) | 0;
      const t = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= t;
      d = (d << 11) | (d >>> 21);
      [a, b, c, d].forEach((word, i) => {
        state[4 * i + lane] = word;
      });
      return out;
    });
  const seen = new Uint8Array(nodes);
  for (const seed of seeds) seen[seed] = 1;
  const queue = [...seeds];
  for (const v of queue)
    for (let from = offsets[v]!; from < offsets[v + 1]!; from += 4) {
      const draws = draw();
      for (let arc = from; arc < Math.min(from + 4, offsets[v + 1]!); arc++) {
        if (draws[arc - from]! > thresholdOf(probability![arc]!) || seen[targets[arc]!]) continue;
        seen[targets[arc]!] = 1;
        queue.push(targets[arc]!);
      }
    }
  return queue;
}

test.each([
  ['one node without arcs', 1, [0], [0]],
  ['rows of every length around four', 40, Array.from({ length: 40 }, (_, v) => v % 11), [0, 10, 31]],
  [
    'more nodes than go together, some wide',
    3000,
    Array.from({ length: 3000 }, (_, v) => (v % 500 === 0 ? 6000 : v % 5)),
    [500],
  ],
  // 22 bits of a word are the target's: one draw in 1,024 is as large as what is left of the threshold.
  ['thresholds of few bits, so that hundreds are looked up', 2 ** 22, [300_000], [0]],
])('%s: reached as arc by arc, in the same order', (_, nodes, degrees, seeds) => {
  const graph = drawnGraph(nodes, degrees, new Xoshiro128(5));
  const state = cascadeState(graph, new Xoshiro128(9));
  const words = new Xoshiro128(9);
  const plain = plainCascade(
    graph,
    seeds,
    Int32Array.from({ length: 16 }, () => (words.next() * 4294967296) | 0),
  );
  state.queue.set(seeds);
  for (const seed of seeds) state.seen[seed >>> 5]! |= 1 << seed;
  let [head, tail] = [0, seeds.length];
  while (head < tail) [head, tail] = [tail, state.step(head, tail)];
  // Within a step the order is that of the queue, so that the whole is breadth-first in both.
  expect([...state.queue.subarray(0, tail)]).toEqual(plain);
  expect(state.trials()).toBe(plain.reduce((sum, v) => sum + graph.offsets[v + 1]! - graph.offsets[v]!, 0));
});
