import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../settings';
import { planted } from '../../examples/headset/generate';
import { digestsOf, Sandbox, snapshotDigest } from './harness';

jest.setTimeout(240_000);

const sandbox = new Sandbox({ ASSAY_THREADS: '1' });
let report = '';

beforeAll(() => sandbox.up());
afterAll(async () => {
  await sandbox.down();
  sandbox.remove();
});

function text(html: string): string {
  return html
    .replace(/<style.*?<\/style>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ');
}

describe('the example study', () => {
  test('goes through all seven steps and leaves a report', async () => {
    const answer = await sandbox.assay('run', sandbox.study('headset'), '--json');
    expect(answer.err).toBe('');
    expect(answer.code).toBe(0);
    const value = answer.json<{ status: string; run: string; tasks: number; report: string }>();
    expect(value).toMatchObject({ status: 'completed', run: 'headset-1' });
    report = readFileSync(value.report, 'utf8');
    const sql = sandbox.sql('app');
    const steps = await sql`select step from catalogue.run_step where run_id = 'headset-1'`;
    await sql.end();
    expect(steps.map((row) => row.step as string).sort()).toEqual([
      'cleaning',
      'collection',
      'deployment',
      'features',
      'modelling',
      'objectives',
      'validation',
    ]);
  });

  test('finds what was planted', async () => {
    const words = text(report);
    expect(words).toContain('Synthetic posts.');
    // Battery complaints against comfort praise, in the right direction; two that must not be found.
    expect(words).toMatch(/H1 confirmatory .{0,90}supported battery -0\.\d+ against comfort 0\.\d+/);
    expect(words).toMatch(/H3 exploratory .{0,60}not enough data/);
    expect(words).toMatch(/H4 exploratory .{0,110}not supported/);
    // The outage, within an hour of its ends, and no other gap.
    const gap = /plaza: (\d{4}-\d\d-\d\d \d\d:\d\d) to (\d{4}-\d\d-\d\d \d\d:\d\d) UTC/.exec(words)!;
    expect(Math.abs(Date.parse(`${gap[1]!.replace(' ', 'T')}Z`) - Date.parse(planted.outage.from))).toBeLessThan(
      3_600_000 * 1.5,
    );
    expect(Math.abs(Date.parse(`${gap[2]!.replace(' ', 'T')}Z`) - Date.parse(planted.outage.to))).toBeLessThan(
      3_600_000 * 1.5,
    );
    expect(words.match(/to \d{4}-\d\d-\d\d \d\d:\d\d UTC, drawn as a gap/g)).toHaveLength(1);
    // Damage of the export.
    expect(words).toContain(`damaged-id: ${planted.broken.damagedId} rows`);
    expect(words).toContain(`quarantined, bad-time: ${planted.broken.badTime} rows`);
    expect(words).toContain(`quarantined, missing-id: ${planted.broken.missingId} rows`);
    expect(words).toContain(`quarantined, bad-count: ${planted.broken.badCount} rows`);
    const folder = path.join(sandbox.home, 'studies', 'headset', 'headset-1', 'exports');
    const marked = readFileSync(path.join(folder, 'spikes.csv'), 'utf8')
      .split('\r\n')
      .filter((line) => line.endsWith(',1'));
    const spike = Date.parse(planted.spike.at);
    expect(
      marked.some(
        (line) =>
          Date.parse(line.split(',')[1]!) >= spike &&
          Date.parse(line.split(',')[1]!) < spike + planted.spike.hours * 3_600_000,
      ),
    ).toBe(true);
    const sql = sandbox.sql('app');
    const [snapshot] = await sql<
      {
        counts: { masked: Record<string, number>; excluded: Record<string, number>; languages: Record<string, number> };
      }[]
    >`select counts from corpus.snapshot`;
    await sql.end();
    for (const [type, count] of Object.entries(planted.personal))
      expect({ type, found: snapshot!.counts.masked[type]! >= count * 0.8 }).toEqual({ type, found: true });
    expect(snapshot!.counts.excluded.repost).toBeGreaterThan(40);
    expect(snapshot!.counts.excluded['exact-copy-same-author']).toBeGreaterThanOrEqual(10);
    expect(snapshot!.counts.languages.en! + snapshot!.counts.languages.de!).toBeGreaterThan(
      0.9 * Object.values(snapshot!.counts.languages).reduce((a, b) => a + b, 0),
    );
    const communities = /(\d+) communities among \d+ nodes; modularity (0\.\d+)/.exec(words)!;
    expect(Number(communities[1])).toBeGreaterThanOrEqual(planted.communities);
    expect(Number(communities[2])).toBeGreaterThan(0.35);
    const table = (name: string): Record<string, string>[] => {
      const [head, ...lines] = readFileSync(path.join(folder, name), 'utf8').trim().split('\r\n');
      return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [head!.split(',')[i]!, cell])));
    };
    // Complaints gather around the battery, praise around comfort, in every community that is large enough.
    const camps = table('camps.csv').filter((row) => row.to === '' && row.value !== '');
    for (const row of camps.filter((one) => one.category === 'battery')) expect(Number(row.high)).toBeLessThan(0);
    for (const row of camps.filter((one) => one.category === 'comfort')) expect(Number(row.low)).toBeGreaterThan(0);
    expect(new Set(camps.map((row) => row.from)).size).toBeGreaterThanOrEqual(planted.communities);
    const aspects = words.slice(words.indexOf('aspect mentions posts positive neutral negative mean'));
    const aspect = (name: string): number => Number(new RegExp(`${name} [^.]*?(-?0\\.\\d+)`).exec(aspects)![1]);
    expect(aspect('battery')).toBeLessThan(-0.2);
    expect(aspect('comfort')).toBeGreaterThan(0.2);
    // Reposts are no posts of the snapshot, and yet cascades are seen whole; a root may stand in for two.
    const cascades = Number(/ cascades (\d+) /.exec(words)![1]);
    expect(cascades).toBeGreaterThanOrEqual(planted.cascades.count - 2);
    expect(Number(/largest (\d+)/.exec(words.slice(words.indexOf('cascades')))![1])).toBeGreaterThan(
      planted.cascades.reposts,
    );
  });

  test('leaves out who deleted and who objected, everywhere', async () => {
    const sql = sandbox.sql('app');
    const [posts] = await sql`select count(*)::int as n from corpus.post where text like '%(0)%' or text like '%(4)%'`;
    const [withheld] = await sql`select sum(withheld)::int as n from corpus.batch`;
    const [objections] = await sql`select count(*)::int as n from governance.objection`;
    await sql.end();
    expect(posts!.n).toBe(0);
    expect(withheld!.n).toBeGreaterThanOrEqual(10);
    // As stated (it could be an id or a handle), and the id that the withheld posts showed.
    expect(objections!.n).toBe(3);
  });

  test('keeps no account, address or number outside the vault and the raw corpus', async () => {
    const handles = [
      ...new Set(
        readFileSync(path.join(sandbox.folder, 'headset', 'data', 'chirp.csv'), 'utf8').match(
          /\b(?:ada|ben|cleo|dion|mira|jonas)_\w+/g,
        )!,
      ),
    ];
    expect(handles.length).toBeGreaterThan(20);
    const canaries = [...handles, '@mail.example', '4111 1111', 'DE89 3704', '192.0.2.'];
    const files: string[] = [];
    const walk = (folder: string): void => {
      for (const name of readdirSync(folder)) {
        const full = path.join(folder, name);
        if (statSync(full).isDirectory()) walk(full);
        else files.push(full);
      }
    };
    for (const part of ['artefacts', 'studies', 'log', 'audit']) walk(path.join(sandbox.home, part));
    files.push(
      ...readdirSync(sandbox.home)
        .filter((name) => name.startsWith('temporal.db'))
        .map((name) => path.join(sandbox.home, name)),
    );
    const sql = sandbox.sql('app');
    const entries = await sql<{ bytes: string }[]>`select bytes from audit.entry`;
    const cleaned = await sql<{ text: string }[]>`select text from corpus.snapshot_post`;
    await sql.end();
    const haystacks = [
      ...files.map((file) => ({ where: file, content: readFileSync(file).toString('latin1') })),
      { where: 'audit entries', content: entries.map((row) => row.bytes).join('\n') },
      { where: 'cleaned text', content: cleaned.map((row) => row.text).join('\n') },
    ];
    const found = haystacks.flatMap(({ where, content }) =>
      canaries.filter((canary) => content.includes(canary)).map((canary) => `${canary} in ${path.basename(where)}`),
    );
    expect(found).toEqual([]);
  });

  test('runs again in moments and computes nothing twice', async () => {
    const answer = await sandbox.assay('run', path.join(sandbox.folder, 'headset', 'study.yaml'), '--json');
    const value = answer.json<{ run: string; tasks: number; reused: number }>();
    expect(value.run).toBe('headset-2');
    expect(value.reused).toBe(value.tasks);
    const compared = (await sandbox.assay('compare', 'headset-1', 'headset-2', '--json')).json<{
      changes: unknown[];
    }>();
    expect(compared.changes).toEqual([]);
  });

  test('is reproduced digest by digest, without taking a number of its own', async () => {
    const answer = await sandbox.assay('reproduce', 'headset', '--json');
    expect(answer.code).toBe(0);
    expect(answer.json()).toMatchObject({ run: 'headset-2-r1', base: 'headset-2' });
    expect((await sandbox.assay('status', 'headset')).out).toContain(
      'headset-2-r1  reproduction of headset-2, completed',
    );
    expect(answer.json()).toMatchObject({ same: true, different: [], recomputedDifferently: 0 });
  });

  test('gives the same digests in another home, time zone and locale, with four threads', async () => {
    const other = new Sandbox({ TZ: 'Asia/Tokyo', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', ASSAY_THREADS: '4' });
    try {
      await other.up();
      const answer = await other.assay('run', other.study('headset'), '--json');
      expect(answer.code).toBe(0);
      const [here, there] = [sandbox.sql('app'), other.sql('app')];
      expect(await snapshotDigest(there, 'headset-1')).toBe(await snapshotDigest(here, 'headset-1'));
      expect(await digestsOf(there, 'headset-1')).toEqual(await digestsOf(here, 'headset-1'));
      const products = (sql: typeof here) =>
        sql`select name, sha256 from catalogue.product where run_id = 'headset-1' order by name`;
      expect([...(await products(there))]).toEqual([...(await products(here))]);
      await Promise.all([here.end(), there.end()]);
    } finally {
      await other.down();
      other.remove();
    }
  });
});

