import { z } from 'zod';
import { isDuration } from './duration';
import { countNames, keepableFields } from './post';

const slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,39}$/, 'lower-case letters, digits and hyphens, 2 to 40 characters')
  .describe('a short name in lower case, used in file names and records; never a person’s name');
const sentence = z.string().trim().min(3);
const duration = z
  .string()
  .refine(isDuration, 'an ISO 8601 duration such as P90D')
  .describe('ISO 8601 duration, such as P90D or P2Y');
const attributeName = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'lower-case letters, digits and underscores');

const person = z
  .object({
    key: slug,
    name: sentence.describe('stays in Postgres; records carry a random id instead'),
    role: z.enum(['author', 'researcher', 'reviewer', 'dpo', 'ethics']),
  })
  .strict();

/** Art. 6(1) of the GDPR, by letter. */
export const lawfulBases = {
  consent: '6(1)(a)',
  contract: '6(1)(b)',
  'legal-obligation': '6(1)(c)',
  'vital-interests': '6(1)(d)',
  'public-interest': '6(1)(e)',
  'legitimate-interests': '6(1)(f)',
  'not-personal-data': 'none: no personal data',
} as const;

/** Art. 9(2) of the GDPR: conditions under which special categories may be processed, those that research uses. */
export const article9Conditions = {
  'explicit-consent': '9(2)(a)',
  'manifestly-public': '9(2)(e)',
  'substantial-public-interest': '9(2)(g)',
  research: '9(2)(j)',
} as const;

export const specialCategories = [
  'racial-or-ethnic-origin',
  'political-opinions',
  'religious-beliefs',
  'trade-union-membership',
  'genetic',
  'biometric',
  'health',
  'sex-life-or-orientation',
] as const;

const columnMapping = z
  .object({
    id: z.string().optional(),
    text: z.string(),
    created_at: z.string().optional(),
    author_id: z.string().optional(),
    author_handle: z.string().optional(),
    kind: z.string().optional(),
    thread: z.string().optional(),
    language: z.string().optional(),
    reply_to: z.string().optional().describe('id of the post replied to'),
    reply_to_author: z.string().optional(),
    repost_of: z.string().optional(),
    repost_of_author: z.string().optional(),
    quote_of: z.string().optional(),
    quote_of_author: z.string().optional(),
    mentions: z
      .string()
      .optional()
      .describe('column with a list of handles; without it mentions are read from the text'),
    hashtags: z.string().optional(),
    urls: z.string().optional(),
    observed_at: z.string().optional(),
    state: z.string().optional().describe('column that says "deleted" where the author removed the post'),
    counts: z.partialRecord(z.enum(countNames), z.string()).default({}),
  })
  .strict();
export type ColumnMapping = z.output<typeof columnMapping>;

export const sourceFormats = ['csv', 'ndjson', 'parquet', '4cat-csv', 'zeeschuimer'] as const;

const source = z
  .object({
    id: slug,
    platform: slug,
    format: z.enum(sourceFormats),
    files: z.array(z.string()).min(1).describe('paths, from the folder of study.yaml'),
    columns: columnMapping
      .optional()
      .describe('which column holds which field; 4cat-csv and zeeschuimer know their own'),
    attributes: z
      .record(attributeName, z.string())
      .default({})
      .describe('further columns to keep, by the name they get here'),
    timezone: z.string().default('UTC').describe('IANA zone of times that carry none'),
    timeFormat: z.string().default('iso').describe('iso, unix, unix-ms, or a pattern of yyyy MM dd HH mm ss'),
    collectedAt: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('when the file was made; ends observation in survival analyses'),
    policy: z
      .object({
        document: sentence.describe('the terms that were read, with their date or version'),
        decision: z.enum(['approved', 'rejected']),
        decidedBy: slug,
        decidedOn: z.iso.date(),
        expires: z.iso.date(),
        conditions: z.array(sentence).default([]),
      })
      .strict()
      .optional(),
  })
  .strict();
export type Source = z.output<typeof source>;

const task = z
  .object({
    id: slug,
    method: z.string().regex(/^[a-z]+\/[a-z0-9-]+$/, 'a method id such as text/sentiment-lexicon'),
    parameters: z.record(z.string(), z.unknown()).default({}),
    inputs: z
      .record(z.string(), slug)
      .default({})
      .describe('input name → id of the task that makes it, where the kind alone does not say'),
  })
  .strict();
export type TaskSpec = z.output<typeof task>;

