import { summaryTable } from '../../report/figures/summary';

test('a summary is told in words, with its paths, reasons and long lists', () => {
  const { head, rows } = summaryTable({
    nodes: 3,
    meanClustering: null,
    degrees: { mean: 2, powerLaw: null },
    directed: false,
    undefined: { meanClustering: 'no node has two neighbours' },
    sizes: [2, 1],
    steps: Array.from({ length: 40 }, (_, i) => i),
    topics: [
      {
        meanNPMI: 0.5,
        posts: 1200,
        terms: [
          { term: 'a', weight: 1 },
          { term: 'b', weight: 0.5 },
        ],
        of: { x: null },
      },
    ],
  });
  expect(head).toEqual(['figure', 'value']);
  expect(rows).toEqual([
    ['nodes', 3],
    ['mean clustering', 'undefined: no node has two neighbours'],
    ['degrees · mean', 2],
    ['degrees · power law', null],
    ['directed', 'no'],
    ['sizes', [2, 1]],
    ['steps', '40 values'],
    ['topics · 1', 'meanNPMI 0.5; posts 1 200; terms a, b; of (x –)'],
  ]);
});

test('a number of undefined nodes is a figure', () => {
  expect(summaryTable({ nodes: 3, undefined: 2 }).rows).toEqual([
    ['nodes', 3],
    ['undefined', 2],
  ]);
});
