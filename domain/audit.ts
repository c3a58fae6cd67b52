import { z } from 'zod';
import { steps } from './steps';

/** Every action that leaves an entry in the audit log: `noun.verb-past`, with what it records. */
export const auditActions = {
  'protocol.registered': 'a protocol was registered for the first time',
  'protocol.amended': 'a new version of a protocol was registered',
  'study.started': 'a run of a study was started',
  'study.completed': 'a run of a study ended with all seven steps done',
  'study.stopped': 'a run of a study ended before the seventh step',
  'processing.recorded': 'the record of processing of art. 30 was written',
  'impact.drafted': 'the impact assessment of art. 35 was screened for and drafted',
  'policy.decided': 'a person’s decision on a platform’s terms was recorded',
  'gate.opened': 'a gate was opened and waits for a person',
  'gate.waived': 'a gate was found not to apply, with the reason',
  'decision.taken': 'a person decided at a gate',
  'decision.refused': 'an attempt to decide at a gate was not accepted',
  'batch.collected': 'a batch of posts was stored',
  'batch.replaced': 'posts of a source were replaced because its file, mapping or kept fields changed',
  'source.completed': 'a source was read to its end',
  'objection.received': 'a person’s objection was recorded',
  'snapshot.frozen': 'a cleaned corpus was frozen',
  'artefact.computed': 'a method was run and its artefact stored',
  'artefact.reused': 'an artefact that existed already was used again',
  'step.completed': 'a step of a run ended',
  'hypotheses.judged': 'the registered hypotheses were judged',
  'model.registered': 'a model was entered in the register',
  'report.written': 'a report was written',
  'export.written': 'files for other programs were written',
  'release.published': 'a table was released under disclosure control',
  'release.refused': 'a release was held back',
  'alert.evaluated': 'an alert rule was evaluated',
  'schedule.changed': 'a schedule was created, paused, resumed or removed',
  'retention.enforced': 'what a study had kept for as long as it may was deleted',
  'drift.checked': 'a scheduled run compared new data with the baseline',
} as const;
export type AuditAction = keyof typeof auditActions;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Identifiers that the protocol or the program chose: lower case, short, no free text. */
const token = z.string().regex(/^[a-z0-9][a-z0-9._/#-]{0,95}$/);
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/**
 * An audit entry: a closed schema, so that nothing personal can slip in. No free text, no floats, no names.
 * Its canonical bytes (RFC 8785) are what the Merkle tree holds.
 */
export const auditEntrySchema = z
  .object({
    v: z.literal(1),
    /** UUID derived from what the entry records, so that a retried activity cannot write it twice. */
    id: uuid,
    /** RFC 3339 UTC with milliseconds. Not used for ordering. */
    ts: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    action: z.enum(Object.keys(auditActions) as [AuditAction, ...AuditAction[]]),
    /** A person's random staff id, or the service. */
    actor: z.union([z.literal('service'), uuid]),
    study: token,
    run: token.nullable(),
    step: z.enum(steps).nullable(),
    protocol: z
      .object({ version: z.number().int().min(1), sha256 })
      .strict()
      .nullable(),
    /** What the entry is about. */
    object: z.object({ kind: token, id: token, sha256: sha256.nullable() }).strict(),
    policy: z.array(token).max(1000),
    outcome: z.enum(['ok', 'denied', 'failed']),
    /** From a list in code, never a sentence. */
    reason: token.nullable(),
    counts: z.record(token, count),
  })
  .strict();
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** What a caller states; id, time and version are added by the store. */
export type AuditFact = Omit<AuditEntry, 'v' | 'id' | 'ts' | 'policy' | 'outcome' | 'reason' | 'counts' | 'actor'> &
  Partial<Pick<AuditEntry, 'policy' | 'outcome' | 'reason' | 'counts' | 'actor'>>;

/** A signed tree head (C2SP tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  /** Root hash, base64. */
  readonly root: string;
}
