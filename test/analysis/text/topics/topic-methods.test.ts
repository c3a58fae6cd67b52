import { adjustedRand } from '../../../../analysis/learning/partition-agreement';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { bagOfWords, plainBag, termsArtefact } from '../../../../analysis/text/terms/bag';
import { inverseDocumentFrequency, weightTfidf } from '../../../../analysis/text/terms/tfidf';
import { topicsClusters } from '../../../../analysis/text/topics/topics-clusters';
import { topicsLda } from '../../../../analysis/text/topics/topics-lda';
import { topicsNmf } from '../../../../analysis/text/topics/topics-nmf';
import { type Artefact, numbers, strings } from '../../../../domain/artefact';
import type { Method } from '../../../../domain/method';
import { aboutOf, contextOf, postsOf, runMethod } from '../../run-method';

const themes = [
  ['plane', 'delay', 'gate', 'airport', 'pilot', 'runway'],
  ['screen', 'battery', 'phone', 'charge', 'camera', 'cable'],
  ['goal', 'match', 'team', 'referee', 'score', 'stadium'],
];

function planted(n: number): { texts: string[]; theme: number[] } {
  const random = new Xoshiro128(23);
  const theme = Array.from({ length: n }, () => random.below(3));
  const texts = theme.map((one) =>
    Array.from({ length: 8 }, () =>
      random.below(8) === 0 ? `common${'abc'[random.below(3)]}` : themes[one]![random.below(6)],
    ).join(' '),
  );
  return { texts: [...texts, '123'], theme };
}

interface Summary {
  readonly topicCount: number;
  readonly topics: readonly {
    readonly topic: string;
    readonly label: string;
    readonly posts: number;
    readonly share: number;
    readonly terms: readonly { readonly term: string; readonly weight: number }[];
    readonly npmi: number;
    readonly npmiHeldOut: number | null;
    readonly stability: number | null;
    readonly intrusion: { readonly terms: readonly string[]; readonly intruder: string };
  }[];
  readonly unassigned: number;
  readonly npmi: number;
  readonly npmiHeldOut: number | null;
  readonly heldOutPosts: number;
  readonly heldOutLogLikelihood: number | null;
  readonly heldOutReason?: string;
  readonly languages: Readonly<Record<string, number>>;
  readonly overTime: { period: string; periods: { from: string; posts: number; shares: number[] }[] } | null;
  readonly stability: { overlap: number; foundAgain: number; seeds: number } | null;
  readonly choice?: readonly { topics: number }[];
}

const summaryOf = (found: Artefact): Summary => aboutOf<{ summary: Summary }>(found).summary;
const named = (topic: readonly (string | null)[]): number[] => topic.map((one) => Number(one!.slice(1)));

const all: readonly (readonly [string, Method])[] = [
  ['LDA', topicsLda],
  ['NMF', topicsNmf],
  ['clusters of embeddings', topicsClusters],
];

