/**
 * Two times 32 bits of hash, taken in one part after another: UTF-16 units for a word or a run of characters, hashes of words for a run
 * of words. In two halves, since JavaScript multiplies 32 bits at a time.
 */
export const nextLow = (low: number, part: number): number => Math.imul(low ^ part, 0x01000193);
export const nextHigh = (high: number, part: number): number => Math.imul(high ^ part, 0x85ebca6b) ^ (high >>> 15);

/** Where the hash of each kind of term begins. */
export const wordStart = { low: 0x811c9dc5, high: 0x5bd1e995 } as const;
export const wordRunStart = { low: 0x2545f491, high: 0x9e3779b9 } as const;
export const characterRunStart = { low: 0x3c6ef372, high: 0x1b873593 } as const;

/** 32 well-mixed bits (the finaliser of MurmurHash3, Appleby 2011). */
export function mix(bits: number): number {
  let x = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
