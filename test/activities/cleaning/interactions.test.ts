import { describe, expect, test } from '@jest/globals';
import { Interactions } from '../../../activities/cleaning/interactions';
import type { CorpusEdge, CorpusPost } from '../../../db/corpus';
import { Ordinals } from '../../../domain/ordinals';

function post(subject: string): CorpusPost {
  return {
    id: subject,
    platform: 'plaza',
    nativeId: subject,
    kind: 'post',
    time: 5,
    subject,
    attributes: '{}',
    counts: '{}',
  };
}

function edge(kind: CorpusEdge['kind'], fields: Partial<CorpusEdge>): CorpusEdge {
  return { kind, target: null, targetNativeId: null, value: null, ...fields };
}

describe('interactions of a snapshot', () => {
  test('people are numbers, in the order in which they are met', () => {
    const people = new Ordinals();
    const interactions = new Interactions(people);
    interactions.add(post('ann'), 0, [edge('mention', { target: 'ben' }), edge('mention', { target: 'ann' })]);
    interactions.add(post('ben'), -1, [edge('repost', { target: 'ann' })]);
    const { columns, about } = interactions.artefact(new Map());
    expect(columns.source).toEqual(Int32Array.of(0, 0, 1));
    expect(columns.target).toEqual(Int32Array.of(1, 0, 0));
    expect(columns.post).toEqual(Int32Array.of(0, 0, -1));
    expect(about.people).toBe(2);
    expect(people.names()).toEqual(['ann', 'ben']);
  });

  test('a hashtag or host of fewer than three people is not named, and pages of one host are told apart', () => {
    const interactions = new Interactions(new Ordinals());
    for (const who of ['a', 'b', 'c'])
      interactions.add(post(who), 0, [
        edge('hashtag', { value: 'sound' }),
        edge('url', { value: 'news.example/k1' }),
        edge('url', { value: `own-${who}.example/k2` }),
      ]);
    interactions.add(post('a'), 0, [
      edge('hashtag', { value: 'anns-birthday' }),
      edge('url', { value: 'news.example/k9' }),
    ]);
    expect(interactions.artefact(new Map()).columns.tag).toEqual([
      'sound',
      'news.example/1',
      'link/2',
      'sound',
      'news.example/1',
      'link/3',
      'sound',
      'news.example/1',
      'link/4',
      null,
      'news.example/5',
    ]);
  });

  test('answers to a post of the snapshot name its place; those to one outside share a number that is no identifier', () => {
    const interactions = new Interactions(new Ordinals());
    interactions.add(post('a'), 0, [edge('reply', { targetNativeId: '17' })]);
    interactions.add(post('b'), 1, [edge('repost', { targetNativeId: '99' })]);
    interactions.add(post('c'), 2, [
      edge('repost', { targetNativeId: '99' }),
      edge('repost', { targetNativeId: '98' }),
    ]);
    const { columns } = interactions.artefact(new Map([['plaza 17', 4]]));
    expect(columns.reference).toEqual(Int32Array.of(4, -1, -1, -1));
    expect(columns.tag).toEqual([null, 'missing:0', 'missing:0', 'missing:1']);
  });
});
