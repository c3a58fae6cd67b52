import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign as ed25519Sign,
  verify as ed25519Verify,
} from 'node:crypto';
import {
  checkpointText,
  keyId,
  openCheckpoint,
  parseVerifierKey,
  type Sign,
  signCheckpoint,
  type Verify,
  verifierKey,
} from '../../governance/checkpoint';
import { known } from '../shared-data';

const { go, published } = known<{
  go: {
    name: string;
    seed: string;
    vkey: string;
    text: string;
    checkpoint: string;
    cosigned: string;
    goTree: string;
    refused: { note: string; why: string }[];
    second: { vkey: string };
  };
  published: { vkey: string; note: string };
}>('note.json');

function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}
// RFC 8410: an Ed25519 seed and a public key, each behind its DER header.
const privateKey = createPrivateKey({
  key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(go.seed, 'hex')]),
  format: 'der',
  type: 'pkcs8',
});
const publicKey = new Uint8Array(createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32));
const sign: Sign = (message) => new Uint8Array(ed25519Sign(null, message, privateKey));
const verify: Verify = (key, message, signature) =>
  ed25519Verify(
    null,
    message,
    createPublicKey({
      key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]),
      format: 'der',
      type: 'spki',
    }),
    signature,
  );

const [, size, root] = go.text.split('\n') as [string, string, string];
const head = { origin: go.name, size: Number(size), root };

test('a checkpoint signed with Go’s key is Go’s checkpoint, byte for byte', () => {
  expect(checkpointText(head)).toBe(go.text);
  expect(signCheckpoint(sha256, head, publicKey, sign)).toBe(go.checkpoint);
});

test('the verifier key is Go’s, and reads back', () => {
  expect(verifierKey(sha256, go.name, publicKey)).toBe(go.vkey);
  const read = parseVerifierKey(sha256, go.vkey);
  expect(read.name).toBe(go.name);
  expect(read.publicKey).toEqual(publicKey);
  expect(read.id).toEqual(keyId(sha256, go.name, publicKey));
});

test('the key of the C2SP specification’s example has the id that stands in it', () => {
  expect(parseVerifierKey(sha256, published.vkey).name).toBe('example.com/foo');
  expect(Buffer.from(parseVerifierKey(sha256, published.vkey).id).toString('hex')).toBe('530d903a');
});

test('a note whose signature holds but that is no checkpoint is refused', () => {
  expect(() => openCheckpoint(sha256, published.note, published.vkey, verify)).toThrow(TypeError);
});

test.each([
  ['alone', go.checkpoint],
  ['with a witness', go.cosigned],
])('Go’s checkpoint opens, %s', (_, note) => {
  expect(openCheckpoint(sha256, note, go.vkey, verify)).toEqual(head);
});

test('the witness’s key opens a cosigned checkpoint too, and not one that it did not sign', () => {
  expect(openCheckpoint(sha256, go.cosigned, go.second.vkey, verify)).toEqual(head);
  expect(() => openCheckpoint(sha256, go.checkpoint, go.second.vkey, verify)).toThrow(TypeError);
});

test('the origin is what the note says, also where the signer has another name', () => {
  expect(openCheckpoint(sha256, go.goTree, go.vkey, verify).origin).toBe('go.sum database tree');
});

test.each(go.refused)('what Go refuses is refused: $why', ({ note }) => {
  expect(() => openCheckpoint(sha256, note, go.vkey, verify)).toThrow(TypeError);
});

test('a checkpoint with any letter of its text changed is refused', () => {
  for (let at = 0; at < go.text.length; at++) {
    const letter = go.checkpoint[at] === 'x' ? 'y' : 'x';
    expect(() =>
      openCheckpoint(sha256, go.checkpoint.slice(0, at) + letter + go.checkpoint.slice(at + 1), go.vkey, verify),
    ).toThrow(TypeError);
  }
});

test.each([
  ['a key id that does not fit', go.vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+')],
  ['another name', go.vkey.replace('log.example', 'log.other')],
  ['no key', 'log.example/assay+7f12e6c8+'],
  ['a key of 31 bytes', `${go.vkey.slice(0, -4)}`],
  ['a key that is no base64', 'log.example/assay+7f12e6c8+A'],
  ['nothing', ''],
])('a verifier key with %s is refused with a TypeError', (_, key) => {
  expect(() => parseVerifierKey(sha256, key)).toThrow(TypeError);
});

/** A note with this text and a good signature by Go's key. */
function signed(text: string): string {
  const signature = Buffer.concat([keyId(sha256, go.name, publicKey), sign(new TextEncoder().encode(text))]).toString(
    'base64',
  );
  return `${text}\n— ${go.name} ${signature}\n`;
}

test.each([
  ['a size with a leading zero', `${go.name}\n05\n${root}\n`],
  ['a negative size', `${go.name}\n-5\n${root}\n`],
  ['a fraction for a size', `${go.name}\n5.5\n${root}\n`],
  ['no root', `${go.name}\n5\n`],
  ['a short root', `${go.name}\n5\nAAAA\n`],
  ['a root that is no base64', `${go.name}\n5\n${root.replace('9', '*')}\n`],
  ['no origin', `\n5\n${root}\n`],
])('a signed text with %s is refused with a TypeError', (_, text) => {
  expect(() => openCheckpoint(sha256, signed(text), go.vkey, verify)).toThrow(TypeError);
});

test('a signature line that is no base64 is refused with a TypeError', () => {
  expect(() => openCheckpoint(sha256, `${go.text}\n— ${go.name} A\n`, go.vkey, verify)).toThrow(TypeError);
});

test('lines after the root are allowed, as tlog-checkpoint says', () => {
  expect(openCheckpoint(sha256, signed(`${go.text}timestamp 7\n`), go.vkey, verify)).toEqual(head);
});

test('sizes from 0 on are signed and opened', () => {
  for (const n of [0, 1, 2 ** 40]) {
    const one = { origin: go.name, size: n, root };
    expect(openCheckpoint(sha256, signCheckpoint(sha256, one, publicKey, sign), go.vkey, verify)).toEqual(one);
  }
});
