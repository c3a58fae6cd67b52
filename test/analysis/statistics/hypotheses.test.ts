import { hypotheses } from '../../../analysis/statistics/hypotheses';
import { Xoshiro128 } from '../../../analysis/statistics/random';
import { permutation, welch } from '../../../analysis/statistics/tests';
import type { Artefact } from '../../../domain/artefact';
import type { Posts } from '../../../domain/method';
import type { TestedHypothesis } from '../../../domain/protocol';
import { known } from '../../shared-data';
import { aboutOf, contextOf, peopleOf, postsOf, runMethod } from '../run-method';

const { robust } = known<{
  robust: { a: number[]; accountsA: number[]; b: number[]; accountsB: number[]; low: number; high: number }[];
}>('clustered.json');

interface Judged {
  id: string;
  kind: string;
  postHoc: string | null;
  inference: string | null;
  inBoth: number;
  verdict: string;
  p: number | null;
  adjustedP: number | null;
  statistic: number | null;
  groups: { name: string; n: number; people: number; posts: number; unknownAuthors: number; mean: number | null }[];
  effect: { value: number | null; low: number | null; high: number | null };
}

const base: TestedHypothesis = {
  id: 'H1',
  statement: 'a differs from b',
  kind: 'confirmatory',
  measure: { count: 'like' },
  comparison: { by: { attribute: 'side' }, groups: ['a', 'b'] },
  test: 'welch',
  direction: 'two-sided',
  smallestEffect: { metric: 'difference', value: 0.5 },
  unit: 'post',
  minimumPerGroup: 10,
};

/** Posts of two sides with these values, each by an author of its own unless stated. */
function corpus(
  a: readonly number[],
  b: readonly number[],
  author?: readonly number[],
): { posts: Posts; people: Artefact } {
  const like = Float64Array.from([...a, ...b]);
  const side = [...a.map(() => 'a'), ...b.map(() => 'b')];
  return {
    posts: postsOf({ count: like.length, counts: { like }, attributes: { side } }),
    people: peopleOf(author ?? side.map((_, i) => i)),
  };
}

async function judge(
  data: { posts: Posts; people: Artefact },
  ...list: Partial<TestedHypothesis>[]
): Promise<Judged[]> {
  const found = await runMethod(hypotheses, data, {
    hypotheses: (list.length > 0 ? list : [{}]).map((one) => ({ ...base, ...one })),
  });
  return aboutOf<{ judged: Judged[] }>(found).judged;
}

function normals(n: number, mean: number, seed: number): number[] {
  const random = new Xoshiro128(seed);
  const raw = Array.from({ length: n }, () => random.normal());
  const centre = raw.reduce((x, y) => x + y, 0) / n;
  // Shifted to the mean exactly, so that the effect is what the test says.
  return raw.map((x) => x - centre + mean);
}

test('a large effect on the stated side is supported, with the p and statistic of the test', async () => {
  const [a, b] = [normals(50, 2, 1), normals(50, 0, 2)];
  const [one] = await judge(corpus(a, b), { direction: 'greater' });
  expect(one!.verdict).toBe('supported');
  const wanted = welch(a, b, 'greater')!;
  expect(one!.p).toBeCloseTo(wanted.p, 12);
  expect(one!.statistic).toBeCloseTo(wanted.statistic, 12);
  expect(one!.effect.value).toBeCloseTo(2, 10);
  expect(one!.effect.low!).toBeLessThan(2);
  expect(one!.effect.high!).toBeGreaterThan(2);
});

test('an effect below the smallest that matters is negligible however small its p', async () => {
  const [one] = await judge(corpus(normals(4000, 0.2, 1), normals(4000, 0, 2)));
  expect(one!.p!).toBeLessThan(1e-6);
  expect(one!.verdict).toBe('negligible');
});

test('no difference is not supported', async () => {
  const [one] = await judge(corpus(normals(50, 0, 1), normals(50, 0, 2)));
  expect(one!.verdict).toBe('not-supported');
});

