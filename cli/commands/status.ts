import { runsOf } from '../../db/studies';
import { AssayError } from '../../domain/errors';
import type { Command } from '../command';
import { withSession } from '../session';

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
        const rows = runs.map((run) => ({
          study: run.studyId,
          run: run.id,
          kind: run.kind,
          status: run.status,
          protocolVersion: run.protocolVersion,
          problem: run.problem,
          lastStep: steps.find((one) => one.run_id === run.id)?.step ?? null,
          waitsFor: gates.filter((one) => one.run_id === run.id).map((one) => one.gate),
          startedAt: run.startedAt.toISOString(),
        }));
        return {
          value: rows,
          text:
            rows.length === 0
              ? 'no study yet'
              : rows
                  .map(
                    (row) =>
                      `${row.run}  ${row.status}${row.lastStep ? `, after ${row.lastStep}` : ''}${row.waitsFor.length ? `, waits for ${row.waitsFor.join(', ')}` : ''}${row.problem ? `: ${row.problem}` : ''}`,
                  )
                  .join('\n'),
        };
      },
      { worker: false },
    );
  },
};
