import { sha256Hex } from '../../db/digest';
import { enforceRetention, type Retained, retained } from '../../db/retention';
import { protocolOf } from '../../db/studies';
import { AssayError } from '../../domain/errors';
import { gateDeciders } from '../../domain/gate';
import { personOf, type Protocol } from '../../domain/protocol';
import { settings } from '../../settings';
import { type Command, type Invocation, option, requireWord } from '../command';
import { withSession } from '../session';

/** Who deletes, with the reason: those who may let a release go may end what a study keeps. */
function decider(invocation: Invocation, protocol: Protocol): { person: string; reason: string } {
  const key = option(invocation, 'as') ?? settings.person ?? '';
  const person = personOf(protocol, key);
  if (!person || !gateDeciders.release.includes(person.role))
    throw new AssayError(
      'ASSAY_GATE_REFUSED',
      `a person of the protocol with role ${gateDeciders.release.join(', ')} was expected (--as), found "${key}"`,
    );
  const reason = option(invocation, 'reason') ?? '';
  if (reason.trim().length < 3)
    throw new AssayError('ASSAY_USAGE', 'a reason of at least three characters was expected (--reason)');
  return { person: key, reason };
}

function told(list: readonly Retained[]): string {
  return list
    .map(
      (one) =>
        `${one.kind}: ${one.count} since ${one.since.slice(0, 10)}, to be gone by ${one.until.slice(0, 10)}${one.due ? ': due' : ''}`,
    )
    .join('\n');
}

export const retention: Command = {
  name: 'retention',
  words: 'STUDY [delete]',
  meaning: 'what a study keeps of people and until when; delete what is due, a person’s decision with a reason',
  options: {
    as: { meaning: 'who decides to delete, a person key of the protocol', value: 'PERSON' },
    reason: { meaning: 'why', value: 'TEXT' },
  },
  async run(invocation) {
    const study = requireWord(invocation, 0, 'a study');
    const [, action] = invocation.words;
    if (action !== undefined && action !== 'delete')
      throw new AssayError('ASSAY_USAGE', `nothing or delete was expected after the study, found "${action}"`);
    return withSession(
      invocation,
      async ({ database }) => {
        const registered = await protocolOf(database, study);
        if (!registered) throw new AssayError('ASSAY_STUDY_UNKNOWN', `a study was expected, found "${study}"`);
        const now = new Date();
        if (action === undefined) {
          const list = await retained(database, registered.protocol, now);
          return { value: { study, kept: list }, text: told(list) || 'nothing is kept of anyone' };
        }
        const { person, reason } = decider(invocation, registered.protocol);
        const reasonSha256 = sha256Hex(reason);
        await database.sql`insert into governance.reason (sha256, text) values (${reasonSha256}, ${reason}) on conflict do nothing`;
        const deleted = await enforceRetention(database, registered, person, reasonSha256, now);
        if (deleted === 'running')
          throw new AssayError('ASSAY_GATE_REFUSED', `a study without a run under way was expected: ${study}`);
        return {
          value: { study, deleted },
          text: deleted.length === 0 ? 'nothing is due' : `deleted:\n${told(deleted)}`,
        };
      },
      { worker: false },
    );
  },
};
