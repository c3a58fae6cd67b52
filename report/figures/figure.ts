import { formatNumber } from '../svg';
import type { TableData } from '../table';

export interface Figure {
  readonly title: string;
  /** One or two sentences that say what it shows. */
  readonly text: string;
  /** SVG; absent where a table says it better. */
  readonly chart?: string;
  readonly table: TableData;
}

export function percent(value: number | null | undefined): string {
  return value === null || value === undefined || Number.isNaN(value)
    ? 'unknown'
    : `${formatNumber(Math.round(value * 1000) / 10)} %`;
}
