import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { chunksOfLines } from '../../../activities/runner/edges/chunks';
import { graphOfFile, labelsOfFile } from '../../../activities/runner/file-graph';
import type { RepeatedRule } from '../../../activities/runner/edges/repeated';
import { edgeList } from '../../../analysis/network/graph/graph';
import { Xoshiro128 } from '../../../analysis/statistics/random';
import { numbers, strings } from '../../../domain/artefact';
import { AssayError } from '../../../domain/errors';
import { sharedData } from '../../../settings';
import { withData } from '../../shared-data';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'assay-graph-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string | Buffer): string {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
}

interface Read {
  names: string[];
  edges: [string, string, number][];
  sign?: number[];
  time?: (number | null)[];
}

function read(name: string, text: string | Buffer, directed = false, rule: RepeatedRule = 'last'): Read {
  const { graph, names } = graphOfFile(file(name, text), directed, rule);
  const list = edgeList(graph);
  const label = Array.from({ length: names.count }, (_, i) => names.name(i));
  return {
    names: label,
    edges: Array.from(list.source, (a, e) => [label[a]!, label[list.target[e]!]!, list.weight[e]!]),
    ...(list.sign ? { sign: [...list.sign] } : {}),
    ...(list.time ? { time: Array.from(list.time, (one) => (Number.isNaN(one) ? null : one)) } : {}),
  };
}

test('names in another encoding are refused with their line, not read as other names', () => {
  expect(() => read('latin.edges', Buffer.from('caf\xe9 x\ncaf\xe8 y\n', 'latin1'))).toThrow(
    /latin\.edges: text in UTF-8 or UTF-16 was expected, found the byte 0xE9 at byte 4, line 1/,
  );
  expect(() => read('wide.edges', Buffer.from('\ufeffa b\n', 'utf16le'))).toThrow(/an edge list in UTF-8 was expected/);
  expect(() => read('wide.edges', Buffer.from('a b\n', 'utf16le'))).toThrow(/an edge list in UTF-8 was expected/);
});

test('numbered nodes come in order of their numbers, others as they appear', () => {
  expect(read('a.edges', '10 2\n2 7\n')).toEqual({
    names: ['2', '7', '10'],
    edges: [
      ['10', '2', 1],
      ['2', '7', 1],
    ],
  });
  expect(read('a.edges', '10 b\nb 7\n').names).toEqual(['10', 'b', '7']);
  expect(read('a.edges', '5000000000 30\n30 123456789012\n').names).toEqual(['30', '5000000000', '123456789012']);
  expect(read('a.edges', '007 7\n7 1\n').names).toEqual(['007', '7', '1']);
  expect(read('a.edges', 'zoë 名前\n').names).toEqual(['zoë', '名前']);
});

test('a comment says how many nodes there are, also those without an edge', () => {
  expect(read('a.edges', '# some directed=1 n=4 m=1\n0 2\n').names).toEqual(['0', '1', '2', '3']);
  // Nodes counted from 1 do not fit 0 … n − 1: the statement is passed over.
  expect(read('a.edges', '# n=2\n1 2\n').names).toEqual(['1', '2']);
  expect(read('a.edges', '% konect\n1 2\n').names).toEqual(['1', '2']);
  expect(read('a.edges', '# n=3\n').names).toEqual(['0', '1', '2']);
});

test('columns of CSV may come in any order, quoted, with spaces, further columns passed over', () => {
  const csv = 'note,target,source,weight,time\nx,b,a,2,2026-03-01T00:00:00Z\n"y, z","c ""d""", a ,,2026-03-01\n';
  expect(read('a.csv', csv)).toEqual({
    names: ['b', 'a', 'c "d"'],
    edges: [
      ['a', 'b', 2],
      ['a', 'c "d"', 1],
    ],
    time: [Date.UTC(2026, 2, 1), Date.UTC(2026, 2, 1)],
  });
  expect(read('b.csv', '\ufeffSource;Target\r\n1;2\r\n').edges).toEqual([['1', '2', 1]]);
  expect(read('c.csv', '1,2,3\n').edges).toEqual([['1', '2', 3]]);
  expect(read('d.edges', '1,2,3\n').edges).toEqual([['1', '2', 3]]);
  expect(read('e.edges', ' 1\t2   -3.5 7\r\n')).toEqual({
    names: ['1', '2'],
    edges: [['1', '2', -3.5]],
    sign: [-1],
    time: [7],
  });
  expect(read('f.csv', 'source,target,sign\n1,2,-1\n2,3,1\n').sign).toEqual([-1, 1]);
  expect(read('g.csv', 'source,target,sign\n1,2,+\n2,3,-\n').sign).toEqual([1, -1]);
});

