/**
 * Small charts as SVG text: no DOM, no script, the same bytes for the same data, colours from CSS variables so that they follow the
 * reader's light or dark mode. Every chart comes with a title and a description, and the report puts its table beside it.
 */
export interface ChartText {
  readonly title: string;
  /** What a person who cannot see the chart should know. */
  readonly description: string;
}

export interface Line {
  readonly name: string;
  /** y is null where there is nothing to draw: the line breaks, it never falls to zero. */
  readonly points: readonly {
    readonly x: number;
    readonly y: number | null;
    readonly low?: number | null;
    readonly high?: number | null;
  }[];
}

const width = 760;
const palette = 7;

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Up to two decimals that matter; the same in every locale. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Number.isInteger(value)) return value.toString().replace(/\B(?=(\d{3})+$)/g, ' ');
  if (Math.abs(value) >= 100) return formatNumber(Math.round(value));
  return Number(value.toPrecision(3)).toString();
}

function ticks(low: number, high: number, wanted = 5): number[] {
  if (!(high > low)) return [low];
  const rough = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough)!;
  const out: number[] = [];
  for (let at = Math.ceil(low / step); at * step <= high + step * 1e-9; at++)
    out.push(Number((at * step).toPrecision(12)));
  return out;
}

const day = 86_400_000;

function timeTicks(low: number, high: number): { at: number; label: string }[] {
  const steps = [day / 4, day / 2, day, 2 * day, 7 * day, 14 * day, 30 * day, 91 * day, 365 * day];
  const step = steps.find((one) => (high - low) / one <= 8) ?? 365 * day;
  const out: { at: number; label: string }[] = [];
  for (let at = Math.ceil(low / step) * step; at <= high; at += step) {
    const iso = new Date(at).toISOString();
    out.push({ at, label: step < day ? `${iso.slice(5, 10)} ${iso.slice(11, 16)}` : iso.slice(0, 10) });
  }
  return out;
}

function r(value: number): string {
  return (Math.round(value * 10) / 10).toString();
}

let chartNumber = 0;

/** Ids must differ within one page and be the same every time: the report starts the count anew. */
export function startChartIds(): void {
  chartNumber = 0;
}

function frame(text: ChartText, height: number, body: string): string {
  const id = `chart-${++chartNumber}`;
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-t ${id}-d" class="chart"><title id="${id}-t">${escapeHtml(text.title)}</title><desc id="${id}-d">${escapeHtml(text.description)}</desc>${body}</svg>`;
}

export interface LineOptions {
  readonly time: boolean;
  readonly yLabel: string;
  readonly xLabel?: string;
  /** Shaded spans, drawn behind: gaps in collection. */
  readonly gaps?: readonly { readonly from: number; readonly to: number }[];
  readonly marks?: readonly { readonly x: number; readonly y: number; readonly label: string }[];
  readonly steps?: boolean;
  readonly zero?: boolean;
}

