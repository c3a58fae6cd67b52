import { AssayError } from '../domain/errors';
import type { Method } from '../domain/method';
import { planOf, type Task } from '../domain/plan';
import { type Protocol, protocolSchema, type TestedProtocol } from '../domain/protocol';
import { postHocReasons } from '../governance/post-hoc';
import type { Database } from './connection';
import type { RegisteredProtocol } from './studies';

type MethodOf = (id: string) => Method | undefined;

function planned(protocol: Protocol, methodOf: MethodOf): Task[] | null {
  try {
    return planOf(protocol, methodOf);
  } catch (error) {
    // An old version may list what this program no longer knows.
    if (error instanceof AssayError) return null;
    throw error;
  }
}

/** A registered protocol with its hypotheses marked that were added or changed after a run had collected posts. */
export async function testedProtocol(
  database: Database,
  { studyId, version, protocol }: RegisteredProtocol,
  methodOf: MethodOf,
): Promise<TestedProtocol> {
  if (version === 1 || protocol.hypotheses.length === 0) return protocol;
  const rows = await database.sql<{ version: number; body: unknown; seen_by: string | null }[]>`
    select p.version, p.body, (
      select r.id from catalogue.run r join catalogue.run_step s on s.run_id = r.id and s.step = 'collection'
      where r.study_id = p.study_id and s.finished_at < p.registered_at order by s.finished_at limit 1) as seen_by
    from catalogue.protocol p where p.study_id = ${studyId} and p.version <= ${version} order by p.version`;
  const reasons = postHocReasons(
    rows.map((row) => {
      const own = protocolSchema.parse(row.body);
      return { version: row.version, protocol: own, plan: planned(own, methodOf), seenBy: row.seen_by };
    }),
  );
  return {
    ...protocol,
    hypotheses: protocol.hypotheses.map((one) => {
      const postHoc = reasons.get(one.id);
      return postHoc === undefined ? one : { ...one, postHoc };
    }),
  };
}
