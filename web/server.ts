import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { serve } from '@hono/node-server';
import type { Client } from '@temporalio/client';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getCookie, setCookie } from 'hono/cookie';
import { checkAudit } from '../client/audit-check';
import { decideGate } from '../client/decision';
import { ArtefactStore } from '../db/artefact-store';
import type { Database } from '../db/connection';
import { productFolder } from '../db/products';
import { runOf } from '../db/studies';
import { AssayError } from '../domain/errors';
import type { Settings } from '../settings';
import type { Addresses } from '../stack/addresses';
import { issueToken, redeemToken, Sessions } from './access';
import { artefactPage } from './artefact-view';
import { page, style } from './page';
import { auditPage, methodsPage, runPage, studiesPage } from './views';

export interface ConsoleOptions {
  readonly settings: Settings;
  readonly addresses: Addresses;
  readonly database: Database;
  readonly client: Client;
}

const policy =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.gexf': 'application/xml',
  '.graphml': 'application/xml',
  '.md': 'text/markdown; charset=utf-8',
};

/** The reviewer's console. It answers to loopback names only, so that no other site's name can be pointed at it. */
export function consoleApp(options: ConsoleOptions): Hono {
  const { database, client, settings } = options;
  const sessions = new Sessions();
  const store = new ArtefactStore(settings.home);
  const app = new Hono();
  // Cookies know no ports: two consoles on one machine must not take each other's.
  const cookie = `assay_session_${randomBytes(6).toString('hex')}`;
  const token = (context: Context): string => sessions.formToken(getCookie(context, cookie)) ?? '';

  app.use(async (context, next) => {
    const host = (context.req.header('host') ?? '').replace(/:\d+$/, '');
    if (host !== '127.0.0.1' && host !== 'localhost') return context.text('a loopback address was expected', 421);
    await next();
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Referrer-Policy', 'no-referrer');
    context.header('Cache-Control', 'no-store');
    if (!context.res.headers.has('Content-Security-Policy')) context.header('Content-Security-Policy', policy);
  });
  app.use(bodyLimit({ maxSize: 64 * 1024 }));
  app.get('/style.css', (context) => context.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.get('/enter', (context) => {
    if (token(context) !== '') return context.redirect('/');
    if (!redeemToken(settings.home, context.req.query('token') ?? '')) {
      return context.html(
        page(
          'This address was used already',
          '<p>Each address opens the console once. <code>assay up</code> prints a new one.</p>',
        ),
        403,
      );
    }
    setCookie(context, cookie, sessions.start(), { httpOnly: true, sameSite: 'Strict', path: '/' });
    // Not a redirect: a browser that comes from a terminal's link would not send a strict cookie along.
    return context.html(page('Welcome', '<p><a href="/">Go to the studies</a></p>'));
  });
  app.use(async (context, next) => {
    if (token(context) === '')
      return context.html(
        page(
          'Please come in by the printed address',
          '<p><code>assay up</code> prints an address that opens this console once.</p>',
        ),
        403,
      );
    if (context.req.method === 'POST') {
      const form = await context.req.parseBody();
      if (form.form !== token(context)) return context.text('a form of this console was expected', 403);
    }
    return next();
  });
  app.get('/', async (context) => context.html(await studiesPage(database)));
  app.get('/methods', (context) => context.html(methodsPage()));
  app.get('/runs/:run', async (context) => {
    const html = await runPage(database, context.req.param('run'), token(context));
    return html === null ? context.notFound() : context.html(html);
  });
  app.post('/runs/:run/decide', async (context) => {
    const run = await runOf(database, context.req.param('run'));
    if (!run) return context.notFound();
    const form = await context.req.parseBody();
    try {
      await decideGate(database, client, {
        studyId: run.studyId,
        run: run.id,
        gate: String(form.gate),
        answer: String(form.answer),
        person: String(form.person),
        reason: String(form.reason ?? ''),
      });
    } catch (error) {
      if (!(error instanceof AssayError)) throw error;
      return context.html((await runPage(database, run.id, token(context), error.message))!, 409);
    }
    return context.redirect(`/runs/${run.id}`, 303);
  });
  app.get('/runs/:run/artefacts/:task', async (context) => {
    const html = await artefactPage(database, store, context.req.param('run'), context.req.param('task'));
    return html === null ? context.notFound() : context.html(html);
  });
  app.get('/runs/:run/files/*', async (context) => {
    const run = await runOf(database, context.req.param('run'));
    const name = decodeURIComponent(context.req.path.split('/files/')[1] ?? '');
    // Only what the records list is served: no path of the request reaches the disk unchecked.
    const [known] = run
      ? await database.sql`select 1 from catalogue.product where run_id = ${run.id} and name = ${name}`
      : [];
    if (!run || !known) return context.notFound();
    const body = await readFile(path.join(productFolder(settings.home, run.studyId, run.id), name));
    const type = types[path.extname(name)] ?? 'application/octet-stream';
    return context.body(new Uint8Array(body), 200, {
      'Content-Type': type,
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'",
    });
  });
  const filter = (context: Context) => ({
    study: context.req.query('study') || undefined,
    action: context.req.query('action') || undefined,
    outcome: context.req.query('outcome') || undefined,
    from: Math.max(0, Number.parseInt(context.req.query('from') ?? '0', 10) || 0),
  });
  app.get('/audit', async (context) => context.html(await auditPage(database, filter(context), token(context))));
  app.post('/audit/verify', async (context) => {
    const result = await checkAudit(database, options.addresses);
    const text = result.ok
      ? `audit log verified: ${result.size} entries, root ${result.root}`
      : `the log does NOT verify: ${result.problems[0]}`;
    return context.html(await auditPage(database, filter(context), token(context), { ok: result.ok, text }));
  });
  app.notFound((context) => context.html(page('Not here', '<p>There is no such page.</p>'), 404));
  app.onError((error, context) =>
    context.html(
      page(
        'That did not work',
        `<p>${error instanceof AssayError ? error.message.replaceAll('<', '&lt;') : 'The console met an error; the terminal says more.'}</p>`,
      ),
      500,
    ),
  );
  return app;
}

export async function startConsole(
  options: ConsoleOptions,
): Promise<{ port: number; address: string; stop(): Promise<void> }> {
  const app = consoleApp(options);
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: options.settings.consolePort }, (info) => {
      resolve({
        port: info.port,
        address: consoleAddress(options.settings.home, info.port),
        stop: () =>
          new Promise<void>((done) => {
            server.close(() => done());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
    server.on('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new AssayError(
              'ASSAY_STACK',
              `port ${options.settings.consolePort} for the console is taken; free it or set ASSAY_CONSOLE_PORT to another`,
            )
          : error,
      );
    });
  });
}

/** An address that opens the console once. */
export function consoleAddress(home: string, port: number): string {
  return `http://127.0.0.1:${port}/enter?token=${issueToken(home)}`;
}
