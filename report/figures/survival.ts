import { type Artefact, numbers } from '../../domain/artefact';
import { formatNumber, lineChart } from '../svg';
import { tableOf } from '../table';
import type { Figure } from './figure';

export function survival(artefact: Artefact, title: string): Figure[] {
  const about = artefact.about as {
    summary: { hashtags: number; ended: number; censored: number; medianHours: number | null; notEnoughData?: boolean };
  };
  const hours = numbers(artefact, 'hours');
  const value = numbers(artefact, 'survival');
  const low = numbers(artefact, 'low');
  const high = numbers(artefact, 'high');
  const points = [{ x: 0, y: 1 as number | null, low: 1 as number | null, high: 1 as number | null }];
  for (let i = 0; i < hours.length; i++)
    points.push({
      x: hours[i]!,
      y: value[i]!,
      low: Number.isNaN(low[i]!) ? null : low[i]!,
      high: Number.isNaN(high[i]!) ? null : high[i]!,
    });
  const { summary } = about;
  return [
    {
      title,
      text: summary.notEnoughData
        ? `Not enough data: of ${summary.hashtags} hashtags only ${summary.ended} were seen to end.`
        : `Of ${summary.hashtags} hashtags ${summary.ended} ended and ${summary.censored} may live on. Median life: ${summary.medianHours === null ? 'longer than observed' : `${formatNumber(summary.medianHours)} hours`}.`,
      chart: lineChart(
        { title, description: `Share of hashtags still in use after so many hours, with 95 % limits.` },
        [{ name: 'still in use', points }],
        { time: false, steps: true, yLabel: 'share still in use', xLabel: 'hours since first use' },
      ),
      table: tableOf(artefact, 100),
    },
  ];
}
