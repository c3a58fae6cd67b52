import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runOnFile } from '../../../activities/runner/on-file';
import { graphOfFile } from '../../../activities/runner/file-graph';
import { numbers } from '../../../domain/artefact';
import { methodOf } from '../../../methods';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'assay-events-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('an edge that stands at several times is an event each time where a method wants events', async () => {
  const file = path.join(folder, 'events.csv');
  const lines = ['source,target,time'];
  // The same triangle in each of three slices.
  for (const time of [0, 10, 20]) lines.push(`a,b,${time}`, `b,c,${time}`, `c,a,${time}`);
  writeFileSync(file, lines.join('\n'));
  expect(numbers(graphOfFile(file, false, 'all').graph, 'source')).toHaveLength(9);
  expect(numbers(graphOfFile(file, false).graph, 'source')).toHaveLength(3);
  const found = await runOnFile(
    methodOf('network/community-evolution')!,
    file,
    { columns: {}, settings: { slices: '3' }, seed: 1, threads: 1 },
    () => {},
  );
  const result = JSON.parse(JSON.stringify(found.result)) as {
    summary: { timelines: number; events: { continuity: number; death: number } };
    rows: { size: number; related: number[] }[];
  };
  expect(result.summary).toMatchObject({ timelines: 1, events: { continuity: 2, death: 0 } });
  expect(result.rows.map((row) => row.size)).toEqual([3, 3, 3]);
  expect(result.rows[0]!.related).toEqual([]);
});

test('a layout’s file names the nodes as the input does', async () => {
  const file = path.join(folder, 'names.csv');
  writeFileSync(file, 'source,target\nalice,bob\nbob,carol & co\n');
  const found = await runOnFile(
    methodOf('network/layout')!,
    file,
    { columns: {}, settings: { file: 'graphml', iterations: '5' }, seed: 1, threads: 1 },
    () => {},
  );
  const result = JSON.parse(JSON.stringify(found.result)) as { graphml: string; nodes: { id: string; x: number }[] };
  expect(result.graphml).toContain('<data key="label">carol &amp; co</data>');
  expect(result.nodes.map((node) => node.id).sort()).toEqual(['alice', 'bob', 'carol & co']);
});
