import { weakComponents } from '../graph/components';
import type { EdgeList } from '../graph/graph';
import type { Positions } from './force-atlas';

/** Room between parts, as a share of the side of a part of mean size. */
const gap = 0.08;

interface Box {
  readonly component: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function boxesOf(of: Int32Array, count: number, { x, y }: Positions): Box[] {
  const low = Array.from(
    { length: count },
    () => [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] as [number, number],
  );
  const high = Array.from(
    { length: count },
    () => [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY] as [number, number],
  );
  for (let v = 0; v < of.length; v++) {
    const [l, h] = [low[of[v]!]!, high[of[v]!]!];
    l[0] = Math.min(l[0], x[v]!);
    l[1] = Math.min(l[1], y[v]!);
    h[0] = Math.max(h[0], x[v]!);
    h[1] = Math.max(h[1], y[v]!);
  }
  return low.map(([left, top], component) => ({
    component,
    left,
    top,
    width: high[component]![0] - left,
    height: high[component]![1] - top,
  }));
}

/**
 * Moves the parts of a graph that no tie connects side by side, in rows, the highest first: forces drive them apart without end, and
 * their distance means nothing. Within a part nothing changes. O(n + m + parts log parts).
 */
export function packComponents(list: EdgeList, places: Positions): Positions {
  const { of, count } = weakComponents(list);
  if (count < 2) return places;
  const boxes = boxesOf(of, count, places).sort((a, b) => b.height - a.height || a.component - b.component);
  const area = boxes.reduce((sum, box) => sum + box.width * box.height, 0);
  const room = Math.max(gap * Math.sqrt(area / count), 1e-6 + gap * boxes[0]!.height * 0.5);
  const side = Math.sqrt(boxes.reduce((sum, box) => sum + (box.width + room) * (box.height + room), 0));
  const moveX = new Float64Array(count);
  const moveY = new Float64Array(count);
  let [left, top, height] = [0, 0, 0];
  for (const box of boxes) {
    if (left > 0 && left + box.width > Math.max(side, boxes[0]!.width)) {
      top += height + room;
      left = 0;
      height = 0;
    }
    moveX[box.component] = left - box.left;
    moveY[box.component] = top - box.top;
    left += box.width + room;
    height = Math.max(height, box.height);
  }
  return { x: places.x.map((at, v) => at + moveX[of[v]!]!), y: places.y.map((at, v) => at + moveY[of[v]!]!) };
}