describe('a changed protocol', () => {
  test('asks for a reason and shows what changed, then becomes a new version', async () => {
    const file = path.join(sandbox.folder, 'headset', 'study.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('posts: P90D', 'posts: P60D'));
    const refused = await sandbox.assay('run', file);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('retention/posts: "P90D" → "P60D"');
    const accepted = await sandbox.assay('run', file, '--reason', 'a shorter retention is enough', '--json');
    expect(accepted.json()).toMatchObject({ protocolVersion: 2, status: 'completed' });
    const shown = (await sandbox.assay('audit', 'show', '--action', 'protocol.amended', '--json')).json<
      { counts: { changes: number } }[]
    >();
    expect(shown.map((entry) => entry.counts.changes)).toEqual([1]);
    expect(accepted.json()).toMatchObject({ run: 'headset-3' });
  });

  test('a hypothesis added after posts were collected is exploratory everywhere, whatever it is called', async () => {
    const file = path.join(sandbox.folder, 'headset', 'study.yaml');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        '\ncleaning:',
        `  - id: H5
    statement: Posts on Chirp are less negative than posts on Plaza.
    kind: confirmatory
    measure: { task: mood, column: compound }
    comparison: { by: { field: platform }, groups: [chirp, plaza] }
    test: welch
    direction: less
    smallestEffect: { metric: difference, value: 0.01 }

cleaning:`,
      ),
    );
    const why = 'added in version 3 of the protocol, after run headset-1 had collected posts';
    const answer = await sandbox.assay('run', file, '--reason', 'we had another idea', '--json');
    expect(answer.code).toBe(0);
    const value = answer.json<{ report: string; run: string }>();
    expect(value.run).toBe('headset-4');
    const words = text(readFileSync(value.report, 'utf8'));
    expect(words).toContain('H5 exploratory (post hoc) ');
    expect(words).toContain(`Exploratory, whatever the protocol calls it: ${why}.`);
    expect(words).toMatch(/H1 confirmatory .*? after Holm among the confirmatory/);
    const csv = readFileSync(path.join(path.dirname(value.report), 'exports', 'hypotheses.csv'), 'utf8');
    expect(csv).toContain(`H5,exploratory (post hoc),"${why}"`);
    const status = (await sandbox.assay('status', 'headset', '--json')).json<{ run: string; postHoc: object }[]>();
    expect(status.find((one) => one.run === 'headset-4')!.postHoc).toEqual({ H5: why });
    expect(status.find((one) => one.run === 'headset-3')!.postHoc).toEqual({});
    expect((await sandbox.assay('compare', 'headset-3', 'headset-4')).out).toContain(
      `H5: nothing → "exploratory (post hoc): ${why}"`,
    );
    const sql = sandbox.sql('app');
    const [stored] =
      await sql`select c.parameters from catalogue.lineage l join catalogue.computation c on c.key = l.computation_key
      where l.run_id = 'headset-4' and l.task = 'hypotheses'`;
    await sql.end();
    expect(JSON.stringify(stored!.parameters)).toContain(why);
  });
});

