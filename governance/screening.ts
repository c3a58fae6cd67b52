import type { GateName } from '../domain/gate';
import type { Method } from '../domain/method';
import type { Protocol } from '../domain/protocol';

/** A criterion of the screening, met or not, with the statement of the protocol that says so. */
export interface Criterion {
  readonly id: string;
  readonly question: string;
  readonly met: boolean;
  readonly because: string;
}

export interface Screening {
  readonly criteria: readonly Criterion[];
  /** Art. 35 asks for an assessment: two or more criteria (WP 248 rev.01, III.B). */
  readonly assessmentNeeded: boolean;
  readonly gates: readonly { readonly gate: GateName; readonly applies: boolean; readonly because: string }[];
}

/** More posts than this count as large scale. */
const largeScale = 100_000;

/**
 * Screens a protocol for a data protection impact assessment, by the criteria of WP 248 rev.01 (adopted by the EDPB) that social
 * media research can meet, and decides which gates apply. `posts` is the expected number, where it is known.
 */
export function screen(protocol: Protocol, methods: readonly Method[], posts?: number): Screening {
  const individual = methods.filter((method) => method.individuals).map((method) => method.id);
  const sources = protocol.sources.length;
  const real = !protocol.synthetic;
  const synthetic = 'the posts are generated: no person is behind them';
  const asked: Criterion[] = [
    {
      id: 'evaluation-or-scoring',
      question: 'Are people evaluated or scored?',
      met: real && individual.length > 0,
      because:
        individual.length > 0
          ? `the protocol lists methods that score single people: ${individual.join(', ')}`
          : 'no listed method scores single people',
    },
    {
      id: 'sensitive-data',
      question: 'Are special categories or highly personal data involved?',
      met: real && protocol.specialCategories.length > 0,
      because:
        protocol.specialCategories.length > 0
          ? `declared: ${protocol.specialCategories.join(', ')}`
          : 'none declared; free text may still hold some',
    },
    {
      id: 'large-scale',
      question: 'Is the processing on a large scale?',
      met: real && (posts ?? 0) >= largeScale,
      because:
        posts === undefined
          ? 'the number of posts is not known before collection'
          : `${posts} posts against a mark of ${largeScale}`,
    },
    {
      id: 'matching',
      question: 'Are data sets combined?',
      met: real && sources > 1,
      because: `${sources} ${sources === 1 ? 'source' : 'sources'}`,
    },
    {
      id: 'vulnerable-people',
      question: 'Are vulnerable people among the data subjects?',
      met: real && protocol.vulnerablePeople,
      because: protocol.vulnerablePeople ? 'declared' : 'not declared; children cannot be excluded on open platforms',
    },
    {
      id: 'unexpected-use',
      question: 'Is the use outside what people expect?',
      // Also where the protocol says opt-in: no list of consents is read yet that would show it.
      met: real,
      because: 'posts are used for research that their authors did not write them for',
    },
  ];
  // One reason that goes with the answer: of generated posts nothing else decides.
  const criteria = real ? asked : asked.map((one) => ({ ...one, because: synthetic }));
  const met = criteria.filter((one) => one.met).length;
  const assessmentNeeded = met >= 2;
  return {
    criteria,
    assessmentNeeded,
    gates: [
      {
        gate: 'impact-assessment',
        applies: real && assessmentNeeded,
        because: real ? `${met} criteria of WP 248 are met, two ask for an assessment (art. 35)` : synthetic,
      },
      {
        gate: 'release',
        applies: real && protocol.outputs.releases.length > 0,
        because: real ? `${protocol.outputs.releases.length} releases would leave the team` : synthetic,
      },
      {
        gate: 'promotion',
        applies: real && protocol.outputs.models.length > 0 && assessmentNeeded,
        because: real ? `${protocol.outputs.models.length} models enter the register` : synthetic,
      },
    ],
  };
}
