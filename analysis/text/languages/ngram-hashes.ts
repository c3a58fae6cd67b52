/** Units of an n-gram. Shorter ones lengthen the tables and the work, and told no more languages apart. */
const size = 5;
const space = 0x20;
/** Longer texts say no more about their language. */
const readUnits = 400;
/** Marks above and below letters: tones that one writer sets and another leaves out. */
const dropped = 0xffff;

const folded = new Uint16Array(65536);

/** A unit as the tables know it: small letters, one apostrophe, no combining marks. Found when a unit is first met. */
function fold(unit: number): number {
  return folded[unit] || (folded[unit] = foldUnit(unit));
}

function foldUnit(unit: number): number {
  if (unit >= 0x300 && unit < 0x370) return dropped;
  if (unit === 0x2018 || unit === 0x2019 || unit === 0x2bb || unit === 0x2bc) return 0x27;
  return String.fromCharCode(unit).toLowerCase().charCodeAt(0);
}

export const hashBits = 24;

/** Hashes, in 24 bits (FNV-1a), of the n-grams of a text: five UTF-16 units of a word with a space on each side, or all of a shorter one. */
export class NgramHashes {
  /** The first `count` are the last text's. */
  readonly hashes = new Int32Array(readUnits + 2);
  count = 0;
  readonly #units = new Uint16Array(readUnits + 2);

  /** Words parted by single spaces, of which at most 400 units are read. O(length). */
  read(words: Uint16Array, start: number, end: number): void {
    const units = this.#units;
    let length = 0;
    units[length++] = space;
    for (let i = start; i < end && length <= readUnits; i++) {
      const unit = fold(words[i]!);
      if (unit !== dropped) units[length++] = unit;
    }
    units[length++] = space;
    this.count = 0;
    for (let i = 0; i + 2 < length; i++) {
      let hash = 0x811c9dc5;
      let n = 0;
      do {
        const unit = units[i + n]!;
        hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
        hash = Math.imul(hash ^ (unit >> 8), 0x01000193);
        n++;
      } while (n < size && (n === 1 || units[i + n - 1] !== space));
      if (n === size || units[i] === space)
        this.hashes[this.count++] = (hash ^ (hash >>> hashBits)) & ((1 << hashBits) - 1);
    }
  }
}
