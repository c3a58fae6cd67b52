import { transpose } from '../../../../analysis/learning/sparse-matrix';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { bagOfWords, plainBag } from '../../../../analysis/text/bag-of-words';
import { npmi } from '../../../../analysis/text/topics/coherence';

/** Mean NPMI counted straight over the documents. */
function bruteForce(terms: readonly string[], documents: readonly ReadonlySet<string>[]): number {
  const share = (...wanted: string[]): number =>
    documents.filter((one) => wanted.every((term) => one.has(term))).length / documents.length;
  const pairs = terms.flatMap((a, i) => terms.slice(0, i).map((b) => [a, b] as const));
  return (
    pairs.reduce((sum, [a, b]) => {
      const joint = share(a, b);
      if (joint === 0) return sum - 1;
      return sum + (joint === 1 ? 1 : Math.log(joint / (share(a) * share(b))) / -Math.log(joint));
    }, 0) / pairs.length
  );
}

test('it is the mean over all pairs of terms, with shares of documents', () => {
  const random = new Xoshiro128(1);
  const words = ['a', 'b', 'c', 'd', 'e', 'f'];
  for (let round = 0; round < 30; round++) {
    const texts = Array.from({ length: 5 + random.below(40) }, () =>
      [...words.filter(() => random.below(3) === 0), 'always', 'a'.repeat(random.below(2))].join(' '),
    );
    const bag = bagOfWords(texts, plainBag);
    const chosen = random.shuffle([...bag.vocabulary]).slice(0, 2 + random.below(4));
    const sets = texts.map((text) => new Set(text.split(' ')));
    expect(
      npmi(
        chosen.map((term) => bag.vocabulary.indexOf(term)),
        transpose(bag.matrix),
      ),
    ).toBeCloseTo(bruteForce(chosen, sets), 10);
  }
});

test('always together is 1, never together is −1, independent is 0', () => {
  const byTerm = (texts: string[]): ReturnType<typeof transpose> => transpose(bagOfWords(texts, plainBag).matrix);
  expect(npmi([0, 1], byTerm(['a b', 'a b', 'c']))).toBeCloseTo(1, 12);
  expect(npmi([0, 1], byTerm(['a b', 'a b']))).toBe(1);
  expect(npmi([0, 1], byTerm(['a', 'b', 'c']))).toBe(-1);
  expect(npmi([0, 1], byTerm(['a b', 'a', 'b', 'c']))).toBeCloseTo(0, 12);
});

test('fewer than two terms have no coherence', () => {
  const matrix = transpose(bagOfWords(['a b'], plainBag).matrix);
  expect(npmi([0], matrix)).toBeNull();
  expect(npmi([], matrix)).toBeNull();
});
