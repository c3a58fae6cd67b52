/**
 * Runs the airline study where its data is present: copies study.yaml beside a link to the file, decides at its gates as the
 * protocol's officer, and prints where the report is. Skips with a notice where the data is absent.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, settings, sharedData } from '../../settings';

interface Answer {
  readonly status?: string;
  readonly gates?: readonly string[];
}

/** Runs a command of ours; progress goes to this terminal, the answer comes back. */
function assay(...args: string[]): { code: number; answer: Answer } {
  const result = spawnSync(process.execPath, [path.join(projectRoot, 'dist', 'cli', 'main.js'), ...args, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  return { code: result.status ?? 1, answer: JSON.parse(result.stdout || '{}') as Answer };
}

const file = sharedData('posts', 'airline-tweets.csv');
if (!file) {
  process.stdout.write('examples/airlines skipped: airline-tweets.csv is not here\n');
} else {
  const folder = path.join(settings.home, 'examples', 'airlines');
  mkdirSync(folder, { recursive: true });
  copyFileSync(path.join(projectRoot, 'examples', 'airlines', 'study.yaml'), path.join(folder, 'study.yaml'));
  rmSync(path.join(folder, 'airline-tweets.csv'), { force: true });
  symlinkSync(file, path.join(folder, 'airline-tweets.csv'));
  let { code, answer } = assay('run', path.join(folder, 'study.yaml'), '--reason', 'the example was updated');
  // Exit code 3: it waits for a person. Here the example plays the officer; in a study a person does.
  while (code === 3 && answer.gates?.[0]) {
    ({ code, answer } = assay(
      'decide',
      'airlines',
      answer.gates[0],
      'approve',
      '--as',
      'dpo',
      '--reason',
      'the example plays the officer',
      '--wait',
    ));
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
  process.exitCode = code;
}
