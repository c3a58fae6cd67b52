export interface ParsedTime {
  readonly at: Date;
  readonly precision: 'ms' | 's' | 'min' | 'day';
  /** The text carried no zone; the source's zone was applied. */
  readonly zoneApplied: boolean;
}

const day = 86_400_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** In the tz database every change of clocks since 1973 falls on a whole minute, UTC; Newfoundland's until 2011 not on a quarter. */
const minute = 60_000;
/** Remembered offsets of a zone; beyond, all are forgotten. */
const mostOffsets = 200_000;
const offsets = new Map<string, Map<number, number>>();

/** Minutes that the zone's clocks are ahead of UTC at a moment; asking the calendar costs 10 µs, so minutes are remembered. */
function offsetMinutes(zone: string, at: number): number {
  let known = offsets.get(zone);
  if (!known) offsets.set(zone, (known = new Map()));
  const place = Math.floor(at / minute);
  let minutes = known.get(place);
  if (minutes === undefined) {
    if (known.size >= mostOffsets) known.clear();
    known.set(place, (minutes = askedOffset(zone, place * minute)));
  }
  return minutes;
}

function askedOffset(zone: string, at: number): number {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  const part = Object.fromEntries(formatter.formatToParts(at).map((one) => [one.type, Number(one.value)]));
  const local = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!);
  return Math.round((local - Math.floor(at / 1000) * 1000) / 60_000);
}

/**
 * The moment at which a zone's clocks show these fields; of an hour that clocks show twice, the first; a time that they skip is read
 * with the offset before the gap (RFC 5545 §3.3.5).
 */
function zoned(fields: readonly [number, number, number, number, number, number, number], zone: string): Date {
  const [year, month, date, hour, minute, second, ms] = fields;
  const local = Date.UTC(year, month - 1, date, hour, minute, second, ms);
  if (zone === 'UTC') return new Date(local);
  const before = offsetMinutes(zone, local - day);
  const after = offsetMinutes(zone, local + day);
  const early = local - before * 60_000;
  const late = local - after * 60_000;
  return new Date(offsetMinutes(zone, early) !== before && offsetMinutes(zone, late) === after ? late : early);
}

function valid(fields: readonly number[]): boolean {
  const [year, month, date, hour, minute, second] = fields as [number, number, number, number, number, number];
  if (month < 1 || month > 12 || minute > 59 || second > 60) return false;
  // Of an hour 24 only 24:00:00 exists, the end of the day.
  if (hour > 24 || (hour === 24 && (minute > 0 || second > 0))) return false;
  return date >= 1 && date <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;
// "Wed Oct 10 20:19:24 +0000 2018", as Twitter's first API wrote it.
const twitter = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{2}):(\d{2}):(\d{2}) ([+-]\d{4}) (\d{4})$/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Minutes of an offset such as +05:30; null where no clock has it. */
function minutesOf(zone: string): number | null {
  if (/^(?:Z|UTC)$/i.test(zone)) return 0;
  const digits = zone.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  if (Number(digits.slice(3, 5)) > 59 || minutes > 14 * 60) return null;
  return digits.startsWith('-') ? -minutes : minutes;
}

const patterns = new Map<string, { readonly expression: RegExp; readonly order: readonly string[] }>();

/** A pattern such as `dd-MM-yyyy HH.mm` as an expression; everything but yyyy MM dd HH mm ss stands for itself. */
function compile(format: string): { readonly expression: RegExp; readonly order: readonly string[] } {
  let compiled = patterns.get(format);
  if (!compiled) {
    const order: string[] = [];
    const source = format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/yyyy|MM|dd|HH|mm|ss/g, (part) => {
      order.push(part);
      return part === 'yyyy' ? '(\\d{4})' : '(\\d{1,2})';
    });
    compiled = { expression: new RegExp(`^${source}$`), order };
    patterns.set(format, compiled);
  }
  return compiled;
}

/**
 * Reads a time. `format` is `iso` (which knows Twitter's old form too), `unix` or `unix-ms`, or a pattern; null where the text does
 * not fit it or names a day that does not exist.
 */
export function parseTime(value: unknown, format: string, zone: string): ParsedTime | null {
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? null : { at: value, precision: 'ms', zoneApplied: false };
  if (format === 'unix' || format === 'unix-ms') {
    const number = typeof value === 'number' ? value : Number(String(value).trim() || Number.NaN);
    const at = new Date(format === 'unix' ? number * 1000 : number);
    if (Number.isNaN(at.getTime())) return null;
    return { at, precision: format === 'unix' ? 's' : 'ms', zoneApplied: false };
  }
  const text = String(value).trim();
  if (format !== 'iso') {
    const { expression, order } = compile(format);
    const found = expression.exec(text);
    if (!found) return null;
    const part = (name: string, fallback: number): number => {
      const at = order.indexOf(name);
      return at < 0 ? fallback : Number(found[at + 1]);
    };
    const fields = [
      part('yyyy', 1970),
      part('MM', 1),
      part('dd', 1),
      part('HH', 0),
      part('mm', 0),
      part('ss', 0),
      0,
    ] as const;
    if (!valid(fields)) return null;
    return {
      at: zoned(fields, zone),
      precision: order.includes('ss') ? 's' : order.includes('HH') ? 'min' : 'day',
      zoneApplied: true,
    };
  }
  const old = twitter.exec(text);
  if (old) {
    const fields = [
      Number(old[7]),
      months.indexOf(old[1]!) + 1,
      Number(old[2]),
      Number(old[3]),
      Number(old[4]),
      Number(old[5]),
    ];
    const offset = minutesOf(old[6]!);
    if (!valid(fields) || offset === null) return null;
    return {
      at: new Date(
        Date.UTC(fields[0]!, fields[1]! - 1, fields[2]!, fields[3]!, fields[4]!, fields[5]!) - offset * 60_000,
      ),
      precision: 's',
      zoneApplied: false,
    };
  }
  const found = iso.exec(text);
  if (!found) return null;
  const fields = [
    Number(found[1]),
    Number(found[2]),
    Number(found[3]),
    Number(found[4] ?? 0),
    Number(found[5] ?? 0),
    Number(found[6] ?? 0),
    found[7] ? Math.floor(Number(`0.${found[7]}`) * 1000) : 0,
  ] as const;
  if (!valid(fields)) return null;
  const precision = found[7] ? 'ms' : found[6] ? 's' : found[4] ? 'min' : 'day';
  if (!found[8]) return { at: zoned(fields, zone), precision, zoneApplied: true };
  const offset = minutesOf(found[8]);
  return offset === null
    ? null
    : { at: new Date(zoned(fields, 'UTC').getTime() - offset * 60_000), precision, zoneApplied: false };
}
