import { type DrawnGraph, timeBounds, xmlText } from './drawn-graph';

function channels(colour: string): string {
  const part = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16);
  return `r="${part(1)}" g="${part(3)}" b="${part(5)}"`;
}

/**
 * GEXF 1.3, as Gephi reads it: positions, sizes, colours, values of nodes, weights, signs, and the time from which an edge stands
 * (https://gexf.net/schema.html). No date of writing: the same graph gives the same text. O(n + m).
 */
export function gexfOf(graph: DrawnGraph): string {
  const { list } = graph;
  const bounds = timeBounds(list);
  const names = Object.keys(graph.values ?? {});
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
    `<graph defaultedgetype="${list.directed ? 'directed' : 'undirected'}" mode="${bounds ? 'dynamic' : 'static'}"${bounds ? ` timeformat="double" timerepresentation="interval" start="${bounds.first}" end="${bounds.last}"` : ''}>`,
  ];
  if (names.length > 0) {
    lines.push('<attributes class="node">');
    names.forEach((name, i) => {
      lines.push(`<attribute id="${i}" title="${xmlText(name)}" type="double"/>`);
    });
    lines.push('</attributes>');
  }
  if (list.sign) lines.push('<attributes class="edge"><attribute id="sign" title="sign" type="integer"/></attributes>');
  lines.push('<nodes>');
  for (let v = 0; v < list.nodes; v++) {
    const parts = [`<node id="${v}" label="${xmlText(graph.label(v))}">`];
    const values = names.flatMap((name, i) => {
      const value = graph.values![name]![v]!;
      return Number.isFinite(value) ? `<attvalue for="${i}" value="${value}"/>` : [];
    });
    if (values.length > 0) parts.push(`<attvalues>${values.join('')}</attvalues>`);
    if (graph.colour) parts.push(`<viz:color ${channels(graph.colour(v))}/>`);
    if (graph.x && graph.y) parts.push(`<viz:position x="${graph.x[v]}" y="${graph.y[v]}" z="0"/>`);
    if (graph.size) parts.push(`<viz:size value="${graph.size[v]}"/>`);
    lines.push(`${parts.join('')}</node>`);
  }
  lines.push('</nodes>', '<edges>');
  for (let e = 0; e < list.source.length; e++) {
    const time = list.time?.[e];
    const start = time !== undefined && Number.isFinite(time) ? ` start="${time}"` : '';
    const sign = list.sign ? `<attvalues><attvalue for="sign" value="${list.sign[e]}"/></attvalues>` : '';
    const open = `<edge id="${e}" source="${list.source[e]}" target="${list.target[e]}" weight="${list.weight[e]}"${start}`;
    lines.push(sign ? `${open}>${sign}</edge>` : `${open}/>`);
  }
  lines.push('</edges>', '</graph>', '</gexf>', '');
  return lines.join('\n');
}
