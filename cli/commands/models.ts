import { type Command, requireWord } from '../command';
import { withSession } from '../session';

export const models: Command = {
  name: 'models',
  words: 'STUDY',
  meaning: 'the register: champion and challengers of each task',
  options: {},
  async run(invocation) {
    const study = requireWord(invocation, 0, 'a study');
    return withSession(
      invocation,
      async ({ database }) => {
        const rows = await database.sql<
          { task: string; version: number; status: string; run: string; artefact: string; card: string }[]
        >`
          select task, version, status, run_id as run, artefact_sha256 as artefact, card_sha256 as card from catalogue.model where study_id = ${study} order by task, version`;
        return {
          value: [...rows],
          text:
            rows.length === 0
              ? 'no model yet'
              : rows
                  .map((row) => `${row.task} ${row.version}  ${row.status}  ${row.run}  ${row.artefact.slice(0, 12)}…`)
                  .join('\n'),
        };
      },
      { worker: false },
    );
  },
};
