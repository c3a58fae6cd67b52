import { hashtagSurvival } from '../../../analysis/survival/hashtags';
import { type Artefact, numbers } from '../../../domain/artefact';
import { aboutOf, runMethod } from '../run-method';

const hour = 3_600_000;
type Use = { tag: string; person: number; hours: number };

function interactionsOf(uses: readonly Use[]): Artefact {
  return {
    kind: 'interactions',
    columns: {
      kind: uses.map(() => 'hashtag'),
      tag: uses.map((use) => use.tag),
      source: Int32Array.from(uses, (use) => use.person),
      target: new Int32Array(uses.length).fill(-1),
      post: Int32Array.from(uses, (_, i) => i),
      time: Float64Array.from(uses, (use) => use.hours * hour),
    },
    about: {},
  };
}
const life = (tag: string, from: number, to: number): Use[] =>
  [0, 1, 2].map((person) => ({ tag, person, hours: from + (person * (to - from)) / 2 }));

test('a tag lives from its first to its last post; one used shortly before the end is censored', async () => {
  // Observed for 100 hours: a lives 10, b 20, c 30 and is still in use.
  const found = await runMethod(hashtagSurvival, {
    interactions: interactionsOf([...life('a', 0, 10), ...life('b', 5, 25), ...life('c', 70, 100)]),
  });
  expect(Array.from(numbers(found, 'hours'))).toEqual([10, 20]);
  expect(Array.from(numbers(found, 'atRisk'))).toEqual([3, 2]);
  Array.from(numbers(found, 'survival')).forEach((one, i) => expect(one).toBeCloseTo([2 / 3, 1 / 3][i]!, 12));
  expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({
    hashtags: 3,
    ended: 2,
    censored: 1,
    medianHours: 20,
    notEnoughData: true,
  });
});

test('tags of few people are left out and counted', async () => {
  const found = await runMethod(hashtagSurvival, {
    interactions: interactionsOf([
      ...life('a', 0, 10),
      { tag: 'rare', person: 1, hours: 1 },
      { tag: 'rare', person: 2, hours: 90 },
    ]),
  });
  expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({ hashtags: 1, leftOut: 1 });
});

test('no hashtags are not enough data', async () => {
  const found = await runMethod(hashtagSurvival, { interactions: interactionsOf([]) });
  expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({
    hashtags: 0,
    notEnoughData: true,
    medianHours: null,
  });
});
