import type { Command } from './command';

/** Each command is read when asked for: what those that run a study need (database, Temporal, web) takes most of a second to read. */
const readers: Readonly<Record<string, () => Command>> = {
  up: () => (require('./commands/up') as typeof import('./commands/up')).up,
  init: () => (require('./commands/init') as typeof import('./commands/init')).init,
  check: () => (require('./commands/check') as typeof import('./commands/check')).check,
  run: () => (require('./commands/run') as typeof import('./commands/run')).run,
  status: () => (require('./commands/status') as typeof import('./commands/status')).status,
  decide: () => (require('./commands/decide') as typeof import('./commands/decide')).decide,
  report: () => (require('./commands/report') as typeof import('./commands/report')).report,
  reproduce: () => (require('./commands/reproduce') as typeof import('./commands/reproduce')).reproduce,
  compare: () => (require('./commands/compare') as typeof import('./commands/compare')).compare,
  audit: () => (require('./commands/audit') as typeof import('./commands/audit')).audit,
  export: () => (require('./commands/export') as typeof import('./commands/export')).exportFiles,
  models: () => (require('./commands/models') as typeof import('./commands/models')).models,
  schedule: () => (require('./commands/schedule') as typeof import('./commands/schedule')).schedule,
  retention: () => (require('./commands/retention') as typeof import('./commands/retention')).retention,
  methods: () => (require('./commands/methods') as typeof import('./commands/methods')).methods,
  method: () => (require('./commands/method') as typeof import('./commands/method')).method,
  doctor: () => (require('./commands/doctor') as typeof import('./commands/doctor')).doctor,
};

export const commandNames: readonly string[] = Object.keys(readers);

export function commandOf(name: string): Command | undefined {
  return Object.hasOwn(readers, name) ? readers[name]!() : undefined;
}
