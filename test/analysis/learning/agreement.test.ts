import { agreement } from '../../../analysis/learning/agreement';
import { evaluate } from '../../../analysis/learning/evaluation';
import { Xoshiro128 } from '../../../analysis/statistics/random';
import type { Artefact } from '../../../domain/artefact';
import { aboutOf, postsOf, runMethod } from '../run-method';

interface About {
  classes: string[];
  overall: { n: number; accuracy: number; macroRecall: number; confusion: number[][] };
  slices: Record<string, { value: string; n: number }[]>;
  summary: { accuracy: number; macroRecall: number; compared: number; unscored: number; notEnoughData?: boolean };
}

async function compare(people: (string | null)[], method: (string | null)[]): Promise<About> {
  const labels: Artefact = { kind: 'post-table', columns: { label: method }, about: {} };
  return aboutOf<About>(
    await runMethod(
      agreement,
      { posts: postsOf({ count: people.length, attributes: { gold: people } }), labels },
      { label: 'gold' },
    ),
  );
}

const random = new Xoshiro128(1);
const names = ['negative', 'neutral', 'positive'];

test('the figures are those of the posts that both labelled; the others are counted', async () => {
  const people = Array.from({ length: 200 }, () => [...names, null, ''][random.below(5)]!);
  const method = people.map((one) =>
    random.below(4) === 0 ? null : random.below(2) === 0 ? one || 'neutral' : names[random.below(3)]!,
  );
  const both = people.flatMap((one, i) => (one && method[i] ? [i] : []));
  const found = await compare(people, method);
  expect(found.classes).toEqual(names);
  expect(found.summary).toMatchObject({
    compared: both.length,
    unscored: people.filter((one, i) => one && !method[i]).length,
  });
  const wanted = evaluate(
    both.map((i) => names.indexOf(people[i]!)),
    both.map((i) => names.indexOf(method[i]!)),
    3,
  );
  expect(found.overall).toMatchObject({
    accuracy: wanted.accuracy,
    macroRecall: wanted.macroRecall,
    confusion: wanted.confusion,
  });
});

test('a method that always agrees has 1', async () => {
  const people = Array.from({ length: 60 }, (_, i) => names[i % 3]!);
  expect((await compare(people, people)).summary).toMatchObject({
    accuracy: 1,
    macroRecall: 1,
    compared: 60,
    unscored: 0,
  });
});

test('few posts are not enough data', async () => {
  expect((await compare(['negative', 'positive'], ['negative', 'negative'])).summary).toMatchObject({
    notEnoughData: true,
    compared: 2,
  });
});

test('a label that people never gave is a wrong answer, not a post without a label', async () => {
  // People said positive or negative; the method says neutral of every other post and is right in the rest.
  const people = Array.from({ length: 100 }, (_, i) => (i % 4 < 2 ? 'negative' : 'positive'));
  const method = people.map((one, i) => (i % 2 === 0 ? one : 'neutral'));
  const found = await compare(people, method);
  expect(found.summary.compared).toBe(100);
  expect(found.summary.accuracy).toBeCloseTo(0.5, 12);
});

test('labels that are not in the data are an error', async () => {
  const labels: Artefact = { kind: 'post-table', columns: { label: ['a'] }, about: {} };
  await expect(runMethod(agreement, { posts: postsOf({ count: 1 }), labels }, { label: 'gold' })).rejects.toMatchObject(
    {
      code: 'ASSAY_METHOD_INPUT',
    },
  );
});