describe('a study of shared links', () => {
  test('joins who shared the same page, not who shared the same site, and stores no page', async () => {
    const folder = path.join(sandbox.folder, 'links');
    mkdirSync(path.join(folder, 'data'), { recursive: true });
    const shared = ['first?utm_source=x', 'first/#top', 'First', 'first', 'second', 'second', 'second', 'second?q=ada'];
    const words = ['morning', 'rain', 'harvest', 'violin', 'bridge', 'lantern', 'copper', 'window'];
    const rows = shared.map(
      (page, i) => `${i},user${i},2026-01-01T10:00:0${i}Z,about the ${words[i]} https://www.news.example/${page}`,
    );
    writeFileSync(path.join(folder, 'data', 'posts.csv'), `id,author,created_at,text\n${rows.join('\n')}\n`);
    const template = readFileSync(path.join(projectRoot, 'examples', 'template', 'study.yaml'), 'utf8');
    const file = path.join(folder, 'study.yaml');
    writeFileSync(
      file,
      `${template
        .slice(0, template.indexOf('\nfeatures:'))
        .replace('study: my-study', 'study: links')
        .replace('synthetic: false', 'synthetic: true')
        .replace(/ +counts: .*\n/, '')}
features:
  - { id: pages, method: network/build, parameters: { relation: co-url } }
analyses:
  - { id: shape, method: network/summary, inputs: { graph: pages } }
outputs:
  headline: [{ label: ties by page, value: "shape#summary/edges" }]
schedule: {}
seed: 1
`,
    );
    const answer = await sandbox.assay('run', file, '--json');
    expect(answer.err).toBe('');
    const { report: page } = answer.json<{ report: string }>();
    // Three people share one page, three another; two pages have one sharer each. By site it would be 28.
    expect(text(readFileSync(page, 'utf8'))).toContain('6 ties by page');
    const sql = sandbox.sql('app');
    const values = await sql<
      { value: string }[]
    >`select distinct e.value from corpus.edge e join corpus.post p on p.id = e.post_id where p.study_id = 'links' and e.kind = 'url'`;
    await sql.end();
    expect(values).toHaveLength(4);
    for (const { value } of values) expect(value).toMatch(/^news\.example\/[0-9a-f]{64}$/);
  });
});

