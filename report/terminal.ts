import type { Json } from '../domain/json';
import { formatNumber } from './svg';
import type { TableData } from './table';

function cellText(value: Json, cellWidth: number): string {
  if (value === null) return '–';
  if (typeof value === 'number') return formatNumber(value);
  // Control characters of a post must not reach the terminal.
  const text = (typeof value === 'object' ? JSON.stringify(value) : String(value)).replace(/\p{C}+/gu, ' ');
  const shown = Array.from(text);
  return shown.length > cellWidth ? `${shown.slice(0, cellWidth - 1).join('')}…` : text;
}

/** A table as aligned lines for a terminal, numbers to the right; cells are cut at `cellWidth` characters. */
export function tableText({ head, rows }: TableData, cellWidth: number): string[] {
  const cells = [head, ...rows.map((row) => row.map((value) => cellText(value, cellWidth)))];
  const width = head.map((_, i) => Math.max(...cells.map((row) => Array.from(row[i]!).length)));
  const numeric = head.map((_, i) => rows.every((row) => row[i] === null || typeof row[i] === 'number'));
  const pad = (text: string, i: number): string => {
    const gap = ' '.repeat(width[i]! - Array.from(text).length);
    return numeric[i] ? gap + text : text + gap;
  };
  return cells.map((row) => row.map(pad).join('  ').trimEnd());
}