describe.each(all)('%s', (name, method) => {
  test('planted topics are found: their posts, their words, sizes and labels', async () => {
    const { texts, theme } = planted(300);
    const found = await runMethod(method, { posts: postsOf({ count: 301, text: texts }) }, { topics: 3 });
    const topic = strings(found, 'topic');
    expect(adjustedRand(theme, named(topic.slice(0, 300)))).toBeGreaterThan(0.95);
    expect(topic[300]).toBeNull();
    expect(numbers(found, 'weight')[300]).toBeNaN();
    const summary = summaryOf(found);
    const matched = summary.topics.map((one) =>
      themes.findIndex((words) => one.terms.slice(0, 6).every(({ term }) => words.includes(term))),
    );
    expect([...matched].sort()).toEqual([0, 1, 2]);
    expect(summary.topics.reduce((sum, one) => sum + one.posts, 0)).toBe(300);
    expect(summary.topics.reduce((sum, one) => sum + one.share, 0)).toBeCloseTo(1, 6);
    expect(summary.unassigned).toBe(1);
    summary.topics.forEach((one, k) => {
      const own = themes[matched[k]!]!;
      expect(one.label.split(', ').every((word) => own.includes(word))).toBe(true);
      expect(one.terms.every(({ weight }, i) => i === 0 || weight <= one.terms[i - 1]!.weight)).toBe(true);
      // Five of the topic and one that is not.
      expect(one.intrusion.terms).toHaveLength(6);
      expect(one.intrusion.terms.filter((term) => !own.includes(term))).toEqual([one.intrusion.intruder]);
    });
  });

  test('weights of posts are at most 1', async () => {
    const { texts } = planted(200);
    const found = await runMethod(method, { posts: postsOf({ count: 201, text: texts }) }, { k: 3 });
    for (const one of Array.from(numbers(found, 'weight')).slice(0, 200)) {
      expect(one).toBeGreaterThan(method === topicsClusters ? 0 : 1 / 3 - 1e-9);
      expect(one).toBeLessThanOrEqual(1 + 1e-6);
    }
  });

  test('some posts are kept from the fit and judge it', async () => {
    const { texts } = planted(700);
    const posts = postsOf({ count: 701, text: texts });
    const summary = summaryOf(await runMethod(method, { posts }, { topics: 3, heldOut: 0.2 }));
    expect(summary.heldOutPosts).toBeGreaterThan(100);
    expect(summary.heldOutPosts).toBeLessThan(180);
    expect(Math.abs(summary.npmiHeldOut! - summary.npmi)).toBeLessThan(0.15);
    // Words of a known theme: 7/8 of them are one of six, so near ln(7/48) = −1.9; without topics it is ln(1/21) = −3.
    expect(summary.heldOutLogLikelihood).toBeGreaterThan(-2.7);
    expect(summary.heldOutLogLikelihood).toBeLessThan(-1.9);
    const none = summaryOf(await runMethod(method, { posts }, { topics: 3, heldOut: 0 }));
    expect(none).toMatchObject({ npmiHeldOut: null, heldOutLogLikelihood: null, heldOutReason: 'none asked for' });
  });

  test('of several numbers of topics the true one is chosen, and every trial is told', async () => {
    const { texts } = planted(700);
    const found = await runMethod(method, { posts: postsOf({ count: 701, text: texts }) }, { topics: [12, 3, 7] });
    const summary = summaryOf(found);
    expect(summary.choice!.map((one) => one.topics)).toEqual([3, 7, 12]);
    expect(summary.topicCount).toBe(3);
    expect(summary.stability!.foundAgain).toBe(1);
    expect(strings(found, 'topic')).toHaveLength(701);
  });

  test('topics that are there come back from other seeds; topics of noise do not', async () => {
    const { texts } = planted(300);
    const random = new Xoshiro128(5);
    const noise = Array.from({ length: 301 }, () =>
      Array.from(
        { length: 8 },
        () => `w${'abcdefghijklmnopqrstuvwxyz'[random.below(26)]}${'abcdefgh'[random.below(8)]}`,
      ).join(' '),
    );
    const stability = async (text: string[]): Promise<number> =>
      summaryOf(await runMethod(method, { posts: postsOf({ count: 301, text }) }, { topics: 3, seeds: 3 })).stability!
        .overlap;
    const stable = await stability(texts);
    expect(stable).toBeGreaterThan(0.5);
    expect(await stability(noise)).toBeLessThan(stable - 0.2);
  });

  test('shares over time follow the posts', async () => {
    const { texts, theme } = planted(300);
    const time = Float64Array.from(texts, (_, i) => Date.UTC(2024, 0, 1 + (theme[i] ?? 0) * 40));
    const found = await runMethod(method, { posts: postsOf({ count: 301, text: texts, time }) }, { topics: 3 });
    const { overTime } = summaryOf(found);
    expect(overTime!.period).toBe('week');
    expect(overTime!.periods.map((one) => one.from)).toEqual(['2024-01-01', '2024-02-05', '2024-03-18']);
    expect(overTime!.periods.reduce((sum, one) => sum + one.posts, 0)).toBe(300);
    for (const { shares } of overTime!.periods) expect(Math.max(...shares)).toBeGreaterThan(0.95);
    expect(
      summaryOf(await runMethod(method, { posts: postsOf({ count: 301, text: texts }) }, { topics: 3 })).overTime,
    ).toBeNull();
  });

  test.each([
    ['no posts', [], 'there are no posts'],
    [
      'one post',
      ['plane delay gate'],
      'no word is left: each stands in too few posts (minimumDocuments) or in too many (maximumShare)',
    ],
    [
      'posts without words',
      ['!!', '123', ''],
      'no word is left: each stands in too few posts (minimumDocuments) or in too many (maximumShare)',
    ],
    ['equal posts', new Array<string>(40).fill('plane delay gate airport'), 'all posts with usable words are the same'],
    [
      'fewer posts than topics',
      ['plane delay', 'delay plane gate', 'gate plane'],
      '3 topics need more than 3 posts with usable words, found 3',
    ],
  ])('%s: not enough data, with the reason', async (_name, text, reason) => {
    const posts = postsOf({ count: text.length, text });
    const found = await runMethod(method, { posts }, { topics: 3, maximumShare: 1 });
    expect(summaryOf(found)).toMatchObject({ notEnoughData: true, reason, topics: [], unassigned: text.length });
    expect(strings(found, 'topic')).toEqual(text.map(() => null));
  });

  test('left to the corpus, a number of topics must fit it: enough posts for each, and none without posts', async () => {
    const auto = async (text: string[]): Promise<Artefact> =>
      runMethod(method, { posts: postsOf({ count: text.length, text }) }, { topics: 'auto', maximumShare: 1 });
    expect(summaryOf(await auto(planted(24).texts))).toMatchObject({
      notEnoughData: true,
      reason: '5 topics need more than 25 posts with usable words, found 24',
    });
    expect(summaryOf(await auto(new Array<string>(40).fill('plane delay gate airport pilot runway')))).toMatchObject({
      notEnoughData: true,
      reason: 'all posts with usable words are the same',
    });
    // Two texts, pasted again and again, hold two topics; five are the fewest that are tried.
    const two = await auto(Array.from({ length: 60 }, (_, i) => themes[i % 2]!.join(' ')));
    expect(summaryOf(two)).toMatchObject({ notEnoughData: true, topics: [], choice: { length: 5 } });
    expect(summaryOf(two)).toHaveProperty('reason', expect.stringMatching(/^of 5 topics, the fewest tried, [1-4] are/));
    expect(strings(two, 'topic')).toEqual(new Array(60).fill(null));
  });

  test('the same seed gives the same topics, whole or in parts', async () => {
    const { texts } = planted(120);
    const posts = postsOf({ count: 121, text: texts });
    const once = await runMethod(method, { posts }, { topics: 3, seeds: 2 }, contextOf(4));
    expect(await runMethod(method, { posts }, { topics: 3, seeds: 2 }, contextOf(4))).toEqual(once);
    if (name === 'LDA')
      expect(await runMethod(method, { posts }, { topics: 3, seeds: 2 }, contextOf(5))).not.toEqual(once);
  });
});

