import { parseTime } from '../../connectors/time';

function iso(value: unknown, format = 'iso', zone = 'UTC'): string | null {
  return parseTime(value, format, zone)?.at.toISOString() ?? null;
}
const la = 'America/Los_Angeles';

test.each([
  ['2024-02-29', '2024-02-29T00:00:00.000Z', 'day', true],
  ['2024-02-29T12:34', '2024-02-29T12:34:00.000Z', 'min', true],
  ['2024-02-29 12:34:56', '2024-02-29T12:34:56.000Z', 's', true],
  ['2024-02-29T12:34:56Z', '2024-02-29T12:34:56.000Z', 's', false],
  ['2024-02-29T12:34:56.7Z', '2024-02-29T12:34:56.700Z', 'ms', false],
  ['2024-02-29T12:34:56.789123456+00:00', '2024-02-29T12:34:56.789Z', 'ms', false],
  ['2024-02-29T12:34:56,5+0530', '2024-02-29T07:04:56.500Z', 'ms', false],
  ['2024-02-29T12:34:56-08:00', '2024-02-29T20:34:56.000Z', 's', false],
  ['2024-01-01T00:30:00+01:00', '2023-12-31T23:30:00.000Z', 's', false],
  ['2024-02-29 12:34:56 UTC', '2024-02-29T12:34:56.000Z', 's', false],
])('%s is %s', (text, wanted, precision, zoneApplied) => {
  expect(parseTime(text, 'iso', 'UTC')).toEqual({ at: new Date(wanted), precision, zoneApplied });
});

test.each([
  '2024-02-30',
  '2023-02-29',
  '2024-13-01',
  '2024-00-10',
  '2024-01-00',
  '2024-04-31T10:00:00Z',
  '2024-01-01T25:00:00Z',
  '2024-01-01T10:60:00Z',
  '2024-01-01T10:00:61Z',
  '24-01-01',
  '2024-1-1',
  '01/02/2024',
  'yesterday',
  '',
  '2024-01-01T',
  '2024-01-01T10',
  '2024-01-01T10:00:00+1',
])('%j names no time', (text) => expect(iso(text)).toBeNull());

test('of an hour 24 only 24:00 exists, the end of the day', () => {
  // ISO 8601:2019, 5.3.1.3.
  expect([null, '2024-01-02T00:00:00.000Z']).toContain(iso('2024-01-01T24:00:00Z'));
  expect(iso('2024-01-01T24:30:00Z')).toBeNull();
  expect(iso('2024-01-01T24:00:01Z')).toBeNull();
});

test('an offset that no clock has is refused', () => {
  // RFC 3339 §5.6: time-hour 00 to 23, time-minute 00 to 59.
  expect(iso('2024-01-01T10:00:00+25:00')).toBeNull();
  expect(iso('2024-01-01T10:00:00+01:75')).toBeNull();
});

test('every fraction of three digits keeps its milliseconds', () => {
  const wrong = Array.from({ length: 1000 }, (_, ms) => String(ms).padStart(3, '0')).filter(
    (ms) => iso(`2024-01-01T00:00:00.${ms}Z`) !== `2024-01-01T00:00:00.${ms}Z`,
  );
  expect(wrong).toEqual([]);
});

describe('times without a zone, in Los Angeles', () => {
  test.each([
    ['2015-02-24T11:35:00', '2015-02-24T19:35:00.000Z'], // winter, UTC−8
    ['2015-07-24T11:35:00', '2015-07-24T18:35:00.000Z'], // summer, UTC−7
    ['2024-03-10T01:59:59', '2024-03-10T09:59:59.000Z'], // the last second of winter
    ['2024-03-10T03:00:00', '2024-03-10T10:00:00.000Z'], // the first of summer
    ['2024-11-03T00:59:59', '2024-11-03T07:59:59.000Z'],
    ['2024-11-03T02:00:00', '2024-11-03T10:00:00.000Z'], // after the repeated hour
    ['2024-12-31T20:00:00', '2025-01-01T04:00:00.000Z'],
  ])('%s is %s', (text, wanted) => {
    expect(parseTime(text, 'iso', la)).toEqual({ at: new Date(wanted), precision: 's', zoneApplied: true });
  });

  test('of the hour that clocks show twice, the first', () =>
    expect(iso('2024-11-03T01:30:00', 'iso', la)).toBe('2024-11-03T08:30:00.000Z'));

  test('a stated zone wins', () =>
    expect(iso('2015-02-24T11:35:00+01:00', 'iso', la)).toBe('2015-02-24T10:35:00.000Z'));

  test('the airline export’s pattern', () => {
    expect(parseTime('24-02-2015 11.35', 'dd-MM-yyyy HH.mm', la)).toEqual({
      at: new Date('2015-02-24T19:35:00Z'),
      precision: 'min',
      zoneApplied: true,
    });
  });
});

