/**
 * The Merkle tree of RFC 6962 §2.1. A hash function is passed in, so that this file runs wherever it is needed.
 * Leaves are hashed behind a 0 byte, nodes behind a 1 byte, so that neither passes for the other.
 */
export type Sha256 = (...parts: readonly Uint8Array[]) => Uint8Array;

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

export function leafHash(sha256: Sha256, bytes: Uint8Array): Uint8Array {
  return sha256(leafPrefix, bytes);
}

export function nodeHash(sha256: Sha256, left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(nodePrefix, left, right);
}

/** The largest power of two smaller than n. */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** Root of leaves `from` to `to` (exclusive) given their hashes. O(n). */
export function rootOf(sha256: Sha256, leaves: readonly Uint8Array[], from = 0, to = leaves.length): Uint8Array {
  if (to === from) return sha256();
  if (to - from === 1) return leaves[from]!;
  const middle = from + split(to - from);
  return nodeHash(sha256, rootOf(sha256, leaves, from, middle), rootOf(sha256, leaves, middle, to));
}

/** The audit path of one leaf, from the leaf up: RFC 6962 §2.1.1. */
export function inclusionProof(
  sha256: Sha256,
  leaves: readonly Uint8Array[],
  index: number,
  from = 0,
  to = leaves.length,
): Uint8Array[] {
  if (to - from <= 1) return [];
  const middle = from + split(to - from);
  return index < middle
    ? [...inclusionProof(sha256, leaves, index, from, middle), rootOf(sha256, leaves, middle, to)]
    : [...inclusionProof(sha256, leaves, index, middle, to), rootOf(sha256, leaves, from, middle)];
}

/** Proof that the tree of the first `old` leaves is a prefix of the whole: RFC 6962 §2.1.2. */
export function consistencyProof(sha256: Sha256, leaves: readonly Uint8Array[], old: number): Uint8Array[] {
  const prove = (m: number, from: number, to: number, complete: boolean): Uint8Array[] => {
    if (m === to - from) return complete ? [] : [rootOf(sha256, leaves, from, to)];
    const k = split(to - from);
    return m <= k
      ? [...prove(m, from, from + k, complete), rootOf(sha256, leaves, from + k, to)]
      : [...prove(m - k, from + k, to, false), rootOf(sha256, leaves, from, from + k)];
  };
  return old === 0 || old === leaves.length ? [] : prove(old, 0, leaves.length, true);
}

/** A tree that grows: keeps the roots of its full subtrees, so that a leaf costs about two hashes and a root O(log n). */
export class GrowingTree {
  readonly #sha256: Sha256;
  readonly #subtrees: { size: number; hash: Uint8Array }[] = [];
  #size = 0;

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  get size(): number {
    return this.#size;
  }

  append(leaf: Uint8Array): void {
    let top = { size: 1, hash: leaf };
    for (let last = this.#subtrees.at(-1); last && last.size === top.size; last = this.#subtrees.at(-1)) {
      this.#subtrees.pop();
      top = { size: top.size * 2, hash: nodeHash(this.#sha256, last.hash, top.hash) };
    }
    this.#subtrees.push(top);
    this.#size++;
  }

  root(): Uint8Array {
    if (this.#subtrees.length === 0) return this.#sha256();
    return this.#subtrees.map((one) => one.hash).reduceRight((right, left) => nodeHash(this.#sha256, left, right));
  }
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** Does `proof` lead from a leaf to the root? RFC 9162 §2.1.3.2. */
export function verifyInclusion(
  sha256: Sha256,
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!Number.isInteger(index) || index < 0 || index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let hash = leaf;
  for (const step of proof) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sha256, step, hash);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else hash = nodeHash(sha256, hash, step);
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && equal(hash, root);
}

/** Does `proof` show that the tree of `oldRoot` is a prefix of that of `newRoot`? RFC 9162 §2.1.4.2. */
export function verifyConsistency(
  sha256: Sha256,
  oldSize: number,
  oldRoot: Uint8Array,
  newSize: number,
  newRoot: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (oldSize > newSize) return false;
  if (oldSize === newSize) return proof.length === 0 && equal(oldRoot, newRoot);
  if (oldSize === 0) return proof.length === 0;
  const path = Number.isInteger(Math.log2(oldSize)) ? [oldRoot, ...proof] : [...proof];
  if (path.length === 0) return false;
  let fn = oldSize - 1;
  let sn = newSize - 1;
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  let fr = path[0]!;
  let sr = path[0]!;
  for (const step of path.slice(1)) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      fr = nodeHash(sha256, step, fr);
      sr = nodeHash(sha256, step, sr);
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2);
        sn = Math.floor(sn / 2);
      }
    } else sr = nodeHash(sha256, sr, step);
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && equal(fr, oldRoot) && equal(sr, newRoot);
}

/** Hashes of a full tile of C2SP tlog-tiles. */
export const tileWidth = 256;

export interface Tile {
  readonly level: number;
  readonly index: number;
  /** 1 to 256 hashes. */
  readonly hashes: readonly Uint8Array[];
}

/**
 * Every tile of a tree, partial ones included: tile (level, index) holds the roots of consecutive full subtrees of 256^level
 * leaves (C2SP tlog-tiles). O(n).
 */
export function tilesOf(sha256: Sha256, leaves: readonly Uint8Array[]): Tile[] {
  const tiles: Tile[] = [];
  let row: readonly Uint8Array[] = leaves;
  for (let level = 0; row.length > 0; level++) {
    const next: Uint8Array[] = [];
    for (let index = 0; index * tileWidth < row.length; index++) {
      const hashes = row.slice(index * tileWidth, (index + 1) * tileWidth);
      tiles.push({ level, index, hashes });
      if (hashes.length === tileWidth) next.push(rootOf(sha256, hashes));
    }
    row = next;
  }
  return tiles;
}

/** A tile's index as a path: 1234067 becomes x001/x234/067. */
export function tilePath(index: number): string {
  const digits = String(index % 1000).padStart(3, '0');
  let rest = Math.floor(index / 1000);
  let path = digits;
  while (rest > 0) {
    path = `x${String(rest % 1000).padStart(3, '0')}/${path}`;
    rest = Math.floor(rest / 1000);
  }
  return path;
}
