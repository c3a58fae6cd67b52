import { explainProtocol } from '../../governance/plain-words';
import { screen } from '../../governance/screening';
import { type Command, exitCodes, requireWord } from '../command';
import { readSource } from '../../connectors/source';
import { AssayError } from '../../domain/errors';
import type { Protocol, Source } from '../../domain/protocol';
import { planFile, type ProtocolFile, readProtocol } from '../protocol-file';

/** Rows of each file that are tried: enough to see columns that are not there and times in another form. */
const triedRows = 100;

/** `attribute value` pairs of the rows that were tried. */
type SeenValues = Set<string>;

/** What keeps a source from being collected today; empty where nothing does. Values of attributes that were met go to `seen`. */
async function problemsOf(source: Source, folder: string, seen: SeenValues): Promise<string[]> {
  const problems: string[] = [];
  if (source.policy && Date.parse(source.policy.expires) < Date.now())
    problems.push(`${source.id}: the decision on the platform’s terms expired on ${source.policy.expires}`);
  for (const file of source.files) {
    const refused = new Map<string, number>();
    let rows = 0;
    try {
      for await (const item of readSource(source, folder, file, Date.now())) {
        rows++;
        if ('quarantined' in item) {
          const { reason, column } = item.quarantined;
          const why = column === undefined ? reason : `${reason} in ${column}`;
          refused.set(why, (refused.get(why) ?? 0) + 1);
        } else for (const [name, value] of Object.entries(item.post.attributes)) seen.add(`${name} ${value}`);
        if (rows === triedRows) break;
      }
    } catch (error) {
      if (!(error instanceof AssayError)) throw error;
      problems.push(`${source.id}: ${error.message}`);
      continue;
    }
    const bad = [...refused.values()].reduce((sum, one) => sum + one, 0);
    if (rows === 0) problems.push(`${source.id}: ${file} has no rows`);
    else if (bad * 2 > rows)
      problems.push(
        `${source.id}: of the first ${rows} rows of ${file} ${bad} cannot be used: ${[...refused].map(([why, n]) => `${why} ${n}`).join(', ')}`,
      );
  }
  return problems;
}

/** Groups of attributes that hypotheses name and no row that was tried holds: misspelled, or only rare. */
function unseenGroups({ hypotheses }: Protocol, { at }: ProtocolFile, seen: SeenValues): string[] {
  return hypotheses.flatMap((one, i) => {
    const { by, groups } = one.comparison;
    const named = [
      ...('attribute' in by ? groups.map((group) => ['comparison', by.attribute, group] as const) : []),
      ...(one.where && 'attribute' in one.where.by ? [['where', one.where.by.attribute, one.where.is] as const] : []),
      ...('attribute' in one.measure ? [['measure', one.measure.attribute, one.measure.equals] as const] : []),
    ];
    return named
      .filter(([, attribute, value]) => !seen.has(`${attribute} ${value}`))
      .map(
        ([part, attribute, value]) =>
          `${at(['hypotheses', i, part])} hypotheses.${i}.${part}: a value of ${attribute} in the first ${triedRows} rows of a file, found "${value}" in none of them`,
      );
  });
}

export const check: Command = {
  name: 'check',
  words: 'study.yaml',
  meaning: 'is it valid, what will it collect, keep and release; screening for an impact assessment',
  options: {},
  async run(invocation) {
    const file = readProtocol(requireWord(invocation, 0, 'a study.yaml'));
    const { protocol, folder } = file;
    const { plan, unknownFigures } = planFile(file);
    const methods = plan.map((task) => task.method);
    const screening = screen(protocol, methods);
    const seen: SeenValues = new Set();
    const problems = [
      ...unknownFigures,
      ...(await Promise.all(protocol.sources.map((source) => problemsOf(source, folder, seen)))).flat(),
    ];
    const unseen = problems.length > 0 ? [] : unseenGroups(protocol, file, seen);
    const sections = explainProtocol(protocol, methods, screening);
    return {
      ...(problems.length > 0 ? { code: exitCodes.failed } : {}),
      value: {
        valid: true,
        problems,
        unseen,
        study: protocol.study,
        sections,
        screening,
        tasks: plan.map((task) => ({ id: task.id, step: task.step, method: task.method.id })),
      },
      text: [
        `${protocol.title}: valid`,
        ...(problems.length > 0
          ? ['', 'It could not run today as it is meant', ...problems.map((problem) => `  - ${problem}`)]
          : []),
        ...(unseen.length > 0 ? ['', 'Perhaps misspelled', ...unseen.map((one) => `  - ${one}`)] : []),
        ...sections.flatMap((section) => ['', section.heading, ...section.lines.map((line) => `  - ${line}`)]),
        '',
        `Impact assessment ${screening.assessmentNeeded ? 'needed' : 'not needed'}:`,
        ...screening.criteria.map((one) => `  ${one.met ? 'yes' : 'no '}  ${one.question} ${one.because}`),
      ].join('\n'),
    };
  },
};
