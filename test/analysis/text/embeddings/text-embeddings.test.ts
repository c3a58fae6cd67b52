import { Subwords, subwordsOf } from '../../../../analysis/text/embeddings/subwords';
import { textEmbeddings } from '../../../../analysis/text/embeddings/text-embeddings';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { numbers, strings } from '../../../../domain/artefact';
import { aboutOf, contextOf, postsOf, runMethod } from '../../run-method';

const themes = [
  ['plane', 'delay', 'gate', 'airport', 'pilot', 'runway'],
  ['screen', 'battery', 'phone', 'charge', 'camera', 'cable'],
  ['goal', 'match', 'team', 'referee', 'score', 'stadium'],
];

function planted(n: number): { text: string[]; theme: number[] } {
  const random = new Xoshiro128(31);
  const theme = Array.from({ length: n }, () => random.below(3));
  return {
    theme,
    text: theme.map((one) => Array.from({ length: 8 }, () => themes[one]![random.below(6)]).join(' ')),
  };
}

function vectorsOf(cells: readonly (string | null)[]): (number[] | null)[] {
  return cells.map((one) => JSON.parse(one!) as number[] | null);
}

const cosine = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, one, i) => sum + one * b[i]!, 0);

test('posts on one theme are near each other, posts on others far', async () => {
  const { text, theme } = planted(300);
  const found = await runMethod(textEmbeddings, { posts: postsOf({ count: 300, text }) }, { dimensions: 8 });
  const vectors = vectorsOf(strings(found, 'vector'));
  let same = 0;
  let sames = 0;
  let other = 0;
  let others = 0;
  for (let i = 0; i < 300; i++) {
    expect(cosine(vectors[i]!, vectors[i]!)).toBeCloseTo(1, 3);
    for (let j = 0; j < i; j++) {
      const one = cosine(vectors[i]!, vectors[j]!);
      if (theme[i] === theme[j]) {
        same += one;
        sames++;
      } else {
        other += one;
        others++;
      }
    }
  }
  expect(same / sames).toBeGreaterThan(other / others + 0.8);
});

test('the neighbours of a word are the words of its theme', async () => {
  const { text } = planted(300);
  const found = await runMethod(
    textEmbeddings,
    { posts: postsOf({ count: 300, text }) },
    { dimensions: 8, neighbours: ['airport', 'unheard'] },
  );
  const { neighbours } = aboutOf<{
    summary: { neighbours: { term: string; neighbours: { term: string }[] | null }[] };
  }>(found).summary;
  expect(neighbours[0]!.neighbours!.slice(0, 5).every(({ term }) => themes[0]!.includes(term))).toBe(true);
  expect(neighbours[1]).toEqual({ term: 'unheard', neighbours: null });
});

test('a word seen once is placed by its letters', async () => {
  const { text } = planted(300);
  const all = [...text, 'airports', 'stadiums'];
  const found = await runMethod(
    textEmbeddings,
    { posts: postsOf({ count: all.length, text: all }) },
    { dimensions: 8 },
  );
  const vectors = vectorsOf(strings(found, 'vector'));
  const centre = (theme: number): number[] => {
    const own = planted(300).theme.flatMap((one, i) => (one === theme ? [vectors[i]!] : []));
    return own[0]!.map((_, c) => own.reduce((sum, one) => sum + one[c]!, 0) / own.length);
  };
  expect(cosine(vectors[300]!, centre(0))).toBeGreaterThan(cosine(vectors[300]!, centre(2)));
  expect(cosine(vectors[301]!, centre(2))).toBeGreaterThan(cosine(vectors[301]!, centre(0)));
});

test('sequences of letters are those within the word and its ends', () => {
  expect(subwordsOf('abc')).toEqual(['<ab', 'abc', 'bc>', '<abc', 'abc>', '<abc>']);
  const subwords = new Subwords(['abc', 'abd'], Float32Array.of(1, 0, 0, 1), 2);
  const out = new Float64Array(2);
  expect(subwords.add('abe', out, 1)).toBe(true);
  expect([...out].map((one) => Math.round(one * 1000) / 1000)).toEqual([0.5, 0.5]);
  expect(subwords.add('xyz', out, 1)).toBe(false);
});

test('posts without words have no vector, as JSON and as columns; too few words are not enough data', async () => {
  const { text } = planted(60);
  const posts = postsOf({ count: 61, text: [...text, '!!!'] });
  const json = await runMethod(textEmbeddings, { posts }, { dimensions: 4 });
  expect(strings(json, 'vector')[60]).toBe('null');
  const columns = await runMethod(textEmbeddings, { posts }, { dimensions: 4, format: 'columns' });
  expect(Object.keys(columns.columns)).toEqual(['v1', 'v2', 'v3', 'v4']);
  expect(numbers(columns, 'v1')[60]).toBeNaN();
  expect(numbers(columns, 'v1')[0]).toBeCloseTo(vectorsOf(strings(json, 'vector'))[0]![0]!, 4);
  for (const few of [[], ['one'], ['same words', 'same words']]) {
    const found = await runMethod(textEmbeddings, { posts: postsOf({ count: few.length, text: few }) });
    expect(aboutOf<{ summary: object }>(found).summary).toMatchObject({ notEnoughData: true, posts: few.length });
    expect(strings(found, 'vector')).toEqual(few.map(() => 'null'));
  }
});

test('the same seed gives the same vectors', async () => {
  const posts = postsOf({ count: 80, text: planted(80).text });
  expect(await runMethod(textEmbeddings, { posts }, {}, contextOf(4))).toEqual(
    await runMethod(textEmbeddings, { posts }, {}, contextOf(4)),
  );
});

test('identical posts have nothing of their own, and the summary says so', async () => {
  const text = new Array<string>(30).fill('plane delay gate airport pilot');
  const found = await runMethod(textEmbeddings, { posts: postsOf({ count: 30, text }) }, { dimensions: 8 });
  expect(aboutOf<{ summary: unknown }>(found).summary).toMatchObject({ embedded: 0, reason: expect.any(String) });
});
