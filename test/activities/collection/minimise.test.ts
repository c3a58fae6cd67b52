import { describe, expect, test } from '@jest/globals';
import { minimise } from '../../../activities/collection/minimise';
import type { RawPost } from '../../../domain/post';
import type { Source } from '../../../domain/protocol';

const source = { id: 's', platform: 'plaza', format: 'csv', files: ['a.csv'] } as unknown as Source;

function post(fields: Partial<RawPost> = {}): RawPost {
  return {
    nativeId: '1',
    kind: 'post',
    text: 'RT @Ann: hear this #Sound https://news.example/a?utm_source=x @ben',
    createdAt: new Date(0),
    createdAtPrecision: 's',
    author: { handle: 'carl' },
    edges: [],
    counts: { like: 3, view: 9 },
    attributes: { city: 'Riga', team: 'blue' },
    state: 'live',
    threadId: 't',
    ...fields,
  };
}

const kept = (fields: string[], of: RawPost = post(), from: Source = source): RawPost =>
  minimise(of, from, new Set(fields));

describe('minimisation', () => {
  test('keeps of a post what the protocol lists, and nothing else', () => {
    const { createdAt, author, counts, attributes, edges, threadId } = kept(['text', 'like_count', 'team']);
    expect({ createdAt, author, counts, attributes, edges, threadId }).toEqual({
      createdAt: null,
      author: {},
      counts: { like: 3 },
      attributes: { team: 'blue' },
      edges: [],
      threadId: undefined,
    });
  });

  test('reads interactions out of the text where the file states none, a repost even where its kind is not kept', () => {
    const { edges, kind } = kept(['text', 'mentions', 'hashtags', 'urls', 'reposts']);
    expect(kind).toBe('repost');
    expect(edges).toContainEqual({ kind: 'repost', targetAccount: 'Ann' });
    expect(edges).toContainEqual({ kind: 'mention', targetAccount: 'ben' });
    expect(edges).toContainEqual({ kind: 'hashtag', value: 'sound' });
    expect(edges.find((edge) => edge.kind === 'url')?.value).toBe('news.example');
  });

  test('believes a column of the file rather than the text', () => {
    const stated = post({ edges: [{ kind: 'mention', targetAccount: 'dora' }] });
    expect(kept(['mentions'], stated).edges).toEqual([{ kind: 'mention', targetAccount: 'dora' }]);
    const empty = { ...source, columns: { mentions: 'who' } } as unknown as Source;
    expect(kept(['mentions'], post(), empty).edges).toEqual([]);
  });
});
