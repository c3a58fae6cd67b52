/** A gate stops a run until a person other than its author decides. No zod here: workflows import this file. */
export const gates = ['impact-assessment', 'release', 'promotion'] as const;
export type GateName = (typeof gates)[number];

export interface GateDecision {
  readonly gate: GateName;
  readonly answer: 'approve' | 'refuse';
  /** Key of a person in the protocol, not a name. */
  readonly person: string;
  readonly role: string;
  /** Digest of the reason text, which stays in Postgres: free text may hold personal data. */
  readonly reasonSha256: string;
}

/** Roles that may decide at each gate. */
export const gateDeciders: Readonly<Record<GateName, readonly string[]>> = {
  'impact-assessment': ['dpo', 'ethics', 'reviewer'],
  release: ['reviewer', 'dpo', 'ethics'],
  promotion: ['reviewer', 'dpo', 'ethics'],
};

export interface GateState {
  readonly gate: GateName;
  readonly author: string;
  readonly open: boolean;
  readonly decision: GateDecision | null;
}

/** Why a decision cannot be taken; null when it can. One rule for the validator, the console and the command line. */
export function decisionProblem(state: GateState | undefined, decision: GateDecision): string | null {
  if (state && state.gate !== decision.gate)
    return `a decision for ${state.gate} was expected, found one for ${decision.gate}`;
  if (!state?.open)
    return `an open gate was expected, found ${state ? 'one already decided' : 'none'}: ${decision.gate}`;
  if (decision.person === state.author)
    return `a decider other than the author was expected, found the author: ${decision.gate}`;
  if (!gateDeciders[decision.gate].includes(decision.role)) {
    return `a decider with role ${gateDeciders[decision.gate].join(', ')} was expected, found "${decision.role}": ${decision.gate}`;
  }
  return null;
}
