import { classTfidf } from '../../../../analysis/learning/clustering/cluster-terms';
import { textClusters } from '../../../../analysis/learning/clustering/text-clusters';
import { adjustedRand } from '../../../../analysis/learning/partition-agreement';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { bagOfWords, plainBag, termsArtefact } from '../../../../analysis/text/terms/bag';
import { strings } from '../../../../domain/artefact';
import { aboutOf, contextOf, postsOf, runMethod } from '../../run-method';

const themes = [
  ['plane', 'delay', 'gate', 'airport'],
  ['screen', 'battery', 'phone', 'charge'],
  ['goal', 'match', 'team', 'referee'],
];

/** Posts that each draw their words from one theme. */
function planted(n: number): { texts: string[]; theme: number[] } {
  const random = new Xoshiro128(17);
  const theme = Array.from({ length: n }, () => random.below(3));
  return { texts: theme.map((one) => Array.from({ length: 6 }, () => themes[one]![random.below(4)]).join(' ')), theme };
}

interface Summary {
  readonly clusters: { posts: number; terms: { term: string }[] }[];
  readonly silhouette: number;
  readonly stability: number;
  readonly withoutTerms: number;
  readonly posts: number;
}

const place = (labels: readonly (string | null)[]): number[] => labels.map((one) => Number(one!.slice(1)));

test.each([
  ['posts', {}],
  ['a study’s own matrix', { terms: true }],
  ['embeddings', { features: 'embeddings' }],
])(
  'planted groups are found, whole and with their words, from %s',
  async (_name, settings: { terms?: boolean; features?: string }) => {
    const { texts, theme } = planted(200);
    const text = [...texts, '!!!'];
    const found = await runMethod(
      textClusters,
      {
        posts: postsOf({ count: 201, text }),
        ...(settings.terms ? { terms: termsArtefact(bagOfWords(text, plainBag)) } : {}),
      },
      { clusters: 3, starts: 5, ...(settings.features ? { features: settings.features } : {}) },
    );
    const label = strings(found, 'cluster');
    expect(label[200]).toBeNull();
    expect(adjustedRand(theme, place(label.slice(0, 200)))).toBe(1);
    const { summary } = aboutOf<{ summary: Summary }>(found);
    for (const cluster of summary.clusters)
      expect(themes.map((words) => [...words].sort().join())).toContain(
        cluster.terms
          .map(({ term }) => term)
          .sort()
          .join(),
      );
    expect(summary.clusters.reduce((sum, one) => sum + one.posts, 0)).toBe(200);
    expect(summary).toMatchObject({ posts: 200, withoutTerms: 1 });
    expect(summary.silhouette).toBeGreaterThan(0.3);
  },
);

test('by density planted groups are found and their number is not given', async () => {
  const { texts, theme } = planted(240);
  const found = await runMethod(
    textClusters,
    { posts: postsOf({ count: 240, text: texts }) },
    { method: 'density', features: 'embeddings', minimumSize: 20 },
  );
  const label = strings(found, 'cluster');
  const inside = label.map((_, i) => i).filter((i) => label[i] !== null);
  expect(inside.length).toBeGreaterThan(120);
  // A group may fall into parts, but no cluster mixes groups.
  for (const name of new Set(inside.map((i) => label[i])))
    expect(new Set(inside.filter((i) => label[i] === name).map((i) => theme[i])).size).toBe(1);
});

test.each([
  ['no posts', []],
  ['one post', ['plane delay']],
  ['fewer posts than clusters', ['plane delay', 'phone charge plane']],
  ['no words', ['!!!', '123', '']],
])('%s: not enough data, with the reason', async (_name, text) => {
  for (const method of ['k-means', 'density']) {
    const found = await runMethod(
      textClusters,
      { posts: postsOf({ count: text.length, text }) },
      { clusters: 3, method },
    );
    expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({
      notEnoughData: true,
      reason: expect.stringContaining('expected, found'),
    });
    expect(strings(found, 'cluster')).toEqual(text.map(() => null));
  }
});

test('equal posts: k-means says by its silhouette that there is no group, density finds none', async () => {
  const posts = postsOf({ count: 40, text: new Array<string>(40).fill('plane delay') });
  const found = await runMethod(textClusters, { posts }, { clusters: 2, minimumDocuments: 1 });
  expect(strings(found, 'cluster').length).toBe(40);
  const dense = await runMethod(textClusters, { posts }, { method: 'density' });
  expect(aboutOf<{ summary: object }>(dense).summary).toMatchObject({ notEnoughData: true });
});

test('class-based TF-IDF is the share in the class times ln(1 + mean words of a class / count)', () => {
  const documents = {
    vocabulary: ['a', 'b'],
    languages: [],
    start: Int32Array.of(0, 3, 5, 6),
    words: Int32Array.of(0, 0, 1, 1, 1, 0),
  };
  const weights = classTfidf(documents, Int32Array.of(0, 1, -1), 2);
  const mean = 2.5;
  [(2 / 3) * Math.log(1 + mean / 2), 0, (1 / 3) * Math.log(1 + mean / 3), 1 * Math.log(1 + mean / 3)].forEach(
    (wanted, i) => {
      expect(weights[i]).toBeCloseTo(wanted, 6);
    },
  );
});

test('the same seed gives the same clusters', async () => {
  const posts = postsOf({ count: 90, text: planted(90).texts });
  for (const settings of [{ clusters: 3 }, { method: 'density', features: 'embeddings' }])
    expect(await runMethod(textClusters, { posts }, settings, contextOf(2))).toEqual(
      await runMethod(textClusters, { posts }, settings, contextOf(2)),
    );
});
