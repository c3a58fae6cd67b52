import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { graphOfFile } from '../../../activities/runner/file-graph';
import { DecimalReader } from '../../../activities/runner/edges/numbers';
import { edgeList } from '../../../analysis/network/graph/graph';
import { Xoshiro128 } from '../../../analysis/statistics/random';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'assay-odd-edges-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** How the file was written: what the reader has to find out. */
interface Written {
  readonly separator: ' ' | ',' | ';' | '\t';
  readonly header: boolean;
  readonly columns: readonly string[];
}

type Edge = [source: string, target: string, weight: number, sign: number, time: number | null];

class Refusal extends Error {}

const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function cellsOf(line: string, separator: string, refuse: (expected: string) => never): string[] {
  if (separator === ' ') return line.trim().split(/\s+/);
  const cells: string[] = [];
  let rest = line;
  for (;;) {
    const start = separator === '\t' ? rest.replace(/^ +/, '') : rest.trimStart();
    if (start.startsWith('"')) {
      const quoted = /^"((?:[^"]|"")*)"(?!")/.exec(start);
      if (!quoted) refuse('a closing quote');
      cells.push(quoted![1]!.replaceAll('""', '"'));
      rest = start.slice(quoted![0].length);
      const next = rest.indexOf(separator);
      if (next < 0) return cells;
      rest = rest.slice(next + 1);
    } else {
      const next = rest.indexOf(separator);
      cells.push((next < 0 ? rest : rest.slice(0, next)).trim());
      if (next < 0) return cells;
      rest = rest.slice(next + 1);
    }
  }
}

