import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { textEmotion } from '../../../../analysis/text/opinion/emotion';
import { textSarcasm } from '../../../../analysis/text/opinion/sarcasm';
import { textStance } from '../../../../analysis/text/opinion/stance';
import { textToxicity } from '../../../../analysis/text/opinion/toxicity';
import { strings } from '../../../../domain/artefact';
import type { Method, Posts } from '../../../../domain/method';
import { aboutOf, postsOf, runMethod } from '../../run-method';

interface About {
  by: string;
  crossValidated: { macroF1: number };
  evaluation: { macroF1: number; n: number };
  summary: Record<string, unknown>;
}

async function labelsOf(
  method: Method,
  text: string[],
  language = text.map(() => 'en'),
  parameters = {},
): Promise<{ label: (string | null)[]; reason: (string | null)[]; probabilities: (Record<string, number> | null)[] }> {
  const found = await runMethod(method, { posts: postsOf({ count: text.length, text, language }) }, parameters);
  return {
    label: [...strings(found, 'label')],
    reason: [...strings(found, 'reason')],
    probabilities: strings(found, 'probabilities').map((one) => JSON.parse(one!) as Record<string, number> | null),
  };
}

test('emotion: a named feeling or an emoji gives its label, a negation takes it back, nothing is none', async () => {
  const { label, probabilities } = await labelsOf(
    textEmotion,
    [
      'I am so happy today',
      'this makes me sad 😢',
      'I am not angry',
      'the train leaves at eight',
      'ich habe angst',
      'estoy triste',
    ],
    ['en', 'en', 'en', 'en', 'de', 'es'],
  );
  expect(label).toEqual(['joy', 'sadness', 'none', 'none', 'fear', 'sadness']);
  for (const one of probabilities) expect(Object.values(one!).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 3);
});

test('sarcasm: an author’s own mark counts, in any language; a set phrase alone does not; without mark only English is judged', async () => {
  const { label } = await labelsOf(
    textSarcasm,
    [
      'I just love waiting #sarcasm',
      'обожаю ждать #sarcasm',
      'Oh great, my phone',
      'Oh great, just what I needed',
      'Tolles Wetter. Ironie off',
      'Na toll.',
      'what a lovely day /s',
      'adoro esperar, sqn',
    ],
    ['en', 'ru', 'en', 'en', 'de', 'de', 'en', 'pt'],
  );
  expect(label).toEqual([
    'sarcastic',
    'sarcastic',
    'not sarcastic',
    'sarcastic',
    'sarcastic',
    'und',
    'sarcastic',
    'sarcastic',
  ]);
});

test('toxicity: an insult counts, a plain word does not, in the eight languages', async () => {
  const { label } = await labelsOf(
    textToxicity,
    [
      'you idiot',
      'eres un idiota',
      'espèce de crétin',
      'du vollidiot',
      'sei un cretino',
      'você é um imbecil',
      'तू गधा है',
      'أنت غبي',
      'good morning',
    ],
    ['en', 'es', 'fr', 'de', 'it', 'pt', 'hi', 'ar', 'en'],
  );
  expect(label).toEqual([...new Array<string>(8).fill('toxic'), 'not toxic']);
});

test('toxicity: a Portuguese swear word attacks nobody by itself', async () => {
  const { label } = await labelsOf(textToxicity, ['porra, que saco', 'cala a boca, arrombado'], ['pt', 'pt']);
  expect(label).toEqual(['not toxic', 'toxic']);
});

test('stance: listed hashtags and the sentiment of the target speak; a post on something else does not', async () => {
  const { label } = await labelsOf(
    textStance,
    ['I support the vaccine', 'Ban the vaccine, it is horrible', 'I hate rain', 'go #getyourjab', 'no to masks'],
    undefined,
    { target: 'vaccine,jab', favour: '#getyourjab', against: '#noway' },
  );
  expect(label).toEqual(['favour', 'against', 'none', 'favour', 'none']);
});

test.each(['es', 'de', 'it', 'pt'])(
  'stance in %s: only listed hashtags speak, a mention without them is undetermined',
  async (language) => {
    const { label, reason } = await labelsOf(textStance, ['contra contro Euro', 'Euro #si'], [language, language], {
      target: 'euro',
      favour: '#si',
    });
    expect(label).toEqual(['und', 'favour']);
    expect(reason).toEqual([`no cues for language ${language}`, null]);
  },
);

test.each([textEmotion, textSarcasm, textToxicity, textStance])(
  '$id answers und with a reason for a language without cues',
  async (method) => {
    const { label, reason, probabilities } = await labelsOf(
      method,
      ['это дом'],
      ['ru'],
      method === textStance ? { target: 'дом' } : {},
    );
    expect(label).toEqual(['und']);
    expect(reason[0]).toMatch(/^no cues for language ru/);
    expect(probabilities).toEqual([null]);
  },
);

