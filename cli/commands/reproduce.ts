import { lineageOf } from '../../db/computations';
import { snapshotOf } from '../../db/snapshots';
import { protocolOf, runsOf } from '../../db/studies';
import { AssayError } from '../../domain/errors';
import { type Command, exitCodes, requireWord } from '../command';
import { failure, followStudy, runFor, startStudy } from '../../client/launch';
import { withSession } from '../session';

export const reproduce: Command = {
  name: 'reproduce',
  words: 'STUDY',
  meaning: 'run again from the collected posts, compare every artefact’s digest',
  options: {},
  async run(invocation) {
    const study = requireWord(invocation, 0, 'a study');
    return withSession(invocation, async ({ database, client }) => {
      const base = (await runsOf(database, study)).find(
        (run) => run.kind !== 'reproduction' && run.status === 'completed',
      );
      if (!base) throw new AssayError('ASSAY_STUDY_UNKNOWN', `a completed study was expected, found none: ${study}`);
      if (base.snapshotId === null || !(await snapshotOf(database, base.snapshotId)))
        throw new AssayError(
          'ASSAY_SNAPSHOT_GONE',
          `the posts of ${base.id} were expected, found them deleted; \`npx assay run\` collects anew`,
        );
      const registered = (await protocolOf(database, study, base.protocolVersion))!;
      const run = await runFor(database, registered, 'reproduction', base.id);
      await startStudy(client, registered, run.id, true);
      const end = await followStudy(client, run.id, (message) => invocation.say(message));
      if (end.status !== 'completed') failure(end);
      const before = new Set(
        (await lineageOf(database, base.id))
          .filter((row) => row.step !== 'deployment')
          .map((row) => `${row.task} ${row.part} ${row.output.sha256}`),
      );
      const after = await lineageOf(database, run.id);
      const different = after
        .filter((row) => !before.has(`${row.task} ${row.part} ${row.output.sha256}`))
        .map((row) => row.task);
      const mismatched = ('result' in end ? end.result?.different : 0) ?? 0;
      const same = different.length === 0 && mismatched === 0 && before.size === after.length;
      return {
        code: same ? exitCodes.done : exitCodes.unverified,
        value: {
          study,
          run: run.id,
          base: base.id,
          compared: after.length,
          same,
          different: [...new Set(different)],
          recomputedDifferently: mismatched,
        },
        text: same
          ? `${after.length} artefacts computed again, every digest is the same`
          : `${different.length + mismatched} of ${after.length} artefacts differ: ${[...new Set(different)].join(', ')}`,
      };
    });
  },
};
