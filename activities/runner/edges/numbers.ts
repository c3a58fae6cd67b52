const powersOfTen = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
/** Below it, digits added one by one to a double leave it less than 2³¹ from their whole number. */
const mostTold = 1e19;
const [zero, plus, minus, point] = [48, 43, 45, 46];

function text(bytes: Uint8Array, start: number, stop: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, stop - start).toString();
}

/** Splits a double into two of half its digits, whose products are exact (Dekker 1971, doi:10.1007/BF01397083). */
function upperHalf(x: number): number {
  const shifted = 134_217_729 * x;
  return shifted - (shifted - x);
}

/**
 * The double next to (whole + rest) / power: the rounded quotient, corrected by its remainder, which pairs of doubles hold to some 100
 * bits. NaN where the quotient lies too near the middle of two doubles to tell. `rest` is a few units in the last place of `whole`.
 */
function rounded(whole: number, rest: number, power: number): number {
  const quotient = whole / power;
  const product = quotient * power;
  const [q, p] = [upperHalf(quotient), upperHalf(power)];
  const error = q * p - product + q * (power - p) + (quotient - q) * p + (quotient - q) * (power - p);
  const correction = (whole - product - error + rest) / power;
  const doubt = quotient * 2 ** -98;
  const value = quotient + (correction - doubt);
  return value === quotient + (correction + doubt) ? value : Number.NaN;
}

/** Reads decimal numbers, rounded as the language does, and tells where each ends. */
export class DecimalReader {
  /** The byte after the number that was read last. */
  stop = 0;

  /**
   * The number that begins at a byte, NaN where none does: digits with a point or without, a sign before, an exponent after. Up to 2⁵³ it
   * is a whole number over a power of ten, both exact, so that one division rounds right (Clinger 1990, doi:10.1145/93542.93557). Must
   * be followed by a byte that belongs to no number.
   */
  read(bytes: Uint8Array, start: number): number {
    const first = bytes[start]!;
    let at = first === minus || first === plus ? start + 1 : start;
    let digits = -at;
    let whole = 0;
    // The last 32 bits of the whole number, to tell what `whole` lost.
    let bits = 0;
    for (let digit = bytes[at]! ^ zero; digit <= 9; digit = bytes[++at]! ^ zero) {
      whole = whole * 10 + digit;
      bits = (Math.imul(bits, 10) + digit) | 0;
    }
    digits += at;
    let exponent = 0;
    if (bytes[at] === point) {
      exponent = at + 1;
      for (let digit = bytes[++at]! ^ zero; digit <= 9; digit = bytes[++at]! ^ zero) {
        whole = whole * 10 + digit;
        bits = (Math.imul(bits, 10) + digit) | 0;
      }
      exponent -= at;
      digits -= exponent;
    }
    this.stop = at;
    if (digits === 0) return Number.NaN;
    if ((bytes[at]! | 32) === 101) exponent += this.#exponent(bytes, at + 1);
    let value = Number.NaN;
    if (exponent <= 0 && exponent >= -22) {
      if (whole <= Number.MAX_SAFE_INTEGER) value = whole / powersOfTen[-exponent]!;
      else if (whole < mostTold) value = rounded(whole, (bits - (whole | 0)) | 0, powersOfTen[-exponent]!);
    } else if (exponent > 0 && exponent <= 22 && whole <= Number.MAX_SAFE_INTEGER)
      value = whole * powersOfTen[exponent]!;
    if (Number.isNaN(value)) return Number(text(bytes, start, this.stop));
    return first === minus ? -value : value;
  }

  /** Moves `stop` behind the exponent where one is there. */
  #exponent(bytes: Uint8Array, start: number): number {
    const sign = bytes[start]!;
    const begin = sign === minus || sign === plus ? start + 1 : start;
    let at = begin;
    let value = 0;
    for (; (bytes[at]! ^ zero) <= 9; at++) value = Math.min(9999, value * 10 + (bytes[at]! ^ zero));
    if (at > begin) this.stop = at;
    return sign === minus ? -value : value;
  }
}

const decimals = new DecimalReader();

/** The decimal number in `bytes[start … stop)`, NaN where the bytes are none. A byte must follow that belongs to no number. */
export function decimalAt(bytes: Uint8Array, start: number, stop: number): number {
  const value = decimals.read(bytes, start);
  return decimals.stop === stop ? value : Number.NaN;
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
