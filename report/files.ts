import { type Artefact, cell, numbers, rowCount } from '../domain/artefact';

/** RFC 4180, with a spreadsheet's formula characters made harmless: a cell that begins with one gets a leading apostrophe. */
export function csvOf(artefact: Artefact): string {
  const names = Object.keys(artefact.columns);
  const quote = (value: unknown): string => {
    if (value === null || value === undefined) return '';
    const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [names.map(quote).join(',')];
  for (let row = 0; row < rowCount(artefact); row++)
    lines.push(names.map((name) => quote(cell(artefact.columns[name]!, row))).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

/** Values of nodes to write beside a graph: by node number. */
export function nodeValues(artefact: Artefact): Map<number, number> {
  const node = numbers(artefact, 'node');
  const value = numbers(artefact, 'value');
  return new Map(Array.from(node, (one, i) => [one, value[i]!]));
}
