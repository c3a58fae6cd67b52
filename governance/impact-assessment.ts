import type { JsonObject } from '../domain/json';
import { article9Conditions, lawfulBases, type Protocol } from '../domain/protocol';
import type { Screening } from './screening';

/**
 * A draft of the assessment of art. 35(7), filled from the protocol: (a) description, (b) necessity and proportionality,
 * (c) risks, (d) measures. Severity and likelihood are proposals that a person must confirm: software may draft, never approve.
 */
export function draftImpactAssessment(protocol: Protocol, screening: Screening): JsonObject {
  const identifiers = protocol.fields.includes('author')
    ? 'accounts as random subject ids, the mapping encrypted per subject in the vault'
    : 'no author is kept';
  return {
    status: 'draft',
    source: 'drafted from the protocol; nothing here is approved until a person decides at the gate',
    screening: {
      needed: screening.assessmentNeeded,
      criteria: screening.criteria.map((one) => ({ ...one })),
    },
    description: {
      processing: protocol.title,
      purpose: protocol.purpose,
      question: protocol.question,
      controller: protocol.controller.name,
      dataSubjects: protocol.dataSubjects,
      data: protocol.fields,
      sources: protocol.sources.map((one) => `${one.platform} (${one.format})`),
      recipients: protocol.recipients,
      transfers: protocol.transfers,
      storage: { ...protocol.retention },
      supportingAssets: [
        'Postgres: corpus, vault, governance, audit, catalogue',
        'artefact store without identifiers',
        'Temporal history with references only',
      ],
    },
    necessity: {
      lawfulBasis: `${protocol.lawfulBasis.article6} (art. ${lawfulBases[protocol.lawfulBasis.article6]} GDPR)`,
      article9: protocol.lawfulBasis.article9
        ? `art. ${article9Conditions[protocol.lawfulBasis.article9]} GDPR`
        : 'not stated',
      because: protocol.lawfulBasis.because,
      minimisation: `only ${protocol.fields.length} listed fields are stored; everything else is dropped before storage`,
      accuracy: 'damaged identifiers, impossible dates and gaps in collection are recorded and shown',
      storageLimitation: { ...protocol.retention },
      information: 'art. 14: the posts are not collected from the people themselves; say where the notice stands',
      objection: `${protocol.consent.basis}: ${protocol.consent.contact}`,
    },
    risks: [
      {
        event: 'illegitimate access to posts or identities',
        threats: ['theft of the database', 'curiosity of a team member', 'search of a verbatim quote'],
        controls: [
          identifiers,
          'structured personal data masked in cleaned text',
          'no verbatim text in releases',
          'everything listens on loopback',
        ],
        proposedSeverity: protocol.specialCategories.length > 0 ? 'important' : 'limited',
        proposedLikelihood: 'limited',
      },
      {
        event: 'unwanted modification of data or results',
        threats: ['error in processing', 'tampering'],
        controls: [
          'content-addressed artefacts',
          'audit log in a signed Merkle tree',
          'a second run compares every digest',
        ],
        proposedSeverity: 'limited',
        proposedLikelihood: 'negligible',
      },
      {
        event: 'disappearance of data',
        threats: ['loss of the machine'],
        controls: ['raw files stay with the team', 'the study runs again from them to the same bytes'],
        proposedSeverity: 'negligible',
        proposedLikelihood: 'limited',
      },
      {
        event: 'a person singled out or profiled',
        threats: ['a score of a single account', 'a small cell in a table', 'a rare hashtag or word'],
        controls: [
          'reports speak of groups',
          `releases show no cell under ${Math.min(...protocol.outputs.releases.map((one) => one.minimumPeople), 10)} people`,
          'terms and tags of few people are left out',
        ],
        proposedSeverity: 'important',
        proposedLikelihood: 'limited',
      },
    ],
    validation: { dpoOpinion: null, residualRiskApprovedBy: null, dataSubjectViews: null, priorConsultation: null },
  };
}