const real = (yaml: string): string =>
  yaml
    .replace('synthetic: true', 'synthetic: false')
    .replace('article6: not-personal-data', 'article6: public-interest')
    .replace('seed: 42', 'seed: 43');

describe('gates', () => {
  test('stop a study with real people until someone other than the author decides, and record every attempt', async () => {
    const file = sandbox.study('gated', real);
    const waiting = await sandbox.assay('run', file, '--json');
    expect(waiting.code).toBe(3);
    expect(waiting.json()).toMatchObject({ status: 'waiting', gates: ['impact-assessment'] });
    for (const [person, what, code] of [
      ['lead', /decider other than the author/, 1],
      ['analyst', /role dpo, ethics, reviewer/, 1],
      ['nobody', /person of the protocol/, 2],
    ] as const) {
      const refused = await sandbox.assay(
        'decide',
        'gated',
        'impact-assessment',
        'approve',
        '--as',
        person,
        '--reason',
        'I would like to go on',
      );
      expect(refused.code).toBe(code);
      expect(refused.err).toMatch(what);
    }
    const wrongGate = await sandbox.assay(
      'decide',
      'gated',
      'release',
      'approve',
      '--as',
      'dpo',
      '--reason',
      'too early',
    );
    expect(wrongGate.code).toBe(1);
    const attempts = (
      await sandbox.assay('audit', 'show', '--study', 'gated', '--action', 'decision.refused', '--json')
    ).json<unknown[]>();
    expect(attempts).toHaveLength(4);
    const sql = sandbox.sql('app');
    const [posts] = await sql`select count(*)::int as n from corpus.post where study_id = 'gated'`;
    await sql.end();
    expect(posts!.n).toBe(0);
  });

  test('let it go on when approved, hold releases back when refused', async () => {
    const approved = await sandbox.assay(
      'decide',
      'gated',
      'impact-assessment',
      'approve',
      '--as',
      'dpo',
      '--reason',
      'the draft is sound',
      '--wait',
      '--json',
    );
    expect(approved.json()).toMatchObject({ status: 'waiting', gates: ['promotion'] });
    const promoted = await sandbox.assay(
      'decide',
      'gated',
      'promotion',
      'approve',
      '--as',
      'dpo',
      '--reason',
      'validated',
      '--wait',
      '--json',
    );
    expect(promoted.json()).toMatchObject({ status: 'waiting', gates: ['release'] });
    const ended = await sandbox.assay(
      'decide',
      'gated',
      'release',
      'refuse',
      '--as',
      'dpo',
      '--reason',
      'not needed outside',
      '--wait',
      '--json',
    );
    expect(ended.json()).toMatchObject({ status: 'completed' });
    expect(existsSync(path.join(sandbox.home, 'studies', 'gated', 'gated-1', 'releases'))).toBe(false);
    const words = text(readFileSync(path.join(sandbox.home, 'studies', 'gated', 'gated-1', 'report.html'), 'utf8'));
    expect(words).toMatch(/impact-assessment: approved by dpo on \d{4}-\d\d-\d\d/);
    expect(words).toMatch(/release: refused by dpo on \d{4}-\d\d-\d\d/);
    const held = (
      await sandbox.assay('audit', 'show', '--study', 'gated', '--action', 'release.refused', '--json')
    ).json<{ reason: string }[]>();
    expect(held.map((entry) => entry.reason)).toEqual(['gate-refused']);
  });

  test('end a study that is refused', async () => {
    expect((await sandbox.assay('run', sandbox.study('turned-down', real))).code).toBe(3);
    const refused = await sandbox.assay(
      'decide',
      'turned-down',
      'impact-assessment',
      'refuse',
      '--as',
      'dpo',
      '--reason',
      'the risk is too high',
      '--wait',
      '--json',
    );
    expect(refused.json()).toMatchObject({ status: 'refused' });
  });

  test('a source without a valid decision on its terms is refused', async () => {
    const answer = await sandbox.assay(
      'run',
      sandbox.study('expired', (yaml) => yaml.replace('expires: 2036-01-01', 'expires: 2026-03-01')),
    );
    expect(answer.code).toBe(1);
    expect(answer.err).toContain(
      'source chirp: a decision that is in force was expected, found one that expired on 2026-03-01',
    );
  });
});

