import { changeSchedule, type ScheduleAction, scheduleActions, type ScheduleKind } from '../../client/schedule';
import { AssayError } from '../../domain/errors';
import { type Command, requireWord } from '../command';
import { withSession } from '../session';

export const schedule: Command = {
  name: 'schedule',
  words: `STUDY ${scheduleActions.join('|')} monitoring|retraining`,
  meaning: 'monitoring and retraining on a timetable',
  options: {},
  async run(invocation) {
    const study = requireWord(invocation, 0, 'a study');
    const action = requireWord(invocation, 1, scheduleActions.join(', ')) as ScheduleAction;
    const kind = (invocation.words[2] ?? 'monitoring') as ScheduleKind;
    if (!scheduleActions.includes(action))
      throw new AssayError('ASSAY_USAGE', `one of ${scheduleActions.join(', ')} was expected, found "${action}"`);
    if (kind !== 'monitoring' && kind !== 'retraining')
      throw new AssayError('ASSAY_USAGE', `monitoring or retraining was expected, found "${kind}"`);
    return withSession(
      invocation,
      async ({ database, client }) => {
        const value = await changeSchedule(database, client, study, kind, action);
        const text = value.exists
          ? `${value.paused ? 'paused' : 'active'}, started ${value.runs} times${value.next ? `, next ${value.next}` : ''}`
          : 'removed';
        return { value, text: `${kind} of ${study}: ${text}` };
      },
      { worker: false },
    );
  },
};
