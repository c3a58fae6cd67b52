import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { ppmi } from '../../../../analysis/text/embeddings/ppmi';

test('entries are positive pointwise mutual information, counted pair by pair', () => {
  const random = new Xoshiro128(3);
  const terms = 12;
  const window = 3;
  const texts = Array.from({ length: 200 }, () =>
    Array.from({ length: random.below(12) }, () => random.below(terms + 2)),
  );
  const pairs = Array.from({ length: terms }, () => new Float64Array(terms));
  for (const text of texts)
    text.forEach((a, i) =>
      text.forEach((b, j) => {
        const distance = Math.abs(i - j);
        if (distance > 0 && distance <= window && a !== b && a < terms && b < terms) pairs[a]![b]! += 1 / distance;
      }),
    );
  const sum = pairs.map((row) => row.reduce((a, b) => a + b, 0));
  const context = sum.map((one) => one ** 0.75);
  const total = context.reduce((a, b) => a + b, 0);
  const start = Int32Array.from([0, ...texts.map((_, i) => texts.slice(0, i + 1).flat().length)]);
  const found = ppmi({ start, words: Int32Array.from(texts.flat()) }, terms, window);
  let entries = 0;
  for (let a = 0; a < terms; a++) {
    for (let e = found.start[a]!; e < found.start[a + 1]!; e++) {
      const b = found.index[e]!;
      expect(found.value[e]).toBeCloseTo(Math.max(0, Math.log((pairs[a]![b]! * total) / (sum[a]! * context[b]!))), 5);
      entries++;
    }
  }
  expect(entries).toBe(pairs.flatMap((row) => [...row]).filter((one) => one > 0).length);
});
