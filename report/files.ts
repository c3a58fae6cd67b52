import { type Artefact, cell, numbers, rowCount } from '../domain/artefact';
import type { TableData } from './table';

/** A cell of RFC 4180; one that a spreadsheet would take for a formula gets a leading apostrophe. */
function quote(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table of the report as CSV. */
export function csvOfTable({ head, rows }: TableData): string {
  return `${[head, ...rows].map((row) => row.map(quote).join(',')).join('\r\n')}\r\n`;
}

/**
 * An artefact's columns as CSV (RFC 4180), for R and pandas: times as ISO 8601 in UTC, and before the columns of posts their number in
 * the snapshot, `post`, by which files of one run are joined.
 */
export function csvOf(artefact: Artefact): string {
  const names = Object.keys(artefact.columns);
  const numbered = artefact.kind === 'post-table' && !names.includes('post');
  const written = (name: string, row: number): string => {
    const value = cell(artefact.columns[name]!, row);
    return quote(name === 'time' && typeof value === 'number' ? new Date(value).toISOString() : value);
  };
  const lines = [[...(numbered ? ['post'] : []), ...names.map(quote)].join(',')];
  for (let row = 0; row < rowCount(artefact); row++)
    lines.push([...(numbered ? [row] : []), ...names.map((name) => written(name, row))].join(','));
  return `${lines.join('\r\n')}\r\n`;
}

/** Values of nodes to write beside a graph: by node number. */
export function nodeValues(artefact: Artefact): Map<number, number> {
  const node = numbers(artefact, 'node');
  const value = numbers(artefact, 'value');
  return new Map(Array.from(node, (one, i) => [one, value[i]!]));
}