export function lineChart(text: ChartText, lines: readonly Line[], options: LineOptions): string {
  const height = 300;
  const box = { left: 56, right: width - 16, top: 14, bottom: height - 58 };
  const all = lines.flatMap((line) => line.points);
  const known = all.filter((point) => point.y !== null);
  if (known.length === 0) return `<p class="nothing">${escapeHtml(text.title)}: not enough data</p>`;
  const xs = all.map((point) => point.x);
  const [x0, x1] = [Math.min(...xs), Math.max(...xs)];
  const ys = known.flatMap((point) => [point.y!, point.low ?? point.y!, point.high ?? point.y!]);
  let [y0, y1] = [Math.min(...ys), Math.max(...ys)];
  if (options.zero !== false) y0 = Math.min(0, y0);
  if (y1 === y0) y1 = y0 + 1;
  const X = (x: number): number => box.left + ((x - x0) / (x1 - x0 || 1)) * (box.right - box.left);
  const Y = (y: number): number => box.bottom - ((y - y0) / (y1 - y0)) * (box.bottom - box.top);
  let body = '';
  for (const gap of options.gaps ?? []) {
    const from = Math.max(x0, gap.from);
    const to = Math.min(x1, gap.to);
    if (to > from)
      body += `<rect class="gap" x="${r(X(from))}" y="${box.top}" width="${r(Math.max(2, X(to) - X(from)))}" height="${box.bottom - box.top}"><title>no collection</title></rect>`;
  }
  for (const tick of ticks(y0, y1))
    body += `<line class="grid" x1="${box.left}" x2="${box.right}" y1="${r(Y(tick))}" y2="${r(Y(tick))}"/><text class="tick" x="${box.left - 6}" y="${r(Y(tick) + 4)}" text-anchor="end">${formatNumber(tick)}</text>`;
  const xTicks = options.time ? timeTicks(x0, x1) : ticks(x0, x1, 8).map((at) => ({ at, label: formatNumber(at) }));
  for (const tick of xTicks)
    body += `<text class="tick" x="${r(X(tick.at))}" y="${box.bottom + 16}" text-anchor="middle">${tick.label}</text>`;
  body += `<text class="axis" x="${box.left}" y="${height - 26}">${escapeHtml(options.xLabel ?? (options.time ? 'time, UTC' : ''))}</text><text class="axis" transform="translate(13 ${(box.top + box.bottom) / 2}) rotate(-90)" text-anchor="middle">${escapeHtml(options.yLabel)}</text>`;
  lines.forEach((line, index) => {
    const colour = `s${index % palette}`;
    const band = line.points.filter(
      (point) => point.low !== undefined && point.low !== null && point.high !== undefined && point.high !== null,
    );
    if (band.length > 1) {
      const path = (pick: 'low' | 'high', points: typeof band): string =>
        points
          .map(
            (point, i) =>
              (options.steps && i > 0 ? `L${r(X(point.x))} ${r(Y(points[i - 1]![pick]!))}` : '') +
              `${i === 0 ? '' : ''}L${r(X(point.x))} ${r(Y(point[pick]!))}`,
          )
          .join('');
      const back = [...band].reverse();
      const lower = back
        .map(
          (point, i) =>
            `L${r(X(point.x))} ${r(Y(point.low!))}${options.steps && i + 1 < back.length ? `L${r(X(point.x))} ${r(Y(back[i + 1]!.low!))}` : ''}`,
        )
        .join('');
      body += `<path class="band ${colour}" d="M${path('high', band).slice(1)}${lower}Z"/>`;
    }
    let d = '';
    let pen = false;
    let last: number | null = null;
    for (const point of line.points) {
      if (point.y === null) {
        pen = false;
        last = null;
        continue;
      }
      if (pen && options.steps && last !== null) d += `L${r(X(point.x))} ${r(Y(last))}`;
      // A point between two gaps is a dot: a line of no length with round ends.
      d += `${pen ? 'L' : 'M'}${r(X(point.x))} ${r(Y(point.y))}${pen ? '' : 'h0'}`;
      pen = true;
      last = point.y;
    }
    body += `<path class="line ${colour}" d="${d}"/>`;
  });
  for (const mark of options.marks ?? [])
    body += `<circle class="mark" cx="${r(X(mark.x))}" cy="${r(Y(mark.y))}" r="4"><title>${escapeHtml(mark.label)}</title></circle>`;
  if (lines.length > 1) {
    let x = box.left;
    lines.forEach((line, index) => {
      body += `<rect class="key s${index % palette}" x="${x}" y="${height - 15}" width="12" height="4"/><text class="tick" x="${x + 16}" y="${height - 9}">${escapeHtml(line.name)}</text>`;
      x += 30 + line.name.length * 6.6;
    });
  }
  return frame(text, height, body);
}

export interface Bar {
  readonly label: string;
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly note?: string;
}