test.each(['greater', 'less'] as const)(
  'a large, certain effect against the stated direction (%s) contradicts',
  async (direction) => {
    const shift = direction === 'greater' ? -3 : 3;
    const [one] = await judge(corpus(normals(50, shift, 1), normals(50, 0, 2)), { direction });
    expect(one!.verdict).toBe('contradicted');
  },
);

test('an effect against the stated direction that chance explains does not contradict', async () => {
  // Welch p(less) is about 0.15 here: the data are no evidence for either side.
  const [a, b] = [normals(12, -0.6, 3), normals(12, 0, 4)];
  expect(welch(a, b, 'less')!.p).toBeGreaterThan(0.05);
  const [one] = await judge(corpus(a, b), { direction: 'greater' });
  expect(one!.verdict).toBe('not-supported');
});

test('too few in a group is an answer of its own, without p or effect', async () => {
  const [one] = await judge(corpus(normals(9, 5, 1), normals(50, 0, 2)));
  expect(one).toMatchObject({
    verdict: 'not-enough-data',
    p: null,
    adjustedP: null,
    effect: { value: null, low: null, high: null },
  });
});

test('values without spread cannot be tested', async () => {
  const [one] = await judge(corpus(new Array(20).fill(1), new Array(20).fill(1)));
  expect(one!.verdict).toBe('not-enough-data');
});

test('with persons as the unit each author counts once, by the mean of their posts', async () => {
  // Side a: 12 authors, one of whom wrote 100 posts of value 50. Side b: 12 authors.
  const [a, b] = [normals(12, 0, 5), normals(12, 0, 6)];
  const data = corpus([...a, ...new Array<number>(99).fill(a[0]!)], b, [
    ...a.map((_, i) => i),
    ...new Array<number>(99).fill(0),
    ...b.map((_, i) => 100 + i),
  ]);
  const [one] = await judge(data, { unit: 'person' });
  expect(one!.groups[0]).toMatchObject({ name: 'a', n: 12, people: 12, posts: 111 });
  expect(one!.p).toBeCloseTo(welch(a, b)!.p, 10);
  const [posts] = await judge(data, { unit: 'post' });
  expect(posts!.groups[0]).toMatchObject({ n: 111, people: 12, posts: 111 });
});

test('persons are averaged within the group, and unknown authors stand for themselves', async () => {
  const data = corpus([1, 3, 5, 7], [2, 4, 6, 8], [0, 0, -1, -1, 0, 1, 1, -1]);
  const [one] = await judge(data, { unit: 'person', minimumPerGroup: 2 });
  expect(one!.groups.map((group) => [group.n, group.mean])).toEqual([
    [3, (2 + 5 + 7) / 3],
    [3, (2 + 5 + 8) / 3],
  ]);
});

test('values that are missing are left out, never read as zero', async () => {
  const a = normals(30, 2, 1);
  const [one] = await judge(corpus([...a, Number.NaN, Number.NaN], [...normals(30, 0, 2), Number.NaN]));
  expect(one!.groups.map((group) => group.n)).toEqual([30, 30]);
  expect(one!.groups[0]!.mean).toBeCloseTo(2, 10);
});

test('where narrows to the posts that it names', async () => {
  const data = corpus([...normals(20, 2, 1), ...normals(20, 90, 3)], normals(20, 0, 2));
  const tongue = [...new Array(20).fill('en'), ...new Array(20).fill('de'), ...new Array(20).fill('en')] as string[];
  const posts = { ...data.posts, attributes: { ...data.posts.attributes, tongue } };
  const [one] = await judge({ ...data, posts }, { where: { by: { attribute: 'tongue' }, is: 'en' } });
  expect(one!.groups.map((group) => group.n)).toEqual([20, 20]);
  expect(one!.effect.value).toBeCloseTo(2, 10);
});

test('confirmatory hypotheses share Holm’s correction, exploratory ones keep their p and only suggest', async () => {
  const data = corpus(normals(40, 0.55, 1), normals(40, 0, 2));
  const p = welch(normals(40, 0.55, 1), normals(40, 0, 2))!.p;
  const judged = await judge(data, { id: 'H1' }, { id: 'H2' }, { id: 'H3' }, { id: 'H4', kind: 'exploratory' });
  judged.slice(0, 3).forEach((one) => expect(one.adjustedP).toBeCloseTo(3 * p, 12));
  expect(judged[3]).toMatchObject({ adjustedP: null, verdict: 'suggested' });
  expect(judged[3]!.p).toBeCloseTo(p, 12);
});

