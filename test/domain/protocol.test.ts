import { authorOf, personOf, protocolJsonSchema, protocolSchema } from '../../domain/protocol';
import { sampleInput, sampleProtocol, syntheticStatements } from './sample-protocol';

/** Paths and messages of what is wrong with the sample after some changes; empty where nothing is. */
function problems(changes: Readonly<Record<string, unknown>>): string[] {
  const found = protocolSchema.safeParse({ ...sampleInput(), ...changes });
  return found.success ? [] : found.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

const [source] = sampleInput().sources as Record<string, unknown>[];
const hypothesis = {
  id: 'H1',
  statement: 'a differs from b',
  kind: 'confirmatory',
  measure: { count: 'like' },
  comparison: { by: { attribute: 'side' }, groups: ['a', 'b'] },
  test: 'welch',
  smallestEffect: { metric: 'difference', value: 0.1 },
};
const task = { id: 'mood', method: 'text/sentiment-lexicon' };

test('the sample is lawful, and what it leaves out has its default', () => {
  const protocol = sampleProtocol();
  expect(protocol).toMatchObject({
    synthetic: false,
    seed: 1,
    hypotheses: [],
    cleaning: { nearDuplicates: { similarity: 0.8, keep: 'first' }, minimumCharacters: 1 },
  });
  expect(protocol.cleaning.mask).toEqual(['mention', 'email', 'phone', 'url', 'ip', 'card', 'iban']);
  expect(protocol.sources[0]).toMatchObject({ timezone: 'UTC', timeFormat: 'iso' });
});

test.each([
  'question',
  'purpose',
  'lawfulBasis',
  'retention',
  'consent',
  'controller',
  'dataSubjects',
  'fields',
  'sources',
  'people',
])('a protocol without %s is refused', (name) => {
  const { [name]: _, ...rest } = sampleInput();
  const found = protocolSchema.safeParse(rest);
  expect(found.error?.issues.map((issue) => issue.path[0])).toContain(name);
});

test('a statement that the schema does not know is refused, at the top and inside', () => {
  expect(problems({ retentoin: 'P1Y' }).length).toBe(1);
  expect(
    problems({ retention: { posts: 'P1D', identifiers: 'P1D', artefacts: 'P1D', audit: 'P1D', else: 'P1D' } }).length,
  ).toBe(1);
});

describe('what the law does not allow', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['special categories without a condition of art. 9', { specialCategories: ['health'] }, 'lawfulBasis'],
    [
      'real posts declared as no personal data',
      { lawfulBasis: { article6: 'not-personal-data', because: 'They are public.' } },
      'lawfulBasis.article6',
    ],
    [
      'consent as the basis with opt-out',
      { lawfulBasis: { article6: 'consent', because: 'They agreed.' } },
      'consent.basis',
    ],
    [
      'real posts that nobody may object to',
      { consent: { basis: 'not-needed', contact: 'nobody at all', because: 'They are public.' } },
      'consent.basis',
    ],
    ['a field that is neither of the record nor an attribute', { fields: ['text', 'face'] }, 'fields.1'],
    ['no text among the fields', { fields: ['author'] }, 'fields'],
    ['nobody with role author', { people: [{ key: 'dpo', name: 'The officer', role: 'dpo' }] }, 'people'],
    [
      'two people with one key',
      { people: [...(sampleInput().people as object[]), { key: 'lead', name: 'Another', role: 'reviewer' }] },
      'people.2.key',
    ],
    [
      'a decision by somebody who is not on the list',
      { sources: [{ ...source, policy: { ...(source!.policy as object), decidedBy: 'stranger' } }] },
      'sources.0.policy.decidedBy',
    ],
  ])('%s is refused, at its place', (_, changes, path) => {
    expect(problems(changes).map((one) => one.split(':')[0])).toContain(path);
  });

  test('each of these is lawful once the missing statement is made', () => {
    expect(
      problems({
        specialCategories: ['health'],
        lawfulBasis: { article6: 'public-interest', article9: 'research', because: 'Research.' },
      }),
    ).toEqual([]);
    expect(problems(syntheticStatements)).toEqual([]);
    expect(
      problems({
        lawfulBasis: { article6: 'consent', because: 'They agreed.' },
        consent: { basis: 'opt-in', contact: 'research@university.example', because: 'They were asked.' },
      }),
    ).toEqual([]);
    expect(problems({ fields: ['text', 'like_count', 'side'] })).toEqual([]);
  });
});