describe('bad input', () => {
  test('a broken protocol names file, line, expected and found', async () => {
    const file = sandbox.study('broken', (yaml) =>
      yaml.replace('retention: { posts: P90D', 'retention: { posts: three months'),
    );
    const answer = await sandbox.assay('check', file);
    expect(answer.code).toBe(2);
    const line =
      readFileSync(file, 'utf8')
        .split('\n')
        .findIndex((one) => one.startsWith('retention')) + 1;
    expect(answer.err).toContain(
      `study.yaml:${line} retention.posts: an ISO 8601 duration such as P90D, found "three months"`,
    );
  });

  test('a missing file, a missing column and an unknown method say what was expected', async () => {
    const missing = await sandbox.assay(
      'run',
      sandbox.study('missing-file', (yaml) => yaml.replace('data/chirp.csv', 'data/nothing.csv')),
    );
    expect(missing.err).toContain('data/nothing.csv: a file was expected in the folder of study.yaml, found none');
    const column = await sandbox.assay(
      'run',
      sandbox.study('missing-column', (yaml) => yaml.replace('      text: text\n', '      text: words\n')),
    );
    expect(column.err).toContain('data/chirp.csv: a column "words" for text was expected, found 14 others');
    const method = await sandbox.assay(
      'check',
      sandbox.study('unknown-method', (yaml) => yaml.replace('method: network/pagerank', 'method: network/pagerang')),
    );
    expect(method.code).toBe(2);
    expect(method.err).toContain('task attention: a method id was expected, found "network/pagerang"');
  });
});

