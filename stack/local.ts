import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import path from 'node:path';
import { AssayError } from '../domain/errors';
import { projectRoot, type Settings } from '../settings';
import { type Addresses, readAddresses, readState, removeState, type StackState, writeState } from './addresses';
import { answers, freePort, isAlive, sleep } from './ports';
import {
  localUrls,
  postgresPlace,
  prepareDatabase,
  prepareExternal,
  reaches,
  type Say,
  startPostgres,
} from './postgres';
import { obtainTemporal, startTemporal } from './temporal';

/** A stack in use: its addresses, and how to let go of it. */
export interface Stack {
  readonly addresses: Addresses;
  /** False where another process keeps it. */
  readonly own: boolean;
  readonly state: () => StackState;
  noteConsole(port: number): void;
  /** Stops what this process keeps, in order; nothing where another keeps it. */
  stop(): Promise<void>;
}

/** How long a live keeper is waited for; a pid that another program has by now would otherwise be waited for for ever. */
const keeperPatienceMs = 20_000;

/** How often the parts are looked after. */
const watchMs = 500;

/**
 * Most that objects of a thread of the worker take: a million posts need some 1,200 MB while they are cleaned, and where more is allowed
 * garbage is left lying for longer.
 */
function heapMegabytes(): number {
  return Math.max(2048, Math.floor(totalmem() / 8 / 2 ** 20));
}

/** Port of a Postgres that already serves our data folder, whoever started it. */
function servingPort(home: string): { port: number; pid: number } | undefined {
  const file = path.join(postgresPlace(home).data, 'postmaster.pid');
  try {
    if (!existsSync(file)) return undefined;
    const [pid, , , port] = readFileSync(file, 'utf8').split('\n');
    return { pid: Number(pid), port: Number(port) };
  } catch {
    return undefined;
  }
}

async function endProcess(pid: number | undefined, signal: NodeJS.Signals, patienceMs: number): Promise<void> {
  if (pid === undefined || !isAlive(pid)) return;
  try {
    process.kill(pid, signal);
  } catch {
    return;
  }
  for (let waited = 0; waited < patienceMs && isAlive(pid); waited += 50) await sleep(50);
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
}

/** Keeps Postgres, Temporal and the worker running: what dies is started again on the same port. */
class Keeper {
  readonly #settings: Settings;
  readonly #say: Say;
  #state: StackState;
  #stopping = false;
  #busy: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #worker: ChildProcess | undefined;
  #temporalBinary = '';
  #failures = 0;
  /** Parts that this process started or has met alive: only these are ever signalled. */
  readonly #met = new Set<'postgres' | 'temporal'>();