/** A value per post: a task's column, an attribute compared with a value, or a field of the post. */
const measure = z.union([
  z.object({ task: slug, column: z.string() }).strict(),
  z.object({ attribute: attributeName, equals: z.string() }).strict(),
  z.object({ count: z.enum(countNames) }).strict(),
]);
export type Measure = z.output<typeof measure>;

const grouping = z.union([
  z.object({ task: slug, column: z.string() }).strict(),
  z.object({ attribute: attributeName }).strict(),
  z.object({ field: z.enum(['platform', 'language', 'kind']) }).strict(),
]);
export type Grouping = z.output<typeof grouping>;

export const hypothesisTests = ['welch', 'mann-whitney', 'two-proportions', 'permutation'] as const;

const hypothesis = z
  .object({
    id: z.string().regex(/^H[0-9]+[a-z]?$/, 'H1, H2, H2a …'),
    statement: sentence,
    kind: z.enum(['confirmatory', 'exploratory']),
    measure,
    comparison: z.object({ by: grouping, groups: z.tuple([z.string(), z.string()]) }).strict(),
    where: z.object({ by: grouping, is: z.string() }).strict().optional(),
    test: z.enum(hypothesisTests),
    direction: z.enum(['greater', 'less', 'two-sided']).default('two-sided'),
    smallestEffect: z
      .object({ metric: z.enum(['difference', 'cohens-d', 'cliffs-delta']), value: z.number().positive() })
      .strict()
      .describe('the smallest effect that would matter; smaller ones are called negligible however small the p-value'),
    unit: z
      .enum(['person', 'post'])
      .default('person')
      .describe('person averages each author first, so that posts of one author do not count as independent'),
    minimumPerGroup: z.number().int().min(2).default(20),
  })
  .strict();
export type Hypothesis = z.output<typeof hypothesis>;
/** A hypothesis as a run judges it: `postHoc` says why it is exploratory, whatever the protocol calls it. */
export type TestedHypothesis = Hypothesis & { readonly postHoc?: string };

/** Confirmatory only where the protocol said so before a run had seen the data. */
export function kindOf(one: TestedHypothesis): Hypothesis['kind'] {
  return one.postHoc === undefined ? one.kind : 'exploratory';
}