test('stance without target and labels says so', async () => {
  expect((await labelsOf(textStance, ['x'])).reason[0]).toMatch(/no target/);
});

/** Synthetic: each class has words of its own among common ones. */
function planted(count: number, seed: number, labels: boolean): Posts {
  const random = new Xoshiro128(seed);
  const own = { red: ['ruby', 'rose', 'cherry'], green: ['grass', 'lime', 'fern'], blue: ['sea', 'sky', 'ice'] };
  const names = Object.keys(own) as (keyof typeof own)[];
  const classes = Array.from({ length: count }, () => names[random.below(3)]!);
  const text = classes.map((name) =>
    Array.from({ length: 8 }, () =>
      random.below(3) === 0 ? own[name][random.below(3)]! : ['the', 'a', 'of', 'we', 'you', 'day'][random.below(6)]!,
    ).join(' '),
  );
  return postsOf({ count, text, attributes: labels ? { gold: classes } : {} });
}

test.each([textEmotion, textSarcasm, textToxicity, textStance])(
  '$id learns planted classes from a training file and is judged on the labels of the posts',
  async (method) => {
    const train = planted(300, 1, true);
    const posts = planted(200, 2, true);
    const found = await runMethod(method, { posts, train }, { label: 'gold', characters: [0, 0] });
    const about = aboutOf<About>(found);
    expect(about.by).toBe('classifier');
    expect(about.evaluation.n).toBe(200);
    expect(about.evaluation.macroF1).toBeGreaterThan(0.85);
    expect(about.crossValidated.macroF1).toBeGreaterThan(0.85);
    expect(about.summary.trainedOn).toBe(300);
  },
);

test('posts that were learned from get the label of a fold that did not know them', async () => {
  // Labels without any tie to the text: a model that saw them would repeat them, one that did not cannot.
  const random = new Xoshiro128(5);
  const gold = Array.from({ length: 400 }, () => (random.below(2) === 0 ? 'a' : 'b'));
  const text = gold.map((_, i) => `word${i} other${i} thing${i % 7}`);
  const found = await runMethod(
    textEmotion,
    { posts: postsOf({ count: 400, text, attributes: { gold } }) },
    { label: 'gold', minimumDocuments: 1, c: 100 },
  );
  const right = strings(found, 'label').filter((one, i) => one === gold[i]).length;
  expect(right).toBeGreaterThan(140);
  expect(right).toBeLessThan(260);
});

test('too few labels: cues, and the reason', async () => {
  const posts = postsOf({ count: 3, text: ['happy', 'sad', 'x'], attributes: { gold: ['a', 'b', 'a'] } });
  const about = aboutOf<About>(await runMethod(textEmotion, { posts }, { label: 'gold' }));
  expect(about.by).toBe('cues');
  expect(about.summary.notTrained).toMatch(/at least 50 labelled posts/);
});

test.each([textSarcasm, textEmotion, textStance, textToxicity])(
  'a file to train on with a column "label" needs no naming, and labelled posts are evaluated: $id',
  async (method) => {
    const count = 60;
    const text = Array.from({ length: count }, (_, i) => (i % 2 ? `red rose ${i}` : `blue sky ${i}`));
    const label = text.map((one) => one.slice(0, 3));
    const posts = postsOf({ count, text, attributes: { label } });
    const trained = aboutOf<About>(await runMethod(method, { posts, train: posts }));
    expect(trained.summary.trainedOn).toBe(count);
    const own = aboutOf<About>(await runMethod(method, { posts }, { label: 'label' }));
    expect(own.evaluation).toMatchObject({ n: count, accuracy: 1, macroF1: own.crossValidated.macroF1 });
  },
);

test.each([textEmotion, textToxicity, textSarcasm, textStance])(
  'the cues of $id say how often each language has any, and how good they are there',
  async (method) => {
    const language = ['en', 'es', 'fr', 'de', 'it', 'pt', 'hi', 'ar', 'ru'];
    const posts = postsOf({ count: 9, text: language.map(() => 'xyz'), language });
    const { summary } = aboutOf<{ summary: { byLanguage: Record<string, { posts: number; quality: string }> } }>(
      await runMethod(method, { posts }, method === textStance ? { target: 'rain' } : {}),
    );
    expect(Object.keys(summary.byLanguage).sort()).toEqual([...language].sort());
    for (const [name, known] of Object.entries(summary.byLanguage)) {
      const without = name === 'ru' || (method === textStance && ['es', 'de', 'it', 'pt'].includes(name));
      expect(known).toEqual({
        posts: 1,
        withCue: 0,
        quality: without ? 'no cues' : expect.stringMatching(/found|not measured/),
      });
    }
  },
);
