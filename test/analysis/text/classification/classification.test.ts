import { evaluate } from '../../../../analysis/learning/evaluation';
import { fitNaiveBayes } from '../../../../analysis/learning/linear/naive-bayes';
import { decisionScores } from '../../../../analysis/learning/logistic-regression';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { textClassify } from '../../../../analysis/text/classification/classify';
import { againstMean, explainScore, kindOf } from '../../../../analysis/text/classification/contributions';
import { textExplain } from '../../../../analysis/text/classification/explain';
import { learnFeatures, ReadPost, seeFeatures } from '../../../../analysis/text/classification/feature-space';
import { calibrateByLanguage, fitByLanguage } from '../../../../analysis/text/classification/language-calibration';
import { lexiconFeatures, lexiconValues } from '../../../../analysis/text/classification/lexicon-features';
import { textSentiment } from '../../../../analysis/text/classification/sentiment';
import { mostOccluded, occlusion, placeOf, type Span } from '../../../../analysis/text/classification/occlusion';
import { postScores } from '../../../../analysis/text/classification/post-scores';
import { applyTextModel, scoresOf, trainTextModel } from '../../../../analysis/text/classification/text-model';
import { classifierTokens } from '../../../../analysis/text/classification/tokens';
import { type Artefact, numbers, strings } from '../../../../domain/artefact';
import { aboutOf, contextOf, postsOf, runMethod } from '../../run-method';
import { everyFeature } from './every-feature';

const random = new Xoshiro128(11);
const filler = ['the', 'flight', 'was', 'today', 'we', 'and', 'gate', 'crew'];
const told: Record<string, string[]> = {
  negative: ['awful', 'delayed', 'terrible'],
  neutral: ['boarding', 'gate', 'schedule'],
  positive: ['lovely', 'great', 'thanks'],
};
const moods = ['negative', 'neutral', 'positive'];

/** Posts whose label shows in one word, nine times of ten. */
function sample(count: number): { text: string[]; label: string[] } {
  const label = Array.from({ length: count }, () => moods[[0, 1, 1, 1, 2, 2][random.below(6)]!]!);
  const text = label.map((one) => {
    const mood = random.below(10) === 0 ? moods[random.below(3)]! : one;
    return [...Array.from({ length: 6 }, () => filler[random.below(8)]), told[mood]![random.below(3)]].join(' ');
  });
  return { text, label };
}

const learned = sample(300);
const fresh = sample(200);
const train = postsOf({ count: 300, text: learned.text, attributes: { label: learned.label } });
const posts = postsOf({ count: 200, text: fresh.text, attributes: { label: fresh.label } });

interface Shown {
  evaluation: {
    accuracy: number;
    macroRecall: number;
    macroRecallInterval: { low: number; high: number };
    perClass: { class: string; recall: number; interval: { low: number; high: number } }[];
  } | null;
  summary: Record<string, unknown>;
}
function probabilities(artefact: Artefact): Record<string, number>[] {
  return strings(artefact, 'probabilities').map((one) => JSON.parse(one!) as Record<string, number>);
}

test('tokens: what is read of a post, and where it stands', () => {
  const text = 'Sooo LATE @user :( #FailWhale!!! https://t.co/x 12345 ❤ don’t';
  const { terms, starts, ends } = classifierTokens(text);
  expect(terms).toEqual(['soo', 'late', '@', ':(', 'failwhale', '!!', 'http', '0000', '❤', "don't"]);
  expect(terms.map((_, k) => text.slice(starts[k], ends[k]))).toEqual(
    'Sooo LATE @user :( #FailWhale !!! https://t.co/x 12345 ❤ don’t'.split(' '),
  );
});

test('where addresses do not count a post is seen as if it had none, at the same offsets', () => {
  const addresses = { ...everyFeature, addresses: false };
  const spaces = (text: string): string => text.replace(/https:\S*/g, ' ');
  const text = learned.text.slice(0, 40).map((one, i) => `${one} https://t.co/${i % 3} late`);
  const language = text.map(() => 'en');
  const shared = learnFeatures({ text, language }, addresses);
  const without = learnFeatures({ text: text.map(spaces), language }, everyFeature);
  expect(shared.matrix).toEqual(without.matrix);
  const last = (post: ReadPost): number => post.tokens.starts.at(-1)!;
  expect(last(new ReadPost(shared.space, 'see https://t.co/x now', 'en'))).toBe(19);
});

