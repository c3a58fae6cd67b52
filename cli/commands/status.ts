import type { Database } from '../../db/connection';
import { testedProtocol } from '../../db/post-hoc';
import { protocolOf, type RunRow, runsOf } from '../../db/studies';
import { AssayError } from '../../domain/errors';
import { methodOf } from '../../methods';
import type { Command } from '../command';
import { withSession } from '../session';

/** Why hypotheses of a version are exploratory whatever it calls them, by their ids. */
async function reasonsOf(database: Database, study: string, version: number): Promise<Record<string, string>> {
  const { hypotheses } = await testedProtocol(database, (await protocolOf(database, study, version))!, methodOf);
  return Object.fromEntries(hypotheses.flatMap((one) => (one.postHoc === undefined ? [] : [[one.id, one.postHoc]])));
}

export const status: Command = {
  name: 'status',
  words: '[STUDY]',
  meaning: 'where each study stands, and what it waits for',
  options: {},
  async run(invocation) {
    return withSession(
      invocation,
      async ({ database }) => {
        const study = invocation.words[0];
        const runs = await runsOf(database, study);
        if (study !== undefined && runs.length === 0)
          throw new AssayError(
            'ASSAY_STUDY_UNKNOWN',
            `a study that ran was expected, found "${study}"; \`npx assay status\` lists them`,
          );
        const gates = await database.sql<
          { run_id: string; gate: string }[]
        >`select run_id, gate from governance.gate where status = 'open'`;
        const steps = await database.sql<
          { run_id: string; step: string }[]
        >`select distinct on (run_id) run_id, step from catalogue.run_step order by run_id, finished_at desc`;
        // Runs of one version have the same hypotheses.
        const versions = new Map<string, Promise<Record<string, string>>>();
        const postHocOf = ({ studyId, protocolVersion }: RunRow): Promise<Record<string, string>> => {
          const key = `${studyId} ${protocolVersion}`;
          const known = versions.get(key) ?? reasonsOf(database, studyId, protocolVersion);
          versions.set(key, known);
          return known;
        };
        const rows = await Promise.all(
          runs.map(async (run) => ({
            study: run.studyId,
            run: run.id,
            kind: run.kind,
            reproductionOf: run.kind === 'reproduction' ? run.baseRunId : null,
            status: run.status,
            protocolVersion: run.protocolVersion,
            problem: run.problem,
            lastStep: steps.find((one) => one.run_id === run.id)?.step ?? null,
            waitsFor: gates.filter((one) => one.run_id === run.id).map((one) => one.gate),
            postHoc: await postHocOf(run),
            startedAt: run.startedAt.toISOString(),
          })),
        );
        return {
          value: rows,
          text:
            rows.length === 0
              ? 'no study yet'
              : rows
                  .map(
                    (row) =>
                      `${row.run}  ${row.reproductionOf === null ? '' : `reproduction of ${row.reproductionOf}, `}${row.status}${row.lastStep ? `, after ${row.lastStep}` : ''}${row.waitsFor.length ? `, waits for ${row.waitsFor.join(', ')}` : ''}${row.problem ? `: ${row.problem}` : ''}${Object.keys(row.postHoc).length > 0 ? `; exploratory (post hoc): ${Object.keys(row.postHoc).join(', ')}` : ''}`,
                  )
                  .join('\n'),
        };
      },
      { worker: false },
    );
  },
};
