import { networkCascades } from '../../../../analysis/network/cascades/cascades';
import { treeShape } from '../../../../analysis/network/cascades/tree';
import { known } from '../../../shared-data';
import { aboutOf, runMethod } from '../../run-method';
import { dataOf, type TestPost } from '../posts';

const { trees } = known<{ trees: { parent: number[]; virality: number; depth: number; breadth: number }[] }>(
  'diffusion.json',
);

test.each(trees)(
  'size, depth, breadth and structural virality equal networkx',
  ({ parent, virality, depth, breadth }) => {
    const found = treeShape(parent);
    expect(found).toMatchObject({ size: parent.length, depth, breadth });
    expect(found.structuralVirality).toBeCloseTo(virality, 10);
  },
);

test('one post has no structural virality; a star has nearly 2 (2 − 2/n), a chain (n + 1)/3', () => {
  expect(treeShape([-1]).structuralVirality).toBeNaN();
  expect(treeShape([-1, ...new Array<number>(99).fill(0)]).structuralVirality).toBeCloseTo(2 - 2 / 100, 12);
  expect(treeShape(Array.from({ length: 100 }, (_, i) => i - 1)).structuralVirality).toBeCloseTo(101 / 3, 12);
});

async function run(list: readonly TestPost[], parameters: object = {}) {
  return runMethod(networkCascades, { ...dataOf(list) }, parameters);
}

test('reposts and replies hang below what they name; speed is in seconds after the first', async () => {
  const found = await run([
    { who: 5, at: 100 },
    { who: 6, at: 110, repostOf: 0 },
    { who: 7, at: 130, replyTo: 1 },
    { who: 8, at: 460, repostOf: 0 },
    { who: 9, at: 999 },
  ]);
  expect(found.columns).toMatchObject({
    source: Float64Array.of(5),
    certainty: Float64Array.of(1),
    size: Int32Array.of(4),
    people: Int32Array.of(4),
    depth: Int32Array.of(2),
    breadth: Int32Array.of(2),
    seconds: Float64Array.of(360),
    halfSeconds: Float64Array.of(10),
    perHour: Float64Array.of(30),
  });
  // Distances in 0–1, 1–2, 0–3: 1, 1, 1, 2, 2, 3.
  expect((found.columns.structuralVirality as Float64Array)[0]).toBeCloseTo(10 / 6, 12);
  expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({ cascades: 1, branching: 3 / 5 });
});

test('reposts of a post that was not collected belong together, and their source is unknown, not the first of them', async () => {
  const found = await run([
    { who: 1, at: 10, repostOfOutside: 'x' },
    { who: 2, at: 20, repostOfOutside: 'x' },
    { who: 3, at: 20, repostOfOutside: 'y' },
  ]);
  expect(found.columns).toMatchObject({
    size: Int32Array.of(2),
    rootPost: Int32Array.of(-1),
    sourceCollected: Uint8Array.of(0),
  });
  expect((found.columns.source as Float64Array)[0]).toBeNaN();
  expect((found.columns.certainty as Float64Array)[0]).toBeNaN();
});

test('posts with one link follow the last of those whom their author addresses, else the first', async () => {
  const list: TestPost[] = [
    { who: 1, at: 10, urls: ['a'] },
    { who: 2, at: 20, urls: ['a'] },
    { who: 3, at: 30, urls: ['a'], mentions: [2] },
    { who: 4, at: 40, urls: ['a'] },
  ];
  const found = await run(list, { by: ['url'], detail: 'posts' });
  const parent = Object.fromEntries(
    [...(found.columns.post as Int32Array)].map((post, i) => [post, (found.columns.parent as Int32Array)[i]]),
  );
  expect(parent).toEqual({ 0: -1, 1: 0, 2: 1, 3: 0 });
});

test('of two that were first in the same second each is the source with one half; less of the world seen makes it less', async () => {
  const list = [1, 2, 3].map((who) => ({ who, at: who < 3 ? 10 : 20, urls: ['a'] }));
  expect((await run(list, { by: ['url'] })).columns.certainty).toEqual(Float64Array.of(0.5));
  expect((await run(list, { by: ['url'], coverage: 0.1 })).columns.certainty).toEqual(Float64Array.of(0.05));
});

test('nearly the same texts are a cascade where that is asked for', async () => {
  const text = 'The quick brown fox jumps over the lazy dog and runs away into the dark forest tonight';
  const list = [0, 1, 2].map((who) => ({ who, at: who, text: who === 2 ? 'something else entirely here' : text }));
  expect((await run(list, { by: ['text'] })).columns.size).toEqual(Int32Array.of(2));
});

test('posts that name each other in a circle lose one tie; nothing passed on is not enough data', async () => {
  const circle = await run([
    { who: 0, repostOf: 2 },
    { who: 1, repostOf: 0 },
    { who: 2, repostOf: 1 },
  ]);
  expect(circle.columns).toMatchObject({ size: Int32Array.of(3), depth: Int32Array.of(2) });
  expect((circle.columns.seconds as Float64Array)[0]).toBeNaN();
  expect(aboutOf<{ summary: object }>(await run([{ who: 0 }])).summary).toMatchObject({
    notEnoughData: true,
    largest: null,
  });
  expect(aboutOf<{ summary: object }>(await run([])).summary).toMatchObject({ cascades: 0, branching: null });
});

test('reposts that cleaning left out count as in the file that holds them', async () => {
  const list: TestPost[] = [
    { who: 5, at: 100 },
    { who: 9, at: 105 },
    { who: 6, at: 110, repostOf: 0 },
    { who: 7, at: 130, repostOf: 0 },
    { who: 8, at: 460, repostOf: 0 },
  ];
  const whole = dataOf(list);
  const kept = dataOf(list.slice(0, 2));
  const rows = whole.interactions.columns;
  const post = Int32Array.from(rows.post as Int32Array, (one) => (one < 2 ? one : -1));
  const cleaned = { ...kept, interactions: { ...whole.interactions, columns: { ...rows, post } } };
  const found = await runMethod(networkCascades, cleaned);
  const expected = await runMethod(networkCascades, { ...whole });
  expect(found).toEqual(expected);
  expect(found.columns).toMatchObject({ size: Int32Array.of(4), seconds: Float64Array.of(360) });
});
