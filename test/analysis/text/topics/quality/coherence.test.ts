import { Xoshiro128 } from '../../../../../analysis/statistics/random';
import { npmi, occurrences } from '../../../../../analysis/text/topics/quality/coherence';
import type { TokenLists } from '../../../../../analysis/text/topics/kernels/gibbs-kernel';
import { known } from '../../../../shared-data';

const { coherence } = known<{ coherence: { documents: string[]; topics: string[][]; npmi: number[] } }>('topics.json');

function listsOf(texts: readonly string[]): { lists: TokenLists; place: Map<string, number> } {
  const place = new Map<string, number>();
  const words: number[] = [];
  const start = [0];
  for (const text of texts) {
    for (const word of text.split(' ').filter((one) => one !== '')) {
      if (!place.has(word)) place.set(word, place.size);
      words.push(place.get(word)!);
    }
    start.push(words.length);
  }
  return { lists: { start: Int32Array.from(start), words: Int32Array.from(words) }, place };
}

function coherenceOf(terms: readonly string[], texts: readonly string[]): number | null {
  const { lists, place } = listsOf(texts);
  const places = terms.map((term) => place.get(term)!);
  return npmi(places, occurrences(lists, places));
}

test.each(coherence.topics.map((topic, i) => [topic.join(' '), topic, coherence.npmi[i]!] as const))(
  'the coherence of %s is gensim’s c_npmi with a document as window',
  (_name, topic, wanted) => {
    expect(coherenceOf(topic, coherence.documents)).toBeCloseTo(wanted, 8);
  },
);

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

test('it is the mean over all pairs of terms, also of those that never or always meet', () => {
  const random = new Xoshiro128(1);
  const words = ['a', 'b', 'c', 'd', 'e', 'f'];
  for (let round = 0; round < 30; round++) {
    const texts = Array.from({ length: 5 + random.below(40) }, () =>
      [...words.filter(() => random.below(3) === 0), 'always', 'always'].join(' '),
    );
    const chosen = random.shuffle([...listsOf(texts).place.keys()]).slice(0, 2 + random.below(4));
    const sets = texts.map((text) => new Set(text.split(' ')));
    expect(coherenceOf(chosen, texts)).toBeCloseTo(bruteForce(chosen, sets), 10);
  }
});

test('always together is 1, never together is −1, independent is 0', () => {
  expect(coherenceOf(['a', 'b'], ['a b', 'a b', 'c'])).toBeCloseTo(1, 12);
  expect(coherenceOf(['a', 'b'], ['a b', 'a b'])).toBe(1);
  expect(coherenceOf(['a', 'b'], ['a', 'b', 'c'])).toBe(-1);
  expect(coherenceOf(['a', 'b'], ['a b', 'a', 'b', 'c'])).toBeCloseTo(0, 12);
});

test('only the documents asked for are counted', () => {
  const { lists } = listsOf(['a b', 'a', 'b', 'c']);
  const where = occurrences(lists, [0, 1], (d) => d < 2);
  expect(where.documents).toBe(2);
  expect([...where.of.values()].map((list) => [...list])).toEqual([[0, 1], [0]]);
});

test('fewer than two terms, or no documents, have no coherence', () => {
  expect(coherenceOf(['a'], ['a b'])).toBeNull();
  expect(coherenceOf([], ['a b'])).toBeNull();
  const none = occurrences({ start: Int32Array.of(0), words: new Int32Array(0) }, [0, 1]);
  expect(npmi([0, 1], none)).toBeNull();
});
