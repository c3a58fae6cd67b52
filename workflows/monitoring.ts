import { executeChild, proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { study } from './study';

const { startScheduledRun, checkDrift } = proxyActivities<Activities>({
  startToCloseTimeout: '5 minutes',
  retry: {
    initialInterval: '1s',
    backoffCoefficient: 2,
    maximumInterval: '15s',
    nonRetryableErrorTypes: ['AssayError', 'ZodError'],
  },
});

export interface MonitoringInput {
  readonly study: string;
  readonly kind: 'monitoring' | 'retraining';
}

/** What a schedule starts: the study once more on the files as they are now, then a comparison with the run before. */
export async function monitoring(input: MonitoringInput): Promise<{ readonly run: string; readonly drifted: boolean }> {
  const { startTime } = workflowInfo();
  const run = await startScheduledRun({ ...input, at: startTime.getTime() });
  await executeChild(study, { workflowId: `study/${run}`, args: [{ run, fresh: false }] });
  const drifted = await checkDrift({ run });
  return { run, drifted };
}
