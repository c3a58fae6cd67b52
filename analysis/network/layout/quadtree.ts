/** Depth at which nodes count as being in one place. */
const deepest = 32;

/**
 * Squares within squares that hold the mass and its centre of the nodes inside (Barnes & Hut 1986, doi:10.1038/324446a0). Built again
 * for every step, in arrays that grow as needed. Building O(n log n), a query O(log n).
 */
export class Quadtree {
  #children: Int32Array;
  #mass: Float64Array;
  #x: Float64Array;
  #y: Float64Array;
  #cells = 0;
  #side = 0;
  #left = 0;
  #top = 0;
  readonly #stack = new Int32Array(4 * deepest + 8);
  readonly #sides = new Float64Array(4 * deepest + 8);

  constructor(nodes: number) {
    const cells = 2 * nodes + 16;
    this.#children = new Int32Array(4 * cells);
    this.#mass = new Float64Array(cells);
    this.#x = new Float64Array(cells);
    this.#y = new Float64Array(cells);
  }

  #cell(): number {
    if (this.#cells === this.#mass.length) {
      const grown = <A extends Int32Array | Float64Array>(old: A, length: number): A => {
        const out = new (old.constructor as new (length: number) => A)(length);
        out.set(old as never);
        return out;
      };
      const cells = 2 * this.#cells;
      this.#children = grown(this.#children, 4 * cells);
      this.#mass = grown(this.#mass, cells);
      this.#x = grown(this.#x, cells);
      this.#y = grown(this.#y, cells);
    }
    const cell = this.#cells++;
    this.#children.fill(0, 4 * cell, 4 * cell + 4);
    this.#mass[cell] = 0;
    this.#x[cell] = 0;
    this.#y[cell] = 0;
    return cell;
  }

  /** Children hold a cell's number + 1, a single node as −(its number + 1), 0 where empty. */
  build(x: Float64Array, y: Float64Array, mass: Float64Array): void {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let v = 0; v < x.length; v++) {
      left = Math.min(left, x[v]!);
      right = Math.max(right, x[v]!);
      top = Math.min(top, y[v]!);
      bottom = Math.max(bottom, y[v]!);
    }
    this.#left = left;
    this.#top = top;
    this.#side = Math.max(right - left, bottom - top, 1e-9) * (1 + 1e-9);
    this.#cells = 0;
    this.#cell();
    for (let v = 0; v < x.length; v++) this.#insert(v, x, y, mass);
    for (let cell = 0; cell < this.#cells; cell++) {
      this.#x[cell]! /= this.#mass[cell]!;
      this.#y[cell]! /= this.#mass[cell]!;
    }
  }

  #add(cell: number, v: number, x: Float64Array, y: Float64Array, mass: Float64Array): void {
    this.#mass[cell]! += mass[v]!;
    this.#x[cell]! += mass[v]! * x[v]!;
    this.#y[cell]! += mass[v]! * y[v]!;
  }

  #insert(v: number, x: Float64Array, y: Float64Array, mass: Float64Array): void {
    let cell = 0;
    let side = this.#side / 2;
    let [left, top] = [this.#left, this.#top];
    for (let depth = 0; ; depth++) {
      this.#add(cell, v, x, y, mass);
      if (depth === deepest) return;
      const right = x[v]! >= left + side ? 1 : 0;
      const low = y[v]! >= top + side ? 2 : 0;
      const place = 4 * cell + right + low;
      const found = this.#children[place]!;
      if (found === 0) {
        this.#children[place] = -(v + 1);
        return;
      }
      left += right * side;
      top += low ? side : 0;
      if (found < 0) {
        const other = -found - 1;
        const inner = this.#cell();
        this.#children[place] = inner + 1;
        this.#add(inner, other, x, y, mass);
        if (depth + 1 < deepest) {
          const half = side / 2;
          this.#children[4 * inner + (x[other]! >= left + half ? 1 : 0) + (y[other]! >= top + half ? 2 : 0)] = found;
        }
        cell = inner;
      } else cell = found - 1;
      side /= 2;
    }
  }

  /**
   * Adds to `force` (x at 0, y at 1) the repulsion on one node, `strength` · mass · mass / distance away from each mass; a square seen
   * under less than `wide` counts as one.
   */
  repulse(
    v: number,
    x: Float64Array,
    y: Float64Array,
    mass: Float64Array,
    strength: number,
    wide: number,
    force: Float64Array,
  ): void {
    const [stack, sides] = [this.#stack, this.#sides];
    stack[0] = 1;
    sides[0] = this.#side;
    let top = 1;
    let [fx, fy] = [0, 0];
    const [xv, yv] = [x[v]!, y[v]!];
    const scale = strength * mass[v]!;
    while (top > 0) {
      const item = stack[--top]!;
      const side = sides[top]!;
      if (item < 0) {
        const u = -item - 1;
        if (u === v) continue;
        const [dx, dy] = [xv - x[u]!, yv - y[u]!];
        const square = dx * dx + dy * dy;
        if (square > 0) {
          const f = (scale * mass[u]!) / square;
          fx += f * dx;
          fy += f * dy;
        }
        continue;
      }
      const cell = item - 1;
      const [dx, dy] = [xv - this.#x[cell]!, yv - this.#y[cell]!];
      const square = dx * dx + dy * dy;
      if (side * side < wide * wide * square) {
        const f = (scale * this.#mass[cell]!) / square;
        fx += f * dx;
        fy += f * dy;
        continue;
      }
      let open = false;
      for (let c = 4 * cell; c < 4 * cell + 4; c++) {
        if (this.#children[c] === 0) continue;
        open = true;
        stack[top] = this.#children[c]!;
        sides[top++] = side / 2;
      }
      // The deepest squares hold nodes in one place and are not divided.
      if (!open && (Math.abs(dx) > side || Math.abs(dy) > side)) {
        const f = (scale * this.#mass[cell]!) / square;
        fx += f * dx;
        fy += f * dy;
      }
    }
    force[0]! += fx;
    force[1]! += fy;
  }
}
