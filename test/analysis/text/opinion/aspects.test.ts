import { textAspects } from '../../../../analysis/text/opinion/aspects';
import { strings } from '../../../../domain/artefact';
import { known } from '../../../shared-data';
import { aboutOf, postsOf, runMethod } from '../../run-method';

interface Found {
  term: string;
  sentiment: string;
  score: number;
  start: number;
  end: number;
}

interface About {
  aspects: {
    aspect: string;
    mentions: number;
    positive: number;
    negative: number;
    mean: number;
    meanInterval: number[] | null;
  }[];
  summary: Record<string, unknown>;
}

/** Pronouns, auxiliaries, conjunctions and adverbs of degree in the sentences below, as a grammar classes them. */
const functionWordsOf: Record<string, readonly string[]> = {
  fr: ["c'est", 'très', "j'ai", 'tout', 'après', 'plus'],
  es: ['aunque', 'este', 'era', 'bastante', 'todo', 'fue', 'además'],
  it: ['davvero', 'molto', 'solo', 'dopo', "l'ho", 'sempre'],
  pt: ['então', 'realmente', 'foi', 'está', 'são', 'bem'],
  hi: ['मैंने', 'मुझे', 'वास्तव', 'क्योंकि', 'मैं', 'हूँ'],
  ar: ['لقد', 'كنت', 'ولكن', 'جدا', 'فقط', 'هناك'],
};

async function aspectsOf(text: string, aspects: unknown, language = 'en'): Promise<Found[]> {
  const found = await runMethod(
    textAspects,
    { posts: postsOf({ count: 1, text: [text], language: [language] }) },
    { aspects },
  );
  return JSON.parse(strings(found, 'aspects')[0]!) as Found[];
}

const { sentences } = known<{ sentences: { language: string; text: string; aspects: Record<string, string> }[] }>(
  'aspect-sentences.json',
);

test('sentences labelled by hand: every aspect found, at least four of five with the sentiment that a person gave', async () => {
  let right = 0;
  let all = 0;
  for (const { language, text, aspects } of sentences) {
    const found = await aspectsOf(text, Object.keys(aspects), language);
    for (const [name, sentiment] of Object.entries(aspects)) {
      const one = found.find((mention) => mention.term === name);
      expect({ text, name, found: one !== undefined }).toEqual({ text, name, found: true });
      expect(text.slice(one!.start, one!.end).toLowerCase()).toBe(name);
      all++;
      if (one!.sentiment === sentiment) right++;
    }
  }
  expect(all).toBeGreaterThan(75);
  expect(right / all).toBeGreaterThan(0.8);
});

test('negation and contrast turn what is said of one aspect and not of the other', async () => {
  const found = await aspectsOf("I don't like the battery, but the screen is great.", 'battery,screen');
  expect(found.map((one) => one.sentiment)).toEqual(['negative', 'positive']);
});

// The examples by which SemEval-2014 explains the task (Pontiki et al. 2014, doi:10.3115/v1/S14-2004).
test.each([
  ['I liked the service and the staff, but not the food', { service: 'positive', staff: 'positive', food: 'negative' }],
  ['I hated their fajitas, but their salads were great', { fajitas: 'negative', salads: 'positive' }],
  ['The fajitas are their first plate', { fajitas: 'neutral' }],
])('%s', async (text, expected) => {
  const found = await aspectsOf(text, Object.keys(expected));
  expect(Object.fromEntries(found.map((one) => [one.term, one.sentiment]))).toEqual(expected);
});

test('Arabic words with a conjunction or preposition written onto them are mentions; the offsets are those of the word', async () => {
  const text = 'الفندق جميل وخدمة ممتازة بموقع رائع';
  const found = await aspectsOf(text, 'خدمة,موقع,فندق', 'ar');
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['الفندق', 'خدمة', 'موقع']);
  expect(found.map((one) => one.sentiment)).toEqual(['positive', 'positive', 'positive']);
});

