import { planOf } from '../../domain/plan';
import { type ProtocolVersion, postHocReasons } from '../../governance/post-hoc';
import { methodOf } from '../../methods';
import { sampleProtocol } from '../domain/sample-protocol';

const hypothesis = {
  id: 'H1',
  statement: 'a differs from b',
  kind: 'confirmatory',
  measure: { task: 'mood', column: 'compound' },
  comparison: { by: { attribute: 'side' }, groups: ['a', 'b'] },
  test: 'welch',
  smallestEffect: { metric: 'difference', value: 0.5 },
};
const mood = { id: 'mood', method: 'text/sentiment-lexicon' };
const start = { hypotheses: [hypothesis], analyses: [mood] };

/** Versions of a protocol, each with the run that had collected posts when it was registered. */
function versions(...list: [changes: Record<string, unknown>, seenBy: string | null][]): ProtocolVersion[] {
  return list.map(([changes, seenBy], i) => {
    const protocol = sampleProtocol({ ...start, ...changes });
    return { version: i + 1, protocol, plan: planOf(protocol, methodOf), seenBy };
  });
}

const reasons = (...list: Parameters<typeof versions>) => Object.fromEntries(postHocReasons(versions(...list)));

test('what stood in the protocol before the posts were collected stays confirmatory', () => {
  expect(reasons([{}, null])).toEqual({});
  // An amendment of something else, and one of the hypothesis before any run.
  expect(reasons([{}, null], [{ title: 'Another title' }, 'sample-1'])).toEqual({});
  expect(reasons([{}, null], [{ hypotheses: [{ ...hypothesis, test: 'permutation' }] }, null])).toEqual({});
});

test('a hypothesis added or changed after a run had collected posts is post hoc, and says when and after which run', () => {
  const second = { ...hypothesis, id: 'H2' };
  expect(reasons([{}, null], [{ hypotheses: [hypothesis, second] }, 'sample-1'])).toEqual({
    H2: 'added in version 2 of the protocol, after run sample-1 had collected posts',
  });
  expect(reasons([{}, null], [{ hypotheses: [{ ...hypothesis, direction: 'greater' }] }, 'sample-1'])).toEqual({
    H1: 'changed (the hypothesis itself) in version 2 of the protocol, after run sample-1 had collected posts',
  });
});

test.each([
  ['task mood', { analyses: [{ ...mood, parameters: { languages: ['en', 'de'] } }] }],
  ['cleaning', { cleaning: { minimumCharacters: 5 } }],
  ['seed', { seed: 2 }],
  ['fields', { fields: ['text', 'side'] }],
])('so is one whose %s was changed', (part, changes) => {
  expect(reasons([{}, null], [changes, 'sample-1'])).toEqual({
    H1: `changed (${part}) in version 2 of the protocol, after run sample-1 had collected posts`,
  });
});

test('a new decision on the platform’s terms changes no hypothesis', () => {
  const { sources } = sampleProtocol();
  const renewed = sources.map((one) => ({ ...one, policy: { ...one.policy!, expires: '2035-01-01' } }));
  expect(reasons([{}, null], [{ sources: renewed }, 'sample-1'])).toEqual({});
});

test('it stays so in later versions, and changing back does not undo it', () => {
  const changed = { hypotheses: [{ ...hypothesis, test: 'permutation' }] };
  const why = expect.stringContaining('version 2 of the protocol, after run sample-1');
  expect(reasons([{}, null], [changed, 'sample-1'], [{ ...changed, title: 'Again' }, 'sample-1'])).toEqual({ H1: why });
  expect(reasons([{}, null], [changed, null], [{}, 'sample-1'])).toEqual({
    H1: expect.stringContaining('version 3 of the protocol'),
  });
});

test('an earlier version that this program cannot plan any more is no proof', () => {
  const [first, second] = versions([{}, null], [{ title: 'Another title' }, 'sample-1']) as [
    ProtocolVersion,
    ProtocolVersion,
  ];
  expect(postHocReasons([{ ...first, plan: null }, second]).get('H1')).toContain('no longer comparable in version 2');
});
