import { adjustedRand, normalisedMutualInformation } from '../../../analysis/learning/partition-agreement';
import { Xoshiro128 } from '../../../analysis/statistics/random';
import { known } from '../../shared-data';

const { clusters } = known<{
  clusters: { agreement: { a: number[]; b: number[]; adjustedRand: number; nmi: number }[] };
}>('learning.json');

test.each(clusters.agreement)(
  'of $a and $b the adjusted Rand index and the mutual information are scikit-learn’s',
  ({ a, b, adjustedRand: rand, nmi }) => {
    expect(adjustedRand(a, b)).toBeCloseTo(rand, 10);
    expect(adjustedRand(b, a)).toBeCloseTo(rand, 10);
    expect(normalisedMutualInformation(a, b)).toBeCloseTo(nmi, 10);
    expect(normalisedMutualInformation(b, a)).toBeCloseTo(nmi, 10);
  },
);

test('names of groups do not matter', () => {
  expect(adjustedRand([0, 0, 1, 2], [7, 7, -3, 100])).toBe(1);
  expect(normalisedMutualInformation([0, 0, 1, 2], [7, 7, -3, 100])).toBeCloseTo(1, 12);
});

test('the adjusted Rand index is Hubert & Arabie’s, counted over all pairs', () => {
  const random = new Xoshiro128(2);
  for (let k = 0; k < 30; k++) {
    const n = 4 + random.below(20);
    const a = Array.from({ length: n }, () => random.below(3));
    const b = Array.from({ length: n }, () => random.below(4));
    let [both, onlyA, onlyB, neither] = [0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        if (a[i] === a[j]) b[i] === b[j] ? both++ : onlyA++;
        else b[i] === b[j] ? onlyB++ : neither++;
      }
    }
    const below = (both + onlyA) * (onlyA + neither) + (both + onlyB) * (onlyB + neither);
    expect(adjustedRand(a, b)).toBeCloseTo(below === 0 ? 1 : (2 * (both * neither - onlyA * onlyB)) / below, 10);
  }
});

test('a partition of one thing agrees with itself, as in scikit-learn', () => {
  expect(adjustedRand([0], [0])).toBe(1);
  expect(normalisedMutualInformation([0], [0])).toBe(1);
});
