import { auditActions, type AuditEntry, auditEntrySchema } from '../../domain/audit';

const entry: AuditEntry = {
  v: 1,
  id: '01234567-89ab-4cde-8f01-23456789abcd',
  ts: '2026-01-01T00:00:00.000Z',
  action: 'step.completed',
  actor: 'service',
  study: 'sample',
  run: 'run-1',
  step: 'collection',
  protocol: { version: 1, sha256: 'a'.repeat(64) },
  object: { kind: 'artefact', id: 'x', sha256: null },
  policy: [],
  outcome: 'ok',
  reason: null,
  counts: { posts: 3 },
};

test('an entry of the closed schema is accepted', () => {
  expect(auditEntrySchema.parse(entry)).toEqual(entry);
});

test.each<[string, object]>([
  ['another field', { note: 'x' }],
  ['a sentence as reason', { reason: 'Ada Lovelace asked for it' }],
  ['a name as actor', { actor: 'Ada Lovelace' }],
  ['a handle as object', { object: { kind: 'account', id: '@ada', sha256: null } }],
  ['an e-mail address as object', { object: { kind: 'account', id: 'ada@example.org', sha256: null } }],
  ['a fraction as count', { counts: { share: 0.5 } }],
  ['a negative count', { counts: { posts: -1 } }],
  ['a time with another zone', { ts: '2026-01-01T00:00:00.000+01:00' }],
  ['an unknown action', { action: 'post.read' }],
  ['an unknown step', { step: 'thinking' }],
  ['a digest in capitals', { protocol: { version: 1, sha256: 'A'.repeat(64) } }],
])('an entry with %s is refused', (_, change) => {
  expect(auditEntrySchema.safeParse({ ...entry, ...change }).success).toBe(false);
});

test('actions read noun.verb-past', () => {
  for (const action of Object.keys(auditActions)) expect(action).toMatch(/^[a-z]+\.[a-z]+(?:ed|en|ne)$/);
});
