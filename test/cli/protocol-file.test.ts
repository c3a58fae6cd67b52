import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { planFile, readProtocol } from '../../cli/protocol-file';
import { projectRoot } from '../../settings';

const source = readFileSync(path.join(projectRoot, 'examples', 'headset', 'study.yaml'), 'utf8');
const folder = mkdtempSync(path.join(tmpdir(), 'assay-protocol-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The example with one piece of text changed, and the line on which that stands. */
function changed(
  before: string,
  after: string,
): { file: string; line: number; read: () => ReturnType<typeof planFile> } {
  expect(source).toContain(before);
  const text = source.replace(before, after);
  const file = path.join(folder, 'study.yaml');
  writeFileSync(file, text);
  return {
    file: path.relative(process.cwd(), file),
    line: text.slice(0, text.indexOf(after)).split('\n').length,
    read: () => planFile(readProtocol(file)),
  };
}

test('the example names nothing that is not there', () => {
  expect(changed('seed: 42', 'seed: 42').read().unknownFigures).toEqual([]);
});

test.each([
  [
    'a column of a task',
    'column: compound }\n    comparison',
    'column: compund }\n    comparison',
    'hypotheses.0.measure.column: a column of task mood (text/sentiment-lexicon makes compound, positive, neutral, negative, label, reason), found "compund"',
    'ASSAY_PROTOCOL_INVALID',
  ],
  [
    'a measure that is text',
    'column: compound }\n    comparison',
    'column: label }\n    comparison',
    'hypotheses.0.measure.column: a column of numbers of task mood, found "label", which holds text',
    'ASSAY_PROTOCOL_INVALID',
  ],
  [
    'a group that a dictionary does not have',
    'groups: [battery, comfort]',
    'groups: [batery, comfort]',
    'hypotheses.0.comparison.groups: one of the groups battery, comfort, sound, price, found "batery"',
    'ASSAY_PROTOCOL_INVALID',
  ],
  [
    'a platform that no source is of',
    'groups: [chirp, plaza]',
    'groups: [chirp, piazza]',
    'hypotheses.1.comparison.groups: one of the groups chirp, plaza, found "piazza"',
    'ASSAY_PROTOCOL_INVALID',
  ],
  [
    'a column in the parameters of a task',
    'column: compound }, by: { field: platform }',
    'column: kompound }, by: { field: platform }',
    'parameters.measure.column: a column of task mood',
    'ASSAY_PROTOCOL_INVALID',
  ],
  [
    'a column of a release',
    'measure: { task: mood, column: compound } }]\n      minimumPeople',
    'measure: { task: mood, column: compuond } }]\n      minimumPeople',
    'outputs.releases.0.measures.0.measure.column: a column of task mood',
    'ASSAY_PROTOCOL_INVALID',
  ],
  [
    'a parameter of another kind',
    'parameters: { topics: 6 }\n    inputs: { terms: weights }\n  - id: feelings',
    'parameters: { topics: 0 }\n    inputs: { terms: weights }\n  - id: feelings',
    'task themes, method text/topics-nmf, parameter topics: ',
    'ASSAY_METHOD_PARAMETERS',
  ],
  [
    'a parameter that is not there',
    'parameters: { clusters: 6 }',
    'parameters: { klusters: 6 }',
    'task groups, method text/clusters, parameter names: no other keys than the known ones, found "klusters"; text/clusters takes ',
    'ASSAY_METHOD_PARAMETERS',
  ],
  [
    'a method that is not there',
    'method: network/pagerank',
    'method: network/pagerang',
    'task attention: a method id was expected, found "network/pagerang"',
    'ASSAY_METHOD_UNKNOWN',
  ],
  [
    'an input of another kind',
    'method: network/pagerank\n    inputs: { graph: ties }',
    'method: network/pagerank\n    inputs: { graph: mood }',
    'task attention, input graph: a task that makes graph was expected, found mood, which makes post-table',
    'ASSAY_METHOD_INPUT',
  ],
])('%s is refused with file, line, expected and found', (_, before, after, message, code) => {
  const { file, line, read } = changed(before, after);
  let found: { code: string; message: string } | undefined;
  try {
    read();
  } catch (error) {
    found = error as { code: string; message: string };
  }
  expect(found?.code).toBe(code);
  expect(found!.message).toContain(message);
  // Of two lines that were changed the fault may stand on the second.
  const [, at] = new RegExp(`^${file.replaceAll('.', '\\.')}:(\\d+) `).exec(found!.message)!;
  expect(Number(at) - line).toBeGreaterThanOrEqual(0);
  expect(Number(at) - line).toBeLessThanOrEqual(after.split('\n').length - 1);
});

test.each([
  ['a headline figure', 'spikes#summary/count', 'spikes#summary/cuont', 'outputs.headline.0.value'],
  ['the figure of an alert', 'spikes#summary/largestZ', 'spikes#sumary/largestZ', 'outputs.alerts.0.value'],
])('%s that no task makes is told with its line, and a run goes on', (_, before, after, place) => {
  const { file, line, read } = changed(before, after);
  expect(read().unknownFigures).toEqual([
    `${file}:${line} ${place}: a figure of task spikes (series/anomalies makes summary/count, summary/largestZ, summary/threshold, summary/tooShort, interval, strongest), found "${after}"`,
  ]);
});
