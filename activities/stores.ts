import type { AuditFact } from '../domain/audit';
import type { TestedProtocol } from '../domain/protocol';
import type { ArtefactStore } from '../db/artefact-store';
import { appendAudit } from '../db/audit-log';
import type { Database, Transaction } from '../db/connection';
import { testedProtocol } from '../db/post-hoc';
import { protocolOf, type RegisteredProtocol, type RunRow, runOf } from '../db/studies';
import type { Vault } from '../db/vault';
import { methodOf } from '../methods';
import type { AnalysisPool } from './runner/pool';

/** Everything that activities need from outside, made once by the worker. */
export interface Stores {
  readonly database: Database;
  readonly databaseUrl: string;
  readonly artefacts: ArtefactStore;
  readonly vault: Vault;
  readonly pool: AnalysisPool;
  readonly home: string;
  readonly codeVersion: string;
}

/** A run with the protocol version that it was started under: an amendment never reaches a running study. */
export interface RunContext {
  readonly run: RunRow;
  readonly registered: RegisteredProtocol;
  /** As registered, its hypotheses marked that were added or changed after a run had collected posts. */
  readonly protocol: TestedProtocol;
}

export async function runContext(stores: Stores, runId: string): Promise<RunContext> {
  const run = await runOf(stores.database, runId);
  if (!run) throw new Error(`a registered run was expected, found "${runId}"`);
  const registered = await protocolOf(stores.database, run.studyId, run.protocolVersion);
  if (!registered) throw new Error(`a registered protocol was expected for run ${runId}`);
  return { run, registered, protocol: await testedProtocol(stores.database, registered, methodOf) };
}

/** Appends an entry about a run; study, run and protocol are filled in. */
export function auditRun(
  transaction: Transaction,
  { run, registered }: RunContext,
  key: string,
  fact: Omit<AuditFact, 'study' | 'run' | 'protocol'>,
): Promise<boolean> {
  return appendAudit(transaction, `${run.id} ${key}`, {
    ...fact,
    study: run.studyId,
    run: run.id,
    protocol: { version: registered.version, sha256: registered.sha256 },
  });
}