/** Horizontal bars, or dots with intervals where limits are given; `reference` draws a line such as the smallest effect. */
export function barChart(
  text: ChartText,
  bars: readonly Bar[],
  options: { readonly xLabel: string; readonly references?: readonly number[] },
): string {
  const row = 24;
  const height = bars.length * row + 46;
  const labelWidth = Math.min(280, Math.max(80, ...bars.map((bar) => bar.label.length * 7 + 10)));
  const box = {
    left: labelWidth,
    right: width - Math.max(60, ...bars.map((bar) => (bar.note ?? '').length * 6.8 + 12)),
    top: 6,
    bottom: height - 40,
  };
  const values = bars.flatMap((bar) =>
    bar.value === null ? [] : [bar.value, bar.low ?? bar.value, bar.high ?? bar.value],
  );
  if (values.length === 0) return `<p class="nothing">${escapeHtml(text.title)}: not enough data</p>`;
  const x0 = Math.min(0, ...values, ...(options.references ?? []));
  const x1 = Math.max(0, ...values, ...(options.references ?? [])) || 1;
  const X = (x: number): number => box.left + ((x - x0) / (x1 - x0)) * (box.right - box.left);
  let body = '';
  for (const tick of ticks(x0, x1))
    body += `<line class="grid" x1="${r(X(tick))}" x2="${r(X(tick))}" y1="${box.top}" y2="${box.bottom}"/><text class="tick" x="${r(X(tick))}" y="${box.bottom + 15}" text-anchor="middle">${formatNumber(tick)}</text>`;
  for (const reference of options.references ?? [])
    body += `<line class="reference" x1="${r(X(reference))}" x2="${r(X(reference))}" y1="${box.top}" y2="${box.bottom}"/>`;
  bars.forEach((bar, i) => {
    const y = box.top + i * row + row / 2;
    body += `<text class="tick" x="${box.left - 8}" y="${r(y + 4)}" text-anchor="end">${escapeHtml(bar.label)}</text>`;
    if (bar.value === null) {
      body += `<text class="tick" x="${r(X(0) + 6)}" y="${r(y + 4)}">${escapeHtml(bar.note ?? 'not enough data')}</text>`;
      return;
    }
    const interval = bar.low !== undefined && bar.low !== null && bar.high !== undefined && bar.high !== null;
    if (interval) {
      body += `<line class="interval" x1="${r(X(bar.low!))}" x2="${r(X(bar.high!))}" y1="${r(y)}" y2="${r(y)}"/><circle class="dot" cx="${r(X(bar.value))}" cy="${r(y)}" r="4.5"/>`;
    } else {
      const from = Math.min(X(0), X(bar.value));
      body += `<rect class="bar" x="${r(from)}" y="${r(y - 8)}" width="${r(Math.max(1, Math.abs(X(bar.value) - X(0))))}" height="16"/>`;
    }
    // Beside what is drawn: a dot with its interval, or a bar, which ends at 0 where it is negative.
    const end = interval ? Math.max(X(bar.value), X(bar.high!)) : Math.max(X(bar.value), X(0));
    body += `<text class="tick" x="${r(end + 6)}" y="${r(y + 4)}">${escapeHtml(bar.note ?? formatNumber(bar.value))}</text>`;
  });
  body += `<text class="axis" x="${box.left}" y="${height - 6}">${escapeHtml(options.xLabel)}</text>`;
  return frame(text, height, body);
}

/** Rules for the charts, from the page's variables. */
export const chartStyle = `
.chart{width:100%;height:auto;font:12px system-ui,sans-serif}
.chart .tick,.chart .axis{fill:var(--ink)}.chart .axis{font-weight:600}
.chart .grid{stroke:var(--faint)}.chart .gap{fill:var(--gap);stroke:var(--muted);stroke-dasharray:3 3}
.chart .line{fill:none;stroke-width:1.8;stroke-linecap:round}.chart .band{stroke:none;fill-opacity:.18}
.chart .bar{fill:var(--s0)}.chart .dot,.chart .mark{fill:var(--s1)}.chart .interval{stroke:var(--s1);stroke-width:2.5}
.chart .reference{stroke:var(--muted);stroke-dasharray:5 4}
${Array.from({ length: palette }, (_, i) => `.chart .line.s${i}{stroke:var(--s${i})}.chart .band.s${i},.chart .key.s${i}{fill:var(--s${i})}`).join('')}
`;
