import { networkPagerank } from '../../analysis/network/pagerank';
import { draftImpactAssessment } from '../../governance/impact-assessment';
import { screen } from '../../governance/screening';
import { sampleProtocol } from '../domain/sample-protocol';

function draft(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const protocol = sampleProtocol(changes);
  return draftImpactAssessment(protocol, screen(protocol, [networkPagerank])) as Record<string, unknown>;
}

test('the four parts of art. 35(7) are there', () => {
  const found = draft();
  expect(found).toMatchObject({
    description: { purpose: expect.any(String), storage: { posts: 'P90D' } },
    necessity: { lawfulBasis: 'public-interest (art. 6(1)(e) GDPR)', storageLimitation: { identifiers: 'P30D' } },
    screening: { needed: true },
  });
  const risks = found.risks as { threats: string[]; controls: string[] }[];
  expect(risks.length).toBeGreaterThan(0);
  for (const risk of risks) {
    expect(risk.threats.length).toBeGreaterThan(0);
    expect(risk.controls.length).toBeGreaterThan(0);
  }
});

test('a draft approves nothing: what a person must say is empty', () => {
  const found = draft();
  expect(found.status).toBe('draft');
  expect(found.validation).toEqual({
    dpoOpinion: null,
    residualRiskApprovedBy: null,
    dataSubjectViews: null,
    priorConsultation: null,
  });
});

test('special categories raise the proposed severity of illegitimate access', () => {
  const severity = (found: Record<string, unknown>): string =>
    (found.risks as { proposedSeverity: string }[])[0]!.proposedSeverity;
  const special = draft({
    specialCategories: ['health'],
    lawfulBasis: { article6: 'public-interest', article9: 'research', because: 'Research.' },
  });
  expect(severity(special)).not.toBe(severity(draft()));
});

test('the control on small cells promises no more than the weakest release keeps', () => {
  const by = [{ field: 'platform' }];
  const texts = (minimum: number): string =>
    JSON.stringify(
      draft({ outputs: { releases: [{ id: 'one', title: 'One table', by, minimumPeople: minimum }] } }).risks,
    );
  expect(texts(5)).toContain('no cell under 5 people');
  expect(texts(10)).toContain('no cell under 10 people');
});