test('new posts are seen as the training posts were, each block of length 1', () => {
  const documents = { text: learned.text.slice(0, 40), language: new Array<string>(40).fill('en') };
  const { space, matrix } = learnFeatures(documents, everyFeature);
  const again = seeFeatures(documents, space);
  const dense = (x: typeof matrix, i: number): Map<number, number> =>
    new Map(
      Array.from({ length: x.start[i + 1]! - x.start[i]! }, (_, k) => [
        x.index[x.start[i]! + k]!,
        x.value[x.start[i]! + k]!,
      ]),
    );
  const words = space.blocks[0]!.low.length;
  for (let i = 0; i < 40; i++) {
    expect(dense(again, i)).toEqual(dense(matrix, i));
    const square = [...dense(matrix, i)].reduce((sum, [j, v]) => sum + (j < words ? v * v : 0), 0);
    expect(square).toBeCloseTo(1, 10);
  }
});

test.each([
  { model: 'logistic' },
  { model: 'logistic', penalty: 'l1', c: 1 },
  { model: 'logistic', penalty: 'elastic-net', c: 1 },
  { model: 'svm' },
  { model: 'blend' },
  { model: 'naive-bayes' },
  { model: 'trees' },
  { model: 'trees', calibration: 'none', classWeights: 'none' },
  { model: 'logistic', select: 'chi2', keep: 60 },
  { model: 'logistic', select: 'mutual-information', keep: 60, calibration: 'platt' },
  { model: 'logistic', select: 'l1', calibration: 'isotonic', c: 1 },
  { model: 'logistic', calibration: 'temperature-bias', classWeights: 'none' },
])('%j learns what people saw, and says how well on posts with labels', async (parameters) => {
  const found = await runMethod(
    textClassify,
    { posts, train },
    { label: 'label', features: 'words', words: [1, 1], ...parameters },
  );
  const { evaluation } = aboutOf<Shown>(found);
  const label = strings(found, 'label');
  // The best that anybody can do is .93: one post of ten carries a word at random.
  expect(evaluation!.accuracy).toBeGreaterThan(0.85);
  const slow = evaluate(
    fresh.label.map((one) => moods.indexOf(one)),
    label.map((one) => moods.indexOf(one!)),
    3,
  );
  expect(evaluation!.accuracy).toBeCloseTo(slow.accuracy!, 12);
  expect(evaluation!.macroRecall).toBeCloseTo(slow.macroRecall!, 12);
  expect(evaluation!.macroRecallInterval.low).toBeLessThan(evaluation!.macroRecall);
  expect(evaluation!.macroRecallInterval.high).toBeGreaterThan(evaluation!.macroRecall);
  expect(evaluation!.perClass.map((one) => one.class)).toEqual(moods);
  for (const one of probabilities(found)) expect(moods.reduce((sum, mood) => sum + one[mood]!, 0)).toBeCloseTo(1, 9);
});

test('with the default calibration the label is the most probable class', async () => {
  const found = await runMethod(textClassify, { posts, train }, { label: 'label' });
  const label = strings(found, 'label');
  probabilities(found).forEach((one, i) => {
    expect(Math.max(...Object.values(one))).toBe(one[label[i]!]);
  });
});

test('the same seed gives the same labels and probabilities', async () => {
  const once = await runMethod(textClassify, { posts, train }, { label: 'label' }, contextOf(3));
  const twice = await runMethod(textClassify, { posts, train }, { label: 'label' }, contextOf(3));
  expect(twice).toEqual(once);
});

test('without a training file a labelled post gets what a fit without it said: labels by chance are not learned', async () => {
  const chance = Array.from({ length: 300 }, () => moods[random.below(3)]!);
  const unknowable = postsOf({ count: 300, text: learned.text, attributes: { label: chance } });
  const { evaluation } = aboutOf<Shown>(await runMethod(textClassify, { posts: unknowable }, { label: 'label' }));
  expect(evaluation!.accuracy).toBeLessThan(0.5);
});