  constructor(settings: Settings, say: Say) {
    this.#settings = settings;
    this.#say = say;
    const before = readState(settings.home);
    this.#state = {
      pid: process.pid,
      ...(before?.postgres ? { postgres: before.postgres } : {}),
      ...(before?.temporal ? { temporal: before.temporal } : {}),
    };
  }

  get state(): StackState {
    return this.#state;
  }

  update(part: Partial<StackState>): void {
    this.#state = { ...this.#state, ...part };
    writeState(this.#settings.home, this.#state);
  }

  async #postgres(): Promise<void> {
    const { home } = this.#settings;
    if (this.#settings.databaseUrl) return;
    const serving = servingPort(home);
    if (
      serving &&
      isAlive(serving.pid) &&
      (await reaches(localUrls(home, serving.port).admin.replace(/\/assay$/, '/postgres')))
    ) {
      this.#met.add('postgres');
      this.update({ postgres: serving });
      return;
    }
    const known = this.#state.postgres?.port;
    const port = known !== undefined && !(await answers(known)) ? known : await freePort();
    this.#say('Starting Postgres …');
    const started = await startPostgres(home, port, this.#say);
    started.child.unref();
    this.#met.add('postgres');
    this.update({ postgres: { port, pid: started.child.pid! } });
  }

  async #temporal(): Promise<void> {
    if (this.#settings.temporalAddress) return;
    const { home, cache } = this.#settings;
    const known = this.#state.temporal;
    if (known && isAlive(known.pid) && (await answers(known.port))) {
      this.#met.add('temporal');
      return;
    }
    if (this.#temporalBinary === '') this.#temporalBinary = (await obtainTemporal(cache, this.#say)).path;
    const port = known !== undefined && !(await answers(known.port)) ? known.port : await freePort();
    this.#say('Starting Temporal …');
    const started = await startTemporal(this.#temporalBinary, home, port, this.#say);
    started.child.unref();
    this.#met.add('temporal');
    this.update({ temporal: { port, pid: started.child.pid! } });
  }

  async #startWorker(): Promise<void> {
    mkdirSync(path.join(this.#settings.home, 'log'), { recursive: true });
    const log = openSync(path.join(this.#settings.home, 'log', 'worker.log'), 'a');
    this.#say('Starting the worker …');
    const child = fork(path.join(projectRoot, 'dist', 'worker.js'), [], {
      stdio: ['ignore', log, log, 'ipc'],
      execArgv: [`--max-old-space-size=${heapMegabytes()}`],
      // A group of its own: Ctrl-C in a terminal reaches only the keeper, which stops the parts in order.
      detached: true,
      env: process.env,
    });
    this.#worker = child;
    const ready = await new Promise<boolean>((resolve) => {
      child.once('message', () => resolve(true));
      child.once('exit', () => resolve(false));
      child.once('error', () => resolve(false));
    });
    if (!ready) {
      const lines = readFileSync(path.join(this.#settings.home, 'log', 'worker.log'), 'utf8')
        .trim()
        .split('\n');
      throw new AssayError('ASSAY_STACK', `the worker did not start: ${lines.at(-1) ?? 'see log/worker.log'}`);
    }
    this.update({ worker: { pid: child.pid! } });
  }

  async start(withWorker: boolean): Promise<void> {
    mkdirSync(this.#settings.home, { recursive: true });
    // Postgres' user must get through the home folder; nobody else has business in these.
    for (const name of ['artefacts', 'studies', 'log', 'audit'])
      mkdirSync(path.join(this.#settings.home, name), { recursive: true, mode: 0o700 });
    await Promise.all([
      this.#postgres().then(async () => {
        if (this.#settings.databaseUrl) await prepareExternal(this.#settings);
        else await prepareDatabase(this.#settings.home, this.#state.postgres!.port);
      }),
      this.#temporal(),
    ]);
    writeState(this.#settings.home, this.#state);
    if (withWorker) await this.#startWorker();
    this.#timer = setInterval(() => {
      this.#busy = this.#busy.then(() => this.#look(withWorker));
    }, watchMs);
  }

  /** Starts again what has died. A part that does not come back ten times in a row is given up, with a message. */
  async #look(withWorker: boolean): Promise<void> {
    if (this.#stopping) return;
    try {
      if (!this.#settings.databaseUrl && !isAlive(this.#state.postgres!.pid)) await this.#postgres();
      if (!this.#settings.temporalAddress && !isAlive(this.#state.temporal!.pid)) await this.#temporal();
      if (withWorker && (this.#worker?.exitCode !== null || this.#worker.signalCode !== null))
        await this.#startWorker();
      this.#failures = 0;
    } catch (error) {
      this.#failures++;
      if (this.#failures >= 10) {
        this.#say(`A part of the stack does not come back: ${(error as Error).message}`);
        this.#failures = 0;
      }
      await sleep(500);
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#timer);
    await this.#busy;
    await endProcess(this.#worker?.pid, 'SIGTERM', 20_000);
    if (this.#met.has('temporal')) await endProcess(this.#state.temporal?.pid, 'SIGTERM', 10_000);
    // SIGINT is Postgres' fast shutdown: open transactions are rolled back, nothing is lost.
    if (this.#met.has('postgres')) await endProcess(this.#state.postgres?.pid, 'SIGINT', 20_000);
    removeState(this.#settings.home);
  }
}

/** A stack that another live process keeps, if there is one. */
export async function runningStack(settings: Settings): Promise<Stack | undefined> {
  const state = readState(settings.home);
  if (!state || state.pid === process.pid || !isAlive(state.pid)) return undefined;
  // A part that was just killed is being started again by its keeper: wait for it, rather than start a second keeper over the first.
  for (let waited = 0; ; waited += 500) {
    const now = readState(settings.home);
    if (now?.pid !== state.pid || !isAlive(state.pid)) return undefined;
    const postgresUp =
      settings.databaseUrl !== undefined || (now.postgres !== undefined && (await answers(now.postgres.port)));
    const temporalUp =
      settings.temporalAddress !== undefined || (now.temporal !== undefined && (await answers(now.temporal.port)));
    if (postgresUp && temporalUp && now.worker) break;
    if (waited >= keeperPatienceMs) return undefined;
    await sleep(500);
  }
  return {
    addresses: readAddresses(settings),
    own: false,
    state: () => readState(settings.home) ?? state,
    noteConsole: () => {},
    stop: async () => {},
  };
}

/** One start at a time in a home: a second process waits and then uses what the first has started. */
async function startLock(home: string, say: Say): Promise<() => void> {
  mkdirSync(home, { recursive: true });
  const file = path.join(home, 'starting');
  for (let told = false; ; ) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
        throw new AssayError('ASSAY_STACK', `${home}: a folder to write to was expected: ${(error as Error).message}`);
      const holder = Number(readFileSync(file, 'utf8').trim() || '0');
      if (holder === 0 || !isAlive(holder)) rmSync(file, { force: true });
      else {
        if (!told) say('Another process is starting the stack; waiting for it …');
        told = true;
        await sleep(300);
      }
    }
  }
}

/** The stack that runs, else one started for as long as this process needs it. */
export async function openStack(
  settings: Settings,
  say: Say,
  options: { readonly worker?: boolean } = {},
): Promise<Stack> {
  const running = await runningStack(settings);
  if (running) return running;
  const unlock = await startLock(settings.home, say);
  const keeper = new Keeper(settings, say);
  try {
    const meanwhile = await runningStack(settings);
    if (meanwhile) return meanwhile;
    await keeper.start(options.worker ?? true);
  } catch (error) {
    await keeper.stop();
    throw error;
  } finally {
    unlock();
  }
  return {
    addresses: readAddresses(settings),
    own: true,
    state: () => keeper.state,
    noteConsole: (port) => keeper.update({ console: { port } }),
    stop: () => keeper.stop(),
  };
}
