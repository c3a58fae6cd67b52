import { Client, Connection } from '@temporalio/client';
import { connect, type Database } from '../db/connection';
import { AssayError } from '../domain/errors';
import { settings } from '../settings';
import { openStack, type Stack } from '../stack/local';
import type { Invocation } from './command';

/** What a command needs of a running stack; closed when the command ends. */
export interface Session {
  readonly stack: Stack;
  readonly database: Database;
  readonly client: Client;
}

/** Opens the stack that runs, or one for the time of the command, and always lets go of it. */
export async function withSession<T>(
  invocation: Invocation,
  work: (session: Session) => Promise<T>,
  options: { readonly worker?: boolean; readonly handlesSignals?: boolean } = {},
): Promise<T> {
  const stack = await openStack(
    settings,
    (message) => invocation.say(message),
    options.worker === undefined ? {} : { worker: options.worker },
  );
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void stack.stop().then(() => process.exit(130));
  };
  if (stack.own && !options.handlesSignals) process.on('SIGINT', stop).on('SIGTERM', stop);
  const database = connect(stack.addresses.database.app, { connections: 4 });
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address: stack.addresses.temporal }).catch(() => {
      throw new AssayError(
        'ASSAY_STACK',
        `a Temporal server was expected at ${stack.addresses.temporal}, found none; \`npx assay doctor\` says more`,
      );
    });
    return await work({ stack, database, client: new Client({ connection, namespace: settings.temporalNamespace }) });
  } finally {
    // The connection is left to the end of the process: closing it under a call that is being retried throws from a timer.
    await database.close();
    process.removeListener('SIGINT', stop).removeListener('SIGTERM', stop);
    await stack.stop();
  }
}
