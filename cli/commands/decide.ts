import { settings } from '../../settings';
import { type Command, exitCodes, option, requireWord } from '../command';
import { decideGate } from '../../client/decision';
import { followStudy, reportPath } from '../../client/launch';
import { withSession } from '../session';

export const decide: Command = {
  name: 'decide',
  words: 'STUDY GATE approve|refuse',
  meaning: 'decide at a gate; a person other than the author, with a reason',
  options: {
    as: { meaning: 'who decides, a person key of the protocol', value: 'PERSON' },
    reason: { meaning: 'why', value: 'TEXT' },
    run: { meaning: 'the run to decide on, where several wait', value: 'RUN' },
    wait: { meaning: 'follow the study until it ends or waits again' },
  },
  async run(invocation) {
    const studyId = requireWord(invocation, 0, 'a study');
    const gate = requireWord(invocation, 1, 'a gate');
    const answer = requireWord(invocation, 2, 'approve or refuse');
    return withSession(invocation, async ({ database, client, stack }) => {
      const named = option(invocation, 'run');
      const { run } = await decideGate(database, client, {
        studyId,
        ...(named === undefined ? {} : { run: named }),
        gate,
        answer,
        person: option(invocation, 'as') ?? settings.person ?? '',
        reason: option(invocation, 'reason') ?? '',
      });
      if (invocation.options.wait !== true && !stack.own)
        return { text: `${gate} of ${run}: ${answer}`, value: { run, gate, answer } };
      // A stack of our own would end with this command and the study with it: follow it.
      const end = await followStudy(client, run, (message) => invocation.say(message));
      return {
        code:
          end.status === 'waiting' ? exitCodes.waiting : end.status === 'completed' ? exitCodes.done : exitCodes.failed,
        value: {
          run,
          gate,
          answer,
          status: end.status,
          ...(end.status === 'waiting' ? { gates: end.gates } : {}),
          ...(end.status === 'completed' ? { report: reportPath(studyId, run) } : {}),
        },
        text: `${gate} of ${run}: ${answer}; ${end.status}${end.status === 'waiting' ? ` for ${end.gates.join(', ')}` : 'problem' in end && end.problem ? `: ${end.problem}` : ''}`,
      };
    });
  },
};
