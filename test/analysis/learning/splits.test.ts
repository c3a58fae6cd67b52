import { groupedFolds, holdout, stratifiedFolds } from '../../../analysis/learning/splits';
import { Xoshiro128 } from '../../../analysis/statistics/random';

const random = new Xoshiro128(1);

test('each fold has each class within one of its share, and every fold is used', () => {
  for (let round = 0; round < 50; round++) {
    const folds = 2 + random.below(6);
    const labels = Array.from({ length: folds + random.below(200) }, () => random.below(4));
    const fold = stratifiedFolds(labels, folds, new Xoshiro128(round));
    expect(new Set(fold).size).toBe(folds);
    for (const label of new Set(labels)) {
      const counts = Array.from(
        { length: folds },
        (_, f) => labels.filter((one, i) => one === label && fold[i] === f).length,
      );
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
    const sizes = Array.from({ length: folds }, (_, f) => fold.filter((one) => one === f).length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  }
});

test('no group is split, and a row without a group goes where it likes', () => {
  for (let round = 0; round < 50; round++) {
    const folds = 2 + random.below(6);
    const groups = Array.from({ length: 300 }, () => random.below(60) - 5);
    const fold = groupedFolds(groups, folds, new Xoshiro128(round));
    const where = new Map<number, number>();
    groups.forEach((group, i) => {
      if (group < 0) return;
      expect(where.get(group) ?? fold[i]).toBe(fold[i]);
      where.set(group, fold[i]!);
    });
    expect(new Set(fold).size).toBe(folds);
    const loose = fold.filter((_, i) => groups[i]! < 0);
    if (loose.length > 20) expect(new Set(loose).size).toBeGreaterThan(1);
  }
});

test('grouped folds are filled evenly, within the size of the largest group', () => {
  const groups = Array.from({ length: 500 }, () => random.below(80));
  const fold = groupedFolds(groups, 5, new Xoshiro128(3));
  const sizes = Array.from({ length: 5 }, (_, f) => fold.filter((one) => one === f).length);
  const largest = Math.max(...Array.from({ length: 80 }, (_, g) => groups.filter((one) => one === g).length));
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(largest);
});

test('the same seed splits the same way, another one differently', () => {
  const labels = Array.from({ length: 100 }, (_, i) => i % 3);
  expect(stratifiedFolds(labels, 5, new Xoshiro128(1))).toEqual(stratifiedFolds(labels, 5, new Xoshiro128(1)));
  expect(stratifiedFolds(labels, 5, new Xoshiro128(1))).not.toEqual(stratifiedFolds(labels, 5, new Xoshiro128(2)));
});

test('about the stated share is held out, no group is split, and rows without a group go one by one', () => {
  for (const share of [0.1, 0.25, 0.5, 0.8]) {
    const groups = Array.from({ length: 600 }, () => random.below(150) - 10);
    const held = holdout(groups, share, new Xoshiro128(7));
    const where = new Map<number, number>();
    groups.forEach((group, i) => {
      if (group < 0) return;
      expect(where.get(group) ?? held[i]).toBe(held[i]);
      where.set(group, held[i]!);
    });
    expect(Math.abs(held.reduce((a, b) => a + b, 0) / 600 - share)).toBeLessThan(0.02);
  }
  expect(Array.from(holdout(new Array(10).fill(-1), 0.3, new Xoshiro128(1))).filter((one) => one === 1).length).toBe(3);
});
