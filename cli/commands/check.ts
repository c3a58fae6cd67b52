import { planOf } from '../../domain/plan';
import { explainProtocol } from '../../governance/plain-words';
import { screen } from '../../governance/screening';
import { methodOf } from '../../methods';
import { type Command, exitCodes, requireWord } from '../command';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readProtocol } from '../protocol-file';

export const check: Command = {
  name: 'check',
  words: 'study.yaml',
  meaning: 'is it valid, what will it collect, keep and release; screening for an impact assessment',
  options: {},
  async run(invocation) {
    const { protocol, folder } = readProtocol(requireWord(invocation, 0, 'a study.yaml'));
    const plan = planOf(protocol, methodOf);
    const methods = plan.map((task) => task.method);
    const screening = screen(protocol, methods);
    const problems = protocol.sources.flatMap((source) => [
      ...source.files
        .filter((file) => !existsSync(path.resolve(folder, file)))
        .map((file) => `${source.id}: ${file} is not there`),
      ...(source.policy && Date.parse(source.policy.expires) < Date.now()
        ? [`${source.id}: the decision on the platform’s terms expired on ${source.policy.expires}`]
        : []),
    ]);
    const sections = explainProtocol(protocol, methods, screening);
    return {
      ...(problems.length > 0 ? { code: exitCodes.failed } : {}),
      value: {
        valid: true,
        problems,
        study: protocol.study,
        sections,
        screening,
        tasks: plan.map((task) => ({ id: task.id, step: task.step, method: task.method.id })),
      },
      text: [
        `${protocol.title}: valid`,
        ...(problems.length > 0 ? ['', 'It could not run today', ...problems.map((problem) => `  - ${problem}`)] : []),
        ...sections.flatMap((section) => ['', section.heading, ...section.lines.map((line) => `  - ${line}`)]),
        '',
        `Impact assessment ${screening.assessmentNeeded ? 'needed' : 'not needed'}:`,
        ...screening.criteria.map((one) => `  ${one.met ? 'yes' : 'no '}  ${one.question} ${one.because}`),
      ].join('\n'),
    };
  },
};
