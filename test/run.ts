/**
 * What `npm test` runs once everything is installed and compiled: the unit suites from source, then the suites that start real
 * servers, one at a time. Ends with the sum over all of them.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot, settings } from '../settings';
import { obtainTemporal } from '../stack/temporal';

interface JestSummary {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
}

function jest(args: readonly string[]): JestSummary {
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-jest-'));
  const output = path.join(folder, 'summary.json');
  try {
    // ELD and hyparquet are ES modules that are loaded with import(): jest needs this flag for them.
    const result = spawnSync(
      process.execPath,
      [
        '--experimental-vm-modules',
        '--no-warnings',
        path.join(projectRoot, 'node_modules', 'jest', 'bin', 'jest.js'),
        '--json',
        `--outputFile=${output}`,
        ...args,
      ],
      {
        cwd: projectRoot,
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    const summary = JSON.parse(readFileSync(output, 'utf8')) as JestSummary;
    return { ...summary, success: summary.success && result.status === 0 };
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, success: false };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<number> {
  const words = process.argv.slice(2);
  if (words.length > 0) {
    return jest(words).success ? 0 : 1;
  }
  if (!settings.temporalAddress)
    await obtainTemporal(settings.cache, (message) => process.stderr.write(`${message}\n`));
  const parts = [
    jest(['--testPathIgnorePatterns', '/test/stack/', '--maxWorkers=2']),
    jest(['--runInBand', 'test/stack']),
  ];
  const sum = (read: (one: JestSummary) => number): number => parts.reduce((total, one) => total + read(one), 0);
  const skipped = sum((one) => one.numPendingTests + one.numTodoTests);
  const line = `${sum((one) => one.numPassedTests)} passed, ${sum((one) => one.numFailedTests)} failed, ${skipped} skipped`;
  writeFileSync(path.join(projectRoot, 'dist', 'test-summary.txt'), `${line}\n`);
  process.stdout.write(`${line}\n`);
  return parts.every((one) => one.success) ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
