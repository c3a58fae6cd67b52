import { type Client, ScheduleNotFoundError, ScheduleOverlapPolicy } from '@temporalio/client';
import { appendAudit } from '../../db/audit-log';
import type { Database } from '../../db/connection';
import { protocolOf } from '../../db/studies';
import { durationMs } from '../../domain/duration';
import { AssayError } from '../../domain/errors';
import { taskQueue } from '../../stack/addresses';
import type { monitoring } from '../../workflows/monitoring';
import { type Command, type Outcome, requireWord } from '../command';
import { withSession } from '../session';

const actions = ['create', 'show', 'trigger', 'pause', 'resume', 'remove'] as const;
type Action = (typeof actions)[number];
type Kind = 'monitoring' | 'retraining';

export function scheduleId(study: string, kind: Kind): string {
  return `${study}/${kind}`;
}

async function record(database: Database, study: string, kind: Kind, action: Action): Promise<void> {
  await database.transaction((transaction) =>
    appendAudit(transaction, `${study} ${kind} ${action} ${Date.now()}`, {
      action: 'schedule.changed', study, run: null, step: 'deployment', protocol: null, object: { kind, id: `${study}/${kind}`, sha256: null }, reason: action,
    }),
  );
}

/** Creates, shows, triggers, pauses, resumes or removes a schedule. A new one is paused until a person resumes it. */
export async function changeSchedule(database: Database, client: Client, study: string, kind: Kind, action: Action): Promise<Outcome> {
  const registered = await protocolOf(database, study);
  if (!registered) throw new AssayError('ASSAY_STUDY_UNKNOWN', `a registered study was expected, found "${study}"`);
  const handle = client.schedule.getHandle(scheduleId(study, kind));
  try {
    if (action === 'create') {
      const every = registered.protocol.schedule[kind];
      if (every === undefined) throw new AssayError('ASSAY_PROTOCOL_INVALID', `study.yaml: schedule.${kind} was expected, found nothing; what the protocol does not list is refused`);
      await client.schedule.create<typeof monitoring>({
        scheduleId: scheduleId(study, kind),
        spec: { intervals: [{ every: durationMs(every) }], jitter: '1 minute' },
        policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day', pauseOnFailure: true },
        action: { type: 'startWorkflow', workflowType: 'monitoring', taskQueue, workflowId: `${kind}/${study}`, args: [{ study, kind }], searchAttributes: { StudyId: [study] } },
        state: { paused: true, note: 'created; waits to be resumed' },
      });
    } else if (action === 'trigger') await handle.trigger(ScheduleOverlapPolicy.SKIP);
    else if (action === 'pause') await handle.pause('paused by a person');
    else if (action === 'resume') await handle.unpause('resumed by a person');
    else if (action === 'remove') await handle.delete();
    if (action !== 'show') await record(database, study, kind, action);
    if (action === 'remove') return { value: { study, kind, state: 'removed' }, text: `${kind} of ${study}: removed` };
    const description = await handle.describe();
    const value = {
      study, kind, paused: description.state.paused, note: description.state.note ?? null,
      runs: description.info.numActionsTaken, running: description.info.runningActions.length,
      next: description.info.nextActionTimes.slice(0, 1).map((time) => time.toISOString()),
    };
    return { value, text: `${kind} of ${study}: ${value.paused ? 'paused' : 'active'}, started ${value.runs} times${value.next[0] ? `, next ${value.next[0]}` : ''}` };
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) throw new AssayError('ASSAY_USAGE', `a ${kind} schedule of ${study} was expected, found none; make it with \`assay schedule ${study} create ${kind}\``);
    throw error;
  }
}

export const schedule: Command = {
  name: 'schedule',
  words: `STUDY ${actions.join('|')} monitoring|retraining`,
  meaning: 'monitoring and retraining on a timetable',
  options: {},
  async run(invocation) {
    const study = requireWord(invocation, 0, 'a study');
    const action = requireWord(invocation, 1, actions.join(', ')) as Action;
    const kind = (invocation.words[2] ?? 'monitoring') as Kind;
    if (!actions.includes(action)) throw new AssayError('ASSAY_USAGE', `one of ${actions.join(', ')} was expected, found "${action}"`);
    if (kind !== 'monitoring' && kind !== 'retraining') throw new AssayError('ASSAY_USAGE', `monitoring or retraining was expected, found "${kind}"`);
    return withSession(invocation, ({ database, client }) => changeSchedule(database, client, study, kind, action), { worker: false });
  },
};
