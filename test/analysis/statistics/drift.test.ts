import { populationStability } from '../../../analysis/statistics/drift';

test('equal distributions have no drift, whatever their size', () => {
  expect(populationStability({ a: 50, b: 50 }, { a: 50, b: 50 })).toBe(0);
  expect(populationStability({ a: 1, b: 3 }, { a: 200, b: 600 })).toBeCloseTo(0, 12);
});

test('the index is Σ (q − p) ln(q / p)', () => {
  const p = [0.2, 0.3, 0.5];
  const q = [0.3, 0.3, 0.4];
  const wanted = p.reduce((sum, one, i) => sum + (q[i]! - one) * Math.log(q[i]! / one), 0);
  expect(populationStability({ a: 20, b: 30, c: 50 }, { a: 300, b: 300, c: 400 })).toBeCloseTo(wanted, 12);
});

test('it is symmetric and never negative', () => {
  const a = { x: 5, y: 17, z: 0 };
  const b = { x: 50, y: 7, w: 9 };
  expect(populationStability(a, b)!).toBeGreaterThan(0);
  expect(populationStability(a, b)).toBeCloseTo(populationStability(b, a)!, 12);
});

test('a category that one side lacks counts as half a case', () => {
  const wanted = (0.5 / 100 - 10 / 100) * Math.log(0.5 / 10) + (100 / 100 - 90 / 100) * Math.log(100 / 90);
  expect(populationStability({ a: 90, b: 10 }, { a: 100 })).toBeCloseTo(wanted, 12);
});

test('nothing to compare is no number', () => {
  expect(populationStability({}, { a: 1 })).toBeNull();
  expect(populationStability({ a: 0 }, { a: 1 })).toBeNull();
});
