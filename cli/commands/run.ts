import { pathToFileURL } from 'node:url';
import { testedProtocol } from '../../db/post-hoc';
import { registerProtocol, runOf } from '../../db/studies';
import { AssayError } from '../../domain/errors';
import { methodOf } from '../../methods';
import { settings } from '../../settings';
import { type Command, exitCodes, type Invocation, option, type Outcome, requireWord } from '../command';
import { failure, followStudy, reportPath, runFor, startStudy } from '../../client/launch';
import { planFile, type ProtocolFile, readProtocol } from '../protocol-file';
import { type Session, withSession } from '../session';

/** Registers a protocol and carries its study to the end, or to a gate. */
export async function runProtocol(
  session: Session,
  file: ProtocolFile,
  invocation: Invocation,
  wait: boolean,
): Promise<Outcome> {
  for (const one of planFile(file).unknownFigures) invocation.say(`It will say “not enough data”: ${one}`);
  const { registered, outcome, changes } = await registerProtocol(
    session.database,
    file.protocol,
    file.source,
    file.folder,
    option(invocation, 'reason'),
  );
  const diff = changes.map(
    (change) =>
      `  ${change.path}: ${JSON.stringify(change.before) ?? 'nothing'} → ${JSON.stringify(change.after) ?? 'nothing'}`,
  );
  if (outcome === 'reason-needed') {
    throw new AssayError(
      'ASSAY_AMENDMENT_REASON',
      [`the protocol of ${registered.studyId} was changed; say why with --reason "…"`, ...diff].join('\n'),
    );
  }
  const { hypotheses } = await testedProtocol(session.database, registered, methodOf);
  const postHoc = hypotheses.filter((one) => one.postHoc !== undefined);
  if (outcome === 'amended')
    invocation.say(
      [
        `Amendment registered as version ${registered.version}:`,
        ...diff,
        ...postHoc.map((one) => `  ${one.id} is exploratory (post hoc): ${one.postHoc}`),
      ].join('\n'),
    );
  const run = await runFor(session.database, registered);
  await startStudy(session.client, registered, run.id, false);
  invocation.say(run.fresh ? `Run ${run.id} started` : `Run ${run.id} goes on`);
  if (!wait)
    return {
      text: `${run.id} started`,
      value: { study: registered.studyId, run: run.id, protocolVersion: registered.version, status: 'running' },
    };
  const end = await followStudy(session.client, run.id, (message) => invocation.say(message));
  if (end.status === 'waiting') {
    return {
      code: exitCodes.waiting,
      value: { study: registered.studyId, run: run.id, status: 'waiting', gates: end.gates },
      text: `${run.id} waits for a decision: ${end.gates.join(', ')}\n  assay decide ${registered.studyId} ${end.gates[0]} approve|refuse --as PERSON --reason TEXT`,
    };
  }
  if (end.status === 'failed') failure(end);
  const report = reportPath(registered.studyId, run.id);
  const result = 'result' in end ? end.result : undefined;
  if (end.status === 'refused')
    return {
      code: exitCodes.failed,
      value: { study: registered.studyId, run: run.id, status: 'refused' },
      text: `${run.id} was refused at a gate`,
    };
  const headline = (await runOf(session.database, run.id))?.headline ?? [];
  return {
    value: {
      study: registered.studyId,
      run: run.id,
      protocolVersion: registered.version,
      status: 'completed',
      tasks: result?.tasks,
      reused: result?.reused,
      report,
      headline,
    },
    text: `${run.id} completed: ${result?.tasks} tasks, ${result?.reused} reused\nreport: ${pathToFileURL(report).href}`,
  };
}

export const run: Command = {
  name: 'run',
  words: 'study.yaml',
  meaning: 'register and run, with progress; says where the report is',
  options: {
    'no-wait': { meaning: 'start it and return; the stack must be up' },
    reason: { meaning: 'why the protocol was changed', value: 'TEXT' },
  },
  async run(invocation) {
    const file = readProtocol(requireWord(invocation, 0, 'a study.yaml'));
    return withSession(invocation, async (session) => {
      const wait = invocation.options['no-wait'] !== true;
      if (!wait && session.stack.own)
        throw new AssayError(
          'ASSAY_STACK',
          `--no-wait needs a stack that stays; start it with \`npx assay up\` (data in ${settings.home})`,
        );
      return runProtocol(session, file, invocation, wait);
    });
  },
};