test('too few labels, no model and no labels, and no posts: a clear answer each', async () => {
  const few = postsOf({ count: 5, text: learned.text.slice(0, 5), attributes: { label: learned.label.slice(0, 5) } });
  const found = await runMethod(textClassify, { posts, train: few }, { label: 'label' });
  expect(strings(found, 'label')).toEqual(new Array(200).fill(null));
  expect(aboutOf<Shown>(found).summary).toMatchObject({ notEnoughData: true });
  await expect(runMethod(textClassify, { posts })).rejects.toMatchObject({ code: 'ASSAY_METHOD_INPUT' });
  await expect(runMethod(textClassify, { posts, train }, { label: 'stance' })).rejects.toMatchObject({
    code: 'ASSAY_METHOD_INPUT',
  });
  const none = postsOf({ count: 0, text: [], attributes: {} });
  expect(strings(await runMethod(textClassify, { posts: none, train }, { label: 'label' }), 'label')).toEqual([]);
});

test('a class that the training posts never had counts as missed', async () => {
  const odd = postsOf({
    count: 200,
    text: fresh.text,
    attributes: { label: fresh.label.map((one, i) => (i < 20 ? 'mixed' : one)) },
  });
  const { evaluation } = aboutOf<Shown>(await runMethod(textClassify, { posts: odd, train }, { label: 'label' }));
  expect(evaluation!.perClass.find((one) => one.class === 'mixed')).toMatchObject({ recall: 0, support: 20 });
});

test('sentiment without labels is the lexicon’s, says so, and stays silent where it knows no word', async () => {
  const text = [
    'I love this, great!',
    'terrible, awful service',
    'the train leaves at nine',
    'ich hasse das',
    'jag hatar det',
    'bahut accha',
  ];
  const found = await runMethod(textSentiment, {
    posts: postsOf({ count: 6, text, language: ['en', 'en', 'en', 'de', 'sv', 'hi'] }),
  });
  expect(strings(found, 'label')).toEqual(['positive', 'negative', 'neutral', 'negative', null, null]);
  expect(strings(found, 'probabilities')).toEqual(new Array(6).fill('null'));
  expect(aboutOf<Shown>(found).summary).toMatchObject({ by: 'lexicon', withoutLabel: 2 });
  expect(String(aboutOf<Shown>(found).summary.agreementWithPeople)).toContain('still to be shown');
});

test('sentiment learns each language from its own posts, and reports the drop between them', async () => {
  const mixed = (count: number): Parameters<typeof postsOf>[0] => {
    const { text, label } = sample(count);
    // In the other language the words mean the opposite.
    const opposite: Record<string, string> = { negative: 'positive', neutral: 'neutral', positive: 'negative' };
    return {
      count,
      text,
      language: text.map((_, i) => (i % 2 === 0 ? 'en' : 'xx')),
      attributes: { label: label.map((one, i) => (i % 2 === 0 ? one : opposite[one]!)) },
    };
  };
  const found = await runMethod(
    textSentiment,
    { posts: postsOf(mixed(200)), train: postsOf(mixed(600)) },
    { features: 'words', words: [1, 1] },
  );
  const about = aboutOf<
    Shown & { training: { wordsByLanguage: boolean }; evaluation: { drops: { language: number } } }
  >(found);
  expect(about.training.wordsByLanguage).toBe(true);
  expect(about.evaluation!.accuracy).toBeGreaterThan(0.8);
  expect(about.evaluation.drops.language).toBeGreaterThanOrEqual(0);
});

test('a lexicon speaks for posts of eight languages, and is silent in others', () => {
  const [positive, negative] = [
    lexiconFeatures.indexOf('lexicon positive'),
    lexiconFeatures.indexOf('lexicon negative'),
  ];
  const said = (text: string, language: string): number => {
    const out = new Float64Array(lexiconFeatures.length);
    lexiconValues(text, language, out, 0);
    return out[positive]! - out[negative]!;
  };
  for (const [good, bad, language] of [
    ['a wonderful day, I love it', 'a terrible day, I hate it', 'en'],
    ['un día maravilloso, me encanta', 'un día terrible, lo odio', 'es'],
    ['une journée merveilleuse, un bonheur', 'une journée terrible, je déteste', 'fr'],
    ['ein wunderbarer Tag, großartig', 'ein schrecklicher Tag, furchtbar', 'de'],
    ['una giornata meravigliosa, amore', 'una giornata terribile, odio', 'it'],
    ['um dia maravilhoso, amor', 'um dia terrível, ódio', 'pt'],
  ] as const) {
    expect(said(good, language)).toBeGreaterThan(0);
    expect(said(bad, language)).toBeLessThan(0);
  }
  expect(said('wonderful', 'xx')).toBe(0);
});

