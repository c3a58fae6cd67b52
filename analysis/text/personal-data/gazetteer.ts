import { gazetteerData } from './gazetteer-data';

/** Bits of what a name is listed as. */
export const listed = { first: 1, last: 2, city: 4, bigCity: 8, region: 16, country: 32 } as const;

/** Lower case without accents: how names are compared. */
export function foldName(word: string): string {
  const low = word.toLowerCase();
  return /^[a-z]*$/.test(low) ? low : low.normalize('NFD').replace(/\p{M}/gu, '');
}

const offset = 0x811c9dc5;
/** FNV-1a of further characters, so that a name of several words is looked up word by word. */
export function hashOn(hash: number, text: string): number {
  let on = hash;
  for (let i = 0; i < text.length; i++) on = Math.imul(on ^ text.charCodeAt(i), 0x01000193);
  return on;
}
export function hashName(folded: string): number {
  return hashOn(offset, folded);
}

const bits = 18;
/** Open addressing over 26-bit hashes. */
interface Table {
  readonly keys: Int32Array;
  readonly flags: Uint8Array;
}
let table: Table | undefined;

function build(): Table {
  const keys = new Int32Array(1 << bits).fill(-1);
  const flags = new Uint8Array(1 << bits);
  const mask = (1 << bits) - 1;
  for (const [name, data] of Object.entries(gazetteerData)) {
    const bit = listed[name as keyof typeof listed];
    const bytes = Buffer.from(data, 'base64');
    let hash = 0;
    for (let i = 0; i < bytes.length; ) {
      let shift = 0;
      let byte: number;
      do {
        byte = bytes[i++]!;
        hash += (byte & 127) << shift;
        shift += 7;
      } while (byte > 127);
      let at = hash & mask;
      while (keys[at] !== -1 && keys[at] !== hash) at = (at + 1) & mask;
      keys[at] = hash;
      flags[at]! |= bit;
    }
  }
  return { keys, flags };
}

/** What a name is listed as, by its hash; 0 where it is not. One in a thousand other words is taken for a listed one. */
export function listedAs(hash: number): number {
  table ??= build();
  const key = (hash ^ (hash >>> 15)) & 0x3ffffff;
  const mask = (1 << bits) - 1;
  for (let at = key & mask; table.keys[at] !== -1; at = (at + 1) & mask)
    if (table.keys[at] === key) return table.flags[at]!;
  return 0;
}
