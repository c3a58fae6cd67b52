import type { Checkpoint } from '../domain/audit';
import type { Sha256 } from './merkle-tree';

/** Ed25519 over exact bytes; the keys stay outside. */
export type Sign = (message: Uint8Array) => Uint8Array;
export type Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;

const ed25519Algorithm = 1;
const utf8 = new TextEncoder();

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    throw new TypeError('base64 was expected');
  }
}

/** The first four bytes of SHA-256(name ‖ LF ‖ algorithm ‖ public key): C2SP signed-note. */
export function keyId(sha256: Sha256, name: string, publicKey: Uint8Array): Uint8Array {
  return sha256(utf8.encode(`${name}\n`), Uint8Array.of(ed25519Algorithm), publicKey).slice(0, 4);
}

/** The verifier key that a reviewer keeps: `name+hex id+base64(algorithm ‖ public key)`. */
export function verifierKey(sha256: Sha256, name: string, publicKey: Uint8Array): string {
  const id = [...keyId(sha256, name, publicKey)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${name}+${id}+${base64(Uint8Array.of(ed25519Algorithm, ...publicKey))}`;
}

export function parseVerifierKey(
  sha256: Sha256,
  text: string,
): { name: string; id: Uint8Array; publicKey: Uint8Array } {
  const found = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim());
  const bytes = found ? fromBase64(found[3]!) : new Uint8Array();
  if (!found || bytes[0] !== ed25519Algorithm || bytes.length !== 33)
    throw new TypeError('an Ed25519 verifier key, name+id+key, was expected');
  const publicKey = bytes.slice(1);
  const id = keyId(sha256, found[1]!, publicKey);
  if ([...id].map((byte) => byte.toString(16).padStart(2, '0')).join('') !== found[2])
    throw new TypeError('a key id that fits the key was expected');
  return { name: found[1]!, id, publicKey };
}

/** Text of a tree head, final newline included: what is signed. C2SP tlog-checkpoint. */
export function checkpointText(checkpoint: Checkpoint): string {
  return `${checkpoint.origin}\n${checkpoint.size}\n${checkpoint.root}\n`;
}

export function signCheckpoint(sha256: Sha256, checkpoint: Checkpoint, publicKey: Uint8Array, sign: Sign): string {
  const text = checkpointText(checkpoint);
  const signature = base64(Uint8Array.of(...keyId(sha256, checkpoint.origin, publicKey), ...sign(utf8.encode(text))));
  return `${text}\n— ${checkpoint.origin} ${signature}\n`;
}

/** Reads a signed checkpoint and checks the signature of the given key; other keys' lines are skipped. Throws a TypeError that says what is off. */
export function openCheckpoint(sha256: Sha256, note: string, vkey: string, verify: Verify): Checkpoint {
  const { name, id, publicKey } = parseVerifierKey(sha256, vkey);
  const at = note.lastIndexOf('\n\n');
  if (at < 0 || !note.endsWith('\n')) throw new TypeError('a checkpoint with signature lines was expected');
  const text = note.slice(0, at + 1);
  const lines = note.slice(at + 2, -1).split('\n');
  const ours = lines.flatMap((line) => {
    const found = /^— (\S+) ([A-Za-z0-9+/]+=*)$/.exec(line);
    if (!found) throw new TypeError('a signature line was expected');
    const bytes = fromBase64(found[2]!);
    return found[1] === name && bytes.slice(0, 4).every((byte, i) => byte === id[i]) ? [bytes.slice(4)] : [];
  });
  if (ours.length === 0) throw new TypeError(`a signature by ${name} was expected, found none`);
  if (!ours.every((signature) => verify(publicKey, utf8.encode(text), signature)))
    throw new TypeError(`a valid signature by ${name} was expected`);
  const [origin, size, root] = text.split('\n');
  if (!origin || !/^(0|[1-9]\d*)$/.test(size ?? '') || !root || fromBase64(root).length !== 32)
    throw new TypeError('origin, size and root were expected');
  return { origin, size: Number(size), root };
}
