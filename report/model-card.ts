import type { JsonObject } from '../domain/json';
import type { Protocol } from '../domain/protocol';
import { minimumCellOf } from '../governance/disclosure';
import { heldBack } from './small-cells';
import { formatNumber } from './svg';

/** A model card (Mitchell et al. 2019, doi:10.1145/3287560.3287596) as Markdown, from the model's and its validation's artefacts. */
export function modelCard(
  protocol: Protocol,
  task: string,
  about: JsonObject,
  modelSha256: string,
  validations: readonly { readonly id: string; readonly about: JsonObject }[],
): string {
  const classes = (about.classes as readonly string[] | undefined) ?? [];
  const counts = (about.counts as readonly number[] | undefined) ?? [];
  const trained = about.summary as JsonObject;
  const rule = { minimum: minimumCellOf(protocol) };
  const held = (list: readonly { readonly name: string; readonly posts: number }[]): (string | null)[] =>
    heldBack(
      list.map(({ name, posts }) => ({ keys: [name], people: posts })),
      rule,
    );
  const heldClasses = held(classes.map((name, i) => ({ name, posts: counts[i] ?? 0 })));
  const lines = [
    `# Model card: ${task}`,
    '',
    `Study: ${protocol.title}${protocol.synthetic ? ' (synthetic posts)' : ''}`,
    `Model artefact: \`${modelSha256}\``,
    '',
    '## Use',
    '',
    `Intended: ${protocol.purpose}`,
    'Not intended: any decision about a single person; posts of other platforms, times or languages than those it was judged on.',
    '',
    '## Training data',
    '',
    trained.notEnoughData
      ? `Not trained: ${String(trained.reason)}.`
      : `${formatNumber(about.labelled as number)} labelled posts: ${classes.map((name, i) => `${name} ${heldClasses[i] ?? formatNumber(counts[i] ?? 0)}`).join(', ')}.`,
    protocol.synthetic
      ? 'The labels come from the generator of the posts.'
      : 'The labels are what people said of the posts; their disagreements and biases are learned too.',
    '',
    '## Judged on posts that it was not trained on',
    '',
  ];
  const judged = validations.filter((one) => one.about.classes);
  if (judged.length === 0) lines.push('No validation is listed in the protocol. Do not use this model.');
  for (const one of judged) {
    const summary = one.about.summary as JsonObject;
    lines.push(`### ${one.id}`, '');
    if (summary.notEnoughData) {
      lines.push('Not enough data.', '');
      continue;
    }
    for (const part of ['stratified', 'grouped', 'holdout', 'overall'] as const) {
      const scores = one.about[part] as unknown as
        | {
            macroRecall: number;
            accuracy: number;
            n: number;
            macroRecallInterval?: { low: number | null; high: number | null };
            perClass: { class: string; recall: number | null; precision: number | null; support: number }[];
          }
        | undefined;
      if (!scores) continue;
      const limits = scores.macroRecallInterval;
      lines.push(
        `- ${part}: macro recall ${formatNumber(scores.macroRecall)}${limits && limits.low !== null ? ` (95 % ${formatNumber(limits.low)} to ${formatNumber(limits.high!)})` : ''}, accuracy ${formatNumber(scores.accuracy)}, ${formatNumber(scores.n)} posts`,
      );
    }
    lines.push('');
    for (const [slice, values] of Object.entries(
      (one.about.slices ?? {}) as unknown as Record<
        string,
        { value: string; n: number; macroRecall?: number; notEnoughData?: boolean }[]
      >,
    )) {
      const heldValues = held(values.map(({ value, n }) => ({ name: value, posts: n })));
      lines.push(
        `By ${slice}: ${values.map((value, i) => (heldValues[i] ? `${value.value} ${heldValues[i]}` : `${value.value} ${value.notEnoughData ? 'not enough data' : formatNumber(value.macroRecall!)} (${formatNumber(value.n)})`)).join(', ')}`,
        '',
      );
    }
  }
  lines.push(
    '## Limits',
    '',
    ...['Sarcasm, quotation and context outside the post are not seen.', ...protocol.outputs.limitations].map(
      (one) => `- ${one}`,
    ),
    '',
  );
  return lines.join('\n');
}
