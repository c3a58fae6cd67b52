import { type Artefact, numbers, strings } from '../../domain/artefact';
import type { JsonObject } from '../../domain/json';
import { type CellRule, heldBack, hideRows, peopleOfRows } from '../small-cells';
import { barChart, formatNumber } from '../svg';
import { tableOf } from '../table';
import type { Figure } from './figure';

/** Words drawn; the table holds more, the exported file all. */
const drawn = 15;

/** Keywords with how much more they are used, or pairs of words with how much they stand together; in the order of the method. */
export function keywords(artefact: Artefact, title: string, cells: CellRule): Figure[] {
  const summary = artefact.about.summary as JsonObject;
  const term = strings(artefact, 'term');
  const text = summary.notEnoughData
    ? `Not enough data: ${summary.notEnoughData as string}.`
    : `${formatNumber(summary.listed as number)} of ${formatNumber(summary.tested as number)} tested are listed.`;
  const pairs = summary.mode === 'collocations';
  const group = pairs ? term.map(() => null) : strings(artefact, 'group');
  const many = new Set(group).size > 1;
  const value = numbers(artefact, pairs ? 'npmi' : 'logRatio');
  const people = peopleOfRows(artefact, term.length);
  const held = heldBack(
    term.map((name, row) => ({ keys: [String(group[row]), String(name)], people: people[row]! })),
    cells,
  );
  const bars = term.slice(0, drawn).flatMap((name, row) =>
    held[row]
      ? []
      : [
          {
            label: many ? `${group[row]}: ${name}` : name!,
            value: value[row]!,
            ...(pairs
              ? {}
              : { low: numbers(artefact, 'logRatioLow')[row]!, high: numbers(artefact, 'logRatioHigh')[row]! }),
          },
        ],
  );
  return [
    {
      title,
      text: pairs
        ? `${text} Bars are normalised mutual information: 1 where the two words never stand apart.`
        : `${text} Dots are log ratios with 95 % intervals: 1 is twice as often, 3 eight times.`,
      chart: barChart(
        { title, description: bars.map((bar) => `${bar.label}: ${formatNumber(bar.value)}`).join('; ') },
        bars,
        { xLabel: pairs ? 'normalised mutual information' : 'log₂ of the ratio of shares' },
      ),
      table: hideRows(
        tableOf(
          artefact,
          50,
          pairs
            ? ['term', 'count', 'posts', 'npmi', 'g2', 'q']
            : ['group', 'term', 'posts', 'referencePosts', 'logRatio', 'logRatioLow', 'logRatioHigh', 'g2', 'q'],
        ),
        held,
      ),
    },
  ];
}
