/**
 * The airline study against the same study as a plain Python script, in turn, several times: whole-study seconds and the ratio.
 *
 *   node dist/bench/airline.js PYTHON [RUNS] [ROWS]
 *
 * PYTHON is an interpreter with bench/peers/requirements.txt installed. The stack is up before the clock starts, as for a team that
 * works with it; gates are open because the bench registers the study as synthetic. With ROWS both get the file resampled to so many.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { followStudy, runFor, startStudy } from '../client/launch';
import { readProtocol } from '../cli/protocol-file';
import { connect } from '../db/connection';
import { registerProtocol } from '../db/studies';
import { projectRoot, settings, sharedData } from '../settings';
import { openStack } from '../stack/local';

interface Measured {
  readonly seconds: number;
  readonly peakMegabytes: number;
  /** Seconds spent inside methods and cleaning, summed over threads. */
  readonly steps: Readonly<Record<string, number>>;
  readonly tasks: Readonly<Record<string, number>>;
}

function peakMegabytes(pid: number): number {
  const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return found ? Number(found[1]) / 1024 : Number.NaN;
}

/** Processor seconds that a process and its children have used. */
function cpuSeconds(pid: number): number {
  let ticks = 0;
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      if (Number(name) === pid || Number(fields[1]) === pid)
        ticks +=
          Number(fields[11]) +
          Number(fields[12]) +
          (Number(name) === pid ? Number(fields[13]) + Number(fields[14]) : 0);
    } catch {
      // Ended while we looked.
    }
  }
  return ticks / 100;
}

/** One study from nothing: a fresh home, the stack started, then the clock. */
async function assay(input: string): Promise<Measured> {
  const stack = await openStack(settings, () => {});
  const database = connect(stack.addresses.database.app);
  const connection = await Connection.connect({ address: stack.addresses.temporal });
  try {
    const folder = mkdtempSync(path.join(tmpdir(), 'assay-bench-'));
    copyFileSync(input, path.join(folder, 'airline-tweets.csv'));
    const yaml = readFileSync(path.join(projectRoot, 'examples', 'airlines', 'study.yaml'), 'utf8').replace(
      'synthetic: false',
      'synthetic: true',
    );
    writeFileSync(path.join(folder, 'study.yaml'), yaml);
    const file = readProtocol(path.join(folder, 'study.yaml'));
    const { worker, temporal, postgres } = stack.state();
    const used = (): [number, number] => [
      cpuSeconds(worker!.pid),
      cpuSeconds(temporal!.pid) + cpuSeconds(postgres!.pid),
    ];
    const cpuBefore = used();
    const started = performance.now();
    const { registered } = await registerProtocol(database, file.protocol, file.source, file.folder, 'bench');
    const run = await runFor(database, registered);
    const client = new Client({ connection });
    await startStudy(client, registered, run.id, false);
    const end = await followStudy(client, run.id, () => {});
    const seconds = (performance.now() - started) / 1000;
    if (end.status !== 'completed') throw new Error(`the study ended as ${end.status}`);
    const rows = await database.sql<
      { step: string; at: Date }[]
    >`select step, finished_at as at from catalogue.run_step where run_id = ${run.id} order by finished_at`;
    const [first] = await database.sql<{ at: Date }[]>`select started_at as at from catalogue.run where id = ${run.id}`;
    const steps: Record<string, number> = {};
    let before = first!.at.getTime();
    for (const row of rows) {
      steps[row.step] = (row.at.getTime() - before) / 1000;
      before = row.at.getTime();
    }
    const work = await database.sql<{ task: string; seconds: number }[]>`
      select l.task, sum(c.seconds) as seconds from catalogue.lineage l join catalogue.computation c on c.key = l.computation_key
      where l.run_id = ${run.id} group by l.task order by 2 desc`;
    const cpuAfter = used();
    steps['method seconds, all threads'] = work.reduce((sum, row) => sum + row.seconds, 0);
    steps['processor seconds of the worker'] = cpuAfter[0] - cpuBefore[0];
    steps['processor seconds of Temporal and Postgres'] = cpuAfter[1] - cpuBefore[1];
    // Everything is on record now: what a second run takes is orchestration, database, audit and the writing of files.
    const again = await runFor(database, registered);
    const startedAgain = performance.now();
    const cpuAgain = used();
    await startStudy(client, registered, again.id, false);
    await followStudy(client, again.id, () => {});
    steps['a second run, everything used again'] = (performance.now() - startedAgain) / 1000;
    const cpuThen = used();
    steps['processor seconds of all in that run'] = cpuThen[0] - cpuAgain[0] + cpuThen[1] - cpuAgain[1];
    rmSync(folder, { recursive: true, force: true });
    const tasks = Object.fromEntries(work.map((row) => [row.task, row.seconds]));
    return { seconds, peakMegabytes: peakMegabytes(stack.state().worker!.pid), steps, tasks };
  } finally {
    await connection.close();
    await database.close();
    await stack.stop();
  }
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
