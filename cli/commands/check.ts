import { planOf } from '../../domain/plan';
import { explainProtocol } from '../../governance/plain-words';
import { screen } from '../../governance/screening';
import { methodOf } from '../../methods';
import { type Command, requireWord } from '../command';
import { readProtocol } from '../protocol-file';

export const check: Command = {
  name: 'check',
  words: 'study.yaml',
  meaning: 'is it valid, what will it collect, keep and release; screening for an impact assessment',
  options: {},
  async run(invocation) {
    const { protocol } = readProtocol(requireWord(invocation, 0, 'a study.yaml'));
    const plan = planOf(protocol, methodOf);
    const methods = plan.map((task) => task.method);
    const screening = screen(protocol, methods);
    const sections = explainProtocol(protocol, methods, screening);
    return {
      value: {
        valid: true,
        study: protocol.study,
        sections,
        screening,
        tasks: plan.map((task) => ({ id: task.id, step: task.step, method: task.method.id })),
      },
      text: [
        `${protocol.title}: valid`,
        ...sections.flatMap((section) => ['', section.heading, ...section.lines.map((line) => `  - ${line}`)]),
        '',
        `Impact assessment ${screening.assessmentNeeded ? 'needed' : 'not needed'}:`,
        ...screening.criteria.map((one) => `  ${one.met ? 'yes' : 'no '}  ${one.question} ${one.because}`),
      ].join('\n'),
    };
  },
};
