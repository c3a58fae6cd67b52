import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { runsOf } from '../../db/studies';
import { AssayError } from '../../domain/errors';
import { type Command, requireWord } from '../command';
import { reportPath } from '../../client/launch';
import { withSession } from '../session';

export const report: Command = {
  name: 'report',
  words: 'STUDY',
  meaning: 'where the newest report is',
  options: { open: { meaning: 'open it in the browser' } },
  async run(invocation) {
    const study = requireWord(invocation, 0, 'a study');
    const file = await withSession(
      invocation,
      async ({ database }) => {
        const run = (await runsOf(database, study)).find(
          (one) => one.status === 'completed' && existsSync(reportPath(study, one.id)),
        );
        if (!run)
          throw new AssayError('ASSAY_STUDY_UNKNOWN', `a study with a report was expected, found none: ${study}`);
        return reportPath(study, run.id);
      },
      { worker: false },
    );
    if (invocation.options.open === true) {
      const opener = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : 'xdg-open';
      spawn(opener, [file], { detached: true, stdio: 'ignore' })
        .on('error', () => {})
        .unref();
    }
    return { value: { study, report: file }, text: pathToFileURL(file).href };
  },
};
