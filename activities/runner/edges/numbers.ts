const powersOfTen = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
/** Digits that a double holds without loss. */
const exactDigits = 15;

function text(bytes: Uint8Array, start: number, stop: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, stop - start).toString();
}

/**
 * A decimal number, NaN where the bytes are none. A short one is an exact integer over an exact power of ten, so one division rounds
 * right (Clinger 1990, doi:10.1145/93542.93557); longer ones and exponents go through the language's own parser.
 */
export function decimalAt(bytes: Uint8Array, start: number, stop: number): number {
  const negative = bytes[start] === 45;
  let at = negative || bytes[start] === 43 ? start + 1 : start;
  let digits = 0;
  let value = 0;
  let fraction = 0;
  let point = false;
  for (; at < stop; at++) {
    const c = bytes[at]!;
    if (c >= 48 && c <= 57) {
      value = value * 10 + c - 48;
      digits++;
      if (point) fraction++;
    } else if (c === 46 && !point) point = true;
    else break;
  }
  if (at < stop || digits === 0 || digits > exactDigits) {
    const whole = text(bytes, start, stop);
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(whole) ? Number(whole) : Number.NaN;
  }
  value /= powersOfTen[fraction]!;
  return negative ? -value : value;
}

/** A time: a number in the file's own unit, or an ISO 8601 date as milliseconds since 1970, UTC where it names no zone. */
export function timeAt(bytes: Uint8Array, start: number, stop: number): number {
  const number = decimalAt(bytes, start, stop);
  if (!Number.isNaN(number)) return number;
  const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/.exec(
    text(bytes, start, stop),
  );
  return found ? Date.parse(found[2] ? `${found[1]}T${found[2]}${found[3] ?? 'Z'}` : found[1]!) : Number.NaN;
}
