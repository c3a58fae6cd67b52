import { textDictionary } from '../../../../analysis/text/terms/dictionary';
import { numbers, strings } from '../../../../domain/artefact';
import { postsOf, runMethod } from '../../run-method';

const categories = { delay: ['late', 'delay*'], luggage: ['bag', 'bags', 'luggage'] };

async function code(
  text: string[],
  codebook: Readonly<Record<string, string[]>> = categories,
): Promise<{ category: readonly (string | null)[]; hits: (name: string) => number[] }> {
  const found = await runMethod(
    textDictionary,
    { posts: postsOf({ count: text.length, text }) },
    { categories: codebook },
  );
  return { category: strings(found, 'category'), hits: (name) => Array.from(numbers(found, `hits_${name}`)) };
}

test('posts go to the category with the most words; ties and none are none', async () => {
  const { category, hits } = await code([
    'Late again, delayed',
    'My BAG is #late',
    'bags and luggage, late',
    'nothing here',
    '',
  ]);
  expect(category).toEqual(['delay', null, 'luggage', null, null]);
  expect(hits('delay')).toEqual([2, 1, 1, 0, 0]);
  expect(hits('luggage')).toEqual([0, 1, 2, 0, 0]);
});

test('a word is whole unless it ends in a star', async () => {
  const { hits } = await code(['plate lateness baggage', 'delay delays delayed undelayed']);
  expect(hits('delay')).toEqual([0, 3]);
  expect(hits('luggage')).toEqual([0, 0]);
});

test('accounts and links are no words', async () => {
  expect((await code(['@late https://late.example/bag'])).category).toEqual([null]);
});

test('a codebook is written in any case, with a typographic apostrophe or an accent', async () => {
  const { category } = await code(["I can't", 'I can’t', 'CAFÉ', 'cafe\u0301'], { no: ['CAN’T'], place: ['Café'] });
  expect(category).toEqual(['no', 'no', 'place', 'place']);
});

test.each([
  ['lost bag', 'my lost bag'],
  ['#fail', 'what a #fail'],
  ['e-mail', 'by e-mail'],
  ['24h', 'open 24h'],
])('the entry %j is matched or refused, not silently without effect', async (entry, text) => {
  const hits = await code([text], { luggage: [entry] }).then(
    (found) => found.hits('luggage')[0],
    () => 'refused',
  );
  expect([1, 'refused']).toContain(hits);
});

test('a word in two categories counts for both', async () => {
  expect((await code(['late'], { a: ['late'], b: ['late'] })).category).toEqual([null]);
});
