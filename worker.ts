/**
 * The worker: makes the stores, runs workflows and activities, seals the audit log, and stops all in order.
 * `assay up` starts it as a process of its own; more of them, on more machines, only need the same addresses.
 */
import { ApplicationFailure } from '@temporalio/common';
import {
  type ActivityInboundCallsInterceptor,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type WorkerOptions,
} from '@temporalio/worker';
import { createActivities } from './activities';
import { AnalysisPool } from './activities/runner/pool';
import type { Stores } from './activities/stores';
import { ArtefactStore } from './db/artefact-store';
import { connect, type Database } from './db/connection';
import { Sequencer } from './db/sequencer';
import { Vault } from './db/vault';
import { AssayError } from './domain/errors';
import { settings } from './settings';
import { type Addresses, readAddresses } from './stack/addresses';
import { taskQueue } from './stack/addresses';
import { bundlePath } from './workflows/bundle';

/** How often waiting audit entries are sealed and the tree's head is signed. */
const sealEveryMs = 1000;

/**
 * What leaves an activity as an error reaches Temporal's history, which cannot be erased: only messages of our own, which name places
 * and kinds, pass; of any other error its name and code.
 */
export const discreetErrors: ActivityInboundCallsInterceptor = {
  async execute(input, next) {
    try {
      return await next(input);
    } catch (error) {
      if (error instanceof AssayError || (error as Error).name === 'AssayError') {
        const known = error as AssayError;
        throw ApplicationFailure.create({
          message: known.message,
          type: 'AssayError',
          nonRetryable: true,
          details: [known.code],
        });
      }
      if (
        error instanceof ApplicationFailure ||
        (error as Error).name === 'CancelledFailure' ||
        (error as Error).name === 'AbortError'
      )
        throw error;
      const { name, code } = error as { name?: string; code?: string };
      if (process.env.ASSAY_DEBUG) console.error(error);
      throw ApplicationFailure.create({
        message: `${name ?? 'Error'}${code ? ` ${code}` : ''}`,
        type: name ?? 'Error',
      });
    }
  },
};

export function makeStores(addresses: Addresses): Stores {
  return {
    database: connect(addresses.database.app, { connections: 10 }),
    databaseUrl: addresses.database.app,
    artefacts: new ArtefactStore(settings.home),
    vault: new Vault(settings.home),
    pool: new AnalysisPool(settings.threads),
    home: settings.home,
    codeVersion: settings.build,
  };
}

export function workerOptions(stores: Stores): Omit<WorkerOptions, 'connection' | 'workflowBundle' | 'taskQueue'> {
  return {
    activities: createActivities(stores),
    interceptors: { activity: [() => ({ inbound: discreetErrors })] },
    maxConcurrentActivityTaskExecutions: 16,
    maxConcurrentWorkflowTaskExecutions: 16,
    maxCachedWorkflows: 100,
    shutdownGraceTime: '2s',
    shutdownForceTime: '10s',
  };
}

/** Seals until told to stop; a lost database is met again at the next beat, a broken log stops the worker. */
async function sealUntil(stopped: () => boolean, sequencer: Sequencer): Promise<void> {
  while (!stopped()) {
    try {
      await sequencer.seal();
    } catch (error) {
      if (error instanceof AssayError) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, sealEveryMs));
  }
  await sequencer.seal().catch(() => {});
}

async function main(): Promise<void> {
  const addresses = readAddresses(settings);
  Runtime.install({
    logger: new DefaultLogger('ERROR', ({ message }) => console.error(message)),
    shutdownSignals: ['SIGINT', 'SIGTERM'],
  });
  const stores = makeStores(addresses);
  const sealing: Database = connect(addresses.database.sequencer, { connections: 2 });
  const connection = await NativeConnection.connect({ address: addresses.temporal });
  const worker = await Worker.create({
    connection,
    namespace: settings.temporalNamespace,
    taskQueue,
    workflowBundle: { codePath: bundlePath },
    ...workerOptions(stores),
  });
  let stopped = false;
  // A worker whose stack is gone has nothing to do: no orphan is left behind.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, 1000);
  const sequencing = sealUntil(() => stopped, new Sequencer(sealing, settings.home)).catch((error: unknown) => {
    console.error((error as Error).message);
    process.exitCode = 1;
    worker.shutdown();
  });
  process.send?.('ready');
  try {
    await worker.run();
  } finally {
    stopped = true;
    clearInterval(watch);
    await sequencing;
    await stores.pool.close();
    await connection.close();
    await Promise.all([stores.database.close(), sealing.close()]);
  }
}

if (require.main === module) {
  main().then(
    () => process.exit(),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exit(1);
    },
  );
}