describe('around changes of the clock in zones east of Greenwich', () => {
  test.each([
    ['Europe/Rome', '2024-10-27T02:30:00', '2024-10-27T00:30:00.000Z'],
    ['Europe/London', '2024-10-27T01:30:00', '2024-10-27T00:30:00.000Z'],
    ['Australia/Sydney', '2024-04-07T02:30:00', '2024-04-06T15:30:00.000Z'],
  ])('in %s of the repeated %s the first is taken', (zone, text, wanted) => {
    // RFC 5545 §3.3.5: a local time that occurs twice refers to the first occurrence.
    expect(iso(text, 'iso', zone)).toBe(wanted);
  });

  test.each([
    ['Europe/Rome', '2024-10-27T01:59:59', '2024-10-26T23:59:59.000Z'],
    ['Europe/Rome', '2024-10-27T03:00:00', '2024-10-27T02:00:00.000Z'],
    ['Europe/Rome', '2024-03-31T01:59:59', '2024-03-31T00:59:59.000Z'],
    ['Europe/Rome', '2024-03-31T03:00:00', '2024-03-31T01:00:00.000Z'],
    ['Asia/Kolkata', '2024-03-31T03:00:00', '2024-03-30T21:30:00.000Z'],
    ['Pacific/Auckland', '2024-01-01T00:00:00', '2023-12-31T11:00:00.000Z'],
    // Clocks here changed at one minute past midnight; values of Python's zoneinfo.
    ['America/St_Johns', '2010-11-07T00:30:00', '2010-11-07T04:00:00.000Z'],
    ['America/St_Johns', '2010-11-07T00:00:30', '2010-11-07T02:30:30.000Z'],
    ['America/St_Johns', '2010-11-06T23:30:00', '2010-11-07T02:00:00.000Z'],
    ['America/St_Johns', '2010-03-14T00:00:30', '2010-03-14T03:30:30.000Z'],
  ])('in %s %s is %s', (zone, text, wanted) => expect(iso(text, 'iso', zone)).toBe(wanted));
});

test.each([
  [la, '2024-03-10T02:30:00', '2024-03-10T10:30:00.000Z'],
  ['Europe/Rome', '2024-03-31T02:30:00', '2024-03-31T01:30:00.000Z'],
])('in %s a time that the clocks skip, %s, is read with the offset before the gap', (zone, text, wanted) => {
  // RFC 5545 §3.3.5, and what ECMAScript's Temporal does by default.
  expect(iso(text, 'iso', zone)).toBe(wanted);
});

test('the form of Twitter’s first API', () => {
  expect(parseTime('Wed Oct 10 20:19:24 +0000 2018', 'iso', la)).toEqual({
    at: new Date('2018-10-10T20:19:24Z'),
    precision: 's',
    zoneApplied: false,
  });
  expect(iso('Wed Oct 10 20:19:24 -0330 2018')).toBe('2018-10-10T23:49:24.000Z');
  expect(iso('Wed Foo 10 20:19:24 +0000 2018')).toBeNull();
  expect(iso('Thu Feb 30 20:19:24 +0000 2018')).toBeNull();
});

test('seconds and milliseconds since 1970, as numbers or text', () => {
  expect(iso(1539202764, 'unix')).toBe('2018-10-10T20:19:24.000Z');
  expect(iso(' 1539202764 ', 'unix')).toBe('2018-10-10T20:19:24.000Z');
  expect(iso('1539202764.5', 'unix')).toBe('2018-10-10T20:19:24.500Z');
  expect(iso('1539202764123', 'unix-ms')).toBe('2018-10-10T20:19:24.123Z');
  expect(iso(0, 'unix')).toBe('1970-01-01T00:00:00.000Z');
  for (const bad of ['', '  ', 'soon', null, undefined, Number.NaN, Number.POSITIVE_INFINITY])
    expect(iso(bad, 'unix')).toBeNull();
});

test('a number beyond the calendar is no time', () => {
  for (const value of [1e20, '99999999999999999', -1e20]) {
    expect(parseTime(value, 'unix', 'UTC')).toBeNull();
    expect(parseTime(value, 'unix-ms', 'UTC')).toBeNull();
  }
});

test.each([
  ['dd.MM.yyyy HH:mm:ss', '05.09.2023 07:08:09', '2023-09-05T07:08:09.000Z', 's'],
  ['MM/dd/yyyy', '9/5/2023', '2023-09-05T00:00:00.000Z', 'day'],
  ['yyyyMMdd', '20230905', '2023-09-05T00:00:00.000Z', 'day'],
  ['[yyyy] (MM) dd+HH', '[2023] (09) 05+23', '2023-09-05T23:00:00.000Z', 'min'],
])('the pattern %s reads %s', (format, text, wanted, precision) => {
  expect(parseTime(text, format, 'UTC')).toEqual({ at: new Date(wanted), precision, zoneApplied: true });
});

test.each([
  ['dd.MM.yyyy', '31.04.2023'],
  ['dd.MM.yyyy', '05-09-2023'],
  ['dd.MM.yyyy', '05.09.2023 10:00'],
  ['dd.MM.yyyy', '05.09.23'],
  ['dd.MM.yyyy HH:mm', '05.09.2023 25:00'],
])('the pattern %s does not read %s', (format, text) => expect(iso(text, format)).toBeNull());

test('a date that was read already is kept, an invalid one is none', () => {
  expect(iso(new Date('2024-01-01T00:00:00Z'))).toBe('2024-01-01T00:00:00.000Z');
  expect(iso(new Date('never'))).toBeNull();
});