test('an edge that stands twice is one: the last counts, or the first, or the sum', () => {
  const text = '0 1 2\n1 0 5\n2 2 1\n0 1 -4\n';
  expect(read('a.edges', text)).toEqual({
    names: ['0', '1', '2'],
    edges: [
      ['0', '1', -4],
      ['2', '2', 1],
    ],
    sign: [-1, 1],
  });
  expect(read('a.edges', text, false, 'first').edges).toEqual([
    ['0', '1', 2],
    ['2', '2', 1],
  ]);
  expect(read('a.edges', text, false, 'sum').edges).toEqual([
    ['0', '1', 3],
    ['2', '2', 1],
  ]);
  expect(read('a.edges', text, true).edges).toEqual([
    ['0', '1', -4],
    ['1', '0', 5],
    ['2', '2', 1],
  ]);
  expect(read('a.edges', text, true, 'sum').edges).toEqual([
    ['0', '1', -2],
    ['1', '0', 5],
    ['2', '2', 1],
  ]);
  expect(read('a.edges', '0 1\n0 1\n').edges).toEqual([['0', '1', 1]]);
  expect(read('a.edges', '0 1\n0 1\n', false, 'sum').edges).toEqual([['0', '1', 2]]);
});

test('random lists agree with a map of edges', () => {
  for (let seed = 0; seed < 20; seed++) {
    const random = new Xoshiro128(seed);
    const lines = Array.from({ length: 300 }, () => [random.below(20), random.below(20), random.below(9) - 4] as const);
    for (const directed of [false, true]) {
      const wanted = new Map<string, [string, string, number]>();
      for (const [a, b, w] of lines) {
        const key = directed || a < b ? `${a} ${b}` : `${b} ${a}`;
        const old = wanted.get(key);
        if (old) old[2] = w;
        else wanted.set(key, [String(a), String(b), w]);
      }
      const text = lines.map((one) => one.join(' ')).join('\n');
      expect(read('r.edges', text, directed).edges).toEqual([...wanted.values()]);
      const named = lines.map(([a, b, w]) => `u${a} u${b} ${w}`).join('\n');
      expect(read('r.edges', named, directed).edges).toEqual(
        [...wanted.values()].map(([a, b, w]) => [`u${a}`, `u${b}`, w]),
      );
    }
  }
});

test('weights are read to the last bit', () => {
  const random = new Xoshiro128(3);
  const values = [0.1, 1e300, 5e-324, 123456789012345680, 0.30000000000000004, 1e-7, -0.25, 4];
  for (let i = 0; i < 500; i++) values.push((random.next() - 0.5) * 10 ** (random.below(20) - 8));
  const text = values.map((one, i) => `${i} ${i + 1} ${one}`).join('\n');
  expect(read('w.edges', text).edges.map((one) => one[2])).toEqual(values);
});

test('what is not an edge is refused with its line', () => {
  const refusal = (name: string, text: string): string => {
    try {
      read(name, text);
    } catch (error) {
      expect(error).toBeInstanceOf(AssayError);
      return (error as Error).message.slice(folder.length + 1);
    }
    return 'no refusal';
  };
  expect(refusal('a.edges', '0 1\n\n# note\n2\n')).toBe('a.edges:4 a source and a target was expected');
  for (const weight of ['abc', 'NaN', 'inf', 'Infinity', '1,5', '0x10', '1e999'])
    expect(refusal('a.edges', `0 1 2\n1 2 ${weight}\n`)).toBe('a.edges:2 a numeric weight was expected');
  expect(refusal('a.csv', 'source,target\n1,\n')).toBe('a.csv:2 a source and a target was expected');
  expect(refusal('a.csv', 'source,target\n"1,2\n')).toBe('a.csv:2 a closing quote was expected');
});

test('empty files are graphs without nodes', () => {
  for (const text of ['', '\n\n', '# only a comment\n', 'source,target\n'])
    expect(read('a.csv', text)).toEqual({ names: [], edges: [] });
});