test.each([
  ['fr', "C'est très bien, j'ai aimé tout, après l'accueil plus rien", 'accueil'],
  ['es', 'Aunque este servicio era bastante bueno, todo fue caro además', 'servicio'],
  ['it', "Davvero molto buono, solo dopo l'ho provato, sempre il prezzo", 'prezzo'],
  ['pt', 'Então realmente foi bom e o quarto está bem, são poucos', 'quarto'],
  ['hi', 'मैंने मुझे वास्तव में होटल अच्छा लगा क्योंकि मैं यहाँ हूँ', 'होटल'],
  ['ar', 'لقد كنت هناك ولكن الفندق جميل جدا فقط', 'الفندق'],
])('%s: function words are no aspects', async (language, text, aspect) => {
  const posts = postsOf({ count: 6, text: Array(6).fill(text), language: Array(6).fill(language) });
  const names = aboutOf<About>(await runMethod(textAspects, { posts })).aspects.map((one) => one.aspect);
  expect(names).toContain(aspect);
  for (const word of functionWordsOf[language]!) expect(names).not.toContain(word);
});

test('synonyms, plurals and hashtags count for their aspect; the longest name wins', async () => {
  const found = await aspectsOf('Batteries die. #screen ok. The display is bad, battery life too', [
    'battery',
    'battery life',
    { term: 'screen', synonyms: ['display'] },
  ]);
  expect(found.map((one) => one.term)).toEqual(['battery', 'screen', 'screen', 'battery life']);
});

test('offsets are in UTF-16 units and split no emoji', async () => {
  const text = '🚀🚀 the 🧑🏽‍🚀 screen 😡 is awful';
  const [one] = await aspectsOf(text, 'screen');
  expect(text.slice(one!.start, one!.end)).toBe('screen');
  expect(one!.sentiment).toBe('negative');
});

test('aspects are found as frequent noun phrases, opinions and rare names are not among them', async () => {
  const text = Array.from({ length: 12 }, (_, i) =>
    i % 2 === 0
      ? 'The customer service was awful today'
      : `The battery of my phone is good, says ${['Anna', 'Bob'][(i % 4) >> 1]}`,
  );
  const found = await runMethod(textAspects, { posts: postsOf({ count: 12, text }) }, { minimumPosts: 5 });
  const { aspects, summary } = aboutOf<About>(found);
  expect(aspects.map((one) => one.aspect)).toEqual(expect.arrayContaining(['battery', 'customer service']));
  expect(aspects.map((one) => one.aspect)).not.toEqual(expect.arrayContaining(['awful']));
  expect(aspects.map((one) => one.aspect)).not.toEqual(expect.arrayContaining(['anna']));
  expect(aspects.find((one) => one.aspect === 'customer service')).toMatchObject({ mentions: 6, negative: 6 });
  expect(summary).toMatchObject({ found: true });
});

test('candidates of a language without tagger come from frequency, without stop words and rated words', async () => {
  const text = Array.from({ length: 10 }, () => 'Der Akku ist schlecht und die Kamera auch');
  const found = await runMethod(
    textAspects,
    { posts: postsOf({ count: 10, text, language: text.map(() => 'de') }) },
    { minimumPosts: 5 },
  );
  const names = aboutOf<About>(found).aspects.map((one) => one.aspect);
  expect(names).toEqual(expect.arrayContaining(['akku', 'kamera']));
  expect(names).not.toEqual(expect.arrayContaining(['schlecht']));
  expect(names).not.toEqual(expect.arrayContaining(['und']));
});

test('a language without lexicon has no aspects and a reason; nothing found is said', async () => {
  const found = await runMethod(textAspects, {
    posts: postsOf({ count: 2, text: ['батарея хорошая', 'x'], language: ['ru', 'en'] }),
  });
  expect(strings(found, 'aspects')).toEqual(['[]', '[]']);
  expect(strings(found, 'reason')).toEqual(['no lexicon for language ru', null]);
  expect(aboutOf<About>(found).summary.reason).toMatch(/no phrase/);
});

test('parameters keep their meaning when they are read a second time', () => {
  const once = textAspects.parameters.parse({ aspects: [{ term: 'screen', synonyms: ['display'] }, 'battery'] });
  expect(textAspects.parameters.parse(once)).toEqual(once);
});

test('posts in a script that the lexicon of their language does not know get a reason, and no aspects', async () => {
  const text = ['yeh phone bahut achha hai', 'यह फोन बहुत अच्छा है', 'had al hatif jamil jidan'];
  const found = await runMethod(
    textAspects,
    { posts: postsOf({ count: 3, text, language: ['hi', 'hi', 'ar'] }) },
    { aspects: 'phone,फोन,hatif' },
  );
  expect(strings(found, 'reason').map((one) => one !== null)).toEqual([true, false, true]);
  expect(strings(found, 'aspects').map((one) => one === '[]')).toEqual([true, false, true]);
});