describe('the audit log', () => {
  const bundle = path.join(sandbox.folder, 'bundle');

  test('is exported and verified from the files alone', async () => {
    expect((await sandbox.assay('audit', 'export', bundle, '--json')).code).toBe(0);
    const verified = await sandbox.assay('audit', 'verify', bundle, '--json');
    expect(verified.code).toBe(0);
    expect(verified.json<{ ok: boolean; size: number }>()).toMatchObject({ ok: true });
  });

  test('a changed byte is found, with exit code 4', async () => {
    const file = path.join(bundle, 'tile', 'entries', '000');
    const name = existsSync(file)
      ? file
      : path.join(bundle, 'tile', 'entries', '000.p', readdirSync(path.join(bundle, 'tile', 'entries', '000.p'))[0]!);
    const bytes = readFileSync(name);
    const at = bytes.indexOf('"outcome":"ok"');
    const changed = Buffer.from(bytes);
    changed.write('"outcome":"no"', at);
    writeFileSync(name, changed);
    const verified = await sandbox.assay('audit', 'verify', bundle, '--json');
    writeFileSync(name, bytes);
    expect(verified.code).toBe(4);
    expect(verified.json<{ problems: string[] }>().problems.join('\n')).toContain('first bad tile: tile/0/000');
  });

  const go = [
    '/usr/local/go/bin/go',
    '/usr/bin/go',
    ...(process.env.PATH ?? '').split(':').map((folder) => path.join(folder, 'go')),
  ].find((file) => existsSync(file));
  (go ? test : test.skip)(`is verified by golang.org/x/mod/sumdb${go ? '' : ' (skipped: no Go here)'}`, () => {
    const folder = path.join(sandbox.folder, 'verifier');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'go.mod'), 'module verify\n\ngo 1.24\n\nrequire golang.org/x/mod v0.29.0\n');
    writeFileSync(path.join(folder, 'main.go'), readFileSync(path.join(__dirname, 'verify.go.txt')));
    execFileSync(go!, ['mod', 'tidy'], { cwd: folder, stdio: 'pipe' });
    const out = execFileSync(go!, ['run', '.', bundle], { cwd: folder, stdio: 'pipe' }).toString();
    expect(out).toMatch(/^verified \d+ records\n$/);
  });

  test('cannot be changed with the application’s credentials', async () => {
    const sql = sandbox.sql('app');
    for (const attack of [
      "update audit.entry set bytes = '{}'",
      'delete from audit.entry',
      'truncate audit.entry',
      "insert into audit.entry (seq, id, bytes) values (1000000, 'x', '{}')",
      'alter table audit.entry disable trigger all',
      'drop function audit.append(text, text)',
      'select audit.seal(1)',
      "set session_replication_role = 'replica'",
      "insert into audit.inbox (id, bytes) values ('x', '{}')",
      'delete from audit.checkpoint',
    ]) {
      await expect(sql.unsafe(attack)).rejects.toThrow(/permission denied|must be owner/);
    }
    await sql.end();
  });

  test('rewritten by a superuser it no longer verifies, and nothing more is signed', async () => {
    const admin = sandbox.sql('admin');
    await admin.unsafe('alter table audit.entry disable trigger all');
    const [row] = await admin<{ bytes: string }[]>`select bytes from audit.entry where seq = 3`;
    await admin`update audit.entry set bytes = replace(bytes, '"v":1', '"v":2') where seq = 3`;
    const verified = await sandbox.assay('audit', 'verify', '--json');
    await admin`update audit.entry set bytes = ${row!.bytes} where seq = 3`;
    await admin.unsafe(
      'alter table audit.entry enable always trigger entry_no_change; alter table audit.entry enable always trigger entry_no_truncate',
    );
    await admin.end();
    expect(verified.code).toBe(4);
    expect((await sandbox.assay('audit', 'verify', '--json')).code).toBe(0);
  });

  test('one entry is proved alone', async () => {
    const answer = await sandbox.assay('audit', 'prove', '5', '--json');
    expect(answer.json<{ proof: string }>().proof).toMatch(/^c2sp\.org\/tlog-proof@v1\nindex 5\n/);
  });
});

