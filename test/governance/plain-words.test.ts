import { networkPagerank } from '../../analysis/network/pagerank';
import { explainProtocol } from '../../governance/plain-words';
import { screen } from '../../governance/screening';
import { sampleInput, sampleProtocol, syntheticStatements } from '../domain/sample-protocol';

function text(protocol = sampleProtocol(), methods = [networkPagerank]): Record<string, string> {
  return Object.fromEntries(
    explainProtocol(protocol, methods, screen(protocol, methods)).map((part) => [part.heading, part.lines.join('\n')]),
  );
}

test('a reader finds what is asked, collected, kept, allowed, computed, released and waited for', () => {
  expect(Object.keys(text())).toEqual([
    'It asks',
    'It collects',
    'It keeps',
    'It is allowed by',
    'It computes about single people',
    'It releases',
    'It waits for',
  ]);
});

test('every statement of the protocol that matters to a person in the data is there', () => {
  const found = text();
  expect(found['It asks']).toContain('Does anything change?');
  expect(found['It collects']).toContain('tweets.csv');
  expect(found['It collects']).toContain('people who posted in public');
  for (const part of ['text', 'author', 'side', 'P90D', 'P30D', 'P5Y', 'P10Y'])
    expect(found['It keeps']).toContain(part);
  expect(found['It is allowed by']).toContain('art. 6(1)(e) GDPR');
  expect(found['It is allowed by']).toContain('research@university.example');
  expect(found['It computes about single people']).toContain('PageRank');
  expect(found['It waits for']).toContain('impact-assessment: a person other than the author decides');
});

test('a source without a decision on its terms is said to be refused', () => {
  const [source] = sampleInput().sources as Record<string, unknown>[];
  const { policy: _, ...without } = source!;
  expect(text(sampleProtocol({ sources: [without] }))['It collects']).toContain('collection will refuse it');
  expect(text()['It collects']).not.toContain('collection will refuse it');
});

test('special categories are named with the condition that allows them', () => {
  const found = text(
    sampleProtocol({
      specialCategories: ['health'],
      lawfulBasis: { article6: 'public-interest', article9: 'research', because: 'Research.' },
    }),
  );
  expect(found['It is allowed by']).toContain('art. 9(2)(j) GDPR for health');
});

test('a synthetic study says that nobody is behind the posts and waits for nobody', () => {
  const found = text(sampleProtocol(syntheticStatements), []);
  expect(found['It collects']).toContain('no person is behind them');
  expect(found['It is allowed by']).toContain('no personal data');
  expect(found['It computes about single people']).toContain('nothing');
  expect(found['It waits for']).not.toContain('a person other than the author decides');
});