test('a hypothesis amended after the data were seen is exploratory, says why, and leaves the family of the others', async () => {
  const data = corpus(normals(40, 0.55, 1), normals(40, 0, 2));
  const postHoc = 'added in version 2, after headset-1 had seen the data';
  const judged = await judge(data, { id: 'H1' }, { id: 'H2', postHoc }, { id: 'H3', direction: 'less', postHoc });
  expect(judged.map(({ kind, postHoc: because }) => [kind, because])).toEqual([
    ['confirmatory', null],
    ['exploratory', postHoc],
    ['exploratory', postHoc],
  ]);
  expect(judged[0]!.adjustedP).toBe(judged[0]!.p);
  expect(judged.map((one) => one.verdict)).toEqual(['supported', 'suggested', 'opposite-suggested']);
});

describe('accounts behind several values', () => {
  // Twenty people, each on both sides, who differ widely from each other and by 0.3 between the sides.
  const people = normals(20, 0, 3).map((x) => 5 * x);
  const shift = normals(20, 0.3, 4).map((x) => 0.3 + (x - 0.3) / 10);
  const data = corpus(
    people.map((x, i) => x + shift[i]!),
    people,
    [...people.keys(), ...people.keys()],
  );

  test.each(['welch', 'permutation', 'mann-whitney'] as const)(
    'people in both groups are compared with themselves: %s',
    async (name) => {
      const [one] = await judge(data, { unit: 'person', test: name });
      expect(one).toMatchObject({ inference: 'permutation-by-account', inBoth: 20 });
      // As independent groups the difference drowns in what sets people apart: Welch’s p is 0.83.
      expect(
        welch(
          people.map((x, i) => x + shift[i]!),
          people,
        )!.p,
      ).toBeGreaterThan(0.5);
      expect(one!.p!).toBeLessThan(0.01);
    },
  );

  test('one loud account does not make a difference of shares', async () => {
    // Side a: 29 accounts that say no, once each, and one that says yes 60 times. Side b: 30 accounts that say no.
    const mood = [...new Array(29).fill('no'), ...new Array(60).fill('yes'), ...new Array(30).fill('no')] as string[];
    const side = mood.map((_, i) => (i < 89 ? 'a' : 'b'));
    const authors = mood.map((_, i) => (i < 29 ? i : i < 89 ? 1000 : 2000 + i));
    const posts = postsOf({ count: mood.length, attributes: { mood, side } });
    const asked = {
      measure: { attribute: 'mood', equals: 'yes' },
      test: 'two-proportions',
      smallestEffect: { metric: 'difference', value: 0.1 },
    } as const;
    const [loud] = await judge({ posts, people: peopleOf(authors) }, asked);
    expect(loud).toMatchObject({ inference: 'permutation-by-account', verdict: 'not-supported' });
    expect(loud!.effect.low!).toBeLessThanOrEqual(0);
    // The same posts from as many people are another matter.
    const [many] = await judge({ posts, people: peopleOf(mood.map((_, i) => i)) }, asked);
    expect(many).toMatchObject({ inference: 'as-registered', verdict: 'supported' });
    // Without accounts nothing can be kept together, and the result says of how many posts.
    const [unknown] = await judge({ posts, people: peopleOf(mood.map(() => -1)) }, asked);
    expect(unknown!.groups.map((group) => group.unknownAuthors)).toEqual([89, 30]);
  });

  test('many posts of few accounts are too few', async () => {
    const [one] = await judge(
      corpus(normals(60, 2, 1), normals(60, 0, 2), [
        ...new Array(60).fill(1),
        ...Array.from({ length: 60 }, (_, i) => 2 + i),
      ]),
    );
    expect(one!.verdict).toBe('not-enough-data');
  });

  test('shares of all and of none differ although neither varies', async () => {
    const mood = [...new Array(40).fill('yes'), ...new Array(40).fill('no')] as string[];
    const posts = postsOf({ count: 80, attributes: { mood, side: mood.map((one) => (one === 'yes' ? 'a' : 'b')) } });
    const [one] = await judge(
      { posts, people: peopleOf(mood.map((_, i) => i >> 1)) },
      {
        measure: { attribute: 'mood', equals: 'yes' },
        test: 'two-proportions',
        smallestEffect: { metric: 'difference', value: 0.1 },
      },
    );
    expect(one).toMatchObject({ inference: 'permutation-by-account', verdict: 'supported' });
  });
});

