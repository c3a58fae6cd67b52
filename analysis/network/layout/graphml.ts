import { type DrawnGraph, xmlText } from './drawn-graph';

interface Key {
  readonly id: string;
  readonly of: 'node' | 'edge';
  readonly name: string;
  readonly type: 'double' | 'int' | 'string';
}

/** GraphML with the keys that Gephi takes for label, place, size and colour (http://graphml.graphdrawing.org). O(n + m). */
export function graphmlOf(graph: DrawnGraph): string {
  const { list } = graph;
  const names = Object.keys(graph.values ?? {});
  const keys: Key[] = [{ id: 'label', of: 'node', name: 'label', type: 'string' }];
  if (graph.x && graph.y) for (const id of ['x', 'y']) keys.push({ id, of: 'node', name: id, type: 'double' });
  if (graph.size) keys.push({ id: 'size', of: 'node', name: 'size', type: 'double' });
  if (graph.colour) for (const id of ['r', 'g', 'b']) keys.push({ id, of: 'node', name: id, type: 'int' });
  names.forEach((name, i) => {
    keys.push({ id: `v${i}`, of: 'node', name, type: 'double' });
  });
  keys.push({ id: 'weight', of: 'edge', name: 'weight', type: 'double' });
  if (list.sign) keys.push({ id: 'sign', of: 'edge', name: 'sign', type: 'int' });
  if (list.time) keys.push({ id: 'time', of: 'edge', name: 'time', type: 'double' });
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys.map(
      (key) => `<key id="${key.id}" for="${key.of}" attr.name="${xmlText(key.name)}" attr.type="${key.type}"/>`,
    ),
    `<graph edgedefault="${list.directed ? 'directed' : 'undirected'}">`,
  ];
  const data = (key: string, value: string | number | undefined): string =>
    value === undefined || (typeof value === 'number' && !Number.isFinite(value))
      ? ''
      : `<data key="${key}">${typeof value === 'string' ? xmlText(value) : value}</data>`;
  for (let v = 0; v < list.nodes; v++) {
    const colour = graph.colour?.(v);
    const part = (at: number): number | undefined =>
      colour === undefined ? undefined : Number.parseInt(colour.slice(at, at + 2), 16);
    lines.push(
      `<node id="n${v}">${data('label', graph.label(v))}${data('x', graph.x?.[v])}${data('y', graph.y?.[v])}${data('size', graph.size?.[v])}${data('r', part(1))}${data('g', part(3))}${data('b', part(5))}${names.map((name, i) => data(`v${i}`, graph.values![name]![v])).join('')}</node>`,
    );
  }
  for (let e = 0; e < list.source.length; e++)
    lines.push(
      `<edge id="e${e}" source="n${list.source[e]}" target="n${list.target[e]}">${data('weight', list.weight[e])}${data('sign', list.sign?.[e])}${data('time', list.time?.[e])}</edge>`,
    );
  lines.push('</graph>', '</graphml>', '');
  return lines.join('\n');
}
