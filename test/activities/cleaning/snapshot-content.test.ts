import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import { type SnapshotContent, snapshotContent } from '../../../activities/cleaning/snapshot-content';
import type { CorpusPost } from '../../../db/corpus';
import { stableJson } from '../../../db/digest';

const count = 30_000;
const rows: CorpusPost[] = Array.from({ length: count }, (_, i) => ({
  id: `row ${i}`,
  platform: 'plaza',
  nativeId: String(i),
  kind: i % 10 === 3 ? 'repost' : 'post',
  time: i === 0 ? null : i,
  subject: i % 4 === 0 ? null : `person ${i % 7}`,
  attributes: '{"place":"north"}',
  counts: '{}',
}));
const cleaned = {
  text: rows.map((_, i) => `text ${i}`),
  language: rows.map((_, i) => (i % 2 === 0 ? 'en' : 'de')),
  confidence: rows.map(() => 0.9),
  reason: rows.map(({ kind }, i) => (kind === 'repost' ? 'repost' : i % 10 === 5 ? 'language' : null)),
};
let content: SnapshotContent;
beforeAll(async () => {
  content = await snapshotContent({ posts: rows, edges: new Map() }, cleaned);
});
const kept = rows.flatMap((_, i) => (cleaned.reason[i] === null ? [i] : []));

test('posts that stay are told in order, each with its shard and place, as often as asked for', () => {
  for (const found of [[...content.posts()], [...content.posts()]]) {
    expect(found).toHaveLength(kept.length);
    const sizes = content.shards.map((shard) => shard.posts);
    expect(sizes.reduce((sum, one) => sum + one, 0)).toBe(kept.length);
    const places = sizes.flatMap((size, shard) => Array.from({ length: size }, (_, place) => [shard, place]));
    const expected = kept.map((i, at) => [
      ...places[at]!,
      `row ${i}`,
      `text ${i}`,
      i % 2 === 0 ? 'en' : 'de',
      0.9,
      rows[i]!.time,
      'plaza',
      'post',
      '{"place":"north"}',
      '{}',
    ]);
    // As text: comparing so many rows value by value takes seconds.
    expect(JSON.stringify(found)).toBe(JSON.stringify(expected));
  }
});

test('the digest of a shard is that of its rows without the ids of the database', () => {
  expect(content.shards.length).toBeGreaterThan(1);
  const rowsOf = (shard: number): string =>
    [...content.posts()]
      .filter((row) => row[0] === shard)
      .map((row) => `${stableJson(row.slice(3) as never)}\n`)
      .join('');
  content.shards.forEach(({ sha256 }, shard) => {
    expect(sha256).toBe(createHash('sha256').update(rowsOf(shard)).digest('hex'));
  });
});

test('a shard is cut by the posts themselves: one more at the end changes the last alone', async () => {
  const last: CorpusPost = { ...rows.at(-1)!, id: 'row more', nativeId: 'more', kind: 'post', time: count };
  const longer = await snapshotContent(
    { posts: [...rows, last], edges: new Map() },
    {
      text: [...cleaned.text, 'more'],
      language: [...cleaned.language, 'en'],
      confidence: [...cleaned.confidence, 0.9],
      reason: [...cleaned.reason, null],
    },
  );
  expect(longer.shards.slice(0, -1)).toEqual(content.shards.slice(0, -1));
  expect(longer.shards.at(-1)).not.toEqual(content.shards.at(-1));
});

test('what left and who stayed is counted', () => {
  expect(content.counts).toMatchObject({
    excluded: { repost: count / 10, language: count / 10 },
    posts: kept.length,
    people: 7,
    authors: 7,
    languages: { en: 15_000, de: 9000 },
    first: 1,
    last: 29_999,
  });
  expect(content.exclusions).toHaveLength(count / 5);
});
