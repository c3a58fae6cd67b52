import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { Collected } from '../activities/collection/collection';

const { collectSource } = proxyActivities<Activities>({
  startToCloseTimeout: '12 hours',
  heartbeatTimeout: '30 seconds',
  retry: {
    initialInterval: '1s',
    backoffCoefficient: 2,
    maximumInterval: '15s',
    nonRetryableErrorTypes: ['AssayError', 'ZodError'],
  },
});

/** One source of a study, read to its end: a life, and in time limits, of its own. */
export function collection(input: { readonly run: string; readonly source: string }): Promise<Collected> {
  return collectSource(input);
}
