import { pairLogLikelihood } from '../../../../analysis/text/keyness/collocations';
import { logLikelihood, logRatio } from '../../../../analysis/text/keyness/log-likelihood';
import { textKeywords } from '../../../../analysis/text/keyness/keywords';
import { numbers, strings } from '../../../../domain/artefact';
import { AssayError } from '../../../../domain/errors';
import { chiSquaredUpper } from '../../../../analysis/statistics/distributions';
import { known } from '../../../shared-data';
import { aboutOf, postsOf, runMethod } from '../../run-method';

interface Known {
  texts: string[];
  keyness: {
    count: number;
    size: number;
    referenceCount: number;
    referenceSize: number;
    four: number;
    two: number;
    p: number;
  }[];
  collocations: { pair: [string, string]; count: number; pmi: number; g2: number }[];
}
const reference = known<Known>('text-preparation.json');

test.each(reference.keyness)('G² of $count in $size against $referenceCount in $referenceSize is scipy’s', (one) => {
  expect(logLikelihood(one, 4)).toBeCloseTo(one.four, 8);
  expect(logLikelihood(one, 2)).toBeCloseTo(one.two, 8);
  expect(chiSquaredUpper(logLikelihood(one), 1)).toBeCloseTo(one.p, 10);
});

test('the pairs of Dunning 1993, table 1', () => {
  // "the swiss", "can be", "previous year": counts of AB, A~B, ~AB, ~A~B.
  for (const [g2, ab, a, b, rest] of [
    [270.72, 110, 2442, 111, 29114],
    [263.9, 29, 13, 123, 31612],
    [256.84, 31, 23, 139, 31584],
  ] as const) {
    const pair = { together: ab, first: ab + a, second: ab + b, words: ab + a + b + rest };
    expect(pairLogLikelihood(pair)).toBeCloseTo(g2, 1);
  }
});

test('log ratio 1 is twice as frequent, and its interval covers it', () => {
  const ratio = logRatio({ count: 200, size: 10_000, referenceCount: 100, referenceSize: 10_000 });
  expect(ratio.value).toBeCloseTo(1, 12);
  // Katz: ln 2 ± 1.96 √(1/200 − 1/10000 + 1/100 − 1/10000).
  expect(ratio.low).toBeCloseTo((Math.log(2) - 1.959964 * Math.sqrt(0.0148)) / Math.LN2, 5);
  expect(logRatio({ count: 4, size: 100, referenceCount: 0, referenceSize: 100 }).value).toBe(3);
});

test('collocations are nltk’s', async () => {
  const found = await runMethod(
    textKeywords,
    { posts: postsOf({ count: reference.texts.length, text: reference.texts }) },
    { minimumCount: 3, minimumPosts: 1, maximumQ: 1, stopwords: false },
  );
  const rows = strings(found, 'term').map((term, i) => ({
    term,
    count: numbers(found, 'count')[i]!,
    pmi: numbers(found, 'pmi')[i]!,
    g2: numbers(found, 'g2')[i]!,
  }));
  // Pairs that keep apart are not listed.
  const wanted = reference.collocations.filter(({ pmi }) => pmi > 0);
  expect(rows.length).toBe(wanted.length);
  expect(rows.length).toBeGreaterThan(5);
  for (const { pair, count, pmi, g2 } of wanted) {
    const row = rows.find(({ term }) => term === pair.join(' '))!;
    expect(row.count).toBe(count);
    expect(row.pmi).toBeCloseTo(pmi, 10);
    expect(row.g2).toBeCloseTo(g2, 6);
  }
});

const rain = Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? 'heavy rain again today' : 'more rain this week'));
const sun = Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? 'bright sun again today' : 'more sun this week'));

test('words of one file against another', async () => {
  const found = await runMethod(textKeywords, {
    posts: postsOf({ count: 30, text: rain }),
    reference: postsOf({ count: 30, text: sun }),
  });
  expect(strings(found, 'term')).toEqual(['rain', 'heavy']);
  expect(numbers(found, 'count')[0]).toBe(30);
  expect(numbers(found, 'referenceCount')[0]).toBe(0);
  const both = await runMethod(
    textKeywords,
    { posts: postsOf({ count: 30, text: rain }), reference: postsOf({ count: 30, text: sun }) },
    { direction: 'both' },
  );
  expect(new Set(strings(both, 'term'))).toEqual(new Set(['rain', 'heavy', 'sun', 'bright']));
});

test('groups of an attribute, one group, and a period', async () => {
  const text = [...rain, ...sun];
  const posts = postsOf({
    count: 60,
    text,
    attributes: { sky: text.map((_, i) => (i < 30 ? 'wet' : 'dry')) },
    time: Float64Array.from(text, (_, i) => Date.UTC(2024, 0, i < 30 ? 1 : 20)),
  });
  const keys = async (parameters: object): Promise<string[]> => {
    const found = await runMethod(textKeywords, { posts }, parameters);
    return strings(found, 'term').map((term, i) => `${strings(found, 'group')[i]} ${term}`);
  };
  expect((await keys({ by: 'sky' })).sort()).toEqual(['dry bright', 'dry sun', 'wet heavy', 'wet rain']);
  expect(await keys({ by: 'sky', group: 'dry' })).toEqual(['dry sun', 'dry bright']);
  expect(await keys({ since: '2024-01-10' })).toEqual(['from 2024-01-10 sun', 'from 2024-01-10 bright']);
  await expect(keys({ by: 'nope' })).rejects.toThrow(AssayError);
  await expect(keys({ mode: 'keyness' })).rejects.toThrow('what to compare with was expected');
});

test('without words on both sides there is not enough data', async () => {
  const found = await runMethod(textKeywords, {
    posts: postsOf({ count: 1, text: ['rain'] }),
    reference: postsOf({ count: 0 }),
  });
  expect(strings(found, 'term')).toEqual([]);
  expect(aboutOf<{ summary: unknown }>(found).summary).toMatchObject({
    notEnoughData: true,
    reason: expect.stringContaining('both sides') as string,
  });
});

test('where no two words stand together the summary says so', async () => {
  const found = await runMethod(textKeywords, { posts: postsOf({ count: 1, text: ['one post alone'] }) });
  expect(aboutOf<{ summary: unknown }>(found).summary).toMatchObject({
    tested: 0,
    notEnoughData: true,
    reason: expect.any(String) as string,
  });
});
