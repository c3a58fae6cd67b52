import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { AssayError } from '../domain/errors';
import { answers, freePort, sleep } from './ports';
import type { Say } from './postgres';

/** Later versions cannot be installed by `go install`. */
const version = '1.5.1';
const goModule = `github.com/temporalio/cli/cmd/temporal@v${version}`;

function onPath(name: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, process.platform === 'win32' ? `${name}.exe` : name);
    if (folder !== '' && existsSync(file)) return file;
  }
  return undefined;
}

function works(file: string): boolean {
  return spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

export interface TemporalChoice {
  readonly path: string;
  readonly from: 'PATH' | 'cache' | 'go';
}

export function findTemporal(cache: string): TemporalChoice | undefined {
  const own = onPath('temporal');
  if (own && works(own)) return { path: own, from: 'PATH' };
  const cached = path.join(cache, 'bin', `temporal-${version}`);
  return existsSync(cached) && works(cached) ? { path: cached, from: 'cache' } : undefined;
}

/** Finds a Temporal server, or builds one where Go is present; it is kept in the cache for every clone. */
export async function obtainTemporal(cache: string, say: Say): Promise<TemporalChoice> {
  const found = findTemporal(cache);
  if (found) return found;
  const go = onPath('go');
  if (!go) {
    throw new AssayError(
      'ASSAY_STACK',
      `a Temporal server was expected, found none. Any one of these helps: put the temporal command on PATH (docs.temporal.io/cli), install Go so that Assay can build it, or set TEMPORAL_ADDRESS to a server that runs`,
    );
  }
  say('Building the Temporal server with Go (once; four to ten minutes on two processors) …');
  const folder = path.join(cache, 'bin');
  const building = path.join(folder, `building-${process.pid}`);
  mkdirSync(building, { recursive: true });
  const started = Date.now();
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(go, ['install', goModule], {
      env: { ...process.env, GOBIN: building, GOFLAGS: '' },
      stdio: ['ignore', 'ignore', 2],
    });
    const timer = setInterval(() => say(`  still building, ${Math.round((Date.now() - started) / 1000)} s`), 30_000);
    child.on('exit', (status) => {
      clearInterval(timer);
      resolve(status);
    });
    child.on('error', () => {
      clearInterval(timer);
      resolve(null);
    });
  });
  const made = path.join(building, 'temporal');
  if (code !== 0 || !existsSync(made)) {
    rmSync(building, { recursive: true, force: true });
    throw new AssayError(
      'ASSAY_STACK',
      'building the Temporal server failed; the lines above say why. Put the temporal command on PATH, or set TEMPORAL_ADDRESS',
    );
  }
  const target = path.join(folder, `temporal-${version}`);
  renameSync(made, target);
  rmSync(building, { recursive: true, force: true });
  return { path: target, from: 'go' };
}

export interface TemporalProcess {
  readonly child: ChildProcess;
  readonly address: string;
}

/** Search attributes hold ids that the program chose, never personal data. */
export const searchAttributes = { StudyId: 'Keyword', StudyStep: 'Keyword' } as const;

export async function startTemporal(binary: string, home: string, port: number, _say: Say): Promise<TemporalProcess> {
  mkdirSync(path.join(home, 'log'), { recursive: true });
  const logFile = path.join(home, 'log', 'temporal.log');
  const log = openSync(logFile, 'a');
  const from = statSync(logFile).size;
  const metrics = await freePort();
  const child = spawn(
    binary,
    [
      'server',
      'start-dev',
      '--headless',
      '--ip',
      '127.0.0.1',
      '--port',
      String(port),
      '--http-port',
      String(await freePort()),
      '--metrics-port',
      String(metrics),
      '--db-filename',
      path.join(home, 'temporal.db'),
      '--sqlite-pragma',
      'journal_mode=WAL',
      '--sqlite-pragma',
      'synchronous=NORMAL',
      '--log-level',
      'error',
      ...Object.entries(searchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
    ],
    { stdio: ['ignore', log, log], detached: true, cwd: home },
  );
  let ended = false;
  child.on('exit', () => {
    ended = true;
  });
  child.on('error', () => {
    ended = true;
  });
  for (let tries = 0; tries < 600; tries++) {
    if (ended) {
      const tail = readFileSync(logFile).subarray(from).toString('utf8').trim().split('\n').slice(-3).join('; ');
      throw new AssayError('ASSAY_STACK', `Temporal did not start: ${tail || `see ${logFile}`}`);
    }
    if ((await answers(port)) && healthy(binary, port)) return { child, address: `127.0.0.1:${port}` };
    await sleep(150);
  }
  child.kill('SIGKILL');
  throw new AssayError('ASSAY_STACK', `Temporal did not answer on port ${port} within 90 seconds; see ${logFile}`);
}

function healthy(binary: string, port: number): boolean {
  try {
    return execFileSync(binary, ['operator', 'cluster', 'health', '--address', `127.0.0.1:${port}`], {
      timeout: 5000,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .toString()
      .includes('SERVING');
  } catch {
    return false;
  }
}