/** The plain reader: by lines and regular expressions, told how the file is written. */
function plainEdges(text: string, written: Written): { names: string[]; edges: Edge[] } {
  const edges: Edge[] = [];
  const seen = new Set<string>();
  let stated: number | undefined;
  let headerLeft = written.header;
  text
    .replace(/^\ufeff/, '')
    .split('\n')
    .forEach((line, index) => {
      const refuse = (expected: string): never => {
        throw new Refusal(`:${index + 1} ${expected} was expected`);
      };
      if (line.trim() === '') return;
      if (/^\s*[#%]/.test(line)) {
        const found = /(?:^|\s)n=(\d{1,9})\b/.exec(line);
        if (found && edges.length === 0) stated = Number(found[1]);
        return;
      }
      if (headerLeft) {
        headerLeft = false;
        return;
      }
      const cells = cellsOf(line, written.separator, refuse);
      const edge: Edge = ['', '', 1, 1, null];
      written.columns.forEach((column, c) => {
        const cell = cells[c] ?? '';
        if (cell === '') return;
        if (column === 'source' || column === 'target') seen.add(cell);
        if (column === 'source') edge[0] = cell;
        if (column === 'target') edge[1] = cell;
        if (column === 'weight') {
          if (!isNumber.test(cell) || !Number.isFinite(Number(cell))) refuse('a numeric weight');
          edge[2] = Number(cell);
          if (!written.columns.includes('sign')) edge[3] = edge[2] < 0 ? -1 : 1;
        }
        if (column === 'sign') {
          const sign = cell === '+' ? 1 : cell === '-' ? -1 : isNumber.test(cell) ? Number(cell) : Number.NaN;
          if (!Number.isFinite(sign)) refuse('a numeric sign');
          edge[3] = Math.sign(sign) + 0;
        }
        if (column === 'time') {
          const time = isNumber.test(cell)
            ? Number(cell)
            : /^\d{4}-\d\d-\d\d$/.test(cell)
              ? Date.parse(cell)
              : Number.NaN;
          if (!Number.isFinite(time)) refuse('a numeric time, or one such as 2026-03-01T12:00:00Z,');
          edge[4] = time;
        }
      });
      if (edge[0] === '' || edge[1] === '') refuse('a source and a target');
      edges.push(edge);
    });
  let names = [...seen];
  if (names.every((name) => /^(0|[1-9]\d{0,14})$/.test(name))) {
    names.sort((a, b) => Number(a) - Number(b));
    const largest = Number(names.at(-1) ?? -1);
    if (stated !== undefined && largest < stated) names = Array.from({ length: stated }, (_, i) => String(i));
  }
  return { names, edges };
}

/** A file of one way of writing, with whatever people and programs put in: few of its values are wrong. */
function drawn(random: Xoshiro128): { name: string; text: string; written: Written } {
  const pick = <T>(of: readonly T[]): T => of[random.below(of.length)]!;
  const often = (share: number): boolean => random.next() < share;
  const separator = pick([' ', ' ', ',', ';', '\t'] as const);
  const header = separator === ';' || separator === '\t' || often(0.4);
  const columns = ['source', 'target', ...(often(0.7) ? ['weight'] : []), ...(often(0.3) ? ['time'] : [])];
  if (header) {
    if (often(0.3)) columns.push('sign');
    if (often(0.3)) columns.push('note');
    if (often(0.3)) random.shuffle(columns);
  } else if (columns.length === 3 && columns[2] === 'time') columns.splice(2, 1);
  const digits = (count: number): string => Array.from({ length: count }, () => random.below(10)).join('');
  const numbered = often(0.6);
  const node = (): string => {
    if (numbered && often(0.98)) return String(random.below(30));
    const names = ['a', 'zoë', '名前', '007', '5000000000', '-3', '1.5', '+1', 'a"b', `${random.below(99)}`];
    if (separator !== ' ') names.push('"b, c"', '"say ""hi"""', '"12"', ' padded ', '');
    return pick(names);
  };
  const number = (): string => {
    const wrong = [
      'abc',
      'NaN',
      'inf',
      '0x10',
      '1e999',
      '--1',
      '1.2.3',
      '1e',
      'e5',
      '.',
      '+',
      '1_000',
      '"x"',
      '5-',
      '٣',
    ];
    wrong.push(separator === ',' ? '"1,5"' : '1,5');
    if (often(0.004)) return pick(wrong);
    const plain = [
      '1',
      '0',
      '-0',
      '2.50',
      '.5',
      '7.',
      '-3',
      '+4',
      '+.25',
      '1e3',
      '1.5E-7',
      '-2e+2',
      '01',
      '1e-400',
      '9007199254740993',
    ];
    if (separator !== ' ') plain.push('', ' 2 ', '"2.5"', '""', '3\t');
    return pick([
      ...plain,
      digits(1 + random.below(25)),
      `${random.below(2)}.${digits(1 + random.below(24))}`,
      `${digits(3)}e${random.below(80) - 40}`,
    ]);
  };
  const cell = (column: string): string =>
    column === 'source' || column === 'target'
      ? node()
      : column === 'time' && often(0.2)
        ? '2026-03-01'
        : column === 'sign' && often(0.5)
          ? pick(['+', '-', '1', '-1'])
          : column === 'note'
            ? pick(['x', '1', ''])
            : number();
  const end = pick(['\n', '\r\n']);
  let text = often(0.2) ? '\ufeff' : '';
  if (often(0.2)) text += `# made by hand n=${pick([3, 40])}${end}`;
  if (header)
    text +=
      columns.map((one) => (often(0.2) ? `"${one.toUpperCase()}"` : one)).join(separator === ' ' ? ',' : separator) +
      end;
  const written = { separator: header && separator === ' ' ? (',' as const) : separator, header, columns };
  const between = written.separator === ' ' ? pick([' ', '\t', '  ', ' \t']) : written.separator;
  for (let lines = random.below(40); lines > 0; lines--) {
    if (often(0.03)) text += pick(['# note', '  % note', '', '   ']) + end;
    const cells = columns.map(cell);
    // Cells at the end may be left out.
    if (!header && often(0.1)) cells.length = Math.max(often(0.02) ? 1 : 2, cells.length - 1);
    text += `${often(0.05) && written.separator !== '\t' ? '  ' : ''}${cells.join(between)}${often(0.1) ? '  ' : ''}${end}`;
  }
  if (often(0.3)) text = text.slice(0, -end.length);
  return {
    name: written.separator === ';' || written.separator === '\t' || often(0.5) ? 'odd.csv' : 'odd.edges',
    text,
    written,
  };
}

/** Whether the first line tells how the file is written: what begins with a quoted comma, or has one cell, could be anything. */
function tells({ text, written, name }: ReturnType<typeof drawn>): boolean {
  if (written.header) return true;
  const first = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .find((line) => line.trim() !== '' && !/^\s*[#%]/.test(line));
  if (first === undefined) return true;
  if (written.separator === ',') return first.includes(',') && (name.endsWith('.csv') || !/\s/.test(first.trim()));
  return !first.includes(',') && !(name.endsWith('.csv') && /[;\t]/.test(first));
}

function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return (error as Error).message.replace(/^.*odd\.(csv|edges)/, '');
  }
}

test('files of any kind are read, or refused with the line, as by a plain reader', () => {
  let [read, refused] = [0, 0];
  for (let seed = 0; seed < 2000; seed++) {
    const one = drawn(new Xoshiro128(seed));
    if (!tells(one)) continue;
    const file = path.join(folder, one.name);
    writeFileSync(file, one.text);
    const found = outcome(() => {
      const { graph, names } = graphOfFile(file, true, 'all');
      const { source, target, weight, sign, time } = edgeList(graph);
      const edges = Array.from(source, (a, e) => {
        const at = time ? time[e]! : Number.NaN;
        return [names.name(a), names.name(target[e]!), weight[e]!, sign ? sign[e]! : 1, Number.isNaN(at) ? null : at];
      });
      return { names: Array.from({ length: names.count }, (_, i) => names.name(i)), edges };
    });
    const wanted = outcome(() => plainEdges(one.text, one.written)) as { names: string[]; edges: Edge[] } | string;
    if (typeof wanted === 'string') refused++;
    else {
      read++;
      // A column of signs without a negative one says nothing.
      if (!wanted.edges.some((edge) => edge[3] < 0)) for (const edge of wanted.edges) edge[3] = 1;
    }
    if (!isDeepStrictEqual(found, wanted)) expect({ seed, found }).toEqual({ seed, found: wanted });
  }
  expect(Math.min(read, refused)).toBeGreaterThan(200);
});

test('decimals are rounded as by the language, also next to the middle of two doubles', () => {
  const random = new Xoshiro128(9);
  const reader = new DecimalReader();
  const digits = (count: number): string => Array.from({ length: count }, () => random.below(10)).join('');
  const texts: string[] = [
    '9007199254740993',
    '-0',
    '1e22',
    '1e23',
    '4.35',
    '0.000001',
    '1.7976931348623157e308',
    '5e-324',
  ];
  for (let i = 0; i < 4_000; i++) {
    texts.push(
      String(random.next() + random.next() / 2 ** 32),
      `${digits(1 + random.below(20))}.${digits(random.below(22))}`,
    );
    texts.push(
      `0.${'0'.repeat(random.below(6))}${digits(1 + random.below(21))}`,
      `${digits(9)}e${random.below(60) - 30}`,
    );
    // Halves, quarters of odd numbers above 2⁵³: exactly in the middle.
    const middle = (2n ** 53n + 1n + 2n * BigInt(random.below(2 ** 31))) * 25n;
    texts.push(String(middle / 25n), `${middle / 100n}.${String(middle % 100n).padStart(2, '0')}`);
  }
  for (const text of texts) {
    const value = reader.read(Buffer.from(`${text}\n`), 0);
    if (!Object.is(value, Number(text)) || reader.stop !== text.length)
      expect([text, value]).toEqual([text, Number(text)]);
  }
});
