import { parseQuery } from '../../../../analysis/text/retrieval/query';
import { textSearch } from '../../../../analysis/text/retrieval/search';
import { numbers, strings } from '../../../../domain/artefact';
import { AssayError } from '../../../../domain/errors';
import { known } from '../../../shared-data';
import { aboutOf, postsOf, runMethod } from '../../run-method';

interface Known {
  texts: string[];
  bm25: { k1: number; b: number; query: string; scores: number[] }[];
  cosine: { query: string; scores: number[] };
}
const { texts, bm25, cosine } = known<Known>('text-preparation.json');

async function find(text: readonly string[], parameters: object, more: object = {}): Promise<number[]> {
  const found = await runMethod(textSearch, { posts: postsOf({ count: text.length, text, ...more }) }, parameters);
  return Array.from(numbers(found, 'post'));
}

async function expectScores(parameters: object, scores: readonly number[]): Promise<void> {
  const found = await runMethod(textSearch, { posts: postsOf({ count: texts.length, text: texts }) }, parameters);
  const wanted = scores.map((score, post) => ({ post, score })).filter(({ score }) => score > 0);
  const post = numbers(found, 'post');
  expect(post.length).toBe(wanted.length);
  expect(wanted.length).toBeGreaterThan(1);
  numbers(found, 'score').forEach((score, i) => {
    expect(score).toBeCloseTo(scores[post[i]!]!, 10);
    if (i > 0) expect(score).toBeLessThanOrEqual(numbers(found, 'score')[i - 1]!);
  });
}

test.each(bm25)('scores are those of rank-bm25 ($query, k1 $k1, b $b)', ({ k1, b, query, scores }) =>
  expectScores({ query, k1, b, idf: 'robertson' }, scores),
);

test('similarity is the cosine of scikit-learn’s TF-IDF', () =>
  expectScores({ query: cosine.query, mode: 'similar' }, cosine.scores));

test('posts like a post leave out itself', async () => {
  const found = await find(['a storm came', 'the storm came late', 'music'], { like: 0 });
  expect(found).toEqual([1]);
});

const posts = [
  'Climate change is real, say scientists',
  'The change of climate in the office',
  'A climate hoax? Climate change denial again',
  'nothing of the sort',
];
test.each<[string, number[]]>([
  ['climate', [2, 0, 1]],
  ['+"climate change"', [2, 0]],
  ['"climate change" -hoax', [0]],
  ['climate -"climate change"', [1]],
  ['CLIMATE +office', [1]],
  ['-climate', []],
  ['zebra', []],
])('query %j finds %j', async (query, wanted) => {
  expect((await find(posts, { query })).sort()).toEqual([...wanted].sort());
});
test('all words can be asked for', async () => {
  expect(await find(posts, { query: 'climate office', operator: 'all' })).toEqual([1]);
});

test.each<[string, string, string, boolean]>([
  ['Arabic, with and without vowel signs and forms of alef', 'كِتَابٌ جديد في المدرسة', 'كتاب', true],
  ['Arabic alef', 'ذهبت إلى أحمد', 'احمد', true],
  ['Hindi', 'मेरी उड़ान रद्द हो गई', 'उड़ान', true],
  ['Chinese by pairs', '我的航班被取消了', '航班', true],
  ['Chinese, characters apart', '航天和上班', '航班', false],
  ['Japanese', '飛行機がキャンセルされた', 'キャンセル', true],
  ['Korean inside a word', '학교에서 만나요', '학교', true],
  ['Thai', 'ฉันรักเธอ', 'รัก', true],
  ['one character', '黒猫がいる', '猫', true],
  ['accents', 'Un café à Málaga', 'cafe malaga', true],
  ['hashtags', 'so #Climate', 'climate', true],
])('%s', async (_, text, query, found) => {
  expect(await find([text, 'something else entirely'], { query, operator: 'all' })).toEqual(found ? [0] : []);
});

