import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { verifierKey } from '../governance/checkpoint';
import { sha256, sha256Hex } from './digest';

/** The key that signs checkpoints. It stays in a file that the application's database role cannot read. */
export interface AuditSigner {
  readonly origin: string;
  readonly publicKey: Uint8Array;
  readonly vkey: string;
  sign(message: Uint8Array): Uint8Array;
}

function rawPublicKey(key: KeyObject): Uint8Array {
  return Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x!, 'base64url');
}

/** Reads the signing key of a home folder, or makes one. */
export function auditSigner(home: string): AuditSigner {
  const folder = path.join(home, 'keys');
  const file = path.join(folder, 'audit.pem');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  }
  chmodSync(file, 0o600);
  const privateKey = createPrivateKey(readFileSync(file));
  const publicKey = rawPublicKey(privateKey);
  const origin = `assay.local/log-${sha256Hex(publicKey).slice(0, 12)}`;
  return {
    origin,
    publicKey,
    vkey: verifierKey(sha256, origin, publicKey),
    sign: (message) => signBytes(null, message, privateKey),
  };
}

export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
    format: 'jwk',
  });
  return verifyBytes(null, message, key, signature);
}
