import { NumberedNodes } from '../../../activities/runner/edges/node-names';
import { Presented } from '../../../activities/runner/presented';
import type { Artefact } from '../../../domain/artefact';

const measure: Artefact = {
  kind: 'node-measure',
  columns: { node: Int32Array.from([1, 0]), value: Float64Array.from([0.5, Number.NaN]), note: ['"a"', null] },
  about: { summary: { nodes: 2 } },
};

test('nodes come with their names, what is undefined as null', () => {
  const shown = new Presented(measure, new NumberedNodes(2, Int32Array.from([70, 90])));
  const wanted = {
    summary: { nodes: 2 },
    nodes: [
      { id: '90', value: 0.5, note: '"a"' },
      { id: '70', value: null, note: null },
    ],
  };
  expect(JSON.parse(JSON.stringify(shown))).toEqual(wanted);
  expect(shown.first(1).toJSON()).toEqual({ ...wanted, nodes: wanted.nodes.slice(0, 1) });
});

test('text columns that hold JSON are shown as what they hold, and a document is its own JSON', () => {
  const rows: Artefact = {
    kind: 'table',
    columns: { source: Int32Array.from([0, 5]), spans: ['[1,2]', '[]'] },
    about: { json: ['spans'] },
  };
  expect(new Presented(rows, new NumberedNodes(2)).toJSON()).toEqual({
    rows: [
      { source: '0', spans: [1, 2] },
      { source: 5, spans: [] },
    ],
  });
  expect(new Presented({ kind: 'document', columns: {}, about: { a: 1 } }).toJSON()).toEqual({ a: 1 });
  expect(new Presented({ kind: 'table', columns: { a: [] }, about: {} }).toJSON()).toEqual({ rows: [] });
});

test('many rows are written in pieces of bounded length', () => {
  const n = 100_000;
  const node = Int32Array.from({ length: n }, (_, i) => i);
  const shown = new Presented({ kind: 'node-measure', columns: { node, value: Float64Array.from(node) }, about: {} });
  let longest = 0;
  let rows = 0;
  for (const piece of shown.pieces()) {
    longest = Math.max(longest, piece.length);
    rows += piece.split('"id"').length - 1;
  }
  expect(rows).toBe(n);
  expect(longest).toBeLessThan(70_000);
});
