import { type Client, ScheduleNotFoundError, ScheduleOverlapPolicy } from '@temporalio/client';
import { appendAudit } from '../db/audit-log';
import type { Database } from '../db/connection';
import { protocolOf } from '../db/studies';
import { durationMs } from '../domain/duration';
import { AssayError } from '../domain/errors';
import { taskQueue } from '../stack/addresses';
import type { monitoring } from '../workflows/monitoring';

export const scheduleActions = ['create', 'show', 'trigger', 'pause', 'resume', 'remove'] as const;
export type ScheduleAction = (typeof scheduleActions)[number];
export type ScheduleKind = 'monitoring' | 'retraining';

export interface ScheduleState {
  readonly study: string;
  readonly kind: ScheduleKind;
  readonly exists: boolean;
  readonly paused: boolean;
  readonly note: string | null;
  /** How often it has started a run. */
  readonly runs: number;
  readonly running: number;
  readonly next: string | null;
}

export function scheduleId(study: string, kind: ScheduleKind): string {
  return `${study}/${kind}`;
}

async function record(database: Database, study: string, kind: ScheduleKind, action: ScheduleAction): Promise<void> {
  await database.transaction((transaction) =>
    appendAudit(transaction, `${study} ${kind} ${action} ${Date.now()}`, {
      action: 'schedule.changed',
      study,
      run: null,
      step: 'deployment',
      protocol: null,
      object: { kind, id: `${study}/${kind}`, sha256: null },
      reason: action,
    }),
  );
}

/** Creates, shows, triggers, pauses, resumes or removes a schedule. A new one is paused until a person resumes it. */
export async function changeSchedule(
  database: Database,
  client: Client,
  study: string,
  kind: ScheduleKind,
  action: ScheduleAction,
): Promise<ScheduleState> {
  const registered = await protocolOf(database, study);
  if (!registered) throw new AssayError('ASSAY_STUDY_UNKNOWN', `a registered study was expected, found "${study}"`);
  const handle = client.schedule.getHandle(scheduleId(study, kind));
  try {
    if (action === 'create') {
      const every = registered.protocol.schedule[kind];
      if (every === undefined)
        throw new AssayError(
          'ASSAY_PROTOCOL_INVALID',
          `study.yaml: schedule.${kind} was expected, found nothing; what the protocol does not list is refused`,
        );
      await client.schedule.create<typeof monitoring>({
        scheduleId: scheduleId(study, kind),
        spec: { intervals: [{ every: durationMs(every) }], jitter: '1 minute' },
        policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day', pauseOnFailure: true },
        action: {
          type: 'startWorkflow',
          workflowType: 'monitoring',
          taskQueue,
          workflowId: `${kind}/${study}`,
          args: [{ study, kind }],
          searchAttributes: { StudyId: [study] },
        },
        state: { paused: true, note: 'created; waits to be resumed' },
      });
    } else if (action === 'trigger') await handle.trigger(ScheduleOverlapPolicy.SKIP);
    else if (action === 'pause') await handle.pause('paused by a person');
    else if (action === 'resume') await handle.unpause('resumed by a person');
    else if (action === 'remove') await handle.delete();
    if (action !== 'show') await record(database, study, kind, action);
    if (action === 'remove')
      return { study, kind, exists: false, paused: false, note: null, runs: 0, running: 0, next: null };
    const description = await handle.describe();
    return {
      study,
      kind,
      exists: true,
      paused: description.state.paused,
      note: description.state.note ?? null,
      runs: description.info.numActionsTaken,
      running: description.info.runningActions.length,
      next: description.info.nextActionTimes[0]?.toISOString() ?? null,
    };
  } catch (error) {
    if (error instanceof ScheduleNotFoundError)
      throw new AssayError(
        'ASSAY_USAGE',
        `a ${kind} schedule of ${study} was expected, found none; make it with \`npx assay schedule ${study} create ${kind}\``,
      );
    throw error;
  }
}
