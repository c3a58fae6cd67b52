import { fnv1a } from '../../statistics/random';
import { fold, termsAndNumbersOf, TokenScanner } from '../tokens';

export type ShingleUnit = 'words' | 'characters';

/** The sets of shingles of many texts, one behind the other: sorted, distinct 32-bit hashes. */
export interface ShingleSets {
  readonly count: number;
  /** Where each set begins in `values`; one more at the end. */
  readonly start: Uint32Array;
  readonly values: Uint32Array;
}

const scanner = new TokenScanner();

/** Hashes of a text's terms and numbers, lower case, as `termsOf` reads them; ASCII words without making a string. */
function termHashes(text: string, out: number[]): void {
  out.length = 0;
  scanner.read(text);
  while (scanner.next()) {
    const { kind, start, end } = scanner;
    if (kind === 'word' && scanner.ascii) {
      let hash = 0x811c9dc5;
      for (let i = start; i < end; i++) {
        const unit = text.charCodeAt(i);
        hash = Math.imul(hash ^ (unit >= 65 && unit <= 90 ? unit + 32 : unit), 0x01000193);
      }
      out.push(hash >>> 0);
    } else if (kind === 'word' || kind === 'number') out.push(fnv1a(fold(text.slice(start, end))));
    else if (kind === 'hashtag') out.push(fnv1a(fold(text.slice(start + 1, end))));
    else if (kind === 'emoji') out.push(fnv1a(text.slice(start, end)));
  }
}

function mix(value: number): number {
  let z = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
}

/** Sorts a short stretch in place and drops what stands twice; returns the new end. */
function sortDistinct(values: Uint32Array, from: number, to: number): number {
  if (to - from > 40) values.subarray(from, to).sort();
  else {
    for (let i = from + 1; i < to; i++) {
      const value = values[i]!;
      let j = i - 1;
      for (; j >= from && values[j]! > value; j--) values[j + 1] = values[j]!;
      values[j + 1] = value;
    }
  }
  let end = from;
  for (let i = from; i < to; i++) if (i === from || values[i] !== values[end - 1]) values[end++] = values[i]!;
  return end;
}

/** The sets of shingles of texts: runs of `size` words or characters of the folded terms; a shorter text is one shingle. O(length). */
export function shingleSets(
  texts: readonly string[],
  unit: ShingleUnit,
  size: number,
  progress: (fraction: number) => void = () => {},
): ShingleSets {
  const start = new Uint32Array(texts.length + 1);
  let values = new Uint32Array(Math.max(1024, texts.length * 8));
  let end = 0;
  const pieces: number[] = [];
  for (let i = 0; i < texts.length; i++) {
    if (unit === 'words') termHashes(texts[i]!, pieces);
    else {
      const folded = termsAndNumbersOf(texts[i]!).join(' ');
      pieces.length = folded.length;
      for (let k = 0; k < folded.length; k++) pieces[k] = folded.charCodeAt(k);
    }
    if (i % 5000 === 0) progress(i / texts.length);
    start[i] = end;
    if (pieces.length === 0) continue;
    const width = Math.min(size, pieces.length);
    const number = pieces.length - width + 1;
    if (end + number > values.length) {
      const larger = new Uint32Array(Math.max(values.length * 2, end + number));
      larger.set(values);
      values = larger;
    }
    const from = end;
    for (let k = 0; k < number; k++) {
      let hash = width;
      for (let w = 0; w < width; w++) hash = Math.imul(hash, 0x9e3779b1) + pieces[k + w]!;
      values[end++] = mix(hash);
    }
    end = sortDistinct(values, from, end);
  }
  start[texts.length] = end;
  return { count: texts.length, start, values };
}

/** Number of common elements of two sets, or -1 as soon as `least` is out of reach. */
export function overlap(sets: ShingleSets, a: number, b: number, least: number): number {
  const { start, values } = sets;
  let i = start[a]!;
  let j = start[b]!;
  const endA = start[a + 1]!;
  const endB = start[b + 1]!;
  let both = 0;
  while (i < endA && j < endB) {
    const x = values[i]!;
    const y = values[j]!;
    if (x === y) {
      both++;
      i++;
      j++;
    } else if (x < y) {
      i++;
      if (both + endA - i < least) return -1;
    } else {
      j++;
      if (both + endB - j < least) return -1;
    }
  }
  return both;
}
