import { describe, expect, test } from '@jest/globals';
import { exclusionsOf } from '../../../activities/cleaning/exclusions';
import { groupNearDuplicates } from '../../../analysis/text/duplicates/near-duplicates';
import type { CorpusPost } from '../../../db/corpus';

const long = 'the battery of this headset died after two days';

function post(id: string, subject: string | null, fields: Partial<CorpusPost> = {}): CorpusPost {
  return {
    id,
    platform: 'plaza',
    nativeId: id,
    kind: 'post',
    time: 0,
    subject,
    attributes: '{}',
    counts: '{}',
    ...fields,
  };
}

function reasons(
  posts: readonly [CorpusPost, string][],
  cleaning: { keep?: 'first' | 'all'; languages?: string[]; minimumCharacters?: number } = {},
): Promise<(string | null)[]> {
  const { keep = 'all', languages = [], minimumCharacters = 1 } = cleaning;
  return exclusionsOf(
    posts.map(([row]) => row),
    { text: posts.map(([, text]) => text), language: posts.map(() => 'en') },
    { mask: [], keepMentions: [], nearDuplicates: { similarity: 0.8, keep }, languages, minimumCharacters },
    async (texts, similarity) => groupNearDuplicates(texts, similarity),
  );
}

describe('which posts cleaning leaves out', () => {
  test('a post that two sources hold counts once, the first of them', async () => {
    const twice = post('1', 'a');
    expect(
      await reasons([
        [twice, long],
        [twice, long],
      ]),
    ).toEqual([null, 'same-id-in-another-source']);
    expect(
      await reasons([
        [twice, long],
        [post('1', 'a', { platform: 'forum' }), 'other words'],
      ]),
    ).toEqual([null, null]);
  });

  test('reposts, short texts and other languages are told apart', async () => {
    const rows: [CorpusPost, string][] = [
      [post('1', 'a', { kind: 'repost' }), long],
      [post('2', 'a'), 'hi'],
      [post('3', 'a'), long],
    ];
    expect(await reasons(rows, { minimumCharacters: 3 })).toEqual(['repost', 'empty', null]);
    expect(await reasons(rows.slice(2), { languages: ['de'] })).toEqual(['language']);
  });

  test('a copy by the same person is left out however short, one by somebody else only from six words on', async () => {
    expect(
      await reasons([
        [post('1', 'a'), 'thanks'],
        [post('2', 'a'), 'thanks'],
        [post('3', 'b'), 'thanks'],
      ]),
    ).toEqual([null, 'exact-copy-same-author', null]);
    expect(
      await reasons([
        [post('1', 'a'), long],
        [post('2', 'b'), long],
      ]),
    ).toEqual([null, 'exact-copy-other-author']);
  });

  test('posts without an author are never taken for the same person', async () => {
    expect(
      await reasons([
        [post('1', null), 'thanks'],
        [post('2', null), 'thanks'],
      ]),
    ).toEqual([null, null]);
  });

  test('near copies go only where the protocol asks for it', async () => {
    const rows: [CorpusPost, string][] = [
      [post('1', 'a'), long],
      [post('2', 'b'), `${long}!`],
    ];
    expect(await reasons(rows)).toEqual([null, null]);
    expect(await reasons(rows, { keep: 'first' })).toEqual([null, 'near-copy']);
  });
});
