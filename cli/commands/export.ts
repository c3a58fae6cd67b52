import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { productFolder } from '../../db/products';
import { runsOf } from '../../db/studies';
import { AssayError } from '../../domain/errors';
import { settings } from '../../settings';
import { type Command, option, requireWord } from '../command';
import { withSession } from '../session';

const formats = ['csv', 'gexf', 'graphml'] as const;

export const exportFiles: Command = {
  name: 'export',
  words: 'STUDY',
  meaning: 'copy a study’s open files to a folder',
  options: {
    format: { meaning: 'csv, gexf or graphml', value: 'FORMAT' },
    out: { meaning: 'the folder', value: 'DIR' },
  },
  async run(invocation) {
    const study = requireWord(invocation, 0, 'a study');
    const format = option(invocation, 'format') ?? 'csv';
    const out = option(invocation, 'out');
    if (!(formats as readonly string[]).includes(format))
      throw new AssayError('ASSAY_USAGE', `--format: one of ${formats.join(', ')} was expected, found "${format}"`);
    if (out === undefined) throw new AssayError('ASSAY_USAGE', '--out: a folder was expected, found nothing');
    return withSession(
      invocation,
      async ({ database }) => {
        const run = (await runsOf(database, study)).find(
          (one) => one.status === 'completed' && one.kind !== 'reproduction',
        );
        const folder = run && path.join(productFolder(settings.home, study, run.id), 'exports');
        if (!folder || !existsSync(folder))
          throw new AssayError(
            'ASSAY_STUDY_UNKNOWN',
            `a completed study with exports was expected, found none: ${study}`,
          );
        const files = readdirSync(folder).filter((name) => name.endsWith(`.${format}`));
        if (files.length === 0)
          throw new AssayError(
            'ASSAY_USAGE',
            `--format: a format that the protocol lists under outputs, exports was expected, found ${format}, of which ${run.id} wrote no file`,
          );
        mkdirSync(out, { recursive: true });
        for (const name of files) cpSync(path.join(folder, name), path.join(out, name));
        return {
          value: { study, run: run.id, folder: path.resolve(out), files },
          text: `${files.length} files in ${path.resolve(out)}`,
        };
      },
      { worker: false },
    );
  },
};
