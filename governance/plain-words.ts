import type { Method } from '../domain/method';
import { article9Conditions, lawfulBases, type Protocol } from '../domain/protocol';
import type { Screening } from './screening';

function list(words: readonly string[]): string {
  return words.length === 0 ? 'nothing' : words.join(', ');
}

/** What a study will do, in words that a person outside the field understands: the text of `assay check`. */
export function explainProtocol(
  protocol: Protocol,
  methods: readonly Method[],
  screening: Screening,
): { readonly heading: string; readonly lines: readonly string[] }[] {
  const individual = [...new Set(methods.filter((method) => method.individuals).map((method) => method.title))];
  const releases = protocol.outputs.releases;
  return [
    {
      heading: 'It asks',
      lines: [protocol.question, ...protocol.hypotheses.map((one) => `${one.id} (${one.kind}): ${one.statement}`)],
    },
    {
      heading: 'It collects',
      lines: [
        ...protocol.sources.map(
          (one) =>
            `${one.platform}, from ${one.files.join(', ')} (${one.format}), times in ${one.timezone} where they carry no zone`,
        ),
        protocol.synthetic
          ? 'The posts are generated: no person is behind them.'
          : `from ${list(protocol.dataSubjects)}`,
        ...protocol.sources
          .filter((one) => !one.policy)
          .map((one) => `${one.id}: no decision on the platform’s terms is stated; collection will refuse it`),
      ],
    },
    {
      heading: 'It keeps',
      lines: [
        `of each post: ${list(protocol.fields)}; every other column is dropped before storage`,
        protocol.fields.includes('author') ? 'accounts as random ids, the mapping encrypted in the vault' : 'no author',
        `posts ${protocol.retention.posts}, identifiers ${protocol.retention.identifiers}, artefacts ${protocol.retention.artefacts}, audit log ${protocol.retention.audit}`,
        `masked in the text: ${list(protocol.cleaning.mask)}${protocol.cleaning.keepMentions.length ? `, but not the accounts ${protocol.cleaning.keepMentions.join(', ')}` : ''}`,
      ],
    },
    {
      heading: 'It is allowed by',
      lines: [
        `${protocol.lawfulBasis.article6 === 'not-personal-data' ? 'no personal data' : `art. ${lawfulBases[protocol.lawfulBasis.article6]} GDPR`}: ${protocol.lawfulBasis.because}`,
        ...(protocol.lawfulBasis.article9
          ? [`art. ${article9Conditions[protocol.lawfulBasis.article9]} GDPR for ${list(protocol.specialCategories)}`]
          : []),
        `${protocol.consent.basis}: ${protocol.consent.because}; objections to ${protocol.consent.contact}`,
      ],
    },
    {
      heading: 'It computes about single people',
      lines:
        individual.length === 0
          ? ['nothing: every figure is about groups of posts']
          : individual.map((title) => `${title}: a value for each account, never released`),
    },
    {
      heading: 'It releases',
      lines: [
        ...(protocol.outputs.exports.length > 0
          ? [
              `${protocol.outputs.exports.join(' and ')} files for the team, nodes numbered, not named: they hold values of single accounts and are not for release`,
            ]
          : []),
        ...(releases.length === 0
          ? ['nothing outside the team but the report']
          : releases.map(
              (one) =>
                `${one.title}: cells of fewer than ${one.minimumPeople} people are held back, counts rounded to ${one.roundTo}`,
            )),
      ],
    },
    {
      heading: 'It waits for',
      lines: screening.gates.map(
        (one) =>
          `${one.gate}: ${one.applies ? 'a person other than the author decides' : 'no decision needed'} (${one.because})`,
      ),
    },
  ];
}
