import type { Client } from '@temporalio/client';
import type { Database } from '../db/connection';
import type { Settings } from '../settings';
import type { Addresses } from '../stack/addresses';

export interface ConsoleOptions {
  readonly settings: Settings;
  readonly addresses: Addresses;
  readonly database: Database;
  readonly client: Client;
}
export async function startConsole(_: ConsoleOptions): Promise<{ port: number; address: string; stop(): Promise<void> }> {
  return { port: 0, address: 'none', stop: async () => {} };
}
