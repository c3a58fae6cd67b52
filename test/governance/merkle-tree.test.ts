import { createHash } from 'node:crypto';
import {
  consistencyProof,
  GrowingTree,
  inclusionProof,
  leafHash,
  nodeHash,
  rootOf,
  tilePath,
  tilesOf,
  tileWidth,
  verifyConsistency,
  verifyInclusion,
} from '../../governance/merkle-tree';
import { known } from '../shared-data';

interface Inclusion {
  leaf: number;
  size: number;
  proof: string[];
}
interface Consistency {
  from: number;
  to: number;
  proof: string[];
}
const values = known<{
  leaves: string[];
  leafHashes: string[];
  roots: string[];
  inclusion: Inclusion[];
  consistency: Consistency[];
  counted: { roots: { size: number; root: string }[]; inclusion: Inclusion[]; consistency: Consistency[] };
}>('merkle.json');
const { go } = known<{
  go: {
    records: string[];
    recordHashes: string[];
    treeHashes: string[];
    recordProofs: Inclusion[];
    treeProofs: Consistency[];
  };
}>('note.json');

function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}
const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
const hex = (value: Uint8Array): string => Buffer.from(value).toString('hex');
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const published = values.leaves.map((leaf) => leafHash(sha256, bytes(leaf)));
const counted = Array.from(
  {
    length: Math.max(
      ...values.counted.roots.map((one) => one.size),
      ...values.counted.inclusion.map((one) => one.size),
    ),
  },
  (_, i) => leafHash(sha256, utf8(String(i))),
);
const goLeaves = go.records.map((record) => leafHash(sha256, utf8(record)));

test('leaf hashes and roots are those of the Certificate Transparency project', () => {
  expect(published.map(hex)).toEqual(values.leafHashes);
  expect(values.roots.map((_, size) => hex(rootOf(sha256, published.slice(0, size))))).toEqual(values.roots);
});

test('leaf hashes and roots are those of Go’s tlog', () => {
  expect(goLeaves.map(hex)).toEqual(go.recordHashes);
  expect(go.treeHashes.map((_, size) => hex(rootOf(sha256, goLeaves.slice(0, size))))).toEqual(go.treeHashes);
});

test('a growing tree has the same root after every leaf', () => {
  const tree = new GrowingTree(sha256);
  expect(hex(tree.root())).toBe(values.roots[0]);
  published.forEach((leaf, i) => {
    tree.append(leaf);
    expect(tree.size).toBe(i + 1);
    expect(hex(tree.root())).toBe(values.roots[i + 1]);
  });
  const large = new GrowingTree(sha256);
  counted.forEach((leaf, i) => {
    large.append(leaf);
    for (const one of values.counted.roots) if (one.size === i + 1) expect(hex(large.root())).toBe(one.root);
  });
});

const trees = [
  { name: 'published', leaves: published, inclusion: values.inclusion, consistency: values.consistency },
  { name: 'counted', leaves: counted, inclusion: values.counted.inclusion, consistency: values.counted.consistency },
  { name: 'Go', leaves: goLeaves, inclusion: go.recordProofs, consistency: go.treeProofs },
];

test.each(trees)('inclusion proofs of the $name tree are as given and verify', ({ leaves, inclusion }) => {
  expect(inclusion.length).toBeGreaterThan(0);
  for (const { leaf, size, proof } of inclusion) {
    const tree = leaves.slice(0, size);
    expect(inclusionProof(sha256, tree, leaf).map(hex)).toEqual(proof);
    expect(verifyInclusion(sha256, leaves[leaf]!, leaf, size, proof.map(bytes), rootOf(sha256, tree))).toBe(true);
  }
});

test.each(trees)('consistency proofs of the $name tree are as given and verify', ({ leaves, consistency }) => {
  expect(consistency.length).toBeGreaterThan(0);
  for (const { from, to, proof } of consistency) {
    const tree = leaves.slice(0, to);
    expect(consistencyProof(sha256, tree, from).map(hex)).toEqual(proof);
    expect(
      verifyConsistency(
        sha256,
        from,
        rootOf(sha256, leaves.slice(0, from)),
        to,
        rootOf(sha256, tree),
        proof.map(bytes),
      ),
    ).toBe(true);
  }
});

/** The same bytes with one bit turned. */
function turned(value: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(value);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}

