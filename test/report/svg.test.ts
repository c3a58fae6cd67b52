import { barChart } from '../../report/svg';
import { tableHtml } from '../../report/table';

function placeOf(chart: string, words: string): number {
  return Number(new RegExp(`x="([\\d.]+)" y="[\\d.]+">${words}<`).exec(chart)![1]);
}

test('the label of a negative dot stands beside its interval, not beyond 0', () => {
  const chart = barChart(
    { title: 'Effects', description: '' },
    [
      { label: 'H1', value: -0.8, low: -0.9, high: -0.7, note: 'one' },
      { label: 'H2', value: 0.5, low: 0.4, high: 0.6, note: 'two' },
    ],
    { xLabel: 'effect' },
  );
  const ends = [...chart.matchAll(/class="interval" x1="[\d.]+" x2="([\d.]+)"/g)].map((one) => Number(one[1]));
  expect(placeOf(chart, 'one')).toBeCloseTo(ends[0]! + 6, 1);
  expect(placeOf(chart, 'two')).toBeCloseTo(ends[1]! + 6, 1);
});

test('headings of tables are words', () => {
  const html = tableHtml({ head: ['logRatioLow', 'p_negative', 'F1', 'p (Holm)'], rows: [], more: 0 }, 'A table');
  expect(html).toContain('log ratio low');
  expect(html).toContain('p negative');
  expect(html).toContain('>F1<');
  expect(html).toContain('>p (Holm)<');
});
