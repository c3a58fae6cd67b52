#!/usr/bin/env node
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { AssayError } from '../domain/errors';
import { projectRoot, settings } from '../settings';
import { type Command, exitCodes, type Invocation } from './command';
import { commandNames, commandOf } from './commands';

function help(command?: Command): string {
  if (command) {
    const options = Object.entries(command.options).map(
      ([name, one]) => `  --${name}${one.value ? ` ${one.value}` : ''}`.padEnd(24) + one.meaning,
    );
    return [
      `npx assay ${command.name} ${command.words}`.trim(),
      '',
      command.meaning,
      ...(options.length ? ['', ...options] : []),
      '',
      '  --json'.padEnd(24) + 'one JSON document on stdout',
    ].join('\n');
  }
  const lines = commandNames
    .map((name) => commandOf(name)!)
    .map((one) => `  assay ${`${one.name} ${one.words}`.trim().padEnd(64)} ${one.meaning}`);
  return [
    'Assay: social media mining studies that anyone can repeat and a reviewer can verify',
    '',
    ...lines,
    '',
    'In a clone: `npx assay …`. Every command takes --json and --help; `assay --version` tells which this is. Exit codes: 0 done, 1 failed, 2 wrong usage or invalid protocol, 3 waiting at a gate, 4 verification failed.',
  ].join('\n');
}

function versionOf(root: string): string {
  return (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }).version;
}

/** Node.js says ENOSPC, Postgres 53100 (disk_full). */
function diskFull(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  if (code !== 'ENOSPC' && code !== '53100') return undefined;
  return `room on the disk of ${settings.home} was expected, found none; make room and start again: what was committed is kept`;
}

const usageErrors: ReadonlySet<string> = new Set([
  'ASSAY_USAGE',
  'ASSAY_STUDY_UNKNOWN',
  'ASSAY_FILE_MISSING',
  'ASSAY_PROTOCOL_INVALID',
  'ASSAY_PROTOCOL_UNLAWFUL',
  'ASSAY_AMENDMENT_REASON',
  'ASSAY_METHOD_UNKNOWN',
  'ASSAY_METHOD_PARAMETERS',
  'ASSAY_METHOD_INPUT',
]);

/** Writes as fast as the reader takes it, so that a long answer does not pile up in memory. */
async function print(pieces: Iterable<string>): Promise<void> {
  for (const piece of pieces) if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
  process.stdout.write('\n');
}

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(`${help(rest[0] === undefined ? undefined : commandOf(rest[0]))}\n`);
    return exitCodes.done;
  }
  if (name === '--version' || name === '-v') {
    process.stdout.write(`assay ${versionOf(projectRoot)}\n`);
    return exitCodes.done;
  }
  const command = commandOf(name);
  const json = rest.includes('--json');
  try {
    if (!command)
      throw new AssayError('ASSAY_USAGE', `a command was expected, found "${name}"; \`npx assay help\` lists them`);
    if (rest.includes('--help')) {
      process.stdout.write(`${help(command)}\n`);
      return exitCodes.done;
    }
    let parsed: { values: Record<string, unknown>; positionals: string[] };
    try {
      parsed = parseArgs({
        args: rest,
        allowPositionals: true,
        options: Object.fromEntries([
          ['json', { type: 'boolean' as const }],
          ...Object.entries(command.options).map(([key, one]) => [
            key,
            { type: one.value ? ('string' as const) : ('boolean' as const), multiple: one.multiple === true },
          ]),
        ]),
      }) as never;
    } catch (error) {
      throw new AssayError(
        'ASSAY_USAGE',
        `${(error as Error).message.split('. ')[0]}; \`npx assay ${command.name} --help\` lists the options`,
      );
    }
    const invocation: Invocation = {
      words: parsed.positionals,
      options: parsed.values as Invocation['options'],
      json,
      say: (message) => {
        if (!json || process.stderr.isTTY) process.stderr.write(`${message}\n`);
      },
    };
    const outcome = await command.run(invocation);
    if (outcome.pieces) await print(outcome.pieces());
    else if (json) process.stdout.write(`${JSON.stringify(outcome.value)}\n`);
    else if (outcome.text !== '') process.stdout.write(`${outcome.text}\n`);
    return outcome.code ?? exitCodes.done;
  } catch (error) {
    const known = error instanceof AssayError;
    const code = !known
      ? exitCodes.failed
      : usageErrors.has(error.code)
        ? exitCodes.usage
        : error.code === 'ASSAY_AUDIT_BROKEN'
          ? exitCodes.unverified
          : exitCodes.failed;
    const message = diskFull(error) ?? (error instanceof Error ? error.message : String(error));
    if (json)
      process.stdout.write(`${JSON.stringify({ error: { code: known ? error.code : 'ASSAY_FAILED', message } })}\n`);
    process.stderr.write(`assay: ${message}\n`);
    if (process.env.ASSAY_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    return code;
  }
}

if (require.main === module) {
  // A reader that has seen enough, such as `head`, is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.done);
    throw error;
  });
  main(process.argv.slice(2)).then(
    // Only when the reader of a pipe has taken everything: an exit before cuts the output after 64 kB.
    (code) => process.stdout.write('', () => process.exit(code)),
    () => process.exit(exitCodes.failed),
  );
}