describe('schedules', () => {
  test('are created paused, triggered, seen to run, resumed, paused and removed', async () => {
    expect((await sandbox.assay('schedule', 'headset', 'create', 'monitoring', '--json')).json()).toMatchObject({
      paused: true,
      runs: 0,
    });
    await sandbox.assay('schedule', 'headset', 'trigger', 'monitoring');
    let ran: { action: string; reason: string | null }[] = [];
    for (let tries = 0; tries < 60 && ran.length === 0; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      ran = (await sandbox.assay('audit', 'show', '--action', 'drift.checked', '--json')).json<
        { action: string; reason: string | null }[]
      >();
    }
    expect(ran).toHaveLength(1);
    expect(ran[0]!.reason).toBe(null);
    expect((await sandbox.assay('schedule', 'headset', 'show', 'monitoring', '--json')).json()).toMatchObject({
      runs: 1,
      paused: true,
    });
    expect((await sandbox.assay('schedule', 'headset', 'resume', 'monitoring', '--json')).json()).toMatchObject({
      paused: false,
    });
    expect((await sandbox.assay('schedule', 'headset', 'pause', 'monitoring', '--json')).json()).toMatchObject({
      paused: true,
    });
    expect((await sandbox.assay('schedule', 'headset', 'remove', 'monitoring', '--json')).json()).toMatchObject({
      exists: false,
    });
  });
});

const linux = process.platform === 'linux';
(linux ? test : test.skip)(
  `nothing listens beyond loopback${linux ? '' : ' (skipped: read from /proc, which only Linux has)'}`,
  () => {
    const { pid, postgres, temporal, worker } = sandbox.state();
    const inodes = new Set<string>();
    for (const one of [pid, postgres!.pid, temporal!.pid, worker!.pid]) {
      for (const fd of readdirSync(`/proc/${one}/fd`)) {
        try {
          const found = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${one}/fd/${fd}`));
          if (found) inodes.add(found[1]!);
        } catch {
          // Closed while we looked.
        }
      }
    }
    const listening = ['tcp', 'tcp6'].flatMap((kind) =>
      readFileSync(`/proc/net/${kind}`, 'utf8')
        .trim()
        .split('\n')
        .slice(1)
        .map((line) => line.trim().split(/\s+/))
        .filter((part) => part[3] === '0A' && inodes.has(part[9]!))
        .map((part) => part[1]!.split(':')[0]!),
    );
    expect(listening.length).toBeGreaterThanOrEqual(3);
    expect(
      listening.filter((address) => address !== '0100007F' && address !== '00000000000000000000000001000000'),
    ).toEqual([]);
  },
);