test('an inclusion proof with any one bit changed, a step more or less, or another place is refused', () => {
  for (const size of [1, 2, 3, 5, 7, 8]) {
    const leaves = published.slice(0, size);
    const root = rootOf(sha256, leaves);
    for (let index = 0; index < size; index++) {
      const leaf = leaves[index]!;
      const proof = inclusionProof(sha256, leaves, index);
      const check = (one: {
        leaf?: Uint8Array;
        index?: number;
        size?: number;
        proof?: Uint8Array[];
        root?: Uint8Array;
      }): boolean =>
        verifyInclusion(
          sha256,
          one.leaf ?? leaf,
          one.index ?? index,
          one.size ?? size,
          one.proof ?? proof,
          one.root ?? root,
        );
      expect(check({})).toBe(true);
      for (let bit = 0; bit < 256; bit += 37) {
        expect(check({ leaf: turned(leaf, bit) })).toBe(false);
        expect(check({ root: turned(root, bit) })).toBe(false);
        proof.forEach((step, at) => expect(check({ proof: proof.with(at, turned(step, bit)) })).toBe(false));
      }
      expect(check({ proof: [...proof, root] })).toBe(false);
      if (proof.length > 0) expect(check({ proof: proof.slice(1) })).toBe(false);
      for (let other = 0; other < size; other++) if (other !== index) expect(check({ index: other })).toBe(false);
      expect(check({ index: size })).toBe(false);
    }
  }
});

test('a place that is no whole number from 0 is refused', () => {
  const leaves = published.slice(0, 2);
  const root = rootOf(sha256, leaves);
  for (const index of [-1, -2, 0.5, 1.5, Number.NaN]) {
    for (const own of [0, 1])
      expect(verifyInclusion(sha256, leaves[own]!, index, 2, inclusionProof(sha256, leaves, own), root)).toBe(false);
  }
});

test('a consistency proof with any one bit changed, a step more or less, or other sizes is refused', () => {
  for (let to = 2; to <= 8; to++) {
    for (let from = 1; from < to; from++) {
      const leaves = published.slice(0, to);
      const oldRoot = rootOf(sha256, leaves.slice(0, from));
      const newRoot = rootOf(sha256, leaves);
      const proof = consistencyProof(sha256, leaves, from);
      const check = (one: {
        from?: number;
        to?: number;
        oldRoot?: Uint8Array;
        newRoot?: Uint8Array;
        proof?: Uint8Array[];
      }): boolean =>
        verifyConsistency(
          sha256,
          one.from ?? from,
          one.oldRoot ?? oldRoot,
          one.to ?? to,
          one.newRoot ?? newRoot,
          one.proof ?? proof,
        );
      expect(check({})).toBe(true);
      for (let bit = 0; bit < 256; bit += 41) {
        expect(check({ oldRoot: turned(oldRoot, bit) })).toBe(false);
        expect(check({ newRoot: turned(newRoot, bit) })).toBe(false);
        proof.forEach((step, at) => expect(check({ proof: proof.with(at, turned(step, bit)) })).toBe(false));
      }
      expect(check({ proof: [...proof, newRoot] })).toBe(false);
      expect(check({ proof: proof.slice(1) })).toBe(false);
      expect(check({ from: to, to: from })).toBe(false);
      expect(check({ proof: [] })).toBe(false);
    }
  }
});

test('a rewritten log is not consistent with what it was', () => {
  const rewritten = published.with(2, leafHash(sha256, utf8('another entry')));
  const proof = consistencyProof(sha256, rewritten, 5);
  expect(verifyConsistency(sha256, 5, rootOf(sha256, published.slice(0, 5)), 8, rootOf(sha256, rewritten), proof)).toBe(
    false,
  );
});

test('equal sizes need equal roots and an empty proof', () => {
  const root = rootOf(sha256, published);
  expect(verifyConsistency(sha256, 8, root, 8, root, [])).toBe(true);
  expect(verifyConsistency(sha256, 8, root, 8, root, [root])).toBe(false);
  expect(verifyConsistency(sha256, 8, root, 8, turned(root, 0), [])).toBe(false);
});

test('tiles hold the roots of full subtrees of 256 leaves, in order, and lead to the root', () => {
  const leaves = Array.from({ length: 700 }, (_, i) => leafHash(sha256, utf8(String(i))));
  const tiles = tilesOf(sha256, leaves);
  expect(tiles.map((tile) => [tile.level, tile.index, tile.hashes.length])).toEqual([
    [0, 0, 256],
    [0, 1, 256],
    [0, 2, 188],
    [1, 0, 2],
  ]);
  const level0 = tiles.filter((tile) => tile.level === 0).flatMap((tile) => tile.hashes);
  expect(level0.map(hex)).toEqual(leaves.map(hex));
  const top = tiles.find((tile) => tile.level === 1)!;
  top.hashes.forEach((hash, i) =>
    expect(hex(hash)).toBe(hex(rootOf(sha256, leaves.slice(i * tileWidth, (i + 1) * tileWidth)))),
  );
  const root = nodeHash(sha256, nodeHash(sha256, top.hashes[0]!, top.hashes[1]!), rootOf(sha256, leaves.slice(512)));
  expect(hex(root)).toBe(hex(rootOf(sha256, leaves)));
});

test('paths of tiles are those of C2SP tlog-tiles', () => {
  // The specification's example: 1234067 is encoded as x001/x234/067.
  expect([0, 5, 999, 1000, 1234067].map(tilePath)).toEqual(['000', '005', '999', 'x001/000', 'x001/x234/067']);
});
