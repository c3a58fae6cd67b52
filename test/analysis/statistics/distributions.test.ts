import {
  betaRegularised,
  chiSquaredUpper,
  gammaLower,
  gammaUpper,
  logGamma,
  normalLower,
  normalQuantile,
  normalUpper,
  studentUpper,
} from '../../../analysis/statistics/distributions';
import { known } from '../../shared-data';

interface Tail {
  law: 'norm' | 't' | 'chi2' | 'beta';
  x: number;
  arguments: number[];
  cdf: number;
  sf: number;
}
interface Inverse {
  law: string;
  p: number;
  arguments: number[];
  x: number;
}

const { tails, inverse } = known<{ tails: Tail[]; inverse: Inverse[] }>('statistics.json');

function relative(found: number, wanted: number): number {
  return wanted === 0 ? Math.abs(found) : Math.abs(found / wanted - 1);
}

function lower(one: Tail): number {
  const [a, b] = one.arguments as [number, number];
  if (one.law === 'norm') return normalLower(one.x);
  if (one.law === 't') return studentUpper(-one.x, a);
  if (one.law === 'chi2') return gammaLower(a / 2, one.x / 2);
  return betaRegularised(one.x, a, b);
}

function upper(one: Tail): number {
  const [a, b] = one.arguments as [number, number];
  if (one.law === 'norm') return normalUpper(one.x);
  if (one.law === 't') return studentUpper(one.x, a);
  if (one.law === 'chi2') return chiSquaredUpper(one.x, a);
  return betaRegularised(1 - one.x, b, a, one.x);
}

test.each(tails)('$law of $arguments at $x has the lower and upper tail that mpmath gives', (one) => {
  expect(relative(lower(one), one.cdf)).toBeLessThan(1e-9);
  expect(relative(upper(one), one.sf)).toBeLessThan(1e-9);
});

test('the quantile of the normal is that of scipy', () => {
  const normals = inverse.filter((one) => one.law === 'norm');
  expect(normals.length).toBeGreaterThan(0);
  for (const one of normals) expect(relative(normalQuantile(one.p), one.x)).toBeLessThan(1e-9);
});

test('quantile and distribution function of the normal undo each other, far into both tails', () => {
  for (let e = 1; e <= 300; e++) expect(relative(normalLower(normalQuantile(10 ** -e)), 10 ** -e)).toBeLessThan(1e-9);
  for (let p = 0.001; p < 1; p += 0.001) expect(relative(normalLower(normalQuantile(p)), p)).toBeLessThan(1e-12);
  expect(normalQuantile(0.5)).toBeCloseTo(0, 14);
  expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
  expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
});

test('the quantile of the docstring', () => {
  expect(normalQuantile(0.975).toFixed(6)).toBe('1.959964');
});

test('logGamma is the logarithm of the factorial', () => {
  let sum = 0;
  for (let n = 1; n <= 170; n++) {
    sum += Math.log(n);
    expect(Math.abs(logGamma(n + 1) - sum)).toBeLessThan(1e-10 * Math.max(1, sum));
  }
  // Γ(1/2) = √π, and the reflection below 1/2.
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
  expect(logGamma(0.25) + logGamma(0.75)).toBeCloseTo(Math.log(Math.PI * Math.SQRT2), 12);
});

test('tails are never outside 0 and 1 and fall as the argument grows', () => {
  for (const df of [1, 2.5, 10, 1000, 1e6]) {
    let before = 1;
    for (let t = -40; t <= 40; t += 0.5) {
      const tail = studentUpper(t, df);
      expect(tail).toBeGreaterThanOrEqual(0);
      expect(tail).toBeLessThanOrEqual(before + 1e-15);
      before = tail;
    }
  }
});

test('Student’s t with many degrees of freedom is the normal', () => {
  for (const z of [0.5, 1, 1.96, 3]) expect(relative(studentUpper(z, 1e7), normalUpper(z))).toBeLessThan(1e-5);
});

test('Student’s t with one degree of freedom is Cauchy’s, in closed form', () => {
  for (const t of [0.1, 1, 10, 1e3, 1e6, 1e12])
    expect(relative(studentUpper(t, 1), Math.atan2(1, t) / Math.PI)).toBeLessThan(1e-9);
});

test('chi-squared with two degrees of freedom is exponential, in closed form', () => {
  for (const x of [1e-9, 0.1, 1, 10, 100, 1000])
    expect(relative(chiSquaredUpper(x, 2), Math.exp(-x / 2))).toBeLessThan(1e-9);
});

test('lower and upper incomplete gamma add up to 1', () => {
  for (const a of [0.1, 0.5, 1, 5, 50, 500]) {
    for (const x of [1e-6, 0.1, 1, 5, 49, 51, 480, 520]) expect(gammaLower(a, x) + gammaUpper(a, x)).toBeCloseTo(1, 12);
  }
});
