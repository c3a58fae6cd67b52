import { addDuration, durationMs, isDuration } from '../../domain/duration';

function after(start: string, text: string): string {
  return addDuration(new Date(start), text).toISOString();
}

test.each([
  ['2026-01-31T00:00:00Z', 'P1M', '2026-02-28T00:00:00.000Z'],
  ['2024-01-31T12:30:00Z', 'P1M', '2024-02-29T12:30:00.000Z'],
  ['2024-02-29T00:00:00Z', 'P1Y', '2025-02-28T00:00:00.000Z'],
  ['2024-02-29T00:00:00Z', 'P4Y', '2028-02-29T00:00:00.000Z'],
  ['2025-12-31T23:59:59Z', 'P2M', '2026-02-28T23:59:59.000Z'],
  ['2026-03-31T00:00:00Z', 'P1M1D', '2026-05-01T00:00:00.000Z'],
  ['2026-01-01T00:00:00Z', 'P90D', '2026-04-01T00:00:00.000Z'],
  ['2026-01-01T00:00:00Z', 'P2W', '2026-01-15T00:00:00.000Z'],
  ['2026-01-01T00:00:00Z', 'PT36H', '2026-01-02T12:00:00.000Z'],
  ['2026-01-01T00:00:00Z', 'P1Y6MT1H2M3S', '2027-07-01T01:02:03.000Z'],
  ['2026-01-01T00:00:00Z', 'P0D', '2026-01-01T00:00:00.000Z'],
])('%s and %s is %s', (start, text, wanted) => expect(after(start, text)).toBe(wanted));

test.each(['P90D', 'P1Y6M', 'PT12H', 'P2W', 'P1Y2M3W4DT5H6M7S', 'P0D'])('%s is a duration', (text) =>
  expect(isDuration(text)).toBe(true),
);

test.each([
  '',
  'P',
  'PT',
  'P1DT',
  '90D',
  'P1.5D',
  '-P1D',
  'P-1D',
  'P1D2Y',
  'P1H',
  'PT1D',
  'p1d',
  ' P1D',
  'P1D ',
  'P1D\n',
  'PXD',
])('%j is no duration', (text) => {
  expect(isDuration(text)).toBe(false);
  expect(() => addDuration(new Date(0), text)).toThrow(RangeError);
});

test('the length of a duration is counted from 1970', () => {
  expect(durationMs('P1D')).toBe(86_400_000);
  expect(durationMs('P1M')).toBe(31 * 86_400_000);
  expect(durationMs('PT1S')).toBe(1000);
});

test('the start is left as it was', () => {
  const start = new Date('2026-01-31T00:00:00Z');
  addDuration(start, 'P1M');
  expect(start.toISOString()).toBe('2026-01-31T00:00:00.000Z');
});

test('a longer duration never ends earlier', () => {
  for (let day = 0; day < 400; day++) {
    const start = new Date(Date.UTC(2023, 11, 1 + day));
    let before = start.getTime();
    for (let months = 0; months <= 14; months++) {
      const end = addDuration(start, `P${months}M`).getTime();
      expect(end).toBeGreaterThanOrEqual(before);
      before = end;
    }
  }
});

test('a duration that leads beyond the calendar is refused, not answered with a date that is none', () => {
  for (const text of ['P999999Y', 'P99999999999D']) expect(() => addDuration(new Date(0), text)).toThrow(RangeError);
});
