import { randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

function file(home: string): string {
  return path.join(home, 'keys', 'console-tokens.json');
}

function readTokens(home: string): string[] {
  try {
    return existsSync(file(home)) ? (JSON.parse(readFileSync(file(home), 'utf8')) as string[]) : [];
  } catch {
    return [];
  }
}

function writeTokens(home: string, tokens: readonly string[]): void {
  mkdirSync(path.dirname(file(home)), { recursive: true, mode: 0o700 });
  writeFileSync(file(home), JSON.stringify(tokens), { mode: 0o600 });
}

/** A token for one entry to the console. Only who may read the home folder can make one. */
export function issueToken(home: string): string {
  const token = randomBytes(24).toString('base64url');
  writeTokens(home, [...readTokens(home).slice(-8), token]);
  return token;
}

/** True once for each token: it is gone afterwards. */
export function redeemToken(home: string, token: string): boolean {
  const given = Buffer.from(token);
  const tokens = readTokens(home);
  const found = tokens.find((one) => one.length === token.length && timingSafeEqual(Buffer.from(one), given));
  if (found === undefined) return false;
  writeTokens(
    home,
    tokens.filter((one) => one !== found),
  );
  return true;
}

/** Sessions live in memory: a restart of the console ends them. */
export class Sessions {
  readonly #open = new Map<string, string>();

  /** Returns the cookie's value. */
  start(): string {
    const id = randomBytes(24).toString('base64url');
    this.#open.set(id, randomBytes(24).toString('base64url'));
    return id;
  }

  /** The form token of a session, against requests that another site makes; undefined where there is no such session. */
  formToken(id: string | undefined): string | undefined {
    return id === undefined ? undefined : this.#open.get(id);
  }
}
