import { readFileSync } from 'node:fs';
import path from 'node:path';
import wabt from 'wabt';
import { Xoshiro128 } from '../../../../../analysis/statistics/random';
import { bytes as scoresBytes } from '../../../../../analysis/text/kernels/scores-bytes';
import { bytes as tagsBytes } from '../../../../../analysis/text/kernels/tags-bytes';
import { bytes as wordsBytes } from '../../../../../analysis/text/kernels/words-bytes';
import { bytes as gibbsBytes } from '../../../../../analysis/text/topics/kernels/gibbs-bytes';
import { gibbsState, type TokenLists } from '../../../../../analysis/text/topics/kernels/gibbs-kernel';
import { bytes as nmfBytes } from '../../../../../analysis/text/topics/kernels/nmf-bytes';
import { projectRoot } from '../../../../../settings';

test.each([
  ['topics/kernels/gibbs', gibbsBytes],
  ['topics/kernels/nmf', nmfBytes],
  ['kernels/words', wordsBytes],
  ['kernels/scores', scoresBytes],
  ['kernels/tags', tagsBytes],
])('the bytes of the kernel %s are its text, compiled', async (name, bytes) => {
  const file = path.join(projectRoot, 'analysis/text', `${name}.wat`);
  const compiler = await wabt();
  const module = compiler.parseWat(file, readFileSync(file, 'utf8'), { simd: true, bulk_memory: true });
  expect(bytes).toBe(Buffer.from(module.toBinary({}).buffer).toString('base64'));
});

const f32 = Math.fround;

/** The kernel's sweep, one number at a time: the four lanes are sums over the topics k ≡ lane (mod 4). */
function plainSweep(
  { start, words }: TokenLists,
  topics: Uint16Array,
  byTerm: Float32Array,
  totals: Float32Array,
  alpha: Float32Array,
  beta: number,
  betaSum: number,
  random: Xoshiro128,
): void {
  const padded = alpha.length;
  const below = totals.map((total) => f32(total + f32(betaSum)));
  for (let d = 0; d + 1 < start.length; d++) {
    const own = alpha.slice();
    for (let t = start[d]!; t < start[d + 1]!; t++) own[topics[t]!]!++;
    for (let t = start[d]!; t < start[d + 1]!; t++) {
      const row = words[t]! * padded;
      let z = topics[t]!;
      byTerm[row + z]!--;
      below[z]!--;
      own[z]!--;
      const lanes = [0, 0, 0, 0];
      const running = new Float32Array(padded);
      for (let k = 0; k < padded; k++) {
        const weight = f32(f32(byTerm[row + k]! + f32(beta)) * f32(own[k]! / below[k]!));
        lanes[k % 4] = f32(lanes[k % 4]! + weight);
        running[k] = lanes[k % 4]!;
      }
      const pairs = lanes.map((sum, lane) => f32(sum + (lanes[lane - 1] ?? 0)));
      const edges = pairs.map((sum, lane) => f32(sum + (pairs[lane - 2] ?? 0)));
      const u = f32(f32((random.bits() >>> 8) * 2 ** -24) * edges[3]!);
      const lane = edges.findIndex((edge) => u < edge);
      const bound = Math.min(f32(u - (edges[lane - 1] ?? 0)), f32(lanes[lane]! * (1 - 2 ** -23)));
      z = lane;
      while (running[z]! <= bound) z += 4;
      topics[t] = z;
      byTerm[row + z]!++;
      below[z]!++;
      own[z]!++;
    }
  }
}

test.each([2, 4, 7, 20])('with %i topics a sweep is that of the plain version, bit by bit', (topics) => {
  const random = new Xoshiro128(topics);
  const lengths = Array.from({ length: 40 }, () => random.below(15));
  const start = Int32Array.from([0, ...lengths.map((_, i) => lengths.slice(0, i + 1).reduce((a, b) => a + b, 0))]);
  const documents = { start, words: Int32Array.from({ length: start[40]! }, () => random.below(25)) };
  const state = gibbsState(documents, 25, topics);
  state.alpha.fill(0.3, 0, topics);
  state.random.set([1, 2, 3, 4]);
  documents.words.forEach((word, t) => {
    state.topics[t] = random.below(topics);
    state.byTerm[word * state.padded + state.topics[t]!]!++;
  });
  const plain = { topics: state.topics.slice(), byTerm: state.byTerm.slice() };
  const same = new Xoshiro128(0, [1, 2, 3, 4]);
  for (let round = 0; round < 5; round++) {
    const totals = new Float32Array(state.padded);
    plain.byTerm.forEach((count, i) => {
      totals[i % state.padded]! += count;
    });
    state.sweep(0.05);
    plainSweep(documents, plain.topics, plain.byTerm, totals, state.alpha, 0.05, 0.05 * 25, same);
    expect(state.topics).toEqual(plain.topics);
    expect(state.byTerm).toEqual(plain.byTerm);
  }
});

test('each topic is drawn as often as its weight says', () => {
  // One document of one token and fixed counts: the chain is a sequence of independent draws.
  const documents = { start: Int32Array.of(0, 1), words: Int32Array.of(0) };
  const state = gibbsState(documents, 2, 6);
  state.alpha.set([0.5, 1, 0.1, 2, 0.4, 1]);
  state.random.set([9, 8, 7, 6]);
  const counts = [3, 0, 5, 1, 2, 0];
  const others = [1, 4, 2, 6, 0, 3];
  counts.forEach((count, k) => {
    state.byTerm[k] = count;
    state.byTerm[state.padded + k] = others[k]!;
  });
  state.byTerm[0]!++;
  const weight = counts.map((count, k) => (state.alpha[k]! * (count + 0.5)) / (count + others[k]! + 1));
  const total = weight.reduce((a, b) => a + b, 0);
  const draws = 20_000;
  const drawn = new Float64Array(6);
  for (let i = 0; i < draws; i++) {
    state.sweep(0.5);
    drawn[state.topics[0]!]!++;
  }
  const chiSquare = weight.reduce((sum, one, k) => {
    const expected = (draws * one) / total;
    return sum + (drawn[k]! - expected) ** 2 / expected;
  }, 0);
  // The .999 quantile of chi-square with 5 degrees of freedom.
  expect(chiSquare).toBeLessThan(20.52);
});
