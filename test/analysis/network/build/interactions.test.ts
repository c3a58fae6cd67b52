import { hashtagGraph, interactionGraph } from '../../../../analysis/network/build/interactions';
import { edgeList } from '../../../../analysis/network/graph/graph';
import type { Artefact } from '../../../../domain/artefact';
import { aboutOf, runMethod } from '../../run-method';
import { listOf } from '../graphs';

type Row = { kind: string; source: number; target?: number; post?: number; tag?: string };

function interactionsOf(rows: readonly Row[]): Artefact {
  return {
    kind: 'interactions',
    columns: {
      kind: rows.map((row) => row.kind),
      source: Int32Array.from(rows, (row) => row.source),
      target: Int32Array.from(rows, (row) => row.target ?? -1),
      post: Int32Array.from(rows, (row) => row.post ?? -1),
      tag: rows.map((row) => row.tag ?? null),
      time: new Float64Array(rows.length).fill(Number.NaN),
    },
    about: {},
  };
}

test('who addressed whom, weighted by posts; unknown people and oneself are left out', async () => {
  const interactions = interactionsOf([
    { kind: 'mention', source: 7, target: 3 },
    { kind: 'reply', source: 7, target: 3 },
    { kind: 'repost', source: 3, target: 9 },
    { kind: 'mention', source: 3, target: 3 },
    { kind: 'mention', source: -1, target: 3 },
    { kind: 'mention', source: 7, target: -1 },
    { kind: 'hashtag', source: 7, tag: 'x' },
  ]);
  const found = await runMethod(interactionGraph, { interactions });
  expect(aboutOf<{ people: number[] }>(found).people).toEqual([3, 7, 9]);
  expect(edgeList(found)).toEqual(
    listOf(3, true, [
      [0, 2, 1],
      [1, 0, 2],
    ]),
  );
});

test('only the kinds that are asked for, and only ties of the stated weight', async () => {
  const interactions = interactionsOf([
    { kind: 'mention', source: 0, target: 1 },
    { kind: 'reply', source: 0, target: 1 },
    { kind: 'reply', source: 1, target: 2 },
  ]);
  expect(edgeList(await runMethod(interactionGraph, { interactions }, { kinds: ['reply'] }))).toEqual(
    listOf(3, true, [
      [0, 1, 1],
      [1, 2, 1],
    ]),
  );
  expect(edgeList(await runMethod(interactionGraph, { interactions }, { minimumWeight: 2 }))).toEqual(
    listOf(2, true, [[0, 1, 2]]),
  );
});

const tags = interactionsOf([
  // Posts 0 to 2 by three people hold fail and late; post 3 repeats a tag; rare is used by one person in two posts.
  ...[0, 1, 2].flatMap((post) => [
    { kind: 'hashtag', source: post, post, tag: 'late' },
    { kind: 'hashtag', source: post, post, tag: 'fail' },
  ]),
  { kind: 'hashtag', source: 0, post: 3, tag: 'fail' },
  { kind: 'hashtag', source: 0, post: 3, tag: 'fail' },
  { kind: 'hashtag', source: 1, post: 4, tag: 'rare' },
  { kind: 'hashtag', source: 1, post: 5, tag: 'rare' },
  { kind: 'hashtag', source: 1, post: 5, tag: 'fail' },
]);

test('tags that stand in the same post are tied, weighted by posts, and tags of few people are left out', async () => {
  const found = await runMethod(hashtagGraph, { interactions: tags });
  expect(aboutOf<{ names: string[]; summary: { leftOut: number } }>(found)).toMatchObject({
    names: ['fail', 'late'],
    summary: { leftOut: 1 },
  });
  expect(edgeList(found)).toEqual(listOf(2, false, [[0, 1, 3]]));
});

test('with one person as the minimum the rare tag is there, and weak ties can be left out', async () => {
  expect(edgeList(await runMethod(hashtagGraph, { interactions: tags }, { minimumPeople: 1 }))).toEqual(
    listOf(3, false, [
      [0, 1, 3],
      [0, 2, 1],
    ]),
  );
  expect(
    edgeList(await runMethod(hashtagGraph, { interactions: tags }, { minimumPeople: 1, minimumWeight: 2 })),
  ).toEqual(listOf(3, false, [[0, 1, 3]]));
});

test('posts of unknown people do not count as people for a rare tag', async () => {
  // Three posts, but nobody says by how many people: fewer than three may be behind them.
  const interactions = interactionsOf([0, 1, 2].map((post) => ({ kind: 'hashtag', source: -1, post, tag: 'rare' })));
  expect(aboutOf<{ names: string[] }>(await runMethod(hashtagGraph, { interactions })).names).toEqual([]);
});
