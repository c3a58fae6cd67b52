import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { Sandbox } from './harness';

jest.setTimeout(240_000);

const binary = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((file) => file !== '' && existsSync(file));
const page_ = binary ? test : test.skip;
const reason = binary ? '' : ' (skipped: no Chromium here)';

const sandbox = new Sandbox();
let browser: Browser;
let page: Page;
const violations: string[] = [];

beforeAll(async () => {
  await sandbox.up();
  await sandbox.assay('run', sandbox.study('headset'), '--json');
  if (!binary) return;
  browser = await chromium.launch({
    executablePath: binary,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy/.test(message.text())) violations.push(message.text());
  });
});

afterAll(async () => {
  await browser?.close();
  await sandbox.down();
  sandbox.remove();
});

/** Serious faults that axe finds on the page as it stands. */
async function faults(on: Page): Promise<string[]> {
  await on.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const results = await on.evaluate(() =>
    (
      globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
      }
    ).axe.run(),
  );
  return results.violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map((one) => `${one.id}: ${one.nodes[0]!.html.slice(0, 120)}`);
}

test('nothing is shown without the one-time address, or to another host name', async () => {
  const { origin } = new URL(sandbox.consoleAddress);
  for (const where of ['/', '/audit', '/runs/headset-1', '/runs/headset-1/files/report.html'])
    expect((await fetch(origin + where)).status).toBe(403);
  expect((await fetch(`${origin}/enter?token=guessed`)).status).toBe(403);
  const { port } = new URL(origin);
  const other = await new Promise<number>((resolve, reject) => {
    const { request } = require('node:http') as typeof import('node:http');
    request({ host: '127.0.0.1', port, path: '/', headers: { host: 'evil.example' } }, (response) =>
      resolve(response.statusCode!),
    )
      .on('error', reject)
      .end();
  });
  expect(other).toBe(421);
});

page_(`the printed address opens the console once${reason}`, async () => {
  await page.goto(sandbox.consoleAddress);
  await page.click('text=Go to the studies');
  expect(await page.textContent('h1')).toBe('Studies');
  expect(await page.textContent('main')).toContain('What people say of the Aurora headset');
  const stranger = await browser.newContext();
  const again = await stranger.newPage();
  expect((await again.goto(sandbox.consoleAddress))!.status()).toBe(403);
  await stranger.close();
});

page_(`a run shows its steps, files, artefacts and their lineage${reason}`, async () => {
  await page.click('text=headset-1');
  expect(await page.locator('.steps .done').count()).toBe(7);
  expect(await faults(page)).toEqual([]);
  await page.click('a:text-is("communities")');
  const main = (await page.textContent('main'))!;
  for (const word of ['Lineage', 'parameters', 'ties', 'protocol version 1', 'headset/chirp/1'])
    expect(main).toContain(word);
  expect(await page.locator('svg.chart').count()).toBeGreaterThan(0);
  expect(await faults(page)).toEqual([]);
  await page.goBack();
  await page.click('text=report.html');
  expect(await page.title()).toContain('Aurora headset');
});

page_(`the audit log filters and verifies${reason}`, async () => {
  const { origin } = new URL(page.url());
  await page.goto(`${origin}/audit`);
  await page.selectOption('#f-action', 'report.written');
  await page.click('button:text-is("Filter")');
  expect(await page.locator('tbody tr').count()).toBe(1);
  await page.click('text=Verify the whole log');
  expect(await page.textContent('[role=status]')).toMatch(/^audit log verified: \d+ entries, root /);
  expect(await faults(page)).toEqual([]);
});

page_(`a reviewer decides in the form; an attempt that is not accepted says why and is recorded${reason}`, async () => {
  const file = sandbox.study('gated', (yaml) =>
    yaml
      .replace('synthetic: true', 'synthetic: false')
      .replace('article6: not-personal-data', 'article6: public-interest'),
  );
  expect((await sandbox.assay('run', file)).code).toBe(3);
  const { origin } = new URL(page.url());
  await page.goto(`${origin}/runs/gated-1`);
  await page.selectOption('select[name=person]', 'lead');
  await page.fill('textarea[name=reason]', 'I wrote it myself');
  await page.click('button:text-is("Approve")');
  expect(await page.textContent('[role=alert]')).toContain('a decider other than the author was expected');
  expect(await faults(page)).toEqual([]);
  await page.selectOption('select[name=person]', 'dpo');
  await page.fill('textarea[name=reason]', 'The draft is sound');
  await page.click('button:text-is("Approve")');
  await page.waitForURL(`${origin}/runs/gated-1`);
  await page.goto(`${origin}/audit?study=gated&outcome=denied`);
  expect(await page.textContent('tbody')).toContain('decision.refused');
  await page.goto(`${origin}/audit?study=gated&action=decision.taken`);
  expect(await page.locator('tbody tr').count()).toBe(1);
});

page_(`a form that another site sends is refused${reason}`, async () => {
  const { origin } = new URL(page.url());
  const cookies = await page.context().cookies();
  const cookie = cookies.map((one) => `${one.name}=${one.value}`).join('; ');
  expect(cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  const answer = await fetch(`${origin}/audit/verify`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'form=guessed',
  });
  expect(answer.status).toBe(403);
});

page_(`pages keep a strict Content-Security-Policy and break none of it${reason}`, async () => {
  const { origin } = new URL(page.url());
  const response = await page.goto(`${origin}/methods`);
  expect(response!.headers()['content-security-policy']).toContain("default-src 'none'");
  expect(response!.headers()['content-security-policy']).not.toContain('unsafe');
  expect(violations).toEqual([]);
});

page_(
  `the report opens offline, in light and dark, asks for nothing from outside, and each chart has a text and a table${reason}`,
  async () => {
    const file = path.join(sandbox.home, 'studies', 'headset', 'headset-1', 'report.html');
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ offline: true, colorScheme });
      const report = await context.newPage();
      const asked: string[] = [];
      report.on('request', (request) => asked.push(request.url()));
      await report.goto(pathToFileURL(file).href);
      expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([]);
      expect(await report.locator('script').count()).toBe(0);
      const charts = await report.locator('svg.chart').count();
      expect(charts).toBeGreaterThan(15);
      expect(await report.locator('svg.chart > desc').count()).toBe(charts);
      expect(await report.locator('figure:has(svg.chart):not(:has(table))').count()).toBe(0);
      expect(await report.locator('svg .gap').count()).toBeGreaterThan(0);
      expect(await faults(report)).toEqual([]);
      await context.close();
    }
  },
);
