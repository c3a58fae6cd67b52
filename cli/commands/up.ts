import { existsSync } from 'node:fs';
import path from 'node:path';
import { projectRoot, settings } from '../../settings';
import { consoleAddress, startConsole } from '../../web/server';
import { checkAudit } from '../../client/audit-check';
import type { Command } from '../command';
import { exitCodes } from '../command';
import { readProtocol } from '../protocol-file';
import { withSession } from '../session';
import { runProtocol } from './run';

export const up: Command = {
  name: 'up',
  words: '',
  meaning: 'start the local stack and the console, stay until Ctrl-C',
  options: {
    example: { meaning: 'run the example study first' },
    exit: { meaning: 'stop after the run instead of staying' },
  },
  async run(invocation) {
    return withSession(
      invocation,
      async (session) => {
        const say = (line: string): void => {
          if (!invocation.json) process.stdout.write(`${line}\n`);
        };
        const web = session.stack.own
          ? await startConsole({
              settings,
              addresses: session.stack.addresses,
              database: session.database,
              client: session.client,
            })
          : undefined;
        if (web) session.stack.noteConsole(web.port);
        const value: Record<string, unknown> = { console: web?.address ?? null };
        let code: number = exitCodes.done;
        if (invocation.options.example === true) {
          const file = path.join(projectRoot, 'examples', 'headset', 'study.yaml');
          if (existsSync(file)) {
            const outcome = await runProtocol(session, readProtocol(file), invocation, true);
            say(outcome.text);
            Object.assign(value, { run: outcome.value });
            const checked = await checkAudit(session.database, session.stack.addresses);
            say(
              checked.ok
                ? `audit log verified: ${checked.size} entries, root ${checked.root}`
                : `audit log does NOT verify: ${checked.problems[0]}`,
            );
            Object.assign(value, { audit: checked });
            if (!checked.ok) code = exitCodes.unverified;
          }
        }
        // An address that ends with this command is no use to anyone.
        if (web && invocation.options.exit !== true) say(`console: ${web.address}`);
        else if (web) say('The console stays open with `npm start` or `npx assay up`.');
        else {
          const { console: kept } = session.stack.state();
          if (kept) say(`console: ${consoleAddress(settings.home, kept.port)}`);
          say('The stack is kept by another process of this clone.');
        }
        if (invocation.options.exit === true || !session.stack.own) {
          await web?.stop();
          return { value, text: '', code };
        }
        say('Ctrl-C stops everything.');
        await new Promise<void>((resolve) => {
          // They stay: a second Ctrl-C must not cut the stopping short and leave servers behind.
          for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
        });
        invocation.say('Stopping …');
        await web?.stop();
        return { value, text: '', code };
      },
      { handlesSignals: true },
    );
  },
};
