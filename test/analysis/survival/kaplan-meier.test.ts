import { kaplanMeier, medianSurvival } from '../../../analysis/survival/kaplan-meier';
import { known } from '../../shared-data';

interface Curve {
  rows: { time: number; atRisk: number; events: number; survival: number; low: number | null; high: number | null }[];
  median: number | null;
}
const values =
  known<
    Record<
      'freireich' | 'tied',
      { data: Record<string, { times: number[]; events: number[] }>; curves: Record<string, Curve> }
    >
  >('survival.json');

const curves = (['freireich', 'tied'] as const).flatMap((name) =>
  Object.entries(values[name].curves).map(([group, curve]) => ({
    name: `${name} ${group}`,
    curve,
    data: values[name].data[group]!,
  })),
);

test.each(curves)('$name: survival, people at risk and log-log limits are those of lifelines', ({ curve, data }) => {
  const found = kaplanMeier(data.times, data.events);
  const wanted = curve.rows.filter((row) => row.events > 0);
  expect(found.map((step) => [step.time, step.atRisk, step.events])).toEqual(
    wanted.map((row) => [row.time, row.atRisk, row.events]),
  );
  found.forEach((step, i) => {
    expect(step.survival).toBeCloseTo(wanted[i]!.survival, 10);
    for (const limit of ['low', 'high'] as const) {
      if (wanted[i]![limit] === null) expect(step[limit]).toBeNull();
      else expect(step[limit]).toBeCloseTo(wanted[i]![limit]!, 10);
    }
  });
});

test.each(curves)('$name: the median is that of lifelines', ({ curve, data }) => {
  expect(medianSurvival(kaplanMeier(data.times, data.events))).toBe(curve.median);
});

test('a median that is never reached is none', () => {
  expect(medianSurvival(kaplanMeier([1, 2, 3, 4], [1, 0, 0, 0]))).toBeNull();
});

test('the order of the lives does not matter and the input is left as it was', () => {
  const { times, events } = values.tied.data.a!;
  const order = times.map((_, i) => i).reverse();
  expect(
    kaplanMeier(
      order.map((i) => times[i]!),
      order.map((i) => events[i]!),
    ),
  ).toEqual(kaplanMeier(times, events));
  const frozen = Object.freeze([3, 1, 2]);
  kaplanMeier(frozen, [1, 1, 1]);
  expect(frozen).toEqual([3, 1, 2]);
});

test('without censoring survival is the share that is left', () => {
  const found = kaplanMeier([1, 2, 2, 5], [1, 1, 1, 1]);
  expect(found.map((step) => step.survival)).toEqual([0.75, 0.25, 0].map((one) => expect.closeTo(one, 12)));
  expect(found[2]).toMatchObject({ low: null, high: null });
});

test('nobody, or no end that was seen, gives no step', () => {
  expect(kaplanMeier([], [])).toEqual([]);
  expect(kaplanMeier([1, 2], [0, 0])).toEqual([]);
});
