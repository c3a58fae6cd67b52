import { AssayError } from '../../domain/errors';
import type { Source } from '../../domain/protocol';

/** The decision that allows a source; refused where there is none, where it says no, or where it has expired. */
export function policyDecision(source: Source, studyId: string, version: number, now: Date): string {
  const { policy } = source;
  if (!policy)
    throw new AssayError(
      'ASSAY_POLICY_MISSING',
      `source ${source.id}: a decision on the platform’s terms was expected under policy, found none`,
    );
  if (policy.decision !== 'approved')
    throw new AssayError(
      'ASSAY_POLICY_MISSING',
      `source ${source.id}: an approval of the platform’s terms was expected, found "${policy.decision}"`,
    );
  if (Date.parse(policy.expires) < now.getTime())
    throw new AssayError(
      'ASSAY_POLICY_MISSING',
      `source ${source.id}: a decision that is in force was expected, found one that expired on ${policy.expires}`,
    );
  return `${studyId}/${source.id}/${version}`;
}