const words = planted(300).texts;

test('a study’s own words take the place of the posts’: counts for LDA, weights for NMF', async () => {
  const bag = bagOfWords(words, plainBag);
  const weights = termsArtefact({ ...bag, matrix: weightTfidf(bag.matrix, inverseDocumentFrequency(bag.matrix)) });
  const posts = postsOf({ count: 301 });
  for (const [method, terms] of [
    [topicsLda, termsArtefact(bag)],
    [topicsNmf, weights],
  ] as const) {
    const found = await runMethod(method, { posts, terms }, { topics: 3 });
    expect(adjustedRand(planted(300).theme, named(strings(found, 'topic').slice(0, 300)))).toBeGreaterThan(0.95);
  }
  await expect(runMethod(topicsLda, { posts, terms: weights }, { topics: 3 })).rejects.toThrow(
    'a bag of words was expected as terms, found weights',
  );
});

test.each([
  ['en', 'the plane is not on time and we are waiting', ['plane', 'time', 'waiting']],
  ['es', 'el avión no está en la puerta y nosotros esperamos', ['avión', 'puerta', 'esperamos']],
  ['fr', "l'avion n'est pas à la porte et nous attendons", ['avion', 'porte', 'attendons']],
  ['de', 'das Flugzeug ist nicht am Gate und wir warten', ['flugzeug', 'gate', 'warten']],
  ['it', "l'aereo non è al cancello e noi aspettiamo", ['aereo', 'cancello', 'aspettiamo']],
  ['pt', 'o avião não está na porta e nós esperamos', ['avião', 'porta', 'esperamos']],
  ['hi', 'विमान गेट पर नहीं है और हम इंतज़ार कर रहे हैं', ['विमान', 'गेट', 'इंतज़ार']],
  ['ar', 'الطائرة ليست عند البوابة ونحن ننتظر', ['الطائرة', 'البوابة', 'ننتظر']],
])('%s: the words of a theme stay, stop words go', async (language, text, wanted) => {
  const other = wanted.map((word) => `${word} ${word}`).join(' ');
  const posts = postsOf({
    count: 40,
    text: Array.from({ length: 40 }, (_, i) => (i % 2 ? text : other)),
    language: Array.from({ length: 40 }, (_, i) => (i === 0 ? 'und' : language)),
  });
  const found = await runMethod(topicsNmf, { posts }, { topics: 2, maximumShare: 1 });
  const terms = summaryOf(found).topics.flatMap((one) => one.terms.map(({ term }) => term));
  for (const word of wanted) expect(terms.map((one) => one.normalize('NFKC'))).toContain(word.normalize('NFKC'));
  const stops = [
    'the',
    'is',
    'and',
    'el',
    'está',
    'nosotros',
    'est',
    'pas',
    'nous',
    'das',
    'nicht',
    'wir',
    'non',
    'noi',
    'não',
    'और',
    'पर',
    'عند',
  ];
  expect(terms.filter((one) => stops.includes(one))).toEqual([]);
});
