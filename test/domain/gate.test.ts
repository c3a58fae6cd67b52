import { decisionProblem, type GateDecision, gateDeciders, type GateState, gates } from '../../domain/gate';

const state: GateState = { gate: 'release', author: 'lead', open: true, decision: null };
const decision: GateDecision = {
  gate: 'release',
  answer: 'approve',
  person: 'dpo',
  role: 'dpo',
  reasonSha256: '0'.repeat(64),
};

test('a person other than the author with a deciding role may decide, either way', () => {
  for (const gate of gates) {
    for (const role of gateDeciders[gate]) {
      for (const answer of ['approve', 'refuse'] as const)
        expect(decisionProblem({ ...state, gate }, { ...decision, gate, role, answer })).toBeNull();
    }
  }
});

test('no gate, or one already decided, is a problem', () => {
  expect(decisionProblem(undefined, decision)).toContain('found none');
  expect(decisionProblem({ ...state, open: false, decision }, decision)).toContain('already decided');
});

test('the author may not decide, whatever role is stated', () => {
  for (const role of ['author', 'dpo', 'reviewer', 'ethics'])
    expect(decisionProblem(state, { ...decision, person: 'lead', role })).toContain('author');
});

test.each(['author', 'researcher', '', 'DPO', 'toString'])('role %j may not decide', (role) => {
  for (const gate of gates) expect(decisionProblem({ ...state, gate }, { ...decision, gate, role })).toContain('role');
});

test('a decision for another gate than the open one is a problem', () => {
  expect(decisionProblem(state, { ...decision, gate: 'impact-assessment' })).not.toBeNull();
});

test('messages name the gate and nobody', () => {
  for (const problem of [
    decisionProblem(undefined, decision),
    decisionProblem(state, { ...decision, role: 'researcher' }),
  ]) {
    expect(problem).toContain('release');
    expect(problem).not.toContain('lead');
  }
});
