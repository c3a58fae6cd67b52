import {
  compareWithLogNormal,
  fitLogNormal,
  histogramOf,
  powerLaw,
} from '../../../../analysis/network/structure/degree-distribution';
import { hurwitzZeta } from '../../../../analysis/statistics/hurwitz-zeta';
import { expectClose, reference } from '../reference';

test('Hurwitz’s zeta function has known values', () => {
  // ζ(2) = π²/6, ζ(4) = π⁴/90, ζ(3) Apéry's; ζ(s, 2) = ζ(s) − 1; ζ(2, 1/2) = π²/2.
  expectClose(
    [hurwitzZeta(2, 1), hurwitzZeta(4, 1), hurwitzZeta(3, 1), hurwitzZeta(3, 2), hurwitzZeta(2, 0.5)],
    [Math.PI ** 2 / 6, Math.PI ** 4 / 90, 1.2020569031595942, 0.2020569031595942, Math.PI ** 2 / 2],
    1e-13,
  );
  // scipy.special.zeta
  expectClose(
    [hurwitzZeta(1.01, 1), hurwitzZeta(2.5, 100), hurwitzZeta(15, 7), hurwitzZeta(32, 15), hurwitzZeta(46, 21)],
    [100.5779433384968, 6.716874994531716e-4, 2.452471310188205e-13, 2.662203966549981e-38, 1.7103098604588157e-61],
    1e-13,
  );
});

test.each([['zipf'], ['logNormal']] as const)(
  'power law and log-normal of a drawn tail (%s) are those of igraph and scipy',
  (name) => {
    const wanted = reference.tails[name];
    const histogram = histogramOf(wanted.values);
    const law = powerLaw(histogram)!;
    expect([law.xmin, law.tail]).toEqual([wanted.xmin, wanted.tail]);
    expectClose([law.alpha, law.ks], [wanted.alpha, wanted.ks], 1e-6);
    // igraph's own search is less precise.
    expectClose([law.alpha], [wanted.igraphAlpha], 1e-3);
    const other = fitLogNormal(histogram, law.xmin);
    const found = compareWithLogNormal(histogram, law, other);
    // The likelihood is flat in mu and sigma: its height is what counts.
    expect(Math.abs(found.logLikelihoodRatio - wanted.ratio)).toBeLessThan(1e-3 * (1 + Math.abs(wanted.ratio)));
    expect(found.normalised).toBeCloseTo(wanted.normalised, 2);
    expect(found.p).toBeCloseTo(wanted.p, 2);
  },
);

test('one distinct degree, or none, has no tail to fit', () => {
  expect(powerLaw(histogramOf([3, 3, 3]))).toBeNull();
  expect(powerLaw(histogramOf([0, 0]))).toBeNull();
});