test('each language that has labelled posts enough states its own certainty', () => {
  const n = 600;
  const scores = new Float64Array(n * 2);
  const y: number[] = [];
  const languages: string[] = [];
  for (let i = 0; i < n; i++) {
    languages.push(i % 2 === 0 ? 'en' : 'hi');
    scores[i * 2] = 2;
    // Nine of ten are right in one language, half in the other.
    y.push(i % 2 === 0 ? (i % 20 === 0 ? 1 : 0) : i % 4 === 1 ? 1 : 0);
  }
  const calibration = fitByLanguage('temperature', scores, y, languages, 2);
  const p = calibrateByLanguage(calibration, scores.subarray(0, 6), ['en', 'hi', 'fr'], 2);
  expect(p[0]).toBeCloseTo(0.9, 2);
  expect(p[2]).toBeCloseTo(0.5, 2);
  expect(p[4]).toBeCloseTo(0.7, 2);
});

test('contributions and intercept sum to the model’s own score, by feature and by place', () => {
  const documents = { text: learned.text, language: new Array<string>(300).fill('en') };
  const { model } = trainTextModel(
    documents,
    Int32Array.from(learned.label, (one) => moods.indexOf(one)),
    moods,
    {
      features: 'both',
      words: [1, 2],
      characters: [2, 4],
      minimumDocuments: 2,
      idf: true,
      lexicon: true,
      byLanguage: false,
      addresses: true,
    },
    {
      model: 'blend',
      penalty: 'l2',
      l1Ratio: 0.5,
      c: 1,
      weights: 'balanced',
      calibration: 'temperature',
      select: 'none',
      keep: 1,
    },
    new Xoshiro128(1),
  );
  for (const text of [...fresh.text.slice(0, 20), 'awful awful, the gate! 😀 nowhere']) {
    const x = seeFeatures({ text: [text], language: ['en'] }, model.space);
    const scores = scoresOf(model.fitted, x);
    for (let c = 0; c < 3; c++) {
      const found = explainScore(model.fitted, new ReadPost(model.space, text, 'en'), x, c);
      expect(found.logit).toBeCloseTo(scores[c]!, 9);
      const manner = found.contributions.reduce(
        (sum, one, k) => sum + (kindOf(model.space, found.columns[k]!) === 'manner' ? one : 0),
        0,
      );
      const words = found.words.reduce((sum, one) => sum + one, 0);
      expect(words + manner + found.intercept).toBeCloseTo(scores[c]!, 9);
    }
  }
});

test('an explanation names the word that tells, the removal that changes the label, and a near post of another', async () => {
  for (const method of ['contributions', 'occlusion']) {
    const found = await runMethod(
      textExplain,
      { posts: postsOf({ count: 1, text: ['the crew was lovely'] }), train },
      { features: 'words', words: [1, 1], lexicon: false, method },
    );
    expect(strings(found, 'label')).toEqual(['positive']);
    const words = JSON.parse(strings(found, 'words')[0]!) as { term: string; contribution: number }[];
    expect(words.reduce((a, b) => (b.contribution > a.contribution ? b : a)).term).toBe('lovely');
    expect(JSON.parse(strings(found, 'flip')[0]!)).toMatchObject({ removed: [{ term: 'lovely', start: 13, end: 19 }] });
    const near = JSON.parse(strings(found, 'nearest')[0]!) as { row: number; label: string };
    expect(near.label).not.toBe('positive');
    expect(learned.label[near.row]).toBe(near.label);
  }
});

