import type { Method } from '../../domain/method';
import { networkPagerank } from '../../analysis/network/pagerank';
import { textTfidf } from '../../analysis/text/terms/tfidf';
import { type Screening, screen } from '../../governance/screening';
import { sampleInput, sampleProtocol, syntheticStatements } from '../domain/sample-protocol';

const release = { id: 'table', title: 'A table', by: [{ field: 'platform' }] };
const everything = {
  specialCategories: ['health'],
  vulnerablePeople: true,
  lawfulBasis: { article6: 'public-interest', article9: 'research', because: 'Research.' },
  analyses: [{ id: 'rank', method: 'network/pagerank' }],
  outputs: { releases: [release], models: ['rank'] },
};

function gates(screening: Screening): Record<string, boolean> {
  return Object.fromEntries(screening.gates.map((one) => [one.gate, one.applies]));
}
function met(screening: Screening): string[] {
  return screening.criteria.filter((one) => one.met).map((one) => one.id);
}
const profiling: readonly Method[] = [networkPagerank];

test('a synthetic study needs no gate, whatever it does', () => {
  const found = screen(
    sampleProtocol({
      ...everything,
      ...syntheticStatements,
      lawfulBasis: { ...syntheticStatements.lawfulBasis, article9: 'research' },
    }),
    profiling,
    5_000_000,
  );
  expect(gates(found)).toEqual({ 'impact-assessment': false, release: false, promotion: false });
  expect(met(found)).toEqual([]);
  expect(found.assessmentNeeded).toBe(false);
  // A “no” for its own reason: the declared health data would say yes.
  expect(new Set(found.criteria.map((one) => one.because))).toEqual(
    new Set(['the posts are generated: no person is behind them']),
  );
});

test('a real study that scores people without asking them stops for the assessment', () => {
  const found = screen(sampleProtocol(), profiling);
  expect(met(found)).toEqual(['evaluation-or-scoring', 'unexpected-use']);
  expect(found.assessmentNeeded).toBe(true);
  expect(gates(found)).toEqual({ 'impact-assessment': true, release: false, promotion: false });
});

test('one criterion alone asks for no assessment', () => {
  const found = screen(sampleProtocol(), [textTfidf]);
  expect(met(found)).toEqual(['unexpected-use']);
  expect(gates(found)['impact-assessment']).toBe(false);
});

test('a real study with everything stops at every gate', () => {
  const found = screen(sampleProtocol(everything), profiling, 100_000);
  expect(met(found)).toEqual([
    'evaluation-or-scoring',
    'sensitive-data',
    'large-scale',
    'vulnerable-people',
    'unexpected-use',
  ]);
  expect(gates(found)).toEqual({ 'impact-assessment': true, release: true, promotion: true });
});

test('a release of real posts waits for a person also where no assessment is needed', () => {
  expect(gates(screen(sampleProtocol({ outputs: { releases: [release] } }), []))).toMatchObject({
    'impact-assessment': false,
    release: true,
  });
});

test('two sources are data sets combined', () => {
  const [source] = sampleInput().sources as Record<string, unknown>[];
  const protocol = sampleProtocol({ sources: [source, { ...source, id: 'toots' }] });
  expect(met(screen(protocol, []))).toEqual(['matching', 'unexpected-use']);
});

test('posts of real people are used for what they were not written for, also where people opted in', () => {
  const consent = { basis: 'opt-in', contact: 'research@university.example', because: 'They were asked.' };
  expect(met(screen(sampleProtocol({ consent }), []))).toEqual(['unexpected-use']);
});

test('every criterion says why, and no reason names a person', () => {
  const protocol = sampleProtocol(everything);
  const found = screen(protocol, profiling);
  for (const one of [...found.criteria, ...found.gates]) {
    expect(one.because.length).toBeGreaterThan(3);
    for (const person of protocol.people) expect(one.because).not.toContain(person.name);
  }
});
