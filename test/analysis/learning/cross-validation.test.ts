import { bySlice, crossValidation, macroRecallInterval } from '../../../analysis/learning/cross-validation';
import { evaluate } from '../../../analysis/learning/evaluation';
import { Xoshiro128 } from '../../../analysis/statistics/random';
import { aboutOf, peopleOf, postsOf, runMethod } from '../run-method';

interface Part {
  n: number;
  accuracy: number;
  macroRecall: number;
  macroRecallInterval: { low: number; high: number };
}
interface About {
  stratified: Part;
  grouped?: Part;
  holdout: Part;
  slices: Record<string, { value: string; n: number; accuracy?: number; notEnoughData?: boolean }[]>;
  summary: {
    macroRecall: number;
    accuracy: number;
    majorityAccuracy: number;
    labelled: number;
    notEnoughData?: boolean;
  };
}

const filler = ['the', 'a', 'was', 'today', 'flight', 'we', 'and', 'to'];
function words(random: Xoshiro128, n: number, list: readonly string[] = filler): string[] {
  return Array.from({ length: n }, () => list[random.below(list.length)]!);
}

async function judge(
  text: string[],
  label: (string | null)[],
  author?: number[],
  parameters: object = {},
): Promise<About> {
  const posts = postsOf({
    count: text.length,
    text,
    attributes: { label },
    platform: text.map((_, i) => (i % 4 === 0 ? 'x' : 'y')),
  });
  return aboutOf<About>(
    await runMethod(crossValidation, author ? { posts, people: peopleOf(author) } : { posts }, {
      label: 'label',
      ...parameters,
    }),
  );
}

test('trees are judged as trees: what two words say only together they find, and a linear model does not', async () => {
  const random = new Xoshiro128(2);
  const label = Array.from({ length: 300 }, () => (random.below(2) === 0 ? 'no' : 'yes'));
  // "yes" has one of the two words, "no" both or neither.
  const text = label.map((one) => {
    const first = random.below(2) === 0;
    const second = one === 'yes' ? !first : first;
    return [...words(random, 2), ...(first ? ['left'] : []), ...(second ? ['right'] : [])].join(' ');
  });
  const parameters = { words: [1, 1], folds: 2 };
  const trees = await judge(text, label, undefined, { ...parameters, model: 'trees' });
  const linear = await judge(text, label, undefined, parameters);
  expect(trees.stratified.macroRecall).toBeGreaterThan(0.95);
  expect(linear.stratified.macroRecall).toBeLessThan(0.7);
});

test('labels that a word gives away are all found', async () => {
  const random = new Xoshiro128(1);
  const label = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 'bad' : 'good'));
  const text = label.map((one) => [...words(random, 5), one === 'bad' ? 'awful' : 'lovely'].join(' '));
  const found = await judge(
    text,
    label,
    label.map((_, i) => i),
  );
  for (const part of [found.stratified, found.grouped!, found.holdout]) expect(part.macroRecall).toBeGreaterThan(0.99);
  expect(found.stratified.n).toBe(200);
  expect(found.grouped!.n).toBe(200);
});

test('labels that nothing gives away are guessed about as chance would', async () => {
  const random = new Xoshiro128(2);
  const text = Array.from({ length: 400 }, () => words(random, 8).join(' '));
  const label = text.map(() => (random.below(2) === 0 ? 'bad' : 'good'));
  const found = await judge(text, label);
  // Four standard errors of a share of 400 around one half, and room for the dependence between folds.
  expect(Math.abs(found.stratified.macroRecall - 0.5)).toBeLessThan(0.12);
  expect(found.grouped).toBeUndefined();
});

