import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { bagOfWords, plainBag, termsArtefact } from '../../../../analysis/text/bag-of-words';
import { inverseDocumentFrequency, weightTfidf } from '../../../../analysis/text/tfidf';
import { topicStability, topicsNmf } from '../../../../analysis/text/topics/topics-nmf';
import { adjustedRand } from '../../../../analysis/learning/partition-agreement';
import { numbers, strings, type Artefact } from '../../../../domain/artefact';
import { aboutOf, contextOf, runMethod } from '../../run-method';

const themes = [
  ['plane', 'delay', 'gate', 'airport', 'pilot', 'runway'],
  ['screen', 'battery', 'phone', 'charge', 'camera', 'cable'],
  ['goal', 'match', 'team', 'referee', 'score', 'stadium'],
];

function planted(n: number): { terms: Artefact; theme: number[] } {
  const random = new Xoshiro128(23);
  const theme = Array.from({ length: n }, () => random.below(3));
  const texts = theme.map((one) =>
    Array.from({ length: 8 }, () =>
      random.below(8) === 0 ? `common${'abc'[random.below(3)]}` : themes[one]![random.below(6)],
    ).join(' '),
  );
  const bag = bagOfWords([...texts, '123'], plainBag);
  return {
    terms: termsArtefact({ ...bag, matrix: weightTfidf(bag.matrix, inverseDocumentFrequency(bag.matrix)) }),
    theme,
  };
}

test('planted topics are found: their posts, their words and a high coherence', async () => {
  const { terms, theme } = planted(300);
  const found = await runMethod(topicsNmf, { terms }, { topics: 3, starts: 3 });
  const topic = strings(found, 'topic');
  expect(
    adjustedRand(
      theme,
      topic.slice(0, 300).map((one) => Number(one!.slice(1))),
    ),
  ).toBeGreaterThan(0.98);
  const about = aboutOf<{
    topics: { topic: string; posts: number; terms: string[]; coherence: number }[];
    summary: { coherence: number; unassigned: number };
  }>(found);
  const matched = about.topics.map((one) =>
    themes.findIndex((words) => one.terms.slice(0, 6).every((term) => words.includes(term))),
  );
  expect([...matched].sort()).toEqual([0, 1, 2]);
  expect(about.topics.reduce((sum, one) => sum + one.posts, 0)).toBe(300);
});

test('a post without terms has no topic, and weights are shares', async () => {
  const { terms } = planted(300);
  const found = await runMethod(topicsNmf, { terms }, { topics: 3 });
  expect(strings(found, 'topic')[300]).toBeNull();
  expect(numbers(found, 'weight')[300]).toBeNaN();
  for (const one of Array.from(numbers(found, 'weight')).slice(0, 300)) {
    expect(one).toBeGreaterThan(1 / 3 - 1e-9);
    expect(one).toBeLessThanOrEqual(1);
  }
});

test('topics that are there come back from other starts; topics of noise do not', async () => {
  const { terms } = planted(300);
  const overlap = async (one: Artefact): Promise<number> =>
    aboutOf<{ summary: { overlap: number } }>(await runMethod(topicStability, { terms: one }, { topics: 3, seeds: 4 }))
      .summary.overlap;
  const random = new Xoshiro128(5);
  const noise = bagOfWords(
    Array.from({ length: 300 }, () =>
      Array.from(
        { length: 8 },
        () => `w${String.fromCharCode(97 + random.below(26))}${String.fromCharCode(97 + random.below(8))}`,
      ).join(' '),
    ),
    plainBag,
  );
  const stable = await overlap(terms);
  expect(stable).toBeGreaterThan(0.6);
  expect(await overlap(termsArtefact(noise))).toBeLessThan(stable - 0.2);
});

test('fewer posts or terms than topics are not enough data', async () => {
  const terms = termsArtefact(bagOfWords(['a b', 'c d'], plainBag));
  expect(aboutOf<{ summary: object }>(await runMethod(topicsNmf, { terms }, { topics: 5 })).summary).toMatchObject({
    notEnoughData: true,
  });
  expect(aboutOf<{ summary: object }>(await runMethod(topicStability, { terms }, { topics: 5 })).summary).toMatchObject(
    {
      notEnoughData: true,
    },
  );
});

test('the same seed gives the same topics', async () => {
  const { terms } = planted(100);
  expect(await runMethod(topicsNmf, { terms }, { topics: 3 }, contextOf(4))).toEqual(
    await runMethod(topicsNmf, { terms }, { topics: 3 }, contextOf(4)),
  );
});