test('filters by time, language, platform, attribute and count', async () => {
  const text = ['rain', 'rain', 'rain', 'rain'];
  const more = {
    time: Float64Array.from([Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 2, 23), Number.NaN, Date.UTC(2024, 0, 3)]),
    language: ['en', 'de', 'en', 'en'],
    platform: ['x', 'y', 'x', 'x'],
    attributes: { airline: ['A', 'B', 'A', null], likes: ['5', '', 'x', '20'] },
    counts: { like: Float64Array.from([1, 2, 3, Number.NaN]) },
  };
  const search = async (filters: object) => (await find(text, { query: 'rain', ...filters }, more)).sort();
  expect(await search({ from: '2024-01-02' })).toEqual([1, 3]);
  expect(await search({ from: '2024-01-01', to: '2024-01-02' })).toEqual([0, 1]);
  expect(await search({ to: '2024-01-02T23:00Z' })).toEqual([0]);
  expect(await search({ language: 'en' })).toEqual([0, 2, 3]);
  expect(await search({ platform: ['y'] })).toEqual([1]);
  expect(await search({ where: { airline: 'A' } })).toEqual([0, 2]);
  expect(await search({ minimum: { like: 2 } })).toEqual([1, 2]);
  expect(await search({ minimum: { likes: 5 } })).toEqual([0, 3]);
  await expect(search({ where: { nope: 1 } })).rejects.toThrow(AssayError);
  await expect(search({ from: 'yesterday' })).rejects.toThrow(AssayError);
});

test('a filter changes no score', async () => {
  const text = ['rain', 'rain and more rain', 'sun'];
  const scores = async (parameters: object): Promise<number> => {
    const found = await runMethod(
      textSearch,
      { posts: postsOf({ count: 3, text, language: ['en', 'de', 'en'] }) },
      { query: 'rain', ...parameters },
    );
    return numbers(found, 'score')[Array.from(numbers(found, 'post')).indexOf(1)]!;
  };
  expect(await scores({ language: 'de' })).toBe(await scores({}));
});

test('a snippet holds the words and is a stretch of the post', async () => {
  const text = `${'filler 😀 words '.repeat(60)}the needle in the haystack ${'more 😀 filler '.repeat(60)}`;
  const found = await runMethod(
    textSearch,
    { posts: postsOf({ count: 1, text: [text] }) },
    { query: 'needle haystack' },
  );
  const snippet = text.slice(numbers(found, 'start')[0], numbers(found, 'end')[0]);
  expect(snippet).toContain('needle in the haystack');
  expect(snippet.length).toBeLessThanOrEqual(161);
  expect(snippet).not.toMatch(/\p{Cs}/u);
  expect((JSON.parse(strings(found, 'hits')[0]!) as [number, number][]).map(([a, b]) => text.slice(a, b))).toEqual([
    'needle',
    'haystack',
  ]);
});

test('no query is an error, no posts are no hits', async () => {
  await expect(find(['a'], {})).rejects.toThrow('a query or the row of a post');
  await expect(find(['a'], { like: 1 })).rejects.toThrow('a row below 1 was expected, found 1');
  const none = await runMethod(textSearch, { posts: postsOf({ count: 0 }) }, { query: 'rain' });
  expect(aboutOf<{ summary: object }>(none).summary).toEqual({ posts: 0, found: 0, shown: 0 });
});

test.each(['"', '-', '+"', '"" -""', '--', '*', '((', '\ud800'])(
  'the odd query %j reads as no words or some',
  async (query) => {
    for (const clause of parseQuery(query)) expect(clause.terms.length).toBeGreaterThan(0);
    expect(await find(['a b'], { query: `${query} zzz` })).toEqual([]);
  },
);

test('a long post of one word ends with a phrase too', async () => {
  expect(await find(['a '.repeat(300_000)], { query: '"a a a" "a b"' })).toEqual([0]);
});
