/**
 * The airline study against the same study as a plain Python script, in turn, several times: whole-study seconds and the ratio.
 *
 *   node dist/bench/airline.js PYTHON [RUNS] [ROWS]
 *
 * PYTHON is an interpreter with bench/peers/requirements.txt installed. The stack is up before the clock starts, as for a team that
 * works with it; gates are open because the bench registers the study as synthetic. With ROWS both get the file resampled to so many.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot, settings, sharedData } from '../settings';
import { type Measured, measuredStudy } from './study-run';

/** The example's study of `input`, its gates open. */
async function assay(input: string): Promise<Measured> {
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-bench-'));
  copyFileSync(input, path.join(folder, 'airline-tweets.csv'));
  const yaml = readFileSync(path.join(projectRoot, 'examples', 'airlines', 'study.yaml'), 'utf8');
  const file = path.join(folder, 'study.yaml');
  writeFileSync(file, yaml.replace('synthetic: false', 'synthetic: true'));
  const measured = await measuredStudy(file);
  rmSync(folder, { recursive: true, force: true });
  return measured;
}

function python(interpreter: string, input: string, rows: number | undefined): number {
  const out = mkdtempSync(path.join(tmpdir(), 'assay-peer-'));
  const started = performance.now();
  execFileSync(
    interpreter,
    [path.join(projectRoot, 'bench', 'peers', 'airline.py'), input, out, ...(rows ? ['--rows', String(rows)] : [])],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const seconds = (performance.now() - started) / 1000;
  rmSync(out, { recursive: true, force: true });
  return seconds;
}

/** Rows drawn with replacement, each with words of its own at the end so that none is a copy. */
function resample(input: string, rows: number, folder: string): string {
  const lines = readFileSync(input, 'utf8').split(/\r?\n(?=\d\.\d+E\+\d+,)/);
  const words = [...new Set(lines.join(' ').match(/[a-z]{4,9}/g) ?? [])];
  let state = 12345;
  const below = (n: number): number =>
    (((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296) * n) | 0;
  const out = [lines[0]!];
  while (out.length <= rows) {
    const line = lines[1 + below(lines.length - 1)]!;
    // The text is the eleventh cell; the words go to the handle-free end of unquoted ones only.
    const cells = /^((?:[^,"]*,){10})([^,"\n]+)(,[^"\n]*)$/.exec(line);
    if (!cells) continue;
    out.push(
      `${cells[1]}${cells[2]} ${Array.from({ length: 4 }, () => words[below(words.length)]).join(' ')}${cells[3]}`,
    );
  }
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `airline-${rows}.csv`);
  writeFileSync(file, `${out.join('\n')}\n`);
  return file;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

async function main(): Promise<void> {
  const [interpreter, runs = '3', rowsText] = process.argv.slice(2);
  const original = sharedData('posts', 'airline-tweets.csv');
  if (!original) throw new Error('airline-tweets.csv is not here');
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-bench-data-'));
  const rows = rowsText ? Number(rowsText) : undefined;
  const input = rows ? resample(original, rows, folder) : original;
  const results: { assay: Measured; python: number | null; ratio: number | null }[] = [];
  for (let i = 0; i < Number(runs); i++) {
    rmSync(settings.home, { recursive: true, force: true });
    const ours = await assay(input);
    const theirs = interpreter && interpreter !== 'none' ? python(interpreter, input, undefined) : null;
    results.push({ assay: ours, python: theirs, ratio: theirs === null ? null : theirs / ours.seconds });
    process.stderr.write(
      `run ${i + 1}: ${ours.seconds.toFixed(1)} s, peak ${ours.peakMegabytes.toFixed(0)} MB${theirs === null ? '' : `, Python ${theirs.toFixed(1)} s, ratio ${(theirs / ours.seconds).toFixed(2)}`}\n`,
    );
  }
  process.stdout.write(
    `${JSON.stringify(
      {
        rows: rows ?? 14640,
        assaySeconds: median(results.map((one) => one.assay.seconds)),
        pythonSeconds: interpreter && interpreter !== 'none' ? median(results.map((one) => one.python!)) : null,
        ratio: interpreter && interpreter !== 'none' ? median(results.map((one) => one.ratio!)) : null,
        peakMegabytes: Math.max(...results.map((one) => one.assay.peakMegabytes)),
        runs: results,
      },
      null,
      1,
    )}\n`,
  );
  rmSync(folder, { recursive: true, force: true });
}

if (!process.env.ASSAY_HOME) {
  process.stderr.write('set ASSAY_HOME to a folder that the bench may empty before each run\n');
  process.exitCode = 2;
} else
  void main().then(
    () => process.exit(),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