test('a packed file is the same graph, and a missing last line end changes nothing', () => {
  const text = '0 1 2\n1 2 3';
  expect(read('a.edges.gz', gzipSync(text))).toEqual(read('a.edges', text));
});

test('pieces of a long file end with a line and lose nothing', () => {
  const long = `${'x'.repeat(9 << 20)} y\n`;
  const text = `a b\n${long}c d`;
  let joined = '';
  for (const chunk of chunksOfLines(file('long.edges', text))) {
    expect(chunk.at(-1)).toBe(10);
    joined += Buffer.from(chunk).toString('latin1');
  }
  expect(joined).toBe(`${text}\n`);
});

test('labels come one a line or by name', () => {
  const graph = graphOfFile(file('a.edges', '0 1\n1 3\n'), false);
  const labels = (text: string): readonly (string | null)[] =>
    strings(labelsOfFile(file('a.labels', text), graph.names), 'label');
  expect(labels('x\n\nz\n')).toEqual(['x', null, 'z']);
  expect(labels('x\ny\nlone\nz\n')).toEqual(['x', 'y', 'z']);
  expect(labels('node,label\n3,"a, b"\n7,other\n0,c\n')).toEqual(['c', null, 'a, b']);
  expect(() => labels('x\ny\n')).toThrow('a label for each of 3 nodes was expected, one a line, found 2');
  const named = graphOfFile(file('b.edges', 'bob eve\n'), false);
  expect(strings(labelsOfFile(file('b.labels', 'id,team\neve,red\n'), named.names), 'label')).toEqual([null, 'red']);
});

test('names that begin alike are told apart, however long', () => {
  const wanted = Array.from({ length: 40 }, (_, i) => 'n'.repeat(i + 1)).flatMap((name) => [
    name,
    `${name}m`,
    `é${name}`,
  ]);
  const text = wanted.map((name, i) => `${name} ${wanted[(i * 7) % wanted.length]}\n`).join('');
  const { names, edges } = read('alike.edges', text, true);
  expect(new Set(names)).toEqual(new Set(wanted));
  expect(edges.map(([a, b]) => [a, b])).toEqual(wanted.map((name, i) => [name, wanted[(i * 7) % wanted.length]]));
});

test('thousands of names are found again', () => {
  const random = new Xoshiro128(3);
  const rows = Array.from({ length: 30_000 }, () =>
    [random.below(9000), random.below(9000)].map((one) => `user-${one}`),
  );
  const { edges } = read('many.edges', rows.map((row) => `${row.join(' ')}\n`).join(''), true, 'all');
  expect(edges.map(([a, b]) => [a, b])).toEqual(rows);
});

test('labels are found by the header of their column, whatever parts the cells, behind a byte order mark', () => {
  const graph = graphOfFile(file('c.edges', 'ann b;c\nann d\n'), false);
  const labels = (text: string): readonly (string | null)[] =>
    strings(labelsOfFile(file('c.labels', text), graph.names), 'label');
  expect(labels('\uFEFFnode,label\nann,x\nd,y\n')).toEqual(['x', null, 'y']);
  expect(labels('\uFEFFx\ny\nz\n')).toEqual(['x', 'y', 'z']);
  expect(labels('node;label\r\n"b;c";"say ""hi"""\r\nd;x, y\r\n')).toEqual([null, 'say "hi"', 'x, y']);
  expect(labels('id\tage\tlabel\nann\t30\tx\nd\t31\ty\n')).toEqual(['x', null, 'y']);
  expect(labels(',node,label\n0,ann,x\n1,d,\n')).toEqual(['x', null, null]);
  expect(labels('node,label,age\nann,x,30\n')).toEqual(['x', null, null]);
  expect(() => labels('node,age,label\nann,30\n')).toThrow(':2 a node and its label were expected');
});

withData(sharedData('graphs', 'emaileu.edges'), 'a graph with lone nodes has a label for each', (edges) => {
  const { graph, names, rows } = graphOfFile(edges, true);
  expect([names.count, rows, graph.about.repeated]).toEqual([1005, 24929, 0]);
  expect(numbers(graph, 'source').buffer).toBeInstanceOf(SharedArrayBuffer);
  const label = strings(labelsOfFile(edges.replace(/edges$/, 'labels'), names), 'label');
  expect(new Set(label).size).toBe(42);
});
