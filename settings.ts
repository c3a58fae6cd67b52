/**
 * Every environment variable that Assay reads, read once, with its default and its meaning.
 * `docs/operate.md` lists them; a test keeps the two equal.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';

/** The folder that holds package.json, whether this file runs from source or from `dist`. */
export const projectRoot = path.basename(__dirname) === 'dist' ? path.dirname(__dirname) : __dirname;

interface Setting {
  readonly name: string;
  readonly meaning: string;
  readonly fallback: string;
}

export const settingsTable: readonly Setting[] = [
  { name: 'ASSAY_HOME', meaning: 'folder for data, keys and artefacts', fallback: '.assay in the project' },
  {
    name: 'ASSAY_CACHE',
    meaning: 'folder for what every clone may share (the Temporal binary)',
    fallback: '~/.cache/assay',
  },
  { name: 'ASSAY_THREADS', meaning: 'worker threads for analysis', fallback: 'the number of processors, at most 4' },
  { name: 'ASSAY_CONSOLE_PORT', meaning: 'port of the console on loopback', fallback: 'a free one' },
  { name: 'ASSAY_PERSON', meaning: 'who acts, a person key of the protocol', fallback: 'the protocol’s author' },
  { name: 'ASSAY_BUILD', meaning: 'code version written into lineage', fallback: 'the version in package.json' },
  { name: 'ASSAY_DEBUG', meaning: 'set to 1: stack traces, which may show more than they should', fallback: 'none' },
  {
    name: 'DATABASE_URL',
    meaning: 'Postgres to use instead of the local one, as the application role',
    fallback: 'none',
  },
  { name: 'DATABASE_ADMIN_URL', meaning: 'the same Postgres as a role that may migrate', fallback: 'DATABASE_URL' },
  {
    name: 'DATABASE_SEQUENCER_URL',
    meaning: 'the same Postgres as the role that seals the audit log',
    fallback: 'DATABASE_URL',
  },
  { name: 'TEMPORAL_ADDRESS', meaning: 'Temporal server to use instead of the local one, host:port', fallback: 'none' },
  { name: 'TEMPORAL_NAMESPACE', meaning: 'Temporal namespace', fallback: 'default' },
];

function read(name: string): string | undefined {
  const value = process.env[name];
  return value === undefined || value === '' ? undefined : value;
}

function integer(name: string, fallback: number, minimum: number): number {
  const text = read(name);
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < minimum) {
    throw new Error(`${name}: a whole number of at least ${minimum}, found "${text}"`);
  }
  return value;
}

export interface Settings {
  readonly home: string;
  readonly cache: string;
  readonly threads: number;
  readonly consolePort: number;
  readonly person: string | undefined;
  readonly build: string;
  readonly databaseUrl: string | undefined;
  readonly databaseAdminUrl: string | undefined;
  readonly databaseSequencerUrl: string | undefined;
  readonly temporalAddress: string | undefined;
  readonly temporalNamespace: string;
}

function readSettings(): Settings {
  const manifest = require(path.join(projectRoot, 'package.json')) as { version: string };
  const databaseUrl = read('DATABASE_URL');
  return {
    home: path.resolve(read('ASSAY_HOME') ?? path.join(projectRoot, '.assay')),
    cache: path.resolve(
      read('ASSAY_CACHE') ??
        path.join(read('XDG_CACHE_HOME') ?? path.join(read('HOME') ?? projectRoot, '.cache'), 'assay'),
    ),
    threads: integer('ASSAY_THREADS', Math.min(4, availableParallelism()), 1),
    consolePort: integer('ASSAY_CONSOLE_PORT', 0, 0),
    person: read('ASSAY_PERSON'),
    build: read('ASSAY_BUILD') ?? manifest.version,
    databaseUrl,
    databaseAdminUrl: read('DATABASE_ADMIN_URL') ?? databaseUrl,
    databaseSequencerUrl: read('DATABASE_SEQUENCER_URL') ?? databaseUrl,
    temporalAddress: read('TEMPORAL_ADDRESS'),
    temporalNamespace: read('TEMPORAL_NAMESPACE') ?? 'default',
  };
}

function settingsOrExit(): Settings {
  try {
    return readSettings();
  } catch (error) {
    // Read before any command can catch it: a wrong setting is wrong usage, not a trace.
    process.stderr.write(`assay: ${(error as Error).message}\n`);
    process.exit(2);
  }
}

export const settings: Settings = settingsOrExit();

/** The data folder that stands beside a checkout for tests and benchmarks; undefined where it is absent. */
export function sharedData(...parts: string[]): string | undefined {
  const file = path.join(projectRoot, '..', 'shared', 'data', ...parts);
  return existsSync(file) ? file : undefined;
}
