/** Bits of one digit of the sort, so that 64 take four passes. */
const digitBits = 16;

/**
 * Node numbers by falling value, equal values by number, NaN last: a stable radix sort over the bits of the values. O(n).
 */
export function fallingOrder(values: ArrayLike<number>): Int32Array {
  const n = values.length;
  if (n < 2048)
    return Int32Array.from({ length: n }, (_, i) => i).sort((a, b) => {
      const [x, y] = [values[a]!, values[b]!];
      if (x === y) return a - b;
      if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
      return y - x;
    });
  const keys = new Uint32Array(n * 2);
  const bits = new Float64Array(1);
  const halves = new Uint32Array(bits.buffer);
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    // + 0 makes −0 equal to 0. Rising keys are falling values: positive numbers with their bits turned, NaN above all.
    bits[0] = value + 0;
    const negative = halves[1]! >>> 31 === 1;
    keys[2 * i] = Number.isNaN(value) ? 0xffffffff : negative ? halves[0]! : ~halves[0]!;
    keys[2 * i + 1] = Number.isNaN(value) ? 0xffffffff : negative ? halves[1]! : ~halves[1]! & 0x7fffffff;
  }
  let order = Int32Array.from({ length: n }, (_, i) => i);
  let other = new Int32Array(n);
  const count = new Int32Array((1 << digitBits) + 1);
  for (let pass = 0; pass < 4; pass++) {
    const half = pass >> 1;
    const shift = (pass & 1) * digitBits;
    count.fill(0);
    for (let i = 0; i < n; i++) count[((keys[2 * i + half]! >>> shift) & 0xffff) + 1]!++;
    for (let d = 0; d < 1 << digitBits; d++) count[d + 1]! += count[d]!;
    for (let i = 0; i < n; i++) {
      const node = order[i]!;
      other[count[(keys[2 * node + half]! >>> shift) & 0xffff]!++] = node;
    }
    [order, other] = [other, order];
  }
  return order;
}
