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

/**
 * A label for each node: one a line, in node order (by number where nodes are numbered, also for numbers that the graph lacks), or CSV
 * whose header begins with node; nodes that the graph lacks are passed over. Nodes without a label are null.
 */
export function labelsOfFile(file: string, names: NodeNames): Artefact {
  const bytes = readFileSync(file);
  const lines = (/\.gz$/i.test(file) ? gunzipSync(bytes) : bytes).toString('utf8').split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const label = new Array<string | null>(names.count).fill(null);
  const unquoted = (text: string): string | null =>
    text
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .replaceAll('""', '"') || null;
  if (/^"?(node|id)"?\s*,/i.test(lines[0] ?? '')) {
    lines.slice(1).forEach((line, index) => {
      if (line.trim() === '') return;
      const comma = line.startsWith('"') ? line.indexOf('",') + 1 : line.indexOf(',');
      if (comma <= 0)
        throw new AssayError('ASSAY_FILE_UNREADABLE', `${file}:${index + 2} a node and its label were expected`);
      const node = names.node(unquoted(line.slice(0, comma)) ?? '');
      if (node !== undefined) label[node] = unquoted(line.slice(comma + 1));
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
