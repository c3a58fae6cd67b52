import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../settings';
import { Sandbox } from './harness';

jest.setTimeout(240_000);

const sandbox = new Sandbox({ ASSAY_THREADS: '1' });
beforeAll(() => sandbox.up());
afterAll(async () => {
  await sandbox.down();
  sandbox.remove();
});

/** A study of three posts of two people, which may be kept for so long. */
function study(id: string, posts: string, identifiers: string): string {
  const file = sandbox.study(id);
  const folder = path.dirname(file);
  writeFileSync(
    path.join(folder, 'data', 'posts.csv'),
    'id,author,created_at,text\n1,ada,2026-01-01T10:00:00Z,about the morning\n2,ben,2026-01-01T10:00:01Z,about the rain\n3,ada,2026-01-01T10:00:02Z,about the harvest\n',
  );
  const template = readFileSync(path.join(projectRoot, 'examples', 'template', 'study.yaml'), 'utf8');
  const plain = template
    .slice(0, template.indexOf('\nfeatures:'))
    .replace('study: my-study', `study: ${id}`)
    .replace('synthetic: false', 'synthetic: true')
    .replace(/ +counts: .*\n/, '')
    .replace(
      /^retention: .*$/m,
      `retention: { posts: ${posts}, identifiers: ${identifiers}, artefacts: P2Y, audit: P10Y }`,
    );
  writeFileSync(file, `${plain}\noutputs: {}\nschedule: {}\nseed: 1\n`);
  return file;
}

async function kept(id: string): Promise<Record<string, number>> {
  const sql = sandbox.sql('app');
  const [row] = await sql<Record<string, number>[]>`select
    (select count(*)::int from corpus.post where study_id = ${id}) as posts,
    (select count(*)::int from corpus.snapshot_post p join corpus.snapshot s on s.id = p.snapshot_id where s.study_id = ${id}) as cleaned,
    (select count(*)::int from vault.subject where study_id = ${id}) as people,
    (select count(*)::int from vault.alias where study_id = ${id}) as aliases`;
  await sql.end();
  return { ...row! };
}

test('what is due is listed and deleted by a person who may, with an entry in the log; the rest stays', async () => {
  const file = study('brief', 'PT1S', 'P90D');
  expect((await sandbox.assay('run', file)).code).toBe(0);
  const before = await kept('brief');
  expect(before).toMatchObject({ posts: 3, cleaned: 3, people: 2 });
  await new Promise((resolve) => setTimeout(resolve, 1200));
  const list = (await sandbox.assay('retention', 'brief', '--json')).json<{
    kept: { kind: string; count: number; due: boolean }[];
  }>();
  expect(list.kept.map(({ kind, count, due }) => [kind, count, due])).toEqual([
    ['posts', 3, true],
    ['identifiers', 2, false],
  ]);
  const author = await sandbox.assay('retention', 'brief', 'delete', '--as', 'lead', '--reason', 'time is up');
  expect(author.code).not.toBe(0);
  expect(author.err).toContain('with role reviewer, dpo, ethics was expected (--as), found "lead"');
  expect(await kept('brief')).toEqual(before);
  const done = await sandbox.assay('retention', 'brief', 'delete', '--as', 'dpo', '--reason', 'time is up', '--json');
  expect(done.json<{ deleted: { kind: string }[] }>().deleted.map((one) => one.kind)).toEqual(['posts']);
  expect(await kept('brief')).toEqual({ ...before, posts: 0, cleaned: 0 });
  const entries = (await sandbox.assay('audit', 'show', '--action', 'retention.enforced', '--json')).json<
    { study: string; counts: object; actor: string }[]
  >();
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ study: 'brief', counts: { posts: 3 } });
  expect(entries[0]!.actor).not.toBe('service');
  // Nothing else was lost, and the study can be run on its files once more.
  expect((await sandbox.assay('status', 'brief')).out).toContain('brief-1  completed');
  expect((await sandbox.assay('audit', 'verify')).code).toBe(0);
  const again = await sandbox.assay('reproduce', 'brief');
  expect(again.code).not.toBe(0);
  expect(again.err).toContain('the posts of brief-1 were expected, found them deleted; `npx assay run` collects anew');
  expect((await sandbox.assay('run', file)).code).toBe(0);
  expect(await kept('brief')).toMatchObject({ posts: 3, cleaned: 3, people: 2 });
});

test('before its time nothing is deleted, and of one study nothing of another', async () => {
  expect((await sandbox.assay('run', study('lasting', 'P90D', 'P90D'))).code).toBe(0);
  expect((await sandbox.assay('run', study('fleeting', 'PT1S', 'PT1S'))).code).toBe(0);
  const before = await kept('lasting');
  const none = await sandbox.assay('retention', 'lasting', 'delete', '--as', 'dpo', '--reason', 'too early');
  expect(none.out).toContain('nothing is due');
  await new Promise((resolve) => setTimeout(resolve, 1200));
  expect((await sandbox.assay('retention', 'fleeting', 'delete', '--as', 'dpo', '--reason', 'time is up')).code).toBe(
    0,
  );
  expect(await kept('fleeting')).toEqual({ posts: 0, cleaned: 0, people: 0, aliases: 0 });
  expect((await sandbox.assay('retention', 'fleeting')).out).toContain('nothing is kept of anyone');
  expect(await kept('lasting')).toEqual(before);
});