test('occlusion of a short post is what scoring it anew without each word says; a long one keeps its bound, whole and in order', () => {
  const documents = { text: learned.text, language: learned.text.map(() => 'en') };
  const y = Int32Array.from(learned.label, (one) => moods.indexOf(one));
  for (const kind of ['logistic', 'trees'] as const) {
    const { model } = trainTextModel(
      documents,
      y,
      moods,
      { ...everyFeature, lexicon: true },
      {
        model: kind,
        penalty: 'l2',
        l1Ratio: 0.5,
        c: 1,
        weights: 'balanced',
        calibration: 'temperature',
        select: 'none',
        keep: 1000,
      },
      new Xoshiro128(2),
    );
    const explained = (text: string): { post: ReadPost; spans: Span[] } => {
      const post = new ReadPost(model.space, text, 'en');
      const x = seeFeatures({ text: [text], language: ['en'] }, model.space);
      return {
        post,
        spans: occlusion(
          model,
          post,
          postScores(model, post),
          scoresOf(model.fitted, x),
          2,
          explainScore(model.fitted, post, x, 2).words,
        ),
      };
    };
    const probability = (text: string): number =>
      applyTextModel(model, { text: [text], language: ['en'] }).probabilities[2]!;
    const text = 'The crew was NOT great, but lovely #thanks :)';
    const { post, spans } = explained(text);
    expect(spans).toHaveLength(post.tokens.terms.length);
    for (const span of spans) {
      const { start, end } = placeOf(post, span);
      const without = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
      expect(span.contribution).toBeCloseTo(probability(text) - probability(without), 12);
    }
    const long = explained(`${'the gate was today '.repeat(50)}lovely ${'we and crew '.repeat(50)}`);
    expect(long.spans.length).toBeLessThanOrEqual(mostOccluded);
    expect(long.spans[0]!.from).toBe(0);
    expect(long.spans.at(-1)!.to).toBe(long.post.tokens.terms.length);
    long.spans.slice(1).forEach((span, k) => expect(span.from).toBe(long.spans[k]!.to));
    if (kind === 'trees') continue;
    const lovely = long.spans.find((span) => placeOf(long.post, span).term === 'lovely')!;
    expect(lovely.contribution).toBe(Math.max(...long.spans.map((span) => span.contribution)));
  }
});

test('trees are explained by what falls without a feature; with what acts together the parts sum to the score', async () => {
  const found = await runMethod(
    textExplain,
    { posts: postsOf({ count: 2, text: ['the crew was lovely', 'nothing known'] }), train },
    { features: 'words', words: [1, 1], lexicon: false, model: 'trees', limit: 50 },
  );
  expect(strings(found, 'label')[0]).toBe('positive');
  const parts = JSON.parse(strings(found, 'contributions')[0]!) as { feature: string; contribution: number }[];
  expect(parts.reduce((sum, one) => sum + one.contribution, 0)).toBeCloseTo(numbers(found, 'logit')[0]!, 9);
  expect(parts.reduce((a, b) => (b.contribution > a.contribution ? b : a)).feature).toBe('lovely');
  const words = JSON.parse(strings(found, 'words')[0]!) as { term: string; contribution: number }[];
  expect(words.reduce((a, b) => (b.contribution > a.contribution ? b : a)).term).toBe('lovely');
  expect(JSON.parse(strings(found, 'flip')[0]!)).toMatchObject({ removed: [{ term: 'lovely' }] });
  expect(JSON.parse(strings(found, 'nearest')[0]!)).toMatchObject({ label: expect.not.stringMatching('positive') });
});

