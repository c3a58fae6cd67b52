import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { projectRoot } from '../settings';

export const bundlePath = path.join(projectRoot, 'dist', 'workflows', 'bundle', 'workflows.js');

/** Bundles the workflows once, at build time: a worker then starts without webpack. */
export async function bundleWorkflows(): Promise<void> {
  const quiet = {
    log: () => {},
    trace: () => {},
    debug: () => {},
    info: () => {},
    warn: () => {},
    error: console.error,
  };
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(projectRoot, 'dist', 'workflows', 'index.js'),
    logger: quiet,
  });
  mkdirSync(path.dirname(bundlePath), { recursive: true });
  writeFileSync(bundlePath, code);
}

if (require.main === module) {
  bundleWorkflows().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
