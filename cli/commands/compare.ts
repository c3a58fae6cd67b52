import { lineageOf } from '../../db/computations';
import type { Database } from '../../db/connection';
import { snapshotOf } from '../../db/snapshots';
import { testedProtocol } from '../../db/post-hoc';
import { protocolOf, runOf } from '../../db/studies';
import { AssayError } from '../../domain/errors';
import type { Json } from '../../domain/json';
import { kindOf } from '../../domain/protocol';
import { type Change, changesBetween } from '../../governance/amendment';
import { methodOf } from '../../methods';
import { type Command, requireWord } from '../command';
import { withSession } from '../session';

async function describe(database: Database, id: string) {
  const run = await runOf(database, id);
  if (!run)
    throw new AssayError('ASSAY_STUDY_UNKNOWN', `a run was expected, found "${id}"; \`npx assay status\` lists them`);
  const protocol = (await protocolOf(database, run.studyId, run.protocolVersion))!;
  const { hypotheses } = await testedProtocol(database, protocol, methodOf);
  const snapshot = run.snapshotId === null ? undefined : await snapshotOf(database, run.snapshotId);
  const tasks: Record<string, Json> = {};
  for (const row of await lineageOf(database, id)) tasks[`${row.task}/${row.part}`] = row.output.sha256;
  return {
    protocol: protocol.protocol as unknown as Json,
    hypotheses: Object.fromEntries(
      hypotheses.map((one) => [
        one.id,
        one.postHoc === undefined ? kindOf(one) : `exploratory (post hoc): ${one.postHoc}`,
      ]),
    ) as Json,
    run: { seed: run.seed, codeVersion: run.codeVersion, protocolVersion: run.protocolVersion } as Json,
    snapshot: (snapshot
      ? { sha256: snapshot.sha256, counts: snapshot.counts, shards: snapshot.shards.map((shard) => shard.sha256) }
      : null) as Json,
    artefacts: tasks as Json,
    headline: run.headline,
  };
}

/** What a person asks first stands first: the headline, then what explains it. */
const sections = ['headline', 'hypotheses', 'protocol', 'run', 'snapshot', 'artefacts'] as const;

function shown(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) return `${value.slice(0, 12)}…`;
  return typeof value === 'number' && !Number.isInteger(value)
    ? String(Number(value.toPrecision(6)))
    : JSON.stringify(value);
}

function told(changes: readonly Change[], without: readonly string[]): string {
  return sections
    .flatMap((section) => {
      const own = changes.filter((one) => one.path === section || one.path.startsWith(`${section}/`));
      if (section === 'headline' && without.length > 0)
        return [`headline: not compared, ${without.join(' and ')} made none`];
      if (own.length === 0) return [`${section}: the same`];
      return [
        `${section}: ${own.length} ${own.length === 1 ? 'difference' : 'differences'}`,
        ...own.map(
          (one) => `  ${one.path.slice(section.length + 1) || section}: ${shown(one.before)} → ${shown(one.after)}`,
        ),
      ];
    })
    .join('\n');
}

export const compare: Command = {
  name: 'compare',
  words: 'RUN RUN',
  meaning: 'what differs between two runs, from protocol to headline numbers',
  options: {},
  async run(invocation) {
    const [a, b] = [requireWord(invocation, 0, 'a run'), requireWord(invocation, 1, 'a second run')];
    return withSession(
      invocation,
      async ({ database }) => {
        const [left, right] = [await describe(database, a), await describe(database, b)];
        // A reproduction stops at the artefacts, and a run that was stopped has no headline: nothing differs by that.
        const without = [left, right].flatMap(({ headline }, i) => (headline === null ? [i === 0 ? a : b] : []));
        const comparable = ({ headline, ...rest }: typeof left): Json =>
          (without.length > 0 ? rest : { headline, ...rest }) as Json;
        const changes = changesBetween(comparable(left), comparable(right));
        return {
          value: { runs: [a, b], changes, ...(without.length > 0 ? { withoutHeadline: without } : {}) },
          text: changes.length === 0 && without.length === 0 ? 'nothing differs' : told(changes, without),
        };
      },
      { worker: false },
    );
  },
};
