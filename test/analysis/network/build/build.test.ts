import { disparity } from '../../../../analysis/network/build/disparity';
import { hypergeometricUpper } from '../../../../analysis/network/build/hypergeometric';
import { networkBuild } from '../../../../analysis/network/build/build';
import { edgeList } from '../../../../analysis/network/graph/graph';
import { known } from '../../../shared-data';
import { aboutOf, runMethod } from '../../run-method';
import { listOf } from '../graphs';
import { dataOf, type TestPost } from '../posts';

const { hypergeometric } = known<{
  hypergeometric: { k: number; population: number; marked: number; draws: number; p: number }[];
}>('diffusion.json');

test.each(hypergeometric)('the chance of $k or more in common equals scipy', ({ k, population, marked, draws, p }) => {
  expect(hypergeometricUpper(k, population, marked, draws) / p).toBeCloseTo(1, 8);
});

test('disparity is (1 − w/s)^(k − 1) at the end where it is smaller', () => {
  const star = listOf(4, false, [
    [0, 1, 8],
    [0, 2, 1],
    [0, 3, 1],
  ]);
  expect([...disparity(star)]).toEqual([0.2 ** 2, 0.9 ** 2, 0.9 ** 2].map((one) => expect.closeTo(one, 12)));
});

async function run(list: readonly TestPost[], parameters: object, attributes = {}) {
  return runMethod(networkBuild, { ...dataOf(list, attributes) }, parameters);
}

test('who reposts whom, with the time of the first, the sum as weight, the people of the nodes', async () => {
  const found = await run(
    [
      { who: 4, at: 1 },
      { who: 9, at: 5, repostOf: 0 },
      { who: 9, at: 3, repostOf: 0 },
      { who: 4, at: 7, mentions: [9] },
    ],
    { relation: 'repost' },
  );
  expect(edgeList(found)).toEqual({ ...listOf(2, true, [[1, 0, 2]]), time: Float64Array.of(3000) });
  expect(aboutOf<{ people: number[] }>(found).people).toEqual([4, 9]);
});

test('ties are signed by an attribute: more against than for makes a negative one', async () => {
  const list = [0, 1, 2].map((i) => ({ who: 0, at: i, mentions: [1] }));
  const found = await run(list, { sign: 'tone' }, { tone: ['negative', '-2', 'positive'] });
  expect(found.columns.sign).toEqual(Int8Array.of(-1));
  await expect(run(list, { sign: 'nothing' })).rejects.toThrow('an attribute of the posts was expected');
});

test('in slices a tie stands once for each stretch of time', async () => {
  const list = [0, 1, 50, 51, 52].map((at) => ({ who: 0, at, mentions: [1] }));
  const found = await run(list, { relation: 'mention', slice: 10 });
  expect(found.columns.slice).toEqual(Int32Array.of(0, 5));
  expect(found.columns.weight).toEqual(Float64Array.of(2, 3));
  expect(aboutOf<{ slices: object[] }>(found).slices[1]).toEqual({ slice: 5, from: 50_000, to: 60_000, edges: 1 });
});

test('people share a link within the window; each link counts once for a pair', async () => {
  const list: TestPost[] = [
    { who: 0, at: 0, urls: ['a', 'b'] },
    { who: 1, at: 5, urls: ['a'] },
    { who: 1, at: 6, urls: ['a'] },
    { who: 2, at: 100, urls: ['a', 'b'] },
  ];
  const near = await run(list, { relation: 'co-url', window: 10 });
  expect([near.columns.source, near.columns.target, near.columns.weight]).toEqual([
    Int32Array.of(0),
    Int32Array.of(1),
    Float64Array.of(1),
  ]);
  const all = await run(list, { relation: 'co-url' });
  expect(all.columns.weight).toEqual(Float64Array.of(1, 2, 1));
});

test('what everybody shares by being active is filtered out, what two share beyond that is kept', async () => {
  const list: TestPost[] = [];
  for (let who = 0; who < 20; who++)
    for (let item = 0; item < 10; item++)
      list.push({ who, at: list.length, urls: [`u${(who * 7 + item * item * 3) % 60}`] });
  for (let item = 0; item < 12; item++)
    for (const who of [30, 31]) list.push({ who, at: list.length, urls: [`rare${item}`] });
  const found = await run(list, { relation: 'co-url', filter: 'hypergeometric', correction: 'bonferroni' });
  const people = aboutOf<{ people: number[] }>(found).people;
  const kept = [...(found.columns.source as Int32Array)].map((a, e) => [
    people[a],
    people[(found.columns.target as Int32Array)[e]!],
  ]);
  expect(kept).toContainEqual([30, 31]);
  expect(aboutOf<{ summary: { edges: number; edgesBefore: number } }>(found).summary.edges).toBeLessThan(
    aboutOf<{ summary: { edgesBefore: number } }>(found).summary.edgesBefore / 2,
  );
  await expect(run(list, { relation: 'mention', filter: 'hypergeometric' })).rejects.toThrow('none or disparity');
});

test('tags in one post are tied and named; no posts make an empty graph', async () => {
  const found = await run([{ who: 0, tags: ['b', 'a'] }], { relation: 'hashtag' });
  expect(aboutOf<object>(found)).toMatchObject({ names: ['a', 'b'], nodes: 2, directed: false });
  expect(found.columns.weight).toEqual(Float64Array.of(1));
  expect(aboutOf<object>(await run([], {}))).toMatchObject({ nodes: 0, summary: { notEnoughData: true } });
});
