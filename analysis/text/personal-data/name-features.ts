import { foldName, hashName, hashOn, listed, listedAs } from './gazetteer';
import type { NameToken } from './name-token';
import { classOf } from './word-class';

/** What the features of all tokens of a text are made of: small whole numbers and hashes, one for each token. */
interface Atoms {
  readonly word: Int32Array;
  readonly shape: Int32Array;
  readonly listed: Int32Array;
  readonly place: Int32Array;
  readonly kind: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly line: Int32Array;
}

const longestPlace = 4;

/** Capitals, small letters, digits: runs shortened, length of numbers kept. */
function shapeOf(text: string, token: NameToken): number {
  if (token.kind === 'found') return hashName('found');
  if (token.kind === 'mark') return hashName(text.slice(token.start, Math.min(token.end, token.start + 3)));
  if (token.kind === 'number') return 1000 + Math.min(token.end - token.start, 12);
  let shape = 0;
  let last = 0;
  let runs = 0;
  for (let i = token.start; i < token.end && runs < 4; i++) {
    const one = text[i]!;
    const low = one.toLowerCase();
    const kind = low === one ? (one.toUpperCase() === one ? 3 : 1) : 2;
    if (kind !== last) {
      shape = shape * 4 + kind;
      runs++;
    }
    last = kind;
  }
  return shape * 4 + Math.min(3, token.end - token.start - 1);
}

function atomsOf(text: string, tokens: readonly NameToken[], dropListed: (i: number) => boolean): Atoms {
  const n = tokens.length;
  const make = (): Int32Array => new Int32Array(n);
  const atoms: Atoms = {
    word: make(),
    shape: make(),
    listed: make(),
    place: make(),
    kind: make(),
    start: make(),
    end: make(),
    line: make(),
  };
  const folded: string[] = [];
  for (let i = 0; i < n; i++) {
    const token = tokens[i]!;
    const word = token.kind === 'word' ? foldName(text.slice(token.start, token.end)) : '';
    folded.push(word);
    atoms.shape[i] = shapeOf(text, token);
    atoms.line[i] = token.lineStart ? (i === 0 ? 1 : 2) : 0;
    if (word === '') {
      atoms.word[i] = atoms.shape[i]!;
      continue;
    }
    const hash = hashName(word);
    atoms.word[i] = hash;
    atoms.kind[i] = classOf(word);
    atoms.listed[i] = dropListed(i) ? 0 : listedAs(hash);
    atoms.start[i] = hashName(word.slice(0, 3));
    atoms.end[i] = hashName(`-${word.slice(-3)}`);
  }
  // The longest listed place of several words, such as New York, from each word on.
  for (let i = 0; i < n; i++) {
    if (folded[i] === '' || atoms.place[i]! > 1) continue;
    let hash = hashName(folded[i]!);
    let best = 0;
    let flags = 0;
    for (let j = i + 1, words = 1; j < n && words < longestPlace; j++) {
      const gap = tokens[j]!.kind === 'mark' ? text[tokens[j]!.start] : '';
      if (gap !== '' && gap !== '-' && gap !== '.' && gap !== "'" && gap !== '’') break;
      if (gap !== '') continue;
      if (folded[j] === '') break;
      hash = hashOn(hash, ` ${folded[j]!}`);
      words++;
      const as = listedAs(hash) & ~(listed.first | listed.last);
      if (as) {
        best = j;
        flags = as;
      }
    }
    if (best > 0 && !dropListed(i)) {
      for (let j = i; j <= best; j++)
        atoms.place[j] = (j === i ? 1 : 2) + ((flags & (listed.country | listed.region | listed.bigCity)) > 0 ? 2 : 0);
    }
  }
  return atoms;
}

function mix(template: number, a: number, b = 0, c = 0): number {
  let hash = Math.imul(template + 1, 0x9e3779b1) ^ a;
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) ^ b;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) ^ c;
  hash = Math.imul(hash ^ (hash >>> 16), 0x27d4eb2f);
  return (hash ^ (hash >>> 15)) >>> 6;
}

/** Features of a token, as 26-bit hashes. */
export const featuresPerToken = 30;

/**
 * Features of every token, `featuresPerToken` each: the words, shapes and list entries around it. O(tokens).
 * `dropListed` hides a token's list entries: in training, so that the words around a name count too.
 */
export function nameFeatures(
  text: string,
  tokens: readonly NameToken[],
  dropListed: (i: number) => boolean = () => false,
): Int32Array {
  const atoms = atomsOf(text, tokens, dropListed);
  const n = tokens.length;
  const out = new Int32Array(n * featuresPerToken);
  const { word, shape, listed: lists, place, kind, start, end, line } = atoms;
  const letters = text.slice(0, 400);
  const plainCase = letters === letters.toLowerCase() ? 1 : letters === letters.toUpperCase() ? 2 : 0;
  const outside = -7;
  for (let i = 0; i < n; i++) {
    const at = (list: Int32Array, j: number): number => (j < 0 || j >= n ? outside : list[j]!);
    const w = word[i]!;
    const s = shape[i]!;
    const g = lists[i]! + (place[i]! << 8);
    const w1 = at(word, i - 1);
    const w2 = at(word, i - 2);
    const n1 = at(word, i + 1);
    const s1 = at(shape, i - 1);
    const t1 = at(shape, i + 1);
    const g1 = at(lists, i - 1);
    const h1 = at(lists, i + 1);
    const k = kind[i]!;
    const k1 = at(kind, i - 1);
    const k2 = at(kind, i - 2);
    const m1 = at(kind, i + 1);
    const l = line[i]!;
    const l1 = at(line, i + 1);
    let o = i * featuresPerToken;
    out[o++] = mix(0, 0);
    out[o++] = mix(1, w);
    out[o++] = mix(2, w1);
    out[o++] = mix(3, n1);
    out[o++] = mix(4, w2);
    out[o++] = mix(6, s, plainCase);
    out[o++] = mix(7, s1, s);
    out[o++] = mix(8, s, t1);
    out[o++] = mix(9, s1, s, t1);
    out[o++] = mix(10, start[i]!);
    out[o++] = mix(11, end[i]!);
    out[o++] = mix(12, g);
    out[o++] = mix(13, g, s, plainCase);
    out[o++] = mix(14, g1, g);
    out[o++] = mix(15, g, h1);
    out[o++] = mix(16, k);
    out[o++] = mix(17, k1, s);
    out[o++] = mix(18, m1, s);
    out[o++] = mix(19, k1, g);
    out[o++] = mix(21, w1, s);
    out[o++] = mix(22, w1, g);
    out[o++] = mix(23, n1, s);
    out[o++] = mix(24, n1, g);
    out[o++] = mix(25, w2, w1);
    out[o++] = mix(27, w2, w1, s);
    out[o++] = mix(28, k2, k1, s);
    out[o++] = mix(30, w1, w);
    out[o++] = mix(31, w, n1);
    out[o++] = mix(32, l, s, l1);
    out[o++] = mix(36, k, s, plainCase);
  }
  return out;
}
