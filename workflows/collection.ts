import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index';
import type { Collected } from '../activities/collection';

const { collectSource } = proxyActivities<Activities>({
  startToCloseTimeout: '12 hours',
  // A batch of 5,000 rows takes well under a minute; each ends with a heartbeat.
  heartbeatTimeout: '2 minutes',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '15s', nonRetryableErrorTypes: ['AssayError'] },
});

/** One source of a study, read to its end: a life, and in time limits, of its own. */
export function collection(input: { readonly run: string; readonly source: string }): Promise<Collected> {
  return collectSource(input);
}
