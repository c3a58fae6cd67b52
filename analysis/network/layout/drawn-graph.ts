import type { EdgeList } from '../graph/graph';

/** A graph with all that a picture of it needs, in columns by node. */
export interface DrawnGraph {
  readonly list: EdgeList;
  readonly label: (node: number) => string;
  readonly x?: Float64Array;
  readonly y?: Float64Array;
  readonly size?: Float64Array;
  /** `#rrggbb`. */
  readonly colour?: (node: number) => string;
  /** Further values of each node, such as its community; NaN is left out. */
  readonly values?: Readonly<Record<string, ArrayLike<number>>>;
}

const colours = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#f0e442',
  '#882255',
  '#44aa99',
  '#999933',
  '#aa4499',
  '#332288',
];

/** Colour of a community; the many small ones share a grey. */
export function communityColour(community: number): string {
  return colours[community] ?? '#8a8a8a';
}

/** Text as it may stand in XML 1.0: markup escaped, characters that XML lacks left out. */
export function xmlText(text: string): string {
  let out = '';
  for (const one of text) {
    const code = one.codePointAt(0)!;
    const allowed =
      code === 9 ||
      code === 10 ||
      code === 13 ||
      (code >= 32 && code < 0xd800) ||
      (code > 0xdfff && code < 0xfffe) ||
      code > 0xffff;
    if (!allowed) continue;
    out += one === '&' ? '&amp;' : one === '<' ? '&lt;' : one === '>' ? '&gt;' : one === '"' ? '&quot;' : one;
  }
  return out;
}

/** Bounds of the times of edges; undefined without any. */
export function timeBounds(list: EdgeList): { first: number; last: number } | undefined {
  let [first, last] = [Infinity, -Infinity];
  for (const time of list.time ?? []) {
    if (!Number.isFinite(time)) continue;
    first = Math.min(first, time);
    last = Math.max(last, time);
  }
  return first <= last ? { first, last } : undefined;
}
