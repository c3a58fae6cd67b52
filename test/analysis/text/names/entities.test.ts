import { textEntities } from '../../../../analysis/text/names/entities';
import { strings } from '../../../../domain/artefact';
import { aboutOf, postsOf, runMethod } from '../../run-method';

interface Span {
  start: number;
  end: number;
  type: string;
}
interface Summary {
  entities: { name: string; type: string; count: number; posts: number }[];
  postsWithoutCasing: Record<string, number>;
}

async function read(text: readonly string[], language = 'en', parameters: object = {}) {
  const found = await runMethod(
    textEntities,
    { posts: postsOf({ count: text.length, text, language: text.map(() => language) }) },
    parameters,
  );
  const spans = strings(found, 'entities').map((one) => JSON.parse(one!) as Span[]);
  return {
    named: spans.map((own, i) => own.map(({ start, end, type }) => `${type} ${text[i]!.slice(start, end)}`)),
    summary: aboutOf<{ summary: Summary }>(found).summary,
  };
}

const english = [
  'we saw Angela Merkel in Berlin today',
  'so Angela Merkel said that Berlin is fine',
  'Berlin is what Angela Merkel likes',
  'the new iPhone 6 and the PS4 are here #Apple',
  'my iPhone 6 is gone #apple',
  'buy an iPhone 6 #APPLE @ada',
  'Today we go home and today we sleep',
];

test('names are what the corpus writes with a capital inside sentences; products have numbers or inner capitals', async () => {
  const { named, summary } = await read(english);
  expect(named).toEqual([
    ['name Angela Merkel', 'name Berlin'],
    ['name Angela Merkel', 'name Berlin'],
    ['name Berlin', 'name Angela Merkel'],
    ['product iPhone 6', 'product PS4', 'hashtag #Apple'],
    ['product iPhone 6', 'hashtag #apple'],
    ['product iPhone 6', 'hashtag #APPLE'],
    [],
  ]);
  expect(summary.entities).toEqual([
    { name: '#APPLE', type: 'hashtag', count: 3, posts: 3 },
    { name: 'Angela Merkel', type: 'name', count: 3, posts: 3 },
    { name: 'Berlin', type: 'name', count: 3, posts: 3 },
    { name: 'iPhone 6', type: 'product', count: 3, posts: 3 },
  ]);
});

test('what few posts hold is not listed, but marked where it stands', async () => {
  const { named, summary } = await read(english, 'en', { minimumPosts: 4 });
  expect(summary.entities).toEqual([]);
  expect(named[0]).toHaveLength(2);
});

test('shouting is no name, and a possessive is no part of one', async () => {
  const { named } = await read([
    'I like Paris very much',
    'we like Paris too',
    'WE LIKE PARIS VERY MUCH',
    'this is Paris’s best place',
  ]);
  expect(named).toEqual([['name Paris'], ['name Paris'], [], ['name Paris']]);
});

test('languages without casing, and German, say that no names were looked for', async () => {
  const arabic = await read(['السلام عليكم #مصر'], 'ar');
  expect(arabic.named).toEqual([['hashtag #مصر']]);
  expect(arabic.summary.postsWithoutCasing).toEqual({ ar: 1 });
  const german = await read(['wir sahen den Hund und den Hund #Tiere', 'mit dem Hund'], 'de');
  expect(german.named).toEqual([['hashtag #Tiere'], []]);
  expect(german.summary.postsWithoutCasing).toEqual({ de: 2 });
});

test('accounts on request; no posts, no entities', async () => {
  expect((await read(['hi @ada'], 'en', { types: ['mention'] })).named).toEqual([['mention @ada']]);
  expect((await read([])).summary.entities).toEqual([]);
});

test('a few Latin words in a post without casing do not make it one with casing', async () => {
  const text = ['صباح الخير يا أصدقاء http', 'सुप्रभात मित्रों rt', 'Good morning, see you in Rome'];
  const found = await runMethod(textEntities, { posts: postsOf({ count: 3, text, language: ['ar', 'hi', 'en'] }) });
  expect(aboutOf<{ summary: unknown }>(found).summary).toMatchObject({ postsWithoutCasing: { ar: 1, hi: 1 } });
});
