import { auditFacts, digestsOf, Sandbox, snapshotDigest } from './harness';
import { Xoshiro128 } from '../../analysis/statistics/random';

jest.setTimeout(1_200_000);

/** Kills, one in each run, at random moments of the example study. The seed is printed so that a failure can be had again. */
const kills = 20;
const seed = Number(process.env.ASSAY_KILL_SEED ?? 20_260_301);

const sandbox = new Sandbox();

beforeAll(() => sandbox.up());
afterAll(async () => {
  await sandbox.down();
  sandbox.remove();
});

/** Forgets what was computed, so that the next study has all its work before it. */
async function forget(): Promise<void> {
  await sandbox.settled();
  const sql = sandbox.sql('admin');
  await sql.unsafe('truncate catalogue.computation, catalogue.artefact, catalogue.lineage cascade');
  await sql.end();
}

test(`a study survives a SIGKILL of worker, Temporal or Postgres at ${kills} random points (seed ${seed})`, async () => {
  const random = new Xoshiro128(seed);
  const started = Date.now();
  expect((await sandbox.assay('run', sandbox.study('quiet'), '--json')).code).toBe(0);
  const length = Date.now() - started;
  const first = sandbox.sql('app');
  const expected = {
    digests: await digestsOf(first, 'quiet-1'),
    snapshot: await snapshotDigest(first, 'quiet-1'),
    facts: await auditFacts(first, 'quiet'),
  };
  const [posts] =
    await first`select count(*)::int as n, count(distinct native_id)::int as ids from corpus.post where study_id = 'quiet'`;
  await first.end();

  for (let kill = 0; kill < kills; kill++) {
    await forget();
    const study = `killed-${kill}`;
    const running = sandbox.assay('run', sandbox.study(study), '--json');
    const after = Math.round(random.next() * length);
    await new Promise((resolve) => setTimeout(resolve, after));
    const state = sandbox.state();
    const [name, pid] = (
      [
        ['worker', state.worker!.pid],
        ['temporal', state.temporal!.pid],
        ['postgres', state.postgres!.pid],
      ] as const
    )[kill % 3]!;
    process.kill(pid, 'SIGKILL');
    const where = `kill ${kill}: ${name} after ${after} ms`;
    let answer = await running;
    await sandbox.settled();
    const sql = sandbox.sql('app');
    const run = `${study}-1`;
    const statusOf = async (): Promise<string | undefined> =>
      (await sql<{ status: string }[]>`select status from catalogue.run where id = ${run}`)[0]?.status;
    // A command that lost its server is given again, as a person would, unless the study has ended without it.
    for (let tries = 0; answer.code !== 0 && (await statusOf()) !== 'completed' && tries < 5; tries++) {
      answer = await sandbox.assay('run', sandbox.study(study), '--json');
      await sandbox.settled();
    }
    expect({ where, status: await statusOf(), err: answer.err }).toEqual({
      where,
      status: 'completed',
      err: answer.err,
    });
    expect({ where, digests: await digestsOf(sql, run), snapshot: await snapshotDigest(sql, run) }).toEqual({
      where,
      digests: expected.digests,
      snapshot: expected.snapshot,
    });
    const [now] =
      await sql`select count(*)::int as n, count(distinct native_id)::int as ids from corpus.post where study_id = ${study}`;
    expect({ where, ...now }).toEqual({ where, ...posts });
    // Exactly one entry for every change: the same facts as in the undisturbed run, none twice, none missing.
    expect({ where, facts: await auditFacts(sql, study) }).toEqual({ where, facts: expected.facts });
    await sql.end();
  }
  expect((await sandbox.assay('audit', 'verify', '--json')).code).toBe(0);
});