test('of naive Bayes a word speaks for the label by how much less it lowers its score than those of other classes', async () => {
  const { matrix } = learnFeatures(
    { text: learned.text, language: learned.text.map(() => 'en') },
    { ...everyFeature, features: 'words', words: [1, 1], lexicon: false },
  );
  const y = Int32Array.from(learned.label, (one) => moods.indexOf(one));
  const fitted = againstMean(fitNaiveBayes(matrix, y, 3, { balanced: true }));
  const scores = decisionScores(fitted, matrix);
  const likelihoods = decisionScores(fitNaiveBayes(matrix, y, 3, { balanced: true }), matrix);
  for (let i = 0; i < matrix.rows * 3; i += 3) {
    const of = (c: number): number => likelihoods[i + c]! - likelihoods[i]!;
    for (let c = 0; c < 3; c++) expect(scores[i + c]! - scores[i]!).toBeCloseTo(of(c), 9);
    expect(scores[i]! + scores[i + 1]! + scores[i + 2]!).toBeCloseTo(0, 9);
  }
  const found = await runMethod(
    textExplain,
    { posts: postsOf({ count: 1, text: ['the crew was lovely'] }), train },
    { features: 'words', words: [1, 1], lexicon: false, model: 'naive-bayes' },
  );
  const parts = JSON.parse(strings(found, 'contributions')[0]!) as { feature: string; contribution: number }[];
  expect(parts.reduce((sum, one) => sum + one.contribution, 0)).toBeCloseTo(numbers(found, 'logit')[0]!, 9);
  expect(parts.find(({ feature }) => feature === 'lovely')!.contribution).toBeGreaterThan(0);
  expect(JSON.parse(strings(found, 'flip')[0]!)).toMatchObject({ removed: [{ term: 'lovely' }] });
});

test('copies of a post are explained alike and counted each, and the probability is that of the label', async () => {
  const text = ['the crew was lovely', 'awful delay', 'the crew was lovely'];
  const settings = { features: 'words', words: [1, 1], c: 1, method: 'occlusion' };
  const found = await runMethod(textExplain, { posts: postsOf({ count: 3, text }), train }, settings);
  for (const column of ['contributions', 'words', 'flip', 'nearest', 'label'])
    expect(strings(found, column)[2]).toBe(strings(found, column)[0]);
  const { importance } = aboutOf<{ importance: { class: string; posts: number }[] }>(found);
  expect(importance.find((one) => one.class === 'positive')!.posts).toBe(2);
  const labelled = await runMethod(
    textClassify,
    { posts: postsOf({ count: 3, text }), train },
    { label: 'label', features: 'words', words: [1, 1], c: 1, lexicon: true, weighting: 'counts' },
  );
  text.forEach((_, i) => {
    const probabilities = JSON.parse(strings(labelled, 'probabilities')[i]!) as Record<string, number>;
    expect(strings(found, 'label')[i]).toBe(strings(labelled, 'label')[i]);
    expect(numbers(found, 'probability')[i]).toBeCloseTo(probabilities[strings(found, 'label')[i]!]!, 9);
  });
});

test.each(['logistic', 'trees'])(
  'shuffled on held-out labels, the words that tell matter to %s, the others do not',
  async (model) => {
    const found = await runMethod(
      textExplain,
      { posts, train },
      { features: 'words', words: [1, 1], lexicon: false, model },
    );
    const { permutation } = aboutOf<{
      permutation: {
        posts: number;
        macroRecall: number;
        kinds: { kind: string; mean: number }[];
        features: { feature: string; mean: number; low: number; high: number }[];
      };
    }>(found);
    expect(permutation.posts).toBe(200);
    // Without any word all posts look alike, and one class of three is right.
    expect(permutation.kinds).toEqual([expect.objectContaining({ kind: 'words' })]);
    expect(permutation.kinds[0]!.mean).toBeGreaterThan(0.4);
    const of = (word: string): number => permutation.features.find((one) => one.feature === word)?.mean ?? 0;
    // Of the nine telling words "gate" is filler too.
    for (const word of ['awful', 'delayed', 'terrible', 'boarding', 'schedule', 'lovely', 'great', 'thanks'])
      expect(of(word)).toBeGreaterThan(0.02);
    for (const word of ['the', 'was', 'we', 'and']) expect(of(word)).toBeLessThan(0.02);
  },
);

test('importance on held-out posts is left out where there are none, or where nobody asks', async () => {
  const settings = { features: 'words', words: [1, 1], c: 1, posts: 1 };
  for (const [inputs, repeats] of [
    [{ posts: train }, 10],
    [{ posts, train }, 0],
    [{ posts: postsOf({ count: 200, text: fresh.text }), train }, 10],
  ] as const)
    expect(
      aboutOf<{ permutation: unknown }>(await runMethod(textExplain, inputs, { ...settings, repeats })).permutation,
    ).toBeNull();
});
