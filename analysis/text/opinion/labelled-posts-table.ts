import type { Artefact } from '../../../domain/artefact';
import type { Json } from '../../../domain/json';
import type { MethodContext, Posts } from '../../../domain/method';
import { isWithoutText, noText } from '../without-text';
import { primaryTag } from './lexicons';
import { evaluation, type Labelled, type TrainingOptions, trainedLabels } from './trained-labels';

/** True of every list of cues here. */
const alike =
  'how good they are in each language: byLanguage, docs/opinions.md; a post without cue is not shown to be without';

/**
 * How well cues met the labels of people, by language: in what share of the posts that people gave a class it was found, and what share of
 * the classes named was right (bench/opinion-languages.ts, parts that no list was chosen on). A language without an entry has no cues.
 */
export type CueQuality = Readonly<Record<string, string>>;

/** What cues say of a post; `und` with a reason where they can say nothing. */
export interface CueLabel extends Labelled {
  /** Cues found; 0: the label is only what posts without cues get. */
  readonly cues: number;
  readonly reason?: string;
}

/**
 * Labels each post: by a classifier where people's labels are at hand, else by cues, whose quality the summary tells. Columns label,
 * probabilities (JSON), cues, reason. Where the posts carry labels of their own beside a training file, how well they are met.
 */
export function labelTable(
  posts: Posts,
  train: Posts | undefined,
  options: TrainingOptions,
  byCues: (text: string, language: string) => CueLabel,
  weakness: string,
  quality: CueQuality,
  context: MethodContext,
): Artefact {
  // A file to train on is given for its labels: the column that is called so needs no naming.
  const named = options.label ?? (train?.attributes.label ? 'label' : undefined);
  const attempt =
    named === undefined
      ? { reason: train ? 'no column of labels was named (label)' : 'no labels of people' }
      : trainedLabels(posts, train, { ...options, label: named }, context);
  const trained = 'of' in attempt ? attempt : undefined;
  const label: (string | null)[] = [];
  const probabilities: (string | null)[] = [];
  const reason: (string | null)[] = [];
  const cues = new Float64Array(posts.count).fill(Number.NaN);
  const counts = new Map<string, number>();
  const languages = new Map<string, { posts: number; withCue: number; quality: string }>();
  for (let i = 0; i < posts.count; i++) {
    if (i % 1000 === 0) context.progress(i / posts.count);
    const text = posts.text[i]!;
    const one: Labelled & Partial<CueLabel> = isWithoutText(text)
      ? { label: 'und', probabilities: {}, ...(trained ? {} : { cues: 0 }), reason: noText }
      : trained
        ? trained.of[i]!
        : byCues(text, primaryTag(posts.language[i]!));
    label.push(one.label);
    probabilities.push(JSON.stringify(one.label === 'und' ? null : one.probabilities));
    reason.push(one.reason ?? null);
    if (one.cues !== undefined) {
      cues[i] = one.cues;
      const language = primaryTag(posts.language[i]!);
      const known = languages.get(language) ?? { posts: 0, withCue: 0, quality: quality[language] ?? 'no cues' };
      known.posts++;
      if (one.cues > 0) known.withCue++;
      languages.set(language, known);
    }
    counts.set(one.label, (counts.get(one.label) ?? 0) + 1);
  }
  const labels = Object.fromEntries([...counts].sort((a, b) => (a[0] < b[0] ? -1 : 1)));
  return {
    kind: 'post-table',
    columns: { label, probabilities, cues, reason },
    about: {
      json: ['probabilities'],
      by: trained ? 'classifier' : 'cues',
      ...(trained ? { classes: trained.classes, crossValidated: trained.crossValidated } : {}),
      ...(trained && train ? ownLabels(posts, named!, label, context) : {}),
      // Posts that were trained on have the label of a fold without them: how well these are met is already known.
      ...(trained && !train ? { evaluation: trained.crossValidated } : {}),
      summary: {
        by: trained ? 'a classifier trained on labels of people' : 'cues',
        ...(trained
          ? { trainedOn: trained.trainedOn }
          : { weakness: `${weakness}; ${alike}`, notTrained: (attempt as { reason: string }).reason }),
        posts: posts.count,
        noText: reason.filter((one) => one === noText).length,
        labels,
        ...(trained
          ? {}
          : {
              withoutCue: cues.reduce((sum, one) => sum + (one === 0 ? 1 : 0), 0),
              undetermined: counts.get('und') ?? 0,
              byLanguage: Object.fromEntries([...languages].sort((a, b) => b[1].posts - a[1].posts)),
            }),
      },
    },
  };
}

/** The labels that the posts themselves carry, against those given. */
function ownLabels(
  posts: Posts,
  name: string,
  given: readonly (string | null)[],
  context: MethodContext,
): { evaluation?: Json } {
  const people = posts.attributes[name];
  if (!people) return {};
  const rows = people.map((_, i) => i).filter((i) => people[i] !== null && people[i] !== '');
  if (rows.length === 0) return {};
  const classes = [...new Set(rows.flatMap((i) => [people[i]!, given[i]!]))].sort();
  const at = (value: string): number => classes.indexOf(value);
  const truth = Int32Array.from(rows, (i) => at(people[i]!));
  const guess = Int32Array.from(rows, (i) => at(given[i]!));
  return { evaluation: evaluation(truth, guess, classes, context) };
}