test('a classifier that recognises authors looks good in stratified folds and not in grouped ones', async () => {
  const random = new Xoshiro128(3);
  const author = Array.from({ length: 400 }, (_, i) => i % 20);
  const mood = Array.from({ length: 20 }, (_, person) => (person % 2 === 0 ? 'bad' : 'good'));
  // Each author has a word of their own and always the same label.
  const text = author.map((person) => [...words(random, 5), `signature${String.fromCharCode(97 + person)}`].join(' '));
  const found = await judge(
    text,
    author.map((person) => mood[person]!),
    author,
  );
  expect(found.stratified.macroRecall).toBeGreaterThan(0.95);
  expect(found.grouped!.macroRecall).toBeLessThan(0.75);
  expect(found.summary.macroRecall).toBe(found.grouped!.macroRecall);
  expect(found.grouped!.macroRecallInterval.high - found.grouped!.macroRecallInterval.low).toBeGreaterThan(0.05);
});

test.each([0.2, 0.25, 0.4, 0.5, 0.8])('the holdout is the stated share of the posts: %s', async (holdout) => {
  const random = new Xoshiro128(4);
  const label = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 'bad' : 'good'));
  const found = await judge(
    label.map((one) => [...words(random, 3), one].join(' ')),
    label,
    undefined,
    { holdout, folds: 2 },
  );
  expect(Math.abs(found.holdout.n - 200 * holdout)).toBeLessThanOrEqual(4);
});

test('posts without a label are left out, and too few labelled ones are not enough', async () => {
  const label = Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? null : i % 2 === 0 ? 'bad' : 'good'));
  expect(
    (
      await judge(
        label.map((one) => one ?? 'none'),
        label,
      )
    ).summary.labelled,
  ).toBe(200);
  const few = await judge(['a b', 'c d'], ['bad', 'good']);
  expect(few.summary).toMatchObject({ notEnoughData: true, labelled: 2 });
  const one = await judge(
    label.map(() => 'x'),
    label.map(() => 'bad'),
  );
  expect(one.summary.notEnoughData).toBe(true);
});

test('every labelled post is in one slice, and a slice of few posts has no figures', async () => {
  const label = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 'bad' : 'good'));
  const { platform } = (
    await judge(
      label.map((one) => `${one} day`),
      label,
    )
  ).slices;
  expect(platform!.map((one) => [one.value, one.n])).toEqual([
    ['x', 25],
    ['y', 75],
  ]);
  expect(platform![0]).toMatchObject({ notEnoughData: true });
  expect(platform![1]!.accuracy).toBe(1);
});

test('a slice has the figures of its own posts', () => {
  const random = new Xoshiro128(5);
  const truth = Int32Array.from({ length: 120 }, () => random.below(2));
  const guess = Int32Array.from({ length: 120 }, () => random.below(2));
  const posts = postsOf({ count: 120, language: Array.from({ length: 120 }, (_, i) => (i < 60 ? 'de' : 'en')) });
  const found = bySlice(
    posts,
    Int32Array.from({ length: 120 }, (_, i) => i),
    truth,
    guess,
    ['a', 'b'],
    ['language', 'nothing'],
  ) as Record<string, { value: string; macroF1: number }[]>;
  expect(Object.keys(found)).toEqual(['language']);
  expect(found.language![0]!.macroF1).toBe(evaluate(truth.slice(0, 60), guess.slice(0, 60), 2).macroF1);
});

test('the interval of macro recall holds macro recall, and is wider where authors are few', () => {
  const random = new Xoshiro128(6);
  const truth = Int32Array.from({ length: 300 }, () => random.below(3));
  const groups = Int32Array.from({ length: 300 }, (_, i) => Math.floor(i / 30));
  // Half of the authors are always misread.
  const guess = truth.map((one, i) => (groups[i]! % 2 === 0 ? one : (one + 1) % 3));
  const value = evaluate(truth, guess, 3).macroRecall!;
  const apart = macroRecallInterval(truth, guess, 3, undefined, new Xoshiro128(1));
  const together = macroRecallInterval(truth, guess, 3, groups, new Xoshiro128(1));
  for (const one of [apart, together]) {
    expect(one.value).toBeCloseTo(value, 12);
    expect(one.low!).toBeLessThan(value);
    expect(one.high!).toBeGreaterThan(value);
  }
  expect(together.high! - together.low!).toBeGreaterThan(2 * (apart.high! - apart.low!));
});
