import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { protocolJsonSchema } from '../../domain/protocol';
import { AssayError } from '../../domain/errors';
import { projectRoot } from '../../settings';
import { type Command, requireWord } from '../command';

export const init: Command = {
  name: 'init',
  words: 'DIR',
  meaning: 'a commented study.yaml to begin from',
  options: {},
  async run(invocation) {
    const folder = path.resolve(requireWord(invocation, 0, 'a folder'));
    if (existsSync(path.join(folder, 'study.yaml')))
      throw new AssayError(
        'ASSAY_USAGE',
        `${path.join(folder, 'study.yaml')}: no such file was expected; it stands already and is left as it is`,
      );
    if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(path.join(folder, 'data')))
      invocation.say(`${folder} is not empty; study.yaml is added`);
    mkdirSync(folder, { recursive: true });
    cpSync(path.join(projectRoot, 'examples', 'template'), folder, { recursive: true, force: false });
    const id = path
      .basename(folder)
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^[^a-z]+|-+$/g, '')
      .slice(0, 40);
    const file = path.join(folder, 'study.yaml');
    if (id.length >= 2) writeFileSync(file, readFileSync(file, 'utf8').replace('study: my-study ', `study: ${id} `));
    writeFileSync(path.join(folder, 'study.schema.json'), `${JSON.stringify(protocolJsonSchema(), null, 2)}\n`);
    return {
      value: { folder, file: path.join(folder, 'study.yaml') },
      text: `${path.join(folder, 'study.yaml')}\nread it top to bottom, then: assay check ${path.join(invocation.words[0]!, 'study.yaml')}`,
    };
  },
};
