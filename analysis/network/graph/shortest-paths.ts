import type { WideCsr } from './csr';

/** A binary heap of nodes by distance, for Dijkstra's method (1959, doi:10.1007/BF01386390). */
export class DistanceHeap {
  readonly #node: Int32Array;
  readonly #place: Int32Array;
  readonly #distance: Float64Array;
  size = 0;

  constructor(nodes: number, distance: Float64Array) {
    this.#node = new Int32Array(nodes);
    this.#place = new Int32Array(nodes).fill(-1);
    this.#distance = distance;
  }

  /** Takes the node in, or moves it up after its distance fell. */
  push(node: number): void {
    let at = this.#place[node]!;
    if (at < 0) at = this.size++;
    const distance = this.#distance[node]!;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const other = this.#node[up]!;
      if (this.#distance[other]! <= distance) break;
      this.#put(other, at);
      at = up;
    }
    this.#put(node, at);
  }

  pop(): number {
    const top = this.#node[0]!;
    this.#place[top] = -1;
    const last = this.#node[--this.size]!;
    if (this.size === 0) return top;
    const distance = this.#distance[last]!;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= this.size) break;
      if (down + 1 < this.size && this.#distance[this.#node[down + 1]!]! < this.#distance[this.#node[down]!]!) down++;
      const other = this.#node[down]!;
      if (this.#distance[other]! >= distance) break;
      this.#put(other, at);
      at = down;
    }
    this.#put(last, at);
    return top;
  }

  #put(node: number, at: number): void {
    this.#node[at] = node;
    this.#place[node] = at;
  }
}

/**
 * Distances from one source, edges as long as their weights, which are above 0. `order` gets the reached nodes by distance; returns
 * how many. `distance` must be Infinity everywhere, and is so for what is not reached.
 */
export function dijkstra(
  rows: WideCsr,
  source: number,
  distance: Float64Array,
  order: Int32Array,
  heap: DistanceHeap,
): number {
  const { offsets, targets, weights } = rows;
  let reached = 0;
  distance[source] = 0;
  heap.push(source);
  while (heap.size > 0) {
    const v = heap.pop();
    order[reached++] = v;
    for (let k = offsets[v]!; k < offsets[v + 1]!; k++) {
      const u = targets[k]!;
      const length = distance[v]! + (weights ? weights[k]! : 1);
      if (length < distance[u]!) {
        distance[u] = length;
        heap.push(u);
      }
    }
  }
  return reached;
}
