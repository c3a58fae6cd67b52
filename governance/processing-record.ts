import type { JsonObject } from '../domain/json';
import { article9Conditions, lawfulBases, type Protocol } from '../domain/protocol';

/** The record of processing activities of art. 30(1), letter by letter, with what research adds to it. */
export function processingRecord(protocol: Protocol): JsonObject {
  return {
    'a-controller': {
      name: protocol.controller.name,
      contact: protocol.controller.contact,
      dpo: protocol.people.some((one) => one.role === 'dpo'),
    },
    'b-purposes': [protocol.purpose],
    'c-categories': {
      dataSubjects: protocol.dataSubjects,
      personalData: protocol.fields,
      specialCategories: protocol.specialCategories,
    },
    'd-recipients': protocol.recipients,
    'e-transfers': protocol.transfers,
    'f-timeLimits': { ...protocol.retention },
    'g-security': [
      'random subject ids; identifiers only in the vault, encrypted with a key per subject',
      'structured personal data masked in cleaned text',
      'access on loopback only, console behind a one-time token',
      'append-only audit log with signed checkpoints',
    ],
    legalBasis: {
      article6: lawfulBases[protocol.lawfulBasis.article6],
      article9: protocol.lawfulBasis.article9 ? article9Conditions[protocol.lawfulBasis.article9] : null,
      because: protocol.lawfulBasis.because,
    },
    sources: protocol.sources.map((one) => ({
      id: one.id,
      platform: one.platform,
      obtainedFrom: 'file, not from the people themselves (art. 14)',
    })),
    synthetic: protocol.synthetic,
    objection: { basis: protocol.consent.basis, contact: protocol.consent.contact },
  };
}
