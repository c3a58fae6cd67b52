import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import path from 'node:path';
import { settings } from '../../settings';
import { readState } from '../../stack/addresses';
import { answers, isAlive } from '../../stack/ports';
import { checkVersion, postgresPlace, reaches } from '../../stack/postgres';
import { findTemporal } from '../../stack/temporal';
import { bundlePath } from '../../workflows/bundle';
import { type Command, exitCodes } from '../command';

interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Less free disk than this and a first start may fail. */
const neededBytes = 2e9;

async function look(): Promise<Finding[]> {
  const findings: Finding[] = [];
  const add = (what: string, ok: boolean, detail: string): void => void findings.push({ what, ok, detail });
  const guard = (what: string, read: () => string): void => {
    try {
      add(what, true, read());
    } catch (error) {
      add(what, false, (error as Error).message);
    }
  };
  add('Node.js', Number(process.versions.node.split('.')[0]) >= 20, process.versions.node);
  guard('home folder', () => {
    mkdirSync(settings.home, { recursive: true });
    accessSync(settings.home, constants.W_OK);
    return settings.home;
  });
  const disk = statfsSync(existsSync(settings.home) ? settings.home : '.');
  const free = disk.bavail * disk.bsize;
  add(
    'free disk',
    free > neededBytes,
    `${(free / 1e9).toFixed(1)} GB${free > neededBytes ? '' : '; 2 GB are needed, make room or set ASSAY_HOME to another disk'}`,
  );
  if (settings.databaseUrl) {
    const up = await reaches(settings.databaseUrl);
    add('Postgres', up, up ? 'DATABASE_URL answers' : 'DATABASE_URL does not answer; check host, port and password');
    add(
      'audit roles',
      settings.databaseSequencerUrl !== settings.databaseUrl,
      settings.databaseSequencerUrl === settings.databaseUrl
        ? 'application and sequencer share a role: set DATABASE_SEQUENCER_URL'
        : 'application and sequencer are apart',
    );
  } else {
    guard('Postgres binaries', () => postgresPlace(settings.home).binaries);
    guard('Postgres data', () => {
      const place = postgresPlace(settings.home);
      if (!existsSync(path.join(place.data, 'PG_VERSION'))) return 'made at the first start';
      checkVersion(place);
      return place.data;
    });
  }
  if (settings.temporalAddress) {
    const [host, port] = settings.temporalAddress.split(':');
    const up = await answers(Number(port), host);
    add('Temporal', up, up ? 'TEMPORAL_ADDRESS answers' : 'TEMPORAL_ADDRESS does not answer');
  } else {
    const found = findTemporal(settings.cache);
    const go = (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, 'go')));
    add(
      'Temporal',
      found !== undefined || go,
      found
        ? `${found.path} (${found.from})`
        : go
          ? 'not here yet; it is built with Go at the first start'
          : 'none: put the temporal command on PATH, install Go, or set TEMPORAL_ADDRESS',
    );
  }
  add('compiled workflows', existsSync(bundlePath), existsSync(bundlePath) ? 'there' : 'run npm start once');
  const state = readState(settings.home);
  const up = state !== undefined && isAlive(state.pid);
  add(
    'stack',
    true,
    up
      ? `runs: Postgres port ${state.postgres?.port ?? 'external'}, Temporal port ${state.temporal?.port ?? 'external'}, console port ${state.console?.port ?? 'none'}`
      : 'not running; `npx assay up` starts it',
  );
  return findings;
}

export const doctor: Command = {
  name: 'doctor',
  words: '',
  meaning: 'what is installed, reachable, out of date',
  options: {},
  async run() {
    const findings = await look();
    const ok = findings.every((one) => one.ok);
    return {
      code: ok ? exitCodes.done : exitCodes.failed,
      value: { ok, findings },
      text: findings.map((one) => `${one.ok ? 'ok  ' : 'FAIL'}  ${one.what.padEnd(18)}  ${one.detail}`).join('\n'),
    };
  },
};
