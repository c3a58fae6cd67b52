import { populationStability } from '../analysis/statistics/drift';
import { createRun, protocolOf } from '../db/studies';
import { AssayError } from '../domain/errors';
import { auditRun, runContext, type Stores } from './stores';

/** From here on the posts are no longer those that the models were judged on (Siddiqi 2006). */
const driftMark = 0.25;

export function monitoringActivities(stores: Stores) {
  return {
    /** Registers the run of a schedule under the newest protocol version. */
    async startScheduledRun({
      study,
      kind,
      at,
    }: {
      study: string;
      kind: 'monitoring' | 'retraining';
      at: number;
    }): Promise<string> {
      const registered = await protocolOf(stores.database, study);
      if (!registered) throw new AssayError('ASSAY_STUDY_UNKNOWN', `a registered study was expected, found "${study}"`);
      const [base] = await stores.database.sql<{ id: string }[]>`
        select id from catalogue.run where study_id = ${study} and status = 'completed' and kind <> 'reproduction' order by started_at desc limit 1`;
      return createRun(
        stores.database,
        {
          studyId: study,
          protocolVersion: registered.version,
          protocolSha256: registered.sha256,
          kind,
          baseRunId: base?.id ?? null,
          seed: registered.protocol.seed,
          codeVersion: stores.codeVersion,
        },
        `${study}-${kind}-${Math.floor(at / 1000)}`,
      );
    },

    /** Compares languages and platforms of the new snapshot with those of the run before. */
    async checkDrift({ run: runId }: { run: string }): Promise<boolean> {
      const context = await runContext(stores, runId);
      const counts = async (id: string | null): Promise<Record<string, number>> => {
        if (id === null) return {};
        const rows = await stores.database.sql<{ name: string; count: number }[]>`
          select platform || ' ' || language as name, count(*)::int as count from corpus.snapshot_post p join catalogue.run r on r.snapshot_id = p.snapshot_id
          where r.id = ${id} group by 1 order by 1`;
        return Object.fromEntries(rows.map((row) => [row.name, row.count]));
      };
      const stability = populationStability(await counts(context.run.baseRunId), await counts(runId));
      const drifted = stability !== null && stability > driftMark;
      await stores.database.transaction((transaction) =>
        auditRun(transaction, context, 'drift', {
          action: 'drift.checked',
          step: 'deployment',
          object: { kind: 'drift', id: 'snapshot', sha256: null },
          reason: stability === null ? 'no-baseline' : drifted ? 'drifted' : null,
          counts:
            stability === null
              ? {}
              : { 'stability-thousandths': Math.round(stability * 1000), drifted: drifted ? 1 : 0 },
        }),
      );
      return drifted;
    },
  };
}
