/** Distinct weights that codes of two bytes can tell apart. */
const mostDistinct = 1 << 16;
/** Whole numbers of 4 bytes: decimals are held as such a number of their common unit. */
const [largestWhole, finestUnit] = [0x7fffffff, 1e9];

type Codes = Uint8Array | Uint16Array | Int32Array | Float64Array;

/**
 * Weights in the least memory that loses nothing of any: where at most 256 or 65,536 differ, a code of one or two bytes each and their
 * table, but counts that fit as they are; else decimals with a common power of ten as whole numbers of 4 bytes, where these fit; else 8
 * bytes each.
 */
export interface PackedWeights {
  readonly codes: Codes;
  readonly table: Float64Array | undefined;
  /** What a code is divided by, where there is no table. */
  readonly unit: number;
}

/** The weight of an entry. A function of a plain record: a method of a class is not compiled as well into innermost loops. */
export function weightAt(weights: PackedWeights, entry: number): number {
  const code = weights.codes[entry]!;
  if (weights.table) return weights.table[code]!;
  return weights.unit === 1 ? code : code / weights.unit;
}

/** Spreads the bits of a number over those of a slot. */
function hashOf(low: number, high: number): number {
  const mixed = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

function byTable(weights: Float64Array): PackedWeights | undefined {
  const words = new Int32Array(weights.buffer, weights.byteOffset, 2 * weights.length);
  const table = new Float64Array(Math.min(mostDistinct, weights.length));
  const tableWords = new Int32Array(table.buffer);
  // Open addressing in as little memory as the weights so far need: it is looked up for each.
  let slots = new Int32Array(1024).fill(-1);
  let mask = slots.length - 1;
  const codes = new Uint16Array(weights.length);
  let distinct = 0;
  for (let i = 0; i < weights.length; i++) {
    const low = words[2 * i]!;
    const high = words[2 * i + 1]!;
    let slot = hashOf(low, high) & mask;
    let code = slots[slot]!;
    // Told apart by their bits, so that −0 and NaN stay what they are.
    while (code >= 0 && (tableWords[2 * code] !== low || tableWords[2 * code + 1] !== high)) {
      slot = (slot + 1) & mask;
      code = slots[slot]!;
    }
    if (code < 0) {
      if (distinct === mostDistinct) return undefined;
      code = distinct++;
      slots[slot] = code;
      table[code] = weights[i]!;
      if (2 * distinct > slots.length) {
        slots = new Int32Array(4 * slots.length).fill(-1);
        mask = slots.length - 1;
        for (let known = 0; known < distinct; known++) {
          slot = hashOf(tableWords[2 * known]!, tableWords[2 * known + 1]!) & mask;
          while (slots[slot]! >= 0) slot = (slot + 1) & mask;
          slots[slot] = known;
        }
      }
    }
    codes[i] = code;
  }
  const narrow = distinct <= 256;
  const values = table.slice(0, distinct);
  const largest = narrow ? 0xff : 0xffff;
  // Counts that fit are codes of their own.
  if (values.every((one) => Object.is(one & largest, one)))
    return { codes: narrow ? new Uint8Array(weights) : new Uint16Array(weights), table: undefined, unit: 1 };
  return { codes: narrow ? new Uint8Array(codes) : codes, table: values, unit: 1 };
}

function inUnits(weights: Float64Array): PackedWeights | undefined {
  let [unit, largest] = [1, 0];
  for (const one of weights) {
    // A finer unit holds what a coarser one held: a quotient of the same value is rounded alike.
    while (Math.round(one * unit) / unit !== one) if ((unit *= 10) > finestUnit) return undefined;
    if (Object.is(one, -0)) return undefined;
    largest = Math.max(largest, Math.abs(one));
  }
  if (largest * unit > largestWhole) return undefined;
  const codes = new Int32Array(weights.length);
  for (let i = 0; i < codes.length; i++) codes[i] = Math.round(weights[i]! * unit);
  return { codes, table: undefined, unit };
}

/** Weights as they are, not copied; undefined where all are 1. O(n). */
export function wide(weights: Float64Array): PackedWeights | undefined {
  return weights.every((one) => one === 1) ? undefined : { codes: weights, table: undefined, unit: 1 };
}

/** Undefined where all are 1. Eight bytes each are not copied. O(n). */
export function packed(weights: Float64Array): PackedWeights | undefined {
  const plain = wide(weights);
  return plain && (byTable(weights) ?? inUnits(weights) ?? plain);
}

/** Zeros of the type of the codes. */
export function emptyCodes({ codes }: PackedWeights, length: number): Codes {
  return new (codes.constructor as new (length: number) => Codes)(length);
}

/** Weights of other entries, their codes taken from these. */
export function recoded({ table, unit }: PackedWeights, codes: Codes): PackedWeights {
  return { codes, table, unit };
}
