import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Artefact } from '../../domain/artefact';
import { AssayError } from '../../domain/errors';
import type { NodeNames } from './edges/node-names';
import { readEdges } from './edges/reader';
import { sharedArray } from './edges/shared-array';
import { type RepeatedRule, repeatedRules, withoutRepeated } from './edges/repeated';

/** A graph of a file, its nodes numbered, with the names that the file gives them. */
export interface FileGraph {
  readonly graph: Artefact;
  readonly names: NodeNames;
  /** Edges, each once. */
  readonly rows: number;
}

export function repeatedRule(setting: string | undefined): RepeatedRule {
  const rule = repeatedRules.find((one) => one === (setting ?? 'last'));
  if (!rule)
    throw new AssayError(
      'ASSAY_METHOD_PARAMETERS',
      `repeated: one of ${repeatedRules.join(', ')} was expected, found "${setting}"`,
    );
  return rule;
}

/**
 * An edge list: CSV with the header source,target[,weight][,sign][,time], or white-space-separated `.edges` with # comments whose
 * further columns are a weight and a time; either also as .gz. Nodes are numbered by their number where all are whole numbers, else as
 * they appear; a comment ` n=34` adds those of 0 … 33 that no edge names. A weight left out is 1. An edge that stands twice, or in an
 * undirected list the other way round, is one edge, by default with the last line's weight, sign and time, as in networkx. O(bytes).
 */
export function graphOfFile(file: string, directed: boolean, rule: RepeatedRule = 'last'): FileGraph {
  const { edges: all, names } = readEdges(file);
  const { edges, repeated } = withoutRepeated(all, directed, rule);
  const { source, target, weight, sign, time } = edges;
  return {
    names,
    rows: source.length,
    graph: {
      kind: 'graph',
      columns: {
        source,
        target,
        weight: weight ?? sharedArray(Float64Array, source.length).fill(1),
        ...(sign ? { sign } : {}),
        ...(time ? { time } : {}),
      },
      about: { nodes: names.count, directed, repeated },
    },
  };
}

function areNumbersBelow(names: NodeNames, bound: number): boolean {
  for (let node = 0; node < names.count; node++) {
    const name = names.name(node);
    if (!/^(?:0|[1-9]\d{0,14})$/.test(name) || Number(name) >= bound) return false;
  }
  return true;
}

function unquoted(text: string): string | null {
  return (
    text
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('""', '"') || null
  );
}

/** The cells of a line; one in quotes may hold the separator, and a quote twice. Empty ones are null. */
function cellsOf(line: string, separator: string): (string | null)[] {
  const cells: string[] = [];
  let open: string | undefined;
  for (const piece of line.split(separator)) {
    const cell: string = open === undefined ? piece : open + separator + piece;
    open = /^\s*"/.test(cell) && cell.split('"').length % 2 === 0 ? cell : undefined;
    if (open === undefined) cells.push(cell);
  }
  return (open === undefined ? cells : [...cells, open]).map(unquoted);
}

/** Which cells hold node and label, where the first line is a header: it begins with node or id, or names both node and label. */
function labelColumns(header: string): { separator: string; node: number; label: number } | undefined {
  const separator = /[,;\t]/.exec(header)?.[0];
  if (separator === undefined) return undefined;
  const names = cellsOf(header, separator).map((one) => one?.toLowerCase());
  const label = names.indexOf('label');
  if (names[0] === 'node' || names[0] === 'id') return { separator, node: 0, label: label < 0 ? 1 : label };
  const node = names.indexOf('node');
  return node < 0 || label < 0 ? undefined : { separator, node, label };
}

/**
 * A label for each node: one a line, in node order (by number where nodes are numbered, also for numbers that the graph lacks), or CSV
 * (commas, semicolons or tabs) whose header begins with node, the label in the column of that name, else in the second; nodes that the
 * graph lacks are passed over. Nodes without a label are null.
 */
export function labelsOfFile(file: string, names: NodeNames): Artefact {
  const bytes = readFileSync(file);
  const text = (/\.gz$/i.test(file) ? gunzipSync(bytes) : bytes).toString('utf8');
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const label = new Array<string | null>(names.count).fill(null);
  const columns = labelColumns(lines[0] ?? '');
  if (columns) {
    lines.slice(1).forEach((line, index) => {
      if (line.trim() === '') return;
      const cells = cellsOf(line, columns.separator);
      if (cells.length <= Math.max(columns.node, columns.label))
        throw new AssayError('ASSAY_FILE_UNREADABLE', `${file}:${index + 2} a node and its label were expected`);
      const node = names.node(cells[columns.node] ?? '');
      if (node !== undefined) label[node] = cells[columns.label]!;
    });
    return { kind: 'node-labels', columns: { label }, about: {} };
  }
  while (lines.length > names.count && lines.at(-1)!.trim() === '') lines.pop();
  const byNumber = lines.length > names.count && areNumbersBelow(names, lines.length);
  if (lines.length !== names.count && !byNumber)
    throw new AssayError(
      'ASSAY_FILE_UNREADABLE',
      `${file}: a label for each of ${names.count} nodes was expected, one a line, found ${lines.length}`,
    );
  for (let node = 0; node < names.count; node++)
    label[node] = unquoted(lines[byNumber ? Number(names.name(node)) : node]!);
  return { kind: 'node-labels', columns: { label }, about: {} };
}
