import { processingRecord } from '../../governance/processing-record';
import { canonicalJson } from '../../governance/canonical-json';
import { sampleProtocol } from '../domain/sample-protocol';

test('every letter of art. 30(1) is answered from the protocol', () => {
  const record = processingRecord(sampleProtocol({ recipients: ['a partner'], transfers: ['Switzerland, adequacy'] }));
  expect(
    Object.keys(record)
      .filter((key) => /^[a-g]-/.test(key))
      .map((key) => key[0]),
  ).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
  expect(record).toMatchObject({
    'a-controller': { name: 'A university', contact: 'research@university.example', dpo: true },
    'c-categories': {
      dataSubjects: ['people who posted in public'],
      personalData: ['text', 'author', 'side', 'like_count'],
    },
    'd-recipients': ['a partner'],
    'e-transfers': ['Switzerland, adequacy'],
    'f-timeLimits': { posts: 'P90D', identifiers: 'P30D', artefacts: 'P5Y', audit: 'P10Y' },
    legalBasis: { article6: '6(1)(e)', article9: null },
  });
});

test('the record can be hashed and names no member of the team', () => {
  const protocol = sampleProtocol();
  const text = canonicalJson(processingRecord(protocol));
  for (const person of protocol.people) expect(text).not.toContain(person.name);
});
