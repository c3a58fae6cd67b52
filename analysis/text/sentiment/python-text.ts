/**
 * What Python 3.11 (Unicode 14) means by white space, upper case and rounding, where JavaScript means something else: for methods that
 * must equal a Python package on every post, whatever Unicode version this Node.js has.
 */

/** Bits of `asciiClass`. */
export const upperBit = 1;
export const lowerBit = 2;
export const punctuationBit = 4;
export const spaceBit = 8;

/** What an ASCII character is: a letter by its case, string.punctuation, or white space of str.split. */
export const asciiClass = new Uint8Array(128);
export const asciiLower = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const letter = c >= 65 && c <= 90 ? upperBit : c >= 97 && c <= 122 ? lowerBit : 0;
  const digit = c >= 48 && c <= 57;
  if ((c >= 9 && c <= 13) || (c >= 28 && c <= 32)) asciiClass[c] = spaceBit;
  else asciiClass[c] = letter || (c > 32 && c < 127 && !digit ? punctuationBit : 0);
  asciiLower[c] = letter === upperBit ? c + 32 : c;
}

/** str.isspace for one UTF-16 unit; no white space is above U+FFFF. JavaScript's \s lacks U+001C–1F and U+0085 and has U+FEFF. */
export function isSpace(unit: number): boolean {
  if (unit < 128) return asciiClass[unit] === spaceBit;
  return (
    unit === 0x85 ||
    unit === 0xa0 ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  );
}

const upperCase = /\p{Uppercase}/u;
const notUpperCase = /[\p{Lowercase}\p{Lt}\u0295]/u;

/** Cased only since Unicode 15, 15.1, 16 or 17: to Python 3.11 they have no case. Found by asking both about every code point. */
const casedLater =
  /[\u10fc\u1c89\u1c8a\ua7cb-\ua7cf\ua7d2\ua7d4\ua7da-\ua7dc\ua7f1-\ua7f4\uab69\u{10d50}-\u{10d65}\u{10d70}-\u{10d85}\u{16ea0}-\u{16eb8}\u{16ebb}-\u{16ed3}\u{1df25}-\u{1df2a}\u{1e030}-\u{1e06d}]/u;

/** Nothing above has case. */
const tabled = 0x20000;
const notYet = 255;
/** What a code point is, as `asciiClass` has it, title case as lower; asked for when it is met. */
const cases = new Uint8Array(tabled).fill(notYet);

function caseOf(code: number): number {
  if (code >= tabled) return 0;
  const known = cases[code]!;
  if (known !== notYet) return known;
  const one = String.fromCodePoint(code);
  const found = casedLater.test(one) ? 0 : upperCase.test(one) ? upperBit : notUpperCase.test(one) ? lowerBit : 0;
  return (cases[code] = found);
}

/** str.isupper of what stands from `from` to `to`: a cased character, and none that is lower or title case. */
export function isUpper(text: string, from: number, to: number): boolean {
  let found = 0;
  for (let i = from; i < to && found < lowerBit; i++) {
    const code = text.codePointAt(i)!;
    if (code > 0xffff) i++;
    found |= caseOf(code);
  }
  return found === upperBit;
}

/** Python's round(value, digits) for values below 1e6 in size: half to even, on the exact binary value. */
export function round(value: number, digits: number): number {
  const unit = 10 ** digits;
  const scaled = value * unit;
  const down = Math.floor(scaled);
  const rest = scaled - down;
  // Away from the middle the product's own rounding error cannot matter.
  if (rest < 0.4999999 || rest > 0.5000001) return (rest < 0.5 ? down : down + 1) / unit;
  // An exact tie at `digits` decimals is an odd multiple of 2^-(digits+1).
  const steps = value * 2 ** (digits + 1);
  if (!Number.isInteger(steps) || steps % 2 === 0) return Number(value.toFixed(digits));
  return (down % 2 === 0 ? down : down + 1) / unit;
}
