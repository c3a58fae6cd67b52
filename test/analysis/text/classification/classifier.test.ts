import { textClassify } from '../../../../analysis/text/classification/classify';
import { balancedWeights } from '../../../../analysis/learning/balanced-weights';
import { labelledPosts, textClassifier } from '../../../../analysis/text/classification/classifier';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { decodeArtefact, encodeArtefact } from '../../../../db/artefact-codec';
import { numbers, strings } from '../../../../domain/artefact';
import { aboutOf, postsOf, runMethod } from '../../run-method';

const random = new Xoshiro128(1);
const filler = ['the', 'flight', 'was', 'today', 'we', 'and'];
const mood = Array.from({ length: 200 }, (_, i) => ['bad', 'fine', 'good'][i % 3]!);
const word: Record<string, string> = { bad: 'awful', fine: 'okay', good: 'lovely' };
const text = mood.map((one) => [...Array.from({ length: 5 }, () => filler[random.below(6)]), word[one]].join(' '));
const posts = postsOf({ count: 200, text, attributes: { mood: mood.map((one, i) => (i % 10 === 0 ? null : one)) } });

test('a classifier learns what the labellers thought, and labels the posts without a label', async () => {
  const model = await runMethod(textClassifier, { posts }, { label: 'mood' });
  expect(aboutOf<{ labelled: number; classes: string[]; counts: number[] }>(model)).toMatchObject({
    labelled: 180,
    classes: ['bad', 'fine', 'good'],
    summary: { converged: true, trainingMacroRecall: 1 },
  });
  const found = await runMethod(textClassify, { posts, model });
  expect(strings(found, 'label')).toEqual(mood);
});

test('the strongest terms of each class are its own', async () => {
  const { strongest } = aboutOf<{ strongest: { class: string; terms: { term: string }[] }[] }>(
    await runMethod(textClassifier, { posts }, { label: 'mood', words: [1, 1] }),
  );
  for (const one of strongest) expect(one.terms[0]!.term).toBe(word[one.class]);
});

test('probabilities of a post add up to 1, and the label is the most probable', async () => {
  const found = await runMethod(textClassify, {
    posts,
    model: await runMethod(textClassifier, { posts }, { label: 'mood' }),
  });
  const names = ['bad', 'fine', 'good'];
  for (let i = 0; i < 200; i++) {
    const p = names.map((name) => numbers(found, `p_${name}`)[i]!);
    expect(p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    expect(names[p.indexOf(Math.max(...p))]).toBe(strings(found, 'label')[i]);
  }
});

test('posts are labelled one by one: shards give what the whole gives', async () => {
  const model = await runMethod(textClassifier, { posts }, { label: 'mood', characters: [2, 3] });
  const whole = await runMethod(textClassify, { posts, model });
  const half = await runMethod(textClassify, { posts: postsOf({ count: 100, text: text.slice(100) }), model });
  expect(strings(half, 'label')).toEqual(strings(whole, 'label').slice(100));
  expect(Array.from(numbers(half, 'p_bad'))).toEqual(Array.from(numbers(whole, 'p_bad')).slice(100));
});

test('too few labelled posts, or one class, give no classifier and no labels', async () => {
  for (const attributes of [{ mood: mood.map((one, i) => (i < 49 ? one : null)) }, { mood: mood.map(() => 'bad') }]) {
    const model = await runMethod(
      textClassifier,
      { posts: postsOf({ count: 200, text, attributes }) },
      { label: 'mood' },
    );
    expect(model.columns).toEqual({});
    expect(strings(await runMethod(textClassify, { posts, model }), 'label')).toEqual(new Array(200).fill(null));
  }
});

test('labels that are not in the data are an error that names them', async () => {
  await expect(runMethod(textClassifier, { posts }, { label: 'stance' })).rejects.toMatchObject({
    code: 'ASSAY_METHOD_INPUT',
    message: expect.stringContaining('stance'),
  });
});

test('labelled posts: classes in order, empty and missing labels left out', () => {
  const found = labelledPosts({ mood: ['good', null, '', 'bad', 'good'] }, 'mood');
  expect(found.classes).toEqual(['bad', 'good']);
  expect(Array.from(found.rows)).toEqual([0, 3, 4]);
  expect(Array.from(found.y)).toEqual([1, 0, 1]);
});

test('balanced weights give every class the same weight in all', () => {
  // scikit-learn, compute_class_weight('balanced'): n / (classes · count).
  expect(balancedWeights([0, 0, 0, 1], 2)).toEqual([4 / 6, 2]);
  expect(balancedWeights([0, 0], 2)).toEqual([0.5, 0].map((one, i) => (i === 0 ? 2 / 4 : one)));
});

test.each([3, 2])('trees of %i classes are kept as a model, read back, and label new posts', async (classes) => {
  const labels = mood.map((one, i) => (i % 10 === 0 || (classes === 2 && one === 'fine') ? null : one));
  const labelled = postsOf({ count: 200, text, attributes: { mood: labels } });
  const model = await runMethod(
    textClassifier,
    { posts: labelled },
    { label: 'mood', model: 'trees', characters: [2, 3] },
  );
  const read = decodeArtefact('model', encodeArtefact(model));
  const found = await runMethod(textClassify, { posts, model: read });
  const known = mood.filter((one) => classes === 3 || one !== 'fine');
  expect(strings(found, 'label').filter((_, i) => classes === 3 || mood[i] !== 'fine')).toEqual(known);
  const names = classes === 3 ? ['bad', 'fine', 'good'] : ['bad', 'good'];
  for (let i = 0; i < 200; i++)
    expect(names.reduce((sum, name) => sum + numbers(found, `p_${name}`)[i]!, 0)).toBeCloseTo(1, 12);
  const half = await runMethod(textClassify, { posts: postsOf({ count: 100, text: text.slice(100) }), model: read });
  expect(Array.from(numbers(half, 'p_bad'))).toEqual(Array.from(numbers(found, 'p_bad')).slice(100));
});

test('the strongest terms of trees are words whose presence raises the class', async () => {
  for (const classes of [3, 2]) {
    const labels = mood.map((one) => (classes === 2 && one === 'fine' ? null : one));
    const { strongest } = aboutOf<{ strongest: { class: string; terms: { term: string; weight: number }[] }[] }>(
      await runMethod(
        textClassifier,
        { posts: postsOf({ count: 200, text, attributes: { mood: labels } }) },
        { label: 'mood', model: 'trees', words: [1, 1] },
      ),
    );
    expect(strongest).toHaveLength(classes);
    for (const one of strongest) {
      expect(one.terms[0]!.term).toBe(word[one.class]);
      expect(one.terms.map(({ term }) => term)).not.toContain(word[one.class === 'bad' ? 'good' : 'bad']);
    }
  }
});
