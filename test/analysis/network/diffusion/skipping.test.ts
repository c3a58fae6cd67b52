import { waits } from '../../../../analysis/network/diffusion/skipping';
import { Xoshiro128 } from '../../../../analysis/statistics/random';

test.each([0.3, 0.02, 0.0005])('at %d the arcs that fail before one passes are geometric', (p) => {
  const next = waits(p, new Xoshiro128(3));
  const draws = 200_000;
  // Classes of about the same probability, from the quantiles of the law.
  const quantiles = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].map((q) => Math.log1p(-q) / Math.log1p(-p));
  const edges = [...new Set([0, ...quantiles.map(Math.ceil)])];
  const found = new Float64Array(edges.length);
  for (let i = 0; i < draws; i++) {
    const wait = next();
    found[edges.findLastIndex((edge) => wait >= edge)]!++;
  }
  const tail = (k: number): number => (1 - p) ** k;
  const chiSquare = edges.reduce((sum, edge, i) => {
    const expected = draws * (tail(edge) - (i + 1 < edges.length ? tail(edges[i + 1]!) : 0));
    return sum + (found[i]! - expected) ** 2 / expected;
  }, 0);
  // The .999 quantile of chi-square with 9 degrees of freedom; fewer classes have a smaller one.
  expect(chiSquare).toBeLessThan(27.88);
});

test('a wait is the inverse of the law at its draw, looked up or not', () => {
  const p = 0.01;
  const next = waits(p, new Xoshiro128(8));
  const same = new Xoshiro128(8);
  for (let i = 0; i < 20_000; i++) {
    const share = (same.bits() + 0.5) / 4294967296;
    const wait = next();
    // (1 − p)^(wait + 1) ≤ share < (1 − p)^wait, but for rounding.
    expect((1 - p) ** (wait + 1)).toBeLessThan(share * (1 + 1e-12));
    expect((1 - p) ** wait).toBeGreaterThan(share * (1 - 1e-12));
  }
});
