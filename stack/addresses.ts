import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AssayError } from '../domain/errors';
import type { Settings } from '../settings';
import { type DatabaseUrls, localUrls } from './postgres';

export const taskQueue = 'assay';

/** Where the parts of a running stack are; written by the process that keeps them. No secrets: those are in keys/. */
export interface StackState {
  /** The process that keeps the stack. */
  readonly pid: number;
  readonly postgres?: { readonly port: number; readonly pid: number };
  readonly temporal?: { readonly port: number; readonly pid: number };
  readonly worker?: { readonly pid: number };
  readonly console?: { readonly port: number };
}

export interface Addresses {
  readonly database: DatabaseUrls;
  readonly temporal: string;
}

function file(home: string): string {
  return path.join(home, 'stack.json');
}

export function readState(home: string): StackState | undefined {
  try {
    return JSON.parse(readFileSync(file(home), 'utf8')) as StackState;
  } catch {
    return undefined;
  }
}

export function writeState(home: string, state: StackState): void {
  mkdirSync(home, { recursive: true });
  writeFileSync(`${file(home)}.new`, JSON.stringify(state));
  renameSync(`${file(home)}.new`, file(home));
}

export function removeState(home: string): void {
  if (existsSync(file(home))) rmSync(file(home));
}

/** Addresses from the settings, else from the stack that runs. */
export function readAddresses(settings: Settings): Addresses {
  const state = readState(settings.home);
  const database = settings.databaseUrl
    ? { app: settings.databaseUrl, admin: settings.databaseAdminUrl!, sequencer: settings.databaseSequencerUrl! }
    : state?.postgres && localUrls(settings.home, state.postgres.port);
  const temporal = settings.temporalAddress ?? (state?.temporal && `127.0.0.1:${state.temporal.port}`);
  if (!database || !temporal)
    throw new AssayError('ASSAY_STACK', 'a running stack was expected, found none; start it with `npx assay up`');
  return { database, temporal };
}
