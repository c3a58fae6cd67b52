/** One study on a stack of its own, measured. */
import { readdirSync, readFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { followStudy, runFor, startStudy } from '../client/launch';
import { readProtocol } from '../cli/protocol-file';
import { connect } from '../db/connection';
import { registerProtocol } from '../db/studies';
import { settings } from '../settings';
import { openStack } from '../stack/local';

export interface Measured {
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

/** One study: the stack started, then the clock. */
export async function measuredStudy(protocolFile: string): Promise<Measured> {
  const stack = await openStack(settings, () => {});
  const database = connect(stack.addresses.database.app);
  const connection = await Connection.connect({ address: stack.addresses.temporal });
  try {
    const file = readProtocol(protocolFile);
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
    const tasks = Object.fromEntries(work.map((row) => [row.task, row.seconds]));
    return { seconds, peakMegabytes: peakMegabytes(stack.state().worker!.pid), steps, tasks };
  } finally {
    await connection.close();
    await database.close();
    await stack.stop();
  }
}
