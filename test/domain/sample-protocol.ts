import { type Protocol, protocolSchema } from '../../domain/protocol';

/** A lawful protocol with little in it, as a study.yaml would read. Real posts of one platform, no analysis. */
export function sampleInput(): Record<string, unknown> {
  return {
    study: 'sample',
    title: 'A sample study',
    question: 'Does anything change?',
    people: [
      { key: 'lead', name: 'The study lead', role: 'author' },
      { key: 'dpo', name: 'The data protection officer', role: 'dpo' },
    ],
    controller: { name: 'A university', contact: 'research@university.example' },
    purpose: 'To learn whether the tests of this project notice a broken rule.',
    lawfulBasis: { article6: 'public-interest', because: 'Scientific research, art. 89.' },
    dataSubjects: ['people who posted in public'],
    consent: { basis: 'opt-out', contact: 'research@university.example', because: 'Asking everyone is not possible.' },
    retention: { posts: 'P90D', identifiers: 'P30D', artefacts: 'P5Y', audit: 'P10Y' },
    sources: [
      {
        id: 'tweets',
        platform: 'twitter',
        format: 'csv',
        files: ['tweets.csv'],
        columns: { id: 'id', text: 'text' },
        attributes: { side: 'side_column' },
        policy: {
          document: 'The terms of 2026',
          decision: 'approved',
          decidedBy: 'dpo',
          decidedOn: '2026-01-01',
          expires: '2030-01-01',
        },
      },
    ],
    fields: ['text', 'author', 'side', 'like_count'],
  };
}

/** The sample as the program reads it, with some statements changed. */
export function sampleProtocol(changes: Readonly<Record<string, unknown>> = {}): Protocol {
  return protocolSchema.parse({ ...sampleInput(), ...changes });
}

/** A synthetic study may say that no personal data is processed. */
export const syntheticStatements = {
  synthetic: true,
  lawfulBasis: { article6: 'not-personal-data', because: 'The posts are generated.' },
  consent: { basis: 'not-needed', contact: 'nobody@university.example', because: 'There is nobody to ask.' },
} as const;
