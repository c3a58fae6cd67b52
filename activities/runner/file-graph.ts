import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Artefact } from '../../domain/artefact';
import { AssayError } from '../../domain/errors';

/** A graph of a file, its nodes numbered, with the names that the file gives them. */
export interface FileGraph {
  readonly graph: Artefact;
  readonly names: readonly string[];
  readonly rows: number;
}

/** Memory that worker threads share instead of copying. */
function shared<A extends Float64Array | Int32Array | Int8Array>(
  values: ArrayLike<number>,
  type: new (buffer: SharedArrayBuffer) => A,
  bytes: number,
): A {
  const array = new type(new SharedArrayBuffer(values.length * bytes));
  array.set(values);
  return array;
}

const plainNumber = /^(?:0|[1-9]\d{0,14})$/;

function textOf(file: string): string {
  const bytes = readFileSync(file);
  return (/\.gz$/i.test(file) ? gunzipSync(bytes) : bytes).toString('utf8');
}

/**
 * An edge list: CSV with the header source,target[,weight][,sign][,time], or white-space-separated `.edges` with # comments whose
 * further columns are a weight and a time. Nodes are numbered by their number where all are numbers, else as they appear. An edge that
 * stands twice is one edge with the weights added where the graph is directed; in an undirected graph the first one counts.
 */
export function graphOfFile(file: string, directed: boolean): FileGraph {
  const lines = textOf(file).split(/\r?\n/);
  const csv = /\.csv(\.gz)?$/i.test(file);
  let columns = ['source', 'target', 'weight', 'time'];
  let first = true;
  const appeared = new Map<string, number>();
  const place = (name: string): number => {
    let found = appeared.get(name);
    if (found === undefined) appeared.set(name, (found = appeared.size));
    return found;
  };
  const edges = new Map<string, { a: number; b: number; weight: number; sign: number; time: number }>();
  lines.forEach((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return;
    const cells = csv ? line.split(',').map((one) => one.trim()) : line.trim().split(/\s+/);
    if (first) {
      first = false;
      // Only a header names its columns: a list that begins with an edge keeps it.
      if (cells.includes('source') && cells.includes('target')) {
        columns = cells;
        return;
      }
    }
    const cell = (name: string): string | undefined => {
      const at = columns.indexOf(name);
      return at < 0 || cells[at] === '' ? undefined : cells[at];
    };
    const number = (name: string, otherwise: number): number => {
      const text = cell(name);
      if (text === undefined) return otherwise;
      const value = Number(text);
      if (Number.isNaN(value))
        throw new AssayError('ASSAY_FILE_UNREADABLE', `${file}:${index + 1} a numeric ${name} was expected`);
      return value;
    };
    const [from, to] = [cell('source'), cell('target')];
    if (from === undefined || to === undefined)
      throw new AssayError('ASSAY_FILE_UNREADABLE', `${file}:${index + 1} a source and a target were expected`);
    const weight = number('weight', 1);
    let [a, b] = [place(from), place(to)];
    if (!directed && a > b) [a, b] = [b, a];
    const known = edges.get(`${a} ${b}`);
    if (!known)
      edges.set(`${a} ${b}`, {
        a,
        b,
        weight,
        sign: number('sign', weight < 0 ? -1 : 1),
        time: number('time', Number.NaN),
      });
    else if (directed) known.weight += weight;
  });
  let names = [...appeared.keys()];
  const number = Int32Array.from(names, (_, i) => i);
  if (names.every((name) => plainNumber.test(name))) {
    names = names.sort((a, b) => Number(a) - Number(b));
    names.forEach((name, i) => {
      number[appeared.get(name)!] = i;
    });
  }
  const list = [...edges.values()];
  const signed = list.some((one) => one.sign < 0);
  const timed = list.some((one) => !Number.isNaN(one.time));
  return {
    names,
    rows: list.length,
    graph: {
      kind: 'graph',
      columns: {
        source: shared(
          list.map((one) => number[one.a]!),
          Int32Array,
          4,
        ),
        target: shared(
          list.map((one) => number[one.b]!),
          Int32Array,
          4,
        ),
        weight: shared(
          list.map((one) => one.weight),
          Float64Array,
          8,
        ),
        ...(signed
          ? {
              sign: shared(
                list.map((one) => Math.sign(one.sign)),
                Int8Array,
                1,
              ),
            }
          : {}),
        ...(timed
          ? {
              time: shared(
                list.map((one) => one.time),
                Float64Array,
                8,
              ),
            }
          : {}),
      },
      about: { nodes: names.length, directed },
    },
  };
}

/** A label for each node, in node order: one a line, or CSV with the header node,label. Nodes without one are null. */
export function labelsOfFile(file: string, names: readonly string[]): Artefact {
  const lines = textOf(file).split(/\r?\n/);
  while (lines.at(-1)?.trim() === '') lines.pop();
  let label: (string | null)[];
  if (lines[0]?.trim() === 'node,label') {
    const places = new Map(names.map((name, i) => [name, i]));
    label = new Array<string | null>(names.length).fill(null);
    lines.slice(1).forEach((line, index) => {
      const comma = line.indexOf(',');
      const at = places.get(line.slice(0, comma).trim());
      if (comma < 0 || at === undefined)
        throw new AssayError(
          'ASSAY_FILE_UNREADABLE',
          `${file}:${index + 2} a node of the graph and its label were expected`,
        );
      label[at] = line.slice(comma + 1).trim();
    });
  } else {
    if (lines.length !== names.length)
      throw new AssayError(
        'ASSAY_FILE_UNREADABLE',
        `${file}: a label for each of ${names.length} nodes was expected, one a line, found ${lines.length}`,
      );
    label = lines.map((line) => line.trim() || null);
  }
  return { kind: 'node-labels', columns: { label }, about: {} };
}
