import { joinedRuns, partCount, partOf, runsOfPart } from '../../../../analysis/network/diffusion/shared-runs';

test.each([1, 2, 99, 100, 250, 1000, 1601, 12_345])('%i runs are shared out, each once', (runs) => {
  const parts = Array.from({ length: partCount(runs) }, (_, part) => runsOfPart(runs, part));
  expect(parts.reduce((a, b) => a + b, 0)).toBe(runs);
  expect(Math.min(...parts)).toBeGreaterThan(0);
});

test('runs are joined part after part, steps added where parts are of different length', () => {
  const first = { size: Int32Array.of(3, 1), steps: Int32Array.of(2, 0), newly: [2, 1, 1], trials: 7 };
  const second = { size: Int32Array.of(2), steps: Int32Array.of(1), newly: [1, 1], trials: 2 };
  const nothing = { kind: 'table', columns: {}, about: {} } as const;
  const { found, fit } = joinedRuns([partOf(first), nothing, partOf(second)]);
  expect(found).toEqual({
    size: Int32Array.of(3, 1, 2),
    steps: Int32Array.of(2, 0, 1),
    newly: [3, 2, 1],
    trials: 9,
  });
  expect(fit).toBeUndefined();
});

test('what epidemics add is joined as well', () => {
  const one = { size: Int32Array.of(1), steps: Int32Array.of(0), newly: [1], trials: 0 };
  const a = { ...one, infected: [1], infectedSquare: [1], prevalence: Float64Array.of(0.25) };
  const b = { ...one, infected: [2, 3], infectedSquare: [4, 9], prevalence: Float64Array.of(0.5) };
  expect(joinedRuns([partOf(a), partOf(b)]).found).toMatchObject({
    infected: [3, 3],
    infectedSquare: [5, 9],
    prevalence: Float64Array.of(0.25, 0.5),
  });
});
