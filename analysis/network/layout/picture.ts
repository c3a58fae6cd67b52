import { type DrawnGraph, xmlText } from './drawn-graph';

const side = 640;
/** A picture holds at most so many nodes and ties: the largest, the heaviest. */
const mostNodes = 1500;
const mostEdges = 2500;

const round = (value: number): number => Math.round(value * 10) / 10;

/** The graph as SVG without names: who a dot is stays in the study. Large graphs show their largest nodes and heaviest ties. */
export function pictureOf(graph: DrawnGraph, title: string): string {
  const { list, x, y } = graph;
  if (!x || !y || list.nodes === 0) return '';
  const size = graph.size ?? new Float64Array(list.nodes).fill(1);
  const nodes = Array.from({ length: list.nodes }, (_, v) => v)
    .sort((a, b) => size[b]! - size[a]! || a - b)
    .slice(0, mostNodes);
  const shown = new Uint8Array(list.nodes);
  for (const v of nodes) shown[v] = 1;
  const edges: number[] = [];
  for (let e = 0; e < list.source.length; e++)
    if (shown[list.source[e]!] && shown[list.target[e]!] && list.source[e] !== list.target[e]) edges.push(e);
  if (edges.length > mostEdges) {
    edges.sort((a, b) => list.weight[b]! - list.weight[a]! || a - b);
    edges.length = mostEdges;
  }
  const xs = nodes.map((v) => x[v]!);
  const ys = nodes.map((v) => y[v]!);
  const low = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), -Infinity);
  const span = Math.max(high(xs) - low(xs), high(ys) - low(ys), 1e-9);
  const px = (v: number): number => round(10 + ((x[v]! - low0x) / span) * (side - 20));
  const py = (v: number): number => round(10 + ((y[v]! - low0y) / span) * (side - 20));
  const [low0x, low0y] = [low(xs), low(ys)];
  const most = high(nodes.map((v) => size[v]!));
  const d = edges
    .map((e) => `M${px(list.source[e]!)} ${py(list.source[e]!)}L${px(list.target[e]!)} ${py(list.target[e]!)}`)
    .join('');
  const dots = nodes
    .map(
      (v) =>
        `<circle cx="${px(v)}" cy="${py(v)}" r="${round(1.5 + 5 * Math.sqrt(size[v]! / Math.max(most, 1e-9)))}" fill="${graph.colour?.(v) ?? '#0072b2'}"/>`,
    )
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" role="img"><title>${xmlText(title)}</title><path d="${d}" stroke="#8a8a8a" stroke-opacity=".3" stroke-width=".6" fill="none"/>${dots}</svg>`;
}
