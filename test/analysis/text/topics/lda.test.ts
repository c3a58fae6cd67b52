import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { optimisedAlpha } from '../../../../analysis/text/topics/alpha';
import { assignTopics, heldOutLikelihood } from '../../../../analysis/text/topics/inference';
import { fitLda } from '../../../../analysis/text/topics/lda';
import { known } from '../../../shared-data';

const { dirichlet } = known<{ dirichlet: { counts: number[][]; alpha: number[] } }>('topics.json');

test('the estimate of the prior is Minka’s fixed point, as scipy’s digamma gives it', () => {
  const topicOf = dirichlet.counts.flatMap((row) => row.flatMap((n, k) => new Array<number>(n).fill(k)));
  const start = Int32Array.from([0, ...dirichlet.counts.map((row) => row.reduce((a, b) => a + b, 0))]);
  for (let i = 1; i < start.length; i++) start[i]! += start[i - 1]!;
  const found = optimisedAlpha(start, topicOf, new Float64Array(4).fill(0.1));
  dirichlet.alpha.forEach((wanted, k) => {
    expect(found[k]).toBeCloseTo(wanted, 8);
  });
});

test('without documents the prior stays', () => {
  expect(optimisedAlpha(Int32Array.of(0, 0), [], Float64Array.of(0.1, 0.2))).toEqual(Float64Array.of(0.1, 0.2));
});

/** Documents drawn from the model itself: three topics of eight words each, the first much more frequent. */
function drawn(count: number): { start: Int32Array; words: Int32Array; mixture: number[][] } {
  const random = new Xoshiro128(4);
  const words: number[] = [];
  const start = [0];
  const mixture: number[][] = [];
  for (let d = 0; d < count; d++) {
    const shares = [0.7, 0.2, 0.1].map((one) => one * random.next() ** 6);
    const sum = shares.reduce((a, b) => a + b, 0);
    mixture.push(shares.map((one) => one / sum));
    for (let t = 0; t < 40; t++) {
      let u = random.next();
      let k = 0;
      while (k < 2 && u >= mixture[d]![k]!) u -= mixture[d]![k++]!;
      words.push(k * 8 + random.below(8));
    }
    start.push(words.length);
  }
  return { start: Int32Array.from(start), words: Int32Array.from(words), mixture };
}

const options = { topics: 3, iterations: 120, beta: 0.01, alpha: 0.1, optimiseEvery: 10 };

test('topics that made the documents are found, with their words, sizes and mixtures', () => {
  const documents = drawn(300);
  const model = fitLda(documents, 24, options, new Xoshiro128(1));
  const place = [0, 1, 2].map((theme) =>
    [0, 1, 2].reduce((best, k) => (model.terms[theme * 8 * 3 + k]! > model.terms[theme * 8 * 3 + best]! ? k : best), 0),
  );
  expect([...place].sort()).toEqual([0, 1, 2]);
  for (let k = 0; k < 3; k++) {
    let sum = 0;
    for (let w = 0; w < 24; w++) sum += model.terms[w * 3 + k]!;
    expect(sum).toBeCloseTo(1, 4);
  }
  [0, 1, 2].forEach((theme) => {
    for (let w = theme * 8; w < theme * 8 + 8; w++) expect(model.terms[w * 3 + place[theme]!]).toBeGreaterThan(0.08);
  });
  expect(model.alpha[place[0]!]).toBeGreaterThan(model.alpha[place[2]!]!);
  const known = { probabilities: model.terms, alpha: model.alpha };
  const { topic, weight, shares } = assignTopics(documents, known);
  let error = 0;
  documents.mixture.forEach((truth, d) => {
    const best = place.indexOf(topic[d]!);
    error += Math.abs(weight[d]! - truth[best]!);
  });
  expect(error / 300).toBeLessThan(0.08);
  expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
  // New words are foretold better than by what is frequent in all documents, and no better than the true mixtures can.
  const unseen = drawn(400);
  const likelihood = heldOutLikelihood(unseen, known, (d) => d >= 300);
  let truth = 0;
  let frequent = 0;
  for (let d = 300; d < 400; d++) {
    for (let t = d * 40 + 1; t < (d + 1) * 40; t += 2) {
      const theme = Math.floor(unseen.words[t]! / 8);
      truth += Math.log(unseen.mixture[d]![theme]! / 8) / 2000;
      frequent += Math.log(shares[place[theme]!]! / 8) / 2000;
    }
  }
  expect(likelihood).toBeGreaterThan(frequent + 0.1);
  expect(likelihood).toBeLessThan(truth);
});

test('the same seed gives the same model, another seed another sampler', () => {
  const documents = drawn(50);
  const termsFrom = (seed: number): Float32Array =>
    fitLda(documents, 24, { ...options, iterations: 20 }, new Xoshiro128(seed)).terms;
  expect(termsFrom(3)).toEqual(termsFrom(3));
  expect(termsFrom(3)).not.toEqual(termsFrom(4));
});

test('a document without words has no topic, and nothing to foretell has no likelihood', () => {
  const known = { probabilities: Float32Array.of(0.5, 0.5), alpha: Float64Array.of(1, 1) };
  const documents = { start: Int32Array.of(0, 0, 1), words: Int32Array.of(0) };
  const { topic, weight } = assignTopics(documents, known);
  expect([...topic]).toEqual([-1, 0]);
  expect([...weight]).toEqual([Number.NaN, 0.5]);
  expect(heldOutLikelihood(documents, known, () => true)).toBeNaN();
});