const alert = z
  .object({
    id: slug,
    value: z
      .string()
      .regex(/^[a-z][a-z0-9-]*#/, 'task#path, such as spikes#summary/count')
      .describe('a figure of a task'),
    above: z.number().optional(),
    below: z.number().optional(),
  })
  .strict()
  .refine((rule) => (rule.above === undefined) !== (rule.below === undefined), 'either above or below');

const release = z
  .object({
    id: slug,
    title: sentence,
    by: z.array(grouping).min(1).max(3),
    measures: z.array(z.object({ id: slug, measure }).strict()).default([]),
    minimumPeople: z.number().int().min(5).default(10),
    roundTo: z.number().int().min(1).default(5),
  })
  .strict();
export type ReleaseSpec = z.output<typeof release>;

const protocolShape = z
  .object({
    study: slug,
    title: sentence,
    question: sentence,
    synthetic: z.boolean().default(false).describe('true only for generated posts: no person is behind them'),
    people: z.array(person).min(1),
    controller: z.object({ name: sentence, contact: sentence }).strict(),
    purpose: z.string().trim().min(20),
    lawfulBasis: z
      .object({
        article6: z.enum(Object.keys(lawfulBases) as [keyof typeof lawfulBases, ...(keyof typeof lawfulBases)[]]),
        article9: z
          .enum(
            Object.keys(article9Conditions) as [
              keyof typeof article9Conditions,
              ...(keyof typeof article9Conditions)[],
            ],
          )
          .optional(),
        because: sentence,
      })
      .strict(),
    specialCategories: z.array(z.enum(specialCategories)).default([]),
    vulnerablePeople: z.boolean().default(false),
    dataSubjects: z.array(sentence).min(1).describe('categories of people whose posts are collected'),
    recipients: z.array(sentence).default([]),
    transfers: z.array(sentence).default([]).describe('third countries, with the safeguard'),
    consent: z
      .object({
        basis: z.enum(['opt-out', 'opt-in', 'not-needed']),
        contact: sentence.describe('where a person objects'),
        objections: z
          .array(z.string())
          .default([])
          .describe('files with platform:account, one a line, from the folder of study.yaml'),
        because: sentence,
      })
      .strict(),
    retention: z.object({ posts: duration, identifiers: duration, artefacts: duration, audit: duration }).strict(),
    sources: z.array(source).min(1),
    fields: z.array(z.string()).min(1).describe('what may be stored; anything else is dropped before storage'),
    hypotheses: z.array(hypothesis).default([]),
    cleaning: z
      .object({
        nearDuplicates: z
          .object({
            similarity: z.number().min(0.5).max(1).default(0.8),
            keep: z.enum(['first', 'all']).default('first'),
          })
          .strict()
          .prefault({}),
        languages: z
          .array(z.string().regex(/^[a-z]{2,3}$|^und$/))
          .default([])
          .describe('keep only these; empty keeps all'),
        minimumCharacters: z.number().int().min(0).default(1),
        mask: z
          .array(
            z.enum([
              'mention',
              'email',
              'phone',
              'url',
              'ip',
              'card',
              'iban',
              'national-id',
              'date-of-birth',
              'person',
              'place',
              'organisation',
              'address',
            ]),
          )
          .default(['mention', 'email', 'phone', 'url', 'ip', 'card', 'iban'])
          .describe('what is masked in cleaned texts; people, places, organisations and addresses in English alone'),
        keepMentions: z
          .array(z.string())
          .default([])
          .describe('accounts of organisations that stay readable, such as the brand studied'),
      })
      .strict()
      .prefault({}),
    features: z.array(task).default([]),
    analyses: z.array(task).default([]),
    validation: z.array(task).default([]),
    outputs: z
      .object({
        headline: z.array(z.object({ label: sentence, value: z.string() }).strict()).default([]),
        alerts: z.array(alert).default([]),
        releases: z.array(release).default([]),
        exports: z.array(z.enum(['csv', 'gexf', 'graphml'])).default(['csv']),
        models: z.array(slug).default([]).describe('tasks whose trained model enters the register with a model card'),
        limitations: z.array(sentence).default([]),
      })
      .strict()
      .prefault({}),
    schedule: z.object({ monitoring: duration.optional(), retraining: duration.optional() }).strict().default({}),
    seed: z
      .number()
      .int()
      .min(0)
      .max(2 ** 32 - 1)
      .default(1),
  })
  .strict();

export type Protocol = z.output<typeof protocolShape>;
/** A protocol as a run carries it out. */
export type TestedProtocol = Omit<Protocol, 'hypotheses'> & { hypotheses: TestedHypothesis[] };

/** Statements of a protocol that contradict each other. Each is at a path, so that the error names its line. */
function contradictions(protocol: Protocol, add: (path: (string | number)[], message: string) => void): void {
  const keys = new Set<string>();
  protocol.people.forEach((one, at) => {
    if (keys.has(one.key)) add(['people', at, 'key'], `a key of its own for each person, found "${one.key}" twice`);
    keys.add(one.key);
  });
  if (!protocol.people.some((one) => one.role === 'author')) add(['people'], 'a person with role author');
  if (protocol.specialCategories.length > 0 && !protocol.lawfulBasis.article9) {
    add(['lawfulBasis'], 'an article9 condition, because specialCategories are declared (art. 9 GDPR)');
  }
  if (protocol.lawfulBasis.article6 === 'not-personal-data' && !protocol.synthetic) {
    add(['lawfulBasis', 'article6'], 'a basis of art. 6 for real posts, found "not-personal-data"');
  }
  if (protocol.lawfulBasis.article6 === 'consent' && protocol.consent.basis !== 'opt-in') {
    add(['consent', 'basis'], `opt-in, because the lawful basis is consent, found "${protocol.consent.basis}"`);
  }
  if (!protocol.synthetic && protocol.consent.basis === 'not-needed') {
    add(['consent', 'basis'], 'opt-out or opt-in for real posts, found "not-needed"');
  }
  const attributes = new Set(protocol.sources.flatMap((one) => Object.keys(one.attributes)));
  protocol.fields.forEach((field, at) => {
    if (!(keepableFields as readonly string[]).includes(field) && !attributes.has(field)) {
      add(
        ['fields', at],
        `a field of the post record (${keepableFields.join(', ')}) or an attribute of a source, found "${field}"`,
      );
    }
  });
  if (!protocol.fields.includes('text')) add(['fields'], 'text among the fields, because every cleaning step reads it');
  const ids = new Set<string>();
  protocol.sources.forEach((one, at) => {
    if (ids.has(one.id)) add(['sources', at, 'id'], `an id of its own for each source, found "${one.id}" twice`);
    ids.add(one.id);
    if (!one.columns && one.format !== '4cat-csv' && one.format !== 'zeeschuimer') {
      add(['sources', at], `columns, because format is ${one.format}`);
    }
    if (!isTimeZone(one.timezone))
      add(['sources', at, 'timezone'], `an IANA time zone such as Europe/Rome, found "${one.timezone}"`);
    if (one.policy && !keys.has(one.policy.decidedBy)) {
      add(['sources', at, 'policy', 'decidedBy'], `the key of a person under people, found "${one.policy.decidedBy}"`);
    }
  });
  const tasks = new Set<string>();
  for (const list of ['features', 'analyses', 'validation'] as const) {
    protocol[list].forEach((one, at) => {
      if (tasks.has(one.id)) add([list, at, 'id'], `an id of its own for each task, found "${one.id}" twice`);
      tasks.add(one.id);
    });
  }
  const kept = new Set(protocol.fields);
  const hypothesisIds = new Set<string>();
  protocol.hypotheses.forEach((one, at) => {
    if (hypothesisIds.has(one.id))
      add(['hypotheses', at, 'id'], `an id of its own for each hypothesis, found "${one.id}" twice`);
    hypothesisIds.add(one.id);
    if (one.comparison.groups[0] === one.comparison.groups[1])
      add(
        ['hypotheses', at, 'comparison', 'groups'],
        `two different groups, found "${one.comparison.groups[0]}" twice`,
      );
    for (const part of ['measure', 'comparison', 'where'] as const) {
      const named: unknown =
        part === 'measure' ? one.measure : part === 'comparison' ? one.comparison.by : (one.where?.by ?? {});
      const reference = named as { task?: string; attribute?: string };
      if (reference.task && !tasks.has(reference.task))
        add(['hypotheses', at, part], `the id of a task, found "${reference.task}"`);
      if (reference.attribute && !attributes.has(reference.attribute)) {
        add(['hypotheses', at, part], `an attribute of a source, found "${reference.attribute}"`);
      } else if (reference.attribute && !kept.has(reference.attribute)) {
        add(
          ['hypotheses', at, part],
          `an attribute that is kept (listed under fields), found "${reference.attribute}"`,
        );
      }
    }
    if (one.test === 'two-proportions' && one.unit === 'person') {
      add(
        ['hypotheses', at, 'unit'],
        'unit post for two-proportions; for persons use welch, mann-whitney or permutation',
      );
    }
  });
  const releases = new Set<string>();
  protocol.outputs.releases.forEach((one, at) => {
    if (releases.has(one.id))
      add(['outputs', 'releases', at, 'id'], `an id of its own for each release, found "${one.id}" twice`);
    releases.add(one.id);
    for (const by of one.by) {
      if ('attribute' in by && !(attributes.has(by.attribute) && kept.has(by.attribute)))
        add(['outputs', 'releases', at, 'by'], `an attribute of a source that is kept, found "${by.attribute}"`);
      if ('task' in by && !tasks.has(by.task))
        add(['outputs', 'releases', at, 'by'], `the id of a task, found "${by.task}"`);
    }
  });
  protocol.outputs.models.forEach((id, at) => {
    if (!tasks.has(id)) add(['outputs', 'models', at], `the id of a task, found "${id}"`);
  });
  protocol.outputs.headline.forEach((one, at) => {
    if (!tasks.has(one.value.split('#')[0]!))
      add(['outputs', 'headline', at, 'value'], `task#path with the id of a task, found "${one.value}"`);
  });
  protocol.outputs.alerts.forEach((rule, at) => {
    if (!tasks.has(rule.value.split('#')[0]!))
      add(['outputs', 'alerts', at, 'value'], `task#path with the id of a task, found "${rule.value}"`);
  });
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The study protocol: what is promised. Everything that it does not list is refused. */
export const protocolSchema = protocolShape.superRefine((protocol, context) => {
  contradictions(protocol, (path, message) => context.addIssue({ code: 'custom', path, message, input: undefined }));
});

/** The JSON Schema that editors use to complete and check a study.yaml. */
export function protocolJsonSchema(): object {
  return z.toJSONSchema(protocolShape, { io: 'input', unrepresentable: 'any' });
}

/** Where a task that the protocol lists stands in it; undefined for those that the program adds. */
export function taskPlace(protocol: Protocol, id: string): readonly [string, number] | undefined {
  for (const list of ['features', 'analyses', 'validation'] as const) {
    const at = protocol[list].findIndex((one) => one.id === id);
    if (at >= 0) return [list, at];
  }
  return undefined;
}

export function personOf(protocol: Protocol, key: string): Protocol['people'][number] | undefined {
  return protocol.people.find((one) => one.key === key);
}

export function authorOf(protocol: Protocol): Protocol['people'][number] {
  return protocol.people.find((one) => one.role === 'author')!;
}