describe('statements that contradict each other', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['two sources with one id', { sources: [source, source] }, 'sources.1.id'],
    ['a CSV without columns', { sources: [{ ...source, columns: undefined }] }, 'sources.0'],
    [
      'a time zone that does not exist',
      { sources: [{ ...source, timezone: 'Europe/Atlantis' }] },
      'sources.0.timezone',
    ],
    ['two tasks with one id', { features: [task], analyses: [task] }, 'analyses.0.id'],
    [
      'a hypothesis about a task that is not listed',
      { hypotheses: [{ ...hypothesis, measure: { task: 'mood', column: 'compound' } }] },
      'hypotheses.0.measure',
    ],
    [
      'a hypothesis about an attribute that no source has',
      { hypotheses: [{ ...hypothesis, measure: { attribute: 'mood', equals: 'bad' } }] },
      'hypotheses.0.measure',
    ],
    [
      'a comparison by an attribute that no source has',
      { hypotheses: [{ ...hypothesis, comparison: { by: { attribute: 'airline' }, groups: ['a', 'b'] } }] },
      'hypotheses.0.comparison',
    ],
    [
      'two proportions of persons',
      { hypotheses: [{ ...hypothesis, test: 'two-proportions', unit: 'person' }] },
      'hypotheses.0.unit',
    ],
    [
      'two proportions by default, which are persons',
      { hypotheses: [{ ...hypothesis, test: 'two-proportions' }] },
      'hypotheses.0.unit',
    ],
    ['a model of a task that is not listed', { outputs: { models: ['mood'] } }, 'outputs.models.0'],
    [
      'an alert on a task that is not listed',
      { outputs: { alerts: [{ id: 'rise', value: 'mood#summary/count', above: 1 }] } },
      'outputs.alerts.0.value',
    ],
  ])('%s is refused, at its place', (_, changes, path) => {
    expect(problems(changes).map((one) => one.split(':')[0])).toContain(path);
  });

  test('two proportions of posts are allowed', () => {
    const yesOrNo = {
      ...hypothesis,
      measure: { attribute: 'side', equals: 'a' },
      test: 'two-proportions',
      unit: 'post',
    };
    expect(problems({ hypotheses: [yesOrNo] })).toEqual([]);
  });

  test('two hypotheses with one id are refused: their corrected p-values would be mixed up', () => {
    expect(problems({ hypotheses: [hypothesis, { ...hypothesis, direction: 'greater' }] })).not.toEqual([]);
  });

  test('a condition on an attribute that no source has is refused, as a comparison by it is', () => {
    expect(problems({ hypotheses: [{ ...hypothesis, where: { by: { attribute: 'airline' }, is: 'x' } }] })).not.toEqual(
      [],
    );
  });

  test('a release by an attribute that no source has is refused: its table would be empty', () => {
    expect(
      problems({ outputs: { releases: [{ id: 'table', title: 'A table', by: [{ attribute: 'airline' }] }] } }),
    ).not.toEqual([]);
  });

  test('two releases with one id are refused', () => {
    const release = { id: 'table', title: 'A table', by: [{ attribute: 'side' }] };
    expect(problems({ outputs: { releases: [release, { ...release, by: [{ field: 'platform' }] }] } })).not.toEqual([]);
  });

  test('a hypothesis that compares a group with itself is refused', () => {
    expect(
      problems({ hypotheses: [{ ...hypothesis, comparison: { by: { attribute: 'side' }, groups: ['a', 'a'] } }] }),
    ).not.toEqual([]);
  });

  test('a hypothesis about an attribute that is not kept is refused: it is dropped before storage', () => {
    expect(problems({ fields: ['text', 'author'], hypotheses: [hypothesis] })).not.toEqual([]);
  });
});

test.each<[string, Record<string, unknown>]>([
  [
    'a retention that is no duration',
    { retention: { posts: '90 days', identifiers: 'P1D', artefacts: 'P1D', audit: 'P1D' } },
  ],
  [
    'a release under five people',
    { outputs: { releases: [{ id: 'table', title: 'A table', by: [{ field: 'platform' }], minimumPeople: 4 }] } },
  ],
  [
    'an alert both above and below',
    { features: [task], outputs: { alerts: [{ id: 'rise', value: 'mood#summary/count', above: 1, below: 2 }] } },
  ],
  [
    'a smallest effect of nothing',
    { hypotheses: [{ ...hypothesis, smallestEffect: { metric: 'difference', value: 0 } }] },
  ],
  ['a hypothesis of another name', { hypotheses: [{ ...hypothesis, id: 'first' }] }],
  ['a similarity below one half', { cleaning: { nearDuplicates: { similarity: 0.4 } } }],
  ['a purpose of one word', { purpose: 'research' }],
  ['a seed that is no 32-bit number', { seed: 2 ** 32 }],
  ['an id with capitals', { study: 'Sample' }],
])('%s is refused', (_, changes) => expect(problems(changes).length).toBeGreaterThan(0));

test('people are found by key and by role', () => {
  const protocol = sampleProtocol();
  expect(authorOf(protocol).key).toBe('lead');
  expect(personOf(protocol, 'dpo')?.role).toBe('dpo');
  expect(personOf(protocol, 'nobody')).toBeUndefined();
});

test('the JSON Schema knows every statement of the sample and asks for those without a default', () => {
  const schema = protocolJsonSchema() as {
    properties: Record<string, unknown>;
    required: string[];
    additionalProperties: boolean;
  };
  for (const name of Object.keys(sampleInput())) expect(Object.keys(schema.properties)).toContain(name);
  for (const name of ['study', 'purpose', 'lawfulBasis', 'retention', 'sources', 'fields'])
    expect(schema.required).toContain(name);
  for (const name of ['seed', 'features', 'outputs', 'cleaning']) expect(schema.required).not.toContain(name);
  expect(schema.additionalProperties).toBe(false);
});
