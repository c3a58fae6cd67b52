import { bagOf, bagOfWords, plainBag, termsArtefact } from '../../../../analysis/text/terms/bag';
import { inverseDocumentFrequency, textTfidf, weightTfidf } from '../../../../analysis/text/terms/tfidf';
import { known } from '../../../shared-data';
import { aboutOf, postsOf, runMethod } from '../../run-method';

type Weights = Record<string, number>;
interface Variant {
  idf: Weights;
  rows: Weights[];
  newRow: Weights;
}
const { tfidf } = known<{ tfidf: { texts: string[][]; new: string[]; plain: Variant; sublinear: Variant } }>(
  'learning.json',
);

const bag = bagOfWords(
  tfidf.texts.map((words) => words.join(' ')),
  plainBag,
);
const idf = inverseDocumentFrequency(bag.matrix);

function rowsOf(matrix: typeof bag.matrix): Weights[] {
  return Array.from({ length: matrix.rows }, (_, i) => {
    const row: Weights = {};
    for (let e = matrix.start[i]!; e < matrix.start[i + 1]!; e++)
      row[bag.vocabulary[matrix.index[e]!]!] = matrix.value[e]!;
    return row;
  });
}
function close(found: Weights, wanted: Weights): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
  for (const [term, weight] of Object.entries(wanted)) expect(found[term]).toBeCloseTo(weight, 10);
}

test('inverse document frequencies are scikit-learn’s', () => {
  close(Object.fromEntries(bag.vocabulary.map((term, j) => [term, idf[j]!])), tfidf.plain.idf);
});

test.each(['plain', 'sublinear'] as const)('weights of known and of new posts are scikit-learn’s (%s)', (name) => {
  const sublinear = name === 'sublinear';
  rowsOf(weightTfidf(bag.matrix, idf, sublinear)).forEach((row, i) => close(row, tfidf[name].rows[i]!));
  const fresh = bagOfWords([tfidf.new.join(' ')], plainBag, bag);
  close(rowsOf(weightTfidf(fresh.matrix, idf, sublinear))[0]!, tfidf[name].newRow);
});

test('the method gives the same weights, and a post without terms stays empty', async () => {
  const found = bagOf(
    await runMethod(textTfidf, {
      terms: termsArtefact(bagOfWords([...tfidf.texts.map((words) => words.join(' ')), '...'], plainBag)),
    }),
  );
  expect(found.matrix.rows).toBe(tfidf.texts.length + 1);
  expect(found.matrix.start.at(-1)).toBe(found.matrix.start.at(-2));
  for (let i = 0; i < tfidf.texts.length; i++) {
    const square = found.matrix.value
      .subarray(found.matrix.start[i], found.matrix.start[i + 1])
      .reduce((sum, one) => sum + one * one, 0);
    expect(square).toBeCloseTo(1, 12);
  }
});

test('where no term is left the summary says so', async () => {
  const found = await runMethod(textTfidf, { posts: postsOf({ count: 1, text: ['one post alone'] }) });
  expect(aboutOf<{ summary: unknown }>(found).summary).toMatchObject({ posts: 1, terms: 0, notEnoughData: true });
});
