/** Nodes that went from one timeline's community to another's between two slices that follow each other. */
export interface Flow {
  readonly slice: number;
  readonly from: number;
  readonly to: number;
  readonly nodes: number;
}

export interface Block {
  readonly slice: number;
  readonly timeline: number;
  readonly size: number;
}

const width = 760;
const height = 380;
const blockWidth = 10;
const gap = 4;
/** Okabe & Ito 2008: told apart also by the colour-blind. */
const colours = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#f0e442', '#666666'];

export function timelineColour(timeline: number): string {
  return colours[timeline % colours.length]!;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** An alluvial picture as SVG: a column a slice, a block a community as high as it is large, ribbons for the nodes that move on. */
export function alluvialSvg(slices: number, blocks: readonly Block[], flows: readonly Flow[], title: string): string {
  const columns = Array.from({ length: slices }, (_, s) =>
    blocks.filter((one) => one.slice === s).sort((a, b) => a.timeline - b.timeline),
  );
  const most = Math.max(1, ...columns.map((column) => column.reduce((sum, one) => sum + one.size, 0)));
  const longest = Math.max(0, ...columns.map((column) => column.length));
  const scale = Math.max(0.01, (height - gap * longest) / most);
  const x = (slice: number): number => round((slice / Math.max(1, slices - 1)) * (width - blockWidth));
  const top = new Map<string, number>();
  const rects: string[] = [];
  columns.forEach((column, slice) => {
    let y = 0;
    for (const block of column) {
      top.set(`${slice} ${block.timeline}`, y);
      rects.push(
        `<rect x="${x(slice)}" y="${round(y)}" width="${blockWidth}" height="${round(block.size * scale)}" fill="${timelineColour(block.timeline)}"><title>slice ${slice}, timeline ${block.timeline}: ${block.size} nodes</title></rect>`,
      );
      y += block.size * scale + gap;
    }
  });
  const left = new Map(top);
  const right = new Map(top);
  const ribbons: string[] = [];
  for (const flow of [...flows].sort((a, b) => a.slice - b.slice || a.from - b.from || a.to - b.to)) {
    const [a, b] = [`${flow.slice} ${flow.from}`, `${flow.slice + 1} ${flow.to}`];
    const [ya, yb] = [right.get(a), left.get(b)];
    if (ya === undefined || yb === undefined) continue;
    const thick = flow.nodes * scale;
    right.set(a, ya + thick);
    left.set(b, yb + thick);
    const [xa, xb] = [x(flow.slice) + blockWidth, x(flow.slice + 1)];
    const middle = round((xa + xb) / 2);
    ribbons.push(
      `<path d="M${xa} ${round(ya)}C${middle} ${round(ya)} ${middle} ${round(yb)} ${xb} ${round(yb)}V${round(yb + thick)}C${middle} ${round(yb + thick)} ${middle} ${round(ya + thick)} ${xa} ${round(ya + thick)}Z" fill="${timelineColour(flow.from)}" fill-opacity=".35"/>`,
    );
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img"><title>${title}</title>${ribbons.join('')}${rects.join('')}</svg>`;
}
