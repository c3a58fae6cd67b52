import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import { projectRoot } from '../../settings';
import type { StackState } from '../../stack/addresses';

const main = path.join(projectRoot, 'dist', 'cli', 'main.js');

export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  json<T>(): T;
}

/** A clone of its own, as far as the program can tell: a home folder with its own servers, and the commands run against it. */
export class Sandbox {
  readonly home: string;
  readonly folder: string;
  readonly #env: NodeJS.ProcessEnv;
  #up: ChildProcess | undefined;
  consoleAddress = '';

  constructor(env: NodeJS.ProcessEnv = {}) {
    // Readable by all: Postgres runs as another user when we are root.
    this.folder = mkdtempSync(path.join(tmpdir(), 'assay-test-'));
    this.home = path.join(this.folder, 'home');
    mkdirSync(this.home, { mode: 0o755 });
    this.#env = { ...process.env, ASSAY_HOME: this.home, NODE_OPTIONS: '', ...env };
  }

  /** Copies the headset example under a study id of its own, with changes to its protocol. */
  study(id: string, change: (yaml: string) => string = (yaml) => yaml): string {
    const folder = path.join(this.folder, id);
    cpSync(path.join(projectRoot, 'examples', 'headset', 'data'), path.join(folder, 'data'), { recursive: true });
    const yaml = readFileSync(path.join(projectRoot, 'examples', 'headset', 'study.yaml'), 'utf8').replace(
      'study: headset',
      `study: ${id}`,
    );
    const file = path.join(folder, 'study.yaml');
    writeFileSync(file, change(yaml));
    return file;
  }

  assay(...args: string[]): Promise<Answer> {
    return new Promise((resolve) => {
      execFile(
        process.execPath,
        [main, ...args],
        { env: this.#env, maxBuffer: 1 << 28, timeout: 240_000 },
        (error, out, err) => {
          const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
          resolve({ code, out, err, json: <T>() => JSON.parse(out) as T });
        },
      );
    });
  }

  /** Starts the stack and the console and waits until both answer. */
  async up(): Promise<void> {
    const child = spawn(process.execPath, [main, 'up'], { env: this.#env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#up = child;
    let text = '';
    let problems = '';
    child.stderr!.on('data', (chunk: Buffer) => (problems += chunk.toString()));
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`the stack did not come up: ${text}${problems}`)), 110_000);
      child.stdout!.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        const found = /console: (\S+)/.exec(text);
        if (found && text.includes('Ctrl-C')) {
          clearTimeout(timer);
          this.consoleAddress = found[1]!;
          resolve();
        }
      });
      child.on('exit', () => reject(new Error(`the stack ended: ${problems}`)));
    });
  }

  state(): StackState {
    return JSON.parse(readFileSync(path.join(this.home, 'stack.json'), 'utf8')) as StackState;
  }

  /** A connection as one of the local roles. */
  sql(role: 'admin' | 'app' | 'sequencer'): postgres.Sql {
    const secrets = JSON.parse(readFileSync(path.join(this.home, 'keys', 'postgres.json'), 'utf8')) as Record<
      string,
      string
    >;
    return postgres(`postgres://assay_${role}:${secrets[role]}@127.0.0.1:${this.state().postgres!.port}/assay`, {
      max: 1,
      onnotice: () => {},
    });
  }

  /** Waits until the database answers: a part that was killed late is still being started when a command has its answer. */
  async settled(): Promise<void> {
    for (let tries = 0; tries < 120; tries++) {
      const sql = this.sql('app');
      try {
        await sql`select 1`;
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 500));
      } finally {
        await sql.end({ timeout: 1 });
      }
    }
    throw new Error('the database did not come back within a minute');
  }

  async down(): Promise<void> {
    const child = this.#up;
    this.#up = undefined;
    if (!child || child.exitCode !== null) return;
    child.kill('SIGINT');
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
      child.on('exit', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

export interface LineageDigest {
  readonly task: string;
  readonly part: number;
  readonly sha256: string;
}

/** Digest of every artefact of a run: what must be equal between machines, runs and kills. */
export async function digestsOf(sql: postgres.Sql, run: string): Promise<LineageDigest[]> {
  const rows = await sql<
    LineageDigest[]
  >`select l.task, l.part, c.output ->> 'sha256' as sha256 from catalogue.lineage l join catalogue.computation c on c.key = l.computation_key
    where l.run_id = ${run} order by l.task collate "C", l.part`;
  return rows.map((row) => ({ ...row }));
}

export async function snapshotDigest(sql: postgres.Sql, run: string): Promise<string> {
  const [row] = await sql<
    { sha256: string }[]
  >`select s.sha256 from corpus.snapshot s join catalogue.run r on r.snapshot_id = s.id where r.id = ${run}`;
  return row!.sha256;
}

/** What was recorded about a run, without what differs by run: ids, times, digests of run ends. */
export async function auditFacts(sql: postgres.Sql, study: string): Promise<string[]> {
  const rows = await sql<{ bytes: string }[]>`select bytes from audit.entry union all select bytes from audit.inbox`;
  return rows
    .map(
      (row) =>
        JSON.parse(row.bytes) as {
          study: string;
          action: string;
          object: { kind: string; id: string };
          counts: Record<string, number>;
        },
    )
    .filter((entry) => entry.study === study)
    .map(
      (entry) =>
        `${entry.action} ${entry.object.kind} ${entry.object.id.replaceAll(study, 'STUDY').replace(/STUDY\/\d+$/, 'STUDY/N')}`,
    )
    .sort();
}
