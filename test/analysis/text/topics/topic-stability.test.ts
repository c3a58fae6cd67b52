import { bagOfWords, plainBag, termsArtefact } from '../../../../analysis/text/terms/bag';
import { choose } from '../../../../analysis/text/topics/quality/choose-topics';
import { stabilityOf } from '../../../../analysis/text/topics/quality/stability';
import { topicStability } from '../../../../analysis/text/topics/topic-stability';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { aboutOf, runMethod } from '../../run-method';

test('a topic’s stability is its overlap with the nearest topic of each other fit', () => {
  const found = stabilityOf([
    [
      ['a', 'b', 'c'],
      ['x', 'y', 'z'],
    ],
    [
      ['x', 'y', 'q'],
      ['a', 'b', 'c'],
    ],
    [
      ['a', 'z', 'c'],
      ['r', 's', 't'],
    ],
  ])!;
  // {a, b, c}: 1 and 2/4; {x, y, z}: 2/4 and 1/5.
  expect(found.perTopic).toEqual([0.75, 0.35]);
  expect(found.overlap).toBeCloseTo(0.55, 12);
  expect(found.foundAgain).toBe(0.5);
  expect(stabilityOf([[['a']]])).toBeNull();
});

test('themes come back from other starts; noise does not; too few posts are not enough data', async () => {
  const random = new Xoshiro128(9);
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const text = (word: (theme: number) => string): string[] =>
    Array.from({ length: 200 }, () => {
      const theme = random.below(3);
      return Array.from({ length: 8 }, () => word(theme)).join(' ');
    });
  const overlap = async (texts: string[]): Promise<number> =>
    aboutOf<{ summary: { overlap: number } }>(
      await runMethod(topicStability, { terms: termsArtefact(bagOfWords(texts, plainBag)) }, { topics: 3, seeds: 3 }),
    ).summary.overlap;
  const themes = await overlap(text((theme) => `${'xyz'[theme]}${letters[random.below(12)]}`));
  const noise = await overlap(text(() => `w${letters[random.below(26)]}${letters[random.below(8)]}`));
  expect(themes).toBeGreaterThan(0.8);
  expect(noise).toBeLessThan(themes - 0.3);
  const few = await runMethod(topicStability, { terms: termsArtefact(bagOfWords(['a b', 'c d'], plainBag)) }, {});
  expect(aboutOf<{ summary: object }>(few).summary).toMatchObject({ notEnoughData: true });
});

test('the choice is the best mean rank; what is unknown does not count; ties go to fewer topics', () => {
  expect(
    choose([
      { topics: 5, heldOutLogLikelihood: -8, npmi: 0.1, stability: 0.9 },
      { topics: 10, heldOutLogLikelihood: -7, npmi: 0.3, stability: 0.8 },
      { topics: 20, heldOutLogLikelihood: -7.5, npmi: 0.2, stability: 0.1 },
    ]),
  ).toBe(1);
  expect(
    choose([
      { topics: 5, npmi: 0.2, stability: null },
      { topics: 10, npmi: 0.2, stability: null },
    ]),
  ).toBe(0);
  expect(
    choose([
      { topics: 50, notEnoughData: true },
      { topics: 5, npmi: 0 },
    ]),
  ).toBe(1);
  expect(
    choose([
      { topics: 5, npmi: 0.1 },
      { topics: 10, npmi: 0.9, withoutPosts: 2 },
    ]),
  ).toBe(0);
});