test('a hypothesis without enough data costs the others nothing', async () => {
  const data = corpus(normals(40, 1, 1), normals(40, 0, 2));
  const judged = await judge(data, { id: 'H1' }, { id: 'H2', minimumPerGroup: 1000 });
  expect(judged[0]!.adjustedP).toBe(judged[0]!.p);
  expect(judged[1]!.verdict).toBe('not-enough-data');
});

test('the permutation test uses a stream named by the hypothesis, so that the others do not change it', async () => {
  const [a, b] = [normals(15, 0.4, 1), normals(15, 0, 2)];
  const alone = await judge(corpus(a, b), { test: 'permutation' });
  const among = await judge(corpus(a, b), { id: 'H9', test: 'permutation' }, { test: 'permutation' });
  expect(among[1]!.p).toBe(alone[0]!.p);
  const other = permutation(a, b, new Xoshiro128(77))!.p;
  expect(Math.abs(alone[0]!.p! - other)).toBeLessThan(0.02);
});

test('shares of posts are compared by two proportions with Newcombe’s limits', async () => {
  // statistics.json: 45 of 100 against 30 of 100, statsmodels.
  const mood = [
    ...new Array(45).fill('bad'),
    ...new Array(55).fill('good'),
    ...new Array(30).fill('bad'),
    ...new Array(70).fill('good'),
  ] as string[];
  const side = [...new Array(100).fill('a'), ...new Array(100).fill('b')] as string[];
  const data = { posts: postsOf({ count: 200, attributes: { mood, side } }), people: peopleOf(mood.map((_, i) => i)) };
  const [one] = await judge(data, {
    measure: { attribute: 'mood', equals: 'bad' },
    test: 'two-proportions',
    smallestEffect: { metric: 'difference', value: 0.1 },
  });
  expect(one!.statistic).toBeCloseTo(2.19089023002, 9);
  expect(one!.p).toBeCloseTo(0.0284597369163, 9);
  expect(one!.effect.low).toBeCloseTo(0.0158521950681, 9);
  expect(one!.effect.high).toBeCloseTo(0.27683085392, 9);
  expect(one!.verdict).toBe('supported');
});

test('limits of a difference of shares by account are near those of statsmodels’ cluster-robust regression', async () => {
  for (const one of robust) {
    const found = await judge(
      {
        posts: postsOf({
          count: one.a.length + one.b.length,
          attributes: {
            mood: [...one.a, ...one.b].map((x) => (x === 1 ? 'yes' : 'no')),
            side: [...one.a.map(() => 'a'), ...one.b.map(() => 'b')],
          },
        }),
        people: peopleOf([...one.accountsA, ...one.accountsB]),
      },
      {
        measure: { attribute: 'mood', equals: 'yes' },
        test: 'two-proportions',
        smallestEffect: { metric: 'difference', value: 0.1 },
      },
    );
    const { low, high } = found[0]!.effect;
    expect(Math.abs(low! - one.low)).toBeLessThan(0.15 * (one.high - one.low));
    expect(Math.abs(high! - one.high)).toBeLessThan(0.15 * (one.high - one.low));
  }
});

test('a measure of a task that is not there is an error that names both', async () => {
  await expect(
    runMethod(
      hypotheses,
      corpus([1], [2]),
      { hypotheses: [{ ...base, measure: { task: 'mood', column: 'compound' } }] },
      contextOf(),
    ),
  ).rejects.toMatchObject({ code: 'ASSAY_METHOD_INPUT', message: expect.stringContaining('mood') });
});
