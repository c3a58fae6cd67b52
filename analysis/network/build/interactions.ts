import { z } from 'zod';
import { type Artefact, numbers, strings } from '../../../domain/artefact';
import { defineMethod } from '../../../domain/method';

function graphArtefact(
  pairs: ReadonlyMap<string, number>,
  directed: boolean,
  nodes: number,
  about: Artefact['about'],
): Artefact {
  const edges = [...pairs].map(([key, weight]) => [...key.split(' ').map(Number), weight] as [number, number, number]);
  edges.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return {
    kind: 'graph',
    columns: {
      source: Int32Array.from(edges, (one) => one[0]),
      target: Int32Array.from(edges, (one) => one[1]),
      weight: Float64Array.from(edges, (one) => one[2]),
    },
    about: { ...about, nodes, directed },
  };
}

export const interactionGraph = defineMethod({
  id: 'network/interactions',
  version: 1,
  step: 'features',
  title: 'Interaction graph',
  description:
    'Who addressed whom: an edge from the author of a post to each account that it mentions, replies to, reposts or quotes, weighted by the number of posts. A missing tie is not an absent one: the collection saw only a part.',
  references: ['Wasserman & Faust 1994, Social Network Analysis, ch. 3'],
  parameters: z
    .object({
      kinds: z
        .array(z.enum(['mention', 'reply', 'repost', 'quote']))
        .min(1)
        .default(['mention', 'reply', 'repost', 'quote']),
      minimumWeight: z.number().int().min(1).default(1),
    })
    .strict(),
  inputs: { interactions: 'interactions' },
  output: 'graph',
  individuals: true,
  run({ interactions }, { kinds, minimumWeight }) {
    const kind = strings(interactions, 'kind');
    const source = numbers(interactions, 'source');
    const target = numbers(interactions, 'target');
    const wanted = new Set<string>(kinds);
    const weights = new Map<string, number>();
    for (let e = 0; e < kind.length; e++) {
      if (!wanted.has(kind[e]!) || source[e]! < 0 || target[e]! < 0 || source[e] === target[e]) continue;
      const key = `${source[e]} ${target[e]}`;
      weights.set(key, (weights.get(key) ?? 0) + 1);
    }
    const kept = [...weights].filter(([, weight]) => weight >= minimumWeight);
    const people = [...new Set(kept.flatMap(([key]) => key.split(' ').map(Number)))].sort((a, b) => a - b);
    const place = new Map(people.map((person, node) => [person, node]));
    const pairs = new Map<string, number>();
    for (const [key, weight] of kept) {
      const [a, b] = key.split(' ').map(Number) as [number, number];
      pairs.set(`${place.get(a)} ${place.get(b)}`, weight);
    }
    const total = kept.reduce((sum, [, weight]) => sum + weight, 0);
    return graphArtefact(pairs, true, people.length, {
      people,
      summary: { nodes: people.length, edges: pairs.size, interactions: total, kinds },
    });
  },
});

export const hashtagGraph = defineMethod({
  id: 'network/hashtags',
  version: 1,
  step: 'features',
  title: 'Hashtag co-occurrence',
  description:
    'Which hashtags stand in the same post, weighted by the number of posts. Tags of fewer than the stated number of people are left out: they say little and may point at someone.',
  references: ['Callon et al. 1983, doi:10.1177/053901883022002003 (co-word analysis)'],
  parameters: z
    .object({ minimumPeople: z.number().int().min(1).default(3), minimumWeight: z.number().int().min(1).default(1) })
    .strict(),
  inputs: { interactions: 'interactions' },
  output: 'graph',
  individuals: false,
  run({ interactions }, { minimumPeople, minimumWeight }) {
    const kind = strings(interactions, 'kind');
    const source = numbers(interactions, 'source');
    const post = numbers(interactions, 'post');
    const tag = strings(interactions, 'tag');
    const people = new Map<string, Set<number>>();
    const byPost = new Map<number, Set<string>>();
    for (let e = 0; e < kind.length; e++) {
      const value = tag[e];
      if (kind[e] !== 'hashtag' || value === null || value === undefined || post[e]! < 0) continue;
      const set = people.get(value) ?? new Set();
      set.add(source[e]!);
      people.set(value, set);
      const tags = byPost.get(post[e]!) ?? new Set();
      tags.add(value);
      byPost.set(post[e]!, tags);
    }
    const names = [...people.keys()].filter((one) => people.get(one)!.size >= minimumPeople).sort();
    const place = new Map(names.map((one, node) => [one, node]));
    const pairs = new Map<string, number>();
    for (const tags of byPost.values()) {
      const nodes = [...tags].flatMap((one) => place.get(one) ?? []).sort((a, b) => a - b);
      for (let a = 0; a < nodes.length; a++) {
        for (let b = a + 1; b < nodes.length; b++) {
          const key = `${nodes[a]} ${nodes[b]}`;
          pairs.set(key, (pairs.get(key) ?? 0) + 1);
        }
      }
    }
    for (const [key, weight] of pairs) if (weight < minimumWeight) pairs.delete(key);
    return graphArtefact(pairs, false, names.length, {
      names,
      summary: { nodes: names.length, edges: pairs.size, leftOut: people.size - names.length },
    });
  },
});
